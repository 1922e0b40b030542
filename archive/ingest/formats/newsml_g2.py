"""NewsML-G2: news messages and news items, as agencies send them today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from archive.ingest.formats.contents import ItemText, unique
from archive.ingest.formats.desk_lines import story_of, without_translation_mark
from archive.ingest.formats.wire_days import iso
from archive.ingest.formats.xml_cut import root_with_attributes
from archive.ingest.formats.xml_text import head_text
from archive.ingest.formats.xml_tree import (
    Element,
    Item,
    element_text,
    find_all,
    name_of,
    read_items,
    text_at,
    value_at,
    xml_language,
)
from archive.ingest.raw import Markup, Note, RawArticle
from archive.ingest.reader import ReadOptions, Reject, shown

#: The items of the standard; only the first may hold an article.
_ITEMS: Final = (
    "newsItem", "packageItem", "conceptItem", "knowledgeItem", "catalogItem", "planningItem",
)  # fmt: skip
_ROOTS: Final = frozenset((*_ITEMS, "newsMessage"))

_NO_ARTICLE: Final = {
    "packageItem": "it lists other items",
    "conceptItem": "it describes a concept",
    "knowledgeItem": "it lists concepts",
    "catalogItem": "it lists vocabularies",
    "planningItem": "it plans coverage",
}

#: Roots of XML inside an item that hold the text of an article.
_TEXTS: Final = frozenset("nitf html body div section article p h1 h2 ul ol table pre".split())

_SUBTITLE: Final = re.compile("sub", re.IGNORECASE)
_SECTION: Final = re.compile("department|category|section", re.IGNORECASE)
_EARLIER: Final = re.compile("previousversion|replaces|translatedfrom", re.IGNORECASE)
#: Names of sections that are codes: "f", "pl".
_SHORTEST_SECTION: Final = 3

#: Characters of a note to editors that are shown.
_LONGEST_NOTE: Final = 200


class NewsmlG2:
    """NewsML-G2, also without its namespace."""

    name = "newsml-g2"

    def recognises(self, head: bytes, suffix: str) -> int:  # the content says it
        root = root_with_attributes(head_text(head))
        if root is None or root[0] not in _ROOTS:
            return suffix == ".newsml"
        return 3 if "iptc.org/std/nar" in root[1] or "NewsML-G2" in root[1] else 2

    def read(
        self,
        stream: BinaryIO,
        source: str,
        options: ReadOptions,  # noqa: ARG002  # days are read later
    ) -> Iterator[RawArticle | Reject]:
        for item in read_items(stream, source, _ITEMS):
            yield item if isinstance(item, Reject) else _result(item, source)


def _result(item: Item, source: str) -> RawArticle | Reject:
    kind = name_of(item.element)
    if kind in _NO_ARTICLE:
        return Reject(source, item.place, f"A {kind} is no article: {_NO_ARTICLE[kind]}.")
    contents = ItemText()
    for inline in _texts(item.element):
        contents.add(inline)
    if not contents.paragraphs:
        return Reject(source, item.place, _no_text(item.element))
    return _article(item, contents)


def _texts(item: Element) -> Iterator[Element]:
    """The elements that hold text, not sports results, events or pictures in letters."""
    for inline in find_all(item, "contentSet/inlineXML"):
        if len(inline) == 0 or any(name_of(child).lower() in _TEXTS for child in inline):
            yield inline
    for inline in find_all(item, "contentSet/inlineData"):
        media = (inline.get("contenttype") or "text/").lower()
        is_text = media.startswith("text/") or "xml" in media or "html" in media
        if is_text and not inline.get("encoding"):
            yield inline


def _no_text(item: Element) -> str:
    """Why an item without a text is none."""
    kind = value_at(item, "itemMeta/itemClass", "qcode", "uri").rsplit(":", 1)[-1]
    names = [
        name_of(child) for inline in find_all(item, "contentSet/inlineXML") for child in inline
    ]
    what = f"A newsItem{f' of class “{shown(kind)}”' * bool(kind)} without a text"
    if names:
        return f"{what}: it holds “{shown(names[0])}”."
    if find_all(item, "contentSet/remoteContent"):
        return f"{what}: its content lies elsewhere."
    return f"{what}."


def _article(item: Item, contents: ItemText) -> RawArticle:
    news = item.element
    title, title_notes = without_translation_mark(_title(news) or contents.title)
    provider = _provider(news)
    agency = text_at(news, "contentMeta/creditline").strip(" –-")
    story = story_of(contents.paragraphs, title, f"{agency} {provider}")
    return RawArticle(
        title=title,
        body=story.body,
        body_markup=Markup.UNKNOWN,
        id=_id(news),
        published=_moment(news, "firstCreated", "contentCreated", "versionCreated") or None,
        language=value_at(news, "contentMeta/language", "tag") or xml_language(news, item.message),
        source=provider,
        section=_section(news),
        bylines=_bylines(news, (*story.bylines, *contents.bylines)),
        agency=agency,
        not_before=iso(text_at(news, "itemMeta/embargoed")) or None,
        expires=iso(text_at(news, "contentMeta/contentExpires", "itemMeta/expires")) or None,
        status=value_at(news, "itemMeta/pubStatus", "qcode", "uri").rsplit(":", 1)[-1],
        replaces=_replaces(news),
        notes=unique(item.notes, title_notes, contents.notes, story.notes, _notes(news, title)),
        place=item.place,
    )


def _title(news: Element) -> str:
    """The first headline that is no second one; else the title of the item."""
    headlines = [
        element_text(headline)
        for headline in find_all(news, "contentMeta/headline")
        if not _SUBTITLE.search(headline.get("role") or "")
    ]
    return next(filter(None, headlines), "") or text_at(news, "itemMeta/title")


def _moment(news: Element, *names: str) -> str:
    """The first moment that is given: when an item was first made, not when it was last changed."""
    return iso(
        text_at(news, *(f"{meta}/{name}" for name in names for meta in ("itemMeta", "contentMeta")))
    )


def _provider(news: Element) -> str:
    name = text_at(news, "itemMeta/provider/name")
    name = name or value_at(news, "itemMeta/provider", "literal")
    return name or value_at(news, "itemMeta/provider", "qcode").rsplit(":", 1)[-1]


def _id(news: Element) -> str:
    """The id of this version of an item: the first has that of the item."""
    guid, version = (news.get("guid") or "").strip(), (news.get("version") or "1").strip()
    return f"{guid}:{version}" if guid and version != "1" else guid


def _section(news: Element) -> str:
    for subject in find_all(news, "contentMeta/subject"):
        if _SECTION.search(f"{subject.get('qcode')} {subject.get('type')}"):
            name = text_at(subject, "name")
            if len(name) >= _SHORTEST_SECTION:
                return name
    return ""


def _bylines(news: Element, printed: tuple[str, ...]) -> tuple[str, ...]:
    """The credits of an item; where there is none, creators who have a full name."""
    lines = [line for line in map(element_text, find_all(news, "contentMeta/by")) if line]
    lines += [line for line in printed if line not in lines]
    if not lines:
        names = [text_at(creator, "name") for creator in find_all(news, "contentMeta/creator")]
        lines = [name for name in names if " " in name]
    return tuple(lines)


def _replaces(news: Element) -> str:
    for link in find_all(news, "itemMeta/link"):
        if _EARLIER.search(link.get("rel") or ""):
            return link.get("guidref") or link.get("residref") or ""
    return ""


def _notes(news: Element, title: str) -> Iterator[Note]:
    """What an item says to editors, and titles and summaries that are no part of its text."""
    for note in find_all(news, "itemMeta/edNote"):
        if said := element_text(note):
            constrained = "nonpublic" in (note.get("pubconstraint") or "").lower()
            code = "not-for-publication" if constrained else "editors-note"
            yield Note(code, said[:_LONGEST_NOTE])
    for headline in find_all(news, "contentMeta/headline"):
        if (line := element_text(headline)) and line not in (title, _title(news)):
            yield Note("subtitle", line)
    for summary in find_all(news, "contentMeta/description"):
        if "summary" in (summary.get("role") or "").lower() and (line := element_text(summary)):
            yield Note("summary", line)
