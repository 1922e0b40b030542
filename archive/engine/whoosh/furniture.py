"""Lines that a source repeats near the ends of its articles, and articles of nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from archive.engine.stored import unpack_text
from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.facets import FacetTable
from archive.engine.whoosh.said import SAID_LINES, Live
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.shown import FURNITURE
from archive.model.result import CommonLines, RepeatedLine
from archive.text.edges import MOST_EDGES, edges

#: Of a line's text so many characters are told.
_TOLD: Final = 100


def furniture(
    segments: Sequence[Segment], sources: FacetTable, least: int, share: float, limit: int
) -> CommonLines:
    """See `Searcher.furniture`."""
    sizes = sources.counts([segment.living for segment in segments])
    chosen = [_chosen(segment) for segment in segments]
    lines: list[tuple[int, int, int]] = []
    for key, source, count in _counted(segments, chosen, sources):
        of_source = int(sizes[source]) if source >= 0 else count
        if count >= max(least, share * of_source):
            lines.append((key, source, count))
    lines.sort(key=lambda line: (-line[2], line[1], line[0]))
    told = [
        RepeatedLine(sources.values[source] if source >= 0 else "", text, count)
        for key, source, count in lines[:limit]
        if (text := _text(segments, chosen, key))
    ]
    told.sort(key=lambda line: (-line.articles, line.source, line.line))
    return CommonLines(tuple(told), sum(map(_only, segments)))


def _chosen(segment: Segment) -> tuple[Array, Array]:
    """The keys of lines that are furniture, and the documents that have them."""
    keys, owners = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint32)]
    for docs, values in Live(segment.arrays, None).stretches(SAID_LINES):
        chosen = (segment.shown[FURNITURE][values] > 0) & segment.lives[docs]
        keys.append(segment.arrays[f"{SAID_LINES}.keys"][values][chosen])
        owners.append(docs[chosen])
    return np.concatenate(keys), np.concatenate(owners)


def _counted(
    segments: Sequence[Segment], chosen: Sequence[tuple[Array, Array]], sources: FacetTable
) -> Iterator[tuple[int, int, int]]:
    """Each line with each source, by number (-1 for none), and in how many articles it stands."""
    keys, owners = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    every = sources.single([segment.everything for segment in segments])
    base = 0
    for segment, (of_segment, docs) in zip(segments, chosen, strict=True):
        keys.append(of_segment)
        owners.append(every[base + docs.astype(np.int64)])
        base += segment.size
    key, source = np.concatenate(keys), np.concatenate(owners)
    order = np.lexsort((source, key))
    key, source = key[order], source[order]
    new = np.ones(len(key), bool)
    new[1:] = (key[1:] != key[:-1]) | (source[1:] != source[:-1])
    starts = np.flatnonzero(new)
    counts = np.diff(np.append(starts, len(key)))
    yield from zip(key[starts].tolist(), source[starts].tolist(), counts.tolist(), strict=True)


def _text(segments: Sequence[Segment], chosen: Sequence[tuple[Array, Array]], key: int) -> str:
    """What a line says, as the first article that has it prints it."""
    for segment, (keys, docs) in zip(segments, chosen, strict=True):
        at = np.flatnonzero(keys == np.uint64(key))
        if len(at):
            body = unpack_text(segment.record(int(docs[at[0]])), "body")
            line = next((edge for edge in edges(body) if edge.key == key), None)
            return body[line.start : line.end].strip()[:_TOLD] if line else ""
    return ""


def _only(segment: Segment) -> int:
    """How many documents have furniture only, as far as their lines are kept."""
    starts = segment.arrays[f"{SAID_LINES}.starts"].astype(np.int64)
    lengths = np.diff(starts)
    running = np.zeros(starts[-1] + 1, np.uint32)
    np.cumsum(segment.shown[FURNITURE], out=running[1:])
    hidden = (running[starts[1:]] - running[starts[:-1]]).astype(np.int64)
    only = (lengths > 0) & (lengths < MOST_EDGES) & (hidden == lengths)
    return int(only[segment.living].sum())
