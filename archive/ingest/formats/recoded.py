"""A stream of bytes as one of UTF-8, where its first bytes say that it is in UTF-16 or UTF-32."""

from __future__ import annotations

import codecs
import io
from typing import BinaryIO, Final, cast

from archive.ingest.raw import Note
from archive.ingest.reader import READ_ERRORS
from archive.ingest.wide import WIDE_HEAD, wide_encoding

_CHUNK: Final = 2**16


def recoded(stream: BinaryIO) -> BinaryIO:
    """`stream` from where it stands, its mark of byte order left out, in UTF-8 if it is wider.

    What reading `stream` raises, reading this raises, behind the bytes before it. Closing it leaves
    `stream` open. Bytes that stand for no character are read as U+FFFD.
    """
    read = getattr(stream, "read1", stream.read)
    head: bytes = b""
    error: Exception | None = None
    try:
        while len(head) < WIDE_HEAD and (more := read(WIDE_HEAD)):
            head += more
    except READ_ERRORS as failure:
        error = failure
    encoding, mark = wide_encoding(head)
    raw = _Recoded(head[mark:], stream, encoding, error)
    return cast(BinaryIO, io.BufferedReader(raw, _CHUNK))


def recoding_notes(stream: BinaryIO) -> tuple[Note, ...]:
    """What a stream that `recoded` gave was read as, where that is not UTF-8."""
    raw = getattr(stream, "raw", None)
    return raw.notes if isinstance(raw, _Recoded) else ()


class _Recoded(io.RawIOBase):
    """What `recoded` reads: pieces of the stream, each in UTF-8, or the error behind the first."""

    def __init__(
        self, head: bytes, stream: BinaryIO, encoding: str, error: Exception | None
    ) -> None:
        super().__init__()
        self._error = error
        note = Note("encoding-guessed", f"Read as {encoding}.")
        self.notes: tuple[Note, ...] = (note,) if encoding else ()
        self._read = getattr(stream, "read1", stream.read)
        self._decoder = (
            codecs.getincrementaldecoder(encoding)(errors="replace") if encoding else None
        )
        self._ready = self._utf8(head, final=False)
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # it is given one
        while not self._ready and not self._ended:
            if self._error is not None:
                raise self._error
            piece = self._read(_CHUNK)
            self._ended = not piece
            self._ready = self._utf8(piece, final=self._ended)
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _utf8(self, piece: bytes, *, final: bool) -> bytes:
        if self._decoder is None:
            return piece
        return self._decoder.decode(piece, final).encode("utf-8", "replace")
