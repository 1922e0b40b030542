"""Which article keeps an id that several have, and what the others are stored as.

A bare id stays with the source that was given it first, for ever. Of one source the content that
had it before keeps it, or else the first that is read; any other content gets an id of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from archive.indexing.intake_tables import own_id


class Reading(NamedTuple):
    """Where an article was read, whose it is and what it says."""

    file: int
    number: int
    source: int
    content: bytes


class Kept(NamedTuple):
    """What an id was given to before."""

    final: str
    id: str
    source: int
    content: bytes
    present: bool


def assigned(
    article: str, readings: Sequence[Reading], before: Sequence[Kept]
) -> dict[str, Reading]:
    """What is stored of the readings of one id, in the order of reading, by the ids to store it as.

    Readings of the same source and content are one; `before` is what was stored of them.
    """
    first: dict[int, dict[bytes, Reading]] = {}
    for reading in readings:
        first.setdefault(reading.source, {}).setdefault(reading.content, reading)
    recorded = {kept.final: kept for kept in before}
    owner = recorded[article].source if article in recorded else readings[0].source
    stored: dict[str, Reading] = {}
    for source, contents in first.items():
        final = article if source == owner else own_id(article, source)
        known = recorded.get(final)
        heir = known.content if known is not None and known.content in contents else None
        for number, (content, reading) in enumerate(contents.items()):
            is_heir = content == heir if heir is not None else not number
            name = final if is_heir else own_id(article, source, content.hex())
            stored[name] = reading
    return stored


class Assignment:
    """Gives ids to what was read, and says what that changes in the archive."""

    def __init__(self, tables: sqlite3.Connection) -> None:
        self._tables = tables

    def assign(self) -> None:
        """Give ids to all that is affected.

        What is to be stored is in the table `wanted` afterwards, what is to go in `left_out`, and
        what is stored already under another id in `renamed`.
        """
        rows = self._tables.execute(
            "SELECT affected.id, readings.file, readings.number, readings.source, readings.content "
            "FROM affected LEFT JOIN readings ON readings.id = affected.id "
            "LEFT JOIN files ON files.file = readings.file "
            "ORDER BY affected.id, files.place, files.again, readings.number"
        )
        for article, group in groupby(rows, itemgetter(0)):
            readings = [Reading(*row[1:]) for row in group if row[1] is not None]
            self._assign(article, readings)

    def _before(self, article: str) -> Iterator[Kept]:
        """What was stored of an id."""
        # An id of its own begins with the id, a tilde and eight hexadecimal digits.
        for where in ("final = ?1", "final > ?1 || '~' AND final < ?1 || '~g'"):
            rows = self._tables.execute(
                f"SELECT final, id, source, content, present FROM articles WHERE {where}",  # noqa: S608
                (article,),
            )
            yield from (Kept(*row) for row in rows if row[1] == article)

    def _assign(self, article: str, readings: Sequence[Reading]) -> None:
        before = list(self._before(article))
        stored = assigned(article, readings, before) if readings else {}
        stored = {self._free(final, article): reading for final, reading in stored.items()}
        recorded = {kept.final: kept for kept in before}
        contents = {kept.content: kept.final for kept in before if kept.present}
        for final, reading in stored.items():
            self._store(article, final, reading, recorded.get(final), contents)
        for kept in before:
            if kept.final not in stored and kept.present:
                self._tables.execute(
                    "UPDATE articles SET present = 0 WHERE final = ?", (kept.final,)
                )
                self._tables.execute("INSERT INTO left_out VALUES (?)", (kept.final,))

    def _free(self, final: str, article: str) -> str:
        """An id that no article of another id has."""
        while True:
            row = self._tables.execute(
                "SELECT id FROM articles WHERE final = ?", (final,)
            ).fetchone()
            if row is None or row[0] == article:
                return final
            final = own_id(final, 0)

    def _store(
        self,
        article: str,
        final: str,
        reading: Reading,
        known: Kept | None,
        contents: dict[bytes, str],
    ) -> None:
        same = known is not None and known.present and known.content == reading.content
        self._tables.execute(
            "INSERT INTO articles (final, id, source, content, file, number, present) "
            "VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT (final) DO UPDATE SET source = "
            "excluded.source, content = excluded.content, file = excluded.file, "
            "number = excluded.number, present = 1",
            (final, article, reading.source, reading.content, reading.file, reading.number),
        )
        if same:
            return
        # Its text was set aside, unless the archive has it under another id.
        before = contents.get(reading.content)
        if before is not None:
            self._tables.execute("INSERT INTO renamed VALUES (?, ?)", (final, before))
        else:
            self._tables.execute(
                "INSERT INTO wanted VALUES (?, ?, ?)", (reading.file, reading.number, final)
            )
