"""Which blocks of a page are its article."""

from __future__ import annotations

import copy
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import trafilatura
from lxml import etree, html

from archive.ingest.page_furniture import Kind, kind_of, without_disclaimer
from archive.ingest.pages.blocks import HEADINGS, Block, blocks_of, prune, weight
from archive.ingest.pages.credits import Credits, read_credits

#: trafilatura reports what it finds odd about a page to the log; nothing of that is an error.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

#: Trees of more elements than this are not given to trafilatura, which would take over 5 seconds.
#: The largest of 39 saved pages has 5,400.
MAX_ELEMENTS: Final = 40_000

#: Where so much of a block's text stands in links, it is a list of links.
_LINKED: Final = 0.8

#: A block of so much weight (characters, of Chinese for three) is a paragraph.
PARAGRAPH: Final = 60

#: Ends of sentences.
ENDS: Final = tuple(".!?。！？…”」』）)\"'’：:;；—")


@dataclass(slots=True)
class Body:
    """`blocks` are the article's own in their order; `credits` what lines above them say."""

    blocks: list[Block] = field(default_factory=list)
    credits: list[Credits] = field(default_factory=list)
    is_guess: bool = False

    def text(self) -> str:
        """Paragraphs parted by a blank line; a line break stays one."""
        pieces: list[str] = []
        for number, block in enumerate(self.blocks):
            if number:
                pieces.append("\n" if block.joint else "\n\n")
            pieces.append(block.text)
        return "".join(pieces)


def read_body(root: html.HtmlElement, title: str, given: str) -> Body:
    """The article's blocks in a tree, which is changed.

    `title` is the article's, `given` its text as the page's data have it: plain text or HTML.
    """
    prune(root)
    blocks = blocks_of(root)
    size = sum(1 for _ in root.iter())
    kept = [False] * len(blocks)
    if size <= MAX_ELEMENTS:
        kept = _in(blocks, _trafilatura(root))
    if given_key := key_of(given):
        kept = [mine or key_of(block.text) in given_key for mine, block in zip(kept, blocks, strict=True)]
    if not any(kept):
        kept = [_is_prose(block) for block in blocks]
    start, end = _window(blocks, kept)
    body = _cleaned(blocks[start:end], kept[start:end], title)
    body.credits = _above(blocks[:start], title) + body.credits
    body.is_guess = size > MAX_ELEMENTS
    return body


def _trafilatura(root: html.HtmlElement) -> str:
    """What trafilatura takes for the text; "" where it fails or finds none."""
    text = ""
    for fast in (True, False):
        try:
            text = trafilatura.extract(
                copy.deepcopy(root), fast=fast, include_comments=False, include_tables=True
            ) or ""
        except (ValueError, TypeError, AttributeError, IndexError, KeyError, etree.LxmlError):
            text = ""
        if text:
            return text
    return text


def key_of(text: str) -> str:
    """Letters and digits of a text: what two forms of it share."""
    return "".join(filter(str.isalnum, text))


def _in(blocks: Sequence[Block], text: str) -> list[bool]:
    """Of each block whether it stands in a text."""
    keys = key_of(text)
    return [bool(key) and key in keys for key in (key_of(block.text) for block in blocks)]


def is_linked(block: Block) -> bool:
    """Whether a block is a link and no sentence."""
    linked = block.linked >= _LINKED * len(block.text)
    return linked and not (weight(block.text) >= PARAGRAPH and block.text.endswith(ENDS))


def _is_prose(block: Block) -> bool:
    """Whether a block is a paragraph of prose: sentences, no label and no link."""
    return (
        weight(block.text) >= PARAGRAPH
        and block.tag not in HEADINGS
        and not is_linked(block)
        and kind_of(block.text) is None
    )


def _window(blocks: Sequence[Block], kept: Sequence[bool]) -> tuple[int, int]:
    """From the first to behind the last block that is kept, with what stands around them alike."""
    prose = [at for at, block in enumerate(blocks) if kept[at] and _is_prose(block)]
    inside = prose or [at for at in range(len(blocks)) if kept[at]]
    if not inside:
        return 0, 0
    start, end = inside[0], inside[-1] + 1
    while start and (kept[start - 1] or _alike(blocks[start - 1], blocks[start])):
        start -= 1
    while end < len(blocks) and (kept[end] or _alike(blocks[end], blocks[end - 1])):
        end += 1
    return start, end


def _alike(block: Block, other: Block) -> bool:
    """Whether a block is one of the same kind and place as another, and no furniture."""
    if (block.tag, block.path) != (other.tag, other.path) or block.tag not in ("p", "div", "section"):
        return False
    return not is_linked(block) and kind_of(block.text) is None


def _cleaned(blocks: Sequence[Block], kept: Sequence[bool], title: str) -> Body:
    """The article's blocks among those from its first to its last."""
    body = Body()
    paths = {(block.tag, block.path) for block, is_kept in zip(blocks, kept, strict=True) if is_kept}
    for block, is_kept in zip(blocks, kept, strict=True):
        if key_of(block.text) == key_of(title) and not any(map(_is_prose, body.blocks)):
            continue
        if not is_kept and ((block.tag, block.path) not in paths or is_linked(block)):
            continue
        if kind_of(block.text) or (is_linked(block) and block.tag not in HEADINGS):
            continue
        if not any(map(_is_prose, body.blocks[:1])) and (credit := read_credits(block.text)):
            body.credits.append(credit)
            continue
        body.blocks.append(block)
    texts = without_disclaimer([block.text for block in body.blocks])
    while body.blocks and (len(texts) < len(body.blocks) or body.blocks[-1].tag in HEADINGS):
        body.blocks.pop()
        texts = texts[: len(body.blocks)]
    for block, text in zip(body.blocks, texts, strict=True):
        block.text = text
    return body


def _above(blocks: Sequence[Block], title: str) -> list[Credits]:
    """What the lines between the title and the article say."""
    key = key_of(title)
    start = next((at for at, block in reversed(list(enumerate(blocks))) if key_of(block.text) == key), None)
    if start is None:
        start = max(0, len(blocks) - _NEAR)
    return [credit for block in blocks[start + 1 :] if (credit := read_credits(block.text))]


#: Where the title does not stand above an article, its credits are sought in so many blocks.
_NEAR: Final = 8
