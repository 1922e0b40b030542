"""Reading: the arrays of one segment as terms, postings, positions and facet values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from archive.engine.whoosh.arrays import Array, TermTable, read_arrays
from archive.errors import DamagedIndexError
from archive.model.fields import FACETS, TEXT_FIELDS


class TextField:
    """One text field of one segment."""

    def __init__(self, arrays: dict[str, Array], name: str) -> None:
        self.table = TermTable(arrays[f"{name}.terms"], arrays[f"{name}.ends"])
        self._posts = arrays[f"{name}.posts"]
        self._docs = arrays[f"{name}.docs"]
        self._tf = arrays.get(f"{name}.tf")
        self._pos = arrays.get(f"{name}.pos")
        self._first = arrays.get(f"{name}.first")
        self.lengths = arrays.get(f"{name}.length")
        self.total = arrays.get(f"{name}.total")

    def find(self, term: str) -> int:
        """The number of a term, or -1."""
        return self.table.find(term.encode("utf-8"))

    def frequency(self, number: int) -> int:
        """In how many documents a term occurs; 0 for -1."""
        return int(self._posts[number + 1] - self._posts[number]) if number >= 0 else 0

    def docs(self, number: int) -> Array:
        """The documents of a term, ascending; none for -1."""
        if number < 0:
            return self._docs[:0]
        return self._docs[self._posts[number] : self._posts[number + 1]]

    def docs_of(self, numbers: range) -> Array:
        """The documents of neighbouring terms, term after term."""
        return self._docs[self._posts[numbers.start] : self._posts[numbers.stop]]

    def term_frequencies(self, number: int) -> Array:
        """How often a term occurs in each of its documents."""
        assert self._tf is not None
        return self._tf[self._posts[number] : self._posts[number + 1]]

    def positions(self, number: int, within: Array) -> tuple[Array, Array]:
        """Positions of a term in the documents `within` (ascending, all of them hold the term).

        Two arrays of equal length: the place of the document in `within`, and the position.
        """
        assert self._pos is not None
        assert self._first is not None
        counts = self.term_frequencies(number).astype(np.int64)
        at = np.searchsorted(self.docs(number), within)
        starts = (np.cumsum(counts) - counts)[at] + int(self._first[number])
        some = counts[at]
        owners = np.repeat(np.arange(len(within)), some)
        offsets = np.arange(len(owners)) - np.repeat(np.cumsum(some) - some, some)
        return owners, self._pos[np.repeat(starts, some) + offsets].astype(np.int64)

    def all_positions(self, numbers: range) -> tuple[Array, Array]:
        """Documents and positions of every occurrence of neighbouring terms, term after term."""
        assert self._tf is not None
        assert self._pos is not None
        assert self._first is not None
        posts = slice(self._posts[numbers.start], self._posts[numbers.stop])
        counts = self._tf[posts].astype(np.int64)
        first = int(self._first[numbers.start]) if len(numbers) else 0
        owners = np.repeat(self._docs[posts], counts)
        return owners, self._pos[first : first + len(owners)].astype(np.int64)

    def all_terms(self, numbers: range) -> Array:
        """The term of each occurrence that `all_positions` gives, by number."""
        assert self._first is not None
        first = self._first[numbers.start : numbers.stop + 1].astype(np.int64)
        return np.repeat(np.arange(numbers.start, numbers.stop), first[1:] - first[:-1])


class FacetField:
    """One facet of one segment."""

    def __init__(self, arrays: dict[str, Array], name: str) -> None:
        self.table = TermTable(arrays[f"{name}.terms"], arrays[f"{name}.ends"])
        self._starts = arrays[f"{name}.starts"]
        self._ords = arrays[f"{name}.ords"]
        self._owners = arrays[f"{name}.owners"]
        self._posts = arrays[f"{name}.posts"]
        self._docs = arrays[f"{name}.docs"]

    def docs(self, value: str) -> Array:
        """The documents with this value, ascending."""
        number = self.table.find(value.encode("utf-8"))
        if number < 0:
            return self._docs[:0]
        return self._docs[self._posts[number] : self._posts[number + 1]]

    def counts(self, mask: Array) -> Array:
        """For each value, in how many of the masked documents it occurs."""
        return np.bincount(self._ords[mask[self._owners]], minlength=len(self.table))


@dataclass(frozen=True)
class Segment:
    """A part of a generation's index: documents 0 to `size` - 1, at `base` in the whole."""

    base: int
    size: int
    arrays: dict[str, Array]

    @cached_property
    def texts(self) -> dict[str, TextField]:
        """The text fields by name."""
        return {name: TextField(self.arrays, name) for name in TEXT_FIELDS}

    @cached_property
    def facets(self) -> dict[str, FacetField]:
        """The facets by name."""
        return {name: FacetField(self.arrays, name) for name in FACETS}

    @cached_property
    def ids(self) -> TermTable:
        """Article ids in byte order; `id.docs` holds their documents."""
        return TermTable(self.arrays["id.terms"], self.arrays["id.ends"])

    @property
    def days(self) -> Array:
        """Publication day of each document as an ordinal, 0 where unknown."""
        return self.arrays["day"]

    @property
    def instants(self) -> Array:
        """Publication instant of each document, `NO_INSTANT` where unknown."""
        return self.arrays["instant"]

    def document(self, article: str) -> int:
        """The document with this id, or -1."""
        number = self.ids.find(article.encode("utf-8"))
        return int(self.arrays["id.docs"][number]) if number >= 0 else -1


def open_segment(path: Path, base: int, size: int) -> Segment:
    """Map the arrays of one segment; raises `DamagedIndexError` if they do not fit together."""
    arrays = read_arrays(path)
    segment = Segment(base, size, arrays)
    try:
        whole = len(segment.days) == len(segment.instants) == len(segment.ids) == size
        complete = whole and bool(segment.texts) and bool(segment.facets)
    except KeyError as error:
        raise DamagedIndexError(f"{path} lacks {error}.") from error
    if not complete:
        raise DamagedIndexError(f"{path} does not hold {size} documents.")
    return segment
