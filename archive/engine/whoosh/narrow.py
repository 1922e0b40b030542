"""Numbers kept in little room: most are small, and the few large ones are kept separately.

`name` has every number cut to its low bits; `name.at` the places of those cut short, ascending, and
`name.whole` these numbers as they are.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from archive.engine.whoosh.arrays import Array, Arrays, ArraysWriter, Checked, width


class NarrowSpool:
    """Gathers numbers; `finish` follows when the file's spools are settled."""

    def __init__(self, out: ArraysWriter, name: str, dtype: npt.DTypeLike, most: int) -> None:
        self._out = out
        self._name = name
        self._spool = out.spool(name, dtype, halves=most < 1 << 4)
        self._most = most
        self._at: list[Array] = []
        self._whole: list[Array] = []

    def append(self, array: Array) -> None:
        """Add to the end."""
        over = np.flatnonzero(array > self._most)
        if len(over):
            self._at.append(over + self._spool.length)
            self._whole.append(array[over])
        self._spool.append(array & array.dtype.type(self._most))

    def finish(self) -> None:
        """Write what is kept separately."""
        if self._at:
            at, whole = np.concatenate(self._at), np.concatenate(self._whole)
            self._out.add(f"{self._name}.at", at.astype(width(int(at[-1]))))
            self._out.add(f"{self._name}.whole", whole.astype(np.uint32))


def frequencies(out: ArraysWriter, field: str) -> NarrowSpool:
    """A spool for the term frequencies of a field: half a byte each."""
    return NarrowSpool(out, f"{field}.tf", np.uint8, 15)


def positions(out: ArraysWriter, field: str) -> NarrowSpool:
    """A spool for the positions of a field: two bytes each."""
    return NarrowSpool(out, f"{field}.pos", np.uint16, (1 << 16) - 1)


class Narrow(Checked):
    """What a `NarrowSpool` wrote, read in stretches.

    A stretch has the narrow type where that says it all, else one that holds all its numbers.
    """

    __slots__ = ("_at", "_whole")

    def __init__(self, file: Arrays, name: str) -> None:
        super().__init__(file, *file.place(name))
        kept_apart = f"{name}.at" in file
        self._at: Array = file[f"{name}.at"] if kept_apart else np.zeros(0, np.uint32)
        self._whole: Array = file[f"{name}.whole"] if kept_apart else np.zeros(0, np.uint32)

    def __getitem__(self, stretch: slice) -> Array:
        """See `Checked`."""
        start, stop = stretch.start, stretch.stop
        values = self._low(start, stop)
        if not len(self._at):
            return values
        first, last = self._large(np.array([start, stop])).tolist()
        if first < last:
            whole = self._whole[first:last]
            values = values.astype(np.result_type(values, np.min_scalar_type(whole.max())))
            values[self._at[first:last].astype(np.int64) - start] = whole
        return values

    def take(self, places: Array) -> Array:
        """The numbers at some places, ascending; the type is as of a stretch.

        A few of a long stretch that holds a large number are read much faster so.
        """
        if not len(places):
            return np.zeros(0, np.uint8)
        values = self._low_at(places)
        first, last = self._large(np.array([int(places[0]), int(places[-1]) + 1])).tolist()
        if first == last:
            return values
        large = self._at[first:last].astype(np.int64)
        at = places.searchsorted(large)
        wanted = places[at] == large
        if wanted.any():
            whole = self._whole[first:last][wanted]
            values = values.astype(np.result_type(values, np.min_scalar_type(whole.max())))
            values[at[wanted]] = whole
        return values

    def _large(self, places: Array) -> Array:
        """How many of the numbers kept apart stand before each of some places."""
        # A key of another type would make numpy copy the array.
        return self._at.searchsorted(places.astype(self._at.dtype))

    def _low(self, start: int, stop: int) -> Array:
        return super().__getitem__(slice(start, stop))

    def _low_at(self, places: Array) -> Array:
        first = int(places[0])
        values: Array = self._low(first, int(places[-1]) + 1)[places - first]
        return values


class Halves(Narrow):
    """The same for numbers of half a byte; `length` is how many there are."""

    __slots__ = ("_length",)

    def __init__(self, file: Arrays, name: str, length: int) -> None:
        super().__init__(file, name)
        self._length = length

    def __len__(self) -> int:
        return self._length

    def _low(self, start: int, stop: int) -> Array:
        pairs = super()._low(start >> 1, (stop + 1) >> 1)
        values = np.empty(2 * len(pairs), np.uint8)
        values[0::2] = pairs & 15
        values[1::2] = pairs >> 4
        return values[start & 1 : (start & 1) + stop - start]

    def _low_at(self, places: Array) -> Array:
        first, last = int(places[0]) >> 1, (int(places[-1]) >> 1) + 1
        pairs = super()._low(first, last)[(places >> 1) - first]
        values: Array = np.where(places & 1, pairs >> 4, pairs & 15)
        return values

    def of_stretches(self, starts: Array, stops: Array) -> Array:
        """The numbers of several stretches, one behind another; the type is as of a stretch."""
        first, behind = starts >> 1, (stops + 1) >> 1
        pairs = np.concatenate(self.stretches(first.tolist(), behind.tolist()))
        halves = np.empty(2 * len(pairs), np.uint8)
        halves[0::2] = pairs & 15
        halves[1::2] = pairs >> 4
        counts = stops - starts
        # How far each stretch lies in what was read behind its place in what is given.
        shifts = 2 * (np.cumsum(behind - first) - (behind - first)) + (starts & 1)
        offsets = counts.cumsum() - counts
        values: Array = halves[np.repeat(shifts - offsets, counts) + np.arange(counts.sum())]
        large, beyond = self._large(starts), self._large(stops)
        for number in np.flatnonzero(large < beyond).tolist():
            kept = slice(int(large[number]), int(beyond[number]))
            whole = self._whole[kept]
            values = values.astype(
                np.result_type(values, np.min_scalar_type(whole.max())), copy=False
            )
            shift = int(offsets[number] - starts[number])
            values[self._at[kept].astype(np.int64) + shift] = whole
        return values

    def of_places(self, places: Array, starts: Array, stops: Array) -> Array:
        """The numbers at some places, in any order, all of them in some of these stretches."""
        # All are compared with their checksums.
        self.stretches((starts >> 1).tolist(), ((stops + 1) >> 1).tolist())
        pairs = self._array[places >> 1]
        values: Array = np.where(places & 1, pairs >> 4, pairs & 15)
        if not len(self._at) or not len(places):
            return values
        at = np.minimum(self._large(places), len(self._at) - 1)
        large = np.flatnonzero(self._at[at] == places)
        if len(large):
            whole = self._whole[at[large]]
            values = values.astype(np.result_type(values, np.min_scalar_type(whole.max())))
            values[large] = whole
        return values
