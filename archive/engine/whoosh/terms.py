"""A table of terms: sorted byte strings, looked up in the mapped bytes without loading them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from archive.engine.whoosh.arrays import Array, width


def key_of(text: str) -> bytes:
    """The bytes of a text in a table.

    A lone surrogate, which UTF-8 cannot write and so no stored text has, gets bytes that none has.
    """
    return text.encode("utf-8", "surrogatepass")


class TermTable:
    """A sorted table of byte strings in two arrays: the bytes, and where each ends."""

    __slots__ = ("_blob", "_ends")

    def __init__(self, blob: Array, ends: Array) -> None:
        self._blob = memoryview(blob.data)
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._blob[self._ends[number] : self._ends[number + 1]])

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
