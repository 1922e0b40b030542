"""The documents of all segments together: by number, and by the id of their article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.stories import Stories
from archive.errors import ArticleNotFoundError
from archive.model.fields import STORY, VERSIONS
from archive.model.result import StoryIds


class Whole:
    """Numbers the documents of segments, one segment after the other."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self.size = sum(segment.size for segment in segments)

    def segment(self, number: int) -> Segment:
        """The segment that holds a document."""
        return self._segments[bisect_right(self._segments, number, key=attrgetter("base")) - 1]

    def article_id(self, number: int) -> str:
        """The id of a document's article."""
        segment = self.segment(number)
        return segment.article_id(number - segment.base)

    def _time(self, number: int) -> tuple[int, int, int]:
        """When a document was published, and the numbers in its id."""
        segment = self.segment(number)
        names = ("instant", "trait.revision", "trait.number")
        instant, revision, last = (int(segment.arrays[n][number - segment.base]) for n in names)
        return instant, revision, last

    def number(self, article: str) -> int:
        """The live document of an article, or -1."""
        for segment in self._segments:
            doc = segment.document(article)
            if doc >= 0:
                return segment.base + doc
        return -1

    def every(self, article: str) -> list[int]:
        """Every document of an article, also the dead and the hidden."""
        return [s.base + doc for s in self._segments for doc in s.documents(article)]

    def numbers(self, articles: Sequence[str]) -> list[int]:
        """The live documents of some articles; raises `ArticleNotFoundError`."""
        numbers = list(map(self.number, articles))
        for article, number in zip(articles, numbers, strict=True):
            if number < 0:
                raise ArticleNotFoundError(article)
        return numbers

    def story(self, number: int, stories: Stories, oldest: Array) -> StoryIds:
        """The story of a document; `oldest` is the place of each when sorted by time."""
        versions = stories.members(number, VERSIONS)
        others = np.setdiff1d(stories.members(number, STORY), versions)
        copies = others[~stories.older[others]]

        def ids(docs: Array) -> tuple[str, ...]:
            # In orders the undated come last; of versions they are the first.
            ordered = sorted(docs.tolist(), key=lambda doc: (*self._time(doc), oldest[doc]))
            return tuple(map(self.article_id, ordered))

        return StoryIds(ids(versions), ids(copies))
