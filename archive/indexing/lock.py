"""The lock of an index: one process writes at a time."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from archive.errors import LockedError, SourceError
from archive.indexing.room import FULL

#: Whoever writes the list of withdrawn articles holds its lock for a moment.
_PATIENCE: Final = 10.0
_PAUSE: Final = 0.05


def _opened(index: Path, name: str) -> TextIO:
    try:
        index.mkdir(parents=True, exist_ok=True)
        return (index / name).open("a+", encoding="utf-8")
    except OSError as error:
        if error.errno in FULL:
            raise
        raise SourceError(
            f"The index folder {index} cannot be written: {error.strerror}.",
            remedy="Check the path and its permissions.",
        ) from error


@contextmanager
def withdrawals_lock(index: Path) -> Iterator[None]:
    """Hold the lock of the list of withdrawn articles, which others write during a reindex, too.

    Raises `LockedError` where another process holds it too long.
    """
    until = time.monotonic() + _PATIENCE
    with _opened(index, "withdrawn.lock") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() > until:
                    raise LockedError(f"Another process withdraws articles of {index}.") from error
                time.sleep(_PAUSE)
        yield


@contextmanager
def index_lock(index: Path) -> Iterator[None]:
    """Hold the lock of an index; raises `LockedError` saying who holds it and since when.

    A full disk is left to `naming_a_full_disk`.
    The system frees the lock of a process that died.
    """
    with _opened(index, "lock") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "another process"
            raise LockedError(f"The index {index} is being written by {holder}.") from error
        since = dt.datetime.now().astimezone().isoformat(timespec="seconds")
        _note(file.fileno(), f"process {os.getpid()} since {since}\n")
        yield
        os.truncate(file.fileno(), 0)


def _note(file: int, text: str) -> None:
    """Say who holds the lock.

    A full disk may have no room for it, but then `prune` is needed: the command goes on without.
    """
    os.truncate(file, 0)
    try:
        os.write(file, text.encode("ascii"))
    except OSError as error:
        if error.errno not in FULL:
            raise


def holder(index: Path) -> str | None:
    """Who writes to an index now, None if nobody does. Found out without writing."""
    try:
        with (index / "lock").open(encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return file.read().strip() or "another process"
    except FileNotFoundError:
        return None
    return None
