"""What an engine counts over the articles that match: one value a kind of question and of answer.

`SearchRequest.aggregations` asks, `SearchResult.counts` answers. Another kind is one more value
here and one more function in each engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

_Counts = TypeVar("_Counts")


class Aggregation(Generic[_Counts]):
    """A request for counts; the parameter is the type of the answer."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many articles this value would give as the only one chosen in its facet."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The counted values of one facet: by count descending, then by value.

    `distinct` is how many values have a count above 0, listed or not.
    """

    values: tuple[FacetCount, ...]
    distinct: int


@dataclass(frozen=True, slots=True)
class FacetValues(Aggregation[FacetCounts]):
    """The values of a facet that most articles have.

    A value's count: articles that match the tree and all filters of other facets, have none of the
    facet's own excluded values, and have the value. An excluded value's own number leaves out its
    own exclusion only, and the inclusions of its facet. Listed are the `size` highest counts above
    0 and every included and excluded value, by count descending, then value ascending.
    """

    facet: str
    size: int = 10


@dataclass(frozen=True, slots=True)
class DayCounts:
    """Matching articles by publication day: ascending ordinals with counts, and those without."""

    days: tuple[int, ...] = ()
    counts: tuple[int, ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class PublicationDays(Aggregation[DayCounts]):
    """The matching articles of each publication day."""


@dataclass(frozen=True, slots=True)
class DaysByValue(Aggregation[Mapping[str, DayCounts]]):
    """The matching articles of each publication day, for each value of a facet that any has.

    Values ascend. An article with several values counts with each of them; one without any counts
    nowhere.
    """

    facet: str


@dataclass(frozen=True, slots=True)
class MentionedCounts:
    """Matching articles by the days they mention: periods of one unit, one after the other.

    `counts[i]` articles mention days wholly inside `periods[i]` (closed intervals of ordinals),
    `earlier` and `later` of days wholly before the first and after the last of them; one article
    may count in many places. `wider` mention days, but only stretches that lie in none of these
    places, and `without_days` mention none. Only intervals inside the requested one are looked at.
    """

    unit: str = "day"
    periods: tuple[tuple[int, int], ...] = ()
    counts: tuple[int, ...] = ()
    earlier: int = 0
    later: int = 0
    wider: int = 0
    without_days: int = 0


@dataclass(frozen=True, slots=True)
class MentionedDates(Aggregation[MentionedCounts]):
    """The matching articles by the days that they mention inside a closed interval of ordinals.

    None is open. `archive.model.periods.mentioned_periods` chooses the periods.
    """

    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """How many articles of one facet value were published in one month (ISO, "2024-02")."""

    value: str
    month: str
    count: int


@dataclass(frozen=True, slots=True)
class GridCounts:
    """Matching articles by facet value and month: counts above 0, by value, then by month.

    `undated` are those without a publication day, by value. An article with several values counts
    once with each; an article without any does not count.
    """

    cells: tuple[GridCell, ...] = ()
    undated: tuple[FacetCount, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthGrid(Aggregation[GridCounts]):
    """The matching articles of each value of a facet in each month of publication."""

    facet: str
