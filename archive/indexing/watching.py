"""Reindex again and again: when sources change, and after a while in any case."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from archive.errors import ArchiveError
from archive.ingest.formats.mapping import SourceMapping
from archive.ingest.reader import Reject
from archive.ingest.source import walk_sources

#: Seconds between two looks at the sources, and so many times what a look takes at least.
SECONDS_BETWEEN_LOOKS: Final = 5.0
_LOOKS: Final = 20


def state_of_sources(sources: Sequence[Path], without: Path) -> bytes:
    """What changes when a file of the sources is written, comes, goes or is renamed.

    So it does when the mapping file beside a source says something else. What lies in the folder
    `without` is left out.

    Raises `ArchiveError` where a source cannot be read.
    """
    hasher = hashlib.blake2b(digest_size=16)
    mappings: tuple[SourceMapping, ...] = ()
    for file in walk_sources(sources, without):
        if isinstance(file, Reject):
            hasher.update(f"{file.source}\0{file.reason}\0".encode())
            continue
        if file.mappings is not mappings:
            mappings = file.mappings
            hasher.update(f"{mappings!r}\0".encode())
        try:
            status = file.path.stat()
            state = f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"
        except OSError as error:
            state = str(error.errno)
        hasher.update(os.fsencode(file.path) + f"\0{state}\0".encode())
    return hasher.digest()


def due(
    sources: Sequence[Path],
    without: Path,
    every: float,
    wait: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[None]:
    """Comes back whenever it is time to reindex, without an end.

    That is at first, whenever the sources changed and are still again at the next look, and every
    `every` seconds. What cannot be looked at is left to the reindex, which says why.
    """
    seen: bytes | None = None
    changed, last = True, -every
    while True:
        began = clock()
        try:
            now = state_of_sources(sources, without)
        except ArchiveError as error:
            now = error.detail.encode()
        looked = clock()
        changed = changed or now != seen
        still = now == seen or seen is None
        seen = now
        if (changed and still) or began - last >= every:
            changed, last = False, began
            yield
        wait(
            SECONDS_BETWEEN_LOOKS
            if changed
            else max(SECONDS_BETWEEN_LOOKS, _LOOKS * (looked - began))
        )
