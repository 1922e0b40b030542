"""What a request asks of an engine, and what the engine answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from archive.model.aggregations import Aggregation
from archive.model.article import Document
from archive.model.fields import SINGLE_FACETS, STORY, VERSIONS
from archive.model.query import Everything, FacetFilter, Node, Ranking

_Counts = TypeVar("_Counts")


class Sort(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One question to an engine.

    `tree` and `filters` together say what matches. Of the ordered hits, those from `offset` on are
    answered, `limit` at most, with their stored documents where `documents` is set. `aggregations`
    are counted over all that matches.

    With `collapse`, a facet of `SINGLE_FACETS`, `STORY` or `VERSIONS`, hits with an equal value, of
    one story, or that are versions of one article fold into one: the first in the order, which says
    how many articles it stands for. An article without a value or others stands by itself. `offset`
    and `limit` then count what is left; `total` and aggregations do not change. Raises ValueError
    for anything else.
    """

    tree: Node = field(default_factory=Everything)
    ranking: Ranking = field(default_factory=Ranking)
    filters: tuple[FacetFilter, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    aggregations: tuple[Aggregation[Any], ...] = ()
    collapse: str | None = None
    documents: bool = False

    def __post_init__(self) -> None:
        if self.collapse not in (None, STORY, VERSIONS, *SINGLE_FACETS):
            raise ValueError(f"hits cannot be folded by {self.collapse!r}, use {SINGLE_FACETS}")


@dataclass(frozen=True, slots=True)
class Work:
    """About how much work a query tree is, in steps of some 10 nanoseconds.

    `find`: to find all its articles; `show`: to mark them in one article.
    """

    find: int
    show: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One matching article; `score` is a 32-bit float's value.

    It stands for so many matching articles, itself among them, and there are so many `versions` of
    it, itself among them. `document` is what is stored of it, None where that was not asked for.
    """

    id: str
    score: float
    stands_for: int = 1
    versions: int = 1
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class StoryIds:
    """What belongs to one article, by ids: the undated first, then by time, then by id.

    `versions` are all versions of it, itself among them; the last is the newest. `copies` are the
    newest versions of the other articles that say the same.
    """

    versions: tuple[str, ...]
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """Where an article stands among those that say the same.

    `first` is the id by which its story is called: the earliest article of it, the undated last,
    then by id; its own where it stands alone. It is `version` number so and so of itself, from 1.
    """

    first: str
    version: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """When an article came: since when readers could see it, in seconds since 1970 UTC.

    That is when it was first stored, or the end of its embargo where that is later.
    """

    id: str
    seen: int


@dataclass(frozen=True, slots=True)
class StoryCounts:
    """How many articles belong to others.

    `versions` have a newer one; `copies` of those that have none say what another does, so that a
    list where copies are folded has so many lines less. Of so many stories the copies are dated
    `apart`, on different days.
    """

    versions: int = 0
    copies: int = 0
    apart: int = 0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a `SearchRequest`.

    `total` is how many articles match, `lines` how many hits there are on all pages; both exact.
    """

    total: int
    lines: int
    hits: tuple[Hit, ...]
    aggregations: Mapping[Aggregation[Any], Any] = field(default_factory=dict)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The stored document of each hit; raises ValueError where they were not asked for."""
        documents = tuple(hit.document for hit in self.hits if hit.document is not None)
        if len(documents) != len(self.hits):
            raise ValueError("the request did not ask for documents")
        return documents

    def counts(self, aggregation: Aggregation[_Counts]) -> _Counts:
        """What was counted for one of the request's aggregations; raises KeyError for another."""
        counted: _Counts = self.aggregations[aggregation]
        return counted


@dataclass(frozen=True, slots=True)
class TermCount:
    """A token of a field and in how many articles it occurs."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Completion:
    """A value of a facet that a reader may be typing, and how many articles have it.

    Articles that have a newer version do not count.
    """

    facet: str
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class TypicalTerm:
    """A term of a field that stands in more of some articles than chance would have it.

    `count` of these articles have it, and `everywhere` of all that they are compared with; `weight`
    is the log-likelihood ratio (`archive.model.association`).
    """

    text: str
    count: int
    everywhere: int
    weight: float


@dataclass(frozen=True, slots=True)
class Similar:
    """What is near a text in a field: words at most `edits` edits away; None for a Han run, near
    which are runs with one other character."""

    field: str
    text: str
    edits: int | None = None


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
    is not known, and is "" where it is. `concealed` differs where other articles of it are hidden
    from readers, and is "" where none is. `earlier` of the articles have a newer version.
    """

    name: str
    engine: str
    created: str
    articles: int
    bytes: int
    fingerprint: str
    standing: Standing | None = None
    problem: str = ""
    concealed: str = ""
    earlier: int = 0

    @property
    def current(self) -> int:
        """How many articles there are without those that have a newer version."""
        return self.articles - self.earlier


@dataclass(frozen=True, slots=True)
class RepeatedLine:
    """A line that so many articles of a source have near their beginning or end."""

    source: str
    line: str
    articles: int


@dataclass(frozen=True, slots=True)
class CommonLines:
    """Lines that sources repeat, the commonest first; how many articles have no other lines."""

    lines: tuple[RepeatedLine, ...]
    only: int
