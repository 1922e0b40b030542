"""Answers are compressed where a browser takes that: over a slow line a page is there sooner."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, Protocol

import zstandard
from flask import Flask, Response, request

from archive.export.forms import EXPORT_FORMS

#: Shorter answers fit in one packet either way.
_LEAST: Final = 1_000

_TYPES: Final = frozenset(
    {
        *("text/html", "text/css", "text/plain", "text/javascript", "application/javascript"),
        *("application/json", "image/svg+xml", "application/atom+xml"),
    }
)

#: What is made while it is sent, and packed so.
_STREAMS: Final = frozenset(form.mimetype for form in EXPORT_FORMS.values())


class Packer(Protocol):
    """Compresses what it is given, piece by piece."""

    def compress(self, data: bytes, /) -> bytes:
        """Take a piece; gives what is ready."""

    def flush(self, how: int = ..., /) -> bytes:
        """The rest, with the end, or as far as it goes where `how` is one of `_SO_FAR`."""


def _gzip() -> Packer:
    return zlib.compressobj(5, zlib.DEFLATED, zlib.MAX_WBITS | 16)


def _zstd() -> Packer:
    return zstandard.ZstdCompressor(level=5).compressobj()


#: Ways to compress by their names in HTTP (RFC 9110, section 8.4.1; RFC 8878), the best first.
CODINGS: Final[Mapping[str, Callable[[], Packer]]] = {"zstd": _zstd, "gzip": _gzip}


#: How each gives all that it has been given so far, so that a reader has what has been made.
_SO_FAR: Final = {"zstd": zstandard.COMPRESSOBJ_FLUSH_BLOCK, "gzip": zlib.Z_SYNC_FLUSH}


@lru_cache(maxsize=64)
def _static(data: bytes, coding: str) -> bytes:
    """A static file, compressed once."""
    return _packed(data, coding)


def _compress(response: Response) -> Response:
    if response.mimetype not in _TYPES | _STREAMS:
        return response
    response.vary.add("Accept-Encoding")
    coding = _coding()
    if not coding or response.status_code in (206, 304) or "Content-Encoding" in response.headers:
        return response
    if response.mimetype in _STREAMS or _is_made_while_sent(response):
        pieces: Iterable[bytes] = response.response  # type: ignore[assignment]  # bytes they are
        response.response = _PackedStream(pieces, coding)
        # A file that was made as a whole has the length of what it was.
        response.headers.pop("Content-Length", None)
        response.headers["Content-Encoding"] = coding
        return response
    response.direct_passthrough = False
    data = response.get_data()
    if len(data) < _LEAST:
        return response
    pack = _static if request.endpoint == "static" else _packed
    response.set_data(pack(data, coding))
    response.headers["Content-Encoding"] = coding
    # A strong tag names bytes, and a range of the file is not one of what it was packed into.
    tag, weak = response.get_etag()
    if tag and not weak:
        response.set_etag(tag, weak=True)
    return response


def _is_made_while_sent(response: Response) -> bool:
    """Whether a page is not known before it is sent."""
    return response.mimetype == "text/html" and response.is_streamed


def _coding() -> str:
    """The coding that the browser likes best, the first of those liked alike; "" for none."""
    accepted = request.accept_encodings
    best = max(CODINGS, key=accepted.quality)
    quality = accepted.quality(best)
    # An answer as it is may be liked better, where that is said.
    return best if quality > 0 and quality >= accepted.quality("identity") else ""


def _packed(data: bytes, coding: str) -> bytes:
    packer = CODINGS[coding]()
    return packer.compress(data) + packer.flush()


class _PackedStream:
    """The pieces of an answer packed one after the other; closing it closes what makes them."""

    def __init__(self, pieces: Iterable[bytes], coding: str) -> None:
        self._pieces = pieces
        self._packer = CODINGS[coding]()
        self._so_far = _SO_FAR[coding]

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            yield self._packer.compress(piece) + self._packer.flush(self._so_far)
        yield self._packer.flush()

    def close(self) -> None:
        """Let go of what the answer is made from."""
        if close := getattr(self._pieces, "close", None):
            close()


def install(app: Flask) -> None:
    """Compress what is worth it."""
    app.after_request(_compress)
