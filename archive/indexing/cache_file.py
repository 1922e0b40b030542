"""A file of SQLite that keeps what was made of texts, and may be deleted at any time.

What it lacks is made again. So it is where it is damaged: a file that SQLite cannot read is set
aside, and a new one begun.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
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
            raise self._unusable(error) from error
        self.ask(lambda _: None)

    def _unusable(self, error: Exception) -> CacheError:
        return CacheError(f"The cache {self.path} cannot be used: {error}.")

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
                    raise self._unusable(error) from error
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
            raise self._unusable(failure) from failure
        self.set_aside = " ".join(str(error).split()) or type(error).__name__

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
