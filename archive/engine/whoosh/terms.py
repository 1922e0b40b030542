"""A table of terms: sorted byte strings, looked up in the mapped bytes without loading them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array, width

#: Bytes of entries that are compared at once.
_HEAD: Final = 8


def key_of(text: str) -> bytes:
    """The bytes of a text in a table.

    A lone surrogate, which UTF-8 cannot write and so no stored text has, gets bytes that none has.
    """
    return text.encode("utf-8", "surrogatepass")


class TermTable:
    """A sorted table of byte strings in two arrays: the bytes, and where each ends."""

    __slots__ = ("_blob", "_bytes", "_ends", "_places")

    def __init__(self, blob: Array, ends: Array) -> None:
        self._bytes = blob
        self._blob = memoryview(blob.data)
        self._ends = ends
        # A number at a time, which numpy gives in three times the time.
        self._places = memoryview(ends.data)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> bytes:
        return self._blob[self._places[number] : self._places[number + 1]].tobytes()

    def stretch(self, start: int, stop: int) -> list[bytes]:
        """The entries from `start` up to `stop`."""
        ends = self._ends[start : stop + 1].tolist()
        blob = bytes(self._blob[ends[0] : ends[-1]])
        places = [end - ends[0] for end in ends]
        return [blob[a:b] for a, b in pairwise(places)]

    def lower(self, key: bytes) -> int:
        """The number of the first entry that is not below `key`."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self[middle] < key:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, key: bytes) -> int:
        """The number of `key`, or -1."""
        number = self.lower(key)
        return number if number < len(self) and self[number] == key else -1

    def find_all(self, keys: Sequence[bytes]) -> list[int]:
        """The number of each key, or -1; many are found in the time of a few."""
        if not len(self) or not keys:
            return [-1] * len(keys)
        wanted = np.frombuffer(b"".join(key[:_HEAD].ljust(_HEAD, b"\0") for key in keys), ">u8")
        lowest = self._lowest(wanted.astype(np.uint64)).tolist()
        return [self._find_from(key, start) for key, start in zip(keys, lowest, strict=True)]

    def _find_from(self, key: bytes, start: int) -> int:
        """The number of a key that is not below `start`, where the first with its head stands."""
        if start >= len(self):
            return -1
        term = self[start]
        if term == key:
            return start
        # No byte is zero: of those with one head the shortest comes first.
        return self.find(key) if len(key) > _HEAD and term[:_HEAD] == key[:_HEAD] else -1

    def _lowest(self, wanted: Array) -> Array:
        """For each head the number of the first entry whose own is not below it."""
        low = np.zeros(len(wanted), np.int64)
        high = np.full(len(wanted), len(self), np.int64)
        while len(open_ := np.flatnonzero(low < high)):
            middle = (low[open_] + high[open_]) // 2
            below = self._heads(middle) < wanted[open_]
            low[open_[below]] = middle[below] + 1
            high[open_[~below]] = middle[~below]
        return low

    def _heads(self, numbers: Array) -> Array:
        """The first eight bytes of entries as numbers; zeros follow a shorter one."""
        starts, stops = self._ends[numbers].astype(np.int64), self._ends[numbers + 1]
        places = starts[:, None] + np.arange(_HEAD)
        inside = places < stops.astype(np.int64)[:, None]
        heads = np.where(inside, self._bytes[np.where(inside, places, 0)], 0).astype(np.uint8)
        numbers_of: Array = heads.view(">u8").ravel().astype(np.uint64)
        return numbers_of

    def prefixed(self, prefix: bytes) -> range:
        """The numbers of all entries that begin with `prefix`."""
        # No UTF-8 text holds the byte 0xFF, so this is above everything with the prefix.
        return range(self.lower(prefix), self.lower(prefix + b"\xff"))


def pack_terms(terms: list[bytes]) -> tuple[Array, Array]:
    """The two arrays of a `TermTable` of these byte strings, in their order."""
    blob = np.frombuffer(b"".join(terms), np.uint8)
    ends = np.zeros(len(terms) + 1, width(len(blob)))
    np.cumsum([len(term) for term in terms], out=ends[1:])
    return blob, ends
