"""What scores the words of a run that was typed without spaces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from archive.model.query import Bonus, ScoredTerm
from archive.query.runs import TakenApart
from archive.query.words import Alike, Clause, Words, as_written


class _Scores(NamedTuple):
    """What scores a run: all of it, and what does beside the scores of its parts."""

    whole: frozenset[ScoredTerm]
    between: tuple[ScoredTerm, ...]
    bonuses: tuple[Bonus, ...]


class RunScores:
    """Gives the parts of the runs of one query the scores of the whole."""

    def __init__(self, words: Words, apart: Mapping[str, TakenApart]) -> None:
        """`apart` tells how runs are taken apart, as typed; it may grow."""
        self._words = words
        self._apart = apart
        self._known: dict[tuple[str, tuple[str, ...]], _Scores] = {}

    def given_to(self, clause: Clause | None, run: str, texts: tuple[str, ...]) -> Clause | None:
        """What a part of a run asks; it is scored as the run is, save what has several forms.

        A part of none is given back.
        """
        if clause is None or not run:
            return clause
        if (run, texts) not in self._known:
            self._known[run, texts] = self._read(run, texts)
        scores = self._known[run, texts]
        own = (t for t in clause.terms if isinstance(t, Alike) or t in scores.whole)
        return replace(
            clause,
            terms=(*own, *scores.between),
            bonuses=(*clause.bonuses, *scores.bonuses),
        )

    def _read(self, run: str, texts: tuple[str, ...]) -> _Scores:
        scored = self._words.scored_text
        whole = scored(run, texts)
        inside = {term for part in self._apart[run].words for term in scored(part, texts)}
        between = tuple(term for term in whole if term not in inside)
        return _Scores(frozenset(whole), between, as_written(run, texts))
