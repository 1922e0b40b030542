"""A searcher in memory that keeps the read contract by the plainest means: the oracle.

It walks every document for every question and shares no code with an engine but the scoring
formula's constants, which are the contract itself.
"""

from __future__ import annotations

import itertools
import math
import re
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from archive.engine.lexicons import LexiconFile
from archive.engine.scoring import LENGTHS
from archive.engine.vectors import VectorsFile
from archive.engine.vectors_format import read_vectors
from archive.errors import ArticleNotFoundError
from archive.model.article import Document
from archive.model.concealment import ArticleMarks
from archive.model.entity import Names
from archive.model.facets import facet_values
from archive.model.fields import STORY, VERSIONS
from archive.model.lexicon import Lexicon
from archive.model.query import (
    FacetFilter,
    Node,
    Ranking,
)
from archive.model.result import (
    Arrival,
    CommonLines,
    Family,
    GenerationInfo,
    Hit,
    SearchRequest,
    SearchResult,
    Similar,
    Sort,
    StoryCounts,
    StoryIds,
    TermCount,
    Work,
)
from archive.model.vectors import OpenedVectors
from archive.text import edges
from tests.engine.naive_counts import aggregate
from tests.engine.naive_desk import NaiveDesk
from tests.engine.naive_matching import edits_between, holds, naive_work, passes
from tests.engine.naive_shown import naive_furniture
from tests.engine.naive_stories import Known, family_of, has_mark, plain_node, story_of


