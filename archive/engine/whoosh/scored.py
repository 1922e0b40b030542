"""What scored terms add to the scores of documents, many terms at a time.

Each call of numpy costs as much as some hundred postings, and a query scores a hundred terms of
which most are rare: so the postings of many terms are read together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.statistics import FieldStatistics, Statistics
from archive.engine.whoosh.text_field import TextField
from archive.model.query import ScoredTerm

#: From so many postings of a term for each document on, the documents are looked up in them.
_SPARSE: Final = 8

#: So many postings are read at once: what they take in memory does not grow with the archive.
_AT_ONCE: Final = 1 << 18


class Added(NamedTuple):
    """What terms add: rows of documents, the place of each term in the ranking, and how much."""

    rows: Array
    terms: Array
    values: Array


class _Held(NamedTuple):
    """The same before it is weighed: with places of postings and frequencies."""

    rows: Array
    terms: Array
    frequencies: Array


class ScoredTerms:
    """The terms of a ranking that a segment has, in the order of the ranking.

    `counts` says how many documents each has, dead ones among them; `factors` what is multiplied
    with a term's share (see `FieldStatistics.shares`).
    """

    def __init__(
        self, segment: Segment, terms: Sequence[ScoredTerm], statistics: Statistics
    ) -> None:
        self.size: Final = segment.size
        names = dict.fromkeys(term.field for term in terms)
        places = {name: place for place, name in enumerate(names)}
        self.fields: Final = [segment.texts[name] for name in names]
        self.statistics: Final[list[FieldStatistics]] = [statistics.field(name) for name in names]
        rows = []
        for term in terms:
            number = segment.texts[term.field].find(term.text)
            if number >= 0:
                factor = term.weight * statistics.idf(term.field, term.text)
                rows.append((places[term.field], number, factor))
        of_field, numbers, factors = zip(*rows, strict=True) if rows else ((), (), ())
        self.of_field: Final = np.array(of_field, np.int64)
        self.numbers: Final = np.array(numbers, np.int64)
        self.factors: Final = np.array(factors, np.float64)
        # Sixteen bits are sorted in one pass.
        self._kind = np.uint16 if len(rows) < 1 << 16 else np.int64
        self._starts = np.zeros(len(rows), np.int64)
        self.counts: Final = np.zeros(len(rows), np.int64)
        for place, field in enumerate(self.fields):
            mine = self.of_field == place
            self._starts[mine], stops = field.extents(self.numbers[mine])
            self.counts[mine] = stops - self._starts[mine]

    def most_often(self, chosen: Array) -> Array:
        """No document holds each of some terms more often."""
        ends = zip(self._starts[chosen].tolist(), self.counts[chosen].tolist(), strict=True)
        fields = [self.fields[place] for place in self.of_field[chosen].tolist()]
        often = [
            field.most_often(start, start + count)
            for field, (start, count) in zip(fields, ends, strict=True)
        ]
        return np.array(often, np.int64)

    def add(self, sums: Array, docs: Array, chosen: Array) -> None:
        """Add to the sum of each of `docs` (ascending) what the terms `chosen` (ascending) add.

        To the sum of a document one term is added after the other, in the order of the ranking.
        """
        for some in self._stretches(chosen, len(docs)):
            parts = list(self._added(docs, some))
            if not parts:
                continue
            rows, terms, values = map(np.concatenate, zip(*parts, strict=True))
            if len(parts) > 1:
                order = np.argsort(terms.astype(self._kind), kind="stable")
                rows, values = rows[order], values[order]
            np.add.at(sums, rows, values)

    def _stretches(self, chosen: Array, documents: int) -> Iterator[Array]:
        """The chosen terms in stretches that are read at once."""
        read = np.minimum(self.counts[chosen], documents * _SPARSE)
        ends = np.cumsum(read) // _AT_ONCE
        return (
            iter(np.split(chosen, np.flatnonzero(np.diff(ends)) + 1)) if len(chosen) else iter(())
        )

    def _added(self, docs: Array, chosen: Array) -> Iterator[Added]:
        """What the chosen terms add, a part for each field and way to find it."""
        for place, (field, statistics) in enumerate(zip(self.fields, self.statistics, strict=True)):
            mine = chosen[self.of_field[chosen] == place]
            if not len(mine):
                continue
            assert field.lengths is not None
            few = self.counts[mine] > len(docs) * _SPARSE
            held = [self._walked(field, docs, mine[~few]), self._looked_up(field, docs, mine[few])]
            for rows, terms, frequencies in held:
                if len(rows):
                    shares = statistics.shares(frequencies, field.lengths[docs[rows]])
                    yield Added(rows, terms, self.factors[terms] * shares)

    def _walked(self, field: TextField, docs: Array, chosen: Array) -> _Held:
        """All postings of terms, of which those of the documents are kept."""
        if not len(chosen):
            return _Held(chosen, chosen, chosen)
        starts, counts = self._starts[chosen], self.counts[chosen]
        posted, frequencies = field.postings_at(starts, starts + counts)
        terms = np.repeat(chosen, counts)
        if len(docs) == self.size:
            return _Held(posted, terms, frequencies)
        rows_of = np.full(self.size, -1, np.int64)
        rows_of[docs] = np.arange(len(docs))
        rows = rows_of[posted]
        kept = np.flatnonzero(rows >= 0)
        return _Held(rows[kept], terms[kept], frequencies[kept])

    def _looked_up(self, field: TextField, docs: Array, chosen: Array) -> _Held:
        """The documents, each looked up among the postings of terms that have many."""
        if not len(chosen):
            return _Held(chosen, chosen, chosen)
        starts = self._starts[chosen]
        stops = starts + self.counts[chosen]
        ends = zip(starts.tolist(), stops.tolist(), strict=True)
        held = [field.held_among(start, stop, docs) for start, stop in ends]
        rows, places = map(np.concatenate, zip(*held, strict=True))
        terms = np.repeat(chosen, [len(one) for one, _ in held])
        return _Held(rows, terms, field.frequencies_of(places, starts, stops))
