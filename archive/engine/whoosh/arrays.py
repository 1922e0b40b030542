"""One file of named arrays beside each segment, mapped into memory when read.

Layout: 8 bytes of magic; the arrays, each at a multiple of 64 bytes; a JSON header
`{name: [dtype, start, length]}`; the CRC-32 of each block of 64 KiB before the header, as uint32;
and a trailer of 24 bytes: start and size of the header, CRC-32 of header, checksums and those two
numbers, magic. Numbers are little-endian.

A block is compared with its checksum when it is first read, so opening costs the same at any size
and no answer comes from a damaged block.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from archive.engine.generation import MalformedError, naming_damage
from archive.errors import DamagedIndexError

Array: TypeAlias = npt.NDArray[Any]

_MAGIC: Final = b"NEWSARR2"
_TRAILER: Final = struct.Struct("<QQI4s")
_ALIGN: Final = 64
_SHIFT: Final = 16
_BLOCK: Final = 1 << _SHIFT

#: What is copied from a spool at once; even, so that halves stay together.
_PIECE: Final = 1 << 20

ARRAYS_SUFFIX: Final = ".arrays"


def width(largest: int) -> npt.DTypeLike:
    """The narrower of the two unsigned types that holds numbers up to `largest`."""
    return np.uint32 if largest < 1 << 32 else np.uint64


def map_file(path: Path) -> mmap.mmap:
    """Map a file that should not be empty; raises OSError or `MalformedError`."""
    with path.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            raise MalformedError("it is empty")
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


class Spool:
    """An array that grows on disk while others are written."""

    def __init__(self, folder: Path, dtype: npt.DTypeLike, *, halves: bool) -> None:
        self.dtype = np.dtype(dtype)
        self.length = 0
        self.halves = halves
        self.file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 # closed by its owner

    def append(self, array: Array) -> None:
        """Add to the end; values are cast to the spool's type."""
        self.file.write(np.ascontiguousarray(array, self.dtype).data)
        self.length += len(array)


