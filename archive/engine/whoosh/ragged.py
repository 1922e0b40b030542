"""Rows of unequal length: the n-th stands from `starts[n]` up to `starts[n + 1]`."""

from __future__ import annotations

import numpy as np

from archive.engine.whoosh.arrays import Array


def places_of(starts: Array, rows: Array) -> tuple[Array, Array]:
    """The lengths of some rows, and the places of all their values, one row after the other."""
    first = starts[rows].astype(np.int64)
    lengths = starts[1:][rows].astype(np.int64) - first
    ends = lengths.cumsum()
    places = np.repeat(first - (ends - lengths), lengths)
    places += np.arange(len(places))
    return lengths, places
