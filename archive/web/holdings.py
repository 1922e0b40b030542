"""What the archive holds, arranged for the table of sources by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from archive.query.parameters import SearchParameters
from archive.search.gaps import months_between
from archive.search.page import Holding
from archive.search.timeline import month_number
from archive.web import links
from archive.web.gap_words import GapLines, gap_lines
from archive.web.language import language_of_request

#: So many gaps of a source are told, the longest.
MOST_OF_SOURCE: Final = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """The articles of one month; `url` is their search, "" where there are none."""

    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Year:
    """A row: twelve months of one source. `year` is "" for articles without a date."""

    year: str
    months: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class SourceTable:
    """All years of one source, the newest first, those without a date last.

    `gaps` are the months between its first and its last article from which there is none.
    """

    source: str
    total: Cell
    years: tuple[Year, ...]
    gaps: GapLines


def _of_source(source: str) -> SearchParameters:
    """The search for all articles of a source, in the language of the page."""
    return SearchParameters(included={"source": (source,)}, ui=language_of_request())


def _cell(source: str, period: str, count: int) -> Cell:
    if not count:
        return Cell(0, "")
    return Cell(count, links.days_url(_of_source(source), period, period))


def _year(source: str, year: str, months: dict[str, int]) -> Year:
    if not year:
        return Year("", (), Cell(months[""], links.undated_url(_of_source(source))))
    cells = (f"{year}-{month:02d}" for month in range(1, 13))
    row = tuple(_cell(source, month, months.get(month, 0)) for month in cells)
    return Year(year, row, _cell(source, year, sum(cell.count for cell in row)))


def tables(holdings: Iterable[Holding]) -> list[SourceTable]:
    """A table for each source, in the order given."""
    by_source: dict[str, dict[str, int]] = {}
    for holding in holdings:
        by_source.setdefault(holding.source, {})[holding.month] = holding.count
    listed = []
    for source, months in by_source.items():
        years = sorted({month[:4] for month in months}, reverse=True)
        total = _cell(source, "", sum(months.values()))
        rows = tuple(_year(source, year, months) for year in years)
        listed.append(SourceTable(source, total, rows, _gaps(months)))
    return listed


def archive_gaps(holdings: Iterable[Holding]) -> GapLines:
    """The months from which no source has anything, between the first and the last article."""
    return _gaps([holding.month for holding in holdings])


def _gaps(months: Iterable[str]) -> GapLines:
    """What is told of the months that are missing among some ISO months ("" undated)."""
    days = sorted(dt.date.fromisoformat(f"{month}-01") for month in set(months) if month)
    if not days:
        return GapLines((), 0)
    empty = tuple(months_between(map(month_number, days), days[0], days[-1]))
    return gap_lines(empty, language_of_request(), MOST_OF_SOURCE)
