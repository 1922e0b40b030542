"""What a searcher says of articles by their ids: their stories, and when they came."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from archive.engine.whoosh.arrays import Arrays
from archive.engine.whoosh.concealing import Concealed
from archive.engine.whoosh.families import Families
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.sharing import SharedPassages
from archive.engine.whoosh.stories import Stories
from archive.engine.whoosh.whole import Whole
from archive.model.result import Family, StoryCounts, StoryIds


class OfStories:
    """A part of `archive.engine.searcher.Searcher`, over what a generation holds in memory."""

    _segments: list[Segment]
    _whole: Whole
    _stories: Stories
    _families: Families
    _passages: SharedPassages
    _concealed: Concealed
    _orders: Arrays

    def first_seen(self, articles: Sequence[str]) -> tuple[int, ...]:
        """See `Searcher`."""
        numbers = self._whole.numbers(articles)
        segments = map(self._whole.segment, numbers)
        return tuple(int(s.since[n - s.base]) for n, s in zip(numbers, segments, strict=True))

    def stories(self, articles: Sequence[str]) -> tuple[StoryIds, ...]:
        """See `Searcher`."""
        oldest = self._orders["oldest"]
        numbers = self._whole.numbers(articles)
        return tuple(self._whole.story(number, self._stories, oldest) for number in numbers)

    def families(self, articles: Sequence[str]) -> tuple[Family, ...]:
        """See `Searcher`."""
        numbers, families = self._whole.numbers(articles), self._families
        return tuple(
            Family(self._whole.article_id(families.first(number)), families.version(number))
            for number in numbers
        )

    def sharing(self, keys: Sequence[int], limit: int) -> tuple[tuple[str, ...], ...]:
        """See `Searcher`."""
        return tuple(self._sharing(key, limit) for key in keys)

    def _sharing(self, key: int, limit: int) -> tuple[str, ...]:
        docs = self._passages.docs(key)
        docs = docs[~self._concealed.hidden[docs] & ~self._stories.older[docs]]
        ordered = docs[np.argsort(self._orders["oldest"][docs])][:limit]
        return tuple(map(self._whole.article_id, ordered.tolist()))

    def story_counts(self) -> StoryCounts:
        """See `Searcher`."""
        days = np.concatenate([np.zeros(0, np.int32), *(one.days for one in self._segments)])
        return self._stories.told(days)
