"""Trees of the items of an XML file, built without entities, document types or the network."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from lxml import etree

from archive.ingest.formats import xml_cut
from archive.ingest.formats.xml_cut import Cut, End, ItemCutter, root_with_attributes
from archive.ingest.formats.xml_text import Characters
from archive.ingest.raw import Note
from archive.ingest.reader import READ_ERRORS, Reject, broken_off, shown

Element = etree._Element

#: Entities that a document may declare for itself: names of a few characters. An entity of other
#: entities, or a longer one, is how small files become large ones.
_LONGEST_ENTITY: Final = 200
_ANY_ENTITY_DECLARED: Final = re.compile(r"<!ENTITY\s+([\w.-]+)\s")
_ENTITY_DECLARED: Final = re.compile(r"""<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>""")
_ENTITY: Final = re.compile(r"&([A-Za-z_][\w.-]*);")
_CHARACTER: Final = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));")
_XML_ENTITIES: Final = frozenset(("amp", "lt", "gt", "quot", "apos"))
_BARE_AMPERSAND: Final = re.compile(
    r"<!\[CDATA\[.*?\]\]>|&(?!#\d+;|#x[0-9a-fA-F]+;|[\w.-]+;)", re.DOTALL
)
_SECTION: Final = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_PREFIX: Final = re.compile(r"</?([A-Za-z_][\w.-]*):|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=")
_DECLARED_PREFIX: Final = re.compile(r"""\sxmlns:([\w.-]+)\s*=\s*["']([^"'<&]+)["']""")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a file.

    `message` is the root of what stands before the first item of its document, None where the item
    is that root. `place` says where it stands.
    """

    element: Element
    message: Element | None
    place: str
    notes: tuple[Note, ...]


class UnreadableItemError(ValueError):
    """An item is no XML, or no XML that is safe to read."""


def read_items(
    stream: BinaryIO, source: str, names: tuple[str, ...], *, nested: bool = False
) -> Iterator[Item | Reject]:
    """The items of a file of XML, whose elements have these local names.

    `nested`: items may hold each other; the outer one is the item. A damaged item is a reject of
    its own; a file that ends early or whose items are larger than `xml_cut.MAX_ITEM` ends with a
    fatal one. One item is held at a time.
    """
    characters = Characters(stream)
    head: str | None = None
    message: Element | None = None
    for number, cut in enumerate(
        read_cuts(characters, source, ItemCutter(names, nested=nested)), 1
    ):
        if isinstance(cut, Reject):
            yield cut
            continue
        if cut.head != head:
            head, message = cut.head, message_of(cut.head)
        yield _item(cut, message, characters.notes, source, f"item {number}")


def read_cuts(characters: Characters, source: str, cutter: ItemCutter) -> Iterator[Cut | Reject]:
    """The texts of the items of a file, then rejects that say what is wrong with all of it."""
    items = 0
    try:
        for cut in cutter.cut(characters):
            if isinstance(cut, Cut):
                yield cut
                items += 1
            elif reject := _end_reject(cut, source, items):
                yield reject
    except READ_ERRORS as error:
        yield broken_off(source, f"after item {items}", error, items)


def _end_reject(end: End, source: str, items: int) -> Reject | None:
    """What is to say of a file at its end."""
    place = f"after item {items}" if items else "the file"
    root = root_with_attributes(end.head)
    if end.too_large:
        reason = f"An item is longer than {xml_cut.MAX_ITEM // 2**20} Mi characters."
        return Reject(source, place, reason, fatal=True)
    if root is None and not items:
        what = f"begins with “{shown(end.head)}”" if end.head.strip() else "is empty"
        return Reject(source, place, f"No XML: it {what}.")
    if not end.closed and root is not None:
        return Reject(source, place, f"Ends before </{shown(root[0])}>.", fatal=True)
    if not items and root is not None:
        return Reject(source, place, f"Holds no item: its root is “{shown(root[0])}”.")
    return None


def _item(
    cut: Cut, message: Element | None, notes: tuple[Note, ...], source: str, place: str
) -> Item | Reject:
    if not cut.whole:
        return Reject(source, place, "Ends without its end tag.")
    try:
        element, more = parse_item(cut.text, cut.head)
    except UnreadableItemError as error:
        return Reject(source, place, str(error))
    return Item(element, message, place, (*notes, *more))


def parse_item(text: str, head: str) -> tuple[Element, tuple[Note, ...]]:
    """The tree of one item, and what was odd about it. `head` stands before the first item.

    Prefixes and entities may be declared in `head`. Raises `UnreadableItemError`.
    """
    check_entities(text, head)
    text = plain_references(text, declared_entities(head))
    try:
        return _parse(text, head), ()
    except etree.XMLSyntaxError as error:
        mended = _BARE_AMPERSAND.sub(lambda met: "&amp;" if met[0] == "&" else met[0], text)
        if mended == text:
            raise UnreadableItemError(_reason(error)) from error
    try:
        note = Note("xml-broken", "ampersands stand unescaped")
        return _parse(mended, head), (note,)
    except etree.XMLSyntaxError as error:
        raise UnreadableItemError(_reason(error)) from error


