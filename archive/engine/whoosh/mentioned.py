"""The days that articles speak of: what one segment keeps of them, and counts over all segments.

`mentioned.starts[d]:mentioned.starts[d + 1]` are the intervals of document d in `mentioned.first`
and `mentioned.last`: closed, of ordinals, both ends ascending (`Document.mentioned_days`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array, Arrays, width
from archive.model.periods import Period, outliers, spoken_periods
from archive.model.query import Mentions, MentionsYearDay
from archive.model.result import MentionedCounts

#: Every array of this kind.
NAMES: Final = ("mentioned.starts", "mentioned.first", "mentioned.last")

#: Below one in so many, documents' intervals are gathered one by one.
_FEW: Final = 4

_FARTHEST: Final = dt.date.max.toordinal()


def mentioned_arrays(lengths: Array, firsts: Array, lasts: Array) -> dict[str, Array]:
    """The arrays of a segment: how many intervals each document has, and their ends."""
    starts = np.zeros(len(lengths) + 1, width(len(firsts)))
    np.cumsum(lengths, out=starts[1:])
    values = (starts, firsts.astype(np.int32), lasts.astype(np.int32))
    return dict(zip(NAMES, values, strict=True))


def _bounds(node: Mentions) -> Period:
    return node.first or 1, _FARTHEST if node.last is None else node.last


class MentionedField:
    """The days that the documents of one segment speak of."""

    def __init__(self, arrays: Arrays) -> None:
        self._starts = arrays["mentioned.starts"].astype(np.int64)
        self._firsts = arrays["mentioned.first"]
        self._lasts = arrays["mentioned.last"]

    @cached_property
    def _owners(self) -> Array:
        lengths = np.diff(self._starts)
        return np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)

    def _documents(self, chosen: Array) -> Array:
        """The documents of some of the intervals, each once."""
        owners = self._owners[chosen]
        first = np.ones(len(owners), bool)
        first[1:] = owners[1:] != owners[:-1]
        found: Array = owners[first]
        return found

    def inside(self, node: Mentions) -> Array:
        """The documents with an interval that lies wholly in a stretch."""
        low, high = _bounds(node)
        return self._documents((self._firsts >= low) & (self._lasts <= high))

    def near_day(self, node: MentionsYearDay) -> Array:
        """The documents with an interval that lies wholly within a window round a day."""
        if not len(self._firsts):
            return self._owners
        years = range(_year(self._firsts.min()) - 1, _year(self._lasts.max()) + 2)
        anchors = [day for year in years if (day := _ordinal(year, node.month, node.day))]
        if not anchors:
            return self._owners[:0]
        # The window that begins last before an interval also ends last.
        at = np.searchsorted(anchors, self._firsts + node.window, side="right") - 1
        last = np.array(anchors)[at] + node.window
        return self._documents((at >= 0) & (self._lasts <= last))

    def gathered(self, docs: Array, node: Mentions) -> tuple[Array, Array, Array]:
        """Owner, first and last day of the intervals of these documents inside a stretch."""
        if len(docs) * _FEW > len(self._starts):
            mask = np.zeros(len(self._starts), bool)
            mask[docs] = True
            chosen = np.flatnonzero(mask[self._owners])
        else:
            first = self._starts[docs]
            some = self._starts[1:][docs] - first
            chosen = np.repeat(first - (np.cumsum(some) - some), some)
            chosen += np.arange(len(chosen))
        owners, firsts, lasts = (a[chosen] for a in (self._owners, self._firsts, self._lasts))
        if node.first is None and node.last is None:
            return owners, firsts, lasts
        low, high = _bounds(node)
        inside = (firsts >= low) & (lasts <= high)
        return owners[inside], firsts[inside], lasts[inside]

    def lengths(self) -> Array:
        """How many intervals each document has."""
        return np.diff(self._starts)

    def living(self, alive: Array | None) -> tuple[Array, Array, Array]:
        """Of the documents that live: how many intervals each has, and their ends."""
        lengths = self.lengths()
        if alive is None:
            return lengths, self._firsts, self._lasts
        kept = alive[self._owners]
        return lengths[alive], self._firsts[kept], self._lasts[kept]


def _year(ordinal: int) -> int:
    return dt.date.fromordinal(int(ordinal)).year


def _ordinal(year: int, month: int, day: int) -> int:
    """A day as an ordinal; 0 where there is none, as 29 February in most years."""
    try:
        return dt.date(year, month, day).toordinal()
    except ValueError:
        return 0


def count_mentioned(
    fields: Sequence[MentionedField], sets: Sequence[Array], node: Mentions
) -> MentionedCounts:
    """Documents by the days they speak of; `sets` are those of each segment."""
    total = sum(map(len, sets))
    parts = [field.gathered(docs, node) for field, docs in zip(fields, sets, strict=True)]
    # Owners need only differ where one follows another.
    owners = _joined(
        [part[0].astype(np.int64) + (number << 40) for number, part in enumerate(parts)]
    )
    firsts, lasts = (_joined([part[which] for part in parts]) for which in (1, 2))
    if not len(owners):
        return MentionedCounts(unspoken=total)
    out = outliers(len(owners))
    first = int(np.partition(firsts, out)[out])
    last = int(np.partition(lasts, len(lasts) - 1 - out)[len(lasts) - 1 - out])
    unit, periods = spoken_periods(first, last, (node.first, node.last))
    counts, placed = _placed(owners, firsts, lasts, periods)
    speaking = int((np.diff(owners, prepend=-1) != 0).sum())
    return MentionedCounts(
        unit.name,
        periods,
        tuple(counts[1:-1]),
        earlier=counts[0],
        later=counts[-1],
        wider=speaking - placed,
        unspoken=total - speaking,
    )


def _joined(parts: Sequence[Array]) -> Array:
    return np.concatenate([np.zeros(0, np.int64), *parts])


def _placed(
    owners: Array, firsts: Array, lasts: Array, periods: Sequence[Period]
) -> tuple[list[int], int]:
    """How many owners have an interval before, in each of and after the periods; in any of these.

    The intervals of an owner stand together and ascend, so those in one place stand together too.
    """
    starts = np.array([first for first, _ in periods] + [periods[-1][1] + 1])
    ends = np.array([periods[0][0] - 1] + [last for _, last in periods] + [_FARTHEST])
    places = np.searchsorted(starts, firsts, side="right")
    whole = lasts <= ends[places]
    owners, places = owners[whole], places[whole]
    new_owner = np.diff(owners, prepend=-1) != 0
    new = new_owner | (np.diff(places, prepend=-1) != 0)
    counts: list[int] = np.bincount(places[new], minlength=len(periods) + 2).tolist()
    return counts, int(new_owner.sum())
