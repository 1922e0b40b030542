"""The stored documents of one segment: a file of byte strings, one after another.

Where each ends and its CRC-32 stand in the segment's arrays, as `record.ends` and `record.sums`.
"""

from __future__ import annotations

import mmap
import zlib
from array import array
from pathlib import Path
from typing import Final

import numpy as np

from archive.engine.generation import naming_damage
from archive.engine.whoosh.arrays import Array, Arrays, map_file
from archive.errors import DamagedIndexError

RECORDS_SUFFIX: Final = ".records"


class RecordsWriter:
    """Writes records in the order of their documents."""

    def __init__(self, path: Path) -> None:
        self._out = path.open("xb")  # never into a file that a generation shares
        self._ends = array("Q", (0,))
        self._sums = array("I")

    def add(self, record: bytes) -> None:
        """Write the record of the next document."""
        self._out.write(record)
        self._ends.append(self._ends[-1] + len(record))
        self._sums.append(zlib.crc32(record))

    def close(self) -> None:
        """Finish the file."""
        self._out.close()

    def arrays(self) -> dict[str, Array]:
        """Where records end, and their checksums."""
        return {
            "record.ends": np.frombuffer(self._ends, np.uint64),
            "record.sums": np.array(self._sums, np.uint32),
        }


class Records:
    """Reads the records of a segment."""

    def __init__(self, path: Path, arrays: Arrays) -> None:
        self._path = path
        self._ends = arrays["record.ends"]
        self._sums = arrays["record.sums"]
        self._map: mmap.mmap | None = None
        if int(self._ends[-1]):
            with naming_damage(path):
                self._map = map_file(path)
        self._bytes = memoryview(self._map or b"")

    def __getitem__(self, doc: int) -> bytes:
        """The record of a document; raises `DamagedIndexError`."""
        record = bytes(self._bytes[int(self._ends[doc]) : int(self._ends[doc + 1])])
        if zlib.crc32(record) != int(self._sums[doc]):
            raise DamagedIndexError(
                f"{self._path} does not hold what was written.", file=self._path
            )
        return record

    def release(self) -> None:
        """Give back the memory that what was read takes; it is read from the file again."""
        if self._map is not None:
            self._map.madvise(mmap.MADV_DONTNEED)
