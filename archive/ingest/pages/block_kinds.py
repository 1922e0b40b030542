"""What a block of a page is: a paragraph, a heading, a label, a link, furniture."""

from __future__ import annotations

from typing import Final

from archive.ingest.page_furniture import Furniture
from archive.ingest.pages.blocks import HEADINGS, Block
from archive.ingest.pages.credits import read_credits

#: Where so much of a block's text stands in links, it is a list of links.
LINKED: Final = 0.8

#: A block of so much weight (characters, of Chinese for three) is a paragraph.
PARAGRAPH: Final = 60

#: Ends of sentences.
_SENTENCE_ENDS: Final = tuple(".!?。！？…”」』）)\"'’：:;；—")


def is_linked(block: Block) -> bool:
    """Whether a block is a link and no sentence."""
    linked = block.linked >= LINKED * len(block.text)
    return linked and not (block.weight >= _LABEL and block.text.endswith(_SENTENCE_ENDS))


def is_prose(block: Block) -> bool:
    """Whether a block is a paragraph of prose: sentences, no label and no link."""
    return (
        block.weight >= PARAGRAPH
        and block.tag not in HEADINGS
        and not is_linked(block)
        and block.kind is None
    )


def is_sentence(block: Block) -> bool:
    """Whether a block is a paragraph of prose and no line of credits, which may be as long."""
    return is_prose(block) and read_credits(block.text) is None


def is_unlinked_text(block: Block) -> bool:
    """Whether a block is unlinked text of some words."""
    return not is_linked(block) and block.tag not in HEADINGS and block.weight >= _LABEL


def is_heading(block: Block) -> bool:
    """Whether a block is a heading, and not a caption set as one."""
    return block.tag in HEADINGS and len(block.text) <= _LONGEST_HEADING


#: A sign so many times over is a line that is drawn.
_RULE: Final = 3

#: Sites set captions in headings too, which are longer.
_LONGEST_HEADING: Final = 120


def is_furniture(block: Block) -> bool:
    """Whether a block is no text of an article; a disclaimer may be one."""
    if not block.key and len(block.text) >= _RULE and len(set(block.text)) == 1:
        return True
    if block.kind in (None, Furniture.DISCLAIMER):
        return is_linked(block) and block.tag not in HEADINGS
    return True


def is_label(block: Block) -> bool:
    """Whether a block is a few words outside headings, lists and tables, and no sentence."""
    if block.tag in HEADINGS or block.tag in ("li", "td", "th", "dt", "dd", "pre"):
        return False
    return block.weight < _LABEL and not block.text.endswith(_SENTENCE_ENDS)


#: Labels weigh less: buttons, names of sections, "Small", "Large".
_LABEL: Final = 30
