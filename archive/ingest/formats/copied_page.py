"""A text file: a web page copied as text, or else one article as it stands.

What a browser copies of a page is its text, a line or more for each block: navigation, a headline,
credits, the article with captions and advertisements between its paragraphs, and behind it what
the page shows of others: headlines, or headlines each with a text below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from archive.ingest.pages.copied import Copied, read_copied
from archive.ingest.raw import Markup, RawArticle, noted
from archive.ingest.reader import ReadOptions, Reject
from archive.ingest.whole_texts import read_text

_SUFFIXES: Final = frozenset({".txt", ".text", ""})

#: Share of characters that no text holds: from it on, bytes are no text.
_MOST_CONTROLS: Final = 0.01


@dataclass(frozen=True, slots=True)
class CopiedPage:
    """Articles of a copied page; a text in any other form is one article, as it stands."""

    name: str = "text"

    def recognises(self, head: bytes, suffix: str) -> int:
        """By the suffix alone: any text may be one."""
        if suffix not in _SUFFIXES or not head.strip(b"\0 \t\r\n"):
            return 0
        controls = sum(
            byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head.replace(b"\0", b"")
        )
        return int(controls <= _MOST_CONTROLS * len(head))

    def read(
        self, stream: BinaryIO, source: str, options: ReadOptions
    ) -> Iterator[RawArticle | Reject]:
        """The page's own article first, then those below it."""
        decoded = read_text(stream, source, options)
        if isinstance(decoded, Reject):
            yield decoded
            return
        text = decoded.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip()
        if not text:
            yield Reject(source, "the file", "Holds no text.")
            return
        page = read_copied(text)
        for raw in map(_article, page) if page else (_plain(text),):
            yield noted(raw, decoded.notes)


def _plain(text: str) -> RawArticle:
    title, _, body = text.partition("\n")
    return RawArticle(
        title=title.strip(),
        body=body.strip("\n"),
        title_markup=Markup.PLAIN,
        body_markup=Markup.PLAIN,
    )


def _article(copied: Copied) -> RawArticle:
    return RawArticle(
        title=copied.title,
        body="\n\n".join(copied.paragraphs),
        title_markup=Markup.PLAIN,
        body_markup=Markup.PLAIN,
        published=copied.published or None,
        bylines=copied.bylines,
        source=copied.source,
        section=copied.section,
        notes=copied.notes,
    )
