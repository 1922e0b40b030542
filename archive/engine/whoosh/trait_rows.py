"""Rows of traits, read from the segments as they are asked for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.ragged import places_of, starts_of
from archive.engine.whoosh.said import SAID_LINES
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.shown import FURNITURE


class TraitRowsOf:
    """The rows of a trait of live documents; see `archive.engine.grouping.TraitRows`.

    `docs` are the documents of the whole that articles are, ascending.
    """

    def __init__(self, segments: Sequence[Segment], docs: Array, name: str) -> None:
        self._segments = segments
        self._docs = docs
        self._name = f"trait.{name}"

    def take(self, articles: Array, /) -> tuple[Array, Array]:
        """See `TraitRows`."""
        docs = self._docs[articles]
        lengths, parts = np.zeros(len(docs), np.int64), []
        for segment in self._segments:
            inside = np.flatnonzero((docs >= segment.base) & (docs < segment.base + segment.size))
            lengths[inside], values = self._of(segment, docs[inside] - segment.base)
            parts.append((inside, values))
        starts = starts_of(lengths)
        every = np.zeros(int(starts[-1]), np.uint64)
        for inside, values in parts:
            every[places_of(starts, inside)[1]] = values
        return lengths, every

    def _of(self, segment: Segment, docs: Array) -> tuple[Array, Array]:
        """The rows of documents of one segment, as `take` gives them."""
        lengths, places = places_of(segment.arrays[f"{self._name}.starts"], docs)
        return lengths, segment.arrays[self._name][places]


class SketchRows(TraitRowsOf):
    """The sketches of live documents, without the hashes that stand in furniture alone."""

    def __init__(self, segments: Sequence[Segment], docs: Array) -> None:
        super().__init__(segments, docs, "sketch")

    def _of(self, segment: Segment, docs: Array) -> tuple[Array, Array]:
        lengths, places = places_of(segment.arrays["trait.sketch.starts"], docs)
        lines = segment.arrays["trait.lines"][places].astype(np.int64)
        owners = np.repeat(np.arange(len(docs)), lengths)
        inside = np.flatnonzero(lines)
        outside = np.ones(len(places), bool)
        first = segment.arrays[f"{SAID_LINES}.starts"][docs[owners[inside]]].astype(np.int64)
        outside[inside] = segment.shown[FURNITURE][first + lines[inside] - 1] == 0
        kept = np.bincount(owners[outside], minlength=len(docs))
        return kept, segment.arrays["trait.sketch"][places[outside]]
