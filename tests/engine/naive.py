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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from archive.engine.scoring import LENGTHS
from archive.errors import ArticleNotFoundError
from archive.model.article import Document
from archive.model.entity import Names
from archive.model.periods import spoken_periods
from archive.model.query import (
    FacetFilter,
    Mentions,
    Node,
    Ranking,
)
from archive.model.result import (
    DayCounts,
    FacetCount,
    FacetCounts,
    GenerationInfo,
    Hit,
    MentionedCounts,
    SearchRequest,
    SearchResult,
    Sort,
    TermCount,
)
from tests.engine.naive_matching import edits_between, holds, lies_in, passes


def mentioned(found: Sequence[Document], asked: Mentions) -> MentionedCounts:
    """Documents by the days they speak of; each question is asked of all intervals."""
    spoken = [{one for one in d.dates if lies_in(one, asked)} for d in found]
    least = [
        one
        for dates in ({(d.first, d.last) for d in of} for of in spoken)
        for one in dates
        if not any(one != d and one[0] <= d[0] and d[1] <= one[1] for d in dates)
    ]
    if not least:
        return MentionedCounts(unspoken=len(found))
    out = len(least) // 8 if len(least) > 40 else 0
    unit, periods = spoken_periods(
        sorted(first.toordinal() for first, _ in least)[out],
        sorted(last.toordinal() for _, last in least)[-1 - out],
        (asked.first, asked.last),
    )
    places = [
        Mentions(None, periods[0][0] - 1),
        *(Mentions(first, last) for first, last in periods),
        Mentions(periods[-1][1] + 1, None),
    ]
    held = [[any(lies_in(one, place) for one in of) for place in places] for of in spoken]
    counts = [sum(column) for column in zip(*held, strict=True)]
    return MentionedCounts(
        unit.name,
        periods,
        tuple(counts[1:-1]),
        earlier=counts[0],
        later=counts[-1],
        wider=sum(bool(of) and not any(row) for of, row in zip(spoken, held, strict=True)),
        unspoken=sum(not of for of in spoken),
    )


class NaiveSearcher:
    """See `archive.engine.searcher.Searcher`."""

    def __init__(self, documents: Sequence[Document], names: Names) -> None:
        self._documents = list(documents)
        self._names = names

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
            total += bonus.value if holds(document, bonus.node) else 0.0
        single: float = struct.unpack("f", struct.pack("f", total))[0]
        return single

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
        return [Hit(document.article.id, score) for score, document in scored]

    def stream(self, request: SearchRequest) -> Iterator[Hit]:
        asked = (d for d in self._documents if holds(d, request.tree))
        return iter(self._ordered((d for d in asked if passes(d, request.filters)), request))

    def search(self, request: SearchRequest) -> SearchResult:
        asked = [d for d in self._documents if holds(d, request.tree)]
        found = [d for d in asked if passes(d, request.filters)]
        page = self._ordered(found, request)[request.offset : request.offset + request.limit]
        days = Counter(d.day for d in found)
        undated = days.pop(0, 0)
        ordered = sorted(days)
        return SearchResult(
            total=len(found),
            hits=tuple(page),
            facets={name: self._facet(name, asked, request) for name in request.facets},
            days=DayCounts(tuple(ordered), tuple(days[d] for d in ordered), undated)
            if request.days
            else DayCounts(),
            mentioned=mentioned(found, request.mentioned)
            if request.mentioned
            else MentionedCounts(),
        )

    @staticmethod
    def _facet(name: str, asked: list[Document], request: SearchRequest) -> FacetCounts:
        others = [one for one in request.filters if one.facet != name]
        own = [one for one in request.filters if one.facet == name]
        included = {value for one in own for value in one.include}
        excluded = {value for one in own for value in one.exclude}

        def count(value: str) -> int:
            still = tuple(excluded - {value})
            filters = [*others, FacetFilter(name, (value,), still)]
            return sum(passes(d, filters) for d in asked)

        values = {v for d in asked for v in d.facet_values(name)}
        counts = {value: count(value) for value in values | included | excluded}
        above = {v: n for v, n in counts.items() if n and v not in excluded}
        ordered = sorted(above, key=lambda v: (-above[v], v))[: request.facet_size]
        listed = {*ordered, *included, *excluded}
        return FacetCounts(
            tuple(FacetCount(v, counts[v]) for v in sorted(listed, key=lambda v: (-counts[v], v))),
            len(above),
        )

    def count(self, tree: Node, filters: Sequence[FacetFilter] = ()) -> int:
        return sum(holds(d, tree) and passes(d, filters) for d in self._documents)

    def terms(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        counts = Counter(t for d in self._documents for t in set(d.fields[field].terms))
        found = sorted(t for t in counts if t.startswith(prefix))
        return tuple(TermCount(t, counts[t]) for t in found[:limit])

    def similar_words(self, field: str, word: str, edits: int, limit: int) -> tuple[TermCount, ...]:
        counts = Counter(t for d in self._documents for t in set(d.fields[field].terms))
        words = [t for t in counts if not re.search(r"[,.\u3400-\u9fff\U00020000-\U0003ffff]", t)]
        near = [(edits_between(word, t), -counts[t], t) for t in words]
        kept = sorted(one for one in near if 0 < one[0] <= edits)
        return tuple(TermCount(t, -n) for _, n, t in kept[:limit])

    def similar_runs(self, field: str, run: str, limit: int) -> tuple[TermCount, ...]:
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
        return tuple(sorted({v for d in self._documents for v in d.facet_values(facet)}))

    def get(self, article: str) -> Document:
        for document in self._documents:
            if document.article.id == article:
                return replace(document, fields={})
        raise ArticleNotFoundError(f"There is no article {article!r}.")

    def get_many(self, articles: Sequence[str]) -> tuple[Document, ...]:
        return tuple(self.get(article) for article in articles)

    def contents(self) -> Iterator[tuple[str, str]]:
        for document in sorted(self._documents, key=lambda d: d.article.id):
            yield document.article.id, repr(self.get(document.article.id))

    def names(self) -> Names:
        return self._names

    def info(self) -> GenerationInfo:
        return GenerationInfo("naive", "naive", "", len(self._documents), 0, "")

    def check_files(self) -> None:
        """There are no files."""

    def close(self) -> None:
        self._documents = []
