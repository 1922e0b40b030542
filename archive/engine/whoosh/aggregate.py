"""The counts that a request asks for: one function a kind of aggregation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Final, TypeAlias

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.facets import FacetTables, FilteredMatch, count_facet
from archive.engine.whoosh.mentioned import count_mentioned
from archive.engine.whoosh.segment import Segment
from archive.model.aggregations import (
    Aggregation,
    DayCounts,
    DaysByValue,
    FacetCount,
    FacetCounts,
    FacetValues,
    GridCell,
    GridCounts,
    MentionedCounts,
    MentionedDates,
    MonthGrid,
    PublicationDays,
)
from archive.model.query import FacetFilter, Mentions, Node
from archive.model.remembering import Lately
from archive.model.result import SearchRequest

#: Months are numbered from the year 0 on; 0 itself is free for what has no publication day.
_MONTHS: Final = 12 * 10_000

#: What counts depend on: the tree and the filters that match, and what is asked.
_Counted: TypeAlias = tuple[Node, tuple[FacetFilter, ...], tuple[Aggregation[Any], ...]]

#: The counts of so many requests are remembered. Those of a page of results take up to 0.3 MB.
_REMEMBERED: Final = 32


class Columns:
    """What counting needs of the segments of a generation, made when first needed."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.facets = FacetTables(segments)

    @cached_property
    def span(self) -> tuple[int, int]:
        """The day before the first publication day, and how many days the archive spans."""
        dated = [segment for segment in self.segments if segment.day_offsets.any()]
        earliest = min((segment.earliest for segment in dated), default=0)
        latest = max(
            (segment.earliest + int(segment.day_offsets.max()) for segment in dated), default=0
        )
        return earliest, latest - earliest + 1


class Matched:
    """What matches a tree and its filters, of each segment, to be counted in several ways."""

    def __init__(
        self, columns: Columns, matches: Sequence[FilteredMatch], filters: Sequence[FacetFilter]
    ) -> None:
        self.columns = columns
        self.matches = matches
        self.filters = filters
        self.docs = [match.docs for match in matches]
        self.total = sum(map(len, self.docs))
        self._jointly: dict[str, Array] = {}

    @property
    def numbers(self) -> Array:
        """The documents that match, as numbers in the whole."""
        segments = self.columns.segments
        parts = [
            docs.astype(np.int64) + s.base for docs, s in zip(self.docs, segments, strict=True)
        ]
        return np.concatenate([np.zeros(0, np.int64), *parts])

    def count(self, aggregations: Sequence[Aggregation[Any]]) -> dict[Aggregation[Any], Any]:
        """The counts of each aggregation."""
        facets = (
            aggregation.facet
            for aggregation in aggregations
            if isinstance(aggregation, FacetValues)
        )
        filtered = {chosen.facet for chosen in self.filters}
        free = tuple(dict.fromkeys(facet for facet in facets if facet not in filtered))
        self._jointly = self.columns.facets.counts(free, self.docs) if len(free) > 1 else {}
        return {aggregation: aggregate(aggregation, self) for aggregation in aggregations}

    def facet(self, aggregation: FacetValues) -> FacetCounts:
        """The counts of one facet, from those made jointly where it is among them."""
        counts = self._jointly.get(aggregation.facet)
        table = self.columns.facets[aggregation.facet]
        return count_facet(aggregation, table, self.matches, self.filters, counts)


class Counting:
    """Counts what requests ask; safe for many threads.

    What was counted lately is remembered: for the next page of results, and for all articles, which
    the first page shows.
    """

    def __init__(self) -> None:
        self._lately: Lately[_Counted, dict[Aggregation[Any], Any]] = Lately(_REMEMBERED)

    def count(self, request: SearchRequest, matched: Matched) -> dict[Aggregation[Any], Any]:
        """The counts of each aggregation of a request."""
        asked = request.aggregations
        if not asked:
            return {}
        key = request.tree, request.filters, asked
        return self._lately.get(key, lambda: matched.count(asked))


