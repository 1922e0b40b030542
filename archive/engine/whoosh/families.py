"""What an article's story is called, and which of its versions each article is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.stories import Stories


class Families:
    """Of each document of the whole that is shown; made when it is first asked for.

    `hidden` are documents that readers do not see, `oldest` is the place of each when sorted by
    time.
    """

    def __init__(
        self, segments: Sequence[Segment], stories: Stories, hidden: Array, oldest: Array
    ) -> None:
        self._segments = segments
        self._stories = stories
        self._hidden = hidden
        self._oldest = oldest

    def first(self, number: int) -> int:
        """The document that a document's story is called by: its earliest; itself if alone."""
        story = int(self._stories.story[number])
        return int(self._firsts[story]) if story else number

    def version(self, number: int) -> int:
        """Which of its versions a document is, from 1 on."""
        return int(self._versions[number])

    @cached_property
    def _firsts(self) -> Array:
        """The earliest document of each story, by its number."""
        story = self._stories.story
        docs = np.flatnonzero((story > 0) & ~self._hidden)
        docs = docs[np.argsort(self._oldest[docs])]
        numbers, at = np.unique(story[docs], return_index=True)
        firsts = np.zeros(int(story.max(initial=0)) + 1, np.int64)
        firsts[numbers] = docs[at]
        return firsts

    @cached_property
    def _versions(self) -> Array:
        """Which version each document is: the undated first, then by time."""
        of_version = self._stories.versions
        docs = np.flatnonzero((of_version > 0) & ~self._hidden)
        instant, revision, last = (
            np.concatenate([np.zeros(0, np.int64), *(s.arrays[name] for s in self._segments)])[docs]
            for name in ("instant", "trait.revision", "trait.number")
        )
        groups = of_version[docs]
        order = np.lexsort((self._oldest[docs], last, revision, instant, groups))
        begins = np.flatnonzero(np.diff(groups[order], prepend=-1))
        lengths = np.diff(begins, append=len(docs))
        versions = np.ones(len(of_version), np.uint32)
        versions[docs[order]] = np.arange(len(docs)) - np.repeat(begins, lengths) + 1
        return versions
