"""The text of a document of Word, as it would print with all its changes accepted.

Elements are those of WordprocessingML (ECMA-376, part 1, chapter 17), told by their local names:
two families of namespaces are in use.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

#: Removed text, what fields are made from, what is read aloud beside a text, properties, comments,
#: and a second form for programs that do not know the first.
_LEFT_OUT: Final = frozenset(
    "del moveFrom delText instrText delInstrText rt pPr rPr tblPr trPr tcPr sectPr sdtPr sdtEndPr"
    " Fallback commentReference annotationRef footnoteRef endnoteRef tblGrid".split()
)

_SIGNS: Final = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}

#: A table of cells this long is a layout: each paragraph in it stands for itself.
_LONGEST_CELL: Final = 200


@dataclass(slots=True)
class WordParagraph:
    """A paragraph and the id of its style, "" for the default one."""

    text: str
    style: str = ""


@dataclass(slots=True)
class _Line:
    """What a paragraph holds: its characters, text boxes that hang on it, notes that it names."""

    text: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


@dataclass(slots=True)
class WordText:
    """Collects what a document holds.

    `footnotes` and `endnotes` are the ids that the text names, in its order. `unread` counts
    embedded files that are no XML of Word, `hidden` the runs that do not print.
    """

    footnotes: list[str] = field(default_factory=list)
    endnotes: list[str] = field(default_factory=list)
    unread: int = 0
    hidden: int = 0

    def paragraphs(self, parent: etree._Element) -> Iterator[WordParagraph]:
        """The paragraphs below an element, each row of a table as one."""
        for element in parent:
            name = _name(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name == "altChunk":
                self.unread += 1
            elif name and name not in _LEFT_OUT:
                yield from self.paragraphs(element)

    def _paragraph(self, element: etree._Element) -> Iterator[WordParagraph]:
        line = _Line()
        self._collect(element, line)
        text = "".join(line.text).strip(" \t\n")
        if text:
            yield WordParagraph(text, _style(element))
        for box in line.boxes:
            yield from self.paragraphs(box)

    def _table(self, table: etree._Element) -> Iterator[WordParagraph]:
        rows = [
            [list(self.paragraphs(cell)) for cell in _children(row, "tc")]
            for row in _children(table, "tr")
        ]
        cells = [cell for row in rows for cell in row]
        if any(len(cell) > 1 or len(_joined(cell)) > _LONGEST_CELL for cell in cells):
            for cell in cells:
                yield from cell
            return
        lines = ["\t".join(filter(None, map(_joined, row))) for row in rows]
        if text := "\n".join(filter(None, lines)):
            yield WordParagraph(text, "table")

    def _collect(self, parent: etree._Element, line: _Line) -> None:
        for element in parent:
            name = _name(element)
            if not name or name in _LEFT_OUT:
                continue
            if name == "t":
                line.text.append(element.text or "")
            elif name in _SIGNS:
                line.text.append(_SIGNS[name])
            elif name == "br":
                line.text.append("" if _value(element, "type") in ("page", "column") else "\n")
            elif name == "txbxContent":
                line.boxes.append(element)
            elif name in ("footnoteReference", "endnoteReference"):
                ids = self.footnotes if name == "footnoteReference" else self.endnotes
                ids.append(_value(element, "id"))
            elif name == "r" and _is_hidden(element):
                self.hidden += 1
            else:
                self._collect(element, line)


def notes_of(tree: etree._Element, ids: list[str], words: WordText) -> Iterator[WordParagraph]:
    """The footnotes, or endnotes, of these ids, in their order."""
    known = {_value(note, "id"): note for note in tree}
    for each in dict.fromkeys(ids):
        if each in known:
            yield from words.paragraphs(known[each])


def style_names(tree: etree._Element | None) -> dict[str, str]:
    """The name of each style by its id, in lower case; names are English in every Word."""
    names: dict[str, str] = {}
    for style in [] if tree is None else tree.iter("{*}style"):
        name = next(iter(_children(style, "name")), None)
        names[_value(style, "styleId")] = "" if name is None else _value(name, "val").lower()
    return names


def _joined(cell: list[WordParagraph]) -> str:
    return " ".join(paragraph.text for paragraph in cell).replace("\n", " ")


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of that name, also those that a content control or an accepted change holds."""
    for child in parent:
        inner = _name(child)
        if inner == name:
            yield child
        elif inner in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _children(child, name)


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find("{*}pPr/{*}pStyle")
    return "" if style is None else _value(style, "val")


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find("{*}rPr/{*}vanish")
    return vanish is not None and _value(vanish, "val") not in ("0", "false", "off")


def _name(element: etree._Element) -> str:
    """The local name, "" for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _value(element: etree._Element, name: str) -> str:
    """The attribute of that local name, "" where there is none."""
    return next((str(v) for k, v in element.items() if str(k).rpartition("}")[2] == name), "")
