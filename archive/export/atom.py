"""What came of a search as an Atom feed (RFC 4287), in pages (RFC 5005).

The ids of feed and entries do not depend on the host: an article keeps its own wherever the archive
is served, and for ever.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from archive.export.columns import Address, instant_text
from archive.search.arriving import Arrived, FeedPage

ATOM: Final = "application/atom+xml"

_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"

#: What ids of this archive are made from (RFC 9562, version 5).
_IDS: Final = uuid.UUID("6f3b1c52-8f0e-5d5e-9a55-0c5b7d6f2a41")

#: What XML 1.0 cannot hold.
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class FeedAddresses(NamedTuple):
    """Where things are, with the name of the host.

    `pages` has the feed's own pages by what they are to this one (`self`, `next`, ...).
    """

    article: Address
    search: str
    pages: Mapping[str, str]


def feed_links(page: FeedPage) -> dict[str, int]:
    """The numbers of the pages that a page of a feed leads to, by what they are to it."""
    number = page.parameters.page
    numbers = {"self": number, "first": 1, "last": page.pages}
    if number > 1:
        numbers["previous"] = min(number - 1, page.pages)
    if number < page.pages:
        numbers["next"] = number + 1
    return numbers


def _urn(kind: str, text: str) -> str:
    return uuid.uuid5(_IDS, f"{kind}\0{text}").urn


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return element


def _link(parent: ET.Element, relation: str, address: str, **more: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "href": address, **more})


def _entry(feed: ET.Element, arrived: Arrived, address: str) -> None:
    article = arrived.article
    entry = ET.SubElement(feed, "entry", {_LANGUAGE: str(article.language)})
    _text(entry, "id", _urn("article", article.id))
    _text(entry, "title", article.title or article.id)
    _text(entry, "updated", instant_text(arrived.seen))
    if arrived.instant is not None and _has_year(arrived.instant):
        _text(entry, "published", instant_text(arrived.instant))
    for author in article.authors or (article.source,):
        if author.strip():
            _text(ET.SubElement(entry, "author"), "name", author)
    _link(entry, "alternate", address, type="text/html")
    if _is_address(article.url):
        _link(entry, "related", article.url or "")
    if article.source:
        ET.SubElement(entry, "category", {"term": _NO_XML.sub("", article.source)})
    if arrived.across:
        ET.SubElement(entry, "category", {"term": "across"})
    if arrived.context:
        _text(entry, "summary", arrived.context)


def _has_year(seconds: int) -> bool:
    """Whether an instant is one that Python and RFC 3339 can write."""
    first = dt.datetime(1, 1, 2, tzinfo=dt.UTC).timestamp()
    return first <= seconds < dt.datetime(9999, 12, 31, tzinfo=dt.UTC).timestamp()


def _is_address(url: str | None) -> bool:
    """Whether readers may follow an address of the source."""
    return url is not None and url.startswith(("http://", "https://")) and url.isascii()


def _updated(page: FeedPage) -> int:
    """When a page changed: with what came last, else when the archive was made."""
    if page.arrived:
        return page.arrived[0].seen
    return int(dt.datetime.fromisoformat(page.generation.created).timestamp())


def atom_feed(
    page: FeedPage, addresses: FeedAddresses, title: str, author: str, subtitle: str = ""
) -> bytes:
    """A feed with its name and that of the archive, which is its author."""
    asked = page.parameters
    feed = ET.Element("feed", {"xmlns": _NAMESPACE, _LANGUAGE: asked.ui})
    found = asked.as_found()
    if page.others is not None:
        found = found.with_across(asked.across)
    _text(feed, "id", _urn("feed", urlencode(found.pairs())))
    _text(feed, "title", title)
    if subtitle:
        _text(feed, "subtitle", subtitle)
    _text(feed, "updated", instant_text(_updated(page)))
    _text(ET.SubElement(feed, "author"), "name", author)
    _link(feed, "alternate", addresses.search, type="text/html")
    for relation, address in addresses.pages.items():
        _link(feed, relation, address, type=ATOM)
    for arrived in page.arrived:
        _entry(feed, arrived, addresses.article(arrived.article.id))
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written
