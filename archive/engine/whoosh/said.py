"""What each article says that counts only together with what others say.

A segment keeps of each document, in arrays whose names begin with `said.`: the key of its body
(`text`), those of the lines near its ends (`lines`), those of the names that models propose in it
(`proposed`), its entities of each kind, the days it mentions and the statements in it. Each entity
and each day has a row for every line that it stands in: `within` is the number of the line in
`lines`, from 1 on, 0 elsewhere. A statement has a row with its positions, `first` and `last`, the
id of its speaker ("" for none) and of which kind that is, as a number of `ACTORS`. What is shown of
all that stands in another file (`shown.py`), which every commit writes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from archive.engine.showing import line_hiding, line_number_of, told_key
from archive.engine.whoosh.arrays import Array, Arrays
from archive.engine.whoosh.ragged import starts_of
from archive.engine.whoosh.terms import TermTable, pack_terms
from archive.model.article import Document
from archive.model.entity import ACTORS
from archive.model.fields import ENTITY_FACETS
from archive.model.statement import Statement
from archive.text.edges import Edge, edges, hashed

#: The key of each document's body.
SAID_TEXT: Final = "said.text"

#: Rows of unequal length, one a document, and the arrays of their values beside `.starts`.
SAID_LINES: Final = "said.lines"
SAID_PROPOSED: Final = "said.proposed"
SAID_DAYS: Final = "said.days"
_PLAIN_ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    SAID_LINES: ("keys",),
    SAID_PROPOSED: ("keys",),
    SAID_DAYS: ("first", "last", "within"),
}
_ENTITY_COLUMNS: Final = ("ords", "within")
_STATEMENT_COLUMNS: Final = (*_ENTITY_COLUMNS, "first", "last", "kind")

#: The rows of statements, by their speakers.
SPEAKER: Final = "speaker"

#: What has a number for each of its names, and the columns of its rows.
_NAMED_ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(ENTITY_FACETS, _ENTITY_COLUMNS),
    SPEAKER: _STATEMENT_COLUMNS,
}


def said_of(facet: str) -> str:
    """The name of the rows that hold the entities of a facet."""
    return f"said.{facet}"


#: The names of all arrays of this kind.
SAID_ARRAYS: Final = (
    SAID_TEXT,
    *(f"{rows}.{column}" for rows, columns in _PLAIN_ROWS.items() for column in columns),
    *(f"{rows}.starts" for rows in _PLAIN_ROWS),
    *(
        f"{said_of(facet)}.{name}"
        for facet, columns in _NAMED_ROWS.items()
        for name in ("terms", "ends", "starts", *columns)
    ),
)


#: Documents whose rows are looked at together.
_AT_ONCE: Final = 10_000


class Live(NamedTuple):
    """The arrays of a segment, and which of its documents live (None for all)."""

    arrays: Arrays
    live: Array | None

    def rows(self, name: str) -> tuple[Array, Array | slice]:
        """How many values each live row has, and which of all values are theirs."""
        lengths = self._lengths(name)
        if self.live is None:
            return lengths, slice(None)
        return lengths[self.live], np.repeat(self.live, lengths)

    def stretches(self, name: str) -> Iterator[tuple[Array, slice]]:
        """All rows, those of some documents at once: the document of each value, which values."""
        starts = self.arrays[f"{name}.starts"]
        for first in range(0, len(starts) - 1, _AT_ONCE):
            bounds = starts[first : first + _AT_ONCE + 1].astype(np.int64)
            docs = np.arange(first, first + len(bounds) - 1, dtype=np.uint32)
            yield np.repeat(docs, np.diff(bounds)), slice(int(bounds[0]), int(bounds[-1]))

    def outside(self, rows: str, docs: Array, values: slice, hiding: Array) -> Array:
        """Which of a stretch of values, of these documents, do not stand in furniture and live.

        `hiding` says of all lines which are furniture.
        """
        within = self.arrays[f"{rows}.within"][values]
        outside = np.ones(len(within), bool) if self.live is None else self.live[docs]
        inside = np.flatnonzero(within)
        if len(inside):
            starts = self.arrays[f"{SAID_LINES}.starts"]
            first = starts[docs[inside]].astype(np.int64)
            outside[inside] &= ~hiding[first + within[inside] - 1]
        return outside

    def _lengths(self, name: str) -> Array:
        return np.diff(self.arrays[f"{name}.starts"].astype(np.int64))


class _Rows:
    """Rows of unequal length while they are gathered."""

    def __init__(self, *types: str) -> None:
        self._lengths = array("I")
        self._columns = [array(type_) for type_ in types]

    def add(self, row: Sequence[tuple[int, ...]]) -> None:
        """Add the next row: its values, each with all its columns."""
        self._lengths.append(len(row))
        for column, values in zip(self._columns, zip(*row, strict=True), strict=False):
            column.extend(values)

    def arrays(self, name: str, columns: Sequence[str]) -> dict[str, Array]:
        """The rows as arrays, the columns under these names."""
        arrays = {f"{name}.starts": starts_of(np.array(self._lengths, np.int64))}
        for column, values in zip(columns, self._columns, strict=True):
            arrays[f"{name}.{column}"] = np.array(values)
        return arrays


class Said:
    """Gathers what documents say while they are added to a segment."""

    def __init__(self) -> None:
        self._texts = array("Q")
        self._lines = _Rows("Q")
        self._proposed = _Rows("Q")
        self._days = _Rows("i", "i", "B")
        self._entities = {facet: _Rows("I", "B") for facet in ENTITY_FACETS}
        self._entities[SPEAKER] = _Rows("I", "B", "I", "I", "B")
        self._numbers: dict[str, dict[str, int]] = {facet: {} for facet in _NAMED_ROWS}

    def add(self, document: Document) -> None:
        """Add what the next document says."""
        body = document.article.body
        lines = edges(body)
        keys = list(dict.fromkeys(edge.key for edge in lines))
        numbers = {key: number for number, key in enumerate(keys, 1)}
        self._texts.append(hashed(body))
        self._lines.add([(key,) for key in keys])
        proposed = {hashed(kind, name) for kind, name in document.proposed}
        proposed |= {told_key(kind, name) for kind, name in document.told}
        self._proposed.add([(key,) for key in sorted(proposed)])
        days = {
            (date.first.toordinal(), date.last.toordinal(), line_hiding(date, body, lines, numbers))
            for date in document.dates
        }
        self._days.add(sorted(days))
        rows: dict[str, set[tuple[int, int]]] = {facet: set() for facet in ENTITY_FACETS}
        for mention in document.mentions:
            known = self._numbers[mention.kind]
            number = known.setdefault(mention.entity, len(known))
            rows[mention.kind].add((number, line_number_of(mention, lines, numbers)))
        for facet, row in rows.items():
            self._entities[facet].add(sorted(row))
        self._entities[SPEAKER].add(
            [self._statement(one, lines, numbers) for one in document.statements]
        )

    def _statement(
        self, statement: Statement, lines: Sequence[Edge], numbers: Mapping[int, int]
    ) -> tuple[int, ...]:
        """The row of a statement."""
        speaker, known = statement.speaker, self._numbers[SPEAKER]
        number = known.setdefault(speaker.entity if speaker else "", len(known))
        within = line_number_of(statement, lines, numbers)
        kind = ACTORS.index(speaker.kind) if speaker else 0
        return number, within, statement.first, statement.last, kind

    def arrays(self) -> dict[str, Array]:
        """All of it."""
        arrays = {SAID_TEXT: np.array(self._texts)}
        for name, rows in zip(_PLAIN_ROWS, (self._lines, self._proposed, self._days), strict=True):
            arrays |= rows.arrays(name, _PLAIN_ROWS[name])
        for facet, rows in self._entities.items():
            name = said_of(facet)
            arrays |= rows.arrays(name, _NAMED_ROWS[facet])
            # Strings stand in the order of their code points, which is that of their bytes.
            terms = sorted(self._numbers[facet])
            ranks = np.empty(len(terms), np.uint32)
            order = [self._numbers[facet][term] for term in terms]
            ranks[order] = np.arange(len(terms), dtype=np.uint32)
            arrays[f"{name}.ords"] = ranks[arrays[f"{name}.ords"]]
            arrays[f"{name}.terms"], arrays[f"{name}.ends"] = pack_terms(
                [term.encode("utf-8") for term in terms]
            )
        return arrays


def merged_said(sources: Sequence[Live]) -> dict[str, Array]:
    """What the live documents of several segments say, one segment after the other."""
    texts = [
        source.arrays[SAID_TEXT] if source.live is None else source.arrays[SAID_TEXT][source.live]
        for source in sources
    ]
    arrays = {SAID_TEXT: np.concatenate(texts)}
    for name, columns in _PLAIN_ROWS.items():
        arrays |= _merged_rows(sources, name, columns)
    for facet, columns in _NAMED_ROWS.items():
        name = said_of(facet)
        arrays |= _merged_rows(sources, name, columns)
        arrays |= _renumbered(sources, name)
    return arrays


def _merged_rows(sources: Sequence[Live], name: str, columns: Sequence[str]) -> dict[str, Array]:
    rows = [source.rows(name) for source in sources]
    arrays = {f"{name}.starts": starts_of(np.concatenate([lengths for lengths, _ in rows]))}
    for column in columns:
        arrays[f"{name}.{column}"] = np.concatenate(
            [
                source.arrays[f"{name}.{column}"][chosen]
                for source, (_, chosen) in zip(sources, rows, strict=True)
            ]
        )
    return arrays


def _renumbered(sources: Sequence[Live], name: str) -> dict[str, Array]:
    """The entities of all segments in byte order, and the rows by their numbers."""
    parts = []
    for source in sources:
        table = TermTable(source.arrays[f"{name}.terms"], source.arrays[f"{name}.ends"])
        values = np.empty(len(table), object)
        values[:] = table.stretch(0, len(table))
        parts.append((values, source.arrays[f"{name}.ords"][source.rows(name)[1]]))
    used = [values[np.unique(ords)].tolist() for values, ords in parts]
    terms = sorted(set().union(*used))
    numbers = {term: number for number, term in enumerate(terms)}
    ords = [
        np.array([numbers.get(value, 0) for value in values], np.uint32)[ords]
        for values, ords in parts
    ]
    blob, ends = pack_terms(terms)
    return {f"{name}.terms": blob, f"{name}.ends": ends, f"{name}.ords": np.concatenate(ords)}
