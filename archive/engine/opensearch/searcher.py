"""The read contract over an index of the cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from archive.engine.beside import FilesBeside
from archive.engine.generation import (
    damaged_files,
    describe,
    generation_folder,
    naming_damage,
    read_manifest,
)
from archive.engine.holding import Hold
from archive.engine.names import read_names
from archive.engine.opensearch.aggregate import ask_aggregation
from archive.engine.opensearch.cluster import Cluster, Reply, cluster_of
from archive.engine.opensearch.concealing import conceal
from archive.engine.opensearch.facts import Facts
from archive.engine.opensearch.indexes import Indexes
from archive.engine.opensearch.of_articles import ArticleAnswers
from archive.engine.opensearch.of_terms import TermAnswers
from archive.engine.opensearch.query import Matching, articles, filter_clauses
from archive.engine.opensearch.ranked import Page, ask_folds, ask_page, fold_hits, hit_of, hits_body
from archive.engine.opensearch.records import read_articles
from archive.engine.opensearch.schema import check_index_format
from archive.engine.opensearch.stories import arrival_of, arrivals_body, ask_arrivals
from archive.engine.opensearch.together import Asking, ask_one, ask_together, count_search, total_of
from archive.engine.opensearch.walking import MOST_HITS, walk_hits
from archive.engine.vectors_format import VECTORS
from archive.errors import DamagedIndexError
from archive.model.concealment import Concealment
from archive.model.entity import Names
from archive.model.query import FacetFilter, Node
from archive.model.result import Arrival, GenerationInfo, Hit, SearchRequest, SearchResult

_Found = TypeVar("_Found")


class OpenSearchSearcher(ArticleAnswers, TermAnswers, FilesBeside):
    """See `archive.engine.searcher.Searcher`."""

    def __init__(self, folder: Path, cluster: Cluster, concealment: Concealment | None) -> None:
        self._folder = folder
        self._cluster = cluster
        self._hold = Hold(folder)
        try:
            self._manifest = read_manifest(folder)
            check_index_format(folder, self._manifest)
            if problems := list(damaged_files(folder, self._manifest, spared=(VECTORS,))):
                raise problems[0]
            self._names = read_names(folder)
            self._index = Indexes(cluster).open(folder.name, self._manifest.fingerprint)
            self._concealed = conceal(cluster, self._index, concealment)
            self._shown = self._concealed.shown
            self._facts = Facts(cluster, self._index, self._concealed)
            self._marks = concealment.withdrawn if concealment else ()
            self._info = self._described()
            self.open_beside(folder, self._manifest, self._not_shown)
        except BaseException:
            self._hold.release()
            raise

    def _described(self) -> GenerationInfo:
        """What is known of the generation; raises where the cluster holds another number."""
        clause_lists: list[list[Matching]] = [
            [],
            [self._shown],
            [self._shown, self._concealed.older],
        ]
        bodies = [count_search(articles(clauses)) for clauses in clause_lists]
        every, shown, older = map(total_of, self._cluster.search_many(self._index, bodies))
        if every != self._manifest.articles:
            raise DamagedIndexError(
                f"{self._index} holds {every} articles instead of {self._manifest.articles}."
            )
        described = describe(self._folder, self._manifest)
        key = self._concealed.key
        return replace(described, articles=shown, earlier=older, concealed=key)

    def _ask(self, question: Asking[_Found]) -> _Found:
        return ask_one(self._cluster, self._index, question)

    def _ask_all(self, questions: Sequence[Asking[_Found]]) -> list[_Found]:
        return ask_together(self._cluster, self._index, questions)

    def _clause(self, tree: Node) -> Matching:
        """A tree, among the articles that are shown."""
        return {"bool": {"filter": [self._shown, self._facts.compiler.clause(tree)]}}

    def _ranked(self, request: SearchRequest) -> Matching:
        clauses = [self._clause(request.tree), *filter_clauses(request.filters)]
        scale = self._cluster.scale() if request.ranking.terms else 1.0
        return self._facts.compiler.ranked(clauses, request.ranking, scale)

    def _deep(self, body: Reply) -> Iterator[Reply]:
        return walk_hits(self._cluster, self._index, body)

    def search(self, request: SearchRequest) -> SearchResult:
        """See `Searcher`."""
        return self.search_many((request,))[0]

    def search_many(self, requests: Sequence[SearchRequest]) -> tuple[SearchResult, ...]:
        """See `Searcher`. All that is asked goes to the cluster together."""
        keys: list[tuple[int, Any]] = []
        questions: list[Asking[Any]] = []
        clauses: dict[Node, Matching] = {}
        for number, request in enumerate(requests):
            if request.tree not in clauses:
                clauses[request.tree] = self._clause(request.tree)
            keys.append((number, None))
            page = ask_page(self._ranked(request), request, self._deep, self._concealed)
            questions.append(page)
            for wanted in dict.fromkeys(request.aggregations):
                keys.append((number, wanted))
                tree = clauses[request.tree]
                questions.append(ask_aggregation(wanted, tree, request.filters))
        results = dict(zip(keys, self._ask_all(questions), strict=True))
        return tuple(
            _result(
                results[number, None],
                {wanted: results[number, wanted] for wanted in request.aggregations},
            )
            for number, request in enumerate(requests)
        )

    def stream(self, request: SearchRequest) -> Iterator[Hit]:
        """See `Searcher`."""
        query = self._ranked(request)
        folds = self._ask(ask_folds(query, request.collapse))
        hits = fold_hits(self._deep(hits_body(query, request)), folds.field)
        return (hit_of(hit, folds.stands_for(hit), request, self._concealed) for hit in hits)

    def count(self, tree: Node, filters: Sequence[FacetFilter] = ()) -> int:
        """See `Searcher`."""
        return self.count_many((tree,), filters)[0]

    def count_many(
        self, trees: Sequence[Node], filters: Sequence[FacetFilter] = ()
    ) -> tuple[int, ...]:
        """See `Searcher`."""
        passing = filter_clauses(filters)
        different = list(dict.fromkeys(trees))
        bodies = [count_search(articles([self._clause(tree), *passing])) for tree in different]
        answers = self._cluster.search_many(self._index, bodies)
        counts = dict(zip(different, map(total_of, answers), strict=True))
        return tuple(counts[tree] for tree in trees)

    def arrivals(
        self, request: SearchRequest, after: int | None = None
    ) -> tuple[int, tuple[Arrival, ...]]:
        """See `Searcher`."""
        body = arrivals_body(self._clause(request.tree), request.filters, after)
        last = request.offset + request.limit
        if last <= MOST_HITS:
            total, came = self._ask(ask_arrivals(body, request))
            return total, tuple(came)
        total, _ = self._ask(ask_arrivals(body, replace(request, offset=0, limit=0)))
        walked = islice(self._deep(body), request.offset, last)
        return total, tuple(map(arrival_of, walked))

    def names(self) -> Names:
        """See `Searcher`."""
        return self._names

    def _not_shown(self, articles: Sequence[str]) -> Iterator[str]:
        """Which of some articles readers must not see."""
        if self._concealed.key:
            shown = read_articles(self._cluster, self._index, articles, self._shown)
            yield from (article for article in articles if article not in shown)

    def info(self) -> GenerationInfo:
        """See `Searcher`."""
        return self._info

    def check_files(self) -> None:
        """See `Searcher`; the cluster compares the content of its files whenever it opens them."""
        for problem in damaged_files(self._folder, self._manifest):
            raise problem
        self._described()

    def close(self) -> None:
        """See `Searcher`. Connections are shared with other generations, and stay."""
        self.close_beside()
        self._hold.release()
        self.__dict__.clear()


def _result(page: Page, counts: Mapping[Any, Any]) -> SearchResult:
    return SearchResult(page.total, page.lines, page.hits, counts)


def open_searcher(
    index: Path, generation: str, concealment: Concealment | None, urls: str
) -> OpenSearchSearcher:
    """Open one generation for reading, with or without what readers must not see."""
    folder = generation_folder(index, generation)
    with naming_damage(folder):
        return OpenSearchSearcher(folder, cluster_of(urls), concealment)
