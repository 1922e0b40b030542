"""Renewing: other documents take the place of those of a segment, whose postings are copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from whoosh.codec.whoosh3 import W3Segment
from whoosh.index import FileIndex

from archive.engine.stored import unpack
from archive.engine.whoosh.arrays import Array, Arrays, ArraysWriter
from archive.engine.whoosh.merge import MergeWriter
from archive.engine.whoosh.segment import Segment, open_segments
from archive.engine.whoosh.segment_writer import ArrayWriter
from archive.engine.whoosh.toc import described
from archive.engine.whoosh.traits import TRAIT_ARRAYS
from archive.model.article import Document
from archive.model.fields import TEXT_FIELDS

#: Documents read before the memory they take is given back.
_READ_AT_ONCE = 1024


class RenewWriter(ArrayWriter):
    """Writes a segment of documents with the postings of another that has as many."""

    def __init__(self, index: object, postings: Arrays) -> None:
        super().__init__(index)
        self._postings = postings

    def replace(self, segment: W3Segment) -> None:
        """Put what was added in the place of a segment."""

        def others(_: object, segments: Sequence[W3Segment]) -> list[W3Segment]:
            name = segment.segment_id()
            return [other for other in segments if other.segment_id() != name]

        self.finish(others)

    def trait_arrays(self) -> dict[str, Array]:
        """See `ArrayWriter`: they follow from what was published, and stay."""
        return {name: self._postings[name] for name in TRAIT_ARRAYS}

    def write_texts(self, out: ArraysWriter) -> None:
        """See `ArrayWriter`."""
        fields = tuple(f"{field}." for field in TEXT_FIELDS)
        for name in self._postings:
            if name.startswith(fields):
                out.add(name, self._postings[name])
        self._postings.release()


def _documents(segments: Sequence[Segment]) -> Iterator[Document]:
    """Every document of segments of which all are live, as it is kept."""
    for segment in segments:
        for doc in range(segment.size):
            yield unpack(segment.record(doc))
            if not doc % _READ_AT_ONCE:
                segment.release()


def renew_segments(
    index: FileIndex, made: Callable[[Iterator[Document]], Iterator[Document]]
) -> None:
    """Renew every segment; those with deleted documents are rewritten without them first."""
    while True:
        writer = MergeWriter(index)
        dead = [one for one in writer.segments if one.has_deletions() or not one.doc_count()]
        if not dead:
            entries, folder = list(writer.segments), writer.folder
            writer.cancel()
            break
        writer.replace(dead[:1])
    segments = open_segments(folder, described(entries))
    renewed = made(_documents(segments))
    for entry, segment in zip(entries, segments, strict=True):
        renewing = RenewWriter(index, segment.arrays)
        since = iter(segment.since.tolist())
        try:
            for document in islice(renewed, segment.size):
                renewing.add(document, next(since))
        except BaseException:
            renewing.cancel()  # or the lock and the files would stay open
            raise
        renewing.replace(entry)
