"""What an engine is asked for besides the query tree, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from archive.model.query import Everything, FacetFilter, Mentions, Node, Ranking


class Sort(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One question to an engine.

    `tree` and `filters` together say what matches. Of the ordered hits, those from `offset` on are
    answered, `limit` at most. `facets` names the facets to count, with at most `facet_size` values
    each (chosen and excluded values come in addition). `days` asks for the count of each
    publication day, `mentioned` for the counts of the days that articles speak of, of those inside
    it.
    """

    tree: Node = field(default_factory=Everything)
    ranking: Ranking = field(default_factory=Ranking)
    filters: tuple[FacetFilter, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    facets: tuple[str, ...] = ()
    facet_size: int = 10
    days: bool = False
    mentioned: Mentions | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One matching article; `score` is a 32-bit float's value."""

    id: str
    score: float


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
class DayCounts:
    """Matching articles by publication day: ascending ordinals with counts, and those without."""

    days: tuple[int, ...] = ()
    counts: tuple[int, ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class MentionedCounts:
    """Matching articles by the days they speak of: periods of one unit, one after the other.

    `counts[i]` articles speak of days wholly inside `periods[i]` (closed intervals of ordinals),
    `earlier` and `later` of days wholly before the first and after the last of them; one article
    may count in many places. `wider` speak of days, but only of stretches that lie in none of these
    places, and `unspoken` of none. Only intervals inside what was asked for are looked at.
    """

    unit: str = "day"
    periods: tuple[tuple[int, int], ...] = ()
    counts: tuple[int, ...] = ()
    earlier: int = 0
    later: int = 0
    wider: int = 0
    unspoken: int = 0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a `SearchRequest`. `total` is exact."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, FacetCounts] = field(default_factory=dict)
    days: DayCounts = field(default_factory=DayCounts)
    mentioned: MentionedCounts = field(default_factory=MentionedCounts)


@dataclass(frozen=True, slots=True)
class TermCount:
    """A token of a field and in how many articles it occurs."""

    text: str
    count: int


class Standing(StrEnum):
    """What a generation is to readers: it serves; it served before and is gone back to; it was
    rolled back from; it never served."""

    SERVES = "serves"
    BEFORE = "before"
    ASIDE = "aside"
    UNPUBLISHED = "unpublished"


@dataclass(frozen=True, slots=True)
class GenerationInfo:
    """What is known of one generation. `created` is an ISO instant in UTC.

    `standing` is None where only the generation itself was looked at, or where what was published
    is not known. `problem` says why the rest
    is not known, and is "" where it is.
    """

    name: str
    engine: str
    created: str
    articles: int
    bytes: int
    fingerprint: str
    standing: Standing | None = None
    problem: str = ""
