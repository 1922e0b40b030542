"""Filters and facet counts over all segments, by the rule of the read contract."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.evaluate import intersect
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.terms import key_of
from archive.engine.whoosh.values import FacetField, JointFields
from archive.model.aggregations import FacetCount, FacetCounts, FacetValues
from archive.model.query import FacetFilter


def _held(segment: Segment, field: FacetField, table: list[bytes]) -> list[bytes]:
    """Those of the values of a segment that some live document has."""
    if segment.dead is None:
        return table
    return [table[number] for number in np.flatnonzero(field.counts(segment.living)).tolist()]


class FacetTable:
    """The values of one facet over all segments: one number each, in byte order."""

    def __init__(self, segments: Sequence[Segment], facet: str) -> None:
        self._fields = [segment.facets[facet] for segment in segments]
        tables = [field.table.stretch(0, len(field.table)) for field in self._fields]
        values = sorted(set().union(*map(_held, segments, self._fields, tables)))
        numbers = {value: number for number, value in enumerate(values)}
        self.values = [value.decode("utf-8") for value in values]
        #: For each segment, the number here of each of its values; one above the last for those
        #: that only dead documents have.
        self.numbers = [
            np.array([numbers.get(value, len(values)) for value in table], np.int64)
            for table in tables
        ]

    def added(self, parts: Sequence[Array]) -> Array:
        """The counts of each segment's values, added up."""
        total = np.zeros(len(self.values) + 1, np.int64)
        for numbers, counts in zip(self.numbers, parts, strict=True):
            total[numbers] += counts
        return total[:-1]

    def counts(self, sets: Sequence[Array]) -> Array:
        """For each value, in how many documents of each segment's set it occurs, added up."""
        pairs = zip(self._fields, sets, strict=True)
        return self.added([field.counts(docs) for field, docs in pairs])

    def single(self, sets: Sequence[Array]) -> Array:
        """The value of each document of each segment's set, -1 for none.

        The facet is one of which no document has more than one value.
        """
        parts = [np.zeros(0, np.int64)]
        for field, numbers, docs in zip(self._fields, self.numbers, sets, strict=True):
            assert field.single is not None
            parts.append(np.append(numbers, -1)[field.single[docs]])
        return np.concatenate(parts)

    def count(self, value: str, sets: Sequence[Array]) -> int:
        """In how many documents of each segment's set one value occurs, added up."""
        pairs = zip(self._fields, sets, strict=True)
        return sum(
            len(intersect(docs, field.docs(value), field.documents)) for field, docs in pairs
        )


def _having(segment: Segment, facet: str, values: Iterable[str]) -> Array:
    mask = np.zeros(segment.size, bool)
    for value in values:
        mask[segment.facets[facet].docs(value)] = True
    return mask


class Filters:
    """The filters of a request in one segment, and which documents each lets through.

    No dead document passes, so what a tree denotes counts only after this.
    """

    def __init__(self, segment: Segment, filters: Sequence[FacetFilter]) -> None:
        self._segment = segment
        self.filters = filters
        self._passed = [self.passing(chosen, chosen.include, chosen.exclude) for chosen in filters]

    def passing(
        self, chosen: FacetFilter, include: Sequence[str], exclude: Sequence[str]
    ) -> Array | None:
        """A mask of the documents that a filter lets through; None for all."""
        mask = _having(self._segment, chosen.facet, include) if include else None
        if exclude:
            without = ~_having(self._segment, chosen.facet, exclude)
            mask = without if mask is None else mask & without
        return mask

    def left(self, docs: Array, left_out: Sequence[int] = ()) -> Array:
        """Of some documents, the live that pass all filters but the ones `left_out`, by number."""
        docs = self._segment.only_live(docs)
        for number, passed in enumerate(self._passed):
            if number not in left_out and passed is not None:
                docs = docs[passed[docs]]
        return docs


class FilteredMatch:
    """The documents of a query in one segment, and what each filter leaves of them."""

    def __init__(self, filters: Filters, docs: Array) -> None:
        self._filters = filters
        self._docs = docs
        #: The documents that pass all filters.
        self.docs = filters.left(docs)

    def counted(self, facet: str, without: str | None = None) -> Array:
        """What the values of `facet` are counted in.

        All filters except the inclusions of the facet; for an excluded value, given as `without`,
        also except that exclusion.
        """
        own = [n for n, chosen in enumerate(self._filters.filters) if chosen.facet == facet]
        if not own:
            return self.docs
        docs = self._filters.left(self._docs, own)
        for number in own:
            chosen = self._filters.filters[number]
            excluded = [value for value in chosen.exclude if value != without]
            passed = self._filters.passing(chosen, (), excluded)
            if passed is not None:
                docs = docs[passed[docs]]
        return docs


def count_facet(
    aggregation: FacetValues,
    table: FacetTable,
    matches: Sequence[FilteredMatch],
    filters: Sequence[FacetFilter],
    counts: Array | None,
) -> FacetCounts:
    """The values of a facet with their counts; see `FacetValues`.

    `counts` are those of all values where no filter is on the facet, None to count them here.
    """
    facet, size = aggregation.facet, aggregation.size
    own = [chosen for chosen in filters if chosen.facet == facet]
    included = {value for chosen in own for value in chosen.include}
    excluded = {value for chosen in own for value in chosen.exclude}
    if counts is None:
        counts = table.counts([match.counted(facet) for match in matches])
    above = counts.nonzero()[0]
    if len(above) > size:
        least = np.partition(counts[above], len(above) - size)[len(above) - size] if size else 0
        likely = above[counts[above] >= least]
    else:
        likely = above
    # Numbers follow the values' order, so a stable sort by count breaks ties by value.
    order = likely[np.argsort(-counts[likely], kind="stable")][:size]
    counted = {table.values[i]: int(counts[i]) for i in order.tolist()}
    if not own:
        return FacetCounts(tuple(FacetCount(v, n) for v, n in counted.items()), len(above))
    for value in included - excluded:
        counted[value] = table.count(value, [match.counted(facet) for match in matches])
    for value in excluded:
        counted[value] = table.count(value, [match.counted(facet, value) for match in matches])
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], key_of(pair[0])))
    return FacetCounts(tuple(FacetCount(v, n) for v, n in ordered), len(above))


class FacetTables(dict[str, FacetTable]):
    """The table of each facet, made when first asked for, and counts of several facets at once."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        super().__init__()
        self._segments = segments
        self._joint: dict[tuple[str, ...], list[JointFields]] = {}

    def __missing__(self, facet: str) -> FacetTable:
        table = self[facet] = FacetTable(self._segments, facet)
        return table

    def counts(self, facets: tuple[str, ...], sets: Sequence[Array]) -> dict[str, Array]:
        """The counts of all values of several facets in each segment's set, added up."""
        joint = self._joint.get(facets)
        if joint is None:
            joint = self._joint[facets] = [
                JointFields([segment.facets[facet] for facet in facets])
                for segment in self._segments
            ]
        parts = [fields.counts(docs) for fields, docs in zip(joint, sets, strict=True)]
        return {
            facet: self[facet].added([added[number] for added in parts])
            for number, facet in enumerate(facets)
        }
