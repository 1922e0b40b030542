"""Messages of agencies in plain text: their bytes, their parts and their quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from archive.ingest.formats.xml_text import encoding_of
from archive.ingest.raw import Note
from archive.ingest.reader import Reject, read_whole

#: Control bytes of wire services: start of heading, of text; end of text, of transmission.
HEADING: Final = "\x01"
TEXT: Final = "\x02"
END_OF_TEXT: Final = "\x03"
END: Final = "\x04"

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1e\x7f]")
_SEPARATOR: Final = "\x1f"
_TYPED_QUOTES: Final = (("``", "“"), ("''", "”"), ("`", "‘"))


@dataclass(frozen=True, slots=True)
class Message:
    """One message: what stands before its text, the text with its headlines, and its last lines.

    Lines end in `\\n`. `has_marks`: control bytes part it; else all of it is `text`.
    """

    heading: str
    text: str
    closing: str
    has_marks: bool
    place: str
    notes: tuple[Note, ...]


def wire_characters(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """The text of a file of messages, and what was odd about its encoding.

    Services in IPTC 7901 and ANPA-1312 declare none: UTF-8 as long as it is that, else as the bytes
    tell, Latin-1 with Windows' marks where they do not.
    """
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        encoding = encoding_of(data[error.start :], "")
        text = data.decode(encoding, "replace")
        return text, (Note("encoding", f"read as {encoding}, declared nothing"),)


def read_messages(stream: BinaryIO, source: str) -> Iterator[Message | Reject]:
    """The messages of a file, in their order; a reject where it cannot be read."""
    data = read_whole(stream, source)
    if isinstance(data, Reject):
        yield data
        return
    text, notes = wire_characters(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = re.split(f"(?={HEADING})", text)
    blocks = [block for block in blocks if plain(block).strip()]
    for number, block in enumerate(blocks, 1):
        yield _message(block, f"message {number}", notes)
    if not blocks:
        yield Reject(source, "the file", "It is empty.")


def _message(block: str, place: str, notes: tuple[Note, ...]) -> Message:
    heading, start, rest = block.partition(TEXT)
    if not start:
        heading, rest = "", block
    text, _, closing = rest.partition(END_OF_TEXT)
    if END in text:
        text, _, closing = text.partition(END)
    return Message(heading, text, closing, bool(start), place, notes)


def plain(text: str) -> str:
    """`text` without control characters; tabs, form feeds and line ends stay."""
    return _CONTROL.sub("", text).replace(_SEPARATOR, " ")


def quoted(text: str) -> str:
    """`text` with quotation marks where grave accents and pairs of apostrophes stand for them."""
    if "``" not in text:
        return text
    for typed, mark in _TYPED_QUOTES:
        text = text.replace(typed, mark)
    return text
