"""Reading: the arrays of one segment as text fields, facets and stored articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from archive.engine.showing import only_shown
from archive.engine.stored import DIGEST_BYTES
from archive.engine.whoosh.arrays import ARRAYS_SUFFIX, Array, Arrays
from archive.engine.whoosh.dead import Dead, dead_of
from archive.engine.whoosh.mentioned import MentionedField
from archive.engine.whoosh.records import RECORDS_SUFFIX, Records
from archive.engine.whoosh.remembered import RememberedSets
from archive.engine.whoosh.said import SAID_ARRAYS, SAID_LINES
from archive.engine.whoosh.shown import FURNITURE, furniture_keys, open_shown
from archive.engine.whoosh.statements import StatementField
from archive.engine.whoosh.stories import Stories
from archive.engine.whoosh.terms import TermTable, key_of
from archive.engine.whoosh.text_field import TextField
from archive.engine.whoosh.traits import TRAIT_ARRAYS, TRAIT_VALUES
from archive.engine.whoosh.values import FacetField
from archive.errors import DamagedIndexError
from archive.model.article import Document
from archive.model.fields import ENTITY_FACETS, FACET_NAMES, PLAIN_FACETS, TEXT_FIELDS
from archive.model.query import Node

#: Ids that are read at once.
_READ_AT_ONCE: Final = 4096


@dataclass(frozen=True)
class Segment:
    """A part of a generation's index: documents 0 to `size` - 1, at `base` in the whole.

    `dead` tells of those that were removed or replaced; None where all live. `stories` groups the
    documents of the whole; a segment has it once it is committed.
    """

    base: int
    size: int
    arrays: Arrays
    dead: Dead | None = None
    stories: Stories | None = None

    @cached_property
    def lives(self) -> Array:
        """Which documents live, as truth values."""
        return np.ones(self.size, bool) if self.dead is None else self.dead.live

    def of_story(self, name: str) -> Array:
        """An array of `stories`, of this segment's documents."""
        assert self.stories is not None
        values: Array = getattr(self.stories, name)[self.base : self.base + self.size]
        return values

    @cached_property
    def shown(self) -> Arrays:
        """What is shown of what the documents say; a segment has it once it is committed."""
        return open_shown(self.arrays.path)

    @cached_property
    def texts(self) -> dict[str, TextField]:
        """The text fields by name."""
        if self.dead is None:
            return {name: TextField(self.arrays, name) for name in TEXT_FIELDS}
        return {name: TextField(self.arrays, name, self.dead.terms(name)) for name in TEXT_FIELDS}

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
    def statements(self) -> StatementField:
        """What somebody says in documents."""
        return StatementField(self.shown)

    @cached_property
    def phrases(self) -> RememberedSets:
        """What phrases and printed words were found to denote."""
        return RememberedSets()

    @cached_property
    def sets(self) -> RememberedSets:
        """What other nodes were found to denote; many are sooner found again."""
        return RememberedSets()

    @cached_property
    def costs(self) -> dict[Node, int]:
        """About how many documents nodes denote, as far as asked."""
        return {}

    @cached_property
    def newest(self) -> Array:
        """Which documents have no newer version, as truth values."""
        return np.logical_not(self.of_story("older"))

    @cached_property
    def ids(self) -> TermTable:
        """Article ids in byte order; `id.docs` holds their documents."""
        return TermTable(self.arrays["id.terms"], self.arrays["id.ends"])

    @cached_property
    def everything(self) -> Array:
        """All documents, also the dead."""
        return np.arange(self.size, dtype=np.int64)

    @property
    def articles(self) -> int:
        """How many documents live."""
        return int(np.count_nonzero(self.lives))

    @cached_property
    def living(self) -> Array:
        """All live documents."""
        return self.everything if self.dead is None else self.everything[self.dead.live]

    def without_values(self, facets: Sequence[str]) -> int:
        """How many live documents have no value in any of these facets."""
        without = np.ones(self.size, bool)
        for facet in facets:
            without &= self.facets[facet].empty()
        return int(without[self.living].sum())

    def only_live(self, docs: Array) -> Array:
        """The live ones of some documents."""
        return docs if self.dead is None else docs[self.dead.live[docs]]

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
    def since(self) -> Array:
        """When each document first came, in seconds since 1970 UTC."""
        return self.arrays["since"]

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
        """The live document with this id, or -1."""
        docs = self.documents(article)
        return next((doc for doc in docs if self.dead is None or self.dead.live[doc]), -1)

    def having(self, article: str) -> Array:
        """The live document with this id; none if there is none."""
        doc = self.document(article)
        return self.everything[doc : doc + 1] if doc >= 0 else self.everything[:0]

    def documents(self, article: str) -> Iterator[int]:
        """Every document with this id; one lives at most, in all of a finished generation."""
        key = key_of(article)
        number = self.ids.lower(key)
        while number < self.size and self.ids[number] == key:
            yield int(self.arrays["id.docs"][number])
            number += 1

    def article_id(self, doc: int) -> str:
        """The id of a document."""
        return self.ids[self._ranks[doc]].decode("utf-8")

    def ids_and_docs(self) -> Iterator[tuple[bytes, int]]:
        """Each id with its document, by id; also the dead."""
        docs = self.arrays["id.docs"]
        for start in range(0, self.size, _READ_AT_ONCE):
            stretch = docs[start : start + _READ_AT_ONCE].tolist()
            yield from zip(self.ids.stretch(start, start + len(stretch)), stretch, strict=True)

    @cached_property
    def record_bytes(self) -> int:
        """How many bytes are stored of a document, on average."""
        ends = self.arrays["record.ends"]
        return int(ends[-1]) // max(1, self.size)

    @cached_property
    def _furniture(self) -> tuple[Array, Array]:
        """Where the lines of each document begin, and which of all lines are furniture."""
        return self.arrays[f"{SAID_LINES}.starts"], self.shown[FURNITURE]

    def as_shown(self, doc: int, document: Document) -> Document:
        """A stored document with those of its names and days that are shown."""
        starts, furniture = self._furniture
        lines = furniture[int(starts[doc]) : int(starts[doc + 1])]
        hidden = furniture_keys(document.article.body, lines)
        return only_shown(document, hidden, lambda kind: self.facets[kind].values_of(doc))

    def record(self, doc: int) -> bytes:
        """The stored bytes of a document; raises `DamagedIndexError`."""
        return self._records[doc]

    def release(self) -> None:
        """Give back the memory that what was read takes; it is read from the files again."""
        self.arrays.release()
        self._records.release()

    def digests(self) -> Iterator[tuple[str, str]]:
        """Each live article's id and the digest of what was stored, by id."""
        docs, digests = self.arrays["id.docs"], self.arrays["digest"].reshape(-1, DIGEST_BYTES)
        for start in range(0, self.size, _READ_AT_ONCE):
            stretch = docs[start : start + _READ_AT_ONCE]
            ids = self.ids.stretch(start, start + len(stretch))
            written = digests[stretch].tobytes().hex()
            for at, (article_id, doc) in enumerate(zip(ids, stretch.tolist(), strict=True)):
                if self.dead is None or self.dead.live[doc]:
                    place = at * 2 * DIGEST_BYTES
                    yield article_id.decode("utf-8"), written[place : place + 2 * DIGEST_BYTES]


