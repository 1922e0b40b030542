"""A text file: a web page copied as text, or else one article.

A copied page is an article, the page's own count of visits, and the heading of related items, each
a headline and its text, all parted by blank lines:

    headline / text / Visited 1 times, 1 visit(s) today / Related Article / headline / text
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from archive.ingest.encoding import decode_text
from archive.ingest.fields import clean
from archive.ingest.ids import made_id
from archive.ingest.page_furniture import without_furniture
from archive.ingest.reader import ReadOptions, Reject, UnreadableArticleError, read_whole
from archive.model.article import Article
from archive.text.language import detect_language

_VISITED: Final = re.compile(
    r"Visited [\d,]+ times?, [\d,]+ visits?(?:\(s\))? today", re.IGNORECASE
)
_RELATED: Final = re.compile(r"Related (?:Article|Articles|Stories)", re.IGNORECASE)
_BLANK_LINES: Final = re.compile(r"\n(?:[^\S\n]*\n)+")

#: A headline is one line, has at most so many characters, and does not end as a sentence does.
_LONGEST_HEADLINE: Final = 160
_SENTENCE_ENDS: Final = (".", "。", "…", "”")


@dataclass(frozen=True, slots=True)
class TextPage:
    """Articles of a copied page; a text in any other form is one article, as it stands."""

    name: str = "text"
    suffixes: tuple[str, ...] = (".txt", ".text")

    def read(
        self,
        stream: BinaryIO,
        source: str,
        options: ReadOptions,
    ) -> Iterator[Article | Reject]:
        """See `Reader`. No date is guessed from the text, so no zone is needed."""
        data = read_whole(stream, source, options)
        if isinstance(data, Reject):
            yield data
            return
        try:
            text = decode_text(data)
        except UnreadableArticleError as error:
            yield Reject(source, "the file", error.message)
            return
        text = clean(text).replace("\r", "\n").strip()
        if text:
            yield from _page(text) or (_plain(text),)
        else:
            yield Reject(source, "the file", "Holds no text.")


def _page(text: str) -> list[Article]:
    """The articles of a copied page; none where the text does not have that form."""
    blocks = [block.strip() for block in _BLANK_LINES.split(text)]
    visited = next((at for at, block in enumerate(blocks) if _VISITED.fullmatch(block)), 0)
    related = blocks[visited + 1 :]
    if not visited or (related and not _RELATED.fullmatch(related[0])):
        return []
    headline, _, rest = blocks[0].partition("\n")
    main = (headline, *([rest] if rest else []), *blocks[1:visited])
    return [_item(item) for item in (main, *_items(related[1:]))]


def _items(blocks: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Each headline with the blocks below it: one at least, and all that are no headline."""
    start = 0
    for at in range(2, len(blocks) + 1):
        if at == len(blocks) or (at - start >= 2 and _is_headline(blocks[at])):
            yield tuple(blocks[start:at])
            start = at
    if start < len(blocks):
        yield tuple(blocks[start:])


def _is_headline(block: str) -> bool:
    return (
        "\n" not in block and len(block) <= _LONGEST_HEADLINE and not block.endswith(_SENTENCE_ENDS)
    )


def _item(blocks: Sequence[str]) -> Article:
    kept, authors = without_furniture(blocks[1:])
    return _article(blocks[0], "\n\n".join(kept), authors)


def _plain(text: str) -> Article:
    title, _, body = text.partition("\n")
    return _article(title.strip(), body.strip("\n"), ())


def _article(title: str, body: str, authors: tuple[str, ...]) -> Article:
    return Article(
        id=made_id("page-", 6, title + body[:200]),
        title=title,
        body=body,
        language=detect_language(f"{title}\n{body}"),
        authors=authors,
    )
