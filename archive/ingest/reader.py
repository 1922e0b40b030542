"""How files are read, and what the formats share."""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import dataclass, field
from typing import BinaryIO, Final
from zoneinfo import ZoneInfo

from archive.errors import ArchiveError
from archive.ingest.limits import MIB, LimitError, Limits

#: What reading from a damaged or vanished file raises.
READ_ERRORS: Final = (EOFError, OSError, zlib.error)

#: JSON with more lists, objects and commas than this describes no article (the longest of 96,498
#: has some thousands, most in its text), and as Python's values takes thirty times its size.
MAX_PARTS: Final = 2_000_000

#: Characters of a value that a reason shows.
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read.

    `zone` is the newsroom's: it is given to times that name no zone. `day_order` is its order of
    03/04/2024: "dmy" or "mdy". `today` is what a day lies in the future of, None for the clock's.
    """

    zone: ZoneInfo
    day_order: str = "dmy"
    today: dt.date | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Reject:
    """What could not be read.

    `source` is the path, `place` where in it ("line 12", "article 3", "the file"), `reason` one
    line that says what was found. `fatal`: the source broke off there, and an unknown number of
    articles behind that place was not read.
    """

    source: str
    place: str
    reason: str
    fatal: bool = False


class UnreadableArticleError(ArchiveError):
    """An article cannot be read."""


def shown(value: object, most: int = _SHOWN) -> str:
    """`value` for a reason: on one line, printable, at most so many characters."""
    text = value if isinstance(value, str) else repr(value)
    text = " ".join(text[: 4 * most].split())
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
    return text if len(text) <= most else text[: most - 1] + "…"


def broken_off(source: str, place: str, error: Exception, articles: int) -> Reject:
    """The fatal reject of a stream that failed at `place`, `articles` read before it."""
    reason = f"Broke off: {why_broken(error)}; {count(articles)} read before it."
    return Reject(source, place, reason, fatal=True)


def why_broken(error: Exception) -> str:
    """Why a stream failed, in words."""
    if isinstance(error, LimitError):
        return error.reason
    known = {EOFError: "the compressed file ends early", zlib.error: "the compression is damaged"}
    return known.get(type(error)) or shown(getattr(error, "strerror", None) or str(error))


def count(articles: int) -> str:
    """How many articles, in words."""
    return "1 article" if articles == 1 else f"{articles or 'no'} articles"


def read_whole(stream: BinaryIO, source: str, options: ReadOptions) -> bytes | Reject:
    """All bytes of `stream`, or the fatal reject that says why they cannot be had.

    They are as many as the options' limit says, so that a small compressed file cannot fill the
    memory. Larger archives come as JSON Lines, which have no limit.
    """
    most = options.limits.whole
    chunks: list[bytes] = []
    size = 0
    try:
        while chunk := stream.read(2**20):
            chunks.append(chunk)
            size += len(chunk)
            if size > most:
                reason = (
                    f"Larger than {most / MIB:,.0f} MiB (ARCHIVE_READ_WHOLE may be raised); "
                    "bring many articles as JSON Lines."
                )
                return Reject(source, "the file", reason, fatal=True)
    except READ_ERRORS as error:
        return broken_off(source, f"after byte {size}", error, 0)
    return b"".join(chunks)
