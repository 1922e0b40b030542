"""The values of a file that holds JSON in any of its forms.

Where each line is an object (JSON Lines, or a list whose lines end in commas), the file is read
line by line, whatever its size; else as one text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from archive.ingest.encoding import Decoded, decode
from archive.ingest.formats.json_lines import JsonLines
from archive.ingest.formats.json_scan import Broken, ValueScanner, depth_behind
from archive.ingest.limits import MIB
from archive.ingest.pieces import piece_digest
from archive.ingest.reader import READ_ERRORS, UnreadableArticleError
from archive.model.article import Note

#: A line with raw line ends in a string goes on for so many lines and bytes at most.
_MOST_LINES: Final = 1000
_LONGEST_JOINED: Final = 2**20

#: A line that begins an object belongs to none before it.
_BEGINS_OBJECT: Final = re.compile(rb"[\[, ]*\{\s*[\"']")

#: What a line may stand in to be a piece of its own: nothing, or a list.
_PLAIN: Final = ("", "[")


@dataclass(frozen=True, slots=True)
class JsonValue:
    """A value, and the line that it begins in, 0 where the file is not read by lines.

    `notes` say what was odd about its encoding. `piece` is the digest of its line where that holds
    nothing else, and reads the same on any line.
    """

    value: object
    line: int
    notes: tuple[Note, ...] = ()
    piece: bytes = b""


@dataclass(frozen=True, slots=True)
class KnownValue:
    """A value that is known, so that its line was not read."""

    piece: bytes
    line: int


@dataclass(frozen=True, slots=True)
class JsonFailure:
    """What cannot be read. `error` is what the stream raised. `fatal`: nothing behind it is read.

    `reason` has no full stop.
    """

    reason: str
    line: int
    fatal: bool = False
    error: Exception | None = None


class ValuePlaces:
    """Names where things stand in a file, each by a place of its own."""

    def __init__(self) -> None:
        self._line = self._within = self._number = 0

    def next(self, line: int) -> str:
        """Of what begins in this line, from 1: by the line, and by its number behind the first.

        Where there are no lines (0): by its number in the file.
        """
        self._number += 1
        self._within = self._within + 1 if line == self._line else 1
        self._line = line
        if not line:
            return f"article {self._number}"
        return f"line {line}" + (f", article {self._within}" if self._within > 1 else "")


#: Says of the digest of a line whether its value is known; None where that is not to be asked.
_IsKnown = Callable[[bytes], bool] | None


def values_of(stream: BinaryIO, whole: int) -> Iterator[JsonValue | JsonFailure]:
    """The values of `stream` in their order, and what cannot be read of it.

    No line, and no file that is not read by lines, is read that has more than `whole` bytes. Raises
    nothing for what a stream holds, nor for what reading it raises. A fatal failure is the last.
    """
    values = unknown_values(stream, whole, None)
    return (value for value in values if not isinstance(value, KnownValue))


def unknown_values(
    stream: BinaryIO, whole: int, is_known: _IsKnown
) -> Iterator[JsonValue | KnownValue | JsonFailure]:
    """The same, but lines that `is_known`, by their digests, are not read; others have theirs."""
    lines = JsonLines(whole)
    for item in _values_of(lines, stream, is_known):
        if lines.notes and isinstance(item, JsonValue):
            yield replace(item, notes=(*lines.notes, *item.notes))
        else:
            yield item


def _values_of(
    lines: JsonLines, stream: BinaryIO, is_known: _IsKnown
) -> Iterator[JsonValue | KnownValue | JsonFailure]:
    whole = lines.longest
    try:
        lines.open(stream)
        if lines.each_is_an_object():
            yield from _by_lines(lines, is_known)
            return
        data = lines.rest()
    except READ_ERRORS as error:
        for item in _whole(lines.seen()):
            if isinstance(item, JsonValue) or not item.fatal:
                yield item
        yield JsonFailure("", 0, fatal=True, error=error)
        return
    if len(data) > whole:
        yield JsonFailure(f"{_too_large('Larger', whole)}; bring it as JSON Lines", 0, fatal=True)
        return
    if not data.strip():
        yield JsonFailure("Holds nothing", 0)
    yield from _whole(data)


def _by_lines(
    lines: JsonLines, is_known: _IsKnown
) -> Iterator[JsonValue | KnownValue | JsonFailure]:
    scanner = ValueScanner(lines=True)
    while True:
        number = lines.number + 1
        try:
            line = lines.next()
            line = line and _whole_line(line, lines)
        except READ_ERRORS as error:
            yield JsonFailure("", number, fatal=True, error=error)
            return
        if line == b"":
            break
        if line is None:
            yield JsonFailure(_too_large("Longer", lines.longest), number)
            continue
        piece = _piece(line, scanner.within, lines) if is_known is not None else b""
        if piece and is_known is not None and is_known(piece):
            scanner.pass_over(line.decode())
            yield KnownValue(piece, number)
            continue
        for item in _of_piece(piece, scanner, _line(scanner, line, number)):
            yield item
            if isinstance(item, JsonFailure) and item.fatal:
                return
    for broken in scanner.finish():
        yield JsonFailure(broken.reason, number, fatal=True)


def _too_large(how: str, most: int) -> str:
    return f"{how} than {most / MIB:,.0f} MiB (ARCHIVE_READ_WHOLE may be raised)"


def _piece(line: bytes, within: str, lines: JsonLines) -> bytes:
    """The digest of a line that should read the same wherever it stands, b"" for any other.

    It begins and ends an object, inside a list or nothing.
    """
    if lines.notes or within not in _PLAIN or line[:1] != b"{" or not _ends_object(line):
        return b""
    try:
        line.decode()
    except UnicodeDecodeError:
        return b""
    return piece_digest(line, within)


def _of_piece(
    piece: bytes, scanner: ValueScanner, items: Iterator[JsonValue | JsonFailure]
) -> Iterator[JsonValue | JsonFailure]:
    """What a line holds; a value that is all of it with the line's digest."""
    if not piece:
        yield from items
        return
    within, held = scanner.within, list(items)
    if len(held) == 1 and scanner.within == within and isinstance(held[0], JsonValue):
        held = [replace(held[0], piece=piece)]
    yield from held


