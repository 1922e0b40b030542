"""NewsML 1.0 to 1.2: messages of one or many news items, in NITF, HTML or bare text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO, Final

from archive.ingest.formats.contents import ItemText, unique
from archive.ingest.formats.desk_lines import (
    is_initials,
    is_repeated,
    is_same,
    story_of,
    without_translation_mark,
)
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

#: Roles of components that hold the title, of those that stand behind the text wherever they are
#: sent, and of those that hold no text of the article.
_TITLES: Final = ("title", "headline")
_CONTACTS: Final = ("contact",)
_NO_TEXTS: Final = frozenset(
    "stylesheet logo photo picture image graphic video audio animation thumbnail preview quicklook "
    "caption icon".split()
)
#: Media of content that is no text; "ComplexData" and "Text" are.
_NO_MEDIA: Final = frozenset("photo picture image graphic video audio animation".split())

#: Colons of `urn:newsml:provider:day:item:revision`, of which some senders give only a part.
_PUBLIC_PARTS: Final = 5


class Newsml1:
    """NewsML 1."""

    name = "newsml-1"

    def recognises(self, head: bytes, suffix: str) -> int:
        root = root_with_attributes(head_text(head))
        return 3 if root and root[0] == "NewsML" else suffix == ".newsml"

    def read(
        self,
        stream: BinaryIO,
        source: str,
        options: ReadOptions,  # noqa: ARG002  # days are read later
    ) -> Iterator[RawArticle | Reject]:
        for item in read_items(stream, source, ("NewsItem",), nested=True):
            if isinstance(item, Reject):
                yield item
            else:
                yield from _results(item, source)


def _results(item: Item, source: str) -> Iterator[RawArticle | Reject]:
    """The article of an item, and those of items inside it."""
    inner = list(_inner_items(item.element))
    result = _result(item, source)
    if not (inner and isinstance(result, Reject)):
        yield result
    for number, element in enumerate(inner, 1):
        place = f"{item.place}, inner item {number}"
        yield from _results(replace(item, element=element, place=place), source)


def _inner_items(element: Element) -> Iterator[Element]:
    """The outermost items inside an item."""
    for child in element:
        if name_of(child) == "NewsItem":
            yield child
        else:
            yield from _inner_items(child)


def _result(item: Item, source: str) -> RawArticle | Reject:
    contents, titles, contacts = ItemText(), ItemText(), ItemText()
    targets = {**dict.fromkeys(_TITLES, titles), **dict.fromkeys(_CONTACTS, contacts)}
    kinds = [
        kind
        for component in find_all(item.element, "NewsComponent")
        for kind in _read_component(component, contents, targets)
    ]
    contents.paragraphs += contacts.paragraphs
    headline = _of_components(item.element, "NewsLines/HeadLine")
    headline = headline or " ".join(titles.paragraphs) or contents.title
    title, title_notes = without_translation_mark(headline)
    if not contents.paragraphs:
        what = f"of “{shown(kinds[0])}” " if kinds else ""
        return Reject(source, item.place, f"A NewsItem {what}without a text.")
    contents.notes += title_notes
    return _article(item, title, contents)


def _read_component(
    component: Element, contents: ItemText, targets: Mapping[str, ItemText]
) -> Iterator[str]:
    """Add the texts of a component, and of those inside it, to `contents` or what takes its role.

    Yields the kinds of what is no text.
    """
    role = value_at(component, "Role", "FormalName").lower()
    if role in _NO_TEXTS:
        yield role
        return
    target = targets.get(role, contents)
    for content in find_all(component, "ContentItem"):
        media = value_at(content, "MediaType", "FormalName") or value_at(
            content, "MimeType", "FormalName"
        )
        if media.lower().split("/")[0] in _NO_MEDIA:
            yield media
            continue
        for data in find_all(content, "DataContent"):
            target.add(data)
    for inner in find_all(component, "NewsComponent"):
        yield from _read_component(inner, contents, targets)


def _components(item: Element) -> list[Element]:
    """The components of an item, the outermost first."""
    level = find_all(item, "NewsComponent")
    components: list[Element] = []
    while level:
        components += level
        level = [inner for component in level for inner in find_all(component, "NewsComponent")]
    return components


def _of_components(item: Element, path: str, attribute: str = "") -> str:
    """The text, or an attribute, of the first element at `path` in the outermost component."""
    for component in _components(item):
        text = value_at(component, path, attribute) if attribute else text_at(component, path)
        if text:
            return text
    return ""


def _article(item: Item, title: str, contents: ItemText) -> RawArticle:
    news = item.element
    credit = _of_components(news, "NewsLines/CreditLine")
    sender = _sender(item)
    story = story_of(contents.paragraphs, title, f"{credit} {sender}")
    management = find_all(news, "NewsManagement")
    published = text_at(news, "NewsManagement/FirstCreated")
    published = published or text_at(news, "NewsManagement/ThisRevisionCreated")
    published = published or text_at(news, "Identification/NewsIdentifier/DateId")
    return RawArticle(
        title=title,
        body=story.body,
        body_markup=Markup.UNKNOWN,
        id=_id(news),
        published=iso(published or text_at(item.message, "NewsEnvelope/DateAndTime")) or None,
        language=_language(item),
        source=sender,
        bylines=(*story.bylines, *_bylines(news, contents)),
        agency=credit or sender,
        not_before=_embargo(news) or None,
        status=value_at(news, "NewsManagement/Status", "FormalName") if management else "",
        replaces=_replaces(news),
        notes=unique(item.notes, contents.notes, story.notes, _subtitles(news, title, contents)),
        place=item.place,
    )


def _sender(item: Item) -> str:
    """Who provides the item."""
    news = item.element
    party = _of_components(news, "AdministrativeMetadata/Provider/Party", "FormalName")
    party = party or value_at(item.message, "NewsEnvelope/SentFrom/Party", "FormalName")
    party = party or _of_components(news, "AdministrativeMetadata/Source/Party", "FormalName")
    return party or text_at(news, "Identification/NewsIdentifier/ProviderId")


def _language(item: Item) -> str:
    news = item.element
    language = _of_components(news, "DescriptiveMetadata/Language", "FormalName")
    return language or xml_language(*_components(news), news, item.message)


def _id(news: Element) -> str:
    """The id of this revision of an item: its public one, where that names the item."""
    identifier = next(iter(find_all(news, "Identification/NewsIdentifier")), None)
    item, revision = text_at(identifier, "NewsItemId"), text_at(identifier, "RevisionId")
    public = text_at(identifier, "PublicIdentifier")
    if public.count(":") >= _PUBLIC_PARTS or not item:
        return public
    return ":".join(filter(None, (text_at(identifier, "ProviderId"), item, revision)))


def _replaces(news: Element) -> str:
    """The id of the revision before this one."""
    identifier = next(iter(find_all(news, "Identification/NewsIdentifier")), None)
    revision = text_at(identifier, "RevisionId")
    before = value_at(identifier, "RevisionId", "PreviousRevision")
    own = _id(news)
    if before in ("", "0") or not own.rstrip("NUA").endswith(f":{revision}"):
        return ""
    return re.sub(rf":{re.escape(revision)}[NUA]?$", f":{before}", own)


def _embargo(news: Element) -> str:
    """When an item that is held back becomes usable."""
    for change in find_all(news, "NewsManagement/StatusWillChange"):
        if value_at(change, "FutureStatus", "FormalName").lower() == "usable":
            return iso(text_at(change, "DateAndTime"))
    return ""


def _bylines(news: Element, contents: ItemText) -> Iterator[str]:
    lines = [
        element_text(line)
        for component in _components(news)
        for line in find_all(component, "NewsLines/ByLine")
    ]
    for line in dict.fromkeys((*lines, *contents.bylines)):
        if line and not is_initials(line):
            yield line


def _subtitles(news: Element, title: str, contents: ItemText) -> Iterator[Note]:
    """A note for each second title that is left out."""
    known = [title]
    for component in _components(news):
        for line in map(element_text, find_all(component, "NewsLines/SubHeadLine")):
            is_known = any(is_same(line, title) for title in known)
            if line and not is_known and not is_repeated(line, contents.paragraphs):
                known.append(line)
                yield Note("subtitle", line)
