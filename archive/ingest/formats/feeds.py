"""Feeds: RSS 0.9 to 2.0, RDF and Atom, of any length."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final
from urllib.parse import urljoin

import feedparser  # type: ignore[import-untyped]  # it has no types

from archive.ingest.formats.xml_cut import Cut, ItemCutter, root_tag, root_with_attributes
from archive.ingest.formats.xml_text import Characters, head_text
from archive.ingest.formats.xml_tree import (
    UnreadableItemError,
    check_entities,
    declared_entities,
    plain_references,
    read_cuts,
)
from archive.ingest.raw import Markup, Note, RawArticle
from archive.ingest.reader import ReadOptions, Reject
from archive.ingest.statuses import sign_of, why_unpublished

_ROOTS: Final = frozenset(("rss", "feed", "RDF", "entry"))

_SUFFIXES: Final = frozenset((".rss", ".atom", ".rdf"))

_ITEMS: Final = ("item", "entry")

#: Characters of a feed's head that are read for its title and language. Lists of all items, which
#: RSS 1.0 puts there, come last.
_HEAD: Final = 2**16

#: What a feed that begins with an entry is.
_ATOM: Final = '<feed xmlns="http://www.w3.org/2005/Atom">'

_MARKUP: Final = {
    "text/plain": Markup.PLAIN,
    "text/html": Markup.HTML,
    "application/xhtml+xml": Markup.HTML,
}

#: A section that is never closed would take the rest of its item with it.
_UNCLOSED: Final = re.compile(r"<!\[CDATA\[(?!(?s:.)*?\]\]>)")

#: So that the parser asks neither the bytes nor a server for an encoding or a type.
_HEADERS: Final = {"content-type": "application/xml; charset=utf-8"}

#: What is said of pictures and films, which the parser takes for the text of the item.
_OF_MEDIA: Final = re.compile(
    r"<(media:(?:description|title|text|credit))\b[^>]*(?:/>|>.*?</\1\s*>)", re.DOTALL
)

_ADDRESS: Final = re.compile(r"(?:mailto:)?[^\s()<>]+@[^\s()<>]+")

_OPEN_OR_CLOSED: Final = re.compile(
    r"<!\[CDATA\[.*?\]\]>|<(/?)([A-Za-z][\w:.-]*)[^>]*?(/?)>", re.DOTALL
)


class Feeds:
    """RSS and Atom. The title of a feed is the source of its articles, never an article."""

    name = "feed"

    def recognises(self, head: bytes, suffix: str) -> int:
        text = head_text(head)
        root = root_with_attributes(text)
        if root is None:
            return suffix in _SUFFIXES
        if root[0] not in _ROOTS or "/export/" in root[1]:
            return 0
        if root[0] == "RDF":
            return 3 if "purl.org/rss" in text or "netscape.com" in text else 0
        return 3 if root[0] == "rss" or "atom" in root[1].lower() else 2

    def read(
        self,
        stream: BinaryIO,
        source: str,
        options: ReadOptions,  # noqa: ARG002  # days are read later
    ) -> Iterator[RawArticle | Reject]:
        characters = Characters(stream)
        feed = _Feed("")
        for number, cut in enumerate(read_cuts(characters, source, ItemCutter(_ITEMS)), 1):
            place = f"item {number}"
            if isinstance(cut, Reject):
                yield cut
            elif cut.last:
                yield Reject(source, place, "Ends without its end tag.")
            else:
                feed = feed if feed.head == cut.head else _Feed(cut.head)
                yield feed.result(cut, source, place, characters.notes)


class _Feed:
    """What stands before the items of a feed."""

    def __init__(self, head: str) -> None:
        self.head = head
        root = root_with_attributes(head)
        self._root = root_tag(head) or _ATOM
        self._is_rss = root is not None and root[0] == "rss"
        self._is_atom = root is None or root[0] == "feed"
        self._entities = declared_entities(head)
        parsed = _parsed(plain_references(head[:_HEAD], self._entities)) if head else {}
        feed = parsed.get("feed", {})
        self.title = str(feed.get("title", ""))
        self.link = str(feed.get("link", ""))
        self.language = str(feed.get("language", ""))

    def result(
        self, cut: Cut, source: str, place: str, notes: tuple[Note, ...]
    ) -> RawArticle | Reject:
        try:
            check_entities(cut.text, self.head)
        except UnreadableItemError as error:
            return Reject(source, place, str(error))
        text = _mended(cut)
        is_broken = not cut.whole or _UNCLOSED.search(cut.text) is not None
        text = plain_references(text, self._entities)
        channel = "<channel>" if self._is_rss else ""
        parsed = _parsed(f"{self._root}{channel}{text}{self._closing()}")
        entries = parsed.get("entries", [])
        if not entries:
            return Reject(source, place, "An item that cannot be read.")
        if parsed.get("bozo") or is_broken:
            notes = (*notes, Note("xml-broken", "an item is no well-formed XML"))
        if why := _why_unpublished(entries[0]):
            return Reject(source, place, why)
        article = _article(entries[0], self, place, notes, is_atom=self._is_atom)
        if not article.title.strip() and not article.body.strip():
            return Reject(source, place, "An item without a title and a text.")
        return article

    def _closing(self) -> str:
        name = self._root[1:].split(None, 1)[0].rstrip(">")
        return f"{'</channel>' if self._is_rss else ''}</{name}>"


def _mended(cut: Cut) -> str:
    """An item in which what is opened is closed, so that the parser keeps its text."""
    text = _UNCLOSED.sub("", _OF_MEDIA.sub("", cut.text))
    if cut.whole:
        return text
    opened: list[str] = []
    for tag in _OPEN_OR_CLOSED.finditer(text):
        if tag[1] and tag[2] in opened:
            opened.reverse()
            opened.remove(tag[2])
            opened.reverse()
        elif tag[2] and not tag[1] and not tag[3]:
            opened.append(tag[2])
    return text + "".join(f"</{name}>" for name in reversed(opened))


def _parsed(text: str) -> Mapping[str, Any]:
    data = b'<?xml version="1.0" encoding="utf-8"?>' + text.encode()
    parsed: Mapping[str, Any] = feedparser.parse(
        io.BytesIO(data),
        response_headers=_HEADERS,
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    return parsed


def _article(
    entry: Mapping[str, Any], feed: _Feed, place: str, notes: tuple[Note, ...], *, is_atom: bool
) -> RawArticle:
    body, body_markup = _body(entry, is_atom=is_atom)
    title = entry.get("title_detail", {})
    return RawArticle(
        title=str(title.get("value", "")),
        body=body,
        title_markup=_markup(title, is_atom=is_atom),
        body_markup=body_markup,
        id=str(entry.get("id", "")),
        url=_url(entry, str(title.get("base") or feed.link)),
        published=_published(entry),
        language=str(title.get("language") or feed.language or ""),
        source=str(entry.get("source", {}).get("title") or feed.title),
        section=_section(entry),
        bylines=_bylines(entry, is_atom=is_atom),
        notes=notes,
        place=place,
    )


def _why_unpublished(entry: Mapping[str, Any]) -> str:
    """Why an item is no article, where it says that it was never published; else "".

    So do `app:draft` of Atom's publishing protocol and Blogger's `status`, whatever the prefix.
    """
    for name, value in entry.items():
        bare = name.rpartition("_")[2]
        sign = sign_of(bare) if isinstance(value, str) else ""
        if sign and (why := why_unpublished(sign, bare, value)):
            return why
    return ""


def _body(entry: Mapping[str, Any], *, is_atom: bool) -> tuple[str, Markup]:
    """The longest text that an item gives as its content; else its summary."""
    texts = [text for text in entry.get("content", []) if str(text.get("value", "")).strip()]
    if texts:
        text = max(texts, key=lambda text: len(text["value"]))
        return str(text["value"]), _markup(text, is_atom=is_atom)
    summary = entry.get("summary_detail", {})
    return str(summary.get("value", "")), _markup(summary, is_atom=is_atom)


def _markup(detail: Mapping[str, Any], *, is_atom: bool) -> Markup:
    """What a text may hold: Atom says it, and RSS leaves it open whether text is escaped HTML."""
    markup = _MARKUP.get(str(detail.get("type", "")), Markup.UNKNOWN)
    return markup if is_atom or markup == Markup.HTML else Markup.UNKNOWN


def _published(entry: Mapping[str, Any]) -> str | None:
    """The first day that the item gives, as it stands."""
    for name in ("published", "updated", "created"):
        if name in entry.keys() and (text := str(entry[name]).strip()):  # noqa: SIM118
            return text
    return None


def _url(entry: Mapping[str, Any], base: str) -> str:
    """The address of an item: the publisher's own where a service counts visits on the way."""
    link = str(entry.get("feedburner_origlink") or entry.get("link", ""))
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return link


def _section(entry: Mapping[str, Any]) -> str:
    terms = [str(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags", [])]
    return next(filter(None, terms), "")


def _bylines(entry: Mapping[str, Any], *, is_atom: bool) -> tuple[str, ...]:
    """The names of authors. RSS has addresses with names behind them ("a@b.example (Jane Doe)")."""
    authors = entry.get("authors", [])
    if not is_atom and any("email" in author for author in authors):
        name = _ADDRESS.sub(" ", str(entry.get("author", ""))).strip("()<> \t\n")
        return (name,) if name else ()
    return tuple(name for author in authors if (name := str(author.get("name", ""))))
