"""What the pages of a document repeat at their edges: running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from archive.ingest.pdf.glyph import PdfLine

#: Running heads and feet are at most three lines.
_EDGE: Final = 3

#: They stand on so many of the pages: left and right pages may have their own.
_SHARE: Final = 0.4

#: Points by which their height differs from page to page.
_HEIGHT: Final = 6.0

#: The margins are this share of a page's height. A number alone, or a line that other pages repeat,
#: is furniture only there.
_MARGIN: Final = 0.14

#: A line in the outermost share that is set smaller than the text by this factor is furniture on
#: a single page, too.
_OUTER: Final = 0.07
_SMALL: Final = 0.9

_NUMBER: Final = re.compile(r"\d{1,4}|[ivxlc]{1,7}", re.IGNORECASE)
_NUMBERED: Final = re.compile(
    r"[-–—~·•(\[]+\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[-–—~·•)\]]+"
    r"|(?:page|p\.|pg\.?)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s*(?:/|of)\s*\d{1,4}"
    r"|第\s*[\d一二三四五六七八九十百]{1,5}\s*[頁页](?:\s*[,，/／]?\s*[共总總]\s*\d{1,4}\s*[頁页])?",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+")


def without_furniture(
    pages: Sequence[list[PdfLine]], heights: Sequence[tuple[float, float]]
) -> tuple[list[list[PdfLine]], list[str]]:
    """The pages without it, and what was taken out.

    Lines of a page in any order; `heights` are the lower and upper edge of each page.
    """
    edges = [_edges(lines) for lines in pages]
    repeated = _repeated(edges)
    usual = usual_size([line for lines in pages for line in lines])
    left: list[list[PdfLine]] = []
    taken: list[str] = []
    for lines, (low, high), edge in zip(pages, heights, edges, strict=True):
        sheet = _Sheet(low, high, edge, repeated, usual)
        out = {id(line) for line in edge if sheet.is_furniture(line)}
        left.append([line for line in lines if id(line) not in out])
        taken += [line.text for line in lines if id(line) in out]
    return left, taken


def usual_size(lines: Sequence[PdfLine]) -> float:
    """The size of the character in the middle, if all are put in order of their sizes."""
    sizes = sorted((line.size, len(line.text)) for line in lines)
    half = sum(length for _, length in sizes) / 2
    for size, length in sizes:
        half -= length
        if half <= 0:
            return size
    return 0.0


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page from `low` to `high`, its outer lines, and what all pages say of furniture."""

    low: float
    high: float
    edge: Sequence[PdfLine]
    repeated: set[tuple[str, int]]
    usual: float

    def is_furniture(self, line: PdfLine) -> bool:
        """Whether a line in the margin is repeated, a number or small, or names its page."""
        if self._in_margin(line, _MARGIN):
            if _key(line) in self.repeated or _NUMBER.fullmatch(line.text):
                return True
            if self._in_margin(line, _OUTER) and line.size <= _SMALL * self.usual:
                return True
        is_outermost = line.base in (self.edge[0].base, self.edge[-1].base)
        return is_outermost and _NUMBERED.fullmatch(line.text) is not None

    def _in_margin(self, line: PdfLine, share: float) -> bool:
        margin = share * (self.high - self.low)
        return line.base < self.low + margin or line.base > self.high - margin


def _edges(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """The first and the last lines of a page, cells of one row together."""
    ordered = sorted(lines, key=lambda line: -line.base)
    bases = list(dict.fromkeys(round(line.base) for line in ordered))
    near = {*bases[:_EDGE], *bases[-_EDGE:]}
    return [line for line in ordered if round(line.base) in near]


def _repeated(edges: Sequence[Sequence[PdfLine]]) -> set[tuple[str, int]]:
    """What stands at one height on many pages; its height is rounded."""
    counts = Counter(key for edge in edges for key in {_key(line) for line in edge})
    least = max(2, _SHARE * len(edges))
    return {key for key, count in counts.items() if count >= least}


def _key(line: PdfLine) -> tuple[str, int]:
    text = _DIGITS.sub("#", "".join(line.text.split()).lower())
    return text, round(line.base / _HEIGHT)
