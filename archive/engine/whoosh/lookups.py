"""Looking terms up: those of many query trees together, and those that begin alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.terms import key_of
from archive.model.query import And, AtLeast, Near, Node, Not, Or, Phrase, Printed, Says, Term
from archive.model.result import TermCount

#: Fewer trees are looked up term by term.
MANY_TREES: Final = 8


def learn(segments: Sequence[Segment], trees: Sequence[Node]) -> None:
    """Let the text fields of segments find all terms of trees, where these are many."""
    if len(trees) < MANY_TREES:
        return
    texts: dict[str, dict[str, None]] = {}
    waiting = list(trees)
    while waiting:
        node = waiting.pop()
        match node:
            case Term(field, text):
                texts.setdefault(field, {})[text] = None
            case Phrase(field, of_phrase):
                texts.setdefault(field, {}).update(dict.fromkeys(of_phrase))
            case And(parts) | Or(parts) | AtLeast(_, parts):
                waiting += parts
            case Not(child) | Printed(child):
                waiting.append(child)
            case Near(_, groups) | Says(_, groups):
                waiting += (part for group in groups for part in group)
    for segment in segments:
        for field, terms in texts.items():
            segment.texts[field].learn(terms)


def terms_of(
    segments: Sequence[Segment], field: str, prefix: str, limit: int
) -> tuple[TermCount, ...]:
    """See `Searcher.terms`."""
    counts: dict[bytes, int] = {}
    for segment in segments:
        text = segment.texts[field]
        for number in text.held(text.table.prefixed(key_of(prefix)), limit):
            term = text.table[number]
            counts[term] = counts.get(term, 0) + text.frequency(number)
    return tuple(TermCount(t.decode("utf-8"), counts[t]) for t in sorted(counts)[:limit])
