"""A file of SQLite that keeps what was made of texts, and may be deleted at any time.

What it lacks is made again. So it is where it is damaged: a file that SQLite cannot read is set
aside, and a new one begun.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Final, TypeVar

from archive.errors import CacheError

#: What is added to the name of a damaged file; one is kept, the last.
DAMAGED: Final = ".damaged"

#: Errors of the system or the folder: another file would not help.
_NOT_OF_THE_FILE: Final = (
    sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
)

_Answer = TypeVar("_Answer")

#: Bytes of the checksum before what is kept.
_SUM: Final = 8


def row_key(*parts: str) -> bytes:
    """By what is kept what was made of a text, 16 bytes; `parts` are the maker and the text."""
    whole = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(whole, digest_size=16).digest()


def sealed(belongs_to: bytes, content: bytes) -> bytes:
    """Content after a checksum of it and of what it belongs to."""
    return hashlib.blake2b(belongs_to + content, digest_size=_SUM).digest() + content


def unsealed(belongs_to: bytes, kept: object) -> bytes | None:
    """The content of a row; None where it is not what was written there."""
    if not isinstance(kept, bytes) or sealed(belongs_to, kept[_SUM:]) != kept:
        return None
    return kept[_SUM:]


def forget_rows(
    path: Path, makers: str, forget: str, keys_of: Callable[[str], Iterable[bytes]]
) -> None:
    """Remove rows by their keys, which `keys_of` gives for each maker of rows.

    `makers` is the statement that asks for these, `forget` the one that removes the row of a key.
    The bytes of a row are overwritten. Raises `CacheError`.
    """
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(path)) as file:
            file.execute("PRAGMA secure_delete = ON")
            keys = [
                (key,) for (maker,) in file.execute(makers).fetchall() for key in keys_of(maker)
            ]
            with file:
                file.executemany(forget, keys)
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: Exception) -> CacheError:
    return CacheError(f"The cache {path} cannot be used: {error}.")


class CacheFile:
    """Such a file; `prepare` gives one that was opened what it must have.

    Raises `CacheError` where there can be no such file.
    """

    def __init__(self, path: Path, prepare: Callable[[sqlite3.Connection], None]) -> None:
        self.path = path
        self._prepare = prepare
        #: How the file that was set aside was damaged, "" for none.
        self.set_aside = ""
        self._file: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unusable(self.path, error) from error
        self.ask(lambda _: None)

    def problems(self, damaged_rows: int, again: str) -> tuple[str, ...]:
        """What of the file was damaged, in a line each; `again` says what is done: "read anew"."""
        problems = [f"{self.path}: damaged rows, {again}: {damaged_rows:,}"] if damaged_rows else []
        if self.set_aside:
            place = self.path.name + DAMAGED
            problems.append(
                f"{self.path} was damaged ({self.set_aside}): all is {again}; kept as {place}"
            )
        return tuple(problems)

    def _open(self) -> sqlite3.Connection:
        file = sqlite3.connect(self.path)
        try:
            # Whatever stands in a row is compared with its checksum; text that is none comes too.
            file.text_factory = bytes
            file.execute("PRAGMA journal_mode = WAL")
            (state,) = file.execute("PRAGMA integrity_check(1)").fetchone()
            if state != b"ok":
                raise sqlite3.DatabaseError(state.decode("utf-8", "replace"))
            self._prepare(file)
        except BaseException:
            file.close()
            raise
        return file

    def ask(self, question: Callable[[sqlite3.Connection], _Answer]) -> _Answer:
        """What the file answers; one that is damaged is set aside, and a new one is asked."""
        while True:
            try:
                self._file = self._file or self._open()
                return question(self._file)
            except (sqlite3.Error, UnicodeDecodeError) as error:
                # The latter for a message of SQLite that quotes what is damaged.
                if self.set_aside or not self._is_damage(error):
                    raise _unusable(self.path, error) from error
                self._put_aside(error)

    def _is_damage(self, error: Exception) -> bool:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if code == sqlite3.SQLITE_READONLY:
            return os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)
        return code not in _NOT_OF_THE_FILE

    def _put_aside(self, error: Exception) -> None:
        self.close()
        try:
            self.path.replace(self.path.with_name(self.path.name + DAMAGED))
            for beside in ("-wal", "-shm"):
                self.path.with_name(self.path.name + beside).unlink(missing_ok=True)
        except OSError as failure:
            raise _unusable(self.path, failure) from failure
        self.set_aside = " ".join(str(error).split()) or type(error).__name__

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
