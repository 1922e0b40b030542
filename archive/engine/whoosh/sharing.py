"""Which passages stand in several stories: a file for all segments, which every commit writes.

Its arrays: `keys` of these passages, ascending; `docs[starts[n]:starts[n + 1]]` are the documents
of the whole that have the n-th, ascending.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array, Arrays, write_arrays
from archive.engine.whoosh.ragged import places_of, starts_of
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.stories import Stories
from archive.errors import DamagedIndexError

PASSAGES_FILE: Final = "passages.arrays"

#: A passage of more articles is furniture: who reads one learns nothing from the others.
_MOST: Final = 200

#: Passages that are looked at together.
_AT_ONCE: Final = 500_000

_ARRAYS: Final = ("keys", "starts", "docs")


def write_passages(folder: Path, segments: Sequence[Segment], stories: Stories) -> None:
    """Write the passages that stand in articles of several stories."""
    total = sum(segment.arrays.length("trait.passages") for segment in segments)
    passes = 1 + total // _AT_ONCE
    parts = [_shared_part(segments, stories, number, passes) for number in range(passes)]
    keys, counts, docs = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.argsort(keys)
    lengths, places = places_of(starts_of(counts), order)
    arrays = {"keys": keys[order], "starts": starts_of(lengths), "docs": docs[places]}
    write_arrays(folder / PASSAGES_FILE, arrays)


def _shared_part(
    segments: Sequence[Segment], stories: Stories, number: int, passes: int
) -> tuple[Array, Array, Array]:
    """Those of the keys that leave `number` when divided by `passes`: how many documents, which."""
    keys, docs = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint32)]
    for segment in segments:
        passages = segment.arrays["trait.passages"]
        chosen = np.flatnonzero(passages % np.uint64(passes) == number)
        starts = segment.arrays["trait.passages.starts"]
        owners = np.searchsorted(starts, chosen, side="right") - 1
        live = segment.lives[owners]
        keys.append(passages[chosen[live]])
        docs.append((owners[live] + segment.base).astype(np.uint32))
    every, owners = np.concatenate(keys), np.concatenate(docs)
    order = np.lexsort((owners, every))
    every, owners = every[order], owners[order]
    # One article may say it twice.
    new = np.ones(len(every), bool)
    new[1:] = (every[1:] != every[:-1]) | (owners[1:] != owners[:-1])
    every, owners = every[new], owners[new]
    distinct, counts = np.unique(every, return_counts=True)
    wanted = (_stories_of(every, owners, stories) > 1) & (counts <= _MOST)
    return distinct[wanted], counts[wanted], owners[np.repeat(wanted, counts)]


def _stories_of(keys: Array, docs: Array, stories: Stories) -> Array:
    """In how many stories each different key stands; keys ascend."""
    story = stories.story[docs].astype(np.int64)
    story[story == 0] = -1 - docs[story == 0].astype(np.int64)
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
