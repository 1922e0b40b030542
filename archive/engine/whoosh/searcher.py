"""The read contract over a Whoosh index with arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from heapq import merge
from pathlib import Path

import numpy as np

from archive.engine.beside import FilesBeside
from archive.engine.generation import (
    damaged_files,
    describe,
    generation_folder,
    naming_damage,
    read_manifest,
)
from archive.engine.holding import Hold
from archive.engine.lexicons import BEGINNINGS
from archive.engine.names import read_names
from archive.engine.vectors_format import VECTORS
from archive.engine.whoosh.aggregate import Columns, Counting, Matched
from archive.engine.whoosh.arrays import ARRAYS_SUFFIX, Array
from archive.engine.whoosh.arrivals import latest_arrivals
from archive.engine.whoosh.columns import open_orders
from archive.engine.whoosh.completing import arrays_of, open_completions
from archive.engine.whoosh.concealing import known_by, turns
from archive.engine.whoosh.effort import Effort
from archive.engine.whoosh.evaluate import Evaluator
from archive.engine.whoosh.facets import FilteredMatch, Filters
from archive.engine.whoosh.families import Families
from archive.engine.whoosh.furniture import furniture
from archive.engine.whoosh.lookups import learn
from archive.engine.whoosh.of_stories import OfStories
from archive.engine.whoosh.of_terms import OfTerms
from archive.engine.whoosh.opening import opened
from archive.engine.whoosh.ordering import Entries
from archive.engine.whoosh.ranked import Ranked
from archive.engine.whoosh.read_articles import ReadArticles
from archive.engine.whoosh.records import RECORDS_SUFFIX
from archive.engine.whoosh.repeated import repeated
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.sharing import open_passages
from archive.engine.whoosh.toc import check_format
from archive.engine.whoosh.typical import Typical
from archive.engine.whoosh.vocabulary import open_vocabulary
from archive.engine.whoosh.whole import Whole
from archive.model.article import Document
from archive.model.concealment import ArticleMarks, Concealment
from archive.model.entity import Names
from archive.model.fields import STORY
from archive.model.query import FacetFilter, Node, Term
from archive.model.result import (
    Arrival,
    CommonLines,
    GenerationInfo,
    Hit,
    SearchRequest,
    SearchResult,
    Work,
)
from archive.text.edges import hashed


def _small(name: str) -> bool:
    """Whether a file's content is compared at opening; the others are when they are read."""
    return not name.endswith((ARRAYS_SUFFIX, RECORDS_SUFFIX)) and name != BEGINNINGS


