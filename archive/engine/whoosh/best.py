"""Which of many documents may be among the best, without looking at common terms for most of them.

Rare terms add most to a score, and have few documents. Once they are added, no document gets more
from the common ones than their inverse document frequency allows, and most documents cannot come
first any more. Common terms are then looked up for those alone that can.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.scored import Added, ScoredTerms

#: More than sums differ by rounding, in any order and as float32.
ROUNDED: Final = 0.01

#: So many postings are added before documents are left out for the first time, and so many times as
#: many before each next time.
_FIRST: Final = 1 << 15
_MORE: Final = 4

#: For each document that is wanted so many are scored whole, to know what the last of them has.
_SCORED: Final = 2

#: For each document that is wanted so many may be left: to leave out more costs more than it saves.
_LEFT: Final = 4

#: So many of what terms add are kept until the best are known; of more, terms are added again.
_KEPT: Final = 1 << 20


def kth_highest(values: Array, number: int) -> float:
    """The `number`-th highest of at least so many values."""
    return float(np.partition(values, len(values) - number)[len(values) - number])


def _ends(counts: Array) -> Iterator[int]:
    """How many terms are added, those with the fewest postings first, before each look around."""
    postings, end, most = np.cumsum(counts), 0, _FIRST
    while end < len(counts):
        end = max(end + 1, int(np.searchsorted(postings, most, side="right")))
        most = max(most, int(postings[end - 1])) * _MORE
        yield end


class _Adding:
    """Documents to which one term after the other is added, the rarest first.

    `rows` are those that may be among the best, `sums` what was added to each of all documents.
    """

    def __init__(self, scored: ScoredTerms, docs: Array) -> None:
        self._scored = scored
        self._docs = docs
        self._order = np.argsort(scored.counts, kind="stable")
        self._counts = scored.counts[self._order]
        self._known: list[Added] = []
        self._again: list[Array] = []
        self._done = 0
        self.rows = np.arange(len(docs))
        self.sums = np.zeros(len(docs))

    def __iter__(self) -> Iterator[None]:
        """Add so many terms that it is time to leave documents out; ends with the last term."""
        for end in _ends(self._counts):
            some = np.sort(self._order[self._done : end])
            parts = self._scored.parts(self._docs[self.rows], some)
            parts = [part._replace(rows=self.rows[part.rows]) for part in parts]
            if sum(len(part.rows) for part in (*parts, *self._known)) <= _KEPT:
                self._known += parts
            else:
                self._again.append(some)
            for part in parts:
                self.sums += np.bincount(part.rows, part.values, len(self.sums))
            self._done = end
            yield

    @property
    def others(self) -> Array:
        """The terms that were not added."""
        return np.sort(self._order[self._done :])

    def more(self) -> float:
        """No document gets more from the terms that were not added."""
        return float(self._scored.factors[self._order[self._done :]].sum())

    def least(self, most: int) -> float:
        """What the last of the `most` best has at least: those that look best are scored whole."""
        likely, wanted = self.rows, _SCORED * most
        sums = self.sums[likely]
        if len(likely) > wanted:
            best = np.sort(np.argpartition(sums, len(sums) - wanted)[-wanted:])
            likely, sums = likely[best], sums[best]
        for part in self._scored.parts(self._docs[likely], self.others):
            sums += np.bincount(part.rows, part.values, len(sums))
        return kth_highest(sums, most)

    def finish(self) -> None:
        """Let the sums of those that are left be what the order of the ranking gives."""
        of_rows = np.full(len(self.sums), -1, np.int64)
        of_rows[self.rows] = np.arange(len(self.rows))
        parts = []
        for part in self._known:
            rows = of_rows[part.rows]
            kept = (rows >= 0).nonzero()[0]
            parts.append(Added(rows[kept], part.terms[kept], part.values[kept]))
        unknown = np.sort(np.concatenate([*self._again, self.others]))
        parts += self._scored.parts(self._docs[self.rows], unknown)
        whole = np.zeros(len(self.rows))
        self._scored.add_parts(whole, parts)
        self.sums[self.rows] = whole


def best_rows(
    scored: ScoredTerms,
    docs: Array,
    most: int,
    least: float,
    bonuses: tuple[float, Callable[[Array], Array]],
) -> tuple[Array, Array]:
    """Rows of `docs` (ascending, both) with all that may be among the `most` best, and sums.

    The sums of these rows are their scores without bonuses. No other score is below its sum, and
    none comes up to the last of the best. No weight is negative. Of what has less than `least`
    nothing is wanted. `bonuses` are what all together add, and a function that says what they may
    add to each of some documents.
    """
    adding = _Adding(scored, docs)
    bonus, bonus_of = bonuses
    for _ in adding:
        if len(adding.rows) >= most:
            least = max(least, adding.least(most))
        highest = adding.sums[adding.rows] + (adding.more() + bonus)
        adding.rows = adding.rows[highest >= least - ROUNDED]
        if bonus and len(adding.rows) > _LEFT * most:
            highest = adding.sums[adding.rows] + adding.more() + bonus_of(docs[adding.rows])
            adding.rows = adding.rows[highest >= least - ROUNDED]
        if len(adding.rows) <= _LEFT * most:
            break
    adding.finish()
    return adding.rows, adding.sums
