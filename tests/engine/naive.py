"""A searcher in memory that keeps the read contract by the plainest means: the oracle.

It walks every document for every question and shares no code with an engine but the scoring
formula's constants, which are the contract itself.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from archive.engine.scoring import LENGTHS
from archive.errors import ArticleNotFoundError
from archive.model.article import Document
from archive.model.entity import Names
from archive.model.query import (
    And,
    AtLeast,
    Days,
    Everything,
    FacetFilter,
    HasId,
    HasValue,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Printed,
    Ranking,
    Term,
    Undated,
    YearDays,
)
from archive.model.result import (
    DayCounts,
    FacetCount,
    FacetCounts,
    GenerationInfo,
    Hit,
    SearchRequest,
    SearchResult,
    Sort,
    TermCount,
)


def holds(document: Document, node: Node) -> bool:
    """Whether a document is in the set that a node denotes."""
    match node:
        case Term(field, text):
            return text in document.fields[field].terms
        case Prefix(field, text):
            return any(term.startswith(text) for term in document.fields[field].terms)
        case Phrase(field, texts, places):
            tokens = document.fields[field]
            at = set(zip(tokens.terms, tokens.positions, strict=True))
            return any(
                all((t, start + p) in at for t, p in zip(texts, places, strict=True))
                for start in set(tokens.positions)
            )
        case And(parts):
            return all(holds(document, part) for part in parts)
        case Or(parts):
            return any(holds(document, part) for part in parts)
        case Not(part):
            return not holds(document, part)
        case AtLeast(count, parts):
            return sum(holds(document, part) for part in parts) >= count
        case Printed(part, which, literal):
            article = document.article
            text = article.title if which == "title" else article.body
            return holds(document, part) and stands_in(text, literal)
        case _:
            return has_facts(document, node)


def has_facts(document: Document, node: Node) -> bool:
    """Whether a document's facts, apart from its words, are what a node asks."""
    match node:
        case HasValue(facet, value):
            return value in document.facet_values(facet)
        case HasId(article_id):
            return document.article.id == article_id
        case Undated():
            return document.day == 0
        case Days(first, last):
            return document.day > 0 and (first or 1) <= document.day <= (last or document.day)
        case YearDays():
            return document.day > 0 and any(
                (day.month, day.day) == (node.month, node.day)
                for day in around(document.day, node.window)
            )
    return isinstance(node, Everything)


def stands_in(text: str, literal: str) -> bool:
    """Whether a literal stands in a text, not inside a longer Latin word or number."""
    joins = re.compile(r"[A-Za-z0-9]")
    for at in range(len(text) - len(literal) + 1):
        if text[at : at + len(literal)] == literal:
            before, after = text[at - 1 : at] if at else "", text[at + len(literal) :][:1]
            left = joins.match(literal[0]) and joins.match(before)
            right = joins.match(literal[-1]) and joins.match(after)
            if not left and not right:
                return True
    return False


def around(day: int, window: int) -> Iterator[dt.date]:
    """The days within a window of a day."""
    for ordinal in range(max(1, day - window), day + window + 1):
        yield dt.date.fromordinal(ordinal)


def passes(document: Document, filters: Iterable[FacetFilter]) -> bool:
    """Whether a document passes every filter."""
    for one in filters:
        values = set(document.facet_values(one.facet))
        if one.include and not values & set(one.include):
            return False
        if values & set(one.exclude):
            return False
    return True


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

    def facet_values(self, facet: str) -> tuple[str, ...]:
        return tuple(sorted({v for d in self._documents for v in d.facet_values(facet)}))

    def get(self, article: str) -> Document:
        for document in self._documents:
            if document.article.id == article:
                return Document(document.article, document.day, document.instant, document.mentions)
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

    def close(self) -> None:
        self._documents = []
