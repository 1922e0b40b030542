"""Records of WARC and ARC files, however many of them are damaged.

WARC: ISO 28500:2017. ARC 1 and 2: https://archive.org/web/researcher/ArcFileFormat.php
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from archive.ingest.pages.members import DamagedMemberError, Packed
from archive.ingest.reader import shown

#: Blocks up to this many bytes are held; of larger ones, which hold no page, only the size is read.
MAX_BLOCK: Final = 32 * 2**20

_LONGEST_LINE: Final = 2**16
_MOST_LINES: Final = 500

_VERSION: Final = re.compile(rb"WARC/\d{1,2}\.\d{1,2}\s*\Z")
#: Where a record begins within the block of another, whose length is wrong.
_INNER: Final = re.compile(rb"\r?\nWARC/\d\.\d{1,2}\r?\n(?=[A-Za-z-]{1,40}:)")
#: URL, address, day, kind, length; ARC 2 has more between kind and length.
_ARC: Final = re.compile(
    rb"(?P<url>[a-z][a-z0-9+.-]{1,20}:\S.{0,4000}?) (?P<ip>[0-9a-fA-F.:]{3,45}|-) "
    rb"(?P<day>\d{8,20}) (?P<kind>\S{1,100})(?: [^\r\n]{1,400})? (?P<length>-?\w{1,12})\s*\Z"
)


#: A length that is too small misses its block's end by no more.
_REACH: Final = 4 * 2**20

_PAGE_END: Final = b"</html>"


@dataclass(frozen=True, slots=True)
class Record:
    """`number` counts from 1. `headers` are in lower case; those of ARC are given WARC's names.

    `block` is None where it is larger than `MAX_BLOCK`.
    """

    number: int
    headers: dict[str, str] = field(default_factory=dict)
    block: bytes | None = b""


@dataclass(frozen=True, slots=True)
class Damage:
    """A record that cannot be read, or bytes between records that belong to none."""

    number: int
    reason: str


class _Cut(Exception):  # the stream has ended within a record
    pass


class WarcRecords:
    """The records of a stream, one after the other."""

    def __init__(self, packed: Packed) -> None:
        self._packed = packed
        self._data = bytearray()
        self._number = 0
        self._in_record = False
        self._ended = False
        self._damage: DamagedMemberError | None = None

    def __iter__(self) -> Iterator[Record | Damage]:
        """Raises `EOFError` where the stream ends within a record, and what the stream raises."""
        while True:
            try:
                if not self._at_record():
                    return
                yield self._record()
            except DamagedMemberError:
                self._begin_again()
                self._number += not self._in_record
                self._in_record = False
                yield Damage(self._number, "The compression is damaged.")
            except ValueError as error:
                self._in_record = False
                yield Damage(self._number, str(error))
                self._resynchronise()
            except _Cut:
                raise EOFError from None

    @property
    def place(self) -> str:
        """Where reading stands: in a record, or behind one that was given."""
        return f"record {self._number}" if self._in_record else f"after record {self._number}"

    def _at_record(self) -> bool:
        """Goes over blank lines; whether anything follows them."""
        while self._fill(1):
            blank = len(self._data) - len(self._data.lstrip(b"\r\n\0 \t"))
            if blank < len(self._data):
                del self._data[:blank]
                return True
            self._data.clear()
        self._check()
        return False

    def _record(self) -> Record:
        self._number += 1
        self._in_record = True
        first = self._line()
        if _VERSION.match(first):
            headers = self._headers()
        elif arc := _ARC.match(first):
            headers = _arc_headers(arc)
        else:
            raise ValueError(f"No record begins with “{shown(first.decode('utf-8', 'replace'))}”.")
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit()):
            raise ValueError(f"The length of the record is “{shown(length)}”.")
        block = self._block(int(length))
        self._in_record = False
        return Record(self._number, headers, block)

    def _headers(self) -> dict[str, str]:
        headers: dict[str, str] = {}
        name = ""
        for _ in range(_MOST_LINES):
            line = self._line()
            if not line.strip():
                return headers
            text = line.decode("utf-8", "replace").rstrip("\r\n")
            if text[0] in " \t" and name:
                headers[name] += " " + text.strip()
            elif ":" in text:
                name, _, value = text.partition(":")
                name = name.strip().lower()
                headers.setdefault(name, value.strip())
        raise ValueError("The headers of the record have no end.")

    def _block(self, length: int) -> bytes | None:
        if length > MAX_BLOCK:
            self._pass(length)
            return None
        if not self._fill(length):
            return self._cut_block()
        self._fill(length + 8)
        if not self._is_border(length):
            length = self._true_length(length)
        block = bytes(self._data[:length])
        del self._data[:length]
        return block

    def _true_length(self, length: int) -> int:
        """The length of a block behind which no record begins: up to where the next one does.

        In the block, for a length that is too large; soon behind it, for one that is too small.
        """
        if inner := _INNER.search(self._data, 0, length + 8):
            return inner.start()
        self._fill(length + _REACH)
        behind = _INNER.search(self._data, length)
        return behind.start() if behind else length

    def _cut_block(self) -> bytes:
        """A block that is longer than what is left: another record begins in it, or it is cut.

        A page that ends as pages do is whole, whatever length its record is given.
        """
        inner = _INNER.search(self._data)
        if not inner and not self._data.rstrip().lower().endswith(_PAGE_END):
            self._check()
            self._data.clear()
            raise _Cut
        end = inner.start() if inner else len(self._data)
        block = bytes(self._data[:end])
        del self._data[:end]
        return block

    def _is_border(self, at: int) -> bool:
        """Whether a record ends there: with two line ends, or before another record."""
        behind = bytes(self._data[at : at + 8])
        if behind.startswith((b"\r\n\r\n", b"\n\n")):
            return True
        behind = behind.lstrip(b"\r\n")
        return not behind or behind.startswith(b"WARC/"[: len(behind)])

    def _pass(self, length: int) -> None:
        while length > len(self._data):
            length -= len(self._data)
            self._data.clear()
            if not self._fill(1):
                self._check()
                raise _Cut
        del self._data[:length]

    def _resynchronise(self) -> None:
        """Goes to the next line that begins a record."""
        while True:
            try:
                if not self._at_record():
                    return
                end = self._data.find(b"\n")
                head = bytes(self._data[: end + 1 or _LONGEST_LINE])
                if end < 0 and len(self._data) < _LONGEST_LINE and self._fill(len(self._data) + 1):
                    continue
            except DamagedMemberError:
                self._begin_again()
                continue
            if _VERSION.match(head) or _ARC.match(head):
                return
            del self._data[: len(head)]

    def _line(self) -> bytes:
        at = 0
        while (end := self._data.find(b"\n", at)) < 0:
            at = len(self._data)
            if at > _LONGEST_LINE:
                raise ValueError("A line of the headers has no end.")
            if not self._fill(at + 1):
                self._check()
                raise _Cut
        line = bytes(self._data[: end + 1])
        del self._data[: end + 1]
        return line

    def _fill(self, size: int) -> bool:
        """Reads on until so many bytes are there; whether they are.

        Not beyond a damaged member: what stands before it is whole.
        """
        while len(self._data) < size and not self._ended and not self._damage:
            try:
                data = self._packed.read()
            except DamagedMemberError as error:
                self._damage = error
                break
            self._ended = not data
            self._data += data
        return len(self._data) >= size

    def _check(self) -> None:
        """Raises the damage that reading stopped at, if it did."""
        if self._damage:
            raise self._damage

    def _begin_again(self) -> None:
        """Gives up what stands before a damaged member, and reads on behind it."""
        self._data.clear()
        self._damage = None


def _arc_headers(arc: re.Match[bytes]) -> dict[str, str]:
    url, kind, day, length = (
        arc[name].decode("utf-8", "replace") for name in ("url", "kind", "day", "length")
    )
    is_head = url.startswith(("filedesc:", "dns:"))
    return {
        "warc-type": "warcinfo" if is_head else "response",
        "warc-target-uri": url,
        "warc-date": day,
        "content-type": "text/plain" if is_head else "application/http",
        "content-length": length,
        "arc-kind": kind,
    }
