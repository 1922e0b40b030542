"""Writing: which articles are versions and copies of each other, once all are known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from archive.engine.grouping import Grouping, StoryGroupColumns, TraitColumns
from archive.engine.whoosh.arrays import Array, write_arrays
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.stories import STORIES_FILE
from archive.engine.whoosh.trait_rows import SketchRows, TraitRowsOf
from archive.engine.whoosh.traits import TRAIT_VALUES
from archive.model.entity import ACTORS
from archive.model.query import CHANGES
from archive.text.edges import hashed


def write_stories(
    folder: Path, segments: Sequence[Segment], places: Array, grouping: Grouping
) -> None:
    """Group all live documents and write the groups.

    `places` is the place of each document when all are sorted by id.
    """
    traits, docs = trait_columns(segments, places)
    groups = grouping.groups(traits)
    size = sum(segment.size for segment in segments)
    columns: dict[str, Array] = {
        "story": groups.story.astype(np.uint32),
        "versions": groups.versions.astype(np.uint32),
        "older": groups.older.astype(np.uint8),
        "changed": _changed(segments, traits, docs, groups),
    }
    arrays: dict[str, Array] = {}
    for name, values in columns.items():
        arrays[name] = np.zeros(size, values.dtype)
        arrays[name][docs] = values
    write_arrays(folder / STORIES_FILE, arrays)


def _changed(
    segments: Sequence[Segment], traits: TraitColumns, docs: Array, groups: StoryGroupColumns
) -> Array:
    """What changed in each document since its first version."""
    bits = np.zeros(len(docs), np.uint8)
    later = np.flatnonzero(groups.before >= 0)
    if not len(later):
        return bits
    before = groups.before[later]
    names = _names(segments, docs, groups.versions > 0)
    columns = {
        "headline": traits.headline,
        "figures": traits.figures,
        "names": names,
        "text": traits.body,
    }
    for bit, name in enumerate(CHANGES):
        differs = columns[name][later] != columns[name][before]
        bits[later] |= differs.astype(np.uint8) << np.uint8(bit)
    return _with_earlier(bits, groups.before)


def _with_earlier(bits: Array, before: Array) -> Array:
    """The bits of each together with those of all that came before it."""
    every, at = bits.copy(), before.copy()
    # Each step reaches twice as far back as the one before it.
    while (more := np.flatnonzero(at >= 0)).size:
        earlier = at[more]
        every[more] |= every[earlier]
        at[more] = at[earlier]
    return every


def _names(segments: Sequence[Segment], docs: Array, wanted: Array) -> Array:
    """A digest of the people and organisations shown of each document that is wanted."""
    digests = np.zeros(sum(segment.size for segment in segments), np.uint64)
    for segment in segments:
        chosen = docs[wanted] - segment.base
        chosen = chosen[(chosen >= 0) & (chosen < segment.size)]
        for facet in map(str, ACTORS):
            field = segment.facets[facet]
            lengths, ords = field.some(chosen)
            numbers, at = np.unique(ords, return_inverse=True)
            terms = (field.table[number].decode("utf-8") for number in numbers.tolist())
            keys = np.array([hashed(facet, term) for term in terms], np.uint64)
            if len(keys):
                np.add.at(digests, np.repeat(chosen, lengths) + segment.base, keys[at])
    return digests[docs]


def trait_columns(segments: Sequence[Segment], places: Array) -> tuple[TraitColumns, Array]:
    """The traits of all live documents, and which documents of the whole these are.

    `places` is the place of each document of the whole when all are sorted by id.
    """
    parts = [np.zeros(0, bool), *(segment.lives for segment in segments)]
    live = np.concatenate(parts)
    docs = np.flatnonzero(live)

    def column(name: str) -> Array:
        columns = [segment.arrays[name] for segment in segments]
        return np.concatenate([np.zeros(0, np.int64), *columns])[live] if columns else live

    values = {}
    for name in TRAIT_VALUES:
        columns = [segment.arrays[f"trait.{name}"] for segment in segments]
        values[name] = np.concatenate([np.zeros(0, np.uint64), *columns])[live]
    traits = TraitColumns(
        day=column("day"),
        instant=column("instant"),
        place=places[live].astype(np.int64),
        sketch=SketchRows(segments, docs),
        numbers=TraitRowsOf(segments, docs, "numbers"),
        words=TraitRowsOf(segments, docs, "words"),
        **values,
    )
    return traits, docs
