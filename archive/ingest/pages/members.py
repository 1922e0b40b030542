"""A stream of gzip members or of Zstandard frames as the bytes they hold."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import BinaryIO, Final, Protocol

import zstandard

from archive.ingest.limits import Limits, Meter

_GZIP: Final = b"\x1f\x8b\x08"
_ZSTANDARD: Final = b"\x28\xb5\x2f\xfd"
_PIECE: Final = 2**16


class DamagedMemberError(Exception):
    """A member cannot be unpacked; reading goes on with the next."""


class Packed(Protocol):
    """Bytes in their order: some at a time, b"" at the end."""

    def read(self) -> bytes:
        """The next bytes. Raises `DamagedMemberError`, and what the stream raises."""
        ...


class Plain:
    """Bytes that are not packed, some of them read already."""

    def __init__(self, stream: BinaryIO, head: bytes) -> None:
        self._stream = stream
        self._head = head
        self.size = 0

    def read(self) -> bytes:
        """The next bytes; `size` counts them."""
        head, self._head = self._head, b""
        data = head or self._stream.read(_PIECE)
        self.size += len(data)
        return data


class Metered:
    """What is unpacked, in bounds: of what is packed, only so much as was read is known."""

    def __init__(self, packed: Packed, plain: Plain, limits: Limits) -> None:
        self._packed = packed
        self._plain = plain
        self._limits = limits
        self._size = 0

    def read(self) -> bytes:
        """The next bytes. Raises `LimitError` where they are too many."""
        data = self._packed.read()
        self._size += len(data)
        Meter(self._plain.size, self._limits).count(self._size)
        return data


class Zstandard:
    """Bytes of Zstandard frames, one after the other."""

    def __init__(self, packed: Plain) -> None:
        self._packed = packed
        self._unpacker = zstandard.ZstdDecompressor().decompressobj(read_across_frames=True)

    def read(self) -> bytes:
        """The next bytes. Raises `EOFError` where a frame is damaged: no next can be found."""
        while data := self._packed.read():
            try:
                if unpacked := self._unpacker.decompress(data):
                    return unpacked
            except zstandard.ZstdError as error:
                raise zlib.error(str(error)) from error
        return b""


class Members:
    """Bytes of gzip members, one after the other; of a damaged one, none after the damage."""

    def __init__(self, packed: Plain) -> None:
        self._packed = packed
        self._data = b""
        self._unpacker = zlib.decompressobj(wbits=31)
        self._is_fresh = True

    def read(self) -> bytes:
        """The next bytes. Raises `EOFError` where the last member is cut off."""
        while True:
            if not self._data and not self._more():
                return b""
            if self._is_fresh and not self._begins():
                continue
            try:
                unpacked = self._unpacker.decompress(self._data, _PIECE)
            except zlib.error as error:
                self._skip()
                raise DamagedMemberError(str(error)) from error
            self._is_fresh = False
            self._data = self._unpacker.unconsumed_tail
            if self._unpacker.eof:
                self._data = self._unpacker.unused_data
                self._renew()
            if unpacked:
                return unpacked

    def _more(self) -> bool:
        self._data = self._packed.read()
        if not self._data and not self._is_fresh:
            raise EOFError
        return bool(self._data)

    def _begins(self) -> bool:
        """Whether a member begins here; zero bytes between members are passed over."""
        self._data = self._data.lstrip(b"\0")
        while self._data and len(self._data) < len(_GZIP) and (more := self._packed.read()):
            self._data += more
        if self._data and not self._data.startswith(_GZIP):
            self._skip()
            raise DamagedMemberError("No member begins where one should.")
        return bool(self._data)

    def _skip(self) -> None:
        """Goes to where the next member begins."""
        self._renew()
        self._data = self._data[1:]
        while (at := self._data.find(_GZIP)) < 0:
            more = self._packed.read()
            if not more:
                self._data = b""
                return
            self._data = self._data[-2:] + more
        self._data = self._data[at:]

    def _renew(self) -> None:
        self._unpacker = zlib.decompressobj(wbits=31)
        self._is_fresh = True


def unpacked_by_content(stream: BinaryIO, limits: Limits) -> Packed:
    """The bytes of a stream, unpacked where its first say that it is packed."""
    head = stream.read(4)
    plain = Plain(stream, head)
    kinds: tuple[tuple[bytes, Callable[[Plain], Packed]], ...] = (
        (_GZIP, Members),
        (_ZSTANDARD, Zstandard),
    )
    for magic, kind in kinds:
        if head.startswith(magic):
            return Metered(kind(plain), plain, limits)
    return plain


def first_bytes(head: bytes, size: int) -> bytes:
    """The first bytes of the gzip member that `head` begins, b"" where it begins none."""
    if not head.startswith(_GZIP):
        return b""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, size)
    except zlib.error:
        return b""
