"""The texts of a page's tree, block by block, and what is no text of an article by its element."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Final

from lxml import etree, html

from archive.ingest.page_furniture import Furniture, furniture_kind
from archive.ingest.tree_text import tree_text

#: The parser leaves out elements that lie deeper than 256, and says nothing of it. Of 39 saved
#: pages the deepest has 27; pages whose tags are never closed have thousands.
_MAX_DEPTH: Final = 250

#: Elements that browsers set apart from what stands before and after them (HTML, section 15.3).
BLOCK_TAGS: Final = frozenset(
    "address article aside blockquote body br button caption center col colgroup dd details dialog "
    "dir div dl dt fieldset figcaption figure footer form frame h1 h2 h3 h4 h5 h6 header hgroup hr "
    "html legend li listing main menu nav ol optgroup option p plaintext pre search section "
    "summary table tbody td tfoot th thead time-line tr ul xmp".split()
)
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

#: Elements without text that a reader sees.
_UNSEEN: Final = frozenset(
    "applet area audio base canvas datalist embed frame frameset head iframe input link map meta "
    "noembed noframes noscript object param picture progress script select source style svg "
    "template textarea track video".split()
)

#: Elements whose text is never the article's own.
_FURNITURE: Final = frozenset({"aside", "button", "dialog", "figcaption", "footer", "form", "nav"})
_ROLES: Final = frozenset(
    "alert alertdialog banner complementary contentinfo dialog navigation search toolbar".split()
)

#: Words of a class or an id that say so, as whole words: `related-articles`, `storyAd`, `adPromo`.
_NAMES: Final = frozenset(
    "ad ads advert advertisement advertising advertorial adslot sponsored promo promotion "
    "related recirc recirculation recommend recommended recommendation recommendations readmore "
    "share sharing sharebar sharetools addthis social socials newsletter newsletters signup "
    "subscribe subscription paywall "
    "comment comments disqus caption captions imagecaption imgcaption photocaption figcaption "
    "breadcrumb breadcrumbs nav navbar navigation menu footer sidebar cookie cookies consent gdpr "
    "popup modal toast tags taglist tagcloud keywords trending popular mostread hotnews "
    "pagination pager toolbar copyright disclaimer lightbox authorbio authorprofile "
    "pullquote bio authorinfo pswp teaser teasers outbrain taboola".split()
)
_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

#: An element is taken for furniture where it holds at most so much of the page's prose: names such
#: as `has-sidebar` and `article-with-comments` stand on wrappers of the whole article. Of 39 pages
#: the largest that is furniture holds 0.20, the smallest wrapper 0.76.
_MOST: Final = 0.4

#: A text of so many characters, each of Chinese for three, is prose and no label.
_PROSE: Final = 40

_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass
class Block:
    """One stretch of text that a browser sets apart.

    `text` is on one line, but for `pre`; `linked` is how many of its characters stand in links;
    `tag` is the innermost block element, `path` the classes and ids of it and of two around it;
    `joint` says that only one line break parts it from the block before.
    """

    text: str
    tag: str
    linked: int = 0
    path: str = ""
    joint: bool = False

    @cached_property
    def kind(self) -> Furniture | None:
        """What furniture the whole block is, None for a text."""
        return furniture_kind(self.text)

    @cached_property
    def weight(self) -> int:
        """The characters of its text, those of Chinese for three."""
        return weight(self.text)

    @cached_property
    def key(self) -> str:
        """The letters and digits of its text."""
        return letters_and_digits(self.text)

    @property
    def place(self) -> tuple[str, str]:
        """What blocks of one kind and place in a page share."""
        return self.tag, self.path


def parse_page(text: str) -> html.HtmlElement | None:
    """The tree of a page's text, None where it has none. Never raises."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        data = tree_text(text).encode("utf-8", "replace")
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return root


def is_cut(root: html.HtmlElement) -> bool:
    """Whether the parser left out what lay too deep."""
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest >= _MAX_DEPTH


def prune(root: html.HtmlElement) -> None:
    """Takes out of a tree what is no text of an article, by its element, its role or its name."""
    prose = _prose(root)
    most = _MOST * prose.get(root, 0)
    heads = {around for h1 in root.iter("h1") for around in (h1, *h1.iterancestors())}
    for element in [each for each in root.iter() if isinstance(each.tag, str)]:
        if (element in heads and not _is_hidden(element)) or element.tag in (
            "head",
            "article",
            "main",
            "title",
        ):
            continue
        small = prose.get(element, 0) <= most
        if element.tag in _UNSEEN or (small and _is_furniture(element)):
            element.drop_tree()


