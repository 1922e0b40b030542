"""What is shown of what articles say: a file beside each segment that every commit writes anew.

Which names are shown, and which lines are furniture that hides its names and days, follows from all
live articles together (`said.py`). The file has the facets of entities and the days mentioned as
they are counted and filtered by, and says which lines near the ends of texts are furniture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from archive.engine.showing import told_key
from archive.engine.whoosh.arrays import ARRAYS_SUFFIX, Array, Arrays, ArraysWriter
from archive.engine.whoosh.facet_arrays import facet_arrays
from archive.engine.whoosh.mentioned import mentioned_arrays
from archive.engine.whoosh.said import (
    SAID_DAYS,
    SAID_LINES,
    SAID_PROPOSED,
    SAID_TEXT,
    Live,
    said_of,
)
from archive.engine.whoosh.speakers import shown_statements
from archive.engine.whoosh.statements import statement_arrays
from archive.engine.whoosh.terms import TermTable
from archive.model.entity import ACTORS, Kind, candidate_name
from archive.model.fields import ENTITY_FACETS
from archive.model.shown import NameRule
from archive.text.edges import REPEATED_LINE, edges, hashed

#: What follows the name of a segment in that of its file.
SHOWN_SUFFIX: Final = f".shown{ARRAYS_SUFFIX}"

#: Of each line of `said.lines`, 1 where it is furniture.
FURNITURE: Final = "furniture"

#: Keys that are counted at once, and names that are decided at once.
_AT_ONCE: Final = 500_000
_NAMES_AT_ONCE: Final = 10_000

#: The first bytes of the id of a name that links to nobody.
_CANDIDATE: Final = b"c:"


class _Counts(NamedTuple):
    """Keys, ascending, and in how many different texts each stands."""

    keys: Array
    counts: Array

    def of(self, keys: Array) -> Array:
        """In how many texts each of some keys stands."""
        if not len(self.keys):
            return np.zeros(len(keys), np.int64)
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        return np.where(self.keys[at] == keys, self.counts[at], 0)


def _counted(sources: Sequence[Live], rows: str, least: int = 1) -> _Counts:
    """The keys that stand in so many different texts at least; memory is bounded by `_AT_ONCE`."""
    total = sum(source.arrays.length(f"{rows}.keys") for source in sources)
    passes = 1 + total // _AT_ONCE
    parts = [_counted_part(sources, rows, number, passes) for number in range(passes)]
    keys = np.concatenate([keys[counts >= least] for keys, counts in parts])
    counts = np.concatenate([counts[counts >= least] for _, counts in parts])
    order = np.argsort(keys)
    return _Counts(keys[order], counts[order])


def _counted_part(
    sources: Sequence[Live], rows: str, number: int, passes: int
) -> tuple[Array, Array]:
    """The keys that leave `number` when divided by `passes`, with their counts."""
    keys, texts = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint64)]
    for source in sources:
        for docs, values in source.stretches(rows):
            every = source.arrays[f"{rows}.keys"][values]
            chosen = every % np.uint64(passes) == number
            if source.live is not None:
                chosen &= source.live[docs]
            keys.append(every[chosen])
            texts.append(source.arrays[SAID_TEXT][docs[chosen]])
    whole, of_text = np.concatenate(keys), np.concatenate(texts)
    # A text counts once for a key, however many articles have it.
    order = np.lexsort((of_text, whole))
    whole, of_text = whole[order], of_text[order]
    new = np.ones(len(whole), bool)
    new[1:] = (whole[1:] != whole[:-1]) | (of_text[1:] != of_text[:-1])
    return np.unique(whole[new], return_counts=True)


def _candidates(sources: Sequence[Live], facet: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The names that link to nobody, each with the segments and numbers that it has there."""

    def of_segment(at: int) -> Iterator[tuple[bytes, int, int]]:
        arrays, name = sources[at].arrays, said_of(facet)
        table = TermTable(arrays[f"{name}.terms"], arrays[f"{name}.ends"])
        for number in table.prefixed(_CANDIDATE):
            yield table[number], at, number

    for term, places in groupby(merge(*map(of_segment, range(len(sources)))), itemgetter(0)):
        entity = term.decode("utf-8")
        yield candidate_name(entity) or "", [(at, number) for _, at, number in places]


def _decided(sources: Sequence[Live], kind: Kind, rule: NameRule, said: _Counts) -> list[Array]:
    """For each segment which of its entities of a kind are shown."""
    name = said_of(kind)
    shown = [np.ones(source.arrays.length(f"{name}.ends") - 1, bool) for source in sources]
    candidates = _candidates(sources, kind)
    while names := list(islice(candidates, _NAMES_AT_ONCE)):
        counts = {
            of_kind: said.of(np.array([hashed(of_kind, name) for name, _ in names], np.uint64))
            for of_kind in {kind, *ACTORS}
        }
        mine = counts.pop(kind)
        others = sum(counts.values(), np.zeros(len(names), np.int64))
        told = said.of(np.array([told_key(kind, name) for name, _ in names], np.uint64))
        rows = zip(names, mine.tolist(), others.tolist(), told.tolist(), strict=True)
        for (name, places), *numbers in rows:
            if not rule.is_shown(kind, name, *numbers):
                for at, number in places:
                    shown[at][number] = False
    return shown


