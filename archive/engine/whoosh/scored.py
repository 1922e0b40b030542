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

#: To look documents up among the postings of a term takes as long as to read so many of these, and
#: so many for each document.
_LOOK_UP: Final = 700
_EACH: Final = 4

#: So many postings are read at once: what they take in memory does not grow with the archive.
_AT_ONCE: Final = 1 << 18


class Added(NamedTuple):
    """What terms add: rows of documents, the place of each term in the ranking, and how much."""

    rows: Array
    terms: Array
    values: Array


class _Held(NamedTuple):
    """The same before it is weighed."""

    rows: Array
    docs: Array
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

    def add(self, sums: Array, docs: Array, chosen: Array) -> None:
        """Add to the sum of each of `docs` (ascending) what the terms `chosen` (ascending) add.

        To the sum of a document one term is added after the other, in the order of the ranking.
        """
        for some in self._stretches(chosen, len(docs)):
            self.add_parts(sums, self.parts(docs, some))

    def add_parts(self, sums: Array, parts: Sequence[Added]) -> None:
        """Add what `parts` gave, one term after the other, in the order of the ranking."""
        if not parts:
            return
        rows, terms, values = map(np.concatenate, zip(*parts, strict=True))
        if len(parts) > 1:
            order = terms.astype(self._kind).argsort(kind="stable")
            rows, values = rows[order], values[order]
        np.add.at(sums, rows, values)

    def _stretches(self, chosen: Array, documents: int) -> Iterator[Array]:
        """The chosen terms in stretches that are read at once."""
        read = np.minimum(self.counts[chosen], _LOOK_UP + _EACH * documents)
        ends = read.cumsum() // _AT_ONCE
        if len(chosen):
            yield from np.split(chosen, np.flatnonzero(np.diff(ends)) + 1)

    def parts(self, docs: Array, chosen: Array) -> list[Added]:
        """What the terms `chosen` (ascending) add to `docs` (ascending), by field, read at once."""
        added = []
        looked_up = self.counts[chosen] > _LOOK_UP + _EACH * len(docs)
        of_field = self.of_field[chosen]
        rows_of: Array | None = None
        for place, (field, statistics) in enumerate(zip(self.fields, self.statistics, strict=True)):
            assert field.lengths is not None
            mine = of_field == place
            if len(walked := chosen[mine & ~looked_up]):
                if rows_of is None:
                    rows_of = np.full(self.size, -1, np.int64)
                    rows_of[docs] = np.arange(len(docs))
                held = self._walked(field, rows_of, walked)
                shares = statistics.shares(held.frequencies, field.lengths[held.docs])
                added.append(Added(held.rows, held.terms, self.factors[held.terms] * shares))
            if len(looked := chosen[mine & looked_up]):
                held = self._looked_up(field, docs, looked)
                shares = statistics.shares(held.frequencies, field.lengths[held.docs])
                added.append(Added(held.rows, held.terms, self.factors[held.terms] * shares))
        return added

    def _walked(self, field: TextField, rows_of: Array, chosen: Array) -> _Held:
        """All postings of terms, of which those of the documents are kept."""
        starts, counts = self._starts[chosen], self.counts[chosen]
        posted, frequencies = field.postings_at(starts, starts + counts)
        terms = chosen.repeat(counts)
        rows = rows_of[posted]
        kept = (rows >= 0).nonzero()[0]
        if len(kept) == len(rows):
            return _Held(rows, posted, terms, frequencies)
        return _Held(rows[kept], posted[kept], terms[kept], frequencies[kept])

    def _looked_up(self, field: TextField, docs: Array, chosen: Array) -> _Held:
        """The documents, each looked up among the postings of terms that have many."""
        starts = self._starts[chosen]
        stops = starts + self.counts[chosen]
        rows, places, counts = field.held_among(starts, stops, docs)
        return _Held(
            rows, docs[rows], chosen.repeat(counts), field.frequencies_of(places, starts, stops)
        )
