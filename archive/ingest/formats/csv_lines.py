"""The lines of a table's file as text, whatever its encoding and its line ends."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from archive.ingest.encoding import Decoded, decode
from archive.ingest.formats.csv_rows import MAX_ROW
from archive.ingest.formats.recoded import recoding_notes
from archive.ingest.raw import Note
from archive.ingest.reader import READ_ERRORS, UnreadableArticleError

#: So much of a file is looked at to know its encoding and its sign.
_LOOK: Final = 2**16


class Lines:
    """The lines of a stream. `error` is what reading its beginning raised.

    `sample` is the text of its first lines. `notes` say what was odd about the encoding of the
    lines that were given since they were last taken.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._head = b""
        self.error: Exception | None = None
        try:
            while len(self._head) < _LOOK and (line := stream.readline(MAX_ROW)):
                self._head += line
        except READ_ERRORS as error:
            self.error = error
        #: Whether lines end with a carriage return alone, as on the first Macintoshes.
        self._carriage = b"\n" not in self._head and b"\r" in self._head
        head = self._head.replace(b"\r", b"\n") if self._carriage else self._head
        first = sample_of(head)
        self.sample = first.text
        self._encoding = first.encoding
        told = (*recoding_notes(stream), *first.notes)
        self._notes = tuple(note for note in told if note.code != "bytes-lost")
        self._odd: dict[Note, None] = {}

    def take_notes(self) -> tuple[Note, ...]:
        """What was odd about the lines since it was asked last, and about all of them."""
        odd, self._odd = self._odd, {}
        return (*self._notes, *odd)

    def __iter__(self) -> Iterator[str | None]:
        """The lines; None for one that is too long or no text.

        Raises what reading the file raised.
        """
        for line in self._with_carriage() if self._carriage else self._bytes():
            yield None if line is None else self._text(line)

    def _text(self, line: bytes) -> str | None:
        """A line in the encoding of the first ones, or in the one that it is in itself."""
        try:
            return line.decode(self._encoding)
        except UnicodeDecodeError:
            pass
        try:
            decoded = decode(line, "" if self._encoding == "utf-8" else self._encoding)
        except UnreadableArticleError:
            return None
        self._odd |= dict.fromkeys(decoded.notes)
        return decoded.text

    def _bytes(self) -> Iterator[bytes | None]:
        yield from io.BytesIO(self._head)
        if self.error is not None:
            raise self.error
        while line := self._stream.readline(MAX_ROW):
            too_long = len(line) == MAX_ROW and not line.endswith(b"\n")
            while len(line) == MAX_ROW and not line.endswith(b"\n"):
                line = self._stream.readline(MAX_ROW)
            yield None if too_long else line

    def _with_carriage(self) -> Iterator[bytes | None]:
        """Lines that end with a carriage return, each with a line feed instead."""
        left = self._head
        while True:
            *lines, left = left.split(b"\r")
            yield from (line + b"\n" for line in lines)
            if len(left) > MAX_ROW:
                yield None
                left = b""
            if self.error is not None:
                raise self.error
            piece = self._stream.read(_LOOK)
            if not piece:
                break
            left += piece
        if left:
            yield left


def sample_of(head: bytes) -> Decoded:
    """The text of a file's beginning.

    Whole lines are looked at where there are several, so that no character is cut.
    """
    whole = head[: head.rfind(b"\n") + 1] or head
    try:
        return Decoded(whole.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.end == len(whole) and error.reason == "unexpected end of data":
            return Decoded(whole.decode("utf-8", "ignore"), "utf-8")
    try:
        return decode(whole)
    except UnreadableArticleError:
        # Most of its lines may be in UTF-8: each that is not is told by itself.
        return Decoded(whole.decode("utf-8", "replace"), "utf-8")
