"""What a page says of its article: JSON-LD, meta elements and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Final
from urllib.parse import urljoin, urlsplit

from lxml import html

from archive.ingest.pages.blocks import weight
from archive.ingest.pages.linked_data import article_of, linked_text
from archive.ingest.raw import Note

#: Names of meta elements (name, property or itemprop, in lower case) in the order of trust.
_TITLE: Final = ("og:title", "parsely-title", "twitter:title", "dc.title", "dcterms.title", "title")
_DAY: Final = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "dcterms.date", "publish-date", "publish_date", "publishdate", "pubdate",
    "publication_date", "article.published", "article:create_at", "weibo:article:create_at",
    "apub:time", "date", "release_date", "cxenseparse:recs:publishtime", "bt:pubdate", "ptime",
)  # fmt: skip
_AUTHOR: Final = (
    "parsely-author", "sailthru.author", "author", "article:author_name", "article:author",
    "og:article:author", "byl", "dc.creator", "dcterms.creator", "twitter:data1.author",
)  # fmt: skip
_SOURCE: Final = ("og:site_name", "dc.publisher", "dcterms.publisher", "copyright-holder",
                  "mediaid", "application-name")  # fmt: skip
_SECTION: Final = (
    "article:section", "parsely-section", "og:article:section", "section", "articlesection",
    "cxenseparse:category", "channel", "category",
)  # fmt: skip
_LANGUAGE: Final = ("content-language", "og:locale", "dc.language", "language")
_TYPE: Final = ("og:type",)

_YEAR: Final = re.compile(r"(?<!\d)(?:19[89]\d|20\d\d)|[〇零一二三四五六七八九]{4}年|民國")


@dataclass(slots=True)
class Metadata:
    """What the page's own data say; "" and () where they say nothing.

    `titles` are all that the page gives, the most trusted first. `body` is the text of JSON-LD,
    which may hold HTML. `is_article`: the page calls itself one.
    """

    titles: list[str] = field(default_factory=list)
    published: str = ""
    bylines: tuple[str, ...] = ()
    source: str = ""
    section: str = ""
    language: str = ""
    url: str = ""
    body: str = ""
    is_article: bool = False
    notes: list[Note] = field(default_factory=list)


def read_metadata(root: html.HtmlElement, url: str) -> Metadata:
    """What a page at `url` ("" if that is not known) says of its article."""
    data = Metadata()
    metas = _metas(root)
    article = article_of(root, _first(metas, _TITLE), data.notes)
    titles = (linked_text(article.get("headline")), _first(metas, _TITLE))
    data.titles = [unescape(title) for title in titles if title]
    days = (
        linked_text(article.get("datePublished")),
        *_all(metas, _DAY),
        *_times(root),
        *_below_title(root),
    )
    data.published = next((day for day in days if _YEAR.search(day)), "")
    data.bylines = _names(article.get("author")) or _bylines(metas, root)
    data.source = _publisher(article) or _first(metas, _SOURCE)
    data.section = linked_text(_head(article.get("articleSection"))) or _first(metas, _SECTION)
    data.language = _language(article, metas, root)
    data.url = _address(article, metas, root, url)
    data.body = linked_text(article.get("articleBody"))
    data.is_article = bool(article) or _first(metas, _TYPE).lower() in ("article", "news")
    return data


def _metas(root: html.HtmlElement) -> dict[str, list[str]]:
    """The contents of meta elements and of elements with an `itemprop`, by name in lower case."""
    values: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                values.setdefault(name, []).append(content)
    return values


def _all(metas: Mapping[str, list[str]], names: tuple[str, ...]) -> Iterator[str]:
    return (value for name in names for value in metas.get(name, ()))


def _first(metas: Mapping[str, list[str]], names: tuple[str, ...]) -> str:
    return next(_all(metas, names), "")


def _times(root: html.HtmlElement) -> Iterator[str]:
    """Days of elements that say they are the publication's."""
    for element in root.iter("time", "span", "abbr", "div", "p"):
        is_published = (element.get("itemprop") or "").lower() == "datepublished"
        if is_published or (element.tag == "time" and element.get("pubdate") is not None):
            yield element.get("datetime") or element.get("content") or element.text_content()


