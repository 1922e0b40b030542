"""Readers that make articles, as formats that say what a file says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from archive.ingest.json_file import JsonFile
from archive.ingest.jsonl import JsonLines
from archive.ingest.raw import Markup, RawArticle
from archive.ingest.reader import Reader, ReadOptions, Reject
from archive.ingest.streams import HEAD
from archive.ingest.text_page import TextPage
from archive.model.article import Article


@dataclass(frozen=True, slots=True)
class Adapted:
    """A reader as a `Format`; `looks` says whether a file that begins so looks like its own."""

    reader: Reader
    looks: Callable[[bytes], bool]

    @property
    def name(self) -> str:
        """See `Format`."""
        return self.reader.name

    def recognises(self, head: bytes, suffix: str) -> int:
        """See `Format`."""
        return 2 if head and self.looks(head) else int(suffix in self.reader.suffixes)

    def read(
        self, stream: BinaryIO, source: str, options: ReadOptions
    ) -> Iterator[RawArticle | Reject]:
        """See `Format`."""
        for result in self.reader.read(stream, source, options):
            yield _raw(result) if isinstance(result, Article) else result


def _raw(article: Article) -> RawArticle:
    return RawArticle(
        title=article.title,
        body=article.body,
        title_markup=Markup.PLAIN,
        body_markup=Markup.PLAIN,
        id=article.id,
        url=article.url or "",
        published=article.published,
        published_inferred=article.published_inferred,
        language=str(article.language),
        source=article.source,
        section=article.section or "",
        bylines=article.authors,
        place=article.place.within if article.place else "",
    )


def _begins(*signs: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(signs)


def _has_lines(head: bytes) -> bool:
    """Whether a second object begins behind a first, or the first goes on beyond the head."""
    first, end, rest = head.removeprefix(b"\xef\xbb\xbf").strip().partition(b"\n")
    whole = first.rstrip().endswith(b"}") and rest[:1] in (b"", b"{")
    return first.startswith(b"{") and (whole or (not end and len(head) >= HEAD))


JSON_LINES = Adapted(JsonLines(), _has_lines)
JSON = Adapted(JsonFile(), _begins(b"{", b"["))
TEXT = Adapted(TextPage(), lambda _: False)
