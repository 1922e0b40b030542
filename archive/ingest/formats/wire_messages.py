"""Messages of agencies in plain text: their bytes, their parts and their quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from archive.ingest.encoding import decode_known
from archive.ingest.raw import Note
from archive.ingest.reader import READ_ERRORS, Reject, broken_off

#: Control bytes of wire services: start of heading, of text; end of text, of transmission.
_HEADING_BYTE: Final = b"\x01"
TEXT: Final = "\x02"
END_OF_TEXT: Final = "\x03"
END: Final = "\x04"

#: Bytes that one message may have; agencies send takes of a few thousand characters.
MAX_WIRE_MESSAGE: Final = 4 * 2**20
_PIECE: Final = 2**16

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1e\x7f]")
_SEPARATOR: Final = "\x1f"
_TYPED_QUOTES: Final = (("``", "“"), ("''", "”"), ("`", "‘"))


@dataclass(frozen=True, slots=True)
class WireMessage:
    """One message: what stands before its text, the text with its headlines, and its last lines.

    Lines end in `\\n`. `has_marks`: control bytes part it; else all of it is `text`.
    """

    heading: str
    text: str
    closing: str
    has_marks: bool
    place: str
    notes: tuple[Note, ...]


def read_messages(stream: BinaryIO, source: str) -> Iterator[WireMessage | Reject]:
    """The messages of a file, in their order, one held at a time.

    The last reject is fatal where the file cannot be read to its end, or where what stands between
    two starts of headings is longer than `MAX_WIRE_MESSAGE`.
    """
    number = 0
    for block in _blocks(stream, source):
        if isinstance(block, Reject):
            yield block
            return
        # Services in IPTC 7901 and ANPA-1312 declare no encoding.
        decoded = decode_known(block)
        text = decoded.text
        if without_controls(text).strip():
            number += 1
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            yield _message(text, f"message {number}", decoded.notes)
    if not number:
        yield Reject(source, "the file", "It holds no message.")


def _blocks(stream: BinaryIO, source: str) -> Iterator[bytes | Reject]:
    """The bytes from each start of a heading to the next, and what stands before the first."""
    waiting = b""
    messages = 0
    try:
        while piece := stream.read(_PIECE):
            *whole, waiting = (waiting + piece).split(_HEADING_BYTE)
            for block in whole:
                yield block
                messages += 1
            if len(waiting) > MAX_WIRE_MESSAGE:
                reason = f"A message is longer than {MAX_WIRE_MESSAGE // 2**20} MiB."
                yield Reject(source, f"after message {messages}", reason, fatal=True)
                return
    except READ_ERRORS as error:
        yield broken_off(source, f"after message {messages}", error, messages)
        return
    yield waiting


def _message(block: str, place: str, notes: tuple[Note, ...]) -> WireMessage:
    heading, start, rest = block.partition(TEXT)
    if not start:
        heading, rest = "", block
    text, end, closing = rest.partition(END_OF_TEXT)
    if END in text:
        text, end, closing = text.partition(END)
    if start and not end:
        notes = (*notes, Note("end-missing", "the message has no mark of its end"))
    return WireMessage(heading, text, closing, bool(start), place, notes)


def without_controls(text: str) -> str:
    """`text` without control characters; tabs, form feeds and line ends stay."""
    return _CONTROL.sub("", text).replace(_SEPARATOR, " ")


def quoted(text: str) -> str:
    """`text` with quotation marks where grave accents and pairs of apostrophes stand for them."""
    if "``" not in text:
        return text
    for typed, mark in _TYPED_QUOTES:
        text = text.replace(typed, mark)
    return text
