"""One file of named arrays beside each segment, mapped into memory when read.

Layout: 8 bytes of magic, 8 bytes little-endian length of a JSON header
`{name: [dtype, start, length]}`, the header, then the arrays, each at a multiple of 64 bytes from
the end of the padded header.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from archive.errors import DamagedIndexError

Array: TypeAlias = npt.NDArray[Any]

_MAGIC: Final = b"NEWSARR1"
_ALIGN: Final = 64

SUFFIX: Final = ".arrays"


def _padded(size: int) -> int:
    return -(-size // _ALIGN) * _ALIGN


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write one-dimensional arrays under their names."""
    header: dict[str, tuple[str, int, int]] = {}
    place = 0
    for name, array in arrays.items():
        header[name] = (array.dtype.str, place, len(array))
        place += _padded(array.nbytes)
    encoded = json.dumps(header).encode("ascii")
    encoded += b" " * (_padded(16 + len(encoded)) - 16 - len(encoded))
    with path.open("wb") as out:
        out.write(_MAGIC + len(encoded).to_bytes(8, "little") + encoded)
        for array in arrays.values():
            out.write(np.ascontiguousarray(array).data)
            out.write(b"\0" * (_padded(array.nbytes) - array.nbytes))


def read_arrays(path: Path) -> dict[str, Array]:
    """Map the arrays of a file; raises `DamagedIndexError` where it is not such a file."""
    try:
        mapped: Array = np.memmap(path, dtype=np.uint8, mode="r")
        if bytes(mapped[:8]) != _MAGIC:
            raise ValueError("not a file of arrays")
        size = int.from_bytes(bytes(mapped[8:16]), "little")
        header = json.loads(bytes(mapped[16 : 16 + size]))
        found: dict[str, Array] = {}
        for name, (kind, start, length) in header.items():
            dtype = np.dtype(kind)
            first = 16 + size + start
            raw = mapped[first : first + length * dtype.itemsize]
            found[name] = np.asarray(raw).view(dtype)
            if len(found[name]) != length:
                raise ValueError(f"{name} is cut short")
    except (OSError, ValueError, TypeError) as error:
        raise DamagedIndexError(f"{path} cannot be read: {error}.") from error
    return found


class TermTable:
    """A sorted table of byte strings in two arrays: the bytes, and where each ends."""

    __slots__ = ("_blob", "_ends")

    def __init__(self, blob: Array, ends: Array) -> None:
        self._blob = memoryview(blob.data)
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._blob[self._ends[number] : self._ends[number + 1]])

    def lower(self, key: bytes) -> int:
        """The number of the first entry that is not below `key`."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self[middle] < key:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, key: bytes) -> int:
        """The number of `key`, or -1."""
        number = self.lower(key)
        return number if number < len(self) and self[number] == key else -1

    def prefixed(self, prefix: bytes) -> range:
        """The numbers of all entries that begin with `prefix`."""
        # No UTF-8 text holds the byte 0xFF, so this is above everything with the prefix.
        return range(self.lower(prefix), self.lower(prefix + b"\xff"))

    def of_lengths(self, least: int, most: int) -> Array:
        """The numbers of all entries of so many bytes, ascending."""
        lengths = np.diff(self._ends.astype(np.int64))
        return np.flatnonzero((lengths >= least) & (lengths <= most))


def pack_terms(terms: list[bytes]) -> tuple[Array, Array]:
    """The two arrays of a `TermTable` of these byte strings, in their order."""
    ends = np.zeros(len(terms) + 1, np.uint32)
    np.cumsum([len(term) for term in terms], out=ends[1:])
    return np.frombuffer(b"".join(terms), np.uint8), ends
