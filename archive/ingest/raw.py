"""What a reader says of an article, before anything of it is decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import BinaryIO, Protocol, runtime_checkable

from archive.ingest.pieces import KnownPiece
from archive.ingest.reader import ReadOptions, Reject
from archive.model.article import Note as Note


class Markup(StrEnum):
    """What the texts of an article may hold besides characters."""

    #: Nothing: `<b>` is three characters that the source published.
    PLAIN = "plain"
    #: HTML or XHTML: tags, entities, scripts.
    HTML = "html"
    #: It is not known: tags and entities where they are plainly such.
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article as its file gives it: strings decoded, everything else as it stands.

    `completing.complete` alone makes an `Article` of it: texts in paragraphs, a day, a language, an
    id, names of authors.

    `published`, `not_before` and `expires` are as the source writes them, or parsed where a format
    fixes their form; `zone` is an IANA name or `+08:00` where the format gives the zone apart.
    `published_inferred`: no field of the source says the day. `fetched` is when the source was
    fetched, which days such as "3 hours ago" count from. `bylines` are credits as printed ("By Jane
    Doe and John Roe, Reuters"), each for one or more authors. `language` is any tag. `status` is as
    the format names it ("usable", "withheld", "canceled"). `replaces` is the id of another article
    of the source. `title_markup` and `body_markup` say what those texts may hold. `place` is where
    in the file it stands ("line 12", "record 3"), "" for its number. `piece` is the digest of the
    piece of the file that says this and nothing else, wherever it stands; b"" where there is none.
    """

    title: str = ""
    body: str = ""
    title_markup: Markup = Markup.UNKNOWN
    body_markup: Markup = Markup.UNKNOWN
    id: str = ""
    url: str = ""
    published: str | float | dt.datetime | dt.date | None = None
    published_inferred: bool = False
    zone: str = ""
    fetched: dt.datetime | None = None
    language: str = ""
    source: str = ""
    section: str = ""
    bylines: tuple[str, ...] = ()
    agency: str = ""
    not_before: str | dt.datetime | None = None
    expires: str | dt.datetime | None = None
    status: str = ""
    replaces: str = ""
    notes: tuple[Note, ...] = ()
    place: str = ""
    piece: bytes = b""


def noted(result: RawArticle | Reject, notes: tuple[Note, ...]) -> RawArticle | Reject:
    """An article with notes of its file before its own; a reject as it is."""
    if isinstance(result, Reject) or not notes:
        return result
    return replace(result, notes=(*notes, *result.notes))


class Format(Protocol):
    """One format of newsrooms.

    `recognises` says from the first bytes of a file (up to 64 KiB, unpacked) and its suffix (lower
    case, with the point, "" for none) how sure it is: 0 not at all; 1 the suffix alone; 2 the
    content looks like it; 3 the content says so.

    `read` yields, in their order, what the stream says of each article, and a `Reject` that names
    `source` for each one that cannot be read. It raises nothing for anything a stream holds, nor
    where the stream fails or ends early: that is a fatal `Reject`, the last. It does not close the
    stream, which may not be able to seek.
    """

    @property
    def name(self) -> str: ...

    def recognises(self, head: bytes, suffix: str) -> int: ...

    def read(
        self, stream: BinaryIO, source: str, options: ReadOptions
    ) -> Iterator[RawArticle | Reject]: ...


@runtime_checkable
class PiecewiseFormat(Protocol):
    """A format whose files hold articles in pieces that can be told apart without being read."""

    def read_pieces(
        self,
        stream: BinaryIO,
        source: str,
        options: ReadOptions,
        is_known: Callable[[bytes], bool],
    ) -> Iterator[RawArticle | Reject | KnownPiece]:
        """As `read`, but a piece that `is_known` by its digest is not read.

        Articles have the digests of their pieces.
        """
        ...
