"""Figures of two articles that tell of the same thing and are not the same.

Two figures are of the same thing where their units are the same and the words beside them are: in
one language equal ones, in two those that the lexicon joins. Each must be the other's best.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from archive.model.article import Document
from archive.model.lexicon import Lexicon, WordOrigin
from archive.search.placed_figures import FigureInText, PlacedFigure, placed_figures
from archive.text.amount_units import AGE, NO_UNIT, Amount, agree, same_unit
from archive.text.folding import fold_text
from archive.text.segmentation import Segmenter
from archive.text.tables import rows
from archive.text.tokens import stem

#: Words of the lexicon count if so probable beside the likeliest.
_LEAST_PROBABLE: Final = 0.1

#: A figure is so many times another at most, if both are of the same thing.
_TIMES: Final = 3

#: So many words beside two figures must be the same, of counted things and of all else, and weigh
#: so much together: a word weighs the less the more figures of an article have it beside them, and
#: twice where it is what is counted. Of counted things one such must be the same.
_LEAST_SAME: Final = (2, 3)
_LEAST_POINTS: Final = 1.5

#: Of several of these every article tells some, of different things: only within one language,
#: where sentences are alike, they are compared.
_LOOSE_UNITS: Final = frozenset({AGE, "day", "week", "month", "year", "hour", "minute", "second"})

#: Of the figures of copies and versions so many differ at most; reports of one form on two days, or
#: of two companies, have all others.
_MOST_DIFFERING: Final = 0.5

#: So much more than it a figure may be that is told as "over", and so much less one as "nearly".
_ABOUT: Final = Decimal("1.5")

#: So many differences are told.
_TOLD: Final = 8

#: What English stems are in single Chinese characters, which no lexicon has.
_CHARACTERS: Final = {
    stem(word): frozenset(fold_text(characters))
    for words, characters in (row.split("\t") for row in rows("archive.text", "counted.tsv"))
    for word in words.split()
}

#: Who or where is no word for what is counted.
_NAMES: Final = (WordOrigin.NAME, WordOrigin.PLACE)


@dataclass(frozen=True, slots=True)
class DifferingFigure:
    """What one article says of a thing, and another says otherwise; `words` are of the first."""

    here: FigureInText
    there: FigureInText
    words: tuple[str, ...]


def differing_figures(
    left: Document, right: Document, lexicon: Lexicon | None, segmenter: Segmenter
) -> tuple[DifferingFigure, ...]:
    """The figures of the same thing that two articles tell otherwise, in the order of the first."""
    ours, theirs = (list(placed_figures(document, segmenter)) for document in (left, right))
    joints = _Joints(ours, theirs, lexicon)
    free = [each for each in ours if not _stands_in(each.amount, theirs)]
    others = [each for each in theirs if not _stands_in(each.amount, ours)]
    if left.article.language is right.article.language and _are_forms(ours, theirs, free, others):
        return ()
    pairs = {
        (a, b): joints.same(left, right)
        for a, left in enumerate(free)
        for b, right in enumerate(others)
        if _comparable(left, right)
        and not _is_sum(left.amount, right.amount, ours)
        and not _is_sum(right.amount, left.amount, theirs)
    }
    points = {pair: sum(same.values()) for pair, same in pairs.items()}
    told = []
    for (a, b), same in pairs.items():
        rivals = [points[c, d] for c, d in pairs if (c == a) != (d == b)]
        if _is_enough(free[a], others[b], same) and points[a, b] > max(rivals, default=0):
            told.append(DifferingFigure(free[a].shown, others[b].shown, tuple(same)))
    return tuple(told)[:_TOLD]


def _are_forms(
    ours: Sequence[PlacedFigure],
    theirs: Sequence[PlacedFigure],
    free: Sequence[PlacedFigure],
    others: Sequence[PlacedFigure],
) -> bool:
    """Whether two texts are one form with other figures: more of these differ than are the same."""
    shares = ((len(free), len(ours)), (len(others), len(theirs)))
    return any(differing > _MOST_DIFFERING * every for differing, every in shares)


def _is_enough(left: PlacedFigure, right: PlacedFigure, same: Mapping[str, float]) -> bool:
    """Whether the words that two figures have beside them say that both are of one thing."""
    if sum(same.values()) < _LEAST_POINTS or (
        left.names and right.names and not left.names & right.names
    ):
        return False
    if left.amount.unit != NO_UNIT:
        return len(same) >= _LEAST_SAME[1]
    across = bool(left.beside) != bool(right.beside)
    sides = (left if right.beside else right,) if across else (left, right)
    return len(same) >= _LEAST_SAME[0] and any(
        all(side.words.get(word) for side in sides) for word in same
    )


def _stands_in(amount: Amount, others: Sequence[PlacedFigure]) -> bool:
    """Whether a text has a figure too, or one that it may be."""
    return any(agree(amount, each.amount) or _about(amount, each.amount) for each in others)


def _about(left: Amount, right: Amount) -> bool:
    """Whether a figure that is told roughly, or rounded, may be another."""
    if not same_unit(left.unit, right.unit):
        return False
    if abs(left.value - right.value) < max(left.step, right.step):
        return True
    if not left.about and not right.about:
        return False
    rough, exact = (left, right) if left.about else (right, left)
    least = rough.value if rough.about == "over" else rough.value / _ABOUT
    most = rough.value if rough.about == "under" else rough.value * _ABOUT
    return least <= exact.value <= most


def _comparable(left: PlacedFigure, right: PlacedFigure) -> bool:
    """Whether two figures may be of the same thing."""
    low, high = sorted((left.amount.value, right.amount.value))
    across = bool(left.beside) != bool(right.beside)
    if not same_unit(left.amount.unit, right.amount.unit):
        return False
    if across and left.amount.unit in _LOOSE_UNITS:
        return False
    return 0 < low < high <= _TIMES * low


def _is_sum(part: Amount, whole: Amount, own: Sequence[PlacedFigure]) -> bool:
    """Whether a figure is another and a third of that text together: 169 and 7 of 176."""
    rest = whole.value - part.value
    return any(rest == placed.amount.value for placed in own)


class _Joints:
    """Says which words beside two figures are the same."""

    def __init__(
        self, ours: Sequence[PlacedFigure], theirs: Sequence[PlacedFigure], lexicon: Lexicon | None
    ) -> None:
        self._known: Mapping[str, frozenset[str]] = {}
        self._times = Counter(key for placed in (*ours, *theirs) for key in placed.words)
        self._chinese = [placed.beside for placed in (*ours, *theirs) if placed.beside]
        english = [placed for placed in (*ours, *theirs) if not placed.beside]
        if lexicon is None or len(english) in (0, len(ours) + len(theirs)):
            return
        keys = {key for placed in english for key in placed.words}
        self._known = {
            key: frozenset(
                told.key
                for told in words
                if told.origin not in _NAMES
                and told.probability >= _LEAST_PROBABLE * words[0].probability
            )
            for key, words in lexicon.translations(sorted(keys)).items()
        }

    def same(self, left: PlacedFigure, right: PlacedFigure) -> dict[str, float]:
        """The words beside one figure that the other has too, each with what it weighs."""
        if bool(left.beside) == bool(right.beside):
            both = (word for word in left.words if word in right.words)
            return {
                word: (1 + (left.words[word] and right.words[word])) / max(1, self._times[word] / 2)
                for word in both
            }
        english, chinese = (right, left) if left.beside else (left, right)
        same: dict[str, float] = {}
        used: set[str] = set()
        for word, counted in english.words.items():
            forms = {form for form in self._known.get(word, ()) if form in chinese.beside}
            forms |= {form for form in _CHARACTERS.get(word, ()) if form in chinese.clause}
            met = forms - used
            if met:
                used |= met
                times = sum(any(form in beside for form in met) for beside in self._chinese)
                same[word] = (1 + counted) / max(self._times[word], times)
        return same
