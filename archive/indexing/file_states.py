"""What tells whether a file was written since it was read, and how many were."""

from __future__ import annotations

import hashlib
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, NamedTuple

#: A file that was written less than this before it was looked at, in nanoseconds, may be written
#: again without another time: file systems count in some milliseconds, or in seconds or two.
_FINE: Final = 20_000_000
_COARSE: Final = 2_000_000_000
_SECOND: Final = 1_000_000_000

_BLOCK: Final = 1 << 20


class FileState(NamedTuple):
    """Its size, when its content was written, and when anything of it was altered."""

    size: int
    written: int
    altered: int

    def settled(self) -> FileState:
        """The same, or a state that no file has where it was written just now."""
        coarse = not self.written % _SECOND
        recent = time.time_ns() - self.written < (_COARSE if coarse else _FINE)
        return self._replace(written=-1) if recent else self


def state_of(path: Path) -> FileState:
    """The state of a file; that of none where it cannot be told."""
    try:
        status = path.stat()
    except OSError:
        return FileState(-1, 0, 0)
    return FileState(status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def digest_of(path: Path) -> bytes | None:
    """The digest of a file's bytes; None where it cannot be read, or is none."""
    hasher = hashlib.blake2b(digest_size=16)
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                hasher.update(block)
    except OSError:
        return None  # reading it says why
    return hasher.digest()


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
