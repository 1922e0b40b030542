"""The read contract over a Whoosh index with arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from heapq import merge
from pathlib import Path

import numpy as np

from archive.engine.generation import (
    damaged_files,
    describe,
    generation_folder,
    naming_damage,
    read_manifest,
)
from archive.engine.holding import Hold
from archive.engine.whoosh.arrays import SUFFIX as ARRAYS
from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.evaluate import Evaluator
from archive.engine.whoosh.facets import FacetTables, FilteredMatch
from archive.engine.whoosh.mentioned import count_mentioned
from archive.engine.whoosh.records import SUFFIX as RECORDS
from archive.engine.whoosh.scores import Statistics, score
from archive.engine.whoosh.segment import Segment, open_segments
from archive.engine.whoosh.sidecars import open_orders, read_names
from archive.engine.whoosh.similar import similar_runs, similar_words
from archive.engine.whoosh.stored import unpack
from archive.engine.whoosh.toc import check_format, read_segments
from archive.errors import ArticleNotFoundError, DamagedIndexError
from archive.model.article import Document
from archive.model.entity import Names
from archive.model.query import FacetFilter, Mentions, Node, Printed
from archive.model.result import (
    DayCounts,
    GenerationInfo,
    Hit,
    MentionedCounts,
    SearchRequest,
    SearchResult,
    Sort,
    TermCount,
)
from archive.text.marks import printed_spans


def _small(name: str) -> bool:
    """Whether a file's content is compared at opening; the others are when they are read."""
    return not name.endswith((ARRAYS, RECORDS))


