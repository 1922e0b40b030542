"""One facet of one segment: the values of documents, and the documents of values."""

from __future__ import annotations

from functools import cached_property
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array, Arrays
from archive.engine.whoosh.terms import TermTable

#: Below one in so many, documents' values are looked up one by one.
_FEW: Final = 4


class FacetField:
    """One facet of one segment."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.table = TermTable(arrays[f"{name}.terms"], arrays[f"{name}.ends"])
        self._starts = arrays[f"{name}.starts"].astype(np.int64)
        # In the type that is counted, or each count would begin with a copy.
        self._ords = arrays[f"{name}.ords"].astype(np.intp)
        self._owners = arrays[f"{name}.owners"]
        self._posts = arrays[f"{name}.posts"]
        self._docs = arrays[f"{name}.docs"]

    def docs(self, value: str) -> Array:
        """The documents with this value, ascending."""
        number = self.table.find(value.encode("utf-8"))
        if number < 0:
            return self._docs[:0]
        return self._docs[self._posts[number] : self._posts[number + 1]]

    @property
    def documents(self) -> int:
        """How many documents the segment has."""
        return len(self._starts) - 1

    @cached_property
    def _single(self) -> Array | None:
        """The value of each document, one above the last for none; None where some have more."""
        if np.diff(self._starts).max(initial=0) > 1:
            return None
        values = np.full(len(self._starts) - 1, len(self.table), np.intp)
        values[self._owners] = self._ords
        return values

    def counts(self, docs: Array) -> Array:
        """For each value, in how many of these documents it occurs."""
        size = len(self.table)
        if self._single is not None:
            return np.bincount(self._single[docs], minlength=size + 1)[:size]
        if len(docs) * _FEW > len(self._starts):
            mask = np.zeros(len(self._starts), bool)
            mask[docs] = True
            return np.bincount(self._ords[mask[self._owners]], minlength=size)
        starts = self._starts[docs]
        some = self._starts[docs + 1] - starts
        shifts = np.repeat(starts - (np.cumsum(some) - some), some)
        return np.bincount(self._ords[shifts + np.arange(len(shifts))], minlength=size)
