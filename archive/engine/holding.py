"""Which generations are open: locks that keep them from being removed meanwhile."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from archive.engine.damage import missing_file, removed_generation, unreadable_file
from archive.engine.generation import MANIFEST
from archive.errors import InUseError

#: What a file system without locks answers.
_NO_LOCKS: Final = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS)


class Hold:
    """Keeps a generation from being removed while it is open: a shared lock on its manifest.

    Taken without writing, so it works on a file system that is read-only. The system frees the
    lock of a process that died.
    """

    def __init__(self, folder: Path) -> None:
        """Raises `GenerationNotFoundError` where it is being removed, or `DamagedIndexError`."""
        path = folder / MANIFEST
        try:
            self._file: int | None = os.open(path, os.O_RDONLY)
        except OSError as error:
            if isinstance(error, FileNotFoundError) and not folder.is_dir():
                raise removed_generation(folder.name) from error
            if isinstance(error, FileNotFoundError):
                raise missing_file(path) from error
            raise unreadable_file(path, error.strerror) from error
        try:
            _lock(self._file, fcntl.LOCK_SH)
            # Whoever removed it between the opening and the lock has moved it away first.
            if not _is_at(self._file, path):
                raise removed_generation(folder.name)
        except BlockingIOError as error:
            self.release()
            raise removed_generation(folder.name, wholly=False) from error
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let the generation go; may be called again."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _is_at(file: int, path: Path) -> bool:
    """Whether an open file is the one that stands at a path."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _lock(file: int, kind: int) -> None:
    """Lock a file at once or raise `BlockingIOError`; a file system without locks has none."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise


@contextmanager
def alone_with(folder: Path) -> Iterator[None]:
    """Keep a generation from being opened; raises `InUseError` where a process has it open.

    Nothing opens a generation without its manifest, so none is needed there.
    """
    try:
        # Nothing is written, but an exclusive lock over a network needs a file open for writing.
        file = os.open(folder / MANIFEST, os.O_RDWR)
    except (FileNotFoundError, IsADirectoryError):
        yield
        return
    except OSError as error:
        raise InUseError(
            f"{folder / MANIFEST} cannot be locked: {error.strerror}.",
            remedy="Check its permissions and the disk.",
        ) from error
    try:
        _lock(file, fcntl.LOCK_EX)
    except BlockingIOError as error:
        os.close(file)
        raise InUseError(f"{folder.name} is open in another process.") from error
    try:
        yield
    finally:
        os.close(file)
