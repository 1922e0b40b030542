"""XML of any shape, as far as paths of a mapping lead into it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from archive.ingest.formats.xml_text import Characters
from archive.ingest.raw import Note
from archive.ingest.reader import UnreadableArticleError, shown

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # a type only: defusedxml parses

_ATTRIBUTE: Final = "@"


@dataclass(frozen=True, slots=True)
class XmlNode:
    """An element."""

    element: Element

    def inside(self, name: str) -> list[object]:
        """The elements in this one that have a name, whatever its namespace; `@name` an attribute.

        A number is the place of an element, from 0.
        """
        if name.startswith(_ATTRIBUTE):
            return [value for key, value in self.element.attrib.items() if _local(key) == name[1:]]
        children = list(self.element)
        if name.isdecimal():
            return [XmlNode(child) for child in children[int(name) : int(name) + 1]]
        return [XmlNode(child) for child in children if _local(child.tag) == name]

    def text(self, levels: int = 20) -> str:
        """The text: of an element with nothing but elements in it, each is a paragraph.

        So it is down to so many levels.
        """
        children = list(self.element)
        mixed = [self.element.text, *(child.tail for child in children)]
        if not children or not levels or any(text and text.strip() for text in mixed):
            return "".join(self.element.itertext()).strip()
        texts = (XmlNode(child).text(levels - 1) for child in children)
        return "\n\n".join(text for text in texts if text)


def xml_root(data: bytes) -> tuple[XmlNode, tuple[Note, ...]]:
    """The root of an XML file, and what was odd of it. Raises `UnreadableArticleError`."""
    characters = Characters(io.BytesIO(data))
    text = "".join(characters).lstrip("\ufeff \t\r\n")
    try:
        return XmlNode(fromstring(text)), characters.notes
    except ParseError as error:
        raise UnreadableArticleError(f"Not XML: {shown(str(error))}.") from error
    except (DefusedXmlException, ValueError, LookupError) as error:
        raise UnreadableArticleError(f"XML that is not read: {shown(str(error))}.") from error


def _local(name: object) -> str:
    return name.rpartition("}")[2] if isinstance(name, str) else ""
