"""Writing: a Whoosh segment writer that gathers postings as arrays.

A text field gathers a dictionary token -> number, one array of numbers and one of positions. When
the segment is finished, a single sort of (term, place in the array) gives documents, frequencies
and positions at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from whoosh.writing import SegmentWriter

from archive.engine.scoring import LENGTHS
from archive.engine.whoosh.arrays import SUFFIX, Array, pack_terms, write_arrays
from archive.engine.whoosh.stored import compress
from archive.model.article import Document, Tokens
from archive.model.fields import FACETS, TEXT_FIELDS, is_positional

#: The value of `instant` that stands for an unknown one.
NO_INSTANT: Final = np.iinfo(np.int64).min

#: Fields whose term frequencies are of use; the others only say whether a token occurs.
_COUNTED: Final = ("exact", "word")


class _Vocabulary(dict[str, int]):
    """Numbers tokens in the order they are first seen."""

    def __missing__(self, token: str) -> int:
        number = self[token] = len(self)
        return number


class _Gathered:
    """What one field gathers while documents are added."""

    def __init__(self) -> None:
        self.vocabulary = _Vocabulary()
        self.numbers = array("I")
        self.positions = array("I")
        self.lengths = array("I")

    def add(self, terms: Sequence[str], positions: Sequence[int] = ()) -> None:
        """Add the tokens of the next document."""
        self.numbers.extend(map(self.vocabulary.__getitem__, terms))
        self.positions.extend(positions)
        self.lengths.append(len(terms))

    def sorted_terms(self) -> tuple[list[bytes], Array]:
        """Terms in byte order, and for each gathered token the place of its term in it."""
        terms = [token.encode("utf-8") for token in self.vocabulary]
        order = sorted(range(len(terms)), key=terms.__getitem__)
        ranks = np.empty(len(terms), np.uint32)
        ranks[order] = np.arange(len(terms), dtype=np.uint32)
        numbers = np.frombuffer(self.numbers, np.uint32) if self.numbers else np.zeros(0, np.uint32)
        return [terms[i] for i in order], ranks[numbers]


def _frequencies(counts: Array) -> Array:
    """Term frequencies in the narrowest type that holds them."""
    most = int(counts.max(initial=0))
    return counts.astype(np.uint8 if most < 1 << 8 else np.uint16 if most < 1 << 16 else np.uint32)


def _text_arrays(field: str, gathered: _Gathered) -> dict[str, Array]:
    """The arrays of one text field.

    `posts[t]:posts[t+1]` are the postings of term t: `docs` (ascending) and `tf`. Its positions
    begin at `first[t]` of `pos`, document after document.
    """
    terms, ranks = gathered.sorted_terms()
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
    arrays = {"terms": blob, "ends": ends, "posts": bounds.astype(np.uint32), "docs": docs[starts]}
    counts = np.diff(np.append(starts, len(term)))
    if field.endswith(_COUNTED):
        arrays["tf"] = _frequencies(counts)
        arrays["length"] = np.searchsorted(LENGTHS, lengths, side="right").astype(np.uint8) - 1
        arrays["total"] = np.array([int(lengths.sum()), int((lengths > 0).sum())], np.int64)
    if is_positional(field):
        arrays["pos"] = np.frombuffer(gathered.positions, np.uint32)[token]
        arrays["first"] = np.append(starts, len(term))[bounds].astype(np.uint64)
    return {f"{field}.{name}": values for name, values in arrays.items()}


def _facet_arrays(facet: str, gathered: _Gathered) -> dict[str, Array]:
    """The arrays of one facet: document -> values (`starts`, `ords`) and the reverse."""
    terms, ords = gathered.sorted_terms()
    lengths = np.frombuffer(gathered.lengths, np.uint32)
    starts = np.zeros(len(lengths) + 1, np.uint32)
    np.cumsum(lengths, out=starts[1:])
    owners = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
    order = np.argsort(ords, kind="stable")
    posts = np.searchsorted(ords[order], np.arange(len(terms) + 1, dtype=np.uint32))
    blob, ends = pack_terms(terms)
    arrays = {
        "terms": blob,
        "ends": ends,
        "starts": starts,
        "ords": ords,
        "owners": owners,
        "posts": posts.astype(np.uint32),
        "docs": owners[order],
    }
    return {f"{facet}.{name}": values for name, values in arrays.items()}


class ArrayWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's segment writer, with `add` for documents that are analysed already."""

    def __init__(self, index: object) -> None:
        super().__init__(index, compound=False)
        self._texts = {name: _Gathered() for name in TEXT_FIELDS}
        self._facets = {name: _Gathered() for name in FACETS}
        self._days = array("i")
        self._instants = array("q")
        self._ids: list[bytes] = []
        self.tokens = 0

    def add(self, document: Document, packed: bytes) -> None:
        """Add a document; `packed` is what `stored.pack` makes of it."""
        stored = self.perdocwriter
        stored.start_doc(self.docnum)
        stored.add_field("id", self.schema["id"], document.article.id, 0)
        stored.add_field("document", self.schema["document"], compress(packed), 0)
        stored.finish_doc()
        self._added = True
        self.docnum += 1
        empty = Tokens([])
        for name, gathered in self._texts.items():
            tokens = document.fields.get(name, empty)
            gathered.add(tokens.terms, tokens.positions)
            self.tokens += len(tokens.terms)
        for facet, gathered in self._facets.items():
            gathered.add(document.facet_values(facet))
        self._days.append(document.day)
        self._instants.append(NO_INSTANT if document.instant is None else document.instant)
        self._ids.append(document.article.id.encode("utf-8"))

    def _finalize_segment(self) -> object:
        segment = super()._finalize_segment()
        name = segment.make_filename(SUFFIX)
        write_arrays(Path(self.storage.folder) / name, self._arrays())
        return segment

    def _arrays(self) -> dict[str, Array]:
        arrays: dict[str, Array] = {}
        for name in list(self._texts):
            arrays |= _text_arrays(name, self._texts.pop(name))
        for facet, gathered in self._facets.items():
            arrays |= _facet_arrays(facet, gathered)
        order = sorted(range(len(self._ids)), key=self._ids.__getitem__)
        blob, ends = pack_terms([self._ids[i] for i in order])
        arrays |= {"id.terms": blob, "id.ends": ends, "id.docs": np.array(order, np.uint32)}
        arrays["day"] = np.frombuffer(self._days, np.int32)
        arrays["instant"] = np.frombuffer(self._instants, np.int64)
        return arrays
