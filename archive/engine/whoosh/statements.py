"""Who says what: what one segment is shown to say, and which documents say what is asked.

`statement.starts[d]:statement.starts[d + 1]` are the statements of document d, in order of place:
`first` and `last` are the positions of their first and last word in the field `SAID_IN`, and `ords`
is one above the number of the speaker in the table of the facet `speaker`, 0 where nobody is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array, Arrays
from archive.engine.whoosh.facet_arrays import facet_arrays
from archive.engine.whoosh.near import OWNER_SHIFT, Part, stands_at
from archive.engine.whoosh.ragged import places_of, starts_of
from archive.engine.whoosh.text_field import TextField
from archive.engine.whoosh.values import FacetField
from archive.model.query import Says

#: The columns of the rows of statements.
STATEMENT_COLUMNS: Final = ("first", "last", "ords")

#: The name of the facet of those who speak.
_SPEAKER: Final = "speaker"

#: Every array of this kind.
STATEMENT_ARRAYS: Final = (
    "statement.starts",
    *(f"statement.{column}" for column in STATEMENT_COLUMNS),
    *(
        f"{_SPEAKER}.{name}"
        for name in ("terms", "ends", "starts", "ords", "owners", "posts", "docs")
    ),
)


def statement_arrays(
    terms: list[bytes], columns: dict[str, Array], lengths: Array
) -> dict[str, Array]:
    """The arrays of a segment: its speakers, its statements, and how many each document has."""
    arrays = {"statement.starts": starts_of(lengths.astype(np.int64))}
    arrays |= {f"statement.{name}": columns[name] for name in STATEMENT_COLUMNS}
    owners = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
    speaking = columns["ords"] > 0
    size = max(1, len(terms))
    pairs = np.unique(owners[speaking] * size + columns["ords"][speaking] - 1)
    each = np.bincount(pairs // size, minlength=len(lengths)).astype(np.uint32)
    return arrays | facet_arrays(_SPEAKER, terms, (pairs % size).astype(np.uint32), each)


class StatementField:
    """The statements of one segment."""

    def __init__(self, arrays: Arrays) -> None:
        self._speakers = FacetField(arrays, _SPEAKER)
        self._starts = arrays["statement.starts"].astype(np.int64)
        self._first, self._last, self._ords = (
            arrays[f"statement.{column}"] for column in STATEMENT_COLUMNS
        )

    @cached_property
    def _stating(self) -> Array:
        """The documents with statements."""
        return np.flatnonzero(np.diff(self._starts)).astype(np.int64)

    def speaking(self, speakers: tuple[str, ...] | None) -> Array:
        """The documents in which one of some speakers speaks, or anybody."""
        if speakers is None:
            return self._stating
        docs = [self._speakers.docs(speaker) for speaker in speakers]
        return np.unique(np.concatenate([self._stating[:0], *docs]))

    def docs(
        self,
        node: Says,
        field: TextField,
        within: Array | None,
        holding: Callable[[Part, Array], Array],
    ) -> Array:
        """The documents that a node denotes, of those `within`; `holding` gives those of a part."""
        docs = self.speaking(node.speakers)
        if within is not None:
            docs = np.intersect1d(docs, within, assume_unique=True)
        for parts in dict.fromkeys(node.groups):
            found = [holding(part, docs) for part in parts]
            docs = np.unique(np.concatenate([docs[:0], *found]))
        if not len(docs) or not node.groups:
            return docs
        lengths, rows = places_of(self._starts, docs)
        owners = np.repeat(docs, lengths)
        if node.speakers is not None:
            asked = self._speakers.table.find_all([one.encode("utf-8") for one in node.speakers])
            wanted = np.isin(self._ords[rows], [number + 1 for number in asked if number >= 0])
            owners, rows = owners[wanted], rows[wanted]
        firsts = (owners << OWNER_SHIFT) + self._first[rows]
        lasts = (owners << OWNER_SHIFT) + self._last[rows]
        saying = np.ones(len(rows), bool)
        for parts in dict.fromkeys(node.groups):
            saying &= _holding(firsts, lasts, field, parts, docs)
        return np.unique(owners[saying])


def _holding(
    firsts: Array, lasts: Array, field: TextField, parts: tuple[Part, ...], docs: Array
) -> Array:
    """Which of some statements, whose ends are keys, hold something of a group."""
    held = np.zeros(len(firsts), bool)
    if not len(firsts):
        return held
    for part in parts:
        starts, ends = stands_at(field, part, docs)
        at = np.searchsorted(firsts, starts, side="right") - 1
        inside = at >= 0
        inside[inside] = ends[inside] <= lasts[at[inside]]
        held[at[inside]] = True
    return held