class ArraysWriter:
    """Writes a file of arrays, one after another; a context manager, complete when left."""

    def __init__(self, path: Path) -> None:
        self._folder = path.parent
        self._out = path.open("xb")  # never into a file that a generation shares
        self._header: dict[str, tuple[str, int, int]] = {}
        self._spools: dict[str, Spool] = {}
        self._place = 0
        self._sums = [0]
        self._write(_MAGIC)

    def __enter__(self) -> ArraysWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        with self._out:
            if kind is None:
                self.settle()
                self._finish()
        for spool in self._spools.values():
            spool.file.close()

    def add(self, name: str, array: Array) -> None:
        """Write a one-dimensional array under its name."""
        self._begin(name, array.dtype, len(array))
        self._write(np.ascontiguousarray(array).data.cast("B") if array.size else b"")

    def extend(self, arrays: Mapping[str, Array]) -> None:
        """Write one-dimensional arrays under their names."""
        for name, array in arrays.items():
            self.add(name, array)

    def spool(self, name: str, dtype: npt.DTypeLike, *, halves: bool = False) -> Spool:
        """An array to append to; it is written when the file is settled or finished.

        With `halves` its numbers are below 16, and two are written as one byte.
        """
        spool = self._spools[name] = Spool(self._folder, dtype, halves=halves)
        return spool

    def settle(self) -> None:
        """Write the spools there are, and give their room on disk back."""
        while self._spools:
            name = next(iter(self._spools))
            spool = self._spools[name]
            length = (spool.length + 1) // 2 if spool.halves else spool.length
            self._begin(name, spool.dtype, length)
            spool.file.seek(0)
            while piece := spool.file.read(_PIECE):
                self._write(_as_halves(piece) if spool.halves else piece)
            del self._spools[name]
            spool.file.close()

    def _begin(self, name: str, dtype: np.dtype[Any], length: int) -> None:
        self._write(b"\0" * (-self._place % _ALIGN))
        self._header[name] = (dtype.str, self._place, length)

    def _write(self, data: bytes | memoryview) -> None:
        """Write bytes and take them into the checksums of their blocks."""
        self._out.write(data)
        view = memoryview(data)
        while view:
            room = _BLOCK - self._place % _BLOCK
            piece = view[:room]
            self._sums[-1] = zlib.crc32(piece, self._sums[-1])
            self._place += len(piece)
            if len(piece) == room:
                self._sums.append(0)
            view = view[room:]

    def _finish(self) -> None:
        header = json.dumps(self._header).encode("ascii")
        blocks = -(-self._place // _BLOCK)
        described = header + np.array(self._sums[:blocks], "<u4").tobytes()
        where = struct.pack("<QQ", self._place, len(header))
        checksum = zlib.crc32(where, zlib.crc32(described))
        self._out.write(described + _TRAILER.pack(self._place, len(header), checksum, _MAGIC[:4]))


def _as_halves(values: bytes) -> bytes:
    """Bytes below 16 two by two as one, the first in the low half; the last may stand alone."""
    even = np.frombuffer(values + b"\0" * (len(values) % 2), np.uint8)
    return bytes(even[0::2] | even[1::2] << 4)


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write one-dimensional arrays under their names."""
    with ArraysWriter(path) as out:
        out.extend(arrays)


class Checked:
    """An array that is read in stretches; each is compared with its checksums when first read."""

    __slots__ = ("_array", "_file", "_item", "_start")

    def __init__(self, file: Arrays, array: Array, start: int) -> None:
        self._file = file
        self._array = array
        self._start = start
        self._item = array.itemsize

    def __len__(self) -> int:
        return len(self._array)

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of its values."""
        return self._array.dtype

    def __getitem__(self, stretch: slice) -> Array:
        """The values from `stretch.start` up to `stretch.stop`; raises `DamagedIndexError`."""
        start, stop, _ = stretch.indices(len(self._array))
        if start < stop:
            first = self._start + start * self._item
            self._file.check(first, self._start + stop * self._item)
        return self._array[start:stop]

    def stretches(self, starts: Sequence[int], stops: Sequence[int]) -> list[Array]:
        """The values of several stretches, none of them empty; raises `DamagedIndexError`."""
        array, item, before, check = self._array, self._item, self._start, self._file.check
        found = []
        for start, stop in zip(starts, stops, strict=True):
            check(before + start * item, before + stop * item)
            found.append(array[start:stop])
        return found


class Arrays(Mapping[str, Array]):
    """The arrays of a file by name; raises `DamagedIndexError` where it is not such a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with naming_damage(path):
            self._map = map_file(path)
        self._bytes = memoryview(self._map)
        if len(self._bytes) < _TRAILER.size:
            raise self._damaged()
        start, size, checksum, magic = _TRAILER.unpack(self._bytes[-_TRAILER.size :])
        where = struct.pack("<QQ", start, size)
        described = bytes(self._bytes[start : -_TRAILER.size])
        if magic != _MAGIC[:4] or zlib.crc32(where, zlib.crc32(described)) != checksum:
            raise self._damaged()
        # What follows reads what was compared: only a mistake of this program fails there.
        self._end = start
        self._header: dict[str, tuple[str, int, int]] = json.loads(described[:size])
        self._sums = np.frombuffer(described[size:], "<u4")
        # One byte for each block: 1 until it has been compared with its checksum.
        self._unseen = bytearray(b"\1" * len(self._sums))
        self._arrays: dict[str, Array] = {}
        for name, (kind, first, length) in self._header.items():
            self._arrays[name] = np.frombuffer(self._bytes, kind, length, first)

    def _damaged(self) -> DamagedIndexError:
        return DamagedIndexError(f"{self.path} does not hold what was written.", file=self.path)

    def check(self, first: int, last: int) -> None:
        """Compare the blocks of bytes `first` up to `last` that were not yet; raises."""
        unseen, low, high = self._unseen, first >> _SHIFT, (last - 1 >> _SHIFT) + 1
        block = unseen.find(1, low, high)
        while block >= 0:
            end = min((block + 1) * _BLOCK, self._end)
            if zlib.crc32(self._bytes[block * _BLOCK : end]) != int(self._sums[block]):
                raise self._damaged()
            unseen[block] = 0
            block = unseen.find(1, block + 1, high)

    def release(self) -> None:
        """Give back the memory that what was read takes; it is read from the file again."""
        self._map.madvise(mmap.MADV_DONTNEED)

    def checked(self, name: str) -> Checked:
        """An array of which only what is read is compared with its checksums."""
        return Checked(self, *self.place(name))

    def place(self, name: str) -> tuple[Array, int]:
        """An array, not compared with its checksums, and the byte of the file it starts at."""
        return self._arrays[name], self._header[name][1]

    def length(self, name: str) -> int:
        """How many values an array has; costs nothing."""
        return len(self._arrays[name])

    def __getitem__(self, name: str) -> Array:
        return self.checked(name)[:]

    def __contains__(self, name: object) -> bool:
        return name in self._arrays

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)