def _lacking(arrays: Arrays) -> list[str]:
    """Names of arrays that every segment has and this one has not."""
    ends = [
        f"{name}.{array}" for name in TEXT_FIELDS for array in ("terms", "ends", "posts", "docs")
    ]
    ends += ["id.terms", "id.ends", "id.docs", "id.ranks", "day", "instant", "since", "record.ends"]
    ends += (*facet_ends(PLAIN_FACETS), *SAID_ARRAYS, *TRAIT_ARRAYS)
    return [name for name in ends if name not in arrays]


def facet_ends(facets: Sequence[str]) -> list[str]:
    """The arrays that every facet has."""
    return [f"{name}.{array}" for name in facets for array in ("terms", "ends", "ords", "owners")]


def open_segment(
    path: Path, base: int, size: int, dead: Arrays | None = None, stories: Stories | None = None
) -> Segment:
    """Map the arrays of one segment; raises `DamagedIndexError` if they do not fit together.

    `dead` is what tells of dead documents, in any segment; without it all count as live. `stories`
    groups the documents of all segments.
    """
    arrays = Arrays(path)
    if lacking := _lacking(arrays):
        raise DamagedIndexError(f"{path} lacks {lacking[0]}.", file=path)
    each = ["day", "instant", "since", "id.docs", "id.ranks"]
    each += [f"trait.{name}" for name in TRAIT_VALUES]
    if any(arrays.length(name) != size for name in each):
        raise DamagedIndexError(f"{path} does not hold {size} documents.", file=path)
    return Segment(base, size, arrays, dead_of(dead, path.stem, size), stories)


def open_segments(
    folder: Path,
    described: Sequence[tuple[str, int]],
    dead: Arrays | None = None,
    stories: Stories | None = None,
) -> list[Segment]:
    """Map segments by their names and sizes, in this order; raises `DamagedIndexError`.

    See `open_segment`.
    """
    segments, base = [], 0
    for name, size in described:
        segments.append(open_segment(folder / f"{name}{ARRAYS_SUFFIX}", base, size, dead, stories))
        base += size
    return segments
