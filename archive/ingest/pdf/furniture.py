"""What the pages of a document repeat at their edges: running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from archive.ingest.pdf.glyph import Line

#: Running heads and feet are at most three lines.
_EDGE: Final = 3

#: They stand on so many of the pages: left and right pages may have their own.
_SHARE: Final = 0.4

#: Points by which their height differs from page to page.
_HEIGHT: Final = 6.0

#: The margins are this share of a page's height. A number alone, or a line that other pages repeat,
#: is furniture only there.
_MARGIN: Final = 0.14

_NUMBER: Final = re.compile(r"\d{1,4}|[ivxlc]{1,7}", re.IGNORECASE)
_NUMBERED: Final = re.compile(
    r"[-–—~·•(\[]+\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[-–—~·•)\]]+"
    r"|(?:page|p\.|pg\.?)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s*(?:/|of)\s*\d{1,4}"
    r"|第\s*[\d一二三四五六七八九十百]{1,5}\s*[頁页](?:\s*[,，/／]?\s*[共总總]\s*\d{1,4}\s*[頁页])?",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+")


def without_furniture(
    pages: Sequence[list[Line]], heights: Sequence[tuple[float, float]]
) -> tuple[list[list[Line]], list[str]]:
    """The pages without it, and what was taken out.

    Lines of a page in any order; `heights` are the lower and upper edge of each page.
    """
    edges = [_edges(lines) for lines in pages]
    repeated = _repeated(edges)
    left: list[list[Line]] = []
    taken: list[str] = []
    for lines, (low, high), edge in zip(pages, heights, edges, strict=True):
        out = {id(line) for line in edge if _is_furniture(line, edge, repeated, low, high)}
        left.append([line for line in lines if id(line) not in out])
        taken += [line.text for line in lines if id(line) in out]
    return left, taken


def _edges(lines: Sequence[Line]) -> list[Line]:
    """The first and the last lines of a page, cells of one row together."""
    ordered = sorted(lines, key=lambda line: -line.base)
    bases = list(dict.fromkeys(round(line.base) for line in ordered))
    near = {*bases[:_EDGE], *bases[-_EDGE:]}
    return [line for line in ordered if round(line.base) in near]


def _repeated(edges: Sequence[Sequence[Line]]) -> set[tuple[str, int]]:
    """What stands at one height on many pages; its height is rounded."""
    counts = Counter(key for edge in edges for key in {_key(line) for line in edge})
    least = max(2, _SHARE * len(edges))
    return {key for key, count in counts.items() if count >= least}


def _key(line: Line) -> tuple[str, int]:
    text = _DIGITS.sub("#", "".join(line.text.split()).lower())
    return text, round(line.base / _HEIGHT)


def _is_furniture(
    line: Line, edge: Sequence[Line], repeated: set[tuple[str, int]], low: float, high: float
) -> bool:
    """Whether a line at an edge is repeated in the margin, or is a page's number."""
    margin = _MARGIN * (high - low)
    in_margin = line.base < low + margin or line.base > high - margin
    if in_margin and (_key(line) in repeated or _NUMBER.fullmatch(line.text)):
        return True
    is_outermost = line.base in (edge[0].base, edge[-1].base)
    return is_outermost and _NUMBERED.fullmatch(line.text) is not None
