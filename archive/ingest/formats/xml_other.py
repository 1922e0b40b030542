"""XML of no format that is known: it is rejected by the name of its root."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from lxml import etree

from archive.ingest.formats.xml_cut import prologue_end, root_with_attributes
from archive.ingest.formats.xml_text import Characters, head_text
from archive.ingest.formats.xml_tree import Element, element_text, message_of, name_of
from archive.ingest.raw import RawArticle
from archive.ingest.reader import READ_ERRORS, ReadOptions, Reject, broken_off, shown

#: Roots that other formats read.
_NOT_HERE: Final = frozenset(("html", "HTML", "body", "svg"))

#: Letters from which an element is taken to hold the text of an article.
_TEXT: Final = 200

#: Elements that a reason names.
_NAMED: Final = 3

#: Characters that are looked at.
_HEAD: Final = 2**20


class XmlOther:
    """XML that nobody knows."""

    name = "xml"

    def recognises(self, head: bytes, suffix: str) -> int:
        text = head_text(head)
        root = root_with_attributes(text)
        if root is None or root[0] in _NOT_HERE or "html" in text[: prologue_end(text)].lower():
            return 1 if suffix == ".xml" else 0
        return 2 if "<?xml" in text[:_DECLARATION] or suffix == ".xml" else 1

    def read(
        self,
        stream: BinaryIO,
        source: str,
        options: ReadOptions,  # noqa: ARG002  # days are read later
    ) -> Iterator[RawArticle | Reject]:
        try:
            text = _beginning(stream)
        except READ_ERRORS as error:
            yield broken_off(source, "the beginning", error, 0)
            return
        root = root_with_attributes(text)
        if root is None:
            what = f"it begins with “{shown(text)}”" if text.strip() else "it is empty"
            yield Reject(source, "the file", f"No XML: {what}.")
        else:
            yield Reject(source, "the file", _reason(root[0], _long_texts(text)))


#: Where an XML declaration stands, behind blanks that should not be there.
_DECLARATION: Final = 100


def _beginning(stream: BinaryIO) -> str:
    text = ""
    for piece in Characters(stream):
        text += piece
        if len(text) > _HEAD:
            break
    return text


def _reason(root: str, names: list[str]) -> str:
    reason = f"XML of root “{shown(root)}” is no format of news that is known"
    if names:
        listed = ", ".join(f"“{shown(name)}”" for name in names)
        return f"{reason}; its text stands in {listed}: a mapping of its fields helps."
    return f"{reason}; a mapping of its fields helps."


def _long_texts(text: str) -> list[str]:
    """The names of elements that hold much text, in their order."""
    try:
        tree: Element | None = message_of(text)
    except etree.XMLSyntaxError:
        tree = None
    names = [
        name_of(element)
        for element in ([] if tree is None else tree.iter())
        if len(element) == 0 and len(element_text(element)) >= _TEXT
    ]
    return list(dict.fromkeys(name for name in names if name))[:_NAMED]
