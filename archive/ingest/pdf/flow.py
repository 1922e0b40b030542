"""From lines in their order to paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from archive.ingest.mail.text import glue, is_wide
from archive.ingest.pdf.glyph import PdfLine

#: All in sizes of the type, but the first: how much farther apart paragraphs stand than lines.
_GAP: Final = 1.3
_INDENT: Final = 0.8
_SIZES: Final = 0.12
#: Indents are no deeper, and this share of the lines has one at least.
_DEEPEST: Final = 4.5
_SOME: Final = 0.04
#: Room for a word that was left at the end of a line, beyond what the word needs.
_ROOM: Final = 0.6
#: Lines of one paragraph stand up to this far apart, where nothing else tells.
_LEADING: Final = 1.9

#: A line is full that ends within so many sizes of the edge.
_FULL: Final = 3.0
#: An edge that this share of the lines of a column reach is its edge, whatever lies beyond.
_REACH: Final = 0.25
#: A column of which so many lines reach its edge is justified: paragraphs have two lines or more.
_JUSTIFIED: Final = 0.5
#: Fewer lines do not tell how wide a column is.
_ENOUGH: Final = 4

#: What may not begin a line and so belongs to the one before, wherever a program put it.
_CLOSING: Final = frozenset("。，、；：？！」』）】》〉”’…—％.,;:?!)]}%")
_BULLETS: Final = frozenset("•‣◦●○▪■□◆◇►▶❖➢✓")
_ENDS: Final = frozenset('。．！？：；…」』”.!?:;"')

_HYPHENATED: Final = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]\Z")
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class PdfParagraph:
    """Lines that belong together, and their text."""

    lines: list[PdfLine]
    text: str = ""

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Block:
    """The measures of a column: edges of its lines, distance of their baselines.

    `justified`: all lines reach the right edge, but for the last ones of paragraphs.
    """

    left: float
    right: float
    leading: float
    justified: bool = False


def pdf_paragraphs(blocks: Sequence[Sequence[PdfLine]]) -> list[PdfParagraph]:
    """The paragraphs of columns in their order; one may go on in the next column or page."""
    columns = _Columns([block for block in blocks if block])
    result: list[PdfParagraph] = []
    for number, block in enumerate(columns.blocks):
        for at, line in enumerate(block):
            measures = columns.measures(number, line)
            if at:
                is_new = _parts(block[at - 1], line, measures)
            elif number:
                last = columns.blocks[number - 1][-1]
                is_new = not columns.goes_on(number, last, line)
            else:
                is_new = True
            if is_new:
                result.append(PdfParagraph([line]))
            else:
                result[-1].lines.append(line)
    compounds = _compounds(line.text for block in blocks for line in block)
    for paragraph in result:
        paragraph.text = _joined(paragraph.lines, compounds)
    return result


class _Columns:
    """The measures of columns, by the size of the type."""

    def __init__(self, blocks: Sequence[Sequence[PdfLine]]) -> None:
        self.blocks = blocks
        self._leading = _leading(blocks)
        self._known: dict[tuple[int, float], _Block] = {}
        self._widths: dict[float, Counter[int]] = {}
        for number, block in enumerate(blocks):
            for size in {round(line.size) for line in block}:
                self._measure(number, float(size))
        self._has_indents = self._indents()

    def _measure(self, number: int, size: float) -> None:
        same = [line for line in self.blocks[number] if round(line.size) == size]
        left, _ = _most_frequent([line.start for line in same])
        ends = [line.end for line in same]
        right = _right(ends, size)
        reach = sum(right - end < _ROOM * size / 2 for end in ends)
        is_justified = len(same) >= _ENOUGH and reach >= _JUSTIFIED * len(same)
        self._known[number, size] = _Block(left, right, self._leading, is_justified)
        widths = self._widths.setdefault(size, Counter())
        if len(same) >= _ENOUGH:
            widths[round(right - left)] += len(same)

    def measures(self, number: int, line: PdfLine) -> _Block:
        """Those for `line`. A short column is as wide as most that are set in its type."""
        size = float(round(line.size))
        own = self._known[number, size]
        lines = sum(round(each.size) == size for each in self.blocks[number])
        if lines >= _ENOUGH or not self._widths[size]:
            return own
        usual = self._widths[size].most_common(1)[0][0]
        return replace(own, right=max(own.right, own.left + usual))

    def goes_on(self, number: int, before: PdfLine, line: PdfLine) -> bool:
        """Whether the paragraph that ends the column before with `before` goes on with `line`.

        Where paragraphs begin with an indent, a line without one does; else the text must tell.
        """
        if abs(before.size - line.size) > _SIZES * line.size:
            return False
        if _indent(line, self.measures(number, line)) > _INDENT:
            return False
        if _is_short(before, line, self.measures(number - 1, before)):
            return False
        if self._has_indents:
            return True
        is_text = line.text[0].islower() or is_wide(line.text[0]) or is_wide(before.text[-1])
        return is_text and not _ends(before.text)

    def _indents(self) -> bool:
        """Whether paragraphs begin with an indent: some lines do, and most do not."""
        indents = [
            _INDENT < _indent(line, self.measures(number, line)) < _DEEPEST
            for number, block in enumerate(self.blocks)
            for line in block
        ]
        return _SOME * len(indents) < sum(indents) < len(indents) / 2


def _leading(blocks: Sequence[Sequence[PdfLine]]) -> float:
    """The usual distance of baselines, in sizes of the type.

    Where all lines stand far apart, those that are full tell whether the text is set so, and those
    that are short that each line is a paragraph.
    """
    distances: list[float] = []
    full: list[float] = []
    short = 0
    for block in blocks:
        right = max(line.end for line in block)
        for upper, lower in pairwise(block):
            distance = (upper.base - lower.base) / upper.size
            if abs(upper.size - lower.size) < _SIZES * upper.size and distance > 0:
                distances.append(distance)
                short += _is_short(upper, lower, _Block(0, right, 0))
                if right - upper.end < _FULL * upper.size:
                    full.append(distance)
    if close := [each for each in distances if each < _LEADING]:
        return median(close)
    if len(full) >= _ENOUGH:
        return median(full)
    return median(distances) if distances and not short else _LEADING / _GAP


def _right(ends: Sequence[float], size: float) -> float:
    """The right edge: that which many lines reach, else the end of the longest."""
    edge, count = _most_frequent(ends)
    return edge + size * 0.1 if count >= max(3, _REACH * len(ends)) else max(ends)


def _most_frequent(places: Sequence[float]) -> tuple[float, int]:
    """The place, in whole points, that most lines have, the leftmost of several; how many."""
    rounded = [round(place) for place in places]
    place = max(sorted(set(rounded)), key=rounded.count)
    return float(place), rounded.count(place)


def _parts(before: PdfLine, line: PdfLine, block: _Block) -> bool:
    """Whether a new paragraph begins with `line`."""
    size = max(before.size, line.size)
    if abs(before.size - line.size) > _SIZES * size:
        return True
    if (before.base - line.base) / size > _GAP * block.leading:
        return True
    if line.text[0] in _BULLETS:
        return True
    if line.text[0] in _CLOSING and len(line.text) < 3:
        return False
    if line.start > block.left + _INDENT * size and before.end - before.start > 2 * size:
        is_centred = before.start > block.left + _INDENT * size and not _ends(before.text)
        return not is_centred or line.start - before.start > _INDENT * size
    return _is_short(before, line, block)


def _indent(line: PdfLine, block: _Block) -> float:
    """How far a line begins behind the edge, in sizes of its type."""
    return (line.start - block.left) / line.size


def _ends(text: str) -> bool:
    return text[-1:] in _ENDS


def _is_short(before: PdfLine, line: PdfLine, block: _Block) -> bool:
    """Whether a line ends where what begins the next one would have had room."""
    room = block.right - before.end
    if block.justified and not is_wide(before.text[-1]):
        return room > _ROOM * before.size
    return room > _needed(line) + _ROOM * line.size


def _needed(line: PdfLine) -> float:
    """The width of what could not be broken at the beginning of a line, and a space before it."""
    if is_wide(line.text[0]):
        closing = len(line.text) > 1 and line.text[1] in _CLOSING
        return line.size * (2 if closing else 1)
    word = line.text.split(" ", 1)[0]
    return (len(word) + 1) / max(1, len(line.text)) * (line.end - line.start)


def _compounds(texts: Iterable[str]) -> frozenset[str]:
    """Words that are written with a hyphen inside a line."""
    compounds = (re.findall(r"[^\W\d_]+-[^\W\d_]+", text) for text in texts)
    return frozenset(word.lower() for words in compounds for word in words)


def _joined(lines: Sequence[PdfLine], compounds: frozenset[str]) -> str:
    text = ""
    for line in lines:
        text = _with_line(text, line.text, compounds)
    return unicodedata.normalize("NFC", text)


def _with_line(text: str, line: str, compounds: frozenset[str]) -> str:
    """`text` and the next line; a word that a program broke with a hyphen is whole again.

    A hyphen stays where the document writes the word with one elsewhere, and before a capital.
    """
    broken, rest = _HYPHENATED.search(text), _WORD.match(line)
    if broken and rest:
        if f"{broken[1]}-{rest[0]}".lower() in compounds or not rest[0].islower():
            return text + line
        return text[: broken.end(1)] + line
    return text + glue(text, line) + line
