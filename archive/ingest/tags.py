"""Tags of HTML in a text, and whether a text plainly is HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from archive.ingest.elements import CODE, KNOWN, PARAGRAPH_TAGS, UNREAD

#: A tag, a comment's beginning, the marks of character data, or a declaration. An attribute's
#: value in quotes may hold `>`. An address (<ann@example.org>, <http://...>) is no tag.
_TOKEN: Final = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*+(?>[:-][A-Za-z0-9-]++)*+)(?=[\s/>])"
    r"(?P<inside>(?>=\s*+(?:\"[^\"]*+\"|'[^']*+')|[^<>])*+)>"
    r"|(?P<comment><!--)|(?P<data><!\[CDATA\[|\]\]>)|<[!?][A-Za-z\[][^<>]*+>"
)

#: A tag that the end of the text cuts.
_CUT: Final = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*=[^<>]*)?|!--[^<>]*)\Z")

#: Around a tag that a text speaks of.
_QUOTES: Final = frozenset(" \t\"'`“”‘’「」『』《》〈〉«»")
_LINE_ENDS: Final = frozenset({"", "\n", "<", ">"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of `name`, in small letters; "" for the end of the text. `text` stands before it."""

    text: str
    name: str = ""
    closing: bool = False


@dataclass(slots=True)
class TagScanner:
    """Goes over the tags of a text once, from left to right; time grows with the text."""

    source: str
    #: Where these alone are tags, a tag of another name is text.
    only: frozenset[str] | None = None
    #: How many tags stood in what was read.
    count: int = 0
    _lower: str = field(init=False)
    _last: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._lower = self.source.lower()

    def tags(self) -> Iterator[Tag]:
        """Each tag of a known element with the text before it, and the text behind the last.

        The text is without comments, without what is not read, and without other tags.
        """
        pieces: list[str] = []
        unread, depth, at = "", 0, 0
        for token in self._tokens():
            if not unread:
                pieces.append(self.source[at : token.start()])
            at = self._end(token)
            name = (token["name"] or "").lower()
            if unread:
                depth += (name == unread) * (-1 if token["close"] else 1)
                unread = unread if depth else ""
            elif self._encloses(token, name):
                unread, depth = name, 1
            elif name in KNOWN and name not in UNREAD:
                yield Tag("".join(pieces), name, bool(token["close"]))
                pieces = []
        if not unread:
            pieces.append(_CUT.sub("", self.source[at:]))
        yield Tag("".join(pieces))

    def _tokens(self) -> Iterator[re.Match[str]]:
        at = 0
        while token := _TOKEN.search(self.source, at):
            at = token.end()
            if token["name"] and not self._is_tag(token):
                continue
            self.count += token["data"] is None
            yield token
            at = self._end(token)

    def _is_tag(self, token: re.Match[str]) -> bool:
        """A tag of an unknown name must look like one, so that <John> stays in the text."""
        name = token["name"].lower()
        if self.only is not None:
            return name in self.only
        if name in KNOWN or not name.isalnum() or "=" in token["inside"]:
            return True
        counterpart = f"<{name}" if token["close"] else f"</{name}"
        return token["inside"].endswith("/") or self._last_of(counterpart) >= 0

    def _last_of(self, text: str) -> int:
        if text not in self._last:
            self._last[text] = self._lower.rfind(text)
        return self._last[text]

    def _encloses(self, token: re.Match[str], name: str) -> bool:
        """Whether what follows is not read up to a closing tag, which is there."""
        opens = name in UNREAD - CODE and not token["close"]
        return opens and self._last_of(f"</{name}") >= token.end()

    def _end(self, token: re.Match[str]) -> int:
        """Where the text goes on: behind a comment, and behind code."""
        name = (token["name"] or "").lower()
        if token["comment"]:
            end = self._after("-->", token.end())
        elif name in CODE and not token["close"]:
            end = self._after(f"</{name}", token.end())
            if end < 0 and name in ("script", "style") and not token["inside"].endswith("/"):
                return len(self.source)
            end = end if end < 0 else self._lower.find(">", end) + 1 or len(self.source)
        else:
            end = -1
        return end if end >= 0 else token.end()

    def _after(self, text: str, at: int) -> int:
        """Behind the next `text` from `at`, -1 where there is none."""
        if self._last_of(text) < at:
            return -1
        return self._lower.find(text, at) + len(text)


def is_html(text: str) -> bool:
    """Whether `text` plainly is HTML: not one that speaks of tags, nor `if a < b`.

    A tag of a known element has attributes; or it is opened and closed around something; or a
    text or a line begins or ends with it; or it breaks a line.
    """
    if "<" not in text:
        return False
    if "-->" in text.partition("<!--")[2]:
        return True
    opened: set[str] = set()
    breaks = 0
    for token in _TOKEN.finditer(text):
        name = (token["name"] or "").lower()
        if name not in KNOWN:
            continue
        before, after = (
            text[max(0, token.start() - 1) : token.start()],
            text[token.end() : token.end() + 1],
        )
        breaks += name in ("br", "hr") and before not in _QUOTES - {" "}
        if breaks > 1 or _is_used(token, name, before, after, opened):
            return True
    return False


def _is_used(token: re.Match[str], name: str, before: str, after: str, opened: set[str]) -> bool:
    """Whether this tag can be nothing else; `opened` are the names that were opened in use."""
    quoted = bool(before) and before in _QUOTES - {" ", "\t"}
    if "=" in token["inside"]:
        return not quoted
    if name in ("br", "hr"):
        return before not in _QUOTES or after == "\n"
    if token["close"]:
        ends = after in _LINE_ENDS if name in PARAGRAPH_TAGS else after == ""
        begins = before == "" and name in PARAGRAPH_TAGS
        return begins or (before not in _QUOTES and (name in opened or ends))
    if after == "" and before not in _QUOTES:
        return name in PARAGRAPH_TAGS
    if after not in _QUOTES or name in PARAGRAPH_TAGS:
        opened.add(name)
    return (
        before in _LINE_ENDS if name in PARAGRAPH_TAGS else before == ""
    ) and after not in _QUOTES
