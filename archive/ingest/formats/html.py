"""A saved web page: one article, or none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from archive.ingest.charsets import declared_of
from archive.ingest.encoding import decode, decode_known
from archive.ingest.pages.page import read_page
from archive.ingest.raw import RawArticle, noted
from archive.ingest.reader import ReadOptions, Reject, UnreadableArticleError, read_whole

_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml"})

#: What pages begin with, behind white space, comments and an XML declaration; also without zero
#: bytes, as in UTF-16.
_BEGINNING: Final = re.compile(
    rb"\A(?:\s|\xef\xbb\xbf|<\?xml[^>]{0,200}>|<!--[\s\S]{0,4000}?-->){0,20}"
    rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE,
)
_ELEMENTS: Final = re.compile(
    rb"<(?:p|div|h1|article|meta|title|span|table)\b[^<>]{0,300}>", re.IGNORECASE
)

_LONGEST_CHARACTER: Final = 4

#: So many elements among the first bytes of a file that does not begin as a page: a piece of one.
_ENOUGH: Final = 3


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """One saved page."""

    name: str = "HTML"

    def recognises(self, head: bytes, suffix: str) -> int:
        """By doctype or root element; a fragment of a page by its elements."""
        head = head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
        if _BEGINNING.match(head):
            return 3
        if suffix in _SUFFIXES:
            return 2 if _ELEMENTS.search(head) else 1
        start = head.lstrip()[:1] == b"<" and not head.lstrip().startswith(b"<?xml")
        return 2 if start and len(_ELEMENTS.findall(head[:8192])) >= _ENOUGH else 0

    def read(
        self, stream: BinaryIO, source: str, options: ReadOptions
    ) -> Iterator[RawArticle | Reject]:
        """One article or one reject, which says what the page is instead."""
        data = read_whole(stream, source, options)
        yield data if isinstance(data, Reject) else page_of(data, source, "the file")


def page_of(
    data: bytes,
    source: str,
    place: str,
    url: str = "",
    fetched: dt.datetime | None = None,
    served_as: str = "",
) -> RawArticle | Reject:
    """The article of a page's bytes, or why it has none.

    `url` is where it was fetched from, `served_as` its Content-Type.
    """
    try:
        decoded = decode(data, declared_of(data, served_as))
    except UnreadableArticleError as error:
        return Reject(source, place, error.detail)
    return noted(read_page(decoded.text, source, place, url, fetched), decoded.notes)


def whole_characters(data: bytes) -> bytes:
    """The bytes of a text whose end is lost, without a character that is cut."""
    for cut in range(min(_LONGEST_CHARACTER, len(data))):
        whole = data[: len(data) - cut]
        if not any(note.code == "bytes-lost" for note in decode_known(whole).notes):
            return whole
    return data
