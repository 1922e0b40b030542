"""Which article keeps an id that several have, and what the others are stored as.

A bare id stays with the source that was given it first, for ever. Of one source the content that
had it before keeps it, or else the first that is read and has no id of its own; any other content
gets one, and keeps it for ever: what was withdrawn or linked to under it is never another article.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from archive.indexing.intake_tables import own_id
from archive.text.edges import hashed


class SourceReading(NamedTuple):
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


class _Names:
    """The ids of what is stored of one id; `free` gives one that no article of another id has."""

    def __init__(self, article: str, before: Sequence[Kept], free: Callable[[str], str]) -> None:
        self._article = article
        self._free = free
        self._recorded = {kept.final: kept for kept in before}
        self.bare = free(article)
        self.stored: dict[str, SourceReading] = {}

    def owner(self) -> int | None:
        """The source that was given the bare id first, None where none was."""
        known = self._recorded.get(self.bare)
        return None if known is None else known.source

    def of_source(self, reading: SourceReading) -> str:
        """The id of a source that is not given the bare one."""
        return self._unlike(own_id(self._article, reading.source), reading.source)

    def of_content(self, reading: SourceReading) -> str:
        """The id of a content that its source says beside another."""
        digits = reading.content.hex()
        own = own_id(self._article, reading.source, digits)
        return self._unlike(own, reading.source, reading.content)

    def _unlike(self, final: str, source: int, content: bytes | None = None) -> str:
        """An id that nothing else has: the digits of two are the same now and then."""
        final = self._free(final)
        while final in self.stored or not self._may_have(final, source, content):
            final = self._free(own_id(final, 0))
        return final

    def _may_have(self, final: str, source: int, content: bytes | None) -> bool:
        known = self._recorded.get(final)
        if known is None:
            return True
        return known.source == source and content in (None, known.content)

    def heir(self, final: str, readings: Sequence[SourceReading]) -> SourceReading | None:
        """Which of a source's readings is stored under its id."""
        known = self._recorded.get(final)
        for reading in readings:
            if known is not None and known.content == reading.content:
                return reading
        new = (one for one in readings if self.of_content(one) not in self._recorded)
        return next(new, None)


def assigned(
    article: str,
    readings: Sequence[SourceReading],
    before: Sequence[Kept],
    free: Callable[[str], str] = str,
    erased: int | None = None,
) -> dict[str, SourceReading]:
    """What is stored of the readings of one id, in the order of reading, by the ids to store it as.

    Readings of the same source and content are one; `before` is what was stored of them. `free`
    gives the same id or, where an article of another id has it, one that none has. `erased` is the
    source whose article of this id was erased: the id stays its own.
    """
    sources: dict[int, dict[bytes, SourceReading]] = {}
    for reading in readings:
        sources.setdefault(reading.source, {}).setdefault(reading.content, reading)
    names = _Names(article, before, free)
    owner = names.owner() if erased is None else erased
    owner = readings[0].source if owner is None else owner
    for source, contents in sources.items():
        own = list(contents.values())
        final = names.bare if source == owner else names.of_source(own[0])
        heir = names.heir(final, own)
        if heir is not None:
            names.stored[final] = heir
        for reading in own:
            if reading is not heir:
                names.stored[names.of_content(reading)] = reading
    return names.stored


class Assignment:
    """Gives ids to what was read, and says what that changes in the archive.

    `now` is when an id that is new came first, in seconds since 1970 UTC. `erased` are the sources
    of what was erased by the marks of its ids: nobody else is given these.
    """

    def __init__(
        self, tables: sqlite3.Connection, now: int, erased: Mapping[int, int] | None = None
    ) -> None:
        self._tables = tables
        self._now = now
        self._erased = erased or {}

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
            readings = [SourceReading(*row[1:]) for row in group if row[1] is not None]
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

    def _assign(self, article: str, readings: Sequence[SourceReading]) -> None:
        before = list(self._before(article))
        free = partial(self._free, article)
        stored: dict[str, SourceReading] = {}
        if readings:
            erased = self._erased.get(hashed(article)) if self._erased else None
            stored = assigned(article, readings, before, free, erased)
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

    def _free(self, article: str, final: str) -> str:
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
        reading: SourceReading,
        known: Kept | None,
        contents: dict[bytes, str],
    ) -> None:
        same = known is not None and known.present and known.content == reading.content
        source_of = reading.source, reading.content
        self._tables.execute(
            "INSERT INTO articles (final, id, source, content, file, number, present, since) "
            "VALUES (?, ?, ?, ?, ?, ?, 1, ?) ON CONFLICT (final) DO UPDATE SET source = "
            "excluded.source, content = excluded.content, file = excluded.file, "
            "number = excluded.number, present = 1",
            (final, article, *source_of, reading.file, reading.number, self._now),
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
