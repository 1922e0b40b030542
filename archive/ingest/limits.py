"""How much is read of one file, so that a small one cannot fill the memory, the disk or the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MIB: Final = 2**20

#: Bytes that a file may unpack to whatever its size: a few repetitive articles pack very well.
_ALWAYS: Final = 64 * MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """Each is a setting `ARCHIVE_READ_<NAME>`; sizes are in bytes here and in MiB there.

    `whole`: formats that are read as one piece are read up to this size. `unpacked`: so much may
    come out of one file, all its layers together. `ratio`: and so many times its own size, beyond
    the first 64 MiB. News texts pack to a third, markup to a twentieth, bombs to a thousandth.
    `members`: so many files are read of one archive. `depth`: so many layers are unpacked, one in
    another; `.tar.gz` is two.
    """

    whole: int = 256 * MIB
    unpacked: int = 100 * 1024 * MIB
    ratio: int = 200
    members: int = 500_000
    depth: int = 8


class LimitError(OSError):
    """A limit is reached. An `OSError`, as whatever reads the stream must expect that."""

    def __init__(self, reason: str, setting: str) -> None:
        self.reason = f"{reason} (ARCHIVE_READ_{setting} may be raised)"
        super().__init__(self.reason)


class Meter:
    """Counts what comes out of one file on the disk, which has `size` bytes, through all layers."""

    def __init__(self, size: int, limits: Limits) -> None:
        self.limits = limits
        self._most = min(limits.unpacked, max(_ALWAYS, limits.ratio * size))
        self._by_ratio = self._most < limits.unpacked
        self._count = 0

    def count(self, size: int) -> None:
        """Count unpacked bytes; raises `LimitError` where they are too many."""
        self._count += size
        self.check()

    def check(self) -> None:
        """Raise `LimitError` where too many bytes were counted."""
        if self._count > self._most:
            raise self._error()

    def _error(self) -> LimitError:
        if self._by_ratio:
            return LimitError(f"it unpacks to over {self.limits.ratio} times its size", "RATIO")
        return LimitError(f"it unpacks to over {self._most // MIB:,} MiB", "UNPACKED")
