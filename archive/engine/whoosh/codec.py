"""Whoosh's extension point for files: segments whose postings are arrays."""

from __future__ import annotations

from pathlib import Path

from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Segment

from archive.engine.whoosh.records import RECORDS_SUFFIX, RecordsWriter


class ArraySegment(W3Segment):  # type: ignore[misc]  # Whoosh has no types
    """What the table of contents keeps of a segment: its name, size and deleted documents."""

    def __init__(self, indexname: str) -> None:
        super().__init__(None, indexname)

    def codec(self) -> ArrayCodec:
        """How to read this segment."""
        return ArrayCodec()


class PerDocumentWriter(base.PerDocumentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes stored documents; the file is made when the first one comes."""

    def __init__(self, folder: Path, segment: ArraySegment) -> None:
        self._path = folder / segment.make_filename(RECORDS_SUFFIX)
        self._records: RecordsWriter | None = None
        self.is_closed = False

    @property
    def records(self) -> RecordsWriter:
        """Where records go."""
        if self._records is None:
            self._records = RecordsWriter(self._path)
        return self._records

    def close(self) -> None:
        """Finish the file."""
        if self._records is not None:
            self._records.close()
        self.is_closed = True


class NoFieldWriter(base.FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Stands where Whoosh writes postings one by one; ours are written as arrays at the end."""

    is_closed = False

    def close(self) -> None:
        """Nothing is open."""
        self.is_closed = True


class ArrayCodec(base.Codec):  # type: ignore[misc]  # Whoosh has no types
    """Files of arrays and of records, in the place of Whoosh's own."""

    length_stats = False

    def per_document_writer(self, storage: object, segment: ArraySegment) -> PerDocumentWriter:
        """Where stored documents are written."""
        return PerDocumentWriter(Path(storage.folder), segment)  # type: ignore[attr-defined]  # a FileStorage

    def field_writer(self, _: object, __: ArraySegment) -> NoFieldWriter:
        """Where Whoosh would write postings."""
        return NoFieldWriter()

    def new_segment(self, _: object, indexname: str) -> ArraySegment:
        """A segment without documents."""
        return ArraySegment(indexname)
