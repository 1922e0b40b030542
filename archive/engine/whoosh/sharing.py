"""Which passages stand in several stories: a file for all segments, which every commit writes.

Its arrays: `keys` of these passages, ascending; `docs[starts[n]:starts[n + 1]]` are the documents
of the whole that have the n-th, ascending.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array, Arrays, width, write_arrays
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.stories import Stories
from archive.errors import DamagedIndexError

PASSAGES_FILE: Final = "passages.arrays"

#: A passage of more articles is furniture: who reads one learns nothing from the others.
_MOST: Final = 200

_ARRAYS: Final = ("keys", "starts", "docs")


def write_passages(folder: Path, segments: Sequence[Segment], stories: Stories) -> None:
    """Write the passages that stand in articles of several stories."""
    keys, docs = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    for segment in segments:
        lengths: Array = np.diff(segment.arrays["trait.passages.starts"].astype(np.int64))
        owners = np.repeat(np.arange(segment.size), lengths)
        live = segment.lives[owners]
        keys.append(segment.arrays["trait.passages"][live])
        docs.append(owners[live] + segment.base)
    every, owners = np.concatenate(keys), np.concatenate(docs)
    order = np.lexsort((owners, every))
    every, owners = every[order], owners[order]
    # One article may say it twice.
    new = np.ones(len(every), bool)
    new[1:] = (every[1:] != every[:-1]) | (owners[1:] != owners[:-1])
    every, owners = every[new], owners[new]
    distinct, counts = np.unique(every, return_counts=True)
    wanted = (_stories_of(every, owners, stories) > 1) & (counts <= _MOST)
    starts = np.zeros(int(wanted.sum()) + 1, width(int(counts[wanted].sum())))
    np.cumsum(counts[wanted], out=starts[1:])
    arrays = {"keys": distinct[wanted], "starts": starts}
    arrays["docs"] = owners[np.repeat(wanted, counts)].astype(np.uint32)
    write_arrays(folder / PASSAGES_FILE, arrays)


def _stories_of(keys: Array, docs: Array, stories: Stories) -> Array:
    """In how many stories each different key stands; keys ascend."""
    story = stories.story[docs].astype(np.int64)
    story[story == 0] = -1 - docs[story == 0]
    order = np.lexsort((story, keys))
    ordered, of_key = story[order], keys[order]
    first = np.ones(len(keys), bool)
    first[1:] = (of_key[1:] != of_key[:-1]) | (ordered[1:] != ordered[:-1])
    counted: Array = np.unique(of_key[first], return_counts=True)[1]
    return counted


class SharedPassages:
    """The passages that stand in several stories."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays

    def docs(self, key: int) -> Array:
        """The documents that have a passage; none where only one story has it."""
        keys = self._arrays["keys"]
        place = int(np.searchsorted(keys, np.uint64(key)))
        if place == len(keys) or int(keys[place]) != key:
            return np.zeros(0, np.int64)
        starts = self._arrays["starts"]
        docs: Array = self._arrays["docs"][int(starts[place]) : int(starts[place + 1])]
        return docs.astype(np.int64)


def open_passages(folder: Path) -> SharedPassages:
    """Map what `write_passages` wrote; raises `DamagedIndexError`."""
    path = folder / PASSAGES_FILE
    arrays = Arrays(path)
    whole = all(name in arrays for name in _ARRAYS)
    if not whole or arrays.length("starts") != arrays.length("keys") + 1:
        raise DamagedIndexError(f"{path} is not whole.", file=path)
    return SharedPassages(arrays)
