"""Which articles are versions and copies of each other: a file for all segments.

Every commit writes it anew, as it follows from all live documents together. Of each document of
the whole it keeps, in arrays:

- `story` and `versions`: numbers from 1 on that the documents of one story, and the versions of one
  article, have in common; 0 for what stands alone.
- `older`: 1 where a newer version is there.
- `changed`: what changed in it since its first version, a bit for each of `CHANGES`.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array, Arrays
from archive.errors import DamagedIndexError
from archive.model.fields import STORY
from archive.model.result import StoryCounts

STORIES_FILE: Final = "stories.arrays"

_ARRAYS: Final = ("story", "versions", "older", "changed")


class Stories:
    """The groups of the documents of a generation.

    `hidden` are documents that are in no group, and `older` says which have a newer version then;
    None where nothing is hidden.
    """

    def __init__(
        self, arrays: Arrays, hidden: Array | None = None, older: Array | None = None
    ) -> None:
        self._arrays = arrays
        self._hidden = hidden
        self._older = older

    def without(self, hidden: Array, older: Array) -> Stories:
        """The same with some documents hidden."""
        return Stories(self._arrays, hidden, older)

    @cached_property
    def story(self) -> Array:
        """The story of each document, 0 for none."""
        return self._arrays["story"]

    @cached_property
    def versions(self) -> Array:
        """The number that the versions of each document have in common, 0 for none."""
        return self._arrays["versions"]

    @cached_property
    def older(self) -> Array:
        """Which documents have a newer version, as truth values."""
        return self._arrays["older"].view(bool) if self._older is None else self._older

    @cached_property
    def changed(self) -> Array:
        """What changed in each document since its first version, in bits."""
        bits = self._arrays["changed"]
        # What is said beside nothing but hidden versions did not change for anyone.
        return bits if self._hidden is None else bits * (self.counts[self.versions] > 1)

    @cached_property
    def counts(self) -> Array:
        """How many versions there are of each number, itself among them; 1 of 0."""
        shown = self.versions if self._hidden is None else self.versions[~self._hidden]
        counts = np.bincount(shown, minlength=int(self.versions.max(initial=0)) + 1)
        counts[:1] = 1
        return counts

    def told(self, days: Array) -> StoryCounts:
        """How many versions and copies there are; `days` are the days of all documents."""
        older = self.older if self._hidden is None else self.older & ~self._hidden
        several = (self.story > 0) & ~older
        if self._hidden is not None:
            several &= ~self._hidden
        story, day = self.story[several], days[several].astype(np.int64)
        of_days = np.unique(np.stack([story.astype(np.int64), day]), axis=1)[0]
        _, count = np.unique(of_days, return_counts=True)
        return StoryCounts(
            int(np.count_nonzero(older)),
            int(len(story) - len(np.unique(story))),
            int(np.count_nonzero(count > 1)),
        )

    def by(self, collapse: str) -> Array:
        """The number that the documents have in common which fold into one, 0 for none.

        `collapse` is `STORY` or `VERSIONS`.
        """
        return self.story if collapse == STORY else self.versions

    def members(self, number: int, collapse: str) -> Array:
        """The documents that would fold with one, itself among them."""
        numbers = self.by(collapse)
        if not numbers[number]:
            return np.array([number])
        same = numbers == numbers[number]
        return np.flatnonzero(same if self._hidden is None else same & ~self._hidden)


def open_stories(folder: Path, size: int) -> Stories:
    """Map what `write_stories` wrote; raises `DamagedIndexError`."""
    path = folder / STORIES_FILE
    arrays = Arrays(path)
    if any(name not in arrays or arrays.length(name) != size for name in _ARRAYS):
        raise DamagedIndexError(f"{path} does not hold {size} documents.", file=path)
    return Stories(arrays)
