"""The values of a text that holds JSON: each whole one, and a word for each that is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from archive.ingest import reader
from archive.ingest.formats.json_folded import normal_name
from archive.ingest.formats.json_lenient import JsonError, parse_value
from archive.ingest.formats.json_names import LISTS

#: What may stand between values: commas, marks of byte order, ends of a script's statement,
#: comments.
_BETWEEN: Final = re.compile(r"(?>[\s\ufeff,;]++|/\*(?>[^*]|\*(?!/))*+\*/)*+")

#: What programs put before JSON so that a page can load it: `callback(`, `var data =`, `)]}'`.
_SCRIPT: Final = re.compile(
    r"\s*(?:\)\]\}',?|(?:while\(1\)|for\(;;\));|"
    r"(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$.]*\s*(?:=|\()\s*(?=[\[{]))"
)

#: A string, or what begins, parts or ends others. A string without its end goes to that of the
#: text, so that nothing is looked at twice.
_SIGN: Final = re.compile(r'"[^"\\]*+(?>\\.[^"\\]*+)*+("?)|[\[\]{},]', re.DOTALL)
_CLOSING: Final = re.compile(r'[^"\\]*+(?>\\.[^"\\]*+)*+"', re.DOTALL)
_OPENS: Final = {"]": "[", "}": "{"}

#: What stands behind a whole element.
_BEHIND: Final = re.compile(r"\s*(?:,\s*(?:[\[{\]\d-]|true|false|null|\Z)|[\]}\[{]|\Z)")

_FIRST_NAME: Final = re.compile(r'\{\s*("[^"\\]*+(?>\\.[^"\\]*+)*+")\s*:', re.DOTALL)
_NEW_LINE: Final = re.compile(r"\n[ \t]*(?=[\[{])")
_NEXT: Final = re.compile(r",\s*(?=[\[{])|\n[ \t]*(?=[\[{])|(?=\])")

#: The first name whose value is a list of objects or of lists.
_LIST_OF_OBJECTS: Final = re.compile(r'"([^"\\\n]{1,80})"\s*:\s*\[\s*[\[{]')

#: A list of which the elements tell what the others are: rows below the names of their columns,
#: linked data of one page, tables of a database.
_ONE_VALUE: Final = re.compile(
    r'\[\s*(?:\[\s*["\']|\{[^{}]{0,300}"@(?:type|context)"|\{\s*"type"\s*:\s*"header")'
)

#: Reading on behind broken values looks at characters again. At most so many times all that was
#: read, and so many more: then the rest is given up, so that no text takes hours.
_AGAIN: Final = 4
_AGAIN_AT_LEAST: Final = 2**20


@dataclass(frozen=True, slots=True)
class Broken:
    """What cannot be read: `reason` without a full stop. `rest`: nor can anything behind it."""

    reason: str
    rest: bool = False


@dataclass
class ValueScanner:
    """Reads values out of texts that follow each other, as the lines of a file do.

    An object that cannot be read as one value is entered by the names under which envelopes hold
    their articles, so that an envelope that is cut, broken or very large still gives them. `lines`
    says that each text is a line: reasons name the column only, and what is broken ends with it.
    """

    lines: bool = False
    _text: str = ""
    _at: int = 0
    _again: int = _AGAIN_AT_LEAST
    _open: list[str] = field(default_factory=list)
    #: What was open where the text begins.
    _before: list[str] = field(default_factory=list)
    #: A place in the text, the number of its line and where that begins.
    _line: tuple[int, int, int] = (0, 1, 0)
    _first: bool = True

    def feed(self, text: str) -> Iterator[object]:
        """The values of `text` in their order, and a `Broken` for each broken place."""
        self._text, self._at = text, 0
        self._line = (0, 1, 0)
        self._before = list(self._open)
        self._again += _AGAIN * len(text)
        if self._first:
            self._pass_script()
        while True:
            match = _BETWEEN.match(text, self._at)
            self._at = match.end() if match else self._at
            if self._at >= len(text):
                return
            self._first = False
            yield from self._step(text[self._at])

    @property
    def within(self) -> str:
        """The signs of the lists and objects that are open where the next text begins."""
        return "".join(self._open)

    def pass_over(self, text: str) -> None:
        """Go on behind a text of one whole value, without a look at it."""
        self._again += _AGAIN * len(text)
        self._first = False

    def finish(self) -> Iterator[Broken]:
        """What is missing where the texts end."""
        if self._open:
            self._open.clear()
            yield Broken("Broke off: the file ends inside a list of articles", rest=True)

    def _pass_script(self) -> None:
        if script := _SCRIPT.match(self._text.removeprefix("\ufeff")):
            self._at = script.end() + self._text.startswith("\ufeff")

    def _step(self, sign: str) -> Iterator[object]:
        inside = self._open[-1] if self._open else ""
        if sign in _OPENS or sign == ")":
            if inside and _OPENS.get(sign) == inside:
                self._open.pop()
            self._at += 1
        elif inside == "{":
            yield from self._member()
        elif sign == "[" and not inside and not _ONE_VALUE.match(self._text, self._at):
            self._enter("[", self._at + 1)
        else:
            yield from self._element()

    def _enter(self, sign: str, at: int) -> None:
        self._open.append(sign)
        self._at = at

    def _element(self) -> Iterator[object]:
        """The value here, or what is broken; an envelope that cannot be read whole is entered."""
        start = self._at
        try:
            value, self._at = self._parse(start)
        except JsonError as error:
            self._again -= error.at - start
            if self._text[start] == "[" and not self._open and self._again > 0:
                self._enter("[", start + 1)
            elif self._is_envelope(start, error.at):
                self._enter("{", start + 1)
            else:
                yield self._broken(start, error)
            return
        yield value

    def _parse(self, at: int) -> tuple[object, int]:
        _check_parts(self._text, at)
        return parse_value(self._text, at)

    def _member(self) -> Iterator[object]:
        """Passes over a member of an envelope, or enters it."""
        start = self._at
        match = _FIRST_NAME.match("{" + self._text[start : start + 2**10])
        if match is None:
            yield self._give_up(start, "a name in quotes is missing")
            return
        at = start + match.end() - 1
        space = _BETWEEN.match(self._text, at)
        at = space.end() if space else at
        name = match.group(1)[1:-1]
        if self._text.startswith("[", at) and normal_name(name) in LISTS:
            self._enter("[", at + 1)
            return
        try:
            _, self._at = self._parse(at)
        except JsonError as error:
            self._again -= error.at - at
            sign = self._text[at : at + 1]
            if sign and sign in "[{" and self._again > 0:
                self._enter(sign, at + 1)
            else:
                yield self._give_up(error.at, error.reason)

    def _is_envelope(self, start: int, end: int) -> bool:
        """Whether the object that breaks at `end` holds a list of articles before that."""
        if self._text[start] != "{" or self._again <= 0:
            return False
        match = _LIST_OF_OBJECTS.search(self._text, start, end + 1)
        return match is not None and normal_name(match.group(1)) in LISTS

    def _broken(self, start: int, error: JsonError) -> Broken:
        end = self._end_of(start)
        if end is None or self._again <= 0:
            return self._give_up(error.at, error.reason)
        self._at = end
        return Broken(self._located(error.at, error.reason))

    def _give_up(self, at: int, reason: str) -> Broken:
        if at >= len(self._text.rstrip()) and not self.lines:
            reason = "Broke off: the file ends inside an article"
        else:
            reason = self._located(at, reason)
        self._at = len(self._text)
        self._open = self._before if self.lines else []
        return Broken(reason, rest=True)

    def _located(self, at: int, reason: str) -> str:
        if reason.startswith(("Nested", "Holds")):
            return reason
        place, line, begin = self._line
        if at >= place:
            line += self._text.count("\n", place, at)
            begin = max(begin, self._text.rfind("\n", place, at) + 1)
            self._line = (at, line, begin)
        column = f"column {at - begin + 1}"
        return f"Not JSON at {column if self.lines else f'line {line}, {column}'}: {reason}"

    def _end_of(self, start: int) -> int | None:
        """Where a broken value ends, None where that cannot be told."""
        if self._text[start] not in "[{":
            match = (_NEXT if self._open else _NEW_LINE).search(self._text, start)
            self._again -= (match.end() if match else len(self._text)) - start
            return match.end() if match else None
        whole, end = _extent(self._text, start)
        self._again -= end - start
        if whole and _BEHIND.match(self._text, end):
            return end
        return self._next_like(start)

    def _next_like(self, start: int) -> int | None:
        """The beginning of the next object that begins with the same name as the broken one.

        If it begins a line, so does the next, after the same spaces; else it stands behind another.
        """
        name = _FIRST_NAME.match(self._text, start)
        begin = self._text.rfind("\n", 0, start) + 1
        before = self._text[begin:start]
        object_ = rf"(?=\{{\s*{re.escape(name.group(1))}\s*:)" if name else r"(?=[\[{])"
        if before.strip(" \t"):
            again = re.compile(r"(?<=[^\s\[:,])\s*(?:,\s*)?" + object_)
        else:
            again = re.compile(rf"\n{re.escape(before)}" + object_)
        match = again.search(self._text, name.end() if name else start + 1)
        self._again -= (match.end() if match else len(self._text)) - start
        return match.end() if match else None


def _extent(text: str, start: int) -> tuple[bool, int]:
    """Whether the bracket at `start` is closed, and the place behind where that is told."""
    stack: list[str] = []
    for match in _SIGN.finditer(text, start):
        sign = match.group()
        if sign in "[{":
            stack.append(sign)
        elif sign in _OPENS:
            if stack.pop() != _OPENS[sign]:
                return False, match.end()
            if not stack:
                return True, match.end()
    return False, len(text)


def depth_behind(text: str, depth: int = 0, *, inside: bool = False) -> tuple[int, bool]:
    """How many lists and objects are open behind `text`, and whether a string is.

    `depth` and `inside` say the same of what stands before it.
    """
    at = 0
    if inside:
        closing = _CLOSING.match(text)
        if closing is None:
            return depth, True
        at = closing.end()
    for match in _SIGN.finditer(text, at):
        sign = match.group()
        if sign[0] != '"':
            depth += (sign in "[{") - (sign in _OPENS)
        elif not match.group(1):
            return depth, True
    return depth, False


def _check_parts(text: str, at: int) -> None:
    """Raises `JsonError` where the value at `at` has too many parts to be an article."""
    limit = reader.MAX_PARTS
    if len(text) - at <= limit:
        return
    depth = 0
    for number, sign in enumerate(_SIGN.finditer(text, at)):
        first = text[sign.start()]
        depth += (first in "[{") - (first in _OPENS)
        if depth <= 0:
            return
        if number == limit:
            raise JsonError(f"Holds a value of more than {limit:,} parts", sign.start())
