"""Packed streams: gzip, bzip2, xz and Zstandard, read as they come, in little memory."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO, Final, Protocol

import zstandard

from archive.ingest.limits import Meter
from archive.ingest.streams import read_some

#: Bytes of a packed stream that are taken at once.
_TAKEN: Final = 64 * 1024

#: Bytes that are unpacked at once.
_GIVEN: Final = 256 * 1024

#: Zstandard unpacks all it is given, up to 128 KiB out of four bytes.
_TAKEN_ZSTD: Final = 256

#: What a dictionary may take; `xz -9` needs 65 MiB, `zstd --long` 128.
_DICTIONARY: Final = 160 * 2**20


class DamagedError(OSError):
    """A packed stream is damaged. An `OSError`, as whatever reads a stream must expect that."""

    def __init__(self) -> None:
        super().__init__("the compression is damaged")


class _Decoder(Protocol):
    """What the standard library's decoders of bzip2 and xz have."""

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Zlib:
    """gzip: zlib's decoder with the same attributes. It checks the sum at the end."""

    def __init__(self) -> None:
        self._decoder = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._decoder.eof

    @property
    def needs_input(self) -> bool:
        return not self._decoder.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._decoder.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._decoder.decompress(self._decoder.unconsumed_tail + data, max_length)


class _Zstandard:
    """Zstandard with the same attributes: its input is handed on in small pieces."""

    def __init__(self) -> None:
        self._decoder = zstandard.ZstdDecompressor(max_window_size=2**27).decompressobj()
        self._waiting = b""

    @property
    def eof(self) -> bool:
        return self._decoder.eof

    @property
    def needs_input(self) -> bool:
        return not self._waiting

    @property
    def unused_data(self) -> bytes:
        return self._decoder.unused_data + self._waiting

    def decompress(self, data: bytes, max_length: int) -> bytes:
        data = self._waiting + data
        pieces: list[bytes] = []
        at = size = 0
        while at < len(data) and size < max_length and not self._decoder.eof:
            pieces.append(self._decoder.decompress(data[at : at + _TAKEN_ZSTD]))
            size += len(pieces[-1])
            at += _TAKEN_ZSTD
        self._waiting = data[at:]
        return b"".join(pieces)


def _xz() -> _Decoder:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_DICTIONARY)


#: What a packed stream begins with. bzip2 follows a digit with the mark of a block or of the end.
_PACKED: Final[tuple[tuple[str, Callable[[bytes], bool], Callable[[], _Decoder]], ...]] = (
    (".gz", lambda head: head.startswith(b"\x1f\x8b\x08"), _Zlib),
    (
        ".bz2",
        lambda head: head.startswith(b"BZh") and head[4:10] in (b"1AY&SY", b"\x17rE8P\x90"),
        bz2.BZ2Decompressor,
    ),
    (".xz", lambda head: head.startswith(b"\xfd7zXZ\0"), _xz),
    (".zst", lambda head: head.startswith(b"\x28\xb5\x2f\xfd"), _Zstandard),
)

#: What reading damaged data raises, beside the early end.
_DAMAGE: Final = (zlib.error, lzma.LZMAError, zstandard.ZstdError, ValueError, EOFError)


class _Unpacked(io.RawIOBase):
    """What comes out of a packed stream; streams that follow each other are one.

    Raises `EOFError` where the stream ends early, `DamagedError` where it is damaged, `LimitError`
    where too much comes out of it; again each time it is read.
    """

    def __init__(self, packed: BinaryIO, new: Callable[[], _Decoder], meter: Meter) -> None:
        super().__init__()
        self._packed = packed
        self._new = new
        self._decoder: _Decoder | None = None
        self._meter = meter
        self._waiting = b""
        self._ready = memoryview(b"")
        self._error: OSError | EOFError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what is given is one
        if not self._ready:
            self._ready = memoryview(self._next())
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _next(self) -> bytes:
        """What is unpacked next, b"" at the end."""
        if self._error is not None:
            raise self._error
        try:
            data = b""
            while not data and (self._decoder is not None or self._begin()):
                data = self._more()
            self._meter.count(len(data))
        except (OSError, EOFError) as error:
            self._error = error
            raise
        return data

    def _begin(self) -> bool:
        """Go on with the next stream, if one follows; zeros between and behind fill blocks."""
        while not (rest := self._waiting.lstrip(b"\0")):
            self._waiting = read_some(self._packed, _TAKEN)
            if not self._waiting:
                return False
        self._waiting = rest
        self._decoder = self._new()
        return True

    def _more(self) -> bytes:
        """A piece of the stream that is being read, maybe b""."""
        assert self._decoder is not None
        if self._decoder.needs_input and not self._waiting:
            self._waiting = read_some(self._packed, _TAKEN)
            if not self._waiting:
                raise EOFError
        taken, self._waiting = self._waiting, b""
        try:
            data = self._decoder.decompress(taken, _GIVEN)
        except _DAMAGE as error:
            raise DamagedError from error
        except OSError as error:  # bzip2 has no other name for it
            raise DamagedError from error
        if self._decoder.eof:
            self._waiting = self._decoder.unused_data
            self._decoder = None
        return data


def packed_suffix(head: bytes) -> str:
    """The suffix of streams that begin so, "" where it is not packed."""
    return next((suffix for suffix, begins, _ in _PACKED if begins(head)), "")


def unpacked_by_suffix(stream: BinaryIO, suffix: str, meter: Meter) -> io.RawIOBase:
    """What comes out of a stream that `packed_suffix` names."""
    return _Unpacked(stream, next(new for name, _, new in _PACKED if name == suffix), meter)