class WhooshSearcher:
    """See `archive.engine.searcher.Searcher`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hold = Hold(folder)
        try:
            self._manifest = read_manifest(folder)
            check_format(folder, self._manifest)
            if problems := list(damaged_files(folder, self._manifest, contents=_small)):
                raise DamagedIndexError(problems[0])
            self._info = describe(folder, self._manifest)
            self._segments = self._open_segments()
            self._statistics = Statistics(self._segments)
            self._facets = FacetTables(self._segments)
            self._orders = open_orders(folder, self._info.articles)
            self._names = read_names(folder)
        except BaseException:
            self._hold.release()
            raise

    def _open_segments(self) -> list[Segment]:
        named = read_segments(self._folder)
        for name, _ in named:
            if name + ARRAYS not in self._manifest.files:
                raise DamagedIndexError(f"{self._folder} does not list {name + ARRAYS}.")
        segments = open_segments(self._folder, named)
        held = sum(segment.size for segment in segments)
        if held != self._info.articles:
            raise DamagedIndexError(
                f"{self._folder} holds {held} articles instead of {self._info.articles}."
            )
        return segments

    @property
    def _newest(self) -> Array:
        """The place of each document when sorted newest first."""
        return self._orders["newest"]

    @property
    def _oldest(self) -> Array:
        """The place of each document when sorted oldest first."""
        return self._orders["oldest"]

    def _segment(self, number: int) -> Segment:
        """The segment that holds a document of the whole."""
        return next(one for one in reversed(self._segments) if one.base <= number)

    def _evaluator(self, segment: Segment) -> Evaluator:
        return Evaluator(segment, lambda doc, node: self._holds(segment.base + doc, node))

    def _holds(self, number: int, node: Printed) -> bool:
        article = self._stored(number).article
        text = article.title if node.text == "title" else article.body
        return any(True for _ in printed_spans(text, node.literal))

    def _stored(self, number: int) -> Document:
        segment = self._segment(number)
        doc = number - segment.base
        with naming_damage(self._folder):
            return unpack(segment.record(doc))

    def _matched(
        self, request: SearchRequest
    ) -> tuple[list[Evaluator], list[FilteredMatch], list[Array]]:
        """For each segment its evaluator, the match, and the documents that pass all filters."""
        evaluators = [self._evaluator(segment) for segment in self._segments]
        matches = [
            FilteredMatch(segment, evaluator.docs(request.tree), request.filters)
            for segment, evaluator in zip(self._segments, evaluators, strict=True)
        ]
        return evaluators, matches, [match.docs for match in matches]

    def search(self, request: SearchRequest) -> SearchResult:
        """See `Searcher`."""
        evaluators, matches, docs = self._matched(request)
        return SearchResult(
            total=sum(map(len, docs)),
            hits=self._hits(request, docs, evaluators),
            facets=self._facets.count(request.facets, matches, request.filters, request.facet_size),
            days=self._days(docs) if request.days else DayCounts(),
            mentioned=self._mentioned(docs, request.mentioned),
        )

    def stream(self, request: SearchRequest) -> Iterator[Hit]:
        """See `Searcher`."""
        evaluators, _, docs = self._matched(request)
        numbers, scores = self._first(request, docs, evaluators, sum(map(len, docs)))
        return (
            Hit(self._id(int(number)), float(value))
            for number, value in zip(numbers, scores, strict=True)
        )

    def _hits(
        self, request: SearchRequest, docs: list[Array], evaluators: list[Evaluator]
    ) -> tuple[Hit, ...]:
        wanted = request.offset + request.limit
        if not request.limit:
            return ()
        first = self._first(request, docs, evaluators, wanted)
        numbers, scores = (part[request.offset :].tolist() for part in first)
        return tuple(
            Hit(self._id(number), value) for number, value in zip(numbers, scores, strict=True)
        )

    def _first(
        self, request: SearchRequest, docs: list[Array], evaluators: list[Evaluator], wanted: int
    ) -> tuple[Array, Array]:
        """The numbers and scores of the first `wanted` of these documents, in order."""
        if not docs:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        parts = zip(self._segments, docs, evaluators, strict=True)
        scores = np.concatenate(
            [score(seg, of, request.ranking, self._statistics, ev) for seg, of, ev in parts]
        )
        bases = [segment.base for segment in self._segments]
        numbers = np.concatenate(
            [of.astype(np.int64) + b for of, b in zip(docs, bases, strict=True)]
        )
        ties = self._oldest if request.sort is Sort.OLDEST else self._newest
        more = len(numbers) > wanted
        if request.sort is Sort.RELEVANCE:
            if more:
                least = np.partition(scores, len(scores) - wanted)[len(scores) - wanted]
                kept = np.flatnonzero(scores >= least)
                numbers, scores = numbers[kept], scores[kept]
            chosen = np.lexsort((ties[numbers], -scores))[:wanted]
        else:
            places = ties[numbers]
            kept = np.argpartition(places, wanted - 1)[:wanted] if more else np.arange(len(numbers))
            chosen = kept[np.argsort(places[kept])]
        return numbers[chosen], scores[chosen]

    def _id(self, number: int) -> str:
        segment = self._segment(number)
        return segment.article_id(number - segment.base)

    def _days(self, docs: list[Array]) -> DayCounts:
        """How many documents were published on each day."""
        earliest, length = self._span
        total = np.zeros(length, np.int64)
        undated = 0
        for segment, of in zip(self._segments, docs, strict=True):
            counts = np.bincount(segment.day_offsets[of], minlength=1)
            undated += int(counts[0])
            shift = segment.earliest - earliest
            total[shift + 1 : shift + len(counts)] += counts[1:]
        some = np.flatnonzero(total)
        days = (some + earliest).tolist()
        return DayCounts(tuple(days), tuple(total[some].tolist()), undated)

    def _mentioned(self, docs: list[Array], asked: Mentions | None) -> MentionedCounts:
        if asked is None:
            return MentionedCounts()
        return count_mentioned([segment.mentioned for segment in self._segments], docs, asked)

    @cached_property
    def _span(self) -> tuple[int, int]:
        """The day before the first publication day, and how many days the archive spans."""
        dated = [segment for segment in self._segments if segment.day_offsets.any()]
        earliest = min((one.earliest for one in dated), default=0)
        latest = max((one.earliest + int(one.day_offsets.max()) for one in dated), default=0)
        return earliest, latest - earliest + 1

    def count(self, tree: Node, filters: Sequence[FacetFilter] = ()) -> int:
        """See `Searcher`."""
        total = 0
        for segment in self._segments:
            docs = self._evaluator(segment).docs(tree)
            if filters:
                total += len(FilteredMatch(segment, docs, filters).docs)
            else:
                total += len(docs)
        return total

    def terms(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """See `Searcher`."""
        counts: dict[bytes, int] = {}
        for segment in self._segments:
            text = segment.texts[field]
            for number in text.table.prefixed(prefix.encode("utf-8"))[:limit]:
                term = text.table[number]
                counts[term] = counts.get(term, 0) + text.frequency(number)
        return tuple(TermCount(t.decode("utf-8"), counts[t]) for t in sorted(counts)[:limit])

    def similar_words(self, field: str, word: str, edits: int, limit: int) -> tuple[TermCount, ...]:
        """See `Searcher`."""
        return similar_words(self._segments, field, word, edits, limit)

    def similar_runs(self, field: str, run: str, limit: int) -> tuple[TermCount, ...]:
        """See `Searcher`."""
        return similar_runs(self._segments, field, run, limit)

    def facet_values(self, facet: str) -> tuple[str, ...]:
        """See `Searcher`."""
        return tuple(self._facets[facet].values)

    def get(self, article: str) -> Document:
        """See `Searcher`."""
        for segment in self._segments:
            doc = segment.document(article)
            if doc >= 0:
                return self._stored(segment.base + doc)
        raise ArticleNotFoundError(f"There is no article {article!r}.")

    def get_many(self, articles: Sequence[str]) -> tuple[Document, ...]:
        """See `Searcher`."""
        return tuple(self.get(article) for article in articles)

    def contents(self) -> Iterator[tuple[str, str]]:
        """See `Searcher`."""
        return merge(*(segment.digests() for segment in self._segments))

    def names(self) -> Names:
        """See `Searcher`."""
        return self._names

    def info(self) -> GenerationInfo:
        """See `Searcher`."""
        return self._info

    def check_files(self) -> None:
        """See `Searcher`."""
        for problem in damaged_files(self._folder, self._manifest):
            raise DamagedIndexError(problem)

    def close(self) -> None:
        """See `Searcher`. Files are let go with the last reference to their arrays."""
        self._hold.release()
        self.__dict__.clear()


def open_searcher(index: Path, generation: str) -> WhooshSearcher:
    """Open one generation for reading."""
    folder = generation_folder(index, generation)
    with naming_damage(folder):
        return WhooshSearcher(folder)
