"""What a file holds, written down; what the archive does not hold yet is set aside for analysis."""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import Final

from archive.indexing.content import content_digest
from archive.indexing.intake_tables import own_id, signed_key
from archive.indexing.options import Progress, today_of
from archive.indexing.spool import ArticleSpool
from archive.ingest.containers import Known
from archive.ingest.reader import ReadOptions, Reject
from archive.ingest.source import SourceFile, read_file
from archive.model.article import Article

#: Notes with such codes say that an article is dated after tomorrow.
_CLOCK: Final = "future"

#: Why what was erased is not taken in.
_ERASED: Final = "Erased from the archive for good (`manage.py purge`)."

#: Rows that are written together.
_TOGETHER: Final = 1_000

_READING: Final = "INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?, ?)"
_PIECE: Final = "INSERT OR IGNORE INTO pieces VALUES (?, ?, ?, ?, ?)"
_REMARK: Final = "INSERT INTO remarks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"

#: The id of an article, the digest of who published it, and that of its content.
_Said = tuple[str, int, bytes]


class Readings:
    """Reads files; `count` is the number of articles and rejects so far."""

    def __init__(
        self,
        tables: sqlite3.Connection,
        fresh: ArticleSpool,
        options: ReadOptions,
        erased: frozenset[bytes] = frozenset(),
    ) -> None:
        """What has a digest among the `erased` is never taken in again."""
        self._erased = erased
        self._tables = tables
        self._fresh = fresh
        self._options = options
        self._tomorrow = (today_of(options) + dt.timedelta(days=1)).isoformat()
        self._readings: list[tuple[object, ...]] = []
        self._pieces: list[tuple[object, ...]] = []
        self._sources: dict[str, int] = {}
        self.count = 0

    def read(self, file: SourceFile, number: int, before: int | None, progress: Progress) -> str:
        """Write down what a file holds; the day from which on it may be read otherwise, or "".

        `number` is the file's. What the file `before` says in the same words is not read again.
        """
        clock = ""
        known = _KnownPieces(self._tables, before)
        for at, result in enumerate(read_file(file, self._options, known.look)):
            self.count += 1
            progress(self.count)
            if isinstance(result, Known):
                self._write(number, at, known.said, result.place, result.piece)
            elif isinstance(result.result, Reject):
                kind = "broken" if result.result.fatal else "reject"
                self.remark(number, at, 0, kind, result.result, result.result.reason)
            else:
                if self._article(number, at, result.result, result.piece):
                    day = self._notes(number, at, result.result)
                    clock = min(clock or day, day or clock)
            if len(self._readings) >= _TOGETHER:
                self._flush()
        self._flush()
        return clock

    def _notes(self, file: int, number: int, article: Article) -> str:
        """Write down what was odd; the day from which on the article may be read otherwise."""
        clock = ""
        for line, note in enumerate(article.notes):
            if _CLOCK in note.code:
                clock = max(self._tomorrow, _no_future(article))
            self.remark(file, number, line, "note", article, note.detail, note.code, article.id)
        return clock

    def _article(self, file: int, number: int, article: Article, piece: bytes) -> bool:
        """Write down an article; whether it may be in the archive."""
        content, source = content_digest(article), self._source(article.source)
        if content in self._erased:
            # What it says is not told either, nor what was odd about it.
            reject = Reject(*(article.place or ("", "")), _ERASED)
            self.remark(file, number, 0, "reject", reject, reject.reason)
            return False
        self._write(file, number, (article.id, source, content), article.place or ("", ""), piece)
        if not self._is_stored(article.id, source, content):
            self._fresh.add(file, number, article)
        return True

    def _source(self, source: str) -> int:
        """The number of a source."""
        key = self._sources.get(source)
        if key is None:
            # Of files that name a source for each article, not all are remembered.
            if len(self._sources) >= _TOGETHER:
                self._sources.clear()
            key = self._sources[source] = signed_key(source)
        return key

    def _write(
        self, file: int, number: int, said: _Said, place: tuple[str, str], piece: bytes
    ) -> None:
        article, *more = said
        self._readings.append((article, file, number, *more, *place))
        if piece:
            self._pieces.append((file, piece, *said))

    def _flush(self) -> None:
        self._tables.executemany(_READING, self._readings)
        self._tables.executemany(_PIECE, self._pieces)
        self._readings, self._pieces = [], []

    def _is_stored(self, article: str, source: int, content: bytes) -> bool:
        """Whether the archive holds this content under the id or under the one of its source."""
        return any(
            self._tables.execute(
                "SELECT 1 FROM articles WHERE final = ? AND id = ? AND present AND content = ?",
                (final, article, content),
            ).fetchone()
            for final in (article, own_id(article, source))
        )

    def remark(
        self,
        file: int,
        number: int,
        line: int,
        kind: str,
        of: Reject | Article,
        reason: str,
        code: str = "",
        article: str = "",
    ) -> None:
        """Write down what could not be read, or was odd."""
        source, place = (of.source, of.place) if isinstance(of, Reject) else (of.place or ("", ""))
        self._tables.execute(
            _REMARK, (file, number, line, kind, source, place, reason, code, article)
        )


class _KnownPieces:
    """The pieces of a file as it was before; `said` is what the one that was found last says."""

    def __init__(self, tables: sqlite3.Connection, file: int | None) -> None:
        self._tables = tables
        self._file = file
        self.said: _Said = ("", 0, b"")

    def look(self, piece: bytes) -> bool:
        """Whether a piece is known."""
        if self._file is None:
            return False
        row = self._tables.execute(
            "SELECT id, source, content FROM pieces WHERE file = ? AND piece = ?",
            (self._file, piece),
        ).fetchone()
        self.said = row or self.said
        return row is not None


def _no_future(article: Article) -> str:
    """The day from which on an article is not dated after tomorrow; "" where it has no day."""
    published = article.published
    if published is None:
        return ""
    day = published.date() if isinstance(published, dt.datetime) else published
    return (day - dt.timedelta(days=1)).isoformat()
