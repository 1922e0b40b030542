"""From glyphs to lines: in which direction they run, and where a space or a column parts them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from archive.ingest.mail.text import is_wide
from archive.ingest.pdf.glyph import UNKNOWN, Glyph, PdfLine

#: All in sizes of the type. Glyphs on one line have one baseline, with room for raised figures.
_SAME_LINE: Final = 0.35
#: Words of Latin type lie a quarter apart, letters closer.
_SPACE: Final = 0.17
#: What is farther apart stands in another column or cell. Justified lines stay below it.
_APART: Final = 1.2
#: Glyphs below each other that follow one another in the file are a column of vertical text.
_BELOW: Final = (0.4, 1.7)
_SAME_COLUMN: Final = 0.25
#: Fewer glyphs below each other are no column.
_COLUMN: Final = 4

#: Spaces that are drawn, and the room that is left for others.
_SPACES: Final = re.compile("[ \xa0]+")

#: Forms that fonts use for layout and that nobody types: ligatures, radicals, half widths apart.
_LIGATURES: Final = frozenset(range(0xFB00, 0xFB07)) | frozenset(range(0x2F00, 0x2FD6))


@dataclass(slots=True)
class Frame:
    """Lines that run in one direction. `upright`: across, on a page that nobody turns."""

    upright: bool
    lines: list[PdfLine]


def frames(glyphs: Sequence[Glyph]) -> list[Frame]:
    """The lines of a page by the direction in which they run, most text first.

    Slanted type (a mark across the page) is left out.
    """
    groups: dict[tuple[int, bool], list[Glyph]] = {}
    vertical = _vertical(glyphs)
    for glyph, is_vertical in zip(glyphs, vertical, strict=True):
        if glyph.turn >= 0 and glyph.size > 0:
            groups.setdefault((glyph.turn, is_vertical), []).append(glyph)
    by_length = sorted(groups.items(), key=lambda item: -len(item[1]))
    return [
        Frame(key == (0, False), _lines([_Placed(each, *key) for each in group]))
        for key, group in by_length
    ]


def slanted(glyphs: Iterable[Glyph]) -> str:
    """The type that is left out."""
    return "".join(glyph.text for glyph in glyphs if glyph.turn < 0).strip()


class _Placed:
    """A glyph in the frame in which it is read."""

    __slots__ = ("base", "end", "glyph", "size", "start")

    def __init__(self, glyph: Glyph, turn: int, vertical: bool) -> None:
        self.glyph, self.size = glyph, glyph.size
        if vertical:
            self.start, self.end, self.base = -glyph.top, -glyph.bottom, glyph.x
            return
        self.start, self.end, self.base = {
            0: (glyph.left, glyph.right, glyph.y),
            1: (glyph.bottom, glyph.top, -glyph.x),
            2: (-glyph.right, -glyph.left, -glyph.y),
            3: (-glyph.top, -glyph.bottom, glyph.x),
        }[turn]


def _vertical(glyphs: Sequence[Glyph]) -> list[bool]:
    """Which glyphs belong to vertical columns.

    A glyph that follows none and is followed by none goes with most of the page.
    """
    runs = list(_runs(glyphs))
    columns = sum(len(run) for down, run in runs if down and len(run) >= _COLUMN)
    rows = sum(len(run) for down, run in runs if not down and len(run) > 1)
    vertical = [columns > rows] * len(glyphs)
    for down, run in runs:
        if len(run) > 1 and not (down and len(run) < _COLUMN):
            vertical[run.start : run.stop] = [down] * len(run)
    return vertical


def _runs(glyphs: Sequence[Glyph]) -> Iterator[tuple[bool, range]]:
    """Stretches of glyphs that follow each other, and whether they do so downwards."""
    start, down = 0, False
    for at in range(1, len(glyphs) + 1):
        if at < len(glyphs):
            follows = _is_below(glyphs[at - 1], glyphs[at])
            if at - start == 1:
                down = follows
            if follows == down and (down or _is_beside(glyphs[at - 1], glyphs[at])):
                continue
        yield down, range(start, at)
        start = at


def _is_below(upper: Glyph, lower: Glyph) -> bool:
    size = max(upper.size, lower.size)
    low, high = _BELOW
    return (
        upper.turn == lower.turn == 0
        and (is_wide(upper.text[:1] or " ") or is_wide(lower.text[:1] or " "))
        and abs(upper.x - lower.x) < _SAME_COLUMN * size
        and low * size < upper.y - lower.y < high * size
    )


def _is_beside(glyph: Glyph, next_glyph: Glyph) -> bool:
    """Whether two glyphs that follow one another stand on one line of text that runs across."""
    across = (next_glyph.y - glyph.y) * glyph.cos - (next_glyph.x - glyph.x) * glyph.sin
    return glyph.turn == next_glyph.turn and abs(across) < _SAME_LINE * max(
        glyph.size, next_glyph.size
    )


def _lines(placed: Sequence[_Placed]) -> list[PdfLine]:
    """Lines in no certain order: rows of glyphs with one baseline, cut where they lie apart."""
    rows: list[list[_Placed]] = []
    for glyph in sorted(placed, key=lambda each: -each.base):
        if rows and rows[-1][0].base - glyph.base < _SAME_LINE * min(rows[-1][0].size, glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines: list[PdfLine] = []
    for row in rows:
        row.sort(key=lambda each: each.start)
        start = 0
        for at in range(1, len(row) + 1):
            if at == len(row) or _gap(row[at - 1], row[at]) > _APART:
                lines.extend(_line(row[start:at]))
                start = at
    return lines


def _gap(left: _Placed, right: _Placed) -> float:
    """How far apart two glyphs stand, in sizes of their type."""
    return (right.start - left.end) / max(left.size, right.size)


def _line(row: Sequence[_Placed]) -> Iterator[PdfLine]:
    """The line of a row; none where it shows nothing."""
    while row and not row[0].glyph.text.strip():
        row = row[1:]
    while row and not row[-1].glyph.text.strip():
        row = row[:-1]
    if not row:
        return
    spaces = [False] + [_gap(left, right) > _SPACE for left, right in pairwise(row)]
    first = [each.glyph.text for each in row]
    second = [each.glyph.second for each in row]
    if any(second):
        second = [each or UNKNOWN for each in second]
    yield PdfLine(
        _text(first, spaces),
        row[0].start,
        max(each.end for each in row),
        sorted(each.base for each in row)[len(row) // 2],
        sorted(each.size for each in row)[len(row) // 2],
        _text(second, spaces),
        sum(each.glyph.doubtful for each in row),
    )


def _text(characters: Sequence[str], spaces: Sequence[bool]) -> str:
    pieces: list[str] = []
    for character, space in zip(characters, spaces, strict=False):
        beside = (character[:1], pieces[-1][-1:] if pieces else "")
        if space and pieces and not any(is_wide(sign or " ") for sign in beside):
            pieces.append(" ")
        pieces.append(_plain(character))
    return _SPACES.sub(" ", "".join(pieces)).strip()


def _plain(character: str) -> str:
    if len(character) == 1 and ord(character) in _LIGATURES:
        return unicodedata.normalize("NFKC", character)
    return character
