"""The title of a page's article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml import html

from archive.ingest.pages.blocks import weight
from archive.ingest.pages.metadata import Metadata

#: What sites set between a title and their name or section.
_PARTED: Final = re.compile(
    r"\s+[-–—|｜·»:]{1,2}\s+|\s*[_|｜]\s*|"
    r"(?<=[\u3000-\u9fff\uff00-\uffef])\s?-\s?(?=[\u3000-\u9fff])"
)

#: A heading is the title where it holds so much of what the page's data call one.
_ENOUGH: Final = 0.5

#: The name of a site is not longer.
_LONGEST_NAME: Final = 30


def page_title(root: html.HtmlElement, metadata: Metadata) -> str:
    """The heading that the page's data name too; else what they name; else the first heading."""
    title = " ".join((root.findtext(".//title") or "").split())
    heads = list(dict.fromkeys(islice(_heads(root), _MOST_HEADS)))
    bare = _without_site(title, metadata.source, cut=True)
    named = [_without_site(name, metadata.source, cut=False) for name in metadata.titles]
    for name in (*named, bare):
        for head in heads:
            if _same(head, name):
                return head if len(head) <= 2 * len(name) else name
    for head in islice(root.iter("b", "strong", "font", "big"), _MOST_HEADS):
        text = " ".join(head.text_content().split())
        if weight(_key(text)) >= _SHORTEST and _same(text, bare):
            return text
    pieces = [piece for name in (*metadata.titles, title) for piece in _PARTED.split(name)]
    if piece := _printed(root, pieces):
        return piece
    return next(filter(None, (*named, bare, *heads[:1])), "")


def is_printed(root: html.HtmlElement, title: str) -> bool:
    """Whether a title stands in a heading of the page, where tags are no text."""
    heads = root.iter("title", "h1", "h2", "h3", "b", "font", "span", "div")
    return any(title == " ".join((head.text or "").split()) for head in heads) or any(
        title in " ".join(head.text_content().split()) for head in root.iter("title", "h1")
    )


def _printed(root: html.HtmlElement, pieces: list[str]) -> str:
    """The longest of some texts that is the whole of an element's, "" for none."""
    if len(pieces) < 2:
        return ""
    pieces = [piece.strip() for piece in pieces if weight(_key(piece)) >= _SHORTEST]
    texts = {" ".join((element.text or "").split()) for element in root.iter(*_PRINTED)}
    return max((piece for piece in pieces if piece in texts), key=len, default="")


_PRINTED: Final = (
    "b",
    "strong",
    "font",
    "span",
    "div",
    "td",
    "p",
    "center",
    "big",
    "h2",
    "h3",
    "h4",
)

#: A title has so many letters at least, of Chinese a third of them; what has less names a section.
_SHORTEST: Final = 18


def _heads(root: html.HtmlElement) -> Iterator[str]:
    """The first headings, and behind them what is named as one by its class."""
    for head in root.iter("h1"):
        yield " ".join(head.text_content().split())
    for element in root.iter("h2", "h3", "div", "p", "span"):
        is_named = _NAMED.search(element.get("class") or "") or element.tag in ("h2", "h3")
        if is_named and len(element) <= _FEW:
            yield " ".join(element.text_content().split())


_NAMED: Final = re.compile(r"title|headline", re.IGNORECASE)

#: The title is among so many headings.
_MOST_HEADS: Final = 60

#: A heading holds no more elements; what does is a box with a heading in it.
_FEW: Final = 3


def _same(head: str, name: str) -> bool:
    first, second = _key(head), _key(name)
    if not first or not second:
        return False
    shorter, longer = sorted((first, second), key=len)
    return shorter in longer and len(shorter) >= _ENOUGH * len(longer)


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _without_site(title: str, site: str, *, cut: bool) -> str:
    """A title without the site's name behind it; with `cut`, without anything that looks so."""
    pieces = _PARTED.split(title)
    ends = [match.start() for match in _PARTED.finditer(title)]
    while ends:
        last = _key(pieces[-1])
        names_site = bool(last and _key(site)) and (last in _key(site) or _key(site) in last)
        looks_so = cut and len(pieces[-1]) <= _LONGEST_NAME and len(pieces[0]) > len(pieces[-1])
        if not names_site and not looks_so:
            break
        pieces.pop()
        title = title[: ends.pop()]
    return title.strip()
