"""Postings of several segments in one order of terms, a stretch of terms at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array, Arrays
from archive.engine.whoosh.narrow import Halves, Narrow
from archive.engine.whoosh.numbering import ranked
from archive.engine.whoosh.terms import TermTable

#: Postings and positions gathered at once, over all segments; sorting takes about 60 bytes each.
STRETCH: Final = 2_000_000

#: Terms gathered at once, over all segments; each takes about 300 bytes.
_TERMS: Final = 400_000


@dataclass(frozen=True)
class Run:
    """The postings of neighbouring terms of one segment.

    Term i has `counts[i]` postings in `docs` and `tf` and `places[i]` positions in `pos`. `tf` and
    `pos` are None or empty where the field does not keep them.
    """

    terms: list[bytes]
    counts: Array
    places: Array
    docs: Array
    tf: Array | None
    pos: Array | None


class Postings:
    """The postings of one field of one segment; `live` says which documents count (None: all)."""

    def __init__(self, arrays: Arrays, field: str, live: Array | None, numbers: Array) -> None:
        self.table = TermTable(arrays[f"{field}.terms"], arrays[f"{field}.ends"])
        self.posts = arrays[f"{field}.posts"]
        self.docs = arrays.checked(f"{field}.docs")
        counted, placed = f"{field}.tf" in arrays, f"{field}.pos" in arrays
        self.tf = Halves(arrays, f"{field}.tf", len(self.docs)) if counted else None
        self.pos = Narrow(arrays, f"{field}.pos") if placed else None
        self.first = arrays[f"{field}.first"] if self.pos is not None else None
        self.arrays = arrays
        self._live = live
        self._numbers = numbers
        #: Bytes of terms, postings and positions.
        self.sizes = (
            arrays.length(f"{field}.terms"),
            len(self.docs),
            0 if self.pos is None else len(self.pos),
        )

    def reach(self, start: int, size: int, terms: int) -> int:
        """The last term from `start` on before which at most `size` postings lie; one at least."""
        stop = start + terms
        for offsets in (self.posts, self.first):
            if offsets is not None:
                stop = min(stop, int(np.searchsorted(offsets, int(offsets[start]) + size, "right")))
        return min(max(stop - 1, start + 1), len(self.table))

    def run(self, start: int, stop: int) -> Run:
        """The postings of the terms from `start` up to `stop`, with new document numbers."""
        bounds = self.posts[start : stop + 1].astype(np.int64)
        docs = self.docs[int(bounds[0]) : int(bounds[-1])]
        tf = None if self.tf is None else self.tf[int(bounds[0]) : int(bounds[-1])]
        pos, places = None, np.zeros(stop - start, np.int64)
        if self.pos is not None and self.first is not None:
            firsts = self.first[start : stop + 1].astype(np.int64)
            pos, places = self.pos[int(firsts[0]) : int(firsts[-1])], np.diff(firsts)
        whole = Run(
            self.table.stretch(start, stop), np.diff(bounds), places, self._numbers[docs], tf, pos
        )
        return whole if self._live is None else _only_live(whole, self._live[docs])


def _only_live(run: Run, live: Array) -> Run:
    """A run without the postings that are not kept, and without terms that have none left."""
    counts = _sums(live, run.counts)
    tf, pos, places = run.tf, run.pos, run.places
    if tf is not None:
        if pos is not None:
            places = _sums(np.where(live, tf, 0), run.counts)
            pos = pos[np.repeat(live, tf)]
        tf = tf[live]
    some = np.flatnonzero(counts)
    terms = [run.terms[i] for i in some.tolist()]
    return Run(terms, counts[some], places[some], run.docs[live], tf, pos)


def _sums(values: Array, counts: Array) -> Array:
    """The sums of stretches of values, each `counts` long, one after the other."""
    running: Array = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=running[1:])
    ends = np.cumsum(counts)
    sums: Array = running[ends] - running[ends - counts]
    return sums


def stretches(postings: Sequence[Postings]) -> Iterator[list[Run]]:
    """Runs of all segments that hold the same stretch of terms, in byte order."""
    size, terms = STRETCH // len(postings), max(_TERMS // len(postings), 1)
    starts = [0] * len(postings)
    while True:
        left = [i for i, table in enumerate(postings) if starts[i] < len(table.table)]
        if not left:
            return
        stops = [postings[i].reach(starts[i], size, terms) for i in left]
        # The stretch ends before the lowest term that some segment cannot take any more.
        limits = [
            postings[i].table[stop]
            for i, stop in zip(left, stops, strict=True)
            if stop < len(postings[i].table)
        ]
        ends = list(starts)
        for i in left:
            table = postings[i].table
            ends[i] = table.lower(min(limits)) if limits else len(table)
        yield [postings[i].run(starts[i], ends[i]) for i in left if starts[i] < ends[i]]
        starts = ends


def joined(runs: Sequence[Run]) -> Run:
    """One run of all terms in byte order; a term's postings stand in the order of the runs."""
    gathered = [term for run in runs for term in run.terms]
    ends = np.cumsum(np.fromiter(map(len, gathered), np.int64, len(gathered)))
    starts = np.append(np.zeros(1, np.int64), ends[:-1])[: len(ends)]
    terms, owner = ranked(b"".join(gathered), starts, ends)
    order = np.argsort(owner, kind="stable")
    counts = np.concatenate([np.zeros(0, np.int64), *(run.counts for run in runs)])
    places = np.concatenate([np.zeros(0, np.int64), *(run.places for run in runs)])
    return Run(
        terms,
        np.bincount(owner, counts, len(terms)).astype(np.int64),
        np.bincount(owner, places, len(terms)).astype(np.int64),
        _gather([run.docs for run in runs], counts, order),
        _gather([run.tf for run in runs if run.tf is not None], counts, order),
        _gather([run.pos for run in runs if run.pos is not None], places, order),
    )


def _gather(parts: Sequence[Array], counts: Array, order: Array) -> Array:
    """Stretches of `counts` values, given one after the other in `parts`, in another order."""
    if not parts:
        return np.zeros(0, np.uint32)
    flat = np.concatenate(parts)
    starts = np.cumsum(counts) - counts
    if len(flat) > 2 * STRETCH:
        pairs = zip(starts[order].tolist(), counts[order].tolist(), strict=True)
        return np.concatenate([flat[start : start + count] for start, count in pairs])
    some = counts[order]
    shifts = starts[order] - (np.cumsum(some) - some)
    gathered: Array = flat[np.repeat(shifts, some) + np.arange(len(flat))]
    return gathered
