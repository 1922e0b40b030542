"""The hits of a request, in order, folded or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, Final, NamedTuple

import numpy as np

from archive.engine.opensearch.buckets import ask_counts
from archive.engine.opensearch.cluster import Reply
from archive.engine.opensearch.concealing import HiddenArticles
from archive.engine.opensearch.records import RECORD_FIELDS, shown_document
from archive.engine.opensearch.together import Asking, total_of
from archive.engine.opensearch.walking import MOST_HITS, hit_value
from archive.model.result import Hit, SearchRequest, Sort

_NEWEST: Final = {"instant": {"order": "desc", "missing": "_last"}}
_OLDEST: Final = {"instant": {"order": "asc", "missing": "_last"}}
_BY_ID: Final = {"id": "asc"}

#: What is read of each hit beside its id.
_COLUMNS: Final = ("version", "version_count")

#: How hits are ordered.
ORDERS: Final[Mapping[Sort, list[Any]]] = {
    Sort.RELEVANCE: ["_score", _NEWEST, _BY_ID],
    Sort.NEWEST: [_NEWEST, _BY_ID],
    Sort.OLDEST: [_OLDEST, _BY_ID],
}


class Page(NamedTuple):
    """How many articles match, how many hits there are of them, and some of these."""

    total: int
    lines: int
    hits: tuple[Hit, ...]


def hits_body(query: Reply, request: SearchRequest) -> Reply:
    """What is asked for all hits."""
    fields = ["id", *_COLUMNS]
    if request.collapse:
        fields.append(f"by_{request.collapse}")
    return {
        "query": query,
        "sort": ORDERS[request.sort],
        "track_scores": True,
        "docvalue_fields": fields,
        "_source": list(RECORD_FIELDS) if request.documents else False,
    }


def hit_of(hit: Reply, stands_for: int, request: SearchRequest, concealed: HiddenArticles) -> Hit:
    """A hit as the contract has it; a score is a float of 32 bits."""
    document = shown_document(hit["_source"]) if request.documents else None
    article = hit_value(hit, "id")
    columns = {name: hit_value(hit, name) for name in _COLUMNS}
    _, versions = concealed.version(article, columns)
    return Hit(article, float(np.float32(hit["_score"])), stands_for, versions, document)


class _Folds(NamedTuple):
    """How many matching articles there are of each value that several may have."""

    field: str
    counts: Mapping[Any, int]

    @property
    def fewer(self) -> int:
        """How many hits less there are."""
        return sum(count - 1 for count in self.counts.values())

    def stands_for(self, hit: Reply) -> int:
        """How many articles a hit stands for."""
        return self.counts.get(hit_value(hit, self.field), 1) if self.field else 1


def ask_folds(query: Reply, collapse: str | None) -> Asking[_Folds]:
    """What folds: families of two or more that match, counted exactly."""
    if collapse is None:
        return _Folds("", {})
    # An article without a value has one of its own there, which no other has.
    plain = collapse if collapse in ("story", "versions") else f"facet_{collapse}"
    _, counts = yield from ask_counts(query, plain, least=2)
    return _Folds(f"by_{collapse}", counts)


def ask_page(
    query: Reply,
    request: SearchRequest,
    deep: Callable[[Reply], Iterator[Reply]],
    concealed: HiddenArticles,
) -> Asking[Page]:
    """The hits of one page; `deep` walks to where the cluster gives no page."""
    body = hits_body(query, request) | {"track_total_hits": True}
    if request.collapse:
        body["collapse"] = {"field": f"by_{request.collapse}"}
    last = request.offset + request.limit
    far = last > MOST_HITS
    body |= {"from": 0, "size": 0} if far else {"from": request.offset, "size": request.limit}
    folds = ask_folds(query, request.collapse)
    try:
        more = next(folds)
    except StopIteration as stop:
        (answer,) = yield [body]
        found: _Folds = stop.value
    else:
        answers = yield [body, *more]
        answer = answers[0]
        found = yield from _going_on(folds, answers[1:])
    total = total_of(answer)
    hits: Iterator[Reply] = iter(answer["hits"]["hits"])
    if far and request.offset < total:
        walked = fold_hits(deep(hits_body(query, request)), found.field)
        hits = islice(walked, request.offset, last)
    page = tuple(hit_of(hit, found.stands_for(hit), request, concealed) for hit in hits)
    return Page(total, total - found.fewer, page)


def _going_on(question: Asking[_Folds], answers: list[Reply]) -> Asking[_Folds]:
    """The rest of a question that has been asked the first time."""
    while True:
        try:
            bodies = question.send(answers)
        except StopIteration as stop:
            found: _Folds = stop.value
            return found
        answers = yield bodies


def fold_hits(hits: Iterator[Reply], field: str) -> Iterator[Reply]:
    """The first hit of each value of a field; all where it is ""."""
    seen = set()
    for hit in hits:
        if field:
            value = hit_value(hit, field)
            if value in seen:
                continue
            seen.add(value)
        yield hit
