"""WXR: the files that WordPress exports.

Only published posts are articles. A draft, a post for later, a private one and one behind a
password is a reject each. What else such a file holds (pages, menus, pictures) is neither an
article nor damaged: it is counted by kind in one note, `wordpress-left-out`, on the last article of
the file, or in one reject where the file holds no article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO, Final

from archive.ingest.formats.xml_cut import root_with_attributes
from archive.ingest.formats.xml_text import head_text
from archive.ingest.formats.xml_tree import Element, Item, find_all, name_of, read_items, text_at
from archive.ingest.raw import Markup, Note, RawArticle
from archive.ingest.reader import ReadOptions, Reject, shown
from archive.ingest.statuses import why_unpublished

_NO_DAY: Final = "0000-00-00"

#: Names that WordPress gives to posts in no category.
_NO_SECTION: Final = frozenset(("uncategorized", "uncategorised", "未分類", "未分类"))

_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*")
_AS_IT_STANDS: Final = re.compile(
    r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL | re.IGNORECASE
)


class Wordpress:
    """WordPress eXtended RSS."""

    name = "wordpress"

    def recognises(self, head: bytes, suffix: str) -> int:
        text = head_text(head)
        root = root_with_attributes(text)
        is_export = root is not None and root[0] == "rss" and "/export/" in root[1]
        return 3 if is_export or "<wp:wxr_version>" in text else suffix == ".wxr"

    def read(
        self,
        stream: BinaryIO,
        source: str,
        options: ReadOptions,  # noqa: ARG002  # days are read later
    ) -> Iterator[RawArticle | Reject]:
        left_out: Counter[str] = Counter()
        waiting: list[RawArticle | Reject] = []  # the last article, and rejects behind it
        for item in read_items(stream, source, ("item",)):
            if isinstance(item, Reject):
                waiting.append(item)
            elif kind := _kind(item.element):
                left_out[kind] += 1
            elif why := _why_unpublished(item.element):
                waiting.append(Reject(source, item.place, why))
            else:
                yield from waiting
                waiting = [_article(item)]
        yield from _with_count(waiting, left_out, source)


def _with_count(
    results: list[RawArticle | Reject], left_out: Counter[str], source: str
) -> list[RawArticle | Reject]:
    """The last results of a file; they say how many of its items are no posts."""
    if not left_out:
        return results
    said = ", ".join(f"{number} {shown(kind)}" for kind, number in left_out.most_common())
    if results and isinstance(results[0], RawArticle):
        note = Note("wordpress-left-out", said)
        return [replace(results[0], notes=(*results[0].notes, note)), *results[1:]]
    return [Reject(source, "all items", f"No post: {said}."), *results]


def _kind(item: Element) -> str:
    """What an item is if it is no post; else ""."""
    kind = text_at(item, "post_type")
    return "" if kind == "post" else kind


def _why_unpublished(post: Element) -> str:
    """Why a post was never published, "" where it was; plug-ins have further states for that."""
    status = text_at(post, "status")
    if status not in ("publish", ""):
        return f"Not published: status is {shown(status)}."
    return why_unpublished("password", "post_password", text_at(post, "post_password"))


def _article(item: Item) -> RawArticle:
    post = item.element
    channel = next(iter(find_all(item.message, "channel")), None)
    login = text_at(post, "creator").strip("<> ")
    author = _authors(channel).get(login, login)
    return RawArticle(
        title=text_at(post, "title"),
        body=_paragraphs(_encoded(post)),
        title_markup=Markup.HTML,
        body_markup=Markup.HTML,
        id=text_at(post, "guid") or text_at(post, "post_id"),
        url=text_at(post, "link"),
        published=_published(post) or None,
        language=text_at(channel, "language"),
        source=text_at(channel, "title"),
        section=_section(post),
        bylines=(author,) if author else (),
        notes=item.notes,
        place=item.place,
    )


def _authors(channel: Element | None) -> Mapping[str, str]:
    """The names that authors show, by those with which they sign in."""
    return {
        text_at(author, "author_login"): text_at(author, "author_display_name")
        for author in find_all(channel, "author")
        if text_at(author, "author_display_name")
    }


def _encoded(post: Element) -> str:
    """The content; the excerpt has the same name in another namespace."""
    for child in post:
        if name_of(child) == "encoded" and "content" in str(child.tag).split("}")[0]:
            return "".join(str(text) for text in child.itertext())
    return ""


def _paragraphs(content: str) -> str:
    """`content` with a tag where WordPress shows a new paragraph: at blank lines, outside `pre`."""
    pieces = _AS_IT_STANDS.split(content)
    for number in range(0, len(pieces), 3):
        pieces[number] = _BLANK_LINE.sub("\n<p>", pieces[number])
    return "".join(piece for number, piece in enumerate(pieces) if number % 3 != 2)


def _published(post: Element) -> str:
    """The instant of a post; where it has only a time of its site, that."""
    instant = text_at(post, "post_date_gmt")
    if instant and not instant.startswith(_NO_DAY):
        return f"{instant.replace(' ', 'T')}Z"
    local = text_at(post, "post_date")
    return local if local and not local.startswith(_NO_DAY) else text_at(post, "pubDate")


def _section(post: Element) -> str:
    for category in find_all(post, "category"):
        name = "".join(str(text) for text in category.itertext()).strip()
        if category.get("domain") == "category" and name.lower() not in _NO_SECTION:
            return name
    return ""
