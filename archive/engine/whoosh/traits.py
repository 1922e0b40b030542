"""The traits of articles, which tell copies and versions of each other apart.

A segment keeps them of each document, in arrays whose names begin with `trait.`. The groups that
follow from those of all live documents stand in one file for all segments (`stories.py`).
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Final

import numpy as np

from archive.engine.visible import NO_BOUND, visible_span
from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.ragged import starts_of
from archive.engine.whoosh.said import Live
from archive.model.article import Document

#: Each has one number of 64 bits a document.
TRAIT_VALUES: Final = (
    *("source", "address", "headline", "stem", "own", "replaces", "body", "figures"),
    *("revision", "number", "most"),
)

#: Rows of unequal length, and the type of their values.
_ROWS: Final = {"sketch": "I", "lines": "B", "numbers": "H", "words": "H", "passages": "Q"}

#: The largest hash of a sketch that holds all.
_EVERY: Final = (1 << 32) - 1

#: The names of all arrays of this kind.
TRAIT_ARRAYS: Final = (
    *(f"trait.{name}" for name in TRAIT_VALUES),
    *(f"trait.{name}" for name in _ROWS),
    *(f"trait.{name}.starts" for name in ("sketch", "numbers", "words", "passages")),
)

#: `lines` has as many values as `sketch`.
_STARTS_OF: Final = {"lines": "sketch"}


class GatheredTraits:
    """Gathers the traits of documents while they are added to a segment."""

    def __init__(self) -> None:
        self._values = {name: array("Q") for name in TRAIT_VALUES}
        self._rows = {name: array(type_) for name, type_ in _ROWS.items()}
        self._lengths = {name: array("B") for name in _ROWS if name not in _STARTS_OF}
        self._visible = {name: array("q") for name in NO_BOUND}

    def add(self, document: Document) -> None:
        """Add the traits of the next document, and when it may be shown."""
        for name, bound in zip(NO_BOUND, visible_span(document.article), strict=True):
            self._visible[name].append(bound)
        traits = document.traits
        most = _EVERY if traits.whole else traits.sketch[-1]
        for name, values in self._values.items():
            values.append(most if name == "most" else getattr(traits, name))
        for name, row in self._rows.items():
            of_article = getattr(traits, name)
            row.extend(of_article)
            if name in self._lengths:
                self._lengths[name].append(len(of_article))

    def arrays(self) -> dict[str, Array]:
        """All of them."""
        gathered = self._values | self._rows
        arrays = {f"trait.{name}": np.array(values) for name, values in gathered.items()}
        for name, lengths in self._lengths.items():
            arrays[f"trait.{name}.starts"] = starts_of(np.array(lengths, np.int64))
        return arrays

    def visible(self) -> dict[str, Array]:
        """When documents may be shown, where any is bound."""
        bounds = {f"visible.{name}": np.array(values) for name, values in self._visible.items()}
        bound = any((bounds[f"visible.{name}"] != no).any() for name, no in NO_BOUND.items())
        return bounds if bound else {}


def _lengths(source: Live, rows: str) -> Array:
    lengths: Array = np.diff(source.arrays[f"trait.{rows}.starts"].astype(np.int64))
    return lengths


def _living(source: Live, values: Array) -> Array:
    return values if source.live is None else values[source.live]


def merged_traits(sources: Sequence[Live]) -> dict[str, Array]:
    """The traits of the live documents of several segments, one segment after the other."""
    merged = {
        f"trait.{name}": np.concatenate(
            [_living(source, source.arrays[f"trait.{name}"]) for source in sources]
        )
        for name in TRAIT_VALUES
    }
    merged |= _merged_bounds(sources)
    for name in _ROWS:
        rows = _STARTS_OF.get(name, name)
        parts = []
        for source in sources:
            values = source.arrays[f"trait.{name}"]
            if source.live is not None:
                values = values[np.repeat(source.live, _lengths(source, rows))]
            parts.append(values)
        merged[f"trait.{name}"] = np.concatenate(parts)
        if rows == name:
            lengths = [_living(source, _lengths(source, rows)) for source in sources]
            merged[f"trait.{rows}.starts"] = starts_of(np.concatenate(lengths))
    return merged


def _merged_bounds(sources: Sequence[Live]) -> dict[str, Array]:
    names = [f"visible.{name}" for name in NO_BOUND]
    if not any(name in source.arrays for source in sources for name in names):
        return {}
    merged = {}
    for name, none in NO_BOUND.items():
        parts = []
        for source in sources:
            size = len(source.arrays["trait.own"])
            key = f"visible.{name}"
            bounds = source.arrays[key] if key in source.arrays else np.full(size, none, np.int64)
            parts.append(_living(source, bounds))
        merged[f"visible.{name}"] = np.concatenate(parts)
    return merged
