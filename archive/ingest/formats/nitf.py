"""NITF: the News Industry Text Format, versions 2 and 3, one or more documents a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from archive.ingest.formats.contents import ItemText, unique
from archive.ingest.formats.desk_lines import story_of, without_translation_mark
from archive.ingest.formats.wire_days import iso
from archive.ingest.formats.xml_cut import root_with_attributes
from archive.ingest.formats.xml_text import head_text
from archive.ingest.formats.xml_tree import (
    Element,
    Item,
    descendants,
    element_text,
    read_items,
    text_at,
    value_at,
    xml_language,
)
from archive.ingest.raw import Markup, Note, RawArticle
from archive.ingest.reader import ReadOptions, Reject


class Nitf:
    """NITF."""

    name = "nitf"

    def recognises(self, head: bytes, suffix: str) -> int:
        root = root_with_attributes(head_text(head))
        return 3 if root and root[0] == "nitf" else suffix == ".nitf"

    def read(
        self,
        stream: BinaryIO,
        source: str,
        options: ReadOptions,  # noqa: ARG002  # days are read later
    ) -> Iterator[RawArticle | Reject]:
        for item in read_items(stream, source, ("nitf",)):
            yield item if isinstance(item, Reject) else _article(item, source)


def _article(item: Item, source: str) -> RawArticle | Reject:
    nitf = item.element
    contents = ItemText()
    contents.add(nitf)
    title, title_notes = without_translation_mark(contents.title)
    holder = text_at(nitf, "body/body.head/distributor")
    holder = holder or value_at(nitf, "head/docdata/doc.copyright", "holder")
    registry = value_at(nitf, "head/docdata/doc-id", "regsrc")
    story = story_of(contents.paragraphs, title, registry or holder)
    if not title and not story.paragraphs:
        return Reject(source, item.place, "NITF without a title and a text.")
    issued = _issued(nitf)
    released = iso(value_at(nitf, "head/docdata/date.release", "norm"))
    return RawArticle(
        title=title,
        body=story.body,
        body_markup=Markup.UNKNOWN,
        id=value_at(nitf, "head/docdata/doc-id", "id-string"),
        published=issued or None,
        language=nitf.get("baselang") or xml_language(nitf, *descendants(nitf, "body")[:1]),
        source=holder or registry,
        section=_section(nitf),
        bylines=(*story.bylines, *contents.bylines),
        agency=registry or holder,
        not_before=(released if released != issued else None) or None,
        expires=iso(value_at(nitf, "head/docdata/date.expire", "norm")) or None,
        status=value_at(nitf, "head/docdata", "management-status"),
        notes=unique(item.notes, title_notes, contents.notes, story.notes, _messages(nitf)),
        place=item.place,
    )


def _issued(nitf: Element) -> str:
    """When it was issued, in ISO 8601 where the source keeps to that; "" where it does not say."""
    issued = value_at(nitf, "head/docdata/date.issue", "norm")
    issued = issued or value_at(nitf, "head/pubdata", "date.publication")
    issued = issued or value_at(nitf, "body/body.head/dateline/story.date", "norm")
    issued = issued or text_at(nitf, "head/docdata/date.issue")
    return iso(issued)


def _section(nitf: Element) -> str:
    kind = value_at(nitf, "head/tobject", "tobject.type")
    scope = value_at(nitf, "head/docdata/doc-scope", "scope")
    section = value_at(nitf, "head/pubdata", "position.section")
    return section or scope or ("" if kind.lower() == "news" else kind)


def _messages(nitf: Element) -> Iterator[Note]:
    """What the sender tells editors, which is no part of the article."""
    for message in descendants(nitf, "ed-msg"):
        if said := message.get("info") or element_text(message):
            yield Note("editors-note", said)
