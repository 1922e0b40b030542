"""Streams that can be looked into before they are read, whether they can seek or not."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO, Final, cast

from archive.ingest.reader import READ_ERRORS

#: Bytes from which a format is told: pages have their first words behind some KiB of head.
HEAD_BYTES: Final = 64 * 1024

#: Bytes that are taken at once from a stream that is written in Python.
BUFFER: Final = 256 * 1024


class _Rejoined(io.RawIOBase):
    """The beginning of a stream, and then its rest or the error that stands there."""

    def __init__(self, head: bytes, rest: BinaryIO, error: Exception | None) -> None:
        super().__init__()
        self._head = memoryview(head)
        self._rest = rest
        self._error = error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what is given is one
        if self._head:
            data = self._head[: len(buffer)]
            self._head = self._head[len(buffer) :]
        elif self._error is not None:
            raise self._error
        else:
            data = memoryview(read_some(self._rest, len(buffer)))
        buffer[: len(data)] = data
        return len(data)


def read_some(stream: BinaryIO, size: int) -> bytes:
    """The next bytes of a stream, at most so many, b"" at its end.

    A buffered stream that is asked for all of them loses those that it has when the next ones fail.
    """
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read(size)


def buffered(raw: io.RawIOBase) -> BinaryIO:
    """A stream written in Python, as files are opened."""
    return cast(BinaryIO, io.BufferedReader(raw, BUFFER))


def looked_into(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first `HEAD_BYTES` of a stream, fewer where it has fewer, and the stream as new.

    One that can seek is the same stream, where it stood. Of one that fails, the bytes before the
    failure are given, and who reads on meets it again.
    """
    if stream.seekable():
        start = stream.tell()
        head = stream.read(HEAD_BYTES)
        stream.seek(start)
        return head, stream
    return _joined(stream)


def _joined(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    head = bytearray()
    error: Exception | None = None
    try:
        while len(head) < HEAD_BYTES and (more := read_some(stream, HEAD_BYTES - len(head))):
            head += more
    except READ_ERRORS as failure:
        error = failure
    return bytes(head), buffered(_Rejoined(bytes(head), stream, error))
