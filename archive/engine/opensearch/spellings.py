"""The tokens of a generation: those that begin alike, and those that are near a word or a run."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from rapidfuzz.distance import OSA

from archive.engine.opensearch.cluster import Answer
from archive.engine.opensearch.concealing import Concealed
from archive.engine.opensearch.encoding import is_written
from archive.engine.opensearch.listed import MARKS
from archive.engine.opensearch.query import Clause, any_value, articles, none_of, phrase, prefix
from archive.engine.opensearch.schema import LISTED
from archive.engine.opensearch.together import Asking, counted, total_of
from archive.engine.opensearch.walking import MOST_HITS, value_of
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


def _listed(field: str, clauses: Sequence[Clause]) -> Clause:
    """The tokens of a field that are in every clause."""
    own: list[Clause] = [{"term": {"kind": LISTED}}, {"term": {"field": field}}]
    return {"bool": {"filter": [*own, *clauses]}}


def _ask_listed(
    field: str, clauses: Sequence[Clause], sort: Sequence[Any], limit: int, concealed: Concealed
) -> Asking[list[TermCount]]:
    """The first tokens of a field, in an order, each with the shown articles that have it."""
    found: list[TermCount] = []
    body: Answer = {
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
            token, count = value_of(hit, "token"), value_of(hit, "articles")
            if left := concealed.counted(field, token, count):
                found.append(TermCount(token, left))
        if sort is _COMMONEST:
            found.sort(key=lambda one: (-one.count, one.text))
        if len(hits) < size or _enough(found, hits[-1], sort, limit, concealed):
            break
        body["search_after"] = hits[-1]["sort"]
    return found[:limit]


def _enough(
    found: Sequence[TermCount],
    last: Answer,
    sort: Sequence[Any],
    limit: int,
    concealed: Concealed,
) -> bool:
    """Whether no token behind the last that was read is among the first.

    What is hidden takes away from counts: what is behind has at most as many as the last had.
    """
    if len(found) < limit:
        return False
    hiding = sort is _COMMONEST and bool(concealed.tokens)
    return not hiding or found[limit - 1].count > value_of(last, "articles")


def _beginning(text: str) -> list[Clause]:
    return [prefix("token", text)] if text else []


def ask_terms(
    field: str, text: str, limit: int, concealed: Concealed
) -> Asking[tuple[TermCount, ...]]:
    """See `Searcher.terms`."""
    found = yield from _ask_listed(field, _beginning(text), _BY_TOKEN, limit, concealed)
    return tuple(found)


def ask_commonest(
    field: str, text: str, limit: int, concealed: Concealed
) -> Asking[tuple[TermCount, ...]]:
    """See `Searcher.commonest`."""
    clauses = [*_beginning(text), none_of([any_value("token", MARKS)])]
    found = yield from _ask_listed(field, clauses, _COMMONEST, limit, concealed)
    return tuple(found)


def ask_similar(asked: Similar, limit: int, concealed: Concealed) -> Asking[tuple[TermCount, ...]]:
    """See `Searcher.similar`."""
    if not is_written(asked.text):
        return ()
    if asked.edits is None:
        return (yield from _ask_runs(asked.field, asked.text, limit, concealed))
    return (yield from _ask_words(asked, limit, concealed))


def _ask_words(asked: Similar, limit: int, concealed: Concealed) -> Asking[tuple[TermCount, ...]]:
    """Words some edits away: the cluster finds them, in no order of ours."""
    word, edits = asked.text, asked.edits or 0
    if edits > _MOST_EDITS:
        raise ValueError(f"words are found {_MOST_EDITS} edits away, not {edits}")
    fuzzy = {"value": word, "fuzziness": edits, "prefix_length": 0, "rewrite": "constant_score"}
    clauses: list[Clause] = [{"fuzzy": {"token": fuzzy}}, {"term": {"latin": True}}]
    found = yield from _ask_listed(asked.field, clauses, _BY_TOKEN, _EVERY, concealed)
    near = [(OSA.distance(word, one.text), -one.count, one.text) for one in found]
    kept = sorted(one for one in near if 0 < one[0] <= edits)
    return tuple(TermCount(text, -count) for _, count, text in kept[:limit])


def _ask_runs(
    field: str, run: str, limit: int, concealed: Concealed
) -> Asking[tuple[TermCount, ...]]:
    """Runs with one other character: pairs that exist on both sides of it, then counted."""
    pairs = ["".join(pair) for pair in pairwise(run)]
    if len(run) < _SHORTEST_RUN or not all(map(HAN_PAIR.fullmatch, pairs)):
        return ()
    candidates: list[str] = []
    for at in range(1, len(run)):
        start = [prefix("token", run[at - 1])]
        before = yield from _ask_listed(field, start, _BY_TOKEN, _EVERY, concealed)
        others = {one.text[1] for one in before if HAN_PAIR.fullmatch(one.text)} - {run[at]}
        if at + 1 < len(run) and others:
            wanted = [any_value("token", sorted(other + run[at + 1] for other in others))]
            after = yield from _ask_listed(field, wanted, _BY_TOKEN, _EVERY, concealed)
            others &= {one.text[0] for one in after}
        candidates += (run[:at] + other + run[at + 1 :] for other in others)
    bodies = [counted(articles([concealed.shown, _run_clause(field, one)])) for one in candidates]
    answers = (yield bodies) if bodies else []
    counts = {one: total_of(answer) for one, answer in zip(candidates, answers, strict=True)}
    return _ordered(counts, limit)


def _run_clause(field: str, run: str) -> Clause:
    pairs = tuple("".join(pair) for pair in pairwise(run))
    return phrase(Phrase(field, pairs, tuple(range(len(pairs)))))


def _ordered(counts: dict[str, int], limit: int) -> tuple[TermCount, ...]:
    held = [TermCount(text, count) for text, count in counts.items() if count]
    return tuple(sorted(held, key=lambda one: (-one.count, one.text))[:limit])
