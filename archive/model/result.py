"""What an engine is asked for besides the query tree, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from archive.model.aggregations import Aggregation, Counts
from archive.model.query import Everything, FacetFilter, Node, Ranking


class Sort(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One question to an engine.

    `tree` and `filters` together say what matches. Of the ordered hits, those from `offset` on are
    answered, `limit` at most. `aggregations` are counted over all that matches.
    """

    tree: Node = field(default_factory=Everything)
    ranking: Ranking = field(default_factory=Ranking)
    filters: tuple[FacetFilter, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    aggregations: tuple[Aggregation[Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One matching article; `score` is a 32-bit float's value."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a `SearchRequest`. `total` is exact."""

    total: int
    hits: tuple[Hit, ...]
    aggregations: Mapping[Aggregation[Any], Any] = field(default_factory=dict)

    def counts(self, aggregation: Aggregation[Counts]) -> Counts:
        """What was counted for one of the request's aggregations; raises KeyError for another."""
        counted: Counts = self.aggregations[aggregation]
        return counted


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

    `standing` is None where only the generation itself was looked at. `problem` says why the rest
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
