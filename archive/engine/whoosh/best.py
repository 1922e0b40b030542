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
from archive.engine.whoosh.scored import ScoredTerms

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

_LENGTHS: Final = 256


class _Ceilings:
    """What terms can add to a document at most, by the lengths of its texts."""

    def __init__(self, scored: ScoredTerms, order: Array) -> None:
        self._scored = scored
        tables = np.stack([statistics.table for statistics in scored.statistics])
        tables = tables.reshape(len(tables), -1, _LENGTHS)
        of_field = scored.of_field[order]
        most = np.minimum(scored.most_often(order), tables.shape[1] - 1)
        shares = tables[of_field, most]
        # Whatever stands more often than the table tells adds less than its whole frequency.
        shares[most == tables.shape[1] - 1] = 1.0
        ceilings = np.zeros((len(scored.fields), len(order) + 1, _LENGTHS))
        ceilings[of_field, np.arange(len(order))] = shares * scored.factors[order][:, None]
        #: By field, by how many of the terms were added, and by length: what the others add.
        self._behind = ceilings[:, ::-1].cumsum(axis=1)[:, ::-1]

    def of(self, docs: Array, done: int) -> Array:
        """No more is added to each of some documents by the terms after the first `done`."""
        highest = np.zeros(len(docs))
        for place, field in enumerate(self._scored.fields):
            assert field.lengths is not None
            highest += self._behind[place, done].take(field.lengths[docs])
        return highest


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


def best_rows(
    scored: ScoredTerms,
    docs: Array,
    most: int,
    least: float,
    bonuses: tuple[float, Callable[[Array], Array]],
) -> tuple[Array, Array]:
    """Rows of `docs` (ascending, both) with all that may be among the `most` best, and sums.

    No score of a document is below its sum, and none of those left out comes up to the last of the
    best. No weight is negative. Of what has less than `least` nothing is wanted. `bonuses` are what
    all together add, and a function that says what they may add to each of some documents.
    """
    order = np.argsort(scored.counts, kind="stable")
    bonus, bonus_of = bonuses
    sums, rows = np.zeros(len(docs)), np.arange(len(docs))
    added: Array | float = bonus
    ceilings: _Ceilings | None = None
    done, first = 0, True
    for end in _ends(scored.counts[order]):
        some = sums[rows]
        scored.add(some, docs[rows], np.sort(order[done:end]))
        sums[rows] = some
        done = end
        ceilings = ceilings or _Ceilings(scored, order)
        if len(rows) >= most:
            least = max(least, _least(scored, docs, sums, rows, np.sort(order[done:]), most))
        highest = some + ceilings.of(docs[rows], done)
        left = highest + added >= least - ROUNDED
        rows = rows[left]
        if bonus and first and len(rows) > _LEFT * most:
            added = bonus_of(docs[rows])
            left = highest[left] + added >= least - ROUNDED
            rows, added, first = rows[left], added[left], False
        elif isinstance(added, np.ndarray):
            added = added[left]
        if len(rows) <= _LEFT * most:
            break
    return rows, sums


def _least(
    scored: ScoredTerms, docs: Array, sums: Array, rows: Array, others: Array, most: int
) -> float:
    """What the last of the `most` best has at least: those that look best are scored whole."""
    likely = rows
    wanted = _SCORED * most
    if len(rows) > wanted and len(others):
        likely = np.sort(rows[np.argpartition(sums[rows], len(rows) - wanted)[-wanted:]])
    whole = sums[likely]
    if len(others):
        scored.add(whole, docs[likely], others)
    return kth_highest(whole, most)
