"""Markdown or text with front matter, or with headers as of mail: one article a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from archive.ingest.encoding import decode
from archive.ingest.formats.html import whole_characters
from archive.ingest.pages.blocks import weight
from archive.ingest.pages.markdown import markdown_text
from archive.ingest.pages.matter import Matter, read_matter, with_line_feeds
from archive.ingest.raw import Markup, Note, RawArticle, noted
from archive.ingest.reader import ReadOptions, Reject, UnreadableArticleError, shown
from archive.ingest.statuses import STATUS_SIGNS, is_yes_or_no, sign_of, why_unpublished
from archive.ingest.whole_texts import read_text

MARKDOWN: Final = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx"})
_SUFFIXES: Final = MARKDOWN | {".txt", ".text", ".html", ""}

#: Names of fields, in lower case and without signs, as Hugo, Jekyll, Pelican, Hexo and newsrooms
#: write them.
_NAMES: Final = {
    "title": ("title", "headline", "標題", "标题", "題目", "题目"),
    "published": ("publishdate", "published", "publishedat", "date", "pubdate", "datepublished",
                  "日期", "發佈日期", "发布日期", "發布時間", "发布时间", "created"),
    "bylines": ("authors", "author", "byline", "by", "作者", "記者", "记者", "撰文"),
    "source": ("source", "publisher", "publication", "來源", "来源", "newspaper"),
    "section": ("section", "categories", "category", "desk",
                "欄目", "栏目", "版面", "分類", "分类"),
    "language": ("language", "lang", "locale"),
    "url": ("url", "canonicalurl", "canonical", "link", "permalink", "網址", "网址"),
    "id": ("id", "guid", "uid"),
    "expires": ("expirydate", "expires"),
    "not_before": ("embargo", "embargountil"),
    "agency": ("agency",),
    "status": tuple(STATUS_SIGNS["status"].split()),
    "body": ("body", "content", "text", "內文", "内文", "正文", "內容", "内容"),
}  # fmt: skip
_FIELD: Final = {name: field for field, names in _NAMES.items() for name in names}

_HEADING: Final = re.compile(r"\A\s*#\s+(?P<title>[^\n]+?)\s*#*\s*(?:\n|\Z)")
_UNDERLINED: Final = re.compile(r"\A\s*(?P<title>[^\n]+)\n={3,}\s*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Front matter in YAML, TOML or JSON, or headers; and a text, in Markdown or plain."""

    name: str = "front matter"

    def recognises(self, head: bytes, suffix: str) -> int:
        """By front matter that has a title; by headers of which one is a title; by the suffix."""
        try:
            matter = read_matter(decode(whole_characters(head)).text)
        except UnreadableArticleError:
            matter = None
        named = {_field(name) for name in matter.fields} if matter else set()
        if matter and "title" in named and (matter.fenced or len(named - {None}) >= 2):
            return 3
        if matter and matter.fenced:
            return 2
        if suffix in MARKDOWN:
            return 2 if head.strip() else 1
        return 0

    def read(
        self, stream: BinaryIO, source: str, options: ReadOptions
    ) -> Iterator[RawArticle | Reject]:
        """One article, or one reject."""
        decoded = read_text(stream, source, options)
        if isinstance(decoded, Reject):
            yield decoded
            return
        yield noted(_article(decoded.text, source), decoded.notes)


def _plain_name(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).lower()


def _article(text: str, source: str) -> RawArticle | Reject:
    matter = _matter(text)
    if why := _why_unpublished(matter):
        return Reject(source, "the file", why)
    fields = _fields(matter)
    title, body = _title(_first(fields, "title"), matter)
    body = body or "\n\n".join(fields.get("body", ()))
    if not body.strip() and (long := _long(matter)):
        return Reject(source, "the file", f"A long text under names that are not known: {long}.")
    if not title and not body.strip():
        return Reject(source, "the file", "Holds no text.")
    if not title:
        title, _, body = body.partition("\n")
    url = _first(fields, "url")
    return RawArticle(
        title=title.strip(),
        body=body.strip("\n"),
        title_markup=Markup.PLAIN,
        body_markup=Markup.UNKNOWN if matter.fenced else Markup.PLAIN,
        id=_first(fields, "id"),
        url=url if "://" in url else "",
        published=_first(fields, "published") or None,
        language=_first(fields, "language"),
        source=_first(fields, "source"),
        section=_first(fields, "section"),
        bylines=fields.get("bylines", ()),
        agency=_first(fields, "agency"),
        not_before=_first(fields, "not_before") or None,
        expires=_first(fields, "expires") or None,
        status=_first(fields, "status"),
        notes=tuple(Note("front-matter-unread", note) for note in matter.unread),
    )


def _matter(text: str) -> Matter:
    """The front matter of a text; headers only where one of them is a title."""
    matter = read_matter(text)
    if matter and (matter.fenced or any(_field(name) == "title" for name in matter.fields)):
        return matter
    return Matter({}, with_line_feeds(text), fenced=True)


def _why_unpublished(matter: Matter) -> str:
    """Why a text is no article, where its fields say that it was never published; else ""."""
    said = (
        why_unpublished(sign, _plain_name(name), value)
        for name, values in matter.fields.items()
        if (sign := sign_of(_plain_name(name)))
        for value in values
    )
    return next(filter(None, said), "")


def _field(name: str) -> str | None:
    return _FIELD.get(_plain_name(name))


def _fields(matter: Matter) -> dict[str, tuple[str, ...]]:
    """The values of the fields of an article, each of the name that `_NAMES` gives first."""
    ranks = {name: rank for names in _NAMES.values() for rank, name in enumerate(names)}
    fields: dict[str, tuple[str, ...]] = {}
    for name in sorted(matter.fields, key=lambda name: ranks.get(_plain_name(name), 0)):
        values = tuple(filter(None, matter.fields[name]))
        field = _field(name)
        if field == "published" and any(map(is_yes_or_no, values)):
            continue  # it says that the text is out, and no day
        if field and values:
            fields.setdefault(field, values)
    return fields


def _title(title: str, matter: Matter) -> tuple[str, str]:
    """The title and the body: a heading at its beginning is the title, or repeats it."""
    body = matter.text
    head = _HEADING.match(body) or _UNDERLINED.match(body)
    if matter.fenced and head and (not title or markdown_text(head["title"]) == title):
        title, body = markdown_text(head["title"]), body[head.end() :]
    return title, markdown_text(body) if matter.fenced else body.strip("\n")


def _long(matter: Matter) -> str:
    """Names that are not known and stand for a long text."""
    return ", ".join(
        shown(name)
        for name, values in matter.fields.items()
        if not _field(name) and sum(map(weight, values)) >= _LONG
    )


#: Weight (characters, of Chinese for three) of a text that is an article's rather than a remark.
_LONG: Final = 400


def _first(fields: dict[str, tuple[str, ...]], name: str) -> str:
    return next(iter(fields.get(name, ())), "")
