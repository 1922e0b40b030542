"""The tokens of a generation: those that begin alike, and those that are near a word or a run."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from rapidfuzz.distance import OSA

from archive.engine.opensearch.cluster import Reply
from archive.engine.opensearch.concealing import HiddenArticles
from archive.engine.opensearch.encoding import is_written
from archive.engine.opensearch.listed import MARKS
from archive.engine.opensearch.query import (
    Matching,
    any_value,
    articles,
    in_none,
    phrase,
    prefix,
)
from archive.engine.opensearch.schema import WORD
from archive.engine.opensearch.together import Asking, count_search, total_of
from archive.engine.opensearch.walking import MOST_HITS, hit_value
from archive.model.query import Phrase
from archive.model.result import Similar, TermCount
from archive.text.scan import HAN_PAIR

#: The shortest Han run that others are near.
_SHORTEST_RUN: Final = 3

#: More edits than two are not looked for.
_MOST_EDITS: Final = 2

#: No limit.
_EVERY: Final = 1 << 30

_BY_TOKEN: Final = [{"token": "asc"}]
_COMMONEST: Final = [{"articles": "desc"}, {"token": "asc"}]


def _listed(field: str, clauses: Sequence[Matching]) -> Matching:
    """The tokens of a field that are in every clause."""
    own: list[Matching] = [{"term": {"kind": WORD}}, {"term": {"field": field}}]
    return {"bool": {"filter": [*own, *clauses]}}


def _ask_listed(
    field: str,
    clauses: Sequence[Matching],
    sort: Sequence[Any],
    limit: int,
    concealed: HiddenArticles,
) -> Asking[list[TermCount]]:
    """The first tokens of a field, in an order, each with the shown articles that have it."""
    listed: list[TermCount] = []
    body: Reply = {
        "query": _listed(field, clauses),
        "sort": list(sort),
        "_source": False,
        "docvalue_fields": ["token", "articles"],
        "track_total_hits": False,
    }
    while limit > 0:
        size = min(limit, MOST_HITS)
        (answer,) = yield [{**body, "size": size}]
        hits = answer["hits"]["hits"]
        for hit in hits:
            token, count = hit_value(hit, "token"), hit_value(hit, "articles")
            if left := concealed.counted(field, token, count):
                listed.append(TermCount(token, left))
        if sort is _COMMONEST:
            listed.sort(key=lambda each: (-each.count, each.text))
        if len(hits) < size or _enough(listed, hits[-1], sort, limit, concealed):
            break
        body["search_after"] = hits[-1]["sort"]
    return listed[:limit]


def _enough(
    listed: Sequence[TermCount],
    last: Reply,
    sort: Sequence[Any],
    limit: int,
    concealed: HiddenArticles,
) -> bool:
    """Whether no token behind the last that was read is among the first.

    What is hidden takes away from counts: what is behind has at most as many as the last had.
    """
    if len(listed) < limit:
        return False
    hiding = sort is _COMMONEST and bool(concealed.tokens)
    return not hiding or listed[limit - 1].count > hit_value(last, "articles")


def _beginning(text: str) -> list[Matching]:
    return [prefix("token", text)] if text else []


def ask_terms(
    field: str, text: str, limit: int, concealed: HiddenArticles
) -> Asking[tuple[TermCount, ...]]:
    """See `Searcher.terms`."""
    listed = yield from _ask_listed(field, _beginning(text), _BY_TOKEN, limit, concealed)
    return tuple(listed)


def ask_commonest(
    field: str, text: str, limit: int, concealed: HiddenArticles
) -> Asking[tuple[TermCount, ...]]:
    """See `Searcher.commonest`."""
    clauses = [*_beginning(text), in_none([any_value("token", MARKS)])]
    listed = yield from _ask_listed(field, clauses, _COMMONEST, limit, concealed)
    return tuple(listed)


def ask_similar(
    question: Similar, limit: int, concealed: HiddenArticles
) -> Asking[tuple[TermCount, ...]]:
    """See `Searcher.similar`."""
    if not is_written(question.text):
        return ()
    if question.edits is None:
        return (yield from _ask_runs(question.field, question.text, limit, concealed))
    return (yield from _ask_words(question, limit, concealed))


def _ask_words(
    question: Similar, limit: int, concealed: HiddenArticles
) -> Asking[tuple[TermCount, ...]]:
    """Words some edits away: the cluster finds them, in no order of ours."""
    word, edits = question.text, question.edits or 0
    if edits > _MOST_EDITS:
        raise ValueError(f"words are found {_MOST_EDITS} edits away, not {edits}")
    fuzzy = {"value": word, "fuzziness": edits, "prefix_length": 0, "rewrite": "constant_score"}
    clauses: list[Matching] = [{"fuzzy": {"token": fuzzy}}, {"term": {"latin": True}}]
    listed = yield from _ask_listed(question.field, clauses, _BY_TOKEN, _EVERY, concealed)
    near = [(OSA.distance(word, each.text), -each.count, each.text) for each in listed]
    kept = sorted(each for each in near if 0 < each[0] <= edits)
    return tuple(TermCount(text, -count) for _, count, text in kept[:limit])


def _ask_runs(
    field: str, run: str, limit: int, concealed: HiddenArticles
) -> Asking[tuple[TermCount, ...]]:
    """Runs with one other character: pairs that exist on both sides of it, then counted."""
    pairs = ["".join(pair) for pair in pairwise(run)]
    if len(run) < _SHORTEST_RUN or not all(map(HAN_PAIR.fullmatch, pairs)):
        return ()
    candidates: list[str] = []
    for at in range(1, len(run)):
        start = [prefix("token", run[at - 1])]
        before = yield from _ask_listed(field, start, _BY_TOKEN, _EVERY, concealed)
        others = {each.text[1] for each in before if HAN_PAIR.fullmatch(each.text)} - {run[at]}
        if at + 1 < len(run) and others:
            wanted = [any_value("token", sorted(other + run[at + 1] for other in others))]
            after = yield from _ask_listed(field, wanted, _BY_TOKEN, _EVERY, concealed)
            others &= {each.text[0] for each in after}
        candidates += (run[:at] + other + run[at + 1 :] for other in others)
    bodies = [
        count_search(articles([concealed.shown, _run_clause(field, each)])) for each in candidates
    ]
    answers = (yield bodies) if bodies else []
    counts = {each: total_of(answer) for each, answer in zip(candidates, answers, strict=True)}
    return _ordered(counts, limit)


def _run_clause(field: str, run: str) -> Matching:
    pairs = tuple("".join(pair) for pair in pairwise(run))
    return phrase(Phrase(field, pairs, tuple(range(len(pairs)))))


def _ordered(counts: dict[str, int], limit: int) -> tuple[TermCount, ...]:
    held = [TermCount(text, count) for text, count in counts.items() if count]
    return tuple(sorted(held, key=lambda each: (-each.count, each.text))[:limit])
