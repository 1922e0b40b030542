"""What the sources hold now, against what they held when the archive was last made.

Files that have not changed are not opened. Of the others each article is read once: those that the
archive does not hold yet are set aside for analysis, all are written down.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from archive.indexing.file_states import FileCounts, FileState, digest_of, state_of
from archive.indexing.options import Progress, today_of
from archive.indexing.readings import Readings
from archive.indexing.settling import read_otherwise, settle
from archive.indexing.spool import ArticleSpool
from archive.ingest.reader import ReadOptions, Reject
from archive.ingest.source import SourceFile, display, walk_sources


class _Known(NamedTuple):
    """What is known of a file from before."""

    file: int
    state: FileState
    digest: bytes | None
    reading: str
    clock: str
    given: str


class Intake:
    """Takes in what the sources hold; `fresh` are the articles set aside for analysis."""

    def __init__(
        self,
        tables: sqlite3.Connection,
        fresh: ArticleSpool,
        options: ReadOptions,
        erased: frozenset[bytes] = frozenset(),
    ) -> None:
        self._tables = tables
        self._readings = Readings(tables, fresh, options, erased)
        self._today = today_of(options).isoformat()
        self._seen = bytearray()
        #: The files that are new, where there were others before.
        self._new: list[tuple[bytes, Path]] | None = None
        self.counts = FileCounts()

    @property
    def read(self) -> int:
        """How many articles and rejects the files hold that were opened."""
        return self._readings.count

    def take(
        self, sources: Sequence[Path], without: Path, reading: str, progress: Progress
    ) -> None:
        """Walk the sources, but for what lies in the folder `without`.

        `reading` is the fingerprint of how files are read.
        """
        (before,) = self._tables.execute("SELECT coalesce(max(file), 0) FROM files").fetchone()
        if before:
            self._new = []
        for file in walk_sources(sources, without):
            if isinstance(file, Reject):
                self._folder(file)
            else:
                self._file(file, _fingerprint(reading, file), progress)
        self._removed(before)
        differing, alike = read_otherwise(self._tables)
        self.counts.changed += differing
        self.counts.unchanged += alike
        settle(self._tables, before)

    def _folder(self, reject: Reject) -> None:
        """A folder that cannot be read is looked at each time."""
        path = os.fsencode(Path(reject.source).absolute())
        again, known = self._unseen(path)
        if known is not None:
            self._gone(known)
        else:
            self.counts.added += 1
        state = FileState(0, 0, 0)
        file = self._insert(path, again, reject.source, b"", state, None, "")
        self._readings.remark(file, 0, 0, "reject", reject, reject.reason)
        self._again(file, known)

    def _file(self, file: SourceFile, reading: str, progress: Progress) -> None:
        path = os.fsencode(file.path.absolute())
        again, known = self._unseen(path)
        place = file.root.to_bytes(4, "big") + path.replace(b"/", b"\0")
        state = state_of(file.path)
        # Told at once: reading a file may take longer than its time is exact.
        settled = state.settled()
        if known is not None and self._is_read(known, reading):
            if known.state == state and known.digest is not None:
                self._keep(known, place, state, display(file.path))
                return
            digest = digest_of(file.path)
            if digest is not None and digest == known.digest:
                self._keep(known, place, settled, display(file.path))
                return
        else:
            digest = digest_of(file.path)
        same = known is not None and known.digest == digest and known.reading == reading
        if known is not None:
            self._gone(known)
            self.counts.changed += not same
        elif self._new is not None:
            self._new.append((digest or b"", file.path))
        else:
            self.counts.added += 1
        number = self._insert(path, again, display(file.path), place, settled, digest, reading)
        as_before = known is not None and known.reading == reading
        before = known.file if as_before and known is not None else None
        clock = self._readings.read(file, number, before, progress)
        self._again(number, known if same else None)
        if state_of(file.path) != state:
            # Written while it was read: what was read is not what the digest is of.
            self._tables.execute("UPDATE files SET digest = NULL WHERE file = ?", (number,))
        if clock:
            self._tables.execute("UPDATE files SET clock = ? WHERE file = ?", (clock, number))

    def _is_read(self, known: _Known, reading: str) -> bool:
        """Whether a file was read as it would be now."""
        return known.reading == reading and (not known.clock or self._today < known.clock)

    def _again(self, file: int, known: _Known | None) -> None:
        """Note that a file that seems not to have changed was read again all the same."""
        if known is not None:
            self._tables.execute("INSERT INTO read_again VALUES (?, ?)", (file, known.file))

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
            "SELECT file, size, written, altered, digest, reading, clock, given FROM files "
            "WHERE path = ? AND again = ?",
            (path, again),
        ).fetchone()
        return row and _Known(row[0], FileState(*row[1:4]), *row[4:])

    def _keep(self, known: _Known, place: bytes, state: FileState, given: str) -> None:
        self._see(known.file)
        self.counts.unchanged += 1
        if given != known.given:
            row = (known.file, given, known.given)
            self._tables.execute("INSERT INTO given_now VALUES (?, ?, ?)", row)
            self._tables.execute("UPDATE files SET given = ? WHERE file = ?", row[1::-1])
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
        given: str,
        place: bytes,
        state: FileState,
        digest: bytes | None,
        reading: str,
    ) -> int:
        cursor = self._tables.execute(
            "INSERT INTO files (path, again, given, place, size, written, altered, digest, reading,"
            " clock) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
            (path, again, given, place, *state, digest, reading),
        )
        assert cursor.lastrowid is not None
        self._see(cursor.lastrowid)
        return cursor.lastrowid

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
    # Which mapping is that of a file is told by its path as it was given.
    mappings = f"{file.mappings!r}{display(file.path)}" if file.mappings else ""
    return hashlib.blake2b(f"{reading}\0{mappings}".encode(), digest_size=8).hexdigest()
