"""What the sources hold now, against what they held when the archive was last made.

Files that have not changed are not opened. Of the others each article is read once: those that the
archive does not hold yet are set aside for analysis, all are written down.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, NamedTuple

from archive.indexing.content import content_of
from archive.indexing.file_states import FileState, digest_of, state_of
from archive.indexing.intake_tables import key_of, own_id
from archive.indexing.spool import Spool
from archive.ingest.reader import ReadOptions, Reject
from archive.ingest.source import SourceFile, read_file, walk_sources
from archive.model.article import Article

#: Called after each article with how many were read.
Progress = Callable[[int], None]

#: Notes with these codes depend on the day on which an article is read.
_CLOCK: Final = "future"

#: After a walk: the ids of what was read, now or before, in files that changed; and what was read
#: before goes.
_SETTLE: Final = (
    "INSERT OR IGNORE INTO affected SELECT id FROM readings WHERE file IN gone",
    "INSERT OR IGNORE INTO affected SELECT id FROM readings WHERE file > ?",
    "DELETE FROM readings WHERE file IN gone",
    "DELETE FROM remarks WHERE file IN gone",
)


@dataclass(slots=True)
class FileCounts:
    """What became of the files since the archive was last made.

    `moved` have the content of a file that is gone from another folder, `renamed` of one from the
    same folder.
    """

    unchanged: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    moved: int = 0
    renamed: int = 0

    def as_dict(self) -> dict[str, int]:
        """The counts by name."""
        return asdict(self)

    @property
    def any(self) -> bool:
        """Whether there is anything to write down."""
        return bool(self.added or self.changed or self.removed or self.moved or self.renamed)


class _Known(NamedTuple):
    """What is known of a file from before."""

    file: int
    state: FileState
    digest: bytes | None
    reading: str
    clock: str


class Intake:
    """Takes in what the sources hold; `fresh` are the articles set aside for analysis."""

    def __init__(self, tables: sqlite3.Connection, fresh: Spool, options: ReadOptions) -> None:
        self._tables = tables
        self._options = options
        self._fresh = fresh
        self._today = (options.today or dt.datetime.now(options.zone).date()).isoformat()
        self._seen = bytearray()
        #: The files that are new, where there were others before.
        self._new: list[tuple[bytes, Path]] | None = None
        self.counts = FileCounts()
        self.read = 0

    def take(self, sources: Sequence[Path], reading: str, progress: Progress) -> None:
        """Walk the sources; `reading` is the fingerprint of how files are read."""
        (before,) = self._tables.execute("SELECT coalesce(max(file), 0) FROM files").fetchone()
        if before:
            self._new = []
        for file in walk_sources(sources):
            if isinstance(file, Reject):
                self._folder(file)
            else:
                self._file(file, _fingerprint(reading, file), progress)
        self._removed(before)
        for statement in _SETTLE:
            self._tables.execute(statement, (before,) if "?" in statement else ())

    def _folder(self, reject: Reject) -> None:
        """A folder that cannot be read is looked at each time."""
        path = os.fsencode(Path(reject.source).absolute())
        known = self._known(path, 0)
        if known is not None:
            self._gone(known)
        file = self._insert(path, 0, b"", FileState(0, 0, 0), None, "", "")
        self._remark(file, 0, 0, "reject", reject, reject.reason)

    def _file(self, file: SourceFile, reading: str, progress: Progress) -> None:
        path = os.fsencode(file.path.absolute())
        again, known = self._unseen(path)
        place = file.root.to_bytes(4, "big") + path.replace(b"/", b"\0")
        state = state_of(file.path)
        if known is not None and self._is_read(known, reading):
            if known.state == state and known.digest is not None:
                self._keep(known, place, state)
                return
            digest = digest_of(file.path)
            if digest is not None and digest == known.digest:
                self._keep(known, place, state)
                return
        else:
            digest = digest_of(file.path)
        if known is not None:
            self._gone(known)
            self.counts.changed += 1
        elif self._new is not None:
            self._new.append((digest or b"", file.path))
        else:
            self.counts.added += 1
        settled = state.settled()
        number = self._insert(path, again, place, settled, digest, reading, "")
        clock = self._read(file, number, progress)
        if state_of(file.path) != state:
            # Written while it was read: what was read is not what the digest is of.
            self._tables.execute("UPDATE files SET digest = NULL WHERE file = ?", (number,))
        if clock:
            self._tables.execute("UPDATE files SET clock = ? WHERE file = ?", (self._today, number))

    def _is_read(self, known: _Known, reading: str) -> bool:
        """Whether a file was read as it would be now."""
        return known.reading == reading and known.clock in ("", self._today)

    def _unseen(self, path: bytes) -> tuple[int, _Known | None]:
        """How often a path was given already in this walk, and what is known of it then."""
        again = 0
        while (known := self._known(path, again)) is not None and self._is_seen(known.file):
            again += 1
        return again, known

    def _is_seen(self, file: int) -> bool:
        return file < len(self._seen) and bool(self._seen[file])

    def _see(self, file: int) -> None:
        if file >= len(self._seen):
            self._seen.extend(bytes(file + 1 - len(self._seen)))
        self._seen[file] = 1

    def _known(self, path: bytes, again: int) -> _Known | None:
        row = self._tables.execute(
            "SELECT file, size, written, altered, digest, reading, clock FROM files "
            "WHERE path = ? AND again = ?",
            (path, again),
        ).fetchone()
        return row and _Known(row[0], FileState(*row[1:4]), *row[4:])

    def _keep(self, known: _Known, place: bytes, state: FileState) -> None:
        self._see(known.file)
        self.counts.unchanged += 1
        self._tables.execute(
            "UPDATE files SET place = ?, size = ?, written = ?, altered = ? WHERE file = ? "
            "AND (place <> ? OR written <> ? OR altered <> ?)",
            (place, *state, known.file, place, state.written, state.altered),
        )

    def _gone(self, known: _Known) -> None:
        self._tables.execute("INSERT INTO gone VALUES (?)", (known.file,))
        self._tables.execute("DELETE FROM files WHERE file = ?", (known.file,))

    def _insert(
        self,
        path: bytes,
        again: int,
        place: bytes,
        state: FileState,
        digest: bytes | None,
        reading: str,
        clock: str,
    ) -> int:
        cursor = self._tables.execute(
            "INSERT INTO files (path, again, place, size, written, altered, digest, reading, clock)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (path, again, place, *state, digest, reading, clock),
        )
        assert cursor.lastrowid is not None
        self._see(cursor.lastrowid)
        return cursor.lastrowid

    def _read(self, file: SourceFile, number: int, progress: Progress) -> bool:
        """Write down what a file holds; whether that depends on the day on which it is read."""
        clock = False
        for at, result in enumerate(read_file(file, self._options)):
            self.read += 1
            progress(self.read)
            if isinstance(result.result, Reject):
                kind = "broken" if result.result.fatal else "reject"
                self._remark(number, at, 0, kind, result.result, result.result.reason)
                continue
            article = result.result
            self._reading(number, at, article)
            for line, note in enumerate(article.notes):
                clock = clock or _CLOCK in note.code
                self._remark(number, at, line, "note", article, note.detail, note.code, article.id)
        return clock

    def _reading(self, file: int, number: int, article: Article) -> None:
        content, source = content_of(article), key_of(article.source)
        name, within = article.place or ("", "")
        self._tables.execute(
            "INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?, ?)",
            (article.id, file, number, source, content, name, within),
        )
        if not self._is_stored(article.id, source, content):
            self._fresh.add(file, number, article)

    def _is_stored(self, article: str, source: int, content: bytes) -> bool:
        """Whether the archive holds this content under the id or under the one of its source."""
        return any(
            self._tables.execute(
                "SELECT 1 FROM articles WHERE final = ? AND present AND content = ?",
                (final, content),
            ).fetchone()
            for final in (article, own_id(article, source))
        )

    def _remark(
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
        source, place = (of.source, of.place) if isinstance(of, Reject) else (of.place or ("", ""))
        self._tables.execute(
            "INSERT INTO remarks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (file, number, line, kind, source, place, reason, code, article),
        )

    def _removed(self, before: int) -> None:
        """Tell files that are gone from those that are elsewhere now."""
        rows = self._tables.execute(
            "SELECT file, path, digest FROM files WHERE file <= ?", (before,)
        )
        away: dict[bytes, list[bytes]] = {}
        for file, path, digest in rows:
            if not self._is_seen(file):
                self._tables.execute("INSERT INTO gone VALUES (?)", (file,))
                away.setdefault(digest or b"-", []).append(path)
        self._tables.execute("DELETE FROM files WHERE file IN gone")
        for digest, path in self._new or ():
            twins = away.get(digest)
            if not twins:
                self.counts.added += 1
                continue
            twin = Path(os.fsdecode(twins.pop()))
            if twin.parent == path.parent.absolute():
                self.counts.renamed += 1
            else:
                self.counts.moved += 1
        self.counts.removed += sum(map(len, away.values()))


def _fingerprint(reading: str, file: SourceFile) -> str:
    mappings = repr(file.mappings) if file.mappings else ""
    return hashlib.blake2b(f"{reading}\0{mappings}".encode(), digest_size=8).hexdigest()
