"""Documents of a generation that are dead: removed or replaced, but still in their segments.

One file for all segments, written anew by every commit, and only where some document is dead. It
keeps of each segment with dead documents, whose name stands before these:

- `.dead`: a bit for each document, the first in the highest bit of a byte.
- `.FIELD.terms`, `.FIELD.counts`: the terms of a text field that dead documents hold, by number and
  ascending, and how many dead documents hold each.
- `.FIELD.total`: what the dead take away from the segment's `FIELD.total`, where it has one.

So statistics count live documents only, without looking at any.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from archive.engine.generation import Manifest
from archive.engine.whoosh.arrays import Array, Arrays
from archive.errors import DamagedIndexError

DEAD_FILE: Final = "dead.arrays"


class NamedArrays(Protocol):
    """Arrays by name, of a file or in memory."""

    def __getitem__(self, name: str, /) -> Array: ...


class DeadTerms:
    """What the dead documents of a segment take away from one text field."""

    def __init__(self, arrays: NamedArrays, name: str) -> None:
        self._arrays = arrays
        self._name = name

    @cached_property
    def _terms(self) -> Array:
        return self._arrays[f"{self._name}.terms"]

    @cached_property
    def _counts(self) -> Array:
        return self._arrays[f"{self._name}.counts"]

    @cached_property
    def total(self) -> Array:
        """The sum of their lengths, and how many of them have tokens."""
        return self._arrays[f"{self._name}.total"]

    def count(self, number: int) -> int:
        """How many dead documents hold a term."""
        # A key of another type would make numpy copy the array.
        place = int(np.searchsorted(self._terms, np.uint32(number)))
        held = place < len(self._terms) and self._terms[place] == number
        return int(self._counts[place]) if held else 0

    def take_from(self, counts: Array, numbers: range) -> None:
        """Subtract from the counts of neighbouring terms what dead documents add to each."""
        first, last = np.searchsorted(self._terms, np.array([numbers.start, numbers.stop], "u4"))
        places = self._terms[first:last].astype(np.int64) - numbers.start
        counts[places] -= self._counts[first:last]


class Dead:
    """The dead documents of one segment, of which there are some."""

    def __init__(self, arrays: NamedArrays, name: str, size: int) -> None:
        self._arrays = arrays
        self._name = name
        bits = arrays[f"{name}.dead"]
        #: Which documents live, as truth values.
        self.live = np.unpackbits(bits, count=size) == 0

    def terms(self, field: str) -> DeadTerms:
        """What they take away from a text field."""
        return DeadTerms(self._arrays, f"{self._name}.{field}")


def open_dead(folder: Path, manifest: Manifest) -> Arrays | None:
    """Map what tells of dead documents; None where all live. Raises `DamagedIndexError`."""
    return Arrays(folder / DEAD_FILE) if DEAD_FILE in manifest.files else None


def dead_of(arrays: Arrays | None, name: str, size: int) -> Dead | None:
    """The dead documents of the segment of this name and size; None where all live."""
    if arrays is None or f"{name}.dead" not in arrays:
        return None
    if arrays.length(f"{name}.dead") != -(-size // 8):
        raise DamagedIndexError(
            f"{arrays.path} does not hold a bit for each of {size} documents.", file=arrays.path
        )
    return Dead(arrays, name, size)
