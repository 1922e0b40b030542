"""Streams that fail, that never end, that cannot seek, and bytes that were changed."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from typing import BinaryIO, cast

from hypothesis import strategies as st

#: What a change of a byte may put there: what begins and ends things in the formats, and bytes that
#: are no UTF-8.
_SIGNS = b'"{}[],:\\<>&/=!?;^\n\r\t \0\1\2\3\4\x1aZ9-'


class Breaking(io.RawIOBase):
    """A stream that gives some bytes and then fails."""

    def __init__(self, data: bytes, error: BaseException) -> None:
        super().__init__()
        self._data = io.BytesIO(data)
        self._error = error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # what is given is one
        if size := self._data.readinto(buffer):
            return size
        raise self._error


class Endless(io.RawIOBase):
    """A stream of the same bytes over and over; `given` counts them."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # what is given is one
        start = self.given % len(self._data)
        piece = self._data[start : start + len(buffer)]
        buffer[: len(piece)] = piece
        self.given += len(piece)
        return len(piece)


class Slow(io.RawIOBase):
    """A stream that cannot seek and gives few bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__()
        self._data = io.BytesIO(data)
        self._size = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # what is given is one
        return self._data.readinto(memoryview(buffer)[: self._size])


def streaming(raw: io.RawIOBase) -> BinaryIO:
    """A raw stream as files are opened."""
    return cast(BinaryIO, io.BufferedReader(raw))


def unbuffered(raw: io.RawIOBase) -> BinaryIO:
    """A raw stream as it is: each reading gives what the stream gives at once."""
    return cast(BinaryIO, raw)


def evenly(size: int, most: int) -> Iterator[int]:
    """At most so many places of a file of this size, from its first byte to its last."""
    return iter(range(0, size, max(1, -(-size // most))))


def changed(whole: bytes) -> st.SearchStrategy[bytes]:
    """A file with some bytes replaced, added, left out or repeated, and cut or not.

    One number tells which, as drawing each byte would take longer than reading the file.
    """
    return st.integers(0, 2**64 - 1).map(lambda number: _changed(whole, random.Random(number)))


def _changed(whole: bytes, choose: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(choose.randint(1, 4)):
        at = choose.randint(0, len(data))
        end = choose.randint(at, min(len(data), at + 20))
        if choose.random() < 0.5:
            data[at:end] = 2 * data[at:end]
        else:
            data[at:end] = (_byte(choose) for _ in range(choose.randint(0, 3)))
    return bytes(data[: choose.randint(0, len(data))] if choose.random() < 0.5 else data)


def _byte(choose: random.Random) -> int:
    return choose.choice(_SIGNS) if choose.random() < 0.5 else choose.randrange(256)
