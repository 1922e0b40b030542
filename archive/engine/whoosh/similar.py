"""Spellings near a word: Latin words by edits, Han runs with one other character."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.segment import Segment, TextField
from archive.engine.whoosh.terms import key_of
from archive.engine.whoosh.vocabulary import Vocabulary
from archive.model.result import Similar, TermCount

_SHIFT: Final = 33


def similar(
    segments: Sequence[Segment], vocabulary: Vocabulary, asked: Similar, limit: int
) -> tuple[TermCount, ...]:
    """What is near a text, as `Searcher` says."""
    if asked.edits is None:
        return _similar_runs(segments, asked.field, asked.text, limit)
    near = vocabulary.near(asked.field, asked.text, asked.edits)
    ordered = sorted(near, key=lambda entry: (entry[1], -entry[2], entry[0]))
    return tuple(TermCount(word, count) for word, _, count in ordered[:limit])


def _keys(field: TextField, numbers: range) -> tuple[Array, Array]:
    """Of neighbouring terms: every occurrence as document and position in one key; its term."""
    owners, positions = field.all_positions(numbers)
    return (owners.astype(np.int64) << _SHIFT) + positions, field.all_terms(numbers)


def _starts(field: TextField, run: str, places: Iterable[int]) -> list[Array | None]:
    """Where runs with the bigrams of `run` start: before any place, and after each one; None for
    anywhere."""
    starts: list[Array | None] = [None]
    for place in places:
        fixed = starts[-1]
        if fixed is None or len(fixed):
            pair = field.table.prefixed(key_of(run[place : place + 2]))
            keys = np.sort(_keys(field, pair)[0]) - place
            fixed = keys if fixed is None else np.intersect1d(fixed, keys, assume_unique=True)
        starts.append(fixed)
    return starts


def _both(left: Array | None, right: Array | None) -> Array | None:
    if left is None or right is None:
        return right if left is None else left
    both: Array = np.intersect1d(left, right, assume_unique=True)
    return both


def _with_other(field: TextField, run: str, at: int, starts: Array | None) -> dict[str, Array]:
    """Runs that differ at one place, each with its documents.

    The bigrams before and after the place are fixed: `starts` is where these allow a run to start.
    The one that ends in the other character begins with the character before it, so all of those
    stand side by side in the table.
    """
    numbers = field.table.prefixed(key_of(run[at - 1]))
    keys, terms = _keys(field, numbers)
    keys -= at - 1
    if starts is not None:
        allowed = np.isin(keys, starts)
        keys, terms = keys[allowed], terms[allowed]
    runs: dict[str, Array] = {}
    # Terms ascend, so the occurrences of each stand together.
    numbers_there, begins = np.unique(terms, return_index=True)
    ends = [*begins.tolist(), len(terms)][1:]
    for number, begin, end in zip(numbers_there.tolist(), begins.tolist(), ends, strict=True):
        pair = field.table[number].decode("utf-8")
        if len(pair) < 2 or pair[1] == run[at]:
            continue
        mine = keys[begin:end]
        if at + 1 < len(run):
            after = field.table.find(key_of(pair[1] + run[at + 1]))
            if after < 0:
                continue
            preceding = _keys(field, range(after, after + 1))[0] - at
            mine = np.intersect1d(mine, preceding, assume_unique=True)
        if len(mine):
            runs[run[:at] + pair[1] + run[at + 1 :]] = np.unique(mine >> _SHIFT)
    return runs


def _similar_runs(
    segments: Sequence[Segment], field: str, run: str, limit: int
) -> tuple[TermCount, ...]:
    counts: Counter[str] = Counter()
    for segment in segments:
        text = segment.texts[field]
        before = _starts(text, run, range(len(run) - 1))
        behind = _starts(text, run, range(len(run) - 2, -1, -1))
        for at in range(1, len(run)):
            starts = _both(before[at - 1], behind[max(0, len(run) - 2 - at)])
            if starts is None or len(starts):
                for spelling, docs in _with_other(text, run, at, starts).items():
                    counts[spelling] += len(docs)
    ordered = sorted(counts, key=lambda spelling: (-counts[spelling], spelling))
    return tuple(TermCount(spelling, counts[spelling]) for spelling in ordered[:limit])
