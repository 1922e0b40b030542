"""mbox: messages of mail one after the other, each behind a line that begins with "From "."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from archive.ingest.formats.docx import Docx
from archive.ingest.formats.pdf import Pdf
from archive.ingest.mail.articles import Mailbox
from archive.ingest.raw import Format, RawArticle
from archive.ingest.reader import READ_ERRORS, ReadOptions, Reject, broken_off

#: A message larger than this is passed over: larger ones than any server takes.
MAX_MAIL: Final = 64 * 2**20

#: Lines are taken up to this length, so that one without an end does not fill the memory.
_LINE: Final = 2**16

#: "From ", a sender, a weekday, a month, a day and a time, with a zone and a year in some order. In
#: texts, a line that begins "From " is not followed by these.
_FROM: Final = re.compile(
    rb"From .{0,300}?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .{0,12}\d{1,2}[: ].{0,40}\d{4}"
)
_HEADER: Final = re.compile(rb"[!-9;-~]{1,70}[ \t]*:|>From ")
_ESCAPED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mbox:
    """Messages in their order. `inner` is as of `Mail`."""

    name: str = "mbox"
    inner: tuple[Format, ...] = (Docx(), Pdf())

    def recognises(self, head: bytes, suffix: str) -> int:
        """By its first line, and a header behind it."""
        first, _, rest = head.lstrip(b"\r\n").partition(b"\n")
        if _FROM.match(first) and _HEADER.match(rest):
            return 3
        return 1 if suffix in (".mbox", ".mbx", ".mbs") else 0

    def read(
        self, stream: BinaryIO, source: str, options: ReadOptions
    ) -> Iterator[RawArticle | Reject]:
        """Holds one message at a time. What stands before the first one is a reject."""
        number = 0
        articles = 0
        mailbox = Mailbox(source, self.inner, options)
        try:
            for number, message in enumerate(_messages(stream), 1):
                for result in _results(message, mailbox, f"message {number}"):
                    articles += isinstance(result, RawArticle)
                    yield result
        except READ_ERRORS as error:
            yield broken_off(source, f"after message {number}", error, articles)


def _results(message: bytes | None, mailbox: Mailbox, place: str) -> Iterator[RawArticle | Reject]:
    if message is None:
        yield Reject(mailbox.source, place, f"Larger than {MAX_MAIL // 2**20} MiB.")
    else:
        yield from mailbox.articles(_ESCAPED.sub(rb"\1", message), place)


def _messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """The bytes of each message without its "From " line; None for one that is too large.

    A line is only a separator if a header follows it: it is held until the next one is seen.
    """
    lines: list[bytes] = []
    size, held = 0, b""
    for line, is_start in _lines(stream):
        if held and is_start and _HEADER.match(line):
            if size:
                yield None if size > MAX_MAIL else b"".join(lines)
            lines, size, held = [], 0, b""
        elif held:
            lines.append(held)
            size, held = size + len(held), b""
        if is_start and _FROM.match(line):
            held = line
            continue
        if size or line.strip():
            size += len(line)
        if size and size <= MAX_MAIL:
            lines.append(line)
        elif size:
            lines.clear()
    if size or held:
        yield None if size > MAX_MAIL else b"".join(lines) + held


def _lines(stream: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Pieces of lines, and whether each begins one."""
    is_start = True
    while line := stream.readline(_LINE):
        yield line, is_start
        is_start = line.endswith(b"\n")
