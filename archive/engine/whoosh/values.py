"""One facet of one segment: the values of documents, and the documents of values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array, Arrays
from archive.engine.whoosh.ragged import places_of
from archive.engine.whoosh.terms import TermTable, key_of

#: Below one in so many, documents' values are looked up one by one.
_FEW: Final = 4


class FacetField:
    """One facet of one segment."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.table = TermTable(arrays[f"{name}.terms"], arrays[f"{name}.ends"])
        self._starts = arrays[f"{name}.starts"].astype(np.int64)
        self._numbers = arrays[f"{name}.ords"]
        self._owners = arrays[f"{name}.owners"]
        self._posts = arrays[f"{name}.posts"]
        self._docs = arrays[f"{name}.docs"]

    @cached_property
    def _ords(self) -> Array:
        """The values of documents in the type that is counted: no count begins with a copy."""
        return self._numbers.astype(np.intp)

    def docs(self, value: str) -> Array:
        """The documents with this value, ascending."""
        number = self.table.find(key_of(value))
        if number < 0:
            return np.zeros(0, np.int64)
        return self._docs[self._posts[number] : self._posts[number + 1]].astype(np.int64)

    def values_of(self, doc: int) -> frozenset[str]:
        """The values of a document."""
        numbers = self._numbers[self._starts[doc] : self._starts[doc + 1]].tolist()
        return frozenset(self.table[number].decode("utf-8") for number in numbers)

    def empty(self) -> Array:
        """Which documents have no value, as truth values."""
        without: Array = np.diff(self._starts) == 0
        return without

    @property
    def documents(self) -> int:
        """How many documents the segment has."""
        return len(self._starts) - 1

    @cached_property
    def single(self) -> Array | None:
        """The value of each document, one above the last for none; None where some have more."""
        if np.diff(self._starts).max(initial=0) > 1:
            return None
        values = np.full(len(self._starts) - 1, len(self.table), np.intp)
        values[self._owners] = self._ords
        return values

    def counts(self, docs: Array) -> Array:
        """For each value, in how many of these documents it occurs."""
        size = len(self.table)
        if self.single is not None:
            return np.bincount(self.single[docs], minlength=size + 1)[:size]
        if len(docs) * _FEW > len(self._starts):
            mask = np.zeros(len(self._starts), bool)
            mask[docs] = True
            return np.bincount(self._ords[mask[self._owners]], minlength=size)
        return _gathered(self._starts, self._ords, docs, size)

    def pairs(self) -> tuple[Array, Array]:
        """Every document with each of its values: documents ascending, and numbers of values."""
        return self._owners, self._ords

    def some(self, docs: Array) -> tuple[Array, Array]:
        """How many values some documents have, and the numbers of these, document by document."""
        lengths, places = places_of(self._starts, docs)
        return lengths, self._numbers[places]


def _gathered(starts: Array, ords: Array, docs: Array, size: int) -> Array:
    """How often each of `size` numbers stands in `ords[starts[d]:starts[d + 1]]` of all `docs`."""
    _, places = places_of(starts, docs)
    return np.bincount(ords[places], minlength=size)


class JointFields:
    """Several facets of one segment, counted in one pass where documents are few."""

    def __init__(self, fields: Sequence[FacetField]) -> None:
        self._fields = fields
        self._bases = np.cumsum([0, *(len(field.table) for field in fields)]).tolist()
        pairs = [field.pairs() for field in fields]
        owners = np.concatenate([owners for owners, _ in pairs])
        shifted = [ords + base for (_, ords), base in zip(pairs, self._bases, strict=False)]
        self._ords = np.concatenate(shifted)[np.argsort(owners, kind="stable")]
        self._starts = np.zeros(fields[0].documents + 1, np.int64)
        np.cumsum(np.bincount(owners, minlength=fields[0].documents), out=self._starts[1:])

    def counts(self, docs: Array) -> list[Array]:
        """For each facet, in how many of these documents each value occurs."""
        if len(docs) * _FEW > len(self._starts):
            return [field.counts(docs) for field in self._fields]
        counts = _gathered(self._starts, self._ords, docs, self._bases[-1])
        return [counts[first:last] for first, last in pairwise(self._bases)]
