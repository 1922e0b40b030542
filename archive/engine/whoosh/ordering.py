"""The order of what matches, and folding what has a value in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.model.fields import STORY, VERSIONS
from archive.model.result import SearchRequest, Sort

#: More of the first hits are looked at than are wanted, for those that fold into one.
_MORE: Final = 10


@dataclass(frozen=True, slots=True)
class Entries:
    """Documents of the whole, each with its score and how many documents it stands for.

    `folded` is None where each stands for itself.
    """

    numbers: Array
    scores: Array
    folded: Array | None = None

    def at(self, chosen: Array | slice) -> Entries:
        """Some of these, in the order given."""
        folded = None if self.folded is None else self.folded[chosen]
        return Entries(self.numbers[chosen], self.scores[chosen], folded)

    def stands_for(self) -> list[int]:
        """How many documents each stands for, itself among them."""
        if self.folded is None:
            return [1] * len(self.numbers)
        counts: list[int] = self.folded.tolist()
        return counts


def best_wanted(request: SearchRequest) -> int | None:
    """How many of the highest scores a request asks for; None where it needs them all."""
    by_score = request.sort is Sort.RELEVANCE and request.collapse in (None, STORY, VERSIONS)
    wanted = request.offset + request.limit
    if not by_score:
        return None
    # Most stories are one article. Where few enough are left, all are looked at.
    return wanted if request.collapse is None else wanted + wanted // 2 + _MORE


def first(entries: Entries, ties: Array, sort: Sort, wanted: int) -> Entries:
    """The first `wanted` of these, in order.

    `ties` is the place of each document of the whole in the order by time: no two are equal.
    """
    more = len(entries.numbers) > wanted
    if sort is not Sort.RELEVANCE:
        places = ties[entries.numbers]
        nearest = np.argpartition(places, wanted - 1)[:wanted] if more else np.arange(len(places))
        return entries.at(nearest[np.argsort(places[nearest])])
    if more:
        scores = entries.scores
        least = np.partition(scores, len(scores) - wanted)[len(scores) - wanted]
        entries = entries.at(np.flatnonzero(scores >= least))
    return entries.at(np.lexsort((ties[entries.numbers], -entries.scores))[:wanted])


def entries_folded(stories: Array) -> int:
    """How many entries are left of articles of these stories (0 for none) when each is one."""
    several = stories[stories > 0]
    return len(stories) - len(several) + len(np.unique(several))


def first_folded(
    entries: Entries, ties: Array, sort: Sort, wanted: int, stories: Array, most: int
) -> Entries | None:
    """The first `wanted` of these where those of one story are one, in order.

    `stories` is of every document of the whole. None where the first `most` are not enough.
    """
    best = first(entries, ties, sort, most)
    keys = stories[best.numbers].astype(np.int64)
    keys[keys == 0] = -1 - np.flatnonzero(keys == 0)
    chosen = np.sort(np.unique(keys, return_index=True)[1])[:wanted]
    if len(chosen) < wanted and most < len(entries.numbers):
        return None
    best = best.at(chosen)
    sizes = np.bincount(stories[entries.numbers])
    sizes[:1] = 1
    return Entries(best.numbers, best.scores, sizes[stories[best.numbers]])


def collapse(entries: Entries, ties: Array, sort: Sort, values: Array) -> Entries:
    """Of the entries with an equal value, the first in the order, which stands for all of them.

    `values` are numbers from 0 on; an entry without one, -1, stands by itself. What is left has no
    order.
    """
    count = len(values)
    top = int(values.max(initial=-1)) + 1
    groups = np.where(values < 0, top + np.arange(count), values)
    places = ties[entries.numbers]
    candidates: Array | slice = slice(None)
    if sort is Sort.RELEVANCE:
        best = np.full(top + count, -np.inf, np.float32)
        np.maximum.at(best, groups, entries.scores)
        candidates = np.flatnonzero(entries.scores == best[groups])
    least = np.full(top + count, np.iinfo(np.int64).max)
    np.minimum.at(least, groups[candidates], places[candidates].astype(np.int64))
    chosen = np.flatnonzero(least[groups] == places)
    sizes = np.bincount(groups, minlength=top + count)[groups[chosen]]
    return Entries(entries.numbers[chosen], entries.scores[chosen], sizes)