def _head(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _names(value: object) -> tuple[str, ...]:
    """Names of persons and organisations, however deep the lists are in which they stand."""
    names: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        name = (
            linked_text(_head(item.get("name"))) if isinstance(item, Mapping) else linked_text(item)
        )
        if is_name(name):
            names.append(name)
    return tuple(dict.fromkeys(names))


def _bylines(metas: Mapping[str, list[str]], root: html.HtmlElement) -> tuple[str, ...]:
    for name in _AUTHOR:
        if names := [value for value in metas.get(name, ()) if is_name(value)]:
            return tuple(dict.fromkeys(names))
    texts = []
    for element in root.iter("a", "span", "div", "p", "strong"):
        rel = (element.get("rel") or "").lower().split()
        if "author" in rel or (element.get("itemprop") or "").lower() == "author":
            texts.append(" ".join(element.text_content().split()))
    return tuple(dict.fromkeys(text for text in texts if 0 < len(text) <= _LONGEST_NAME))


#: A credit is not longer; what is, is a biography.
_LONGEST_NAME: Final = 80


def is_name(text: str) -> bool:
    """Whether a text may name someone: not an address, a number, or a part of an address."""
    if text.startswith(("http:", "https:", "//", "www.", "/", "@")):
        return False
    return any(map(str.isalpha, text)) and not _SLUG.fullmatch(text)


_SLUG: Final = re.compile(r"[a-z0-9]{1,40}(?:[-_][a-z0-9]{1,40}){1,6}")


def _below_title(root: html.HtmlElement) -> Iterator[str]:
    """The moments of `time` elements between the title and the first paragraph."""
    in_head = False
    for element in root.iter("h1", "time", "p"):
        if element.tag == "h1":
            in_head = True
        elif element.tag == "time" and in_head and (moment := element.get("datetime")):
            yield moment
        elif element.tag == "p" and in_head and weight(element.text_content().strip()) >= _PROSE:
            return


#: A paragraph of an article weighs more than this; credits weigh less.
_PROSE: Final = 60


def _publisher(article: Mapping[str, object]) -> str:
    for key in ("publisher", "sourceOrganization", "provider"):
        if names := _names(article.get(key)):
            return names[0]
    return ""


def _language(
    article: Mapping[str, object], metas: Mapping[str, list[str]], root: html.HtmlElement
) -> str:
    of_root = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    of_article = _head(article.get("inLanguage"))
    if isinstance(of_article, Mapping):
        of_article = of_article.get("alternateName") or of_article.get("name")
    given = (linked_text(of_article), of_root.strip(), *_all(metas, _LANGUAGE))
    tags = (tag.replace("_", "-") for tag in given)
    return next((tag for tag in tags if _TAG.fullmatch(tag)), "")


_TAG: Final = re.compile(r"(?!utf)[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}", re.IGNORECASE)


def _address(
    article: Mapping[str, object],
    metas: Mapping[str, list[str]],
    root: html.HtmlElement,
    url: str,
) -> str:
    """The canonical address: the first that is one of a page, not of a whole site."""
    links = (link.get("href") for link in root.iter("link") if link.get("rel") == "canonical")
    page = article.get("mainEntityOfPage")
    page = page.get("@id") or page.get("url") if isinstance(page, Mapping) else page
    given = (*links, _first(metas, ("og:url",)), article.get("url"), page)
    texts = [text for value in given if (text := linked_text(value))]
    addresses = [address for text in texts if (address := absolute(text, url))]
    return next((each for each in addresses if not is_root(each)), url or "".join(addresses[:1]))


def absolute(address: str, base: str) -> str:
    """An address of the web, taken relative to `base`; "" where that gives none."""
    try:
        joined = urljoin(base, address.strip())
        parts = urlsplit(joined)
    except ValueError:
        return ""
    return joined if parts.scheme in ("http", "https") and parts.hostname else ""


def is_root(address: str) -> bool:
    """Whether an address is a whole site's."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.path in ("", "/") and not parts.query
