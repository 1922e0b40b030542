"""The HTML of a message: how much text it holds, and it without its footer."""

from __future__ import annotations

from typing import Final

from lxml import etree, html

from archive.ingest.mail.text import footer
from archive.ingest.raw import Note
from archive.ingest.reader import shown
from archive.ingest.tree_text import tree_text

#: What begins a line of its own.
_BLOCKS: Final = frozenset(
    "address article aside blockquote center dd div dl dt figcaption figure footer form h1 h2 h3 h4"
    " h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul body".split()
)
_UNSEEN: Final = frozenset("script style head title template".split())


def visible(text: str) -> str:
    """What a reader of the HTML sees, white space collapsed; "" for what is no HTML."""
    root = _tree(text)
    return "" if root is None else " ".join(_text(root).split())


def without_html_footer(text: str) -> tuple[str, tuple[Note, ...]]:
    """The HTML up to the block that lets readers unsubscribe, with a note that shows what it was.

    Unchanged where no such block stands among the last ones.
    """
    root = _tree(text)
    leaves = [] if root is None else _leaves(root)
    at = footer([_shown_with_links(leaf) for leaf in leaves])
    if at is None or root is None:
        return text, ()
    words = " ".join(" ".join(_text(leaf).split()) for leaf in leaves[at:])
    for leaf in leaves[at:]:
        _drop(leaf)
    return etree.tostring(root, encoding="unicode", method="html"), (
        Note("footer-left-out", shown(words)),
    )


def _tree(text: str) -> etree._Element | None:
    data = tree_text(text).encode("utf-8", "replace")
    try:
        return html.document_fromstring(data, html.HTMLParser(encoding="utf-8", huge_tree=True))
    except etree.ParserError:  # nothing in it
        return None


def _leaves(root: etree._Element) -> list[etree._Element]:
    """The blocks that show text and hold no block that does, in their order."""
    shows: dict[etree._Element, bool] = {}
    holds: dict[etree._Element, bool] = {}
    elements = list(root.iter())
    for element in reversed(elements):  # children come before what holds them
        children = list(element)
        is_seen = isinstance(element.tag, str) and element.tag not in _UNSEEN
        tails = any((child.tail or "").strip() for child in children)
        inside = tails or any(shows[child] for child in children)
        shows[element] = is_seen and (inside or bool((element.text or "").strip()))
        holds[element] = any(
            holds[child] or (child.tag in _BLOCKS and shows[child]) for child in children
        )
    return [
        element
        for element in elements
        if element.tag in _BLOCKS and shows[element] and not holds[element]
    ]


def _text(element: etree._Element) -> str:
    """The visible text below an element."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return ""
    pieces = [element.text or ""]
    for child in element:
        pieces += (_text(child), child.tail or "")
    return " ".join(pieces)


def _shown_with_links(element: etree._Element) -> str:
    """The text of a block, with a sign of a link in it where there is one."""
    return _text(element) + " <a" * (element.find(".//a") is not None)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
