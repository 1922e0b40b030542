"""Reading: the arrays of one segment as terms, postings, positions and facet values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from archive.engine.stored import DIGEST_BYTES
from archive.engine.whoosh.arrays import ARRAYS_SUFFIX, Array, Arrays
from archive.engine.whoosh.mentioned import ARRAY_NAMES as MENTIONED
from archive.engine.whoosh.mentioned import MentionedField
from archive.engine.whoosh.narrow import Halves, Narrow
from archive.engine.whoosh.records import RECORDS_SUFFIX, Records
from archive.engine.whoosh.remembered import RememberedPhrases
from archive.engine.whoosh.said import ARRAY_NAMES as SAID
from archive.engine.whoosh.said import LINES
from archive.engine.whoosh.shown import FURNITURE, only_shown, open_shown
from archive.engine.whoosh.terms import TermTable, key_of
from archive.engine.whoosh.values import FacetField
from archive.errors import DamagedIndexError
from archive.model.article import Document
from archive.model.fields import ENTITY_FACETS, FACET_NAMES, PLAIN_FACETS, TEXT_FIELDS

#: Terms of one field whose numbers are remembered.
_REMEMBERED: Final = 10_000

#: Of a smaller share of a term's documents the frequencies are read one by one.
_FEW: Final = 16


class TextField:
    """One text field of one segment; its arrays are looked at when first needed."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._arrays = arrays
        self._name = name
        self._docs = arrays.checked(f"{name}.docs")
        # One question asks for the same few terms many times.
        self._found: dict[str, int] = {}

    @cached_property
    def table(self) -> TermTable:
        """The terms in byte order."""
        return TermTable(self._arrays[f"{self._name}.terms"], self._arrays[f"{self._name}.ends"])

    @cached_property
    def _posts(self) -> Array:
        return self._arrays[f"{self._name}.posts"]

    @cached_property
    def _tf(self) -> Halves:
        return Halves(self._arrays, f"{self._name}.tf", len(self._docs))

    @cached_property
    def _pos(self) -> Narrow:
        return Narrow(self._arrays, f"{self._name}.pos")

    @cached_property
    def _first(self) -> Array:
        return self._arrays[f"{self._name}.first"]

    @cached_property
    def lengths(self) -> Array | None:
        """The quantised length of each document, as its place in `LENGTHS`, where it is kept."""
        return self._arrays.get(f"{self._name}.length")

    @cached_property
    def total(self) -> Array | None:
        """The sum of all lengths and the number of documents with tokens, where they are kept."""
        return self._arrays.get(f"{self._name}.total")

    def find(self, term: str) -> int:
        """The number of a term, or -1."""
        number = self._found.get(term)
        if number is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            number = self._found[term] = self.table.find(key_of(term))
        return number

    def frequency(self, number: int) -> int:
        """In how many documents a term occurs; 0 for -1."""
        return int(self._posts[number + 1] - self._posts[number]) if number >= 0 else 0

    def docs(self, number: int) -> Array:
        """The documents of a term, ascending; none for -1."""
        if number < 0:
            return np.zeros(0, np.uint32)
        return self.docs_of(range(number, number + 1))

    def docs_of(self, numbers: range) -> Array:
        """The documents of neighbouring terms, term after term."""
        docs = self._docs[self._posts[numbers.start] : self._posts[numbers.stop]]
        return np.asarray(docs, np.uint32)

    def frequencies(self, numbers: range) -> Array:
        """In how many documents each of neighbouring terms occurs."""
        return np.diff(self._posts[numbers.start : numbers.stop + 1].astype(np.int64))

    def postings(self, numbers: range) -> int:
        """How many postings neighbouring terms have."""
        return int(self._posts[numbers.stop] - self._posts[numbers.start])

    def occurrences(self, numbers: range) -> int:
        """How often neighbouring terms stand in all documents."""
        return int(self._first[numbers.stop] - self._first[numbers.start]) if numbers else 0

    def term_frequencies(self, number: int) -> Array:
        """How often a term occurs in each of its documents."""
        return self._tf[self._posts[number] : self._posts[number + 1]]

    def frequencies_at(self, number: int, places: Array) -> Array:
        """How often a term occurs in those of its documents that stand at some places."""
        start, stop = int(self._posts[number]), int(self._posts[number + 1])
        if len(places) * _FEW > stop - start:
            counts: Array = self._tf[start:stop][places]
            return counts
        return self._tf.take(places.astype(np.int64) + start)

    def positions(self, number: int, within: Array) -> tuple[Array, Array]:
        """Positions of a term in the documents `within` (ascending, all of them hold the term).

        Two arrays of equal length: the place of the document in `within`, and the position.
        """
        counts = self.term_frequencies(number)
        first = int(self._first[number])
        if len(within) == len(counts):
            of_term = self._pos[first : int(self._first[number + 1])]
            return np.repeat(np.arange(len(within)), counts), of_term.astype(np.int64)
        at = np.searchsorted(self.docs(number), within)
        some = counts[at].astype(np.int64)
        # How far the positions of each document lie behind their places in what is taken.
        before = np.cumsum(counts, dtype=np.int64)[at] - np.cumsum(some)
        owners = np.repeat(np.arange(len(within)), some)
        places = np.arange(first, first + len(owners)) + before[owners]
        return owners, self._pos.take(places).astype(np.int64)

    def all_positions(self, numbers: range) -> tuple[Array, Array]:
        """Documents and positions of every occurrence of neighbouring terms, term after term."""
        posts = slice(self._posts[numbers.start], self._posts[numbers.stop])
        counts = self._tf[posts].astype(np.int64)
        first = int(self._first[numbers.start]) if len(numbers) else 0
        owners = np.repeat(self.docs_of(numbers), counts)
        return owners, self._pos[first : first + len(owners)].astype(np.int64)

    def term_at(self, numbers: range, occurrences: Array) -> Array:
        """The terms of some of the occurrences that `all_positions` gives, by number."""
        first = self._first[numbers.start : numbers.stop].astype(np.int64)
        return numbers.start + np.searchsorted(first - first[:1], occurrences, side="right") - 1