def aggregate(aggregation: Aggregation[Any], matched: Matched) -> Any:
    """Count what an aggregation asks."""
    match aggregation:
        case FacetValues():
            return matched.facet(aggregation)
        case PublicationDays():
            return _days(matched)
        case DaysByValue():
            return _days_by_value(aggregation.facet, matched)
        case MentionedDates():
            return _mentioned(aggregation, matched)
        case MonthGrid():
            return _grid(aggregation, matched)
    raise TypeError(f"not an aggregation: {aggregation!r}")


def _days(matched: Matched) -> DayCounts:
    earliest, length = matched.columns.span
    total = np.zeros(length, np.int64)
    undated = 0
    for segment, docs in zip(matched.columns.segments, matched.docs, strict=True):
        counts = np.bincount(segment.day_offsets[docs], minlength=1)
        undated += int(counts[0])
        shift = segment.earliest - earliest
        total[shift + 1 : shift + len(counts)] += counts[1:]
    some = np.flatnonzero(total)
    days = (some + earliest).tolist()
    return DayCounts(tuple(days), tuple(total[some].tolist()), undated)


def _days_by_value(facet: str, matched: Matched) -> dict[str, DayCounts]:
    earliest, length = matched.columns.span
    table = matched.columns.facets[facet]
    # A number stands for a value and a day; the first of each value for no day.
    parts = [
        numbers * length + np.where(offsets, offsets + (segment.earliest - earliest), 0)
        for segment, numbers, offsets in (
            (segment, numbers, segment.day_offsets[owners].astype(np.int64))
            for segment, owners, numbers in _pairs(facet, matched)
        )
    ]
    keys, counts = _occurrences(parts)
    ends = np.searchsorted(keys, np.arange(len(table.values) + 1) * length)
    found = {}
    for value, start, end in zip(table.values, ends[:-1].tolist(), ends[1:].tolist(), strict=True):
        if start < end:
            days, some = (keys[start:end] % length).tolist(), counts[start:end].tolist()
            undated = 1 if days[0] == 0 else 0
            found[value] = DayCounts(
                tuple(earliest + day for day in days[undated:]),
                tuple(some[undated:]),
                some[0] if undated else 0,
            )
    return found


def _mentioned(aggregation: MentionedDates, matched: Matched) -> MentionedCounts:
    fields = [segment.mentioned for segment in matched.columns.segments]
    return count_mentioned(fields, matched.docs, Mentions(aggregation.first, aggregation.last))


def _grid(aggregation: MonthGrid, matched: Matched) -> GridCounts:
    table = matched.columns.facets[aggregation.facet]
    parts = [
        numbers * _MONTHS + _months(segment.days[owners])
        for segment, owners, numbers in _pairs(aggregation.facet, matched)
    ]
    keys, counts = _occurrences(parts)
    cells, undated = [], []
    for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
        value, month = table.values[key // _MONTHS], key % _MONTHS
        if month:
            cells.append(GridCell(value, f"{month // 12:04d}-{month % 12 + 1:02d}", count))
        else:
            undated.append(FacetCount(value, count))
    return GridCounts(tuple(cells), tuple(undated))


def _pairs(facet: str, matched: Matched) -> Iterator[tuple[Segment, Array, Array]]:
    """Of each segment the documents that match, each with each of its values by number."""
    table = matched.columns.facets[facet]
    for segment, numbers, docs in zip(
        matched.columns.segments, table.numbers, matched.docs, strict=True
    ):
        mask = np.zeros(segment.size, bool)
        mask[docs] = True
        owners, ords = segment.facets[facet].pairs()
        some = mask[owners]
        yield segment, owners[some], numbers[ords[some]]


def _occurrences(parts: Sequence[Array]) -> tuple[Array, Array]:
    """The numbers that occur, ascending, and how often each does."""
    return np.unique(np.concatenate([np.zeros(0, np.int64), *parts]), return_counts=True)


def _months(days: Array) -> Array:
    """The month of each ordinal, by the numbers of `_MONTHS`."""
    since = (days.astype(np.int64) - 719_163).astype("datetime64[D]")  # 1 January 1970
    months = since.astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return np.where(days > 0, months, 0)