def _line(scanner: ValueScanner, line: bytes, number: int) -> Iterator[JsonValue | JsonFailure]:
    try:
        decoded = _text(line)
    except UnreadableArticleError as error:
        yield _failure(line, error.detail.rstrip("."), number)
        return
    for value in scanner.feed(decoded.text):
        if isinstance(value, Broken):
            yield _failure(line, value.reason, number)
        else:
            yield JsonValue(value, number, decoded.notes)


def _failure(line: bytes, reason: str, number: int) -> JsonFailure:
    if _is_cut(line):
        return JsonFailure("Broke off: the file ends inside an article", number, fatal=True)
    return JsonFailure(reason, number)


def _whole_line(line: bytes, lines: JsonLines) -> bytes | None:
    """`line` with those behind it that belong to it, where a string in it has raw line ends.

    None where they are too long. Raises what reading raises.
    """
    joined = [line]
    size = 0
    depth, inside = 0, False
    for _ in range(_MOST_LINES):
        if not depth and not inside and _ends_object(joined[-1]):
            break
        depth, inside = depth_behind(joined[-1].decode("utf-8", "replace"), depth, inside=inside)
        size += len(joined[-1])
        if size > _LONGEST_JOINED or (depth <= 0 and not inside):
            break
        following = lines.next()
        if following is None:
            return None
        if not following or _BEGINS_OBJECT.match(following):
            lines.back(following)
            break
        joined.append(following)
    return b"".join(joined)


def _ends_object(line: bytes) -> bool:
    return line.rstrip(b", \t\r\n").endswith(b"}")


def _is_cut(line: bytes) -> bool:
    """Whether an unreadable line is the beginning of an article at the end of a cut file."""
    return line.lstrip(b"[, \t").startswith(b"{") and not line.rstrip(b" \t\r").endswith(
        (b"}", b"\n", b"]", b",")
    )


def _whole(data: bytes) -> Iterator[JsonValue | JsonFailure]:
    try:
        decoded = _text(data)
    except UnreadableArticleError as error:
        yield JsonFailure(f"{error.detail.rstrip('.')}", 0, fatal=True)
        return
    scanner = ValueScanner()
    for value in scanner.feed(decoded.text):
        if isinstance(value, Broken):
            yield JsonFailure(value.reason, 0, fatal=value.rest)
        else:
            yield JsonValue(value, 0, decoded.notes)
    for broken in scanner.finish():
        yield JsonFailure(broken.reason, 0, fatal=True)


def _text(data: bytes) -> Decoded:
    """The characters of `data`: UTF-8, else an older encoding. Raises `UnreadableArticleError`."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return decode(data)
