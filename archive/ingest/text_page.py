"""A text file: a web page copied as text, or else one article.

A copied page is an article, the page's own count of visits, and the heading of related items, each
a headline and its text, all parted by blank lines:

    headline / text / Visited 1 times, 1 visit(s) today / Related Article / headline / text
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from archive.ingest.encoding import decode_text
from archive.ingest.fields import clean, made_id
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
        options: ReadOptions,  # noqa: ARG002  # the contract's
    ) -> Iterator[Article | Reject]:
        """See `Reader`. No date is guessed from the text, so no zone is needed."""
        data = read_whole(stream, source)
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


#: "Hong Kong", and below it a dash: where a page sets the place apart from the first sentence.
_DATELINE: Final = re.compile(r"[^\n]{1,40}\n\s*[—–-]\s*")

_CAPTION: Final = re.compile(r"In this photo illustration,")

#: "1 of 24 NAME CREDIT 2 of 24 NAME CREDIT ...": the numbers of a gallery, and who took pictures.
_NUMBER: Final = re.compile(r"(?:^|\s)\d{1,4} of (?P<all>\d{1,4})(?=\s|$)")
_CREDIT: Final = re.compile(r"\b(?:Images|Getty|Reuters|AFP|AP|Photo|Shutterstock)\b")

#: A disclaimer opens a sentence, and nothing of the article follows it.
_DISCLAIMER: Final = re.compile(
    r"(?:\A|(?<=[\s。！？]))(?:免責聲明|免责声明)\s*[:：].*\Z", re.DOTALL
)

_NAME: Final = r"[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,5}"
_TEXT_BY: Final = re.compile(rf"(?:\A|\s)Text by (?P<author>{_NAME})\s*\Z")

#: "By NAME NEW YORK (Reuters) -", where the name is in small letters and the place in capitals.
_WORD: Final = r"[A-Z](?:\.|(?=[\w'’-]*?[a-z])[\w'’-]++)"
_BYLINE: Final = re.compile(
    rf"By (?P<authors>{_WORD}(?: (?:and )?{_WORD}|, {_WORD}){{0,12}}) [A-Z]{{2}}[^()\n]{{0,60}}"
    r"\((?:Reuters|AP|AFP|Bloomberg|UPI|dpa)\)"
)


def without_furniture(blocks: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """The paragraphs that are the article's own, and the authors that its furniture names."""
    kept: list[str] = []
    authors: list[str] = []
    for at, block in enumerate(blocks):
        if _CAPTION.match(block) or (at == 0 and _DATELINE.fullmatch(block)):
            continue
        text = _DISCLAIMER.sub("", block)
        ended = text != block
        text = _without_gallery(text)
        if credit := _TEXT_BY.search(text):
            authors.append(credit["author"])
            text = text[: credit.start()].rstrip()
        if not kept and (byline := _BYLINE.match(text)):
            authors.extend(re.split(r", | and ", byline["authors"]))
        if text:
            kept.append(text)
        if ended:
            break
    return kept, tuple(dict.fromkeys(authors))


def _without_gallery(text: str) -> str:
    """`text` up to the first number of a gallery, of which a second must follow and a credit."""
    numbers = list(_NUMBER.finditer(text))
    totals = Counter(number["all"] for number in numbers)
    first = next((one.start() for one in numbers if totals[one["all"]] > 1), len(text))
    return text[:first].rstrip() if _CREDIT.search(text, first) else text.rstrip()
