"""What a reader may be typing: the keys of all names and values, sorted.

One file for all segments, written at commit and mapped when read; a generation that was written
before there was one gets its arrays when it is first asked. Each key has the number of the value
that it begins, and the way it does (`archive.text.readings`). How many articles a value has is
counted when the generation is open, since it depends on what is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from archive.engine.completing import COMPLETION_DIGITS, MATCHED, NAMED, WAYS
from archive.engine.generation import Manifest
from archive.engine.whoosh.arrays import Array, Arrays, width, write_arrays
from archive.engine.whoosh.facets import FacetTables
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.terms import TermTable, key_of, pack_terms
from archive.errors import DamagedIndexError
from archive.model.entity import Names, candidate_name
from archive.model.fields import ENTITY_FACETS, FACET_NAMES
from archive.model.result import Completion
from archive.text.readings import TypedWay, typing_keys

COMPLETIONS_FILE: Final = "completions.arrays"

_ARRAYS: Final = ("keys", "ends", "owners", "ways", "values", "value_ends", "firsts")

_WEIGHTS: Final = np.array([WAYS[way] for way in TypedWay])

#: How many of each facet's values there are, and how many articles have each of them.
_CountsOf = Callable[[str], Mapping[str, int]]


def completion_arrays(values: Mapping[str, Sequence[str]], names: Names) -> dict[str, Array]:
    """What `Completions` reads, of the values of each facet."""
    rows: list[tuple[bytes, int, int]] = []
    listed = [(facet, value) for facet in FACET_NAMES for value in values[facet]]
    for number, (facet, value) in enumerate(listed):
        rows += ((key_of(key), number, way) for key, way in _keys(facet, value, names).items())
    rows.sort()
    keys, ends = pack_terms([key for key, _, _ in rows])
    written, value_ends = pack_terms([key_of(value) for _, value in listed])
    sizes = [0, *(len(values[facet]) for facet in FACET_NAMES)]
    return {
        "keys": keys,
        "ends": ends,
        "owners": np.array([owner for _, owner, _ in rows], np.uint32),
        "ways": np.array([way for _, _, way in rows], np.uint8),
        "values": written,
        "value_ends": value_ends,
        # The values of a facet are numbered from its first up to that of the next.
        "firsts": np.cumsum(sizes).astype(width(len(listed))),
    }


def _keys(facet: str, value: str, names: Names) -> dict[str, TypedWay]:
    """The keys of all names of a value, each with the first of the ways it is typed in."""
    keys: dict[str, TypedWay] = {}
    for name in _names_of(facet, value, names):
        for key, way in typing_keys(name).items():
            keys[key] = min(way, keys.get(key, way))
    return keys


def _names_of(facet: str, value: str, names: Names) -> Iterable[str]:
    entity = names.get(value) if facet in ENTITY_FACETS else None
    if entity is not None:
        return entity.all_names()
    return (candidate_name(value) or value,) if facet in ENTITY_FACETS else (value,)


def arrays_of(segments: Sequence[Segment], names: Names) -> dict[str, Array]:
    """What `Completions` reads, of all segments of a generation."""
    tables = FacetTables(segments)
    return completion_arrays({facet: tables[facet].values for facet in FACET_NAMES}, names)


def write_completions(folder: Path, segments: Sequence[Segment], names: Names) -> None:
    """Write what all segments together have."""
    write_arrays(folder / COMPLETIONS_FILE, arrays_of(segments, names))


class Completions:
    """What may be typed; arrays are looked at when first needed."""

    def __init__(self, arrays: Callable[[], Mapping[str, Array]], counts: _CountsOf) -> None:
        self._made = arrays
        self._counted = counts

    @cached_property
    def _arrays(self) -> dict[str, Array]:
        arrays = self._made()
        return {name: arrays[name] for name in _ARRAYS}

    @cached_property
    def _table(self) -> TermTable:
        return TermTable(self._arrays["keys"], self._arrays["ends"])

    @cached_property
    def _values(self) -> TermTable:
        return TermTable(self._arrays["values"], self._arrays["value_ends"])

    @cached_property
    def _counts(self) -> Array:
        """How many articles each value has."""
        counts: list[int] = []
        for facet, first, stop in self._extents():
            counted = self._counted(facet)
            values = self._values.stretch(first, stop)
            counts += (counted.get(value.decode("utf-8"), 0) for value in values)
        return np.array(counts, np.int64)

    def _extents(self) -> Iterator[tuple[str, int, int]]:
        """Each facet with the number of its first value, and one above that of its last."""
        firsts = self._arrays["firsts"].tolist()
        yield from zip(FACET_NAMES, firsts[:-1], firsts[1:], strict=True)

    def find(self, typed: str, facets: Sequence[str], limit: int) -> tuple[Completion, ...]:
        """See `archive.engine.searcher.Searcher.completions`."""
        prefix = key_of(typed)
        keys = self._table.prefixed(prefix)
        if not keys or not prefix:
            return ()
        owners = self._arrays["owners"][keys.start : keys.stop].astype(np.int64)
        some = np.flatnonzero((self._counts > 0)[owners] & self._of_facets(facets)[owners])
        owners = owners[some]
        ways = self._arrays["ways"][keys.start : keys.stop][some]
        ends = self._arrays["ends"][keys.start : keys.stop + 1].astype(np.int64)
        lengths = np.diff(ends)[some]
        weights = MATCHED * (len(prefix) / lengths) + _WEIGHTS[ways]
        weights = np.round(weights + NAMED * np.log2(1 + self._counts[owners]), COMPLETION_DIGITS)
        order = np.lexsort((owners, -weights))
        # The best of each value stands first.
        best = list(dict.fromkeys(owners[order].tolist()))[:limit]
        return tuple(map(self._completion, best))

    def _of_facets(self, facets: Sequence[str]) -> Array:
        """Which values are of one of some facets."""
        chosen = np.zeros(len(self._counts), bool)
        for facet, first, stop in self._extents():
            chosen[first:stop] = facet in facets
        return chosen

    def _completion(self, number: int) -> Completion:
        place = int(np.searchsorted(self._arrays["firsts"], number, "right")) - 1
        value = self._values[number].decode("utf-8")
        return Completion(FACET_NAMES[place], value, int(self._counts[number]))


def open_completions(
    folder: Path,
    manifest: Manifest,
    counts: _CountsOf,
    made: Callable[[], Mapping[str, Array]],
) -> Completions:
    """Map what `write_completions` wrote, or `made` where there is none; `DamagedIndexError`."""
    if COMPLETIONS_FILE not in manifest.files:
        return Completions(made, counts)
    path = folder / COMPLETIONS_FILE
    arrays = Arrays(path)
    whole = all(name in arrays for name in _ARRAYS) and (
        arrays.length("owners") == arrays.length("ways") == arrays.length("ends") - 1
        and arrays.length("firsts") == len(FACET_NAMES) + 1
    )
    if not whole:
        raise DamagedIndexError(f"{path} does not hold one value a key.", file=path)
    return Completions(lambda: arrays, counts)
