"""A stream of bytes as one of UTF-8, where its first bytes say that it is in UTF-16 or UTF-32."""

from __future__ import annotations

import codecs
import io
from collections.abc import Mapping
from typing import BinaryIO, Final, cast

from archive.ingest.raw import Note

_CHUNK: Final = 2**16
_HEAD: Final = 2**10

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: Which of the first four bytes are zero where the first character is one of ASCII.
_ZEROS: Final[Mapping[tuple[bool, ...], str]] = {
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
}

#: A text of Chinese has at least one sign or digit of ASCII in so many bytes; a text that is not
#: wide has no zero bytes, but for accidents.
_PER_ZERO: Final = 40
_FEW_ZEROS: Final = 2


def wide_encoding(head: bytes) -> tuple[str, int]:
    """The wide encoding that the first bytes of a file say, and the length of its mark.

    "" where they say none: it is UTF-8 or an older encoding. Without a mark, the zero bytes of
    characters of ASCII show how wide a file is, those of Chinese between them have none.
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return ("" if encoding == "utf-8" else encoding), len(mark)
    zeros = tuple(not byte for byte in head[:4])
    wide = _ZEROS.get(zeros)
    if wide is None and len(head) >= 2 and zeros[0] != zeros[1]:
        wide = "utf-16-be" if zeros[0] else "utf-16-le"
    return wide or _by_zeros(head), 0


def _by_zeros(head: bytes) -> str:
    """UTF-16 where all zero bytes stand at even places, or all at odd ones, and there are some."""
    zeros = head.count(0)
    if zeros < _FEW_ZEROS or zeros * _PER_ZERO < len(head):
        return ""
    even = head[::2].count(0)
    return {0: "utf-16-le", zeros: "utf-16-be"}.get(even, "")


def recoded(stream: BinaryIO) -> BinaryIO:
    """`stream` from where it stands, its mark of byte order left out, in UTF-8 if it is wider.

    What `stream` raises when it is read, this raises. Closing it leaves `stream` open. Bytes that
    stand for no character are read as U+FFFD.
    """
    read = getattr(stream, "read1", stream.read)
    head: bytes = read(_HEAD)
    while len(head) < 4 and (more := read(_HEAD)):
        head += more
    encoding, mark = wide_encoding(head)
    return cast(BinaryIO, io.BufferedReader(_Recoded(head[mark:], stream, encoding), _CHUNK))


def recoding_notes(stream: BinaryIO) -> tuple[Note, ...]:
    """What a stream that `recoded` gave was read as, where that is not UTF-8."""
    raw = getattr(stream, "raw", None)
    return raw.notes if isinstance(raw, _Recoded) else ()


class _Recoded(io.RawIOBase):
    """What `recoded` reads: pieces of the stream, each in UTF-8."""

    def __init__(self, head: bytes, stream: BinaryIO, encoding: str) -> None:
        super().__init__()
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
