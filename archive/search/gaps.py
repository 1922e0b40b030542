"""From which months the archive has nothing, for a search that finds little."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from archive.model.aggregations import DayCounts, PublicationDays
from archive.model.query import Everything
from archive.model.result import SearchRequest, SearchResult
from archive.query.parameters import SearchParameters
from archive.query.plan import Plan, narrowing
from archive.search.edition import Edition
from archive.search.page import EmptyStretch
from archive.search.timeline import month_number

#: A search that finds fewer articles is told where the archive is empty.
TOLD_BELOW: Final = 10

#: Filters that say of which part of the archive a search is; by the others whatever an article says
#: is chosen.
_PARTS: Final = ("source", "language")

_DAYS: Final = PublicationDays()


def months_between(held: Iterable[int], first: dt.date, last: dt.date) -> Iterator[EmptyStretch]:
    """The stretches of months between two days that are not among `held`, by `month_number`."""
    months = set(held)
    begin: int | None = None
    for month in range(month_number(first), month_number(last) + 2):
        empty = month not in months and month <= month_number(last)
        if empty and begin is None:
            begin = month
        elif not empty and begin is not None:
            yield EmptyStretch(max(first, _first_day(begin)), min(last, _last_day(month - 1)))
            begin = None


def _first_day(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)


def _last_day(month: int) -> dt.date:
    year, index = divmod(month, 12)
    return dt.date(year, index + 1, calendar.monthrange(year, index + 1)[1])


def _part(parameters: SearchParameters) -> SearchParameters:
    """All articles of the days, sources and languages that a search is of."""
    return SearchParameters(
        included={
            name: parameters.included[name] for name in _PARTS if name in parameters.included
        },
        excluded={
            name: parameters.excluded[name] for name in _PARTS if name in parameters.excluded
        },
        first=parameters.first,
        last=parameters.last,
        versions=parameters.versions,
    )


def held_request(plan: Plan, found: int) -> SearchRequest | None:
    """What is asked to tell where the archive is empty.

    None where a search finds enough, and where it is of the whole archive, whose months are known.
    """
    part = _part(plan.parameters)
    if not _is_told(plan, found) or part.as_found() == SearchParameters():
        return None
    tree = narrowing(part) or Everything()
    return SearchRequest(tree=tree, filters=part.filters(), limit=0, aggregations=(_DAYS,))


def _is_told(plan: Plan, found: int) -> bool:
    return found < TOLD_BELOW and plan.parameters.undated != "only"


def gaps_of(
    edition: Edition, plan: Plan, found: int, held: SearchResult | None
) -> tuple[EmptyStretch, ...]:
    """Where the archive has nothing of what a search is of, up to its newest day.

    `found` articles match; `held` is what `held_request` asks.
    """
    if not _is_told(plan, found) or not edition.days:
        return ()
    first, last = plan.parameters.first, plan.parameters.last
    begin = first.first if first else edition.days[0]
    end = min(last.last, edition.days[-1]) if last else edition.days[-1]
    months = edition.months if held is None else _months(held.counts(_DAYS))
    return tuple(months_between(months, begin, end))


def _months(counts: DayCounts) -> set[int]:
    return {month_number(dt.date.fromordinal(day)) for day in counts.days}
