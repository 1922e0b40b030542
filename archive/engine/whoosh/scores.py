"""Scores of matching documents: sums in the order of the ranking, in float64, cast to 32 bits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Final

import numpy as np

from archive.engine.scoring import LENGTHS, idf, norm
from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.evaluate import Evaluator
from archive.engine.whoosh.segment import Segment
from archive.model.query import Bonus, Ranking

#: Below this share of a term's postings, matching documents are looked up one by one.
_SPARSE: Final = 8

#: Of more documents it pays to find those first that may be among the best.
_MANY: Final = 500

#: More than sums differ by rounding, in any order and as float32.
_ROUNDED: Final = 0.01

#: Terms whose inverse document frequency is remembered.
_REMEMBERED: Final = 10_000


class FieldStatistics:
    """What BM25 needs to know of a field over all segments."""

    def __init__(self, segments: Sequence[Segment], field: str) -> None:
        totals = [segment.texts[field].total for segment in segments]
        self.articles = sum(int(total[1]) for total in totals if total is not None)
        length = sum(int(total[0]) for total in totals if total is not None)
        average = length / self.articles if self.articles else 1.0
        self.norms = np.array([norm(length, average) for length in LENGTHS])

    def saturation(self, tf: Array, lengths: Array) -> Array:
        """BM25's share of the inverse document frequency, of frequencies and quantised lengths."""
        if tf.dtype == np.uint8:
            # The same division for every pair there can be, done once.
            share: Array = self._table[(tf.astype(np.uint16) << 8) | lengths]
        else:
            wide = tf.astype(np.float64)
            share = wide / (wide + self.norms[lengths])
        return share

    @cached_property
    def _table(self) -> Array:
        tf = np.arange(256, dtype=np.float64)[:, None]
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
        containing = sum(field_terms.frequency(field_terms.find(text)) for field_terms in fields)
        return idf(self.field(field).articles, containing)


def score(
    segment: Segment,
    docs: Array,
    ranking: Ranking,
    statistics: Statistics,
    evaluator: Evaluator,
    most: int | None = None,
) -> Array:
    """The score of each of `docs` (ascending), as float32.

    With `most` only so many of the highest are wanted: the scores of others may lack bonuses.
    """
    sums = np.zeros(len(docs))
    if not len(docs):
        return sums.astype(np.float32)
    places = _Places(docs, segment.size)
    for term in ranking.terms:
        field = segment.texts[term.field]
        number = field.find(term.text)
        if number < 0:
            continue
        posted = field.docs(number)
        at, rows = places.common(posted)
        assert field.lengths is not None
        tf = (
            field.term_frequencies(number)
            if isinstance(at, slice)
            else field.frequencies_at(number, at)
        )
        lengths = field.lengths[posted[at]]
        weight = term.weight * statistics.idf(term.field, term.text)
        sums[rows] += weight * statistics.field(term.field).saturation(tf, lengths)
    likely = [docs] * len(ranking.bonuses)
    raising = bool(ranking.bonuses) and all(bonus.value >= 0 for bonus in ranking.bonuses)
    if most is not None and raising and len(docs) > max(most, _MANY):
        likely = _likely(docs, sums, ranking.bonuses, evaluator, most)
    for bonus, may_have in zip(ranking.bonuses, likely, strict=True):
        having = evaluator.docs(bonus.node, may_have)
        sums[np.searchsorted(docs, having)] += bonus.value
    return sums.astype(np.float32)


def _likely(
    docs: Array, sums: Array, bonuses: Sequence[Bonus], evaluator: Evaluator, most: int
) -> list[Array]:
    """For each bonus the documents that may have it, of those that may be among the `most` best.

    Which documents hold all tokens of a phrase is known much faster than in which they stand as
    they should; and few of these could come first if they did.
    """
    may_have = [evaluator.likely(bonus.node, docs) for bonus in bonuses]
    highest = sums.copy()
    for bonus, holding in zip(bonuses, may_have, strict=True):
        highest[np.searchsorted(docs, holding)] += bonus.value
    least = np.partition(sums, len(sums) - most)[len(sums) - most]
    left = docs[highest >= least - _ROUNDED]
    return [evaluator.both(holding, left) for holding in may_have]


class _Places:
    """Where documents stand in an ascending array, looked up for one term after another."""

    def __init__(self, docs: Array, size: int) -> None:
        self._docs = docs
        self._size = size

    @cached_property
    def _of_all(self) -> Array:
        """The place of every document of the segment; -1 for those that are not there."""
        places = np.full(self._size, -1, np.int32)
        places[self._docs] = np.arange(len(self._docs), dtype=np.int32)
        return places

    def common(self, posted: Array) -> tuple[Array | slice, Array | slice]:
        """Where the documents of both sets stand in `posted`, and where in this array."""
        docs = self._docs
        if len(docs) == len(posted) and np.array_equal(docs, posted):
            return slice(None), slice(None)
        if len(docs) * _SPARSE < len(posted):
            at, present = _look_up(docs, posted)
            return at[present], np.flatnonzero(present)
        rows = self._of_all[posted]
        at = np.flatnonzero(rows >= 0)
        return (slice(None), rows) if len(at) == len(posted) else (at, rows[at])


def _look_up(few: Array, many: Array) -> tuple[Array, Array]:
    """For each of `few` its place in `many`, and whether it stands there."""
    at = np.searchsorted(many, few)
    at[at == len(many)] = 0
    return at, many[at] == few
