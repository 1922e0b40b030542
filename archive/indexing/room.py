"""Whether there is room for a new generation beside the one that serves."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from archive.engine.store import Store
from archive.errors import SpaceError
from archive.model.result import Standing

#: At its peak a build takes so many times the room of what it becomes: its segments, and beside
#: them the one that they are merged into. Measured: 2.03 with a merge, at 18,727 articles; 1.01
#: without. A merge never reads more than it replaces, so it is no more at any size.
_BUILD: Final = 2.1

#: The first index takes about so many times the room of its sources. Measured, without what models
#: found: of JSON Lines 1.8 to 1.9 in English and 3.3 to 3.4 in Chinese, of the same compressed by
#: gzip 5.1 to 5.9 and 9.6 to 9.9. The larger ones count: better an early warning than a late one.
_OF_PLAIN: Final = 3.4
_OF_COMPRESSED: Final = 10.0
_COMPRESSED: Final = (
    *(".gz", ".bz2", ".xz", ".zst", ".zip", ".tgz", ".tbz", ".tbz2", ".txz", ".tzst"),
)

#: The errors of a full disk, and of a user who may not take more of it.
FULL: Final = (errno.ENOSPC, errno.EDQUOT)


def room_needed(store: Store, sources: Sequence[Path] = ()) -> int:
    """Bytes that a reindex adds to what is there, by what serves or else by the sources."""
    sizes = [info.bytes for info in store.generations() if info.standing is Standing.SERVES]
    if sizes:
        return int(sizes[0] * _BUILD)
    return int(sum(_indexed_size(path) for path in sources) * _BUILD)


def _indexed_size(source: Path) -> float:
    """About how large the index of a source is."""
    files = source.rglob("*") if source.is_dir() else [source]
    return sum(
        path.stat().st_size * (_OF_COMPRESSED if path.suffix in _COMPRESSED else _OF_PLAIN)
        for path in files
        if path.is_file()
    )


def room_left(index: Path) -> int:
    """Bytes free where an index is or would be."""
    folder = next(path for path in (index, *index.absolute().parents) if path.exists())
    return shutil.disk_usage(folder).free


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"


def check_room(index: Path, needed: int) -> None:
    """Raise `SpaceError` where fewer than `needed` bytes are free, before anything is written."""
    left = room_left(index)
    if left < needed:
        raise SpaceError(
            f"{index} has {_megabytes(left)} free; a reindex needs about {_megabytes(needed)} "
            "beside the index that serves."
        )


@contextmanager
def naming_a_full_disk(index: Path, needed: Callable[[], int] | None = None) -> Iterator[None]:
    """Turn a write that found no room into `SpaceError`.

    `needed` gives the bytes that a reindex takes, for the message of one.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_FULL:
            raise
        raise _no_space(index, index, needed) from error
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise _no_space(index, error.filename or index, needed) from error


def _no_space(index: Path, where: object, needed: Callable[[], int] | None) -> SpaceError:
    more = f", and a reindex needs about {_megabytes(needed())}" if needed else ""
    return SpaceError(f"No space is left for {where}: {_megabytes(room_left(index))} free{more}.")