def write_shown(paths: Sequence[Path], sources: Sequence[Live], rule: NameRule) -> None:
    """Write what is shown of each segment into a file of its own."""
    said = _counted(sources, SAID_PROPOSED)
    shown = {kind: _decided(sources, kind, rule, said) for kind in map(Kind, ENTITY_FACETS)}
    furniture = _counted(sources, SAID_LINES, REPEATED_LINE).keys
    for at, (path, source) in enumerate(zip(paths, sources, strict=True)):
        keys = source.arrays[f"{SAID_LINES}.keys"]
        hiding = np.isin(keys, furniture)
        with ArraysWriter(path) as out:
            out.add(FURNITURE, hiding.view(np.uint8))
            facets = {
                kind: _facet(source, kind, decided[at], hiding) for kind, decided in shown.items()
            }
            for arrays in facets.values():
                out.extend(arrays)
            out.extend(statement_arrays(*shown_statements(source, facets, hiding)))
            out.extend(_days(source, hiding))


def _facet(source: Live, facet: str, decided: Array, hiding: Array) -> dict[str, Array]:
    """The arrays of a facet: what is shown of the entities of each document, each once."""
    name, size = said_of(facet), max(1, len(decided))
    lengths = np.zeros(source.arrays.length(SAID_TEXT), np.uint32)
    parts = [np.zeros(0, np.uint32)]
    for docs, values in source.stretches(name):
        ords = source.arrays[f"{name}.ords"][values]
        chosen = source.outside(name, docs, values, hiding) & decided[ords]
        pairs = np.unique(docs[chosen].astype(np.int64) * size + ords[chosen])
        parts.append((pairs % size).astype(np.uint32))
        owners, counts = np.unique(pairs // size, return_counts=True)
        lengths[owners] = counts
    every = np.concatenate(parts)
    used = np.zeros(size, bool)
    used[every] = True
    renumbered = (np.cumsum(used) - 1).astype(np.uint32)[every]
    table = TermTable(source.arrays[f"{name}.terms"], source.arrays[f"{name}.ends"])
    terms = [table[number] for number in np.flatnonzero(used).tolist()]
    return facet_arrays(facet, terms, renumbered, lengths)


def _days(source: Live, hiding: Array) -> dict[str, Array]:
    """The innermost intervals that each document mentions; see `Document.mentioned_days`."""
    lengths = np.zeros(source.arrays.length(SAID_TEXT), np.uint32)
    firsts, lasts = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
    for docs, values in source.stretches(SAID_DAYS):
        chosen = source.outside(SAID_DAYS, docs, values, hiding)
        ends = (source.arrays[f"{SAID_DAYS}.{end}"][values][chosen] for end in ("first", "last"))
        owners, first, last = _innermost(docs[chosen].astype(np.int64), *ends)
        firsts.append(first.astype(np.int32))
        lasts.append(last.astype(np.int32))
        different, counts = np.unique(owners, return_counts=True)
        lengths[different] = counts
    return mentioned_arrays(lengths, np.concatenate(firsts), np.concatenate(lasts))


def _innermost(owners: Array, first: Array, last: Array) -> tuple[Array, Array, Array]:
    """The intervals of some documents that hold no other of theirs; documents and ends ascend."""
    first, last = first.astype(np.int64), last.astype(np.int64)
    # Those that begin last come first: each must end before all of its document that did.
    order = np.lexsort((last, -first, owners))
    owners, first, last = owners[order], first[order], last[order]
    beyond = int(last.max(initial=0)) + 1
    ends = last - owners * beyond
    least = np.minimum.accumulate(ends)
    innermost = np.ones(len(ends), bool)
    innermost[1:] = ends[1:] < least[:-1]
    owners, first, last = owners[innermost], first[innermost], last[innermost]
    order = np.lexsort((first, owners))
    return owners, first[order], last[order]


def furniture_keys(body: str, furniture: Array) -> frozenset[int]:
    """The keys of the lines of a body that are furniture.

    `furniture` says of each different line near the ends of the body whether it is.
    """
    if not furniture.any():
        return frozenset()
    keys = dict.fromkeys(edge.key for edge in edges(body))
    return frozenset(key for key, hides in zip(keys, furniture.tolist(), strict=True) if hides)


def shown_path(arrays: Path) -> Path:
    """The file that says what is shown of the segment whose arrays these are."""
    return arrays.with_suffix(SHOWN_SUFFIX)


def open_shown(arrays: Path) -> Arrays:
    """Map what `write_shown` wrote; raises `DamagedIndexError`."""
    return Arrays(shown_path(arrays))
