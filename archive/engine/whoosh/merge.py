"""Merging: the arrays of several segments become those of one, and deleted documents go.

Terms are walked in byte order, a stretch at a time, so memory is bounded by `STRETCH` and not by
the size of the segments; a term with more postings than that is copied run by run. Articles are
never analysed anew and their records never unpacked.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from whoosh.codec.whoosh3 import W3Segment

from archive.engine.stored import DIGEST_BYTES
from archive.engine.whoosh.arrays import Array, ArraysWriter, width
from archive.engine.whoosh.facet_arrays import facet_arrays
from archive.engine.whoosh.narrow import frequencies, positions
from archive.engine.whoosh.postings import Postings, joined, stretches
from archive.engine.whoosh.records import RecordsWriter
from archive.engine.whoosh.said import Live, merged_said
from archive.engine.whoosh.segment import Segment, open_segments
from archive.engine.whoosh.segment_writer import (
    SMALL,
    FileWriter,
    doc_type,
    id_ranks,
)
from archive.engine.whoosh.terms import TermTable
from archive.engine.whoosh.toc import described
from archive.engine.whoosh.traits import merged_traits
from archive.model.fields import PLAIN_FACETS, TEXT_FIELDS, is_positional

#: The most segments a finished generation has.
MOST_SEGMENTS: Final = 4

#: A segment stays as it is where all smaller ones together have at most its documents divided by
#: this. Each article is then rewritten a few times only, however often some are added.
RATIO: Final = 4

#: A segment is rewritten where one in so many of its documents is dead, or more. Until then they
#: cost a fifth of its room and time at most; and what is deleted evenly, day by day, makes each
#: segment be written again once for all of a fifth of its articles.
DEAD_SHARE: Final = 5

#: Records read before the memory they take is given back.
_READ_AT_ONCE: Final = 1024


def plan(segments: Sequence[W3Segment]) -> list[W3Segment]:
    """The segments to merge next; empty where nothing is to be done.

    What fits into `SMALL` documents, numbered in half the room, is one segment: each costs every
    search a fifth of a millisecond and more, and such a merge takes two seconds at most. Others are
    merged, the smallest first, until few are left and their sizes fall by `RATIO`, but where they
    may stay small none becomes larger. A segment of which many documents are deleted is at least
    rewritten.
    """
    ordered = sorted(segments, key=lambda segment: (-segment.doc_count(), segment.segment_id()))
    if fitting := _small(ordered):
        return fitting
    sizes = [segment.doc_count() for segment in ordered]
    untouched = max(0, min(len(ordered), MOST_SEGMENTS) - 1)
    while 0 < untouched < len(ordered) and sum(sizes[untouched:]) * RATIO > sizes[untouched - 1]:
        untouched -= 1
    chosen = ordered[untouched:]
    if len(ordered) <= MOST_SEGMENTS and sum(sizes) <= SMALL * (MOST_SEGMENTS - 1):
        chosen = []
    if len(chosen) > 1:
        return chosen
    for segment in ordered:
        if segment.deleted_count() * DEAD_SHARE >= segment.doc_count_all():
            return [segment]
    return []


def _small(segments: Sequence[W3Segment]) -> list[W3Segment]:
    """The last of these segments that together have `SMALL` documents at most; two or none."""
    total, start = 0, len(segments)
    while start and total + segments[start - 1].doc_count() <= SMALL:
        start -= 1
        total += segments[start].doc_count()
    return list(segments[start:]) if len(segments) - start > 1 else []


@dataclass(frozen=True)
class Source:
    """A segment to merge: its arrays, which documents are live, and the number each gets."""

    segment: Segment
    live: Array | None
    numbers: Array

    def of_live(self, values: Array) -> Array:
        """One value a document, of the live ones."""
        return values if self.live is None else values[self.live]


def make_sources(segments: Sequence[Segment], described: Sequence[W3Segment]) -> list[Source]:
    """Number the live documents of all segments, one segment after the other."""
    sources, base = [], 0
    for segment, entry in zip(segments, described, strict=True):
        live = None
        if entry.has_deletions():
            live = np.ones(segment.size, bool)
            live[list(entry.deleted_docs())] = False
        counted = np.ones(segment.size, bool) if live is None else live
        sources.append(Source(segment, live, (base + np.cumsum(counted) - 1).astype(np.uint32)))
        base += int(counted.sum())
    return sources


class _Offsets:
    """A spooled array of where each stretch ends, from 0 on."""

    def __init__(self, out: ArraysWriter, name: str, most: int) -> None:
        self._spool = out.spool(name, width(most))
        self._spool.append(np.zeros(1, np.uint64))
        self._place = 0

    def extend(self, steps: Array) -> None:
        """Add stretches of these lengths."""
        if len(steps):
            ends = self._place + np.cumsum(steps)
            self._spool.append(ends)
            self._place = int(ends[-1])


def _merge_postings(
    out: ArraysWriter, field: str, postings: Sequence[Postings], documents: int
) -> int:
    """Merge the postings of a field of so many documents into `out`; all term frequencies' sum.

    See `segment_writer._text_arrays` for the arrays.
    """
    sizes = [sum(source.sizes[i] for source in postings) for i in range(3)]
    blob = out.spool(f"{field}.terms", np.uint8)
    ends = _Offsets(out, f"{field}.ends", sizes[0])
    posts = _Offsets(out, f"{field}.posts", sizes[1])
    docs = out.spool(f"{field}.docs", doc_type(documents))
    counted = any(source.tf is not None for source in postings)
    tf = frequencies(out, field) if counted else None
    first = _Offsets(out, f"{field}.first", sizes[2]) if is_positional(field) else None
    pos = positions(out, field) if is_positional(field) else None
    tokens = 0
    for runs in stretches(postings):
        merged = joined(runs)
        blob.append(np.frombuffer(b"".join(merged.terms), np.uint8))
        ends.extend(np.array([len(term) for term in merged.terms], np.int64))
        posts.extend(merged.counts)
        docs.append(merged.docs)
        if tf is not None and merged.tf is not None:
            tf.append(merged.tf)
            tokens += int(merged.tf.sum(dtype=np.int64))
        if first is not None and pos is not None and merged.pos is not None:
            first.extend(merged.places)
            pos.append(merged.pos)
        for source in postings:
            source.arrays.release()
    out.settle()
    for narrow in (tf, pos):
        if narrow is not None:
            narrow.finish()
    return tokens


def _merge_text(out: ArraysWriter, field: str, sources: Sequence[Source]) -> None:
    postings = [
        Postings(source.segment.arrays, field, source.live, source.numbers) for source in sources
    ]
    documents = sum(len(source.of_live(source.segment.everything)) for source in sources)
    tokens = _merge_postings(out, field, postings, documents)
    if f"{field}.length" in sources[0].segment.arrays:
        parts = [source.of_live(source.segment.arrays[f"{field}.length"]) for source in sources]
        lengths = np.concatenate(parts)
        out.add(f"{field}.length", lengths)
        out.add(f"{field}.total", np.array([tokens, int((lengths > 0).sum())], np.int64))


def _merge_facet(out: ArraysWriter, facet: str, sources: Sequence[Source]) -> None:
    """Merge a facet into `out`. Values are few, so this is done in memory."""
    parts, lengths = [], []
    for source in sources:
        arrays = source.segment.arrays
        table = TermTable(arrays[f"{facet}.terms"], arrays[f"{facet}.ends"])
        values = np.empty(len(table), object)
        values[:] = table.stretch(0, len(table))
        ords, owners = arrays[f"{facet}.ords"], arrays[f"{facet}.owners"]
        if source.live is not None:
            ords = ords[source.live[owners]]
        parts.append((values, ords))
        lengths.append(source.of_live(np.diff(arrays[f"{facet}.starts"].astype(np.int64))))
    used = [values[np.unique(ords)].tolist() for values, ords in parts]
    terms = sorted(set().union(*used))
    numbers = {term: number for number, term in enumerate(terms)}
    renumbered = [
        np.array([numbers.get(value, 0) for value in values], np.uint32)[ords]
        for values, ords in parts
    ]
    merged = facet_arrays(facet, terms, np.concatenate(renumbered), np.concatenate(lengths))
    for name, array in merged.items():
        out.add(name, array)


def _live_ids(source: Source) -> Iterator[tuple[bytes, int]]:
    """The ids of live documents, ascending, each with its new number."""
    numbers = source.numbers[source.segment.arrays["id.docs"]].tolist()
    for (article_id, doc), number in zip(source.segment.ids_and_docs(), numbers, strict=True):
        if source.live is None or source.live[doc]:
            yield article_id, number


def _merge_ids(out: ArraysWriter, sources: Sequence[Source]) -> None:
    blob, lengths, docs = bytearray(), [], []
    for article_id, number in heapq.merge(*map(_live_ids, sources)):
        blob += article_id
        lengths.append(len(article_id))
        docs.append(number)
    ends = np.zeros(len(lengths) + 1, width(len(blob)))
    np.cumsum(lengths, out=ends[1:])
    out.add("id.terms", np.frombuffer(blob, np.uint8))
    out.add("id.ends", ends)
    out.add("id.docs", np.array(docs, np.uint32))
    out.add("id.ranks", id_ranks(np.array(docs, np.uint32)))


def _merge_rest(out: ArraysWriter, sources: Sequence[Source]) -> None:
    for name in ("day", "instant", "since"):
        out.add(
            name,
            np.concatenate([source.of_live(source.segment.arrays[name]) for source in sources]),
        )
    living = [Live(source.segment.arrays, source.live) for source in sources]
    for name, values in (merged_said(living) | merged_traits(living)).items():
        out.add(name, values)
    rows = [source.segment.arrays["digest"].reshape(-1, DIGEST_BYTES) for source in sources]
    live_digests = [source.of_live(digests) for source, digests in zip(sources, rows, strict=True)]
    out.add("digest", np.concatenate(live_digests).reshape(-1))


def _merge_records(records: RecordsWriter, sources: Sequence[Source]) -> None:
    for source in sources:
        for doc in range(source.segment.size):
            if source.live is None or source.live[doc]:
                records.add(source.segment.record(doc))
            if not doc % _READ_AT_ONCE:
                source.segment.release()


class MergeWriter(FileWriter):
    """Writes one segment in the place of several."""

    def __init__(self, index: object) -> None:
        super().__init__(index)
        self._sources: list[Source] = []

    def replace(self, chosen: Sequence[W3Segment]) -> None:
        """Put one segment in the place of those chosen, or none if no document in them is live.

        Raises `DamagedIndexError`.
        """
        names = {segment.segment_id() for segment in chosen}

        def gather(_: object, segments: Sequence[W3Segment]) -> list[W3Segment]:
            live = [
                segment
                for segment in segments
                if segment.segment_id() in names and segment.doc_count()
            ]
            self._sources = make_sources(open_segments(self.folder, described(live)), live)
            if live:
                _merge_records(self.records, self._sources)
                self.docnum = sum(segment.doc_count() for segment in live)
                self._added = True
            return [segment for segment in segments if segment.segment_id() not in names]

        self.finish(gather)

    def write_arrays(self, out: ArraysWriter) -> None:
        """See `FileWriter`."""
        for field in TEXT_FIELDS:
            _merge_text(out, field, self._sources)
        for facet in PLAIN_FACETS:
            _merge_facet(out, facet, self._sources)
        _merge_ids(out, self._sources)
        _merge_rest(out, self._sources)
