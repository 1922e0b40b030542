"""Writing: a Whoosh segment writer that gathers postings as arrays.

A text field gathers its tokens as one text, and an array of positions. When the segment is
finished, one sort finds the terms (`numbering.py`), and another, of (term, place in the text),
gives documents, frequencies and positions at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3Segment
from whoosh.writing import NO_MERGE, SegmentWriter

from archive.engine.files import fsync_path
from archive.engine.scoring import LENGTHS
from archive.engine.stored import compress, pack, packed_digest
from archive.engine.whoosh.arrays import ARRAYS_SUFFIX, Array, ArraysWriter, width
from archive.engine.whoosh.codec import ArrayCodec
from archive.engine.whoosh.facet_arrays import facet_arrays
from archive.engine.whoosh.narrow import frequencies, positions
from archive.engine.whoosh.numbering import TokenTexts
from archive.engine.whoosh.records import RECORDS_SUFFIX, RecordsWriter
from archive.engine.whoosh.said import Said
from archive.engine.whoosh.schema import NO_INSTANT
from archive.engine.whoosh.terms import pack_terms
from archive.engine.whoosh.traits import GatheredTraits
from archive.model.article import Document, Tokens
from archive.model.facets import facet_values
from archive.model.fields import PLAIN_FACETS, TEXT_FIELDS, is_positional

#: Segments of so many documents at most number them in 16 bits.
SMALL: Final = 1 << 16

#: Fields whose term frequencies count; the others only say whether a token occurs.
_COUNTED: Final = ("exact", "word")


class _Vocabulary(dict[str, int]):
    """Numbers values in the order they are first seen."""

    def __missing__(self, value: str) -> int:
        number = self[value] = len(self)
        return number


class _Values:
    """What one facet gathers while documents are added."""

    def __init__(self) -> None:
        self._vocabulary = _Vocabulary()
        self._numbers = array("I")
        self._lengths = array("I")

    def add(self, values: Sequence[str]) -> None:
        """Add the values of the next document."""
        self._numbers.extend(map(self._vocabulary.__getitem__, values))
        self._lengths.append(len(values))

    def arrays(self, facet: str) -> dict[str, Array]:
        """See `facet_arrays`."""
        # Strings stand in the order of their code points, which is that of their bytes in UTF-8.
        ordered = sorted(self._vocabulary)
        order = np.fromiter(map(self._vocabulary.__getitem__, ordered), np.uint32, len(ordered))
        ranks = np.empty(len(ordered), np.uint32)
        ranks[order] = np.arange(len(ordered), dtype=np.uint32)
        terms = [value.encode("utf-8") for value in ordered]
        numbers = np.array(self._numbers, np.uint32)
        return facet_arrays(facet, terms, ranks[numbers], np.array(self._lengths, np.uint32))


class _Text:
    """What one text field gathers while documents are added."""

    def __init__(self) -> None:
        self.tokens = TokenTexts()
        self.positions = array("I")
        self.lengths = array("I")

    def add(self, tokens: Tokens) -> None:
        """Add the tokens of the next document."""
        self.tokens.add(tokens.terms)
        self.positions.extend(tokens.positions)
        self.lengths.append(len(tokens.terms))


def doc_type(documents: int) -> npt.DTypeLike:
    """The type that numbers so many documents."""
    return np.uint16 if documents <= SMALL else np.uint32


def _text_arrays(field: str, gathered: _Text) -> dict[str, Array]:
    """The arrays of one text field.

    `posts[t]:posts[t+1]` are the postings of term t: `docs` (ascending) and `tf`. Its positions
    begin at `first[t]` of `pos`, document after document.
    """
    terms, ranks = gathered.tokens.ranked()
    lengths = np.frombuffer(gathered.lengths, np.uint32)
    key = ranks.astype(np.uint64) << np.uint64(32)
    key |= np.arange(len(ranks), dtype=np.uint64)
    key.sort()
    token = (key & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    term = (key >> np.uint64(32)).astype(np.uint32)
    del key
    docs = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)[token]
    new = np.ones(len(term), bool)
    new[1:] = (term[1:] != term[:-1]) | (docs[1:] != docs[:-1])
    starts = np.flatnonzero(new)
    bounds = np.searchsorted(term[starts], np.arange(len(terms) + 1, dtype=np.uint32))
    blob, ends = pack_terms(terms)
    posts = bounds.astype(width(len(starts)))
    documents = docs[starts].astype(doc_type(len(lengths)))
    arrays = {"terms": blob, "ends": ends, "posts": posts, "docs": documents}
    counts = np.diff(np.append(starts, len(term)))
    if field.endswith(_COUNTED):
        arrays["tf"] = counts
        arrays["length"] = np.searchsorted(LENGTHS, lengths, side="right").astype(np.uint8) - 1
        arrays["total"] = np.array([int(lengths.sum()), int((lengths > 0).sum())], np.int64)
    if is_positional(field):
        arrays["pos"] = np.frombuffer(gathered.positions, np.uint32)[token]
        arrays["first"] = np.append(starts, len(term))[bounds].astype(width(len(term)))
    return {f"{field}.{name}": values for name, values in arrays.items()}


def _add(out: ArraysWriter, name: str, values: Array) -> None:
    """Write an array of a text field, frequencies and positions in their narrow types."""
    field, _, kind = name.rpartition(".")
    make = {"tf": frequencies, "pos": positions}.get(kind)
    if make is None:
        out.add(name, values)
        return
    spool = make(out, field)
    spool.append(values)
    out.settle()
    spool.finish()


def id_ranks(docs: Array) -> Array:
    """The place of each document's id, where `docs` are the documents in the order of ids."""
    ranks = np.empty(len(docs), np.uint32)
    ranks[docs] = np.arange(len(docs), dtype=np.uint32)
    return ranks


class FileWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's segment writer for files of arrays: one segment, then a table of contents."""

    def __init__(self, index: object) -> None:
        super().__init__(index, compound=False, codec=ArrayCodec())
        self.folder = Path(self.storage.folder)

    @property
    def records(self) -> RecordsWriter:
        """Where stored documents go."""
        records: RecordsWriter = self.perdocwriter.records
        return records

    def finish(self, mergetype: Callable[[object, list[W3Segment]], list[W3Segment]]) -> None:
        """Commit with the segments that `mergetype` keeps of those there are, and the new one."""
        try:
            self.commit(mergetype=mergetype)
        except BaseException:
            self.cancel()  # or the lock and the files would stay open
            raise

    def write_arrays(self, out: ArraysWriter) -> None:
        """Write the segment's arrays; each kind of writer has its own."""
        raise NotImplementedError

    def _finalize_segment(self) -> object:
        segment = super()._finalize_segment()
        path = self.folder / segment.make_filename(ARRAYS_SUFFIX)
        with ArraysWriter(path) as out:
            self.write_arrays(out)
            for name, values in self.records.arrays().items():
                out.add(name, values)
        # A table of contents must never name what is not on disk.
        fsync_path(path)
        fsync_path(path.with_suffix(RECORDS_SUFFIX))
        return segment


class ArrayWriter(FileWriter):
    """Writes a segment of documents that are analysed already."""

    def __init__(self, index: object) -> None:
        super().__init__(index)
        self._texts = {name: _Text() for name in TEXT_FIELDS}
        self._facets = {name: _Values() for name in PLAIN_FACETS}
        self._days = array("i")
        self._instants = array("q")
        self._since = array("q")
        self._said = Said()
        self._traits = GatheredTraits()
        self._digests = bytearray()
        self._ids: list[bytes] = []
        self._last: dict[str, int] = {}
        self._discarded: set[int] = set()
        self.tokens = 0

    def add(self, document: Document, since: int) -> None:
        """Add a document that first came at some second; no other of its id may be live."""
        packed = pack(document)
        self.records.add(compress(packed))
        self._digests += packed_digest(packed)
        empty = Tokens([])
        for name, gathered in self._texts.items():
            tokens = document.fields.get(name, empty)
            gathered.add(tokens)
            self.tokens += len(tokens.terms)
        for facet, values in self._facets.items():
            values.add(facet_values(document, facet))
        self._days.append(document.day)
        self._since.append(since)
        self._instants.append(NO_INSTANT if document.instant is None else document.instant)
        self._said.add(document)
        self._traits.add(document)
        self._ids.append(document.article.id.encode("utf-8"))
        self._last[document.article.id] = self.docnum
        self._added = True
        self.docnum += 1

    def flush(self) -> None:
        """Add the segment to those there are."""
        self.finish(NO_MERGE)

    def discard(self, article: str) -> bool:
        """Mark a document that was added to this segment as deleted; whether there was one."""
        doc = self._last.pop(article, None)
        if doc is not None:
            self._discarded.add(doc)
        return doc is not None

    def _finalize_segment(self) -> object:
        for doc in self._discarded:
            self.newsegment.delete_document(doc)
        return super()._finalize_segment()

    def write_texts(self, out: ArraysWriter) -> None:
        """Write the postings; what was gathered is let go field by field."""
        for name in list(self._texts):
            for key, values in _text_arrays(name, self._texts.pop(name)).items():
                _add(out, key, values)

    def trait_arrays(self) -> dict[str, Array]:
        """The traits of the documents."""
        return self._traits.arrays()

    def write_arrays(self, out: ArraysWriter) -> None:
        """See `FileWriter`."""
        self.write_texts(out)
        arrays: dict[str, Array] = {}
        for facet, gathered in self._facets.items():
            arrays |= gathered.arrays(facet)
        order = sorted(range(len(self._ids)), key=self._ids.__getitem__)
        blob, ends = pack_terms([self._ids[i] for i in order])
        docs = np.array(order, np.uint32)
        arrays |= {"id.terms": blob, "id.ends": ends, "id.docs": docs, "id.ranks": id_ranks(docs)}
        arrays |= self._said.arrays() | self.trait_arrays() | self._traits.visible()
        arrays["day"] = np.frombuffer(self._days, np.int32)
        arrays["instant"] = np.frombuffer(self._instants, np.int64)
        arrays["since"] = np.frombuffer(self._since, np.int64)
        arrays["digest"] = np.frombuffer(self._digests, np.uint8)
        for key, values in arrays.items():
            out.add(key, values)
