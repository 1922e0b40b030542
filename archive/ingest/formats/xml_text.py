"""The characters of an XML file, piece by piece: declarations lie, so the bytes decide first."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from archive.ingest.charsets import meant
from archive.ingest.encoding import encoding_of_piece
from archive.ingest.raw import Note
from archive.ingest.reader import READ_ERRORS, shown
from archive.ingest.wide import wide_encoding

#: Bytes that are read at a time. An encoding is told from this many, from the first that is no
#: UTF-8 on.
_PIECE: Final = 2**18

_DECLARED: Final = re.compile(rb"""<\?xml[^>]{0,80}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']""")

#: Characters that XML 1.0 does not allow.
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Characters:
    """The text of a stream of XML, in pieces.

    Text is UTF-8 as long as its bytes are; from the first byte that is not, it is in the declared
    encoding or in the one that the bytes themselves tell. `notes` says what was odd, and is whole
    when all is read. Iterating raises what reading the stream raises.
    """

    def __init__(self, stream: BinaryIO, declared: str = "") -> None:
        self._stream = stream
        self._declared = declared
        self._beyond_ascii = False
        self._error: Exception | None = None
        self.encoding = ""
        self._odd: dict[str, str] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        odd = tuple(Note(code, detail) for code, detail in self._odd.items())
        name = self.encoding or "utf-8"
        if not (self.encoding or self._beyond_ascii) or meant(self._declared)[:6] == name[:6]:
            return odd
        if self._declared:
            detail = f"Says {shown(self._declared)}, is {name}."
            return (Note("encoding-contradicted", detail), *odd)
        return odd if name == "utf-8" else (Note("encoding-guessed", f"Read as {name}."), *odd)

    def __iter__(self) -> Iterator[str]:
        data = self._piece()
        decoder = self._first_decoder(data)
        while data:
            decoder, text = self._decode(decoder, data)
            yield self._allowed(text)
            data = self._piece()
        if rest := self._last(decoder):
            yield self._allowed(rest)

    def _piece(self) -> bytes:
        """The next bytes, as many as an encoding is told from, whatever the stream gives at once.

        A stream that fails has given what it gave before.
        """
        if self._error is not None:
            raise self._error
        data = bytearray()
        try:
            while len(data) < _PIECE and (more := self._stream.read(_PIECE - len(data))):
                data += more
        except READ_ERRORS as error:
            if not data:
                raise
            self._error = error
        return bytes(data)

    def _first_decoder(self, data: bytes) -> codecs.IncrementalDecoder:
        declared = _DECLARED.search(data[:800].replace(b"\0", b""))
        self._declared = self._declared or (declared[1].decode("ascii") if declared else "")
        encoding, mark = wide_encoding(data, meant(self._declared))
        if encoding:
            # Without the order of bytes in its name a decoder takes the mark away.
            self.encoding = encoding[:6] if mark else encoding
            return codecs.getincrementaldecoder(self.encoding)("replace")
        return codecs.getincrementaldecoder("utf-8-sig")("strict")

    def _decode(
        self, decoder: codecs.IncrementalDecoder, data: bytes
    ) -> tuple[codecs.IncrementalDecoder, str]:
        """The text of `data`, and the decoder to go on with."""
        waiting = decoder.getstate()[0]
        try:
            text = decoder.decode(data)
        except UnicodeDecodeError:
            data = waiting + data + self._next_piece()
            decoder = self._other_decoder(data)
            return decoder, decoder.decode(data)
        self._beyond_ascii |= not text.isascii()
        return decoder, text

    def _next_piece(self) -> bytes:
        """The next bytes, none where the stream fails, which is told when they are asked for."""
        try:
            return self._piece() if self._error is None else b""
        except READ_ERRORS as error:
            self._error = error
            return b""

    def _other_decoder(self, data: bytes) -> codecs.IncrementalDecoder:
        """For text of which `data`, all before it being ASCII or UTF-8, is not all UTF-8."""
        encoding = "utf-8" if self._beyond_ascii else encoding_of_piece(data, self._declared)
        if encoding == "utf-8":
            self._odd["bytes-lost"] = "some bytes are no UTF-8"
            return codecs.getincrementaldecoder("utf-8-sig")("replace")
        self.encoding = encoding
        return codecs.getincrementaldecoder(self.encoding)("replace")

    def _last(self, decoder: codecs.IncrementalDecoder) -> str:
        """What an unfinished character at the end stands for."""
        try:
            return decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            return self._other_decoder(error.object).decode(error.object, final=True)

    def _allowed(self, text: str) -> str:
        """`text` without what XML does not allow."""
        if _NOT_XML.search(text) is None:
            return text
        self._odd["control-characters"] = "characters that XML does not allow are left out"
        return _NOT_XML.sub("", text)


def head_text(head: bytes) -> str:
    """The first bytes of a file as text of which at least the ASCII is right, for telling formats.

    Characters that XML does not allow are kept: wire text has them.
    """
    encoding, mark = wide_encoding(head)
    return head[mark:].decode(encoding or "latin-1", "ignore")
