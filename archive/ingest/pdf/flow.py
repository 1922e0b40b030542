"""From lines in their order to paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from archive.ingest.mail.text import glue, is_wide
from archive.ingest.pdf.glyph import Line

#: All in sizes of the type, but the first: how much farther apart paragraphs stand than lines.
_GAP: Final = 1.3
_INDENT: Final = 0.8
_SIZES: Final = 0.12
#: Room for a word that was left at the end of a line, beyond what the word needs.
_ROOM: Final = 0.6
#: Lines of one paragraph stand up to this far apart, where nothing else tells.
_LEADING: Final = 1.9

#: What may not begin a line and so belongs to the one before, wherever a program put it.
_CLOSING: Final = frozenset("。，、；：？！」』）】》〉”’…—％.,;:?!)]}%")
_ENDS: Final = frozenset('。．！？：；…」』”.!?:;"')

_HYPHENATED: Final = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]\Z")
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and their text."""

    lines: list[Line]
    text: str = ""

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Block:
    """The measures of a column: edges of its lines, distance of their baselines."""

    left: float
    right: float
    leading: float


def paragraphs(blocks: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """The paragraphs of columns in their order; one may go on in the next column or page."""
    leading = _leading(blocks)
    result: list[Paragraph] = []
    for block in blocks:
        if not block:
            continue
        measures = _measures(block, blocks, leading)
        for at, line in enumerate(block):
            before = block[at - 1] if at else None
            if before:
                is_new = _parts(before, line, measures)
            else:
                is_new = not result or not _goes_on(result[-1], line, measures, blocks)
            if is_new:
                result.append(Paragraph([line]))
            else:
                result[-1].lines.append(line)
    compounds = _compounds(line.text for block in blocks for line in block)
    for paragraph in result:
        paragraph.text = _joined(paragraph.lines, compounds)
    return result


def _leading(blocks: Sequence[Sequence[Line]]) -> float:
    """The usual distance of baselines, in sizes of the type."""
    distances = sorted(
        (one.base - two.base) / one.size
        for block in blocks
        for one, two in pairwise(block)
        if abs(one.size - two.size) < _SIZES * one.size and one.base > two.base
    )
    close = [each for each in distances if each < _LEADING] or distances
    return close[len(close) // 2] if close else _LEADING / _GAP


def _measures(block: Sequence[Line], blocks: Sequence[Sequence[Line]], leading: float) -> _Block:
    """Edges; of a short block those of the columns that stand above or below it as well."""
    left = _most_frequent([line.start for line in block])
    right = max(line.end for line in block)
    if len(block) < 4:
        beside = [line for other in blocks for line in other if _shares(line, left, right)]
        right = max((line.end for line in beside), default=right)
    return _Block(left, right, leading)


def _shares(line: Line, left: float, right: float) -> bool:
    """Whether a line stands in the same column as one from `left` to `right`."""
    return abs(line.start - left) < 3 * line.size and line.end >= right


def _most_frequent(starts: Sequence[float]) -> float:
    """The start that most lines have; of two, the leftmost."""
    rounded = [round(start) for start in starts]
    return float(max(sorted(set(rounded)), key=rounded.count))


def _parts(before: Line, line: Line, block: _Block) -> bool:
    """Whether a new paragraph begins with `line`."""
    size = max(before.size, line.size)
    if abs(before.size - line.size) > _SIZES * size:
        return True
    if (before.base - line.base) / size > _GAP * block.leading:
        return True
    if line.text[0] in _CLOSING and len(line.text) < 3:
        return False
    if line.start > block.left + _INDENT * size and before.end - before.start > 2 * size:
        is_centred = before.start > block.left + _INDENT * size and not _ends(before.text)
        return not is_centred or line.start - before.start > _INDENT * size
    return _room(before, block) > _needed(line) + _ROOM * size


def _goes_on(
    paragraph: Paragraph, line: Line, block: _Block, blocks: Sequence[Sequence[Line]]
) -> bool:
    """Whether a paragraph of the column before goes on with `line`."""
    before = paragraph.lines[-1]
    own = next(each for each in blocks if any(line is before for line in each))
    if abs(before.size - line.size) > _SIZES * line.size or _ends(before.text):
        return False
    if line.start > block.left + _INDENT * line.size:
        return False
    measures = _measures(own, blocks, block.leading)
    if _room(before, measures) > _needed(line) + _ROOM * line.size:
        return False
    return line.text[0].islower() or is_wide(line.text[0]) or is_wide(before.text[-1])


def _ends(text: str) -> bool:
    return text[-1:] in _ENDS


def _room(line: Line, block: _Block) -> float:
    return block.right - line.end


def _needed(line: Line) -> float:
    """The width of what could not be broken at the beginning of a line, and a space before it."""
    if is_wide(line.text[0]):
        closing = len(line.text) > 1 and line.text[1] in _CLOSING
        return line.size * (2 if closing else 1)
    word = line.text.split(" ", 1)[0]
    return (len(word) + 1) / max(1, len(line.text)) * (line.end - line.start)


def _compounds(texts: Iterable[str]) -> frozenset[str]:
    """Words that are written with a hyphen inside a line."""
    found = (re.findall(r"[^\W\d_]+-[^\W\d_]+", text) for text in texts)
    return frozenset(word.lower() for words in found for word in words)


def _joined(lines: Sequence[Line], compounds: frozenset[str]) -> str:
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