@dataclass(frozen=True)
class Segment:
    """A part of a generation's index: documents 0 to `size` - 1, at `base` in the whole."""

    base: int
    size: int
    arrays: Arrays

    @cached_property
    def shown(self) -> Arrays:
        """What is shown of what the documents say; a segment has it once it is committed."""
        return open_shown(self.arrays.path)

    @cached_property
    def texts(self) -> dict[str, TextField]:
        """The text fields by name."""
        return {name: TextField(self.arrays, name) for name in TEXT_FIELDS}

    @cached_property
    def facets(self) -> dict[str, FacetField]:
        """The facets by name."""
        return {
            name: FacetField(self.shown if name in ENTITY_FACETS else self.arrays, name)
            for name in FACET_NAMES
        }

    @cached_property
    def mentioned(self) -> MentionedField:
        """The days that documents mention."""
        return MentionedField(self.shown)

    @cached_property
    def phrases(self) -> RememberedPhrases:
        """What phrases were found to denote."""
        return RememberedPhrases()

    @cached_property
    def ids(self) -> TermTable:
        """Article ids in byte order; `id.docs` holds their documents."""
        return TermTable(self.arrays["id.terms"], self.arrays["id.ends"])

    @cached_property
    def everything(self) -> Array:
        """All documents."""
        return np.arange(self.size, dtype=np.uint32)

    @cached_property
    def days(self) -> Array:
        """Publication day of each document as an ordinal, 0 where unknown."""
        return self.arrays["day"]

    @cached_property
    def earliest(self) -> int:
        """The day before the first publication day there is."""
        dated = self.days[self.days > 0]
        return int(dated.min()) - 1 if len(dated) else 0

    @cached_property
    def day_offsets(self) -> Array:
        """How many days after `earliest` each document was published, 0 where unknown."""
        return np.where(self.days > 0, self.days - self.earliest, 0)

    @cached_property
    def instants(self) -> Array:
        """Publication instant of each document, `NO_INSTANT` where unknown."""
        return self.arrays["instant"]

    @cached_property
    def _ranks(self) -> Array:
        return self.arrays["id.ranks"]

    @cached_property
    def _records(self) -> Records:
        return Records(self.arrays.path.with_suffix(RECORDS_SUFFIX), self.arrays)

    def document(self, article: str) -> int:
        """The document with this id, or -1."""
        number = self.ids.find(key_of(article))
        return int(self.arrays["id.docs"][number]) if number >= 0 else -1

    def documents(self, article: str) -> Iterator[int]:
        """Every document with this id; a finished generation has one at most."""
        key = key_of(article)
        number = self.ids.lower(key)
        while number < self.size and self.ids[number] == key:
            yield int(self.arrays["id.docs"][number])
            number += 1

    def article_id(self, doc: int) -> str:
        """The id of a document."""
        return self.ids[self._ranks[doc]].decode("utf-8")

    def ids_and_docs(self) -> list[tuple[bytes, int]]:
        """Each id with its document, by id."""
        ids = self.ids.stretch(0, self.size)
        return list(zip(ids, self.arrays["id.docs"].tolist(), strict=True))

    @cached_property
    def record_bytes(self) -> int:
        """How many bytes are stored of a document, on average."""
        ends = self.arrays["record.ends"]
        return int(ends[-1]) // max(1, self.size)

    @cached_property
    def _furniture(self) -> tuple[Array, Array]:
        """Where the lines of each document begin, and which of all lines are furniture."""
        return self.arrays[f"{LINES}.starts"], self.shown[FURNITURE]

    def as_shown(self, doc: int, document: Document) -> Document:
        """A stored document with those of its names and days that are shown."""
        starts, furniture = self._furniture
        lines = furniture[int(starts[doc]) : int(starts[doc + 1])]
        return only_shown(document, lines, lambda kind: self.facets[kind].values_of(doc))

    def record(self, doc: int) -> bytes:
        """The stored bytes of a document; raises `DamagedIndexError`."""
        return self._records[doc]

    def release(self) -> None:
        """Give back the memory that what was read takes; it is read from the files again."""
        self.arrays.release()
        self._records.release()

    def digests(self) -> Iterator[tuple[str, str]]:
        """Each article's id and the digest of what was stored, by id."""
        docs, digests = self.arrays["id.docs"], self.arrays["digest"].reshape(-1, DIGEST_BYTES)
        for number, doc in enumerate(docs.tolist()):
            yield self.ids[number].decode("utf-8"), digests[doc].tobytes().hex()


