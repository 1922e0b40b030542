"""The order in which the lines of a page are read: column by column, below what spans them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from archive.ingest.pdf.glyph import PdfLine

#: A line narrower than this share of the text stands in one column.
_NARROW: Final = 0.62
#: Columns have this many lines at least, of this many sizes of their type: cells of tables do not.
_LINES: Final = 3
_WIDTH: Final = 7.0
#: Between columns is a gap of this many sizes.
_GUTTER: Final = 0.6

#: This share of the narrow lines may cross a gap between columns.
_CROSSING: Final = 0.06

#: Columns within columns: a page of a newspaper has eight.
_DEEPEST: Final = 12

#: Lines on one baseline, in sizes of their type, are cells of one row.
_SAME_ROW: Final = 0.4


def blocks(lines: Sequence[PdfLine], depth: int = 0) -> list[list[PdfLine]]:
    """The lines in columns and what spans them, each from its first to its last line."""
    gutter = _gutter(lines, depth) if depth < _DEEPEST else None
    if gutter is None:
        return [_rows(lines)] if lines else []
    result: list[list[PdfLine]] = []
    band: list[PdfLine] = []
    spanning: list[PdfLine] = []
    for line in sorted(lines, key=lambda each: (-each.base, each.start)):
        if line.start < gutter < line.end:
            result += _sides(band, gutter, depth)
            band = []
            spanning.append(line)
        else:
            if spanning:
                result.append(_rows(spanning))
                spanning = []
            band.append(line)
    if spanning:
        result.append(_rows(spanning))
    return result + _sides(band, gutter, depth)


def _sides(band: Sequence[PdfLine], gutter: float, depth: int) -> list[list[PdfLine]]:
    left = [line for line in band if line.end <= gutter]
    right = [line for line in band if line.end > gutter]
    return blocks(left, depth + 1) + blocks(right, depth + 1)


def _gutter(lines: Sequence[PdfLine], depth: int) -> float | None:
    """The middle of the leftmost gap that parts columns of prose; None for one column.

    Some narrow lines may cross it: a title is often not much wider than a column.
    """
    width = max((line.end for line in lines), default=0) - min(
        (line.start for line in lines), default=0
    )
    narrow = [line for line in lines if line.end - line.start < _NARROW * width]
    allowed = max(1, int(_CROSSING * len(narrow)))
    for gutter in _gaps(narrow, allowed):
        if _are_columns(*_parted(narrow, gutter)):
            return gutter
    if depth:  # beside columns, the last one may end after its first lines
        for gutter in _gaps(lines, 0):
            left, right = _parted(lines, gutter)
            if _is_prose(left) and len({round(line.start) for line in right}) == 1:
                return gutter
    return None


def _gaps(lines: Sequence[PdfLine], allowed: int) -> Iterator[float]:
    """The middles of gaps that at most so many lines cross, from the left."""
    starts = sorted(line.start for line in lines)
    ends = sorted(line.end for line in lines)
    for at, end in enumerate(ends):
        right = bisect_left(starts, end)
        if right == len(starts) or right - at - 1 > allowed:
            continue
        if starts[right] - end > _GUTTER * lines[0].size:
            yield (end + starts[right]) / 2


def _parted(lines: Sequence[PdfLine], gutter: float) -> tuple[list[PdfLine], list[PdfLine]]:
    left = [line for line in lines if line.end < gutter]
    return left, [line for line in lines if line.start > gutter]


def _are_columns(left: Sequence[PdfLine], right: Sequence[PdfLine]) -> bool:
    return _is_prose(left) and _is_prose(right) and _are_beside(left, right)


def _is_prose(lines: Sequence[PdfLine]) -> bool:
    if len(lines) < _LINES:
        return False
    widths = sorted((line.end - line.start) / line.size for line in lines)
    return widths[len(widths) // 2] >= _WIDTH


def _are_beside(left: Sequence[PdfLine], right: Sequence[PdfLine]) -> bool:
    """Whether two groups of lines share some height: lines below each other are no columns."""
    low = max(min(line.base for line in left), min(line.base for line in right))
    high = min(max(line.base for line in left), max(line.base for line in right))
    return low < high


def _rows(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """The lines from the first to the last; those on one baseline are one."""
    rows: list[PdfLine] = []
    for line in sorted(lines, key=lambda each: (-each.base, each.start)):
        before = rows[-1] if rows else None
        if before and before.base - line.base < _SAME_ROW * min(before.size, line.size):
            rows[-1] = _joined(before, line)
        else:
            rows.append(line)
    return rows


def _joined(line: PdfLine, next_line: PdfLine) -> PdfLine:
    first, second = (line, next_line) if line.start <= next_line.start else (next_line, line)
    return PdfLine(
        f"{first.text} {second.text}",
        first.start,
        max(line.end, next_line.end),
        line.base,
        max(line.size, next_line.size),
        f"{first.second} {second.second}".strip(),
        line.doubtful + next_line.doubtful,
        line.page,
    )
