"""The days that articles mention: what one segment keeps of them, and counts over all segments.

`mentioned.starts[d]:mentioned.starts[d + 1]` are the intervals of document d in `mentioned.first`
and `mentioned.last`: closed, of ordinals, both ends ascending (`Document.mentioned_days`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array, Arrays, width
from archive.model.aggregations import MentionedCounts
from archive.model.days import LAST_DAY, AnyYear, anchors
from archive.model.periods import Period, mentioned_periods, outliers
from archive.model.query import Mentions, MentionsYearDay

#: Every array of this kind.
ARRAY_NAMES: Final = ("mentioned.starts", "mentioned.first", "mentioned.last")

#: Below one in so many, documents' intervals are gathered one by one.
_FEW: Final = 4


def mentioned_arrays(lengths: Array, firsts: Array, lasts: Array) -> dict[str, Array]:
    """The arrays of a segment: how many intervals each document has, and their ends."""
    starts = np.zeros(len(lengths) + 1, width(len(firsts)))
    np.cumsum(lengths, out=starts[1:])
    values = (starts, firsts.astype(np.int32), lasts.astype(np.int32))
    return dict(zip(ARRAY_NAMES, values, strict=True))


def _bounds(node: Mentions) -> Period:
    return node.first or 1, LAST_DAY if node.last is None else node.last


class MentionedField:
    """The days that the documents of one segment mention."""

    def __init__(self, arrays: Arrays) -> None:
        self._starts = arrays["mentioned.starts"].astype(np.int64)
        self._firsts = arrays["mentioned.first"]
        self._lasts = arrays["mentioned.last"]

    @cached_property
    def _owners(self) -> Array:
        lengths = np.diff(self._starts)
        return np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)

    def _documents(self, chosen: Array) -> Array:
        """The documents of some of the intervals, each once."""
        owners = self._owners[chosen]
        first = np.ones(len(owners), bool)
        first[1:] = owners[1:] != owners[:-1]
        documents: Array = owners[first]
        return documents

    def inside(self, node: Mentions) -> Array:
        """The documents with an interval that lies wholly in a stretch."""
        low, high = _bounds(node)
        return self._documents((self._firsts >= low) & (self._lasts <= high))

    def near_day(self, node: MentionsYearDay) -> Array:
        """The documents with an interval that lies wholly within a window around a day."""
        return self._documents(within_windows(self._firsts, self._lasts, node))

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


def within_windows(firsts: Array, lasts: Array, node: AnyYear) -> Array:
    """Which closed intervals lie wholly within a window around a day of any year, as a mask."""
    if not len(firsts):
        return np.zeros(0, bool)
    low, high = int(lasts.min()) - node.window, int(firsts.max()) + node.window
    days = np.fromiter(anchors(node, low, high), np.int64)
    if not len(days):
        return np.zeros(len(firsts), bool)
    # The window that begins last before an interval also ends last.
    at = np.searchsorted(days, firsts + node.window, side="right") - 1
    within: Array = (at >= 0) & (lasts <= days[at] + node.window)
    return within


def count_mentioned(
    fields: Sequence[MentionedField], sets: Sequence[Array], node: Mentions
) -> MentionedCounts:
    """Documents by the days they mention; `sets` are those of each segment."""
    total = sum(map(len, sets))
    parts = [field.gathered(docs, node) for field, docs in zip(fields, sets, strict=True)]
    # Owners need only differ where one follows another.
    owners = _joined(
        [gathered[0].astype(np.int64) + (number << 40) for number, gathered in enumerate(parts)]
    )
    firsts, lasts = (_joined([gathered[column] for gathered in parts]) for column in (1, 2))
    if not len(owners):
        return MentionedCounts(without_days=total)
    out = outliers(len(owners))
    first = int(np.partition(firsts, out)[out])
    last = int(np.partition(lasts, len(lasts) - 1 - out)[len(lasts) - 1 - out])
    unit, periods = mentioned_periods(first, last, (node.first, node.last))
    counts, placed = _placed(owners, firsts, lasts, periods)
    mentioning = int((np.diff(owners, prepend=-1) != 0).sum())
    return MentionedCounts(
        unit.name,
        periods,
        tuple(counts[1:-1]),
        earlier=counts[0],
        later=counts[-1],
        wider=mentioning - placed,
        without_days=total - mentioning,
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
    ends = np.array([periods[0][0] - 1] + [last for _, last in periods] + [LAST_DAY])
    places = np.searchsorted(starts, firsts, side="right")
    whole = lasts <= ends[places]
    owners, places = owners[whole], places[whole]
    new_owner = np.diff(owners, prepend=-1) != 0
    new = new_owner | (np.diff(places, prepend=-1) != 0)
    counts: list[int] = np.bincount(places[new], minlength=len(periods) + 2).tolist()
    return counts, int(new_owner.sum())