def _lacking(arrays: Arrays) -> list[str]:
    """Names of arrays that every segment has and this one has not."""
    ends = [
        f"{name}.{array}" for name in TEXT_FIELDS for array in ("terms", "ends", "posts", "docs")
    ]
    ends += _facet_ends(PLAIN_FACETS)
    ends += ["id.terms", "id.ends", "id.docs", "id.ranks", "day", "instant", "record.ends"]
    ends += SAID
    return [name for name in ends if name not in arrays]


def _facet_ends(facets: Sequence[str]) -> list[str]:
    return [f"{name}.{array}" for name in facets for array in ("terms", "ends", "ords", "owners")]


def check_shown(segment: Segment) -> None:
    """Raise `DamagedIndexError` where what is shown of a segment does not fit it."""
    shown, size = segment.shown, segment.size
    names = (*_facet_ends(ENTITY_FACETS), *MENTIONED, FURNITURE)
    whole = (
        all(name in shown for name in names)
        and all(shown.length(f"{name}.starts") == size + 1 for name in ENTITY_FACETS)
        and shown.length(MENTIONED[0]) == size + 1
        and shown.length(FURNITURE) == segment.arrays.length(f"{LINES}.keys")
    )
    if not whole:
        raise DamagedIndexError(f"{shown.path} does not fit its segment.", file=shown.path)


def open_segment(path: Path, base: int, size: int) -> Segment:
    """Map the arrays of one segment; raises `DamagedIndexError` if they do not fit together."""
    arrays = Arrays(path)
    if lacking := _lacking(arrays):
        raise DamagedIndexError(f"{path} lacks {lacking[0]}.", file=path)
    if any(arrays.length(name) != size for name in ("day", "instant", "id.docs", "id.ranks")):
        raise DamagedIndexError(f"{path} does not hold {size} documents.", file=path)
    return Segment(base, size, arrays)


def open_segments(folder: Path, described: Sequence[tuple[str, int]]) -> list[Segment]:
    """Map segments by their names and sizes, in this order; raises `DamagedIndexError`."""
    segments, base = [], 0
    for name, size in described:
        segments.append(open_segment(folder / (name + ARRAYS_SUFFIX), base, size))
        base += size
    return segments
