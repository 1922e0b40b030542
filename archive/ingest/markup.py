"""HTML to plain text in paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from archive.ingest.elements import CELLS, CODE, LINES, PARAGRAPH_TAGS
from archive.ingest.references import resolve
from archive.ingest.tags import Tag, TagScanner

#: What breaks lines or parts paragraphs.
_BREAKS: Final = PARAGRAPH_TAGS | LINES | {"br"}
_BREAK: Final = re.compile(rf"<(?:{'|'.join(sorted(_BREAKS))})[\s/>]", re.IGNORECASE)

#: Letters and marks of Chinese and Japanese, between which a broken line means no space.
_WIDE: Final = (
    "[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_WRAPPED: Final = re.compile(rf"(?<={_WIDE})[ \t]*+\n\s*+(?={_WIDE})")
_WIDE_ONE: Final = re.compile(_WIDE)
_SPACE: Final = " \t\n\r\f\xa0"
_SPACES: Final = re.compile(r"[ \t\n\r\f\xa0]+")
_BLANK_LINE: Final = re.compile(r"\n[ \t]*+\n\s*+")

#: Inside these a blank line is a matter of layout; elsewhere writers part paragraphs by it.
_CLOSED: Final = frozenset("p li td th h1 h2 h3 h4 h5 h6 dd dt".split())

#: How a line begins that a program indents, and how one ends that ends a sentence.
_INDENTS: Final = ("  ", "\t")
_ENDS: Final = re.compile(r"[.!?:;。！？：；…][\"'”’」』）)]*(?:\s|<[^<>]*>)*\Z")
_ITEM: Final = re.compile(r"\s*(?:[-*•‧·●■◆▪※–—]|\(?[\d一二三四五六七八九十]{1,3}[).、）])")
_LEAST_WRAPPED: Final = 2

_CELL, _LINE, _PARAGRAPH = "\t", "\n", "\n\n"


def plain_of_html(source: str) -> tuple[str, bool]:
    """The text of `source` and whether it holds tags.

    Block elements are paragraphs, `br`, items of lists and rows of tables lines, cells are parted
    by a tab. Where nothing of that stands in `source`, its own lines stand, unless a program has
    wrapped them.
    """
    scanner = TagScanner(source)
    writer = _Writer(lines_stand=_BREAK.search(source) is None and not _is_wrapped(source))
    for tag in scanner.tags():
        writer.take(tag)
    return "".join(writer.pieces), scanner.count > 0


def _is_wrapped(source: str) -> bool:
    """Whether lines are those of a program that indents markup, not those of a writer.

    All are indented, most but the last end within a sentence, and they are no list.
    """
    lines = [line for line in source.split("\n") if line.strip()]
    if len(lines) < _LEAST_WRAPPED or not all(line.startswith(_INDENTS) for line in lines):
        return False
    parted = sum(
        bool(_ENDS.search(line) or _ITEM.match(following)) for line, following in pairwise(lines)
    )
    return 2 * parted < len(lines) - 1


def without_embeds(text: str) -> str:
    """`text`, which is plain, without the scripts and frames that stood in it escaped."""
    return "".join(tag.text for tag in TagScanner(text, only=CODE).tags())


def _kind(space: str) -> str:
    return "\n" if "\n" in space else space[:1]


@dataclass(slots=True)
class _Writer:
    """Collects text. Breaks are written once text follows, the strongest of several."""

    lines_stand: bool
    pieces: list[str] = field(default_factory=list)
    _broken: str = ""
    #: What of white space stands between: a broken line is none between wide characters.
    _spaced: str = ""
    _closed: bool = False
    _pre: bool = False

    def take(self, tag: Tag) -> None:
        if self._pre:
            self._parts(tag.text.split("\n"), _LINE)
        elif self._closed:
            self._write(tag.text)
        else:
            self._parts(_BLANK_LINE.split(tag.text), _PARAGRAPH)
        self._tag(tag.name, not tag.closing)

    def _parts(self, parts: list[str], between: str) -> None:
        for number, text in enumerate(parts):
            if number:
                self._break(between)
            if self.lines_stand and between == _PARAGRAPH:
                self._parts(text.split("\n"), _LINE)
            else:
                self._write(text)

    def _write(self, source: str) -> None:
        text = resolve(_WRAPPED.sub("", source))
        bare = text.rstrip() if self._pre else _SPACES.sub(" ", text).strip(" ")
        begins = text[: len(text) - len(text.lstrip(_SPACE))]
        self._spaced = self._spaced or _kind(begins)
        if self._broken or not self.pieces:
            bare = bare.lstrip("\u3000")
        if not bare:
            return
        if self.pieces:
            self.pieces.append(self._broken or self._space_before(bare))
        self.pieces.append(bare)
        self._broken, self._spaced = "", _kind(text[len(text.rstrip(_SPACE)) :])

    def _space_before(self, text: str) -> str:
        wide = _WIDE_ONE.match(text) and _WIDE_ONE.match(self.pieces[-1][-1])
        return "" if self._spaced == "\n" and wide else " " * bool(self._spaced)

    def _break(self, kind: str) -> None:
        """Two ends of lines are the end of a paragraph."""
        self._broken = _PARAGRAPH if kind == _LINE and _LINE in self._broken else kind
        self._spaced = ""

    def _tag(self, name: str, opening: bool) -> None:
        if name in _CLOSED:
            self._closed = opening and not self.lines_stand
        if name == "pre":
            self._pre = opening
        if name in PARAGRAPH_TAGS:
            self._break(_PARAGRAPH)
        elif name == "br" or (name in LINES and _LINE not in self._broken):
            self._break(_LINE)
        elif name in CELLS and opening and not self._broken:
            self._broken = _CELL
