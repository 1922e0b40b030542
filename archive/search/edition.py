"""What is kept in memory of the one generation that is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final, TypeVar, cast

from archive.engine.searcher import Searcher
from archive.model.aggregations import PublicationDays
from archive.model.article import Document
from archive.model.entity import Names
from archive.model.lexicon import Lexicon
from archive.model.query import FacetFilter, Node
from archive.model.remembering import Lately
from archive.model.result import (
    Completion,
    GenerationInfo,
    SearchRequest,
    SearchResult,
    Similar,
    Sort,
    TermCount,
    TypicalTerm,
    Work,
)
from archive.query.compile import Compiled, compile_query
from archive.query.days import Newsroom
from archive.query.holdings import Holdings
from archive.query.names import Expansion, NameIndex
from archive.query.near_names import NearNames
from archive.query.parameters import SearchParameters
from archive.query.plan import Plan, make_plan
from archive.query.words import Words
from archive.search.timeline import month_number
from archive.text.folding import fold_text
from archive.text.segmentation import all_names, segmenter_of

#: So many queries are kept as they were read: a reader turns pages, sorts and filters. A pasted
#: text takes some 2 MB.
_QUERIES: Final = 16

#: What is made once of an edition.
_Made = TypeVar("_Made")


class _FoundBy:
    """By what entities are found."""

    def __init__(self, names: Names) -> None:
        # Its place in memory is no other's for as long as it is here.
        self._names = names
        self.name = NameIndex(names)

    @cached_property
    def spelling(self) -> NearNames:
        return NearNames(self.name.printed)


#: What was made last of the names of a generation, by their place in memory, and of its Chinese
#: names: a night's generation knows the same, and takes over while the one before still answers.
_found_by: Final[Lately[int, _FoundBy]] = Lately(1)
_words: Final[Lately[frozenset[str], Words]] = Lately(1)


class Edition:
    """A searcher with what is expensive to build, built once a generation; safe for many threads.

    It fulfils `archive.query.corrections.Archive`. Two editions with different names answer side
    by side: nothing of one is seen by the other.
    """

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self._names = searcher.names()
        self._found_by = _found_by.get(id(self._names), lambda: _FoundBy(self._names))
        self.index = self._found_by.name
        chinese = frozenset(all_names(self._names))
        self.words = _words.get(chinese, lambda: Words(segmenter_of(self._names)))
        self._values: dict[str, tuple[tuple[str, str], ...]] = {}
        self._queries: Lately[tuple[str, Expansion, Newsroom, dt.date], Compiled] = Lately(_QUERIES)
        self._kept: dict[Callable[[Edition], object], object] = {}

    @cached_property
    def days(self) -> tuple[dt.date, ...]:
        """Every day on which an article of the archive was published, ascending."""
        counted = PublicationDays()
        days = self.search(SearchRequest(limit=0, aggregations=(counted,))).counts(counted).days
        return tuple(map(dt.date.fromordinal, days))

    @property
    def newest(self) -> str | None:
        """The last of `days` in ISO form; None where no article has a day."""
        return self.days[-1].isoformat() if self.days else None

    @cached_property
    def latest(self) -> str | None:
        """When the last article was published: an ISO day or instant, None where none has a day."""
        newest = SearchRequest(sort=Sort.NEWEST, limit=1, documents=True)
        for document in self.search(newest).documents:
            published = document.article.published
            return published.isoformat() if published else None
        return None

    @cached_property
    def months(self) -> tuple[int, ...]:
        """The months of `days`, ascending, by `month_number`."""
        return tuple(sorted(set(map(month_number, self.days))))

    @cached_property
    def authors(self) -> dict[str, str]:
        """Authors by their folded names."""
        return {plain: value for value, plain in self.values("author")}

    @property
    def near_names(self) -> NearNames:
        """The names of the entities by their spelling."""
        return self._found_by.spelling

    def kept(self, make: Callable[[Edition], _Made]) -> _Made:
        """What `make` gives of this edition, made once."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast(_Made, self._kept[make])

    def plan(self, parameters: SearchParameters) -> Plan:
        """What a reader asked; the queries read last are remembered, for their other pages."""
        return make_plan(parameters, self, self._read)

    def _read(
        self, text: str, holdings: Holdings, expansion: Expansion, newsroom: Newsroom
    ) -> Compiled:
        # Days that a query names are counted from today.
        key = text, expansion, newsroom, newsroom.today()
        return self._queries.get(key, lambda: compile_query(text, holdings, expansion, newsroom))

    def values(self, facet: str) -> tuple[tuple[str, str], ...]:
        """Every value of a facet, in code point order, each with its folded form."""
        known = self._values.get(facet)
        if known is None:
            values = self.searcher.facet_values(facet)
            known = self._values[facet] = tuple((value, fold_text(value)) for value in values)
        return known

    def names(self) -> Names:
        """The entities of the generation."""
        return self._names

    @cached_property
    def lexicon(self) -> Lexicon | None:
        """See `Searcher`; asked for once."""
        return self.searcher.lexicon()

    def info(self) -> GenerationInfo:
        """What is known of the generation."""
        return self.searcher.info()

    def search(self, request: SearchRequest) -> SearchResult:
        """See `Searcher`."""
        return self.searcher.search(request)

    def count(self, tree: Node, filters: Sequence[FacetFilter] = ()) -> int:
        """See `Searcher`."""
        return self.searcher.count(tree, filters)

    def search_many(self, requests: Sequence[SearchRequest]) -> tuple[SearchResult, ...]:
        """See `Searcher`."""
        return self.searcher.search_many(requests)

    def count_many(
        self, trees: Sequence[Node], filters: Sequence[FacetFilter] = ()
    ) -> tuple[int, ...]:
        """See `Searcher`."""
        return self.searcher.count_many(trees, filters)

    def work(self, trees: Sequence[Node]) -> tuple[Work, ...]:
        """See `Searcher`."""
        return self.searcher.work(trees)

    def terms(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """See `Searcher`."""
        return self.searcher.terms(field, prefix, limit)

    def commonest(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """See `Searcher`."""
        return self.searcher.commonest(field, prefix, limit)

    def completions(self, typed: str, facets: Sequence[str], limit: int) -> tuple[Completion, ...]:
        """See `Searcher`."""
        return self.searcher.completions(typed, facets, limit)

    def typical(self, field: str, tree: Node, among: Node, limit: int) -> tuple[TypicalTerm, ...]:
        """See `Searcher`."""
        return self.searcher.typical(field, tree, among, limit)

    def similar(self, asked: Sequence[Similar], limit: int) -> tuple[tuple[TermCount, ...], ...]:
        """See `Searcher`."""
        return self.searcher.similar(asked, limit)

    def get(self, article: str) -> Document:
        """See `Searcher`."""
        return self.searcher.get(article)

    def close(self) -> None:
        """Let go of the generation."""
        self.searcher.close()