def _reason(error: etree.XMLSyntaxError) -> str:
    said = shown(error.msg or "it is damaged")
    return f"No well-formed XML: {said}."


def _parse(text: str, head: str) -> Element:
    """Raises `etree.XMLSyntaxError`."""
    declared = dict(_DECLARED_PREFIX.findall(head))
    used = {prefix for pair in _PREFIX.findall(text) for prefix in pair if prefix}
    spaces = "".join(
        f' xmlns:{prefix}="{declared.get(prefix, f"urn:prefix:{prefix}")}"'
        for prefix in sorted(used - {"xml", "xmlns"})
    )
    root = etree.fromstring(f"<item{spaces}>{text}</item>".encode(), _parser())
    return next(iter(root))


def message_of(head: str) -> Element | None:
    """The tree of what stands before the first item, whose elements are not all closed.

    None where nothing does. What is damaged in it is left out.
    """
    root = root_with_attributes(head)
    if root is None:
        return None
    start = xml_cut.prologue_end(head)
    text = plain_references(head[start:], declared_entities(head[:start]))
    return etree.fromstring(text.encode(), _parser(recover=True))


def _parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def check_entities(text: str, head: str) -> None:
    """Raises `UnreadableItemError` if `text` uses an entity made of others or kept in a file."""
    refused = set(_ANY_ENTITY_DECLARED.findall(head)) - declared_entities(head).keys()
    used = next((name for name in _ENTITY.findall(text) if name in refused), None)
    if used:
        reason = f"Uses the entity “{shown(used)}”, which is made of others or of another file."
        raise UnreadableItemError(reason)


def declared_entities(head: str) -> Mapping[str, str]:
    """The entities that a document declares as a few characters."""
    entities = {}
    for name, double, single in _ENTITY_DECLARED.findall(head):
        value = _CHARACTER.sub(_character, double or single)
        if len(value) <= _LONGEST_ENTITY and "&" not in value and "<" not in value:
            entities[name] = value
    return entities


def plain_references(text: str, declared: Mapping[str, str]) -> str:
    """`text` with entities that XML does not know as characters, and without forbidden ones.

    CDATA stays as it stands.
    """

    def characters(met: re.Match[str]) -> str:
        if met[1] in _XML_ENTITIES:
            return met[0]
        value = declared.get(met[1]) or html.entities.html5.get(f"{met[1]};", "")
        return "".join(f"&#{ord(letter)};" for letter in value) or met[0]

    pieces = _SECTION.split(text)
    pieces[::2] = [
        _CHARACTER.sub(_allowed, _ENTITY.sub(characters, piece)) for piece in pieces[::2]
    ]
    return "".join(pieces)


def _character(met: re.Match[str]) -> str:
    code = int(met[1], 16) if met[1] else int(met[2])
    return chr(code) if _is_allowed(code) else ""


def _allowed(met: re.Match[str]) -> str:
    code = int(met[1], 16) if met[1] else int(met[2])
    return met[0] if _is_allowed(code) else ""


def _is_allowed(code: int) -> bool:
    """Whether XML 1.0 allows a character."""
    return (
        code in (9, 10, 13)
        or 0x20 <= code < 0xD800
        or 0xE000 <= code < 0xFFFE
        or (0x10000 <= code <= 0x10FFFF)
    )


def name_of(element: Element) -> str:
    """The local name of an element, "" for what is none."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def find_all(element: Element | None, path: str) -> list[Element]:
    """The elements at a path of local names ("itemMeta/provider"), in any namespace."""
    matches = [] if element is None else [element]
    for name in path.split("/"):
        matches = [child for match in matches for child in match if name_of(child) == name]
    return matches


def text_at(element: Element | None, *paths: str) -> str:
    """The text of the first element at one of `paths` that has any, on one line; else ""."""
    for path in paths:
        for match in find_all(element, path):
            if text := element_text(match):
                return text
    return ""


def value_at(element: Element | None, path: str, *attributes: str) -> str:
    """The first of `attributes` that an element at `path` has and that is not empty; else ""."""
    for match in find_all(element, path):
        for attribute in attributes:
            if value := (match.get(attribute) or "").strip():
                return value
    return ""


def element_text(element: Element) -> str:
    """All text inside an element, on one line."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def descendants(element: Element, *names: str) -> list[Element]:
    """All elements inside `element`, itself too, with one of these local names, in their order."""
    return [inner for inner in element.iter() if name_of(inner) in names]


def xml_language(*elements: Element | None) -> str:
    """The `xml:lang` of the first element that has one."""
    for element in elements:
        if element is not None and (
            tag := element.get("{http://www.w3.org/XML/1998/namespace}lang")
        ):
            return tag.strip()
    return ""
