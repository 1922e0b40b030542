"""The tables of what was taken in: which files there were, what each held, and what became of it.

A file of SQLite in every generation. The next reindex begins with a copy of it, so that files that
have not changed are not opened; readers never ask it.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from archive.errors import DamagedIndexError, IndexFormatError

#: The file's name in the folder of a generation.
INTAKE: Final = "intake.sqlite3"

#: Raised when the tables change: what another program wrote is made anew.
TABLES: Final = 1

#: Files that are given twice differ in `again`. `place` orders them as they are walked: the number
#: of the source, then the path name by name. `digest` is null where a file could not be read.
#: `given` is the path as it was given, for people: what is said of places in a file begins with it.
#: `clock` is the day from which on a file may read otherwise, "" for never.
#:
#: A reading is an article in a file, the n-th there; `content` is the digest of all that was
#: published, `source` that of who published it. A piece is a stretch of a file that says all of an
#: article and nothing odd, by its digest: once the file has changed, it need not be read again.
#: An article is what is stored of the readings of an id: `id` is what they say, `final` what it is
#: stored as, also after it is gone (`present` is 0); `day` is the ordinal of its day, 0 for none;
#: `since` is when the id first came, in seconds since 1970 UTC.
#: Remarks are what could not be read, and what was odd.
_CREATE: Final = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    file INTEGER PRIMARY KEY AUTOINCREMENT, path BLOB NOT NULL, again INTEGER NOT NULL,
    given TEXT NOT NULL, place BLOB NOT NULL, size INTEGER NOT NULL, written INTEGER NOT NULL,
    altered INTEGER NOT NULL, digest BLOB, reading TEXT NOT NULL, clock TEXT NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS paths ON files (path, again);
CREATE TABLE IF NOT EXISTS readings (
    id TEXT NOT NULL, file INTEGER NOT NULL, number INTEGER NOT NULL, source INTEGER NOT NULL,
    content BLOB NOT NULL, name TEXT NOT NULL, within TEXT NOT NULL,
    PRIMARY KEY (id, file, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pieces (
    file INTEGER NOT NULL, piece BLOB NOT NULL, id TEXT NOT NULL, source INTEGER NOT NULL,
    content BLOB NOT NULL, PRIMARY KEY (file, piece)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (
    final TEXT PRIMARY KEY, id TEXT NOT NULL, source INTEGER NOT NULL, content BLOB NOT NULL,
    file INTEGER NOT NULL, number INTEGER NOT NULL, present INTEGER NOT NULL,
    day INTEGER NOT NULL DEFAULT 0, unread TEXT NOT NULL DEFAULT '',
    blind TEXT NOT NULL DEFAULT '', since INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS remarks (
    file INTEGER NOT NULL, number INTEGER NOT NULL, line INTEGER NOT NULL, kind TEXT NOT NULL,
    source TEXT NOT NULL, place TEXT NOT NULL, reason TEXT NOT NULL, code TEXT NOT NULL,
    id TEXT NOT NULL, PRIMARY KEY (file, number, line)) WITHOUT ROWID;
"""

#: What this reindex works with; none of it outlasts it.
_WORK: Final = """
PRAGMA temp_store = FILE;
CREATE TEMP TABLE gone (file INTEGER PRIMARY KEY);
CREATE TEMP TABLE read_again (file INTEGER PRIMARY KEY, before INTEGER NOT NULL UNIQUE);
CREATE TEMP TABLE given_now (file INTEGER PRIMARY KEY, given TEXT NOT NULL, before TEXT NOT NULL);
CREATE TEMP TABLE elsewhere (
    id TEXT PRIMARY KEY, file INTEGER NOT NULL, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE affected (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE wanted (
    file INTEGER NOT NULL, number INTEGER NOT NULL, final TEXT NOT NULL,
    PRIMARY KEY (file, number)) WITHOUT ROWID;
CREATE TEMP TABLE renamed (final TEXT PRIMARY KEY, before TEXT NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE left_out (final TEXT PRIMARY KEY) WITHOUT ROWID;
"""

#: What makes the tables those of an archive that has no article yet, but gave ids.
_FORGET: Final = """
DELETE FROM facts; DELETE FROM files; DELETE FROM readings; DELETE FROM pieces;
DELETE FROM remarks;
UPDATE articles SET present = 0;
"""

#: Kilobytes of the file that are kept in memory.
_CACHE: Final = 16_000


def open_tables(path: Path, base: Path | None, *, anew: bool = False) -> sqlite3.Connection:
    """Open the tables for writing: a copy of `base`, or new ones where that is None.

    With `anew` only the ids that were given are taken over from it.

    Raises `DamagedIndexError` where the copy is not what was written.
    """
    if base is not None:
        shutil.copyfile(base, path)
    tables = sqlite3.connect(path, isolation_level=None)
    try:
        # The file is finished with its generation or thrown away: nothing is ever rolled back.
        tables.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -{_CACHE};"
            f"PRAGMA user_version = {TABLES};"
        )
        tables.executescript(_CREATE + _WORK + (_FORGET if anew else ""))
    except sqlite3.DatabaseError as error:
        tables.close()
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL:
            raise  # what is told of a full disk is no damage
        raise DamagedIndexError(f"{base or path} cannot be read: {error}.", file=base) from error
    tables.execute("BEGIN")
    return tables


def finish_tables(tables: sqlite3.Connection) -> None:
    """Write everything and close the file."""
    tables.execute("COMMIT")
    tables.close()


@contextmanager
def reading_tables(path: Path) -> Iterator[sqlite3.Connection]:
    """The tables of a finished generation, for reading only.

    Raises `DamagedIndexError`, and `IndexFormatError` where another program wrote them.
    """
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as tables:
            (version,) = tables.execute("PRAGMA user_version").fetchone()
            if version != TABLES:
                raise IndexFormatError(
                    f"{path} was written in format {version}; this program reads {TABLES}."
                )
            yield tables
    except sqlite3.DatabaseError as error:
        raise DamagedIndexError(f"{path} cannot be read: {error}.", file=path) from error


def signed_key(*parts: str) -> int:
    """A signed number of 64 bits for some texts, as SQLite keeps numbers."""
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big", signed=True)


def own_id(article: str, source: int, *more: str) -> str:
    """The id of an article whose id another source was given first: for ever the same."""
    parts = "\0".join((str(source), article, *more))
    digits = hashlib.blake2b(parts.encode("utf-8"), digest_size=4).hexdigest()
    return f"{article}~{digits}"
