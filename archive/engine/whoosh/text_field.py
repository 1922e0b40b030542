"""Reading: one text field of one segment as terms, postings and positions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array, Arrays
from archive.engine.whoosh.dead import DeadTerms
from archive.engine.whoosh.narrow import Halves, Narrow
from archive.engine.whoosh.terms import TermTable, key_of

#: Terms of one field whose numbers are remembered.
_REMEMBERED: Final = 10_000

#: So many terms are found together in the time of as many one by one: 0.3 ms for 64 either way, 1.0
#: instead of 3.5 for 512.
_MANY: Final = 64

#: Fewer documents than one for so many of a term are looked up among these.
_LOOK_UP: Final = 32

#: Of a smaller share of a term's documents the frequencies are read one by one.
_FEW: Final = 16


class TextField:
    """One text field of one segment; its arrays are looked at when first needed.

    Postings and positions are those of all documents; what is counted are the live ones.
    """

    def __init__(self, arrays: Arrays, name: str, dead: DeadTerms | None = None) -> None:
        self._arrays = arrays
        self._name = name
        self._dead = dead
        self._docs = arrays.checked(f"{name}.docs")
        # One question asks for the same few terms many times.
        self._found: dict[str, int] = {}

    @cached_property
    def table(self) -> TermTable:
        """The terms in byte order."""
        return TermTable(self._arrays[f"{self._name}.terms"], self._arrays[f"{self._name}.ends"])

    @cached_property
    def _posts(self) -> Array:
        return self._arrays[f"{self._name}.posts"]

    @cached_property
    def _tf(self) -> Halves:
        return Halves(self._arrays, f"{self._name}.tf", len(self._docs))

    @cached_property
    def _pos(self) -> Narrow:
        return Narrow(self._arrays, f"{self._name}.pos")

    @cached_property
    def _first(self) -> Array:
        return self._arrays[f"{self._name}.first"]

    @cached_property
    def lengths(self) -> Array | None:
        """The quantised length of each document, as its place in `LENGTHS`, where it is kept."""
        return self._arrays.get(f"{self._name}.length")

    @cached_property
    def total(self) -> Array | None:
        """The sum of all lengths and the number of documents with tokens, where they are kept."""
        total = self._arrays.get(f"{self._name}.total")
        return total if total is None or self._dead is None else total - self._dead.total

    def find(self, term: str) -> int:
        """The number of a term, or -1."""
        number = self._found.get(term)
        if number is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            number = self._found[term] = self.table.find(key_of(term))
        return number

    def learn(self, terms: Iterable[str]) -> None:
        """Look up many terms that are to be found at once."""
        new = [term for term in terms if term not in self._found]
        if len(new) < _MANY:
            return  # alone each is found sooner
        if len(self._found) + len(new) > _REMEMBERED:
            self._found.clear()
        numbers = self.table.find_all([key_of(term) for term in new])
        self._found.update(zip(new, numbers, strict=True))

    def frequency(self, number: int) -> int:
        """In how many documents a term occurs; 0 for -1."""
        if number < 0:
            return 0
        posted = int(self._posts[number + 1] - self._posts[number])
        return posted if self._dead is None else posted - self._dead.count(number)

    def frequency_of(self, term: str) -> int:
        """In how many documents a term occurs."""
        return self.frequency(self.find(term))

    def held(self, numbers: range, limit: int) -> Iterator[int]:
        """The first of neighbouring terms that occur in some document, `limit` at most."""
        if self._dead is None:
            return iter(numbers[:limit])
        return islice((number for number in numbers if self.frequency(number)), limit)

    def docs(self, number: int) -> Array:
        """The documents of a term, ascending; none for -1."""
        if number < 0:
            return np.zeros(0, np.int64)
        return self.docs_of(range(number, number + 1))

    def docs_among(self, number: int, within: Array | None) -> Array:
        """The same, or those of `within` (ascending) alone where these are few."""
        if within is None or number < 0:
            return self.docs(number)
        start, stop = int(self._posts[number]), int(self._posts[number + 1])
        if len(within) * _LOOK_UP > stop - start:
            return self.docs(number)
        if start == stop:
            return within[:0]
        return within[self.held_among(np.array([start]), np.array([stop]), within)[0]]

    def docs_of(self, numbers: range) -> Array:
        """The documents of neighbouring terms, term after term."""
        docs = self._docs[self._posts[numbers.start] : self._posts[numbers.stop]]
        return docs.astype(np.int64)

    def frequencies(self, numbers: range) -> Array:
        """In how many documents each of neighbouring terms occurs."""
        posted = np.diff(self._posts[numbers.start : numbers.stop + 1].astype(np.int64))
        if self._dead is not None:
            self._dead.take_from(posted, numbers)
        return posted

    def frequencies_within(self, mask: Array) -> Array:
        """In how many documents of a mask each term occurs."""
        held = np.zeros(len(self._docs) + 1, np.uint32)
        np.cumsum(mask[self._docs[:]], out=held[1:])
        frequencies: Array = np.diff(held[self._posts[:]].astype(np.int64))
        return frequencies

    def postings(self, numbers: range) -> int:
        """How many postings neighbouring terms have."""
        return int(self._posts[numbers.stop] - self._posts[numbers.start])

    def occurrences(self, numbers: range) -> int:
        """How often neighbouring terms stand in all documents."""
        return int(self._first[numbers.stop] - self._first[numbers.start]) if numbers else 0

    def term_frequencies(self, number: int) -> Array:
        """How often a term occurs in each of its documents."""
        return self._tf[self._posts[number] : self._posts[number + 1]]

    def frequencies_at(self, number: int, places: Array) -> Array:
        """How often a term occurs in those of its documents that stand at some places."""
        start, stop = int(self._posts[number]), int(self._posts[number + 1])
        if len(places) * _FEW > stop - start:
            counts: Array = self._tf[start:stop][places]
            return counts
        return self._tf.take(places.astype(np.int64) + start)

    def extents(self, numbers: Array) -> tuple[Array, Array]:
        """Where the postings of each of some terms begin and end."""
        return self._posts[numbers].astype(np.int64), self._posts[numbers + 1].astype(np.int64)

    def postings_at(self, starts: Array, stops: Array) -> tuple[Array, Array]:
        """The postings of stretches, one behind another: documents and frequencies."""
        docs = np.concatenate(self._docs.stretches(starts.tolist(), stops.tolist()))
        return docs.astype(np.int64), self._tf.of_stretches(starts, stops)

    def held_among(
        self, starts: Array, stops: Array, docs: Array
    ) -> tuple[Array, Array, list[int]]:
        """Which of `docs` (ascending) stand in each of some stretches of postings, none empty.

        The places of these documents and of their postings, stretch after stretch, and how many
        stand in each.
        """
        # A key of another type would make numpy copy the postings.
        keys = docs.astype(self._docs.dtype)
        rows, places, counts = [], [], []
        first = starts.tolist()
        for start, posted in zip(first, self._docs.stretches(first, stops.tolist()), strict=True):
            at = posted.searchsorted(keys)
            held = (posted.take(at, mode="clip") == keys).nonzero()[0]
            rows.append(held)
            places.append(at[held] + start)
            counts.append(len(held))
        return np.concatenate(rows), np.concatenate(places), counts

    def frequencies_of(self, places: Array, starts: Array, stops: Array) -> Array:
        """The frequencies of postings at some places, which lie in some of these stretches."""
        return self._tf.of_places(places, starts, stops)

    def positions(self, number: int, within: Array) -> tuple[Array, Array]:
        """Positions of a term in the documents `within` (ascending, all of them hold the term).

        Two arrays of equal length: the place of the document in `within`, and the position.
        """
        counts = self.term_frequencies(number)
        first = int(self._first[number])
        if len(within) == len(counts):
            of_term = self._pos[first : int(self._first[number + 1])]
            return np.repeat(np.arange(len(within)), counts), of_term.astype(np.int64)
        posted = self._docs[self._posts[number] : self._posts[number + 1]]
        # A key of another type would make numpy copy the postings.
        at = posted.searchsorted(within.astype(posted.dtype))
        some = counts[at].astype(np.int64)
        # How far the positions of each document lie behind their places in what is taken.
        before = np.cumsum(counts, dtype=np.int64)[at] - some.cumsum()
        owners = np.repeat(np.arange(len(within)), some)
        places = np.arange(first, first + len(owners)) + before[owners]
        return owners, self._pos.take(places).astype(np.int64)

    def all_positions(self, numbers: range) -> tuple[Array, Array]:
        """Documents and positions of every occurrence of neighbouring terms, term after term."""
        posts = slice(self._posts[numbers.start], self._posts[numbers.stop])
        counts = self._tf[posts].astype(np.int64)
        first = int(self._first[numbers.start]) if len(numbers) else 0
        owners = np.repeat(self.docs_of(numbers), counts)
        return owners, self._pos[first : first + len(owners)].astype(np.int64)

    def term_at(self, numbers: range, occurrences: Array) -> Array:
        """The terms of some of the occurrences that `all_positions` gives, by number."""
        first = self._first[numbers.start : numbers.stop].astype(np.int64)
        return numbers.start + np.searchsorted(first - first[:1], occurrences, side="right") - 1
