"""What an archive holds: its files one after another, or why one of them is not read."""

from __future__ import annotations

from typing import BinaryIO, Final, NamedTuple

from archive.ingest.reader import UnreadableArticleError

#: A longer name in an archive is cut where it is shown; file systems take 255 bytes.
_LONGEST_NAME: Final = 500


class Member(NamedTuple):
    """A file in an archive; its stream is to be read before the next member is asked for."""

    name: str
    stream: BinaryIO


class Refused(NamedTuple):
    """A file in an archive that is not read, or with the name "" the rest of the archive."""

    name: str
    reason: str


class DamagedArchiveError(UnreadableArticleError):
    """An archive's own structure is damaged: what lies behind is lost."""


def label(name: str) -> str:
    """A member's name for people, on one line; it is shown and never a path to anything."""
    forward = name.replace("\\", "/")[:_LONGEST_NAME]
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in forward)
