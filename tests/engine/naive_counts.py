"""The counts of aggregations, by the plainest means."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from functools import singledispatch
from typing import Any

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
from archive.model.article import Document
from archive.model.facets import facet_values
from archive.model.periods import mentioned_periods
from archive.model.query import FacetFilter, Mentions
from archive.model.result import SearchRequest
from tests.engine.naive_matching import lies_in, passes


@singledispatch
def aggregate(wanted: Aggregation[Any], asked: Sequence[Document], request: SearchRequest) -> Any:
    """What is counted; `asked` are the documents of the request's tree, before its filters."""
    raise TypeError(wanted)


@aggregate.register
def _facet(wanted: FacetValues, asked: Sequence[Document], request: SearchRequest) -> FacetCounts:
    name = wanted.facet
    others = [one for one in request.filters if one.facet != name]
    own = [one for one in request.filters if one.facet == name]
    included = {value for one in own for value in one.include}
    excluded = {value for one in own for value in one.exclude}

    def count(value: str) -> int:
        still = tuple(excluded - {value})
        filters = [*others, FacetFilter(name, (value,), still)]
        return sum(passes(d, filters) for d in asked)

    values = {v for d in asked for v in facet_values(d, name)}
    counts = {value: count(value) for value in values | included | excluded}
    above = {v: n for v, n in counts.items() if n and v not in excluded}
    ordered = sorted(above, key=lambda v: (-above[v], v))[: wanted.size]
    listed = {*ordered, *included, *excluded}
    return FacetCounts(
        tuple(FacetCount(v, counts[v]) for v in sorted(listed, key=lambda v: (-counts[v], v))),
        len(above),
    )


@aggregate.register
def _days(wanted: PublicationDays, asked: Sequence[Document], request: SearchRequest) -> DayCounts:
    days = Counter(d.day for d in asked if passes(d, request.filters))
    undated = days.pop(0, 0)
    ordered = sorted(days)
    return DayCounts(tuple(ordered), tuple(days[d] for d in ordered), undated)


@aggregate.register
def _days_by_value(
    wanted: DaysByValue, asked: Sequence[Document], request: SearchRequest
) -> dict[str, DayCounts]:
    """Each value's articles are counted as if there were no others."""
    values = {v for d in asked if passes(d, request.filters) for v in facet_values(d, wanted.facet)}
    return {
        value: _days(
            PublicationDays(),
            [d for d in asked if value in facet_values(d, wanted.facet)],
            request,
        )
        for value in sorted(values)
    }


@aggregate.register
def _mentioned(
    wanted: MentionedDates, asked: Sequence[Document], request: SearchRequest
) -> MentionedCounts:
    """Each question is asked of all intervals."""
    found = [d for d in asked if passes(d, request.filters)]
    inside = Mentions(wanted.first, wanted.last)
    mentioned = [{one for one in d.dates if lies_in(one, inside)} for d in found]
    least = [
        one
        for dates in ({(d.first, d.last) for d in of} for of in mentioned)
        for one in dates
        if not any(one != d and one[0] <= d[0] and d[1] <= one[1] for d in dates)
    ]
    if not least:
        return MentionedCounts(without_days=len(found))
    out = len(least) // 8 if len(least) > 40 else 0
    unit, periods = mentioned_periods(
        sorted(first.toordinal() for first, _ in least)[out],
        sorted(last.toordinal() for _, last in least)[-1 - out],
        (wanted.first, wanted.last),
    )
    places = [
        Mentions(None, periods[0][0] - 1),
        *(Mentions(first, last) for first, last in periods),
        Mentions(periods[-1][1] + 1, None),
    ]
    held = [[any(lies_in(one, place) for one in of) for place in places] for of in mentioned]
    counts = [sum(column) for column in zip(*held, strict=True)]
    return MentionedCounts(
        unit.name,
        periods,
        tuple(counts[1:-1]),
        earlier=counts[0],
        later=counts[-1],
        wider=sum(bool(of) and not any(row) for of, row in zip(mentioned, held, strict=True)),
        without_days=sum(not of for of in mentioned),
    )


@aggregate.register
def _grid(wanted: MonthGrid, asked: Sequence[Document], request: SearchRequest) -> GridCounts:
    found = Counter(
        (value, dt.date.fromordinal(d.day).isoformat()[:7] if d.day else "")
        for d in asked
        if passes(d, request.filters)
        for value in facet_values(d, wanted.facet)
    )
    return GridCounts(
        tuple(GridCell(v, month, n) for (v, month), n in sorted(found.items()) if month),
        tuple(FacetCount(v, n) for (v, month), n in sorted(found.items()) if not month),
    )
