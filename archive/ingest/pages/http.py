"""The body of an HTTP response, whatever its headers say of it."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from typing import Final

import brotli  # type: ignore[import-untyped]  # it has no types
import zstandard

#: Bytes of an unpacked page. What is longer is no page: the longest of 39 has 610,000.
_MAX_BODY: Final = 32 * 2**20

_STATUS: Final = re.compile(rb"HTTP/\d(?:\.\d)? {1,4}(?P<status>\d{3})")
_HEAD_END: Final = re.compile(rb"\r?\n\r?\n")
_CHUNK: Final = re.compile(rb"(?:\r?\n)?(?P<size>[0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")


class UnreadableBodyError(Exception):
    """A body cannot be unpacked."""


@dataclass(slots=True)
class Response:
    """`status` is 0 where none is given; `headers` are in lower case; `is_cut`: the end is lost."""

    status: int
    headers: dict[str, str]
    body: bytes
    is_cut: bool = field(default=False)


def read_response(block: bytes) -> Response:
    """The response in a record's block. Raises `UnreadableBodyError`."""
    status = _STATUS.match(block)
    end = _HEAD_END.search(block)
    if not status or not end:
        return Response(0, {}, block)
    headers = _headers(block[: end.start()])
    response = Response(int(status["status"]), headers, block[end.end() :])
    if "chunked" in headers.get("transfer-encoding", "").lower():
        response.body, response.is_cut = _dechunked(response.body)
    for coding in reversed(headers.get("content-encoding", "").lower().split(",")):
        response.body, is_cut = _decoded(response.body, coding.strip())
        response.is_cut = response.is_cut or is_cut
    return response


def _headers(head: bytes) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in head.decode("latin-1").splitlines()[1:]:
        name, parted, value = line.partition(":")
        if parted:
            headers.setdefault(name.strip().lower(), value.strip())
    return headers


def _dechunked(data: bytes) -> tuple[bytes, bool]:
    """A body without the lengths of its chunks, and whether its end is missing.

    A body that does not begin with a length is not in chunks, whatever its header says.
    """
    pieces: list[bytes] = []
    at = 0
    while chunk := _CHUNK.match(data, at):
        size = int(chunk["size"], 16)
        at = chunk.end() + size
        if not size:
            return b"".join(pieces), False
        pieces.append(data[chunk.end() : at])
    if not pieces:
        return data, False
    if at < len(data):
        pieces.append(data[at:])
    return b"".join(pieces), True


def _decoded(data: bytes, coding: str) -> tuple[bytes, bool]:
    """A body unpacked, and whether its end is missing; as it is where it is not packed so."""
    if coding in ("gzip", "x-gzip"):
        return _inflated(data, 31) if data.startswith(b"\x1f\x8b") else (data, False)
    if coding == "deflate":
        if data[:1] == b"<":
            return data, False
        return _inflated(data, 15 if data[:1] and data[0] & 0x0F == 8 else -15)
    if coding == "br":
        return _unbrotlied(data)
    if coding == "zstd" and data.startswith(b"\x28\xb5\x2f\xfd"):
        return _unzstandarded(data)
    return data, False


def _inflated(data: bytes, wbits: int) -> tuple[bytes, bool]:
    """Piece by piece, so that what stands before a damaged place is there."""
    unpacker = zlib.decompressobj(wbits=wbits)
    pieces: list[bytes] = []
    size = 0
    view = memoryview(data)
    try:
        for at in range(0, len(data), _PIECE):
            pieces.append(unpacker.decompress(view[at : at + _PIECE], _MAX_BODY - size + 1))
            size += len(pieces[-1])
            _check(size)
            if unpacker.eof:
                break
    except zlib.error as error:
        if not size:
            raise UnreadableBodyError(f"The page cannot be unpacked: {error}.") from error
    return b"".join(pieces), not unpacker.eof


def _unbrotlied(data: bytes) -> tuple[bytes, bool]:
    """A body in Brotli, which has no mark of its own: text that is none is left as it is."""
    unpacker = brotli.Decompressor()
    try:
        body: bytes = unpacker.process(data, output_buffer_limit=_MAX_BODY + 1)
    except brotli.error as error:
        if data.lstrip()[:1] == b"<":
            return data, False
        raise UnreadableBodyError(f"The page cannot be unpacked: {error}.") from error
    _check(len(body))
    return body, not unpacker.is_finished()


def _unzstandarded(data: bytes) -> tuple[bytes, bool]:
    unpacker = zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True)
    try:
        body = unpacker.read(_MAX_BODY + 1)
    except zstandard.ZstdError as error:
        raise UnreadableBodyError(f"The page cannot be unpacked: {error}.") from error
    _check(len(body))
    return body, False


_PIECE: Final = 2**14


def _check(size: int) -> None:
    if size > _MAX_BODY:
        raise UnreadableBodyError(f"The page is larger than {_MAX_BODY // 2**20} MiB.")