def _prose(root: html.HtmlElement) -> dict[html.HtmlElement, int]:
    """How many characters of prose outside links each element holds."""
    sizes: dict[html.HtmlElement, int] = {}
    for element in reversed(list(root.iter())):
        if not isinstance(element.tag, str) or element.tag in _UNSEEN or element.tag == "a":
            continue
        size = _weight(element.text)
        for child in element:
            size += sizes.get(child, 0) + _weight(child.tail)
        sizes[element] = size
    return sizes


def _weight(text: str | None) -> int:
    """The characters of a text that is prose, 0 for any other."""
    size = weight(text.strip()) if text else 0
    return size if size >= _PROSE else 0


def letters_and_digits(text: str) -> str:
    """Letters and digits of a text: what two forms of it share."""
    return "".join(filter(str.isalnum, text))


_HAN: Final = re.compile("[\u3400-\u9fff]")


def weight(text: str) -> int:
    """The characters of a text, each of Chinese for three: about as much is said by both."""
    return len(text) if text.isascii() else len(text) + 2 * len(_HAN.findall(text))


def _is_furniture(element: html.HtmlElement) -> bool:
    if element.tag in _FURNITURE or element.get("role") in _ROLES or _is_hidden(element):
        return True
    return element.tag != "body" and bool(_names_of(element) & _NAMES)


def _is_hidden(element: html.HtmlElement) -> bool:
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    return bool(element.get("aria-hidden") == "true")


def _names_of(element: html.HtmlElement) -> set[str]:
    """The words of an element's classes and id, in lower case; two together count as one too."""
    attribute = f"{element.get('class') or ''} {element.get('id') or ''}"
    words = set()
    for name in attribute.split()[:20]:
        pieces = [piece.lower() for piece in _WORD.findall(name[:80])]
        words.update(pieces)
        words.update(first + second for first, second in pairwise(pieces))
    return words


def blocks_of(root: html.HtmlElement) -> list[Block]:
    """The texts of a tree in their order, each as a browser sets it apart."""
    gathering = _Gathering()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if isinstance(element.tag, str):
            if event == "start":
                gathering.start(element)
            else:
                gathering.end(element, is_root=element is root)
    return gathering.blocks


@dataclass(slots=True)
class _Gathering:
    """The blocks so far, and the text of the one that is being gathered."""

    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    breaks: int = 0
    around: list[html.HtmlElement] = field(default_factory=list)

    def start(self, element: html.HtmlElement) -> None:
        if element.tag == "br":
            self._close()
            self.breaks += 1
        elif element.tag in BLOCK_TAGS:
            self._close()
            self.breaks = 0
            self.around.append(element)
        self.links += element.tag == "a"
        if element.tag not in _UNSEEN and element.tag != "title":
            self._add(element.text)

    def end(self, element: html.HtmlElement, *, is_root: bool) -> None:
        self.links -= element.tag == "a"
        if element.tag in BLOCK_TAGS and element.tag != "br":
            self._close()
            self.breaks = 0
            self.around.pop()
        if not is_root and self.around:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            self.linked += len(text.strip()) if self.links else 0

    def _close(self) -> None:
        text = "".join(self.parts)
        inner = self.around[-1] if self.around else None
        pre = inner is not None and inner.tag in _PRE
        text = _lines(text) if pre else " ".join(text.split())
        if text and inner is not None:
            self.blocks.append(
                Block(text, str(inner.tag), self.linked, _path(self.around), self.breaks == 1)
            )
            self.breaks = 0
        self.parts.clear()
        self.linked = 0


_PRE: Final = frozenset({"pre", "listing", "plaintext", "xmp"})


def _lines(text: str) -> str:
    """A text whose lines are the source's own."""
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n")).rstrip()


def _path(around: list[html.HtmlElement]) -> str:
    """The classes and ids of the block and of two elements around it."""
    names = (f"{each.get('class') or ''} {each.get('id') or ''}" for each in around[-3:])
    return " ".join(names).lower()
