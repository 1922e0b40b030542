"""What is counted over the articles that match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from archive.engine.opensearch.buckets import ask_counts, ask_groups
from archive.engine.opensearch.cluster import Reply
from archive.engine.opensearch.encoding import interval_of, is_written
from archive.engine.opensearch.query import (
    Matching,
    articles,
    filter_clauses,
    in_any,
    mentions,
    term,
)
from archive.engine.opensearch.together import Asking, count_search, total_of
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
from archive.model.days import LAST_DAY
from archive.model.periods import mentioned_periods, outliers
from archive.model.query import FacetFilter


def ask_aggregation(
    wanted: Aggregation[Any], tree: Matching, filters: Sequence[FacetFilter]
) -> Asking[Any]:
    """What is counted of the articles of a tree that pass filters; each kind by its own rule."""
    query = articles([tree, *filter_clauses(filters)])
    match wanted:
        case FacetValues():
            return _facet(wanted, tree, filters)
        case PublicationDays():
            return _days(query)
        case MentionedDates():
            return _mentioned(wanted, query)
        case MonthGrid(facet):
            return _grid(query, f"facet_{facet}")
        case DaysByValue(facet):
            return _days_by_value(query, f"facet_{facet}")
    raise TypeError(wanted)


def _facet(
    wanted: FacetValues, tree: Matching, filters: Sequence[FacetFilter]
) -> Asking[FacetCounts]:
    """See `FacetValues`."""
    name, field = wanted.facet, f"facet_{wanted.facet}"
    others = [chosen for chosen in filters if chosen.facet != name]
    included = {value for chosen in filters if chosen.facet == name for value in chosen.include}
    excluded = sorted(
        {value for chosen in filters if chosen.facet == name for value in chosen.exclude}
    )

    def query(without: Sequence[str], *more: Matching) -> Reply:
        left = [*others, FacetFilter(name, (), tuple(without))] if without else others
        return articles([tree, *filter_clauses(left), *more])

    _, counts = yield from ask_counts(query(excluded), field)
    above = {value: count for value, count in counts.items() if value not in excluded}
    ordered = sorted(above, key=lambda value: (-above[value], value))[: wanted.size]
    own = [value for value in excluded if is_written(value)]
    answers = []
    if own:
        answers = yield [
            count_search(query([v for v in excluded if v != value], term(field, value)))
            for value in own
        ]
    of_excluded = dict(zip(own, map(total_of, answers), strict=True))
    listed = {
        value: of_excluded.get(value, above.get(value, 0))
        for value in (*ordered, *included, *excluded)
    }
    values = (FacetCount(value, count) for value, count in listed.items())
    return FacetCounts(
        tuple(sorted(values, key=lambda value: (-value.count, value.value))), len(above)
    )


def _days(query: Reply) -> Asking[DayCounts]:
    total, counts = yield from ask_counts(query, "day")
    days = sorted(counts)
    return DayCounts(tuple(days), tuple(counts[d] for d in days), total - sum(counts.values()))


def _grid(query: Reply, field: str) -> Asking[GridCounts]:
    groups = yield from ask_groups(query, [field, "month"], missing=["month"])
    rows = sorted(groups.items(), key=lambda row: (row[0][0], row[0][1] or ""))
    return GridCounts(
        tuple(GridCell(value, month, count) for (value, month), count in rows if month),
        tuple(FacetCount(value, count) for (value, month), count in rows if not month),
    )


def _days_by_value(query: Reply, field: str) -> Asking[Mapping[str, DayCounts]]:
    groups = yield from ask_groups(query, [field, "day"], missing=["day"])
    by_value: dict[str, dict[int | None, int]] = {}
    for (value, day), count in groups.items():
        by_value.setdefault(value, {})[day] = count
    counted_days = {}
    for value in sorted(by_value):
        undated = by_value[value].pop(None, 0)
        days = sorted((day, count) for day, count in by_value[value].items() if day is not None)
        counted_days[value] = DayCounts(
            tuple(day for day, _ in days), tuple(count for _, count in days), undated
        )
    return counted_days


def _mentioned(wanted: MentionedDates, query: Reply) -> Asking[MentionedCounts]:
    """See `MentionedCounts`: the periods follow from all intervals, which are counted first."""
    total, codes = yield from ask_counts(query, "intervals")
    low, high = wanted.first or 1, LAST_DAY if wanted.last is None else wanted.last
    firsts: Counter[int] = Counter()
    lasts: Counter[int] = Counter()
    for code, count in codes.items():
        first, last = interval_of(code)
        if low <= first and last <= high:
            firsts[first] += count
            lasts[last] += count
    if not firsts:
        return MentionedCounts(without_days=total)
    out = outliers(firsts.total())
    bounds = _at(firsts, out), _at(lasts, lasts.total() - 1 - out)
    unit, periods = mentioned_periods(*bounds, (wanted.first, wanted.last))
    first, last = periods[0][0], periods[-1][1]
    places = [
        mentions(max(lower, low), min(upper, high))
        for lower, upper in ((1, first - 1), *periods, (last + 1, LAST_DAY))
    ]
    filters = {
        "inside": mentions(low, high),
        "placed": in_any(places),
        **{str(number): place for number, place in enumerate(places)},
    }
    (answer,) = yield [count_search(query, aggs={"of": {"filters": {"filters": filters}}})]
    buckets = answer["aggregations"]["of"]["buckets"]
    counts = [buckets[str(number)]["doc_count"] for number in range(len(places))]
    mentioning = buckets["inside"]["doc_count"]
    return MentionedCounts(
        unit.name,
        periods,
        tuple(counts[1:-1]),
        earlier=counts[0],
        later=counts[-1],
        wider=mentioning - buckets["placed"]["doc_count"],
        without_days=total - mentioning,
    )


def _at(counts: Counter[int], place: int) -> int:
    """The value at a place of all, ascending."""
    before = 0
    for value in sorted(counts):
        before += counts[value]
        if before > place:
            return value
    raise IndexError(place)