class NaiveSearcher(NaiveDesk):
    """See `archive.engine.searcher.Searcher`."""

    def __init__(
        self,
        documents: Sequence[Document],
        names: Names,
        since: Mapping[str, int] | None = None,
        stories: Mapping[str, Known] | None = None,
        lexicon: Path | None = None,
        vectors: Path | None = None,
    ) -> None:
        self._documents = list(documents)
        self._stories = stories or {one.article.id: Known((), (), frozenset()) for one in documents}
        self._names = names
        self._since = since or {}
        self._lexicon = lexicon
        self._vectors = vectors

    def _bm25(self, document: Document, field: str, text: str) -> float:
        having = [d for d in self._documents if d.fields[field].terms]
        containing = sum(text in d.fields[field].terms for d in having)
        frequency = document.fields[field].terms.count(text)
        if not frequency:
            return 0.0
        average = sum(len(d.fields[field].terms) for d in having) / len(having)
        length = max(n for n in LENGTHS if n <= len(document.fields[field].terms))
        norm = 1.2 * ((1 - 0.75) + 0.75 * length / average)
        idf = math.log(1 + (len(having) - containing + 0.5) / (containing + 0.5))
        return idf * (frequency / (frequency + norm))

    def _score(self, document: Document, ranking: Ranking) -> float:
        total = 0.0
        for term in ranking.terms:
            total += term.weight * self._bm25(document, term.field, term.text)
        for bonus in ranking.bonuses:
            total += bonus.value if self._holds(document, bonus.node) else 0.0
        single: float = struct.unpack("f", struct.pack("f", total))[0]
        return single

    def _holds(self, document: Document, node: Node) -> bool:
        return holds(document, plain_node(node, self._stories))

    def _group(self, document: Document, collapse: str | None) -> object:
        """What hits that fold into one have in common."""
        article = document.article
        if collapse in (STORY, VERSIONS):
            known = self._stories[article.id]
            return (known.story if collapse == STORY else known.versions) or article
        return (facet_values(document, collapse) if collapse else ()) or article

    def _ordered(self, found: Iterable[Document], request: SearchRequest) -> list[Hit]:
        scored = [(self._score(d, request.ranking), d) for d in found]

        def newest(document: Document) -> tuple[bool, int, str]:
            instant = document.instant
            return instant is None, -(instant or 0), document.article.id

        def oldest(document: Document) -> tuple[bool, int, str]:
            return document.instant is None, document.instant or 0, document.article.id

        if request.sort is Sort.RELEVANCE:
            scored.sort(key=lambda pair: (-pair[0], newest(pair[1])))
        else:
            key = newest if request.sort is Sort.NEWEST else oldest
            scored.sort(key=lambda pair: key(pair[1]))
        folded: dict[object, list[tuple[float, Document]]] = {}
        for score, document in scored:
            group = self._group(document, request.collapse)
            folded.setdefault(group, []).append((score, document))
        return [
            Hit(
                document.article.id,
                score,
                len(alike),
                len(self._stories[document.article.id].versions) or 1,
                replace(document, fields={}) if request.documents else None,
            )
            for alike in folded.values()
            for score, document in alike[:1]
        ]

    def _found(self, request: SearchRequest) -> list[Document]:
        asked = (d for d in self._documents if self._holds(d, request.tree))
        return [d for d in asked if passes(d, request.filters)]

    def stream(self, request: SearchRequest) -> Iterator[Hit]:
        return iter(self._ordered(self._found(request), request))

    def search(self, request: SearchRequest) -> SearchResult:
        asked = [d for d in self._documents if self._holds(d, request.tree)]
        found = self._found(request)
        ordered = self._ordered(found, request)
        return SearchResult(
            total=len(found),
            lines=len(ordered),
            hits=tuple(ordered[request.offset : request.offset + request.limit]),
            aggregations={one: aggregate(one, asked, request) for one in request.aggregations},
        )

    def search_many(self, requests: Sequence[SearchRequest]) -> tuple[SearchResult, ...]:
        return tuple(map(self.search, requests))

    def count(self, tree: Node, filters: Sequence[FacetFilter] = ()) -> int:
        return sum(self._holds(d, tree) and passes(d, filters) for d in self._documents)

    def count_many(
        self, trees: Sequence[Node], filters: Sequence[FacetFilter] = ()
    ) -> tuple[int, ...]:
        return tuple(self.count(tree, filters) for tree in trees)

    def work(self, trees: Sequence[Node]) -> tuple[Work, ...]:
        return tuple(naive_work(self._documents, tree) for tree in trees)

    def terms(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        counts = Counter(t for d in self._documents for t in set(d.fields[field].terms))
        found = sorted(t for t in counts if t.startswith(prefix))
        return tuple(TermCount(t, counts[t]) for t in found[:limit])

    def similar(self, asked: Sequence[Similar], limit: int) -> tuple[tuple[TermCount, ...], ...]:
        return tuple(
            self._runs_near(each.field, each.text, limit)
            if each.edits is None
            else self._words_near(each.field, each.text, each.edits, limit)
            for each in asked
        )

    def _words_near(self, field: str, word: str, edits: int, limit: int) -> tuple[TermCount, ...]:
        counts = Counter(t for d in self._documents for t in set(d.fields[field].terms))
        words = [t for t in counts if not re.search(r"[,.\u3400-\u9fff\U00020000-\U0003ffff]", t)]
        near = [(edits_between(word, t), -counts[t], t) for t in words]
        kept = sorted(one for one in near if 0 < one[0] <= edits)
        return tuple(TermCount(t, -n) for _, n, t in kept[:limit])

    def _runs_near(self, field: str, run: str, limit: int) -> tuple[TermCount, ...]:
        counts: Counter[str] = Counter()
        for document in self._documents:
            tokens = document.fields[field]
            at = set(zip(tokens.positions, tokens.terms, strict=True))
            following: dict[int, set[str]] = {}
            for position, term in at:
                if len(term) == 2 and min(term) > "\u3400":
                    following.setdefault(position, set()).add(term)
            runs = {
                "".join(pair[0] for pair in pairs) + pairs[-1][1]
                for start in following
                for pairs in itertools.product(
                    *(following.get(start + i, ()) for i in range(len(run) - 1))
                )
            }
            counts.update(
                one
                for one in runs
                if one[0] == run[0] and sum(a != b for a, b in zip(one, run, strict=True)) == 1
            )
        ordered = sorted(counts, key=lambda one: (-counts[one], one))
        return tuple(TermCount(one, counts[one]) for one in ordered[:limit])

    def facet_values(self, facet: str) -> tuple[str, ...]:
        return tuple(sorted({v for d in self._documents for v in facet_values(d, facet)}))

    def get(self, article: str) -> Document:
        for document in self._documents:
            if document.article.id == article:
                return replace(document, fields={})
        raise ArticleNotFoundError(article)

    def get_many(self, articles: Sequence[str]) -> tuple[Document, ...]:
        return tuple(self.get(article) for article in articles)

    def first_seen(self, articles: Sequence[str]) -> tuple[int, ...]:
        return tuple(self._since[self.get(article).article.id] for article in articles)

    def stories(self, articles: Sequence[str]) -> tuple[StoryIds, ...]:
        return tuple(story_of(self.get(article).article.id, self._stories) for article in articles)

    def families(self, articles: Sequence[str]) -> tuple[Family, ...]:
        of, times = self._stories, {one.article.id: one.instant for one in self._documents}
        return tuple(family_of(one.article.id, of, times) for one in self.get_many(articles))

    def arrivals(
        self, request: SearchRequest, after: int | None = None
    ) -> tuple[int, tuple[Arrival, ...]]:
        newest = [hit.id for hit in self.stream(SearchRequest(sort=Sort.NEWEST))]
        seen = {one.article.id: self._seen(one) for one in self._found(request)}
        came = [one for one in newest if one in seen and (after is None or seen[one] > after)]
        came.sort(key=lambda one: -seen[one])
        arrivals = [Arrival(one, seen[one]) for one in came]
        return len(came), tuple(arrivals[request.offset : request.offset + request.limit])

    def _seen(self, document: Document) -> int:
        since = self._since.get(document.article.id, 0)
        begins = document.article.not_before
        return since if begins is None else max(since, math.ceil(begins.timestamp()))

    def sharing(self, keys: Sequence[int], limit: int) -> tuple[tuple[str, ...], ...]:
        return tuple(self._sharing(key, limit) for key in keys)

    def _sharing(self, key: int, limit: int) -> tuple[str, ...]:
        having = [d for d in self._documents if key in d.traits.passages]
        stories = {self._stories[d.article.id].story or d.article.id for d in having}
        if len(stories) < 2 or len(having) > 200:
            return ()
        newest = [d for d in having if not self._is_older(d)]
        newest.sort(key=lambda d: (d.instant is None, d.instant or 0, d.article.id))
        return tuple(d.article.id for d in newest[:limit])

    def story_counts(self) -> StoryCounts:
        newest = [d for d in self._documents if not self._is_older(d)]
        stories: dict[object, list[Document]] = {}
        for document in newest:
            story = self._stories[document.article.id].story
            if story:
                stories.setdefault(story, []).append(document)
        return StoryCounts(
            len(self._documents) - len(newest),
            sum(len(members) - 1 for members in stories.values()),
            sum(len({one.day for one in members}) > 1 for members in stories.values()),
        )

    def is_withdrawn(self, article: str) -> bool:
        return False

    def known_by(self, marks: Sequence[ArticleMarks]) -> tuple[str, ...]:
        return tuple(d.article.id for d in self._documents if has_mark(d.traits, marks))

    def turns(self) -> Sequence[int]:
        return ()

    def contents(self) -> Iterator[tuple[str, str]]:
        for document in sorted(self._documents, key=lambda d: d.article.id):
            yield document.article.id, repr(self.get(document.article.id))

    def without_values(self, facets: Sequence[str]) -> int:
        return sum(not any(facet_values(d, f) for f in facets) for d in self._documents)

    def furniture(self, least: int, share: float, limit: int) -> CommonLines:
        return naive_furniture(self._documents, edges.REPEATED_LINE, least, share, limit)

    def names(self) -> Names:
        return self._names

    def lexicon(self) -> Lexicon | None:
        if self._lexicon is None:
            return None
        shown = {document.article.id for document in self._documents}
        return LexiconFile(self._lexicon, lambda ids: (one for one in ids if one not in shown))

    def vectors(self) -> OpenedVectors:
        if self._vectors is None:
            return OpenedVectors()
        shown = {document.article.id for document in self._documents}
        read = read_vectors(self._vectors)
        return OpenedVectors(
            VectorsFile(read, lambda ids: (one for one in ids if one not in shown))
        )

    def info(self) -> GenerationInfo:
        return GenerationInfo("naive", "naive", "", len(self._documents), 0, "")

    def check_files(self) -> None:
        """There are no files."""

    def close(self) -> None:
        self._documents = []
