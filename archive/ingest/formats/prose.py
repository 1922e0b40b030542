"""The paragraphs of a tree: NITF, XHTML, or plain text and escaped HTML inside any element."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from archive.ingest.formats import wire_text
from archive.ingest.formats.xml_tree import Element, name_of
from archive.ingest.raw import Note

#: Elements of NITF and HTML whose text is a paragraph of its own.
_BLOCKS: Final = frozenset(
    "abstract address article aside block blockquote body body.content body.end body.head bq "
    "byline caption content credit dateline dd distributor div dl dt fieldset figcaption figure "
    "fn footer form h1 h2 h3 h4 h5 h6 hedline headline hl1 hl2 hr html lead li main media "
    "media-caption nitf nitf-table note ol p para paragraph pre section table tagline tbody tfoot "
    "thead tr ul datacontent inlinexml inlinedata item text".split()
)

#: Elements whose text no reader of an article sees.
_UNSEEN: Final = frozenset(
    "head header iframe media-metadata media-object nav noscript object script style svg template "
    "title".split()
)

#: Elements in which lines are lines: text that stands in none of the elements for paragraphs.
_OF_LINES: Final = frozenset(
    "pre body body.content datacontent inlinexml inlinedata html item text nitf".split()
)

_TAG: Final = re.compile(
    r"</?(?:a|abbr|article|b|blockquote|br|center|cite|code|div|em|embed|figcaption|figure|font|"
    r"h[1-6]|hr|html|body|i|iframe|img|li|object|ol|p|pre|s|script|section|small|span|strong|style|"
    r"sub|sup|table|tbody|td|th|tr|u|ul|video)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)

#: Escaped HTML inside escaped HTML is read this many times.
_DEEPEST: Final = 3

_LINE_BREAK: Final = "\v"


class Prose:
    """The paragraphs of elements, in their order, and what was odd about them."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.notes: list[Note] = []
        self._pieces: list[str] = []
        self._depth = 0

    def add(self, element: Element) -> None:
        """Read the paragraphs of `element`. Its tail is not read."""
        self._walk(element)
        self._end(name_of(element).lower())

    def _walk(self, element: Element) -> None:
        name = name_of(element).lower()
        self._pieces.append(element.text or "")
        for child in element:
            self._child(child, name)
            self._pieces.append(child.tail or "")

    def _child(self, child: Element, parent: str) -> None:
        name = name_of(child).lower()
        if name in _UNSEEN or not name:
            return
        if name == "br":
            self._pieces.append(_LINE_BREAK)
        elif _is_nonpublic(child):
            self.notes.append(
                Note("not-for-publication", wire_text.on_one_line(_text(child))[:200])
            )
        elif name in _BLOCKS:
            self._end(parent)
            self._walk(child)
            self._end(name)
        else:
            self._walk(child)
            if name in ("td", "th"):
                self._pieces.append(" ")

    def _end(self, name: str) -> None:
        """End the paragraph that is open inside an element of this name."""
        text = "".join(self._pieces)
        self._pieces = []
        if not text.strip():
            return
        if _TAG.search(text) and self._depth < _DEEPEST:
            self._add_html(text)
        elif name in _OF_LINES or _is_typed(text):
            self.paragraphs += wire_text.wire_paragraphs(text.replace(_LINE_BREAK, "\n"))
        else:
            lines = [wire_text.on_one_line(line) for line in text.split(_LINE_BREAK)]
            self.paragraphs += wire_text.wire_paragraphs("\n".join(lines))

    def _add_html(self, text: str) -> None:
        """Read text that is HTML. Where it holds no text (a script, a frame), that is a note."""
        before = len(self.paragraphs)
        root = html_tree(text)
        self._depth += 1
        if root is not None:
            self.add(root)
        self._depth -= 1
        if len(self.paragraphs) == before:
            self.notes.append(Note("embed", "markup without a text is left out"))


def html_tree(text: str) -> Element | None:
    """The tree of some HTML, None where there is nothing in it."""
    text = text.replace(_LINE_BREAK, "<br>")
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(f"<div>{text}</div>", parser)
    except etree.XMLSyntaxError:
        return None


def _is_nonpublic(element: Element) -> bool:
    """Whether markup says that an element is not to be published."""
    said = f"{element.get('class') or ''} {element.get('pubconstraint') or ''}"
    return re.search(r"non-?public\b", said) is not None


def _is_typed(text: str) -> bool:
    """Whether the lines of a paragraph were typed: some stand in, and most do not.

    Where a program indented them with the markup, almost all stand in.
    """
    lines = [line for line in text.splitlines()[1:] if line.strip()]
    indents = [len(line) - len(line.lstrip(" ")) for line in lines]
    return 2 * indents.count(0) >= len(indents) and any(2 <= indent <= 12 for indent in indents)


def _text(element: Element) -> str:
    return "".join(str(text) for text in element.itertext())
