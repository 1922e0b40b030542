"""Rows of unequal length: the n-th stands from `starts[n]` up to `starts[n + 1]`."""

from __future__ import annotations

import numpy as np

from archive.engine.whoosh.arrays import Array, width


def places_of(starts: Array, rows: Array) -> tuple[Array, Array]:
    """The lengths of some rows, and the places of all their values, one row after the other."""
    first = starts[rows].astype(np.int64)
    lengths = starts[1:][rows].astype(np.int64) - first
    ends = lengths.cumsum()
    places = np.repeat(first - (ends - lengths), lengths)
    places += np.arange(len(places))
    return lengths, places


def starts_of(lengths: Array) -> Array:
    """Where rows of these lengths start, and where the last one ends."""
    starts = np.zeros(len(lengths) + 1, width(int(lengths.sum(dtype=np.int64))))
    np.cumsum(lengths, out=starts[1:])
    return starts
