"""Words that stand beside any other: an article that holds one says little by it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from archive.model.query import Node, Term
from archive.text.cutting import particles
from archive.text.marks import Occurrence, field_of
from archive.text.tokens import stem

#: Articles, prepositions, pronouns, auxiliaries and the like, folded.
COMMON_WORDS: Final = frozenset(
    "a about after again all also am an and any are as at be because been before being but by can "
    "could did do does doing don down during each few for from further had has have having he her "
    "here hers him his how i if in into is isnt it its just me more most my no nor not now of off "
    "on once only or other our out over own same she should so some such than that the their them "
    "then there these they this those through to too under until up upon very was we were what "
    "when where which while who whom whose why will with would you your".split()
)

_STEMS: Final = frozenset(map(stem, COMMON_WORDS))

#: So many characters at most part two words that stand beside each other.
_BESIDE: Final = 3


def is_common(leaf: Node) -> bool:
    """Whether a leaf of a query asks for nothing but a common word, or a particle."""
    if not isinstance(leaf, Term):
        return False
    analyzer = field_of(leaf)[1]
    return leaf.text in (particles() if analyzer == "char" else _STEMS)


def beside_others(occurrences: Sequence[Occurrence], common: Container[int]) -> list[Occurrence]:
    """The occurrences, by place, without those of common words that stand beside no other.

    `common` has the numbers of what are common words: `rule of law` marks the "of" of "a court of
    law" and none of "the end of the day".
    """
    kept: list[Occurrence] = []
    beside: list[Occurrence] = []
    end = 0
    for occurrence in (*occurrences, None):
        if occurrence is None or (beside and occurrence.start > end + _BESIDE):
            kept += beside if any(one.what not in common for one in beside) else []
            beside, end = [], 0
        if occurrence is not None:
            beside.append(occurrence)
            end = max(end, occurrence.end)
    return kept
