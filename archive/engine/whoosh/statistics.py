"""What BM25 needs to know of terms and fields over all segments."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Final

import numpy as np

from archive.engine.scoring import LENGTHS, idf, norm
from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.segment import Segment

#: Terms whose inverse document frequency is remembered.
_REMEMBERED: Final = 10_000

#: Frequencies below this have their shares in a table.
_TABLED: Final = 256


class FieldStatistics:
    """What BM25 needs to know of a field over all segments."""

    def __init__(self, segments: Sequence[Segment], field: str) -> None:
        totals = [segment.texts[field].total for segment in segments]
        self.articles = sum(int(total[1]) for total in totals if total is not None)
        length = sum(int(total[0]) for total in totals if total is not None)
        average = length / self.articles if self.articles else 1.0
        self.norms = np.array([norm(length, average) for length in LENGTHS])

    def shares(self, frequencies: Array, lengths: Array) -> Array:
        """BM25's share of the inverse document frequency, of frequencies and quantised lengths."""
        if frequencies.dtype != np.uint8:
            wide = frequencies.astype(np.float64)
            share: Array = wide / (wide + self.norms[lengths])
            return share
        # The same division for every pair there can be, done once.
        places = frequencies.astype(np.intp)
        places <<= 8
        places |= lengths
        return self.table.take(places)

    @cached_property
    def table(self) -> Array:
        """The share of every pair of a frequency below 256 and a quantised length."""
        tf = np.arange(_TABLED, dtype=np.float64)[:, None]
        table: Array = (tf / (tf + self.norms[None, :])).ravel()
        return table


class Statistics:
    """Statistics of every field, made when first asked for."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self.field = lru_cache(maxsize=None)(self._field)
        self.idf = lru_cache(maxsize=_REMEMBERED)(self._idf)

    def _field(self, field: str) -> FieldStatistics:
        return FieldStatistics(self._segments, field)

    def _idf(self, field: str, text: str) -> float:
        """Inverse document frequency of a term over all segments."""
        fields = [segment.texts[field] for segment in self._segments]
        containing = sum(field_terms.frequency_of(text) for field_terms in fields)
        return idf(self.field(field).articles, containing)
