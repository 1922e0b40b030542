"""Spellings near a word: Latin words by edits, Han runs with one other character."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.places import member
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.terms import key_of
from archive.engine.whoosh.text_field import TextField
from archive.engine.whoosh.vocabulary import Vocabulary
from archive.model.result import Similar, TermCount

_SHIFT: Final = 33


def similar(
    segments: Sequence[Segment],
    vocabulary: Vocabulary,
    asked: Similar,
    limit: int,
    *,
    hiding: bool = False,
) -> tuple[TermCount, ...]:
    """What is near a text, as `Searcher` says.

    `hiding`: the vocabulary counts articles that are hidden.
    """
    if asked.edits is None:
        return _similar_runs(segments, asked.field, asked.text, limit)
    near = list(vocabulary.near(asked.field, asked.text, asked.edits))
    if hiding:
        near = _counted(segments, asked.field, near)
    ordered = sorted(near, key=lambda entry: (entry[1], -entry[2], entry[0]))
    return tuple(TermCount(word, count) for word, _, count in ordered[:limit])


def _counted(
    segments: Sequence[Segment], field: str, near: Iterable[tuple[str, int, int]]
) -> list[tuple[str, int, int]]:
    """Words with their edits, and in how many articles each is that is shown; none in none."""
    fields = [segment.texts[field] for segment in segments]
    counted = (
        (word, edits, sum(each.frequency_of(word) for each in fields)) for word, edits, _ in near
    )
    return [entry for entry in counted if entry[2]]


def _occurrences(field: TextField, numbers: range) -> Array:
    """Every occurrence of neighbouring terms as document and position in one key."""
    owners, positions = field.all_positions(numbers)
    keys: Array = (owners.astype(np.int64) << _SHIFT) + positions
    return keys


def _both(left: Array, right: Array) -> Array:
    """What stands in both of two ascending arrays."""
    shorter, longer = (left, right) if len(left) < len(right) else (right, left)
    return shorter[member(shorter, longer)] if len(longer) else longer


class _Fixed:
    """Where a run may start by all its characters but one."""

    def __init__(self, field: TextField, run: str) -> None:
        self._field = field
        self._run = run
        self._pairs: dict[int, Array] = {}

    def starts(self, at: int) -> Array:
        """Document and position of each start, ascending, whatever stands at the place `at`.

        Some are there twice. The other character is not looked at: characters at neighbouring
        positions are one run.
        """
        last = len(self._run) - 1
        places = [place for place in range(last) if at not in (place, place + 1)]
        fixed = [self._pair(place) for place in places]
        if at == last - 1:
            fixed.append(self._last(fixed))
        return reduce(_both, sorted(fixed, key=len))

    def _pair(self, place: int) -> Array:
        """The starts that the bigram at a place allows."""
        if place not in self._pairs:
            pair = self._field.table.prefixed(key_of(self._run[place : place + 2]))
            self._pairs[place] = _occurrences(self._field, pair) - place
        return self._pairs[place]

    def _last(self, fixed: Sequence[Array]) -> Array:
        """The starts that the last character allows, which the one before says nothing of.

        It begins each of its bigrams, and stands by itself where a run ends.
        """
        last = len(self._run) - 1
        keys = _occurrences(self._field, self._field.table.prefixed(key_of(self._run[-1]))) - last
        if fixed:
            keys = keys[member(keys, fixed[0])] if len(fixed[0]) else fixed[0]
        keys.sort()
        return keys


def _with_other(
    segment: Segment, field: TextField, run: str, at: int, starts: Array
) -> Iterator[tuple[str, int]]:
    """Runs that start there and differ at one place, each with the number of its documents.

    The bigram that ends in the other character begins with the character before it, so all of those
    stand side by side in the table.
    """
    numbers = field.table.prefixed(key_of(run[at - 1]))
    owners, positions = field.all_positions(numbers)
    holding = np.zeros(segment.size, bool)
    holding[starts >> _SHIFT] = True
    hits = np.flatnonzero(holding[owners])
    docs = owners[hits].astype(np.int64)
    allowed = member((docs << _SHIFT) + positions[hits] - (at - 1), starts)
    docs, terms = docs[allowed], field.term_at(numbers, hits[allowed])
    # Terms ascend, and so do the documents of each.
    new = np.ones(len(terms), bool)
    new[1:] = (terms[1:] != terms[:-1]) | (docs[1:] != docs[:-1])
    for number, count in zip(*np.unique(terms[new], return_counts=True), strict=True):
        pair = field.table[number].decode("utf-8")
        if len(pair) == 2 and pair[1] != run[at]:
            yield run[:at] + pair[1] + run[at + 1 :], int(count)


def _similar_runs(
    segments: Sequence[Segment], field: str, run: str, limit: int
) -> tuple[TermCount, ...]:
    counts: Counter[str] = Counter()
    for segment in segments:
        text = segment.texts[field]
        fixed = _Fixed(text, run)
        for at in range(1, len(run)):
            starts = fixed.starts(at)
            if segment.dead is not None:
                starts = starts[segment.dead.live[starts >> _SHIFT]]
            if len(starts):
                for spelling, count in _with_other(segment, text, run, at, starts):
                    counts[spelling] += count
    ordered = sorted(counts, key=lambda spelling: (-counts[spelling], spelling))
    return tuple(TermCount(spelling, counts[spelling]) for spelling in ordered[:limit])