class WhooshSearcher(OfStories, OfTerms, FilesBeside):
    """See `archive.engine.searcher.Searcher`."""

    def __init__(self, folder: Path, concealment: Concealment | None = None) -> None:
        self._folder = folder
        self._hold = Hold(folder)
        try:
            self._manifest = read_manifest(folder)
            check_format(folder, self._manifest)
            if problems := list(
                damaged_files(folder, self._manifest, contents=_small, spared=(VECTORS,))
            ):
                raise problems[0]
            opening = opened(folder, self._manifest, concealment)
            self._segments, self._stories = opening.segments, opening.stories
            self._concealed = opening.concealed
            self._marks = concealment.withdrawn if concealment else ()
            self._info = replace(
                describe(folder, self._manifest),
                articles=sum(segment.articles for segment in self._segments),
                concealed=self._concealed.key,
                earlier=int(np.count_nonzero(self._stories.older & ~self._concealed.hidden)),
            )
            self._efforts = [Effort(segment) for segment in self._segments]
            self._columns = Columns(self._segments)
            self._whole = Whole(self._segments)
            self._orders = open_orders(folder, self._whole.size)
            self._ranked = Ranked(self._segments, self._columns, self._stories, self._orders)
            self._families = Families(
                self._segments, self._stories, self._concealed.hidden, self._orders["oldest"]
            )
            self._passages = open_passages(folder)
            self._names = read_names(folder)
            self.open_beside(folder, self._manifest, self._not_shown)
            self._vocabulary = open_vocabulary(folder)
            self._completions = open_completions(
                folder,
                self._manifest,
                self._counted,
                partial(arrays_of, self._segments, self._names),
            )
            self._typical = Typical(self._segments, self._docs_of)
            self._counts = Counting()
            self._articles = ReadArticles(folder, self._whole)
        except BaseException:
            self._hold.release()
            raise

    def _evaluators(self, trees: Sequence[Node]) -> list[Evaluator]:
        """One for each segment, for trees that are evaluated together."""
        common = repeated(trees) if len(trees) > 1 else frozenset()
        learn(self._segments, trees)
        return [self._evaluator(segment, common) for segment in self._segments]

    def _evaluator(self, segment: Segment, common: frozenset[Node]) -> Evaluator:
        prints = partial(self._articles.prints, segment)
        return Evaluator(segment, prints, self._story_docs, common)

    def _story_docs(self, article: str) -> Array:
        """The documents of the story of an article; none if there is no such article."""
        number = self._whole.number(article)
        return np.zeros(0, np.int64) if number < 0 else self._stories.members(number, STORY)

    def _filters(self, chosen: Sequence[FacetFilter]) -> list[Filters]:
        return [Filters(segment, chosen) for segment in self._segments]

    def _matched(
        self,
        request: SearchRequest,
        filters: Sequence[Filters],
        evaluators: Sequence[Evaluator],
    ) -> Matched:
        found = (evaluator.docs(request.tree) for evaluator in evaluators)
        matches = list(map(FilteredMatch, filters, found))
        return Matched(self._columns, matches, request.filters)

    def search(self, request: SearchRequest) -> SearchResult:
        """See `Searcher`."""
        evaluators = self._evaluators((request.tree,))
        matched = self._matched(request, self._filters(request.filters), evaluators)
        return self._answer(request, matched, evaluators)

    def search_many(self, requests: Sequence[SearchRequest]) -> tuple[SearchResult, ...]:
        """See `Searcher`."""
        evaluators = self._evaluators(list(dict.fromkeys(request.tree for request in requests)))
        filters = {
            chosen: self._filters(chosen) for chosen in {request.filters for request in requests}
        }
        matched: dict[tuple[Node, tuple[FacetFilter, ...]], Matched] = {}
        results = []
        for request in requests:
            key = request.tree, request.filters
            if key not in matched:
                matched[key] = self._matched(request, filters[request.filters], evaluators)
            results.append(self._answer(request, matched[key], evaluators))
        return tuple(results)

    def _answer(
        self, request: SearchRequest, matched: Matched, evaluators: Sequence[Evaluator]
    ) -> SearchResult:
        lines, entries = self._ranked.page(request, matched, evaluators)
        read = self._articles.read if request.documents else None
        hits = () if entries is None else tuple(self._hits(entries, read))
        counted = self._counts.count(request, matched)
        return SearchResult(matched.total, lines, hits, counted)

    def stream(self, request: SearchRequest) -> Iterator[Hit]:
        """See `Searcher`."""
        evaluators = self._evaluators((request.tree,))
        matched = self._matched(request, self._filters(request.filters), evaluators)
        read = self._articles.read_once if request.documents else None
        return self._hits(self._ranked.every(request, matched, evaluators), read)

    def _hits(self, entries: Entries, read: Callable[[int], Document] | None) -> Iterator[Hit]:
        """Entries with what `read` gives of them."""
        counts = self._stories.counts[self._stories.versions[entries.numbers]]
        columns = entries.numbers.tolist(), entries.scores.tolist(), entries.stands_for()
        for number, score_of, stands_for, versions in zip(*columns, counts.tolist(), strict=True):
            document = read(number) if read else None
            yield Hit(self._whole.article_id(number), score_of, stands_for, versions, document)

    def count(self, tree: Node, filters: Sequence[FacetFilter] = ()) -> int:
        """See `Searcher`."""
        return self.count_many((tree,), filters)[0]

    def count_many(
        self, trees: Sequence[Node], filters: Sequence[FacetFilter] = ()
    ) -> tuple[int, ...]:
        """See `Searcher`."""
        totals = [0] * len(trees)
        for segment, evaluator in zip(self._segments, self._evaluators(trees), strict=True):
            passing = Filters(segment, filters)
            for number, tree in enumerate(trees):
                if isinstance(tree, Term) and not filters:
                    totals[number] += segment.texts[tree.field].frequency_of(tree.text)
                else:
                    totals[number] += len(passing.left(evaluator.docs(tree)))
        return tuple(totals)

    def work(self, trees: Sequence[Node]) -> tuple[Work, ...]:
        """See `Searcher`."""
        learn(self._segments, trees)
        works = []
        for tree in trees:
            segment_works = [effort.work(tree) for effort in self._efforts]
            show = max((segment_work.show for segment_work in segment_works), default=0)
            works.append(Work(sum(segment_work.find for segment_work in segment_works), show))
        return tuple(works)

    def facet_values(self, facet: str) -> tuple[str, ...]:
        """See `Searcher`."""
        return tuple(self._columns.facets[facet].values)

    def get(self, article: str) -> Document:
        """See `Searcher`."""
        return self.get_many((article,))[0]

    def get_many(self, articles: Sequence[str]) -> tuple[Document, ...]:
        """See `Searcher`."""
        return tuple(map(self._articles.read, self._whole.numbers(articles)))

    def arrivals(
        self, request: SearchRequest, after: int | None = None
    ) -> tuple[int, tuple[Arrival, ...]]:
        """See `Searcher`."""
        evaluators = self._evaluators((request.tree,))
        matched = self._matched(request, self._filters(request.filters), evaluators).docs
        ordered = latest_arrivals(self._segments, matched, self._orders["newest"], request, after)
        return ordered[0], tuple(Arrival(self._whole.article_id(n), s) for n, s in ordered[1])

    def is_withdrawn(self, article: str) -> bool:
        """See `Searcher`."""
        own = hashed(article)
        if any(withdrawn.marks.own == own for withdrawn in self._marks):
            return True
        return bool(self._concealed.withdrawn[self._whole.every(article)].any())

    def known_by(self, marks: Sequence[ArticleMarks]) -> tuple[str, ...]:
        """See `Searcher`."""
        return tuple(known_by(self._segments, marks))

    def turns(self) -> Sequence[int]:
        """See `Searcher`."""
        return turns(self._segments)

    def contents(self) -> Iterator[tuple[str, str]]:
        """See `Searcher`."""
        return merge(*(segment.digests() for segment in self._segments))

    def without_values(self, facets: Sequence[str]) -> int:
        """See `Searcher`."""
        return sum(segment.without_values(facets) for segment in self._segments)

    def furniture(self, least: int, share: float, limit: int) -> CommonLines:
        """See `Searcher`."""
        return furniture(self._segments, self._columns.facets["source"], least, share, limit)

    def names(self) -> Names:
        """See `Searcher`."""
        return self._names

    def _not_shown(self, articles: Sequence[str]) -> Iterator[str]:
        """Which of some articles readers must not see."""
        if self._concealed.key:
            yield from (article for article in articles if self._whole.number(article) < 0)

    def info(self) -> GenerationInfo:
        """See `Searcher`."""
        return self._info

    def check_files(self) -> None:
        """See `Searcher`."""
        for problem in damaged_files(self._folder, self._manifest):
            raise problem

    def close(self) -> None:
        """See `Searcher`. Files are let go with the last reference to their arrays."""
        self.close_beside()
        self._hold.release()
        self.__dict__.clear()


def open_searcher(
    index: Path, generation: str, concealment: Concealment | None = None
) -> WhooshSearcher:
    """Open one generation for reading, with or without what readers must not see."""
    folder = generation_folder(index, generation)
    with naming_damage(folder):
        return WhooshSearcher(folder, concealment)
