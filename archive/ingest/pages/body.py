"""Which blocks of a page are its article."""

from __future__ import annotations

import copy
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Final

from lxml import etree, html

from archive.ingest.page_furniture import ENDING_KINDS, Furniture
from archive.ingest.pages.block_kinds import (
    LINKED,
    PARAGRAPH,
    is_furniture,
    is_heading,
    is_label,
    is_linked,
    is_prose,
    is_sentence,
    is_unlinked_text,
)
from archive.ingest.pages.blocks import HEADINGS, Block, blocks_of, letters_and_digits, prune
from archive.ingest.pages.credits import (
    LONGEST_WITH_DAY,
    SECTIONS,
    Credits,
    read_credits,
    read_timed_day,
)
from archive.ingest.pages.trimming import without_disclaimer

#: trafilatura reports what it finds odd about a page to the log; nothing of that is an error.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

#: Trees of more elements than this are not given to trafilatura, which would take over 5 seconds.
#: The largest of 39 saved pages has 2,500.
MAX_ELEMENTS: Final = 10_000


@dataclass(slots=True)
class Body:
    """`blocks` are the article's own in their order; `credits` what lines above them say.

    `teasers` counts the paragraphs that stand for other pages, `teased` weighs them; `is_guess`:
    furniture may be left.
    """

    blocks: list[Block] = field(default_factory=list)
    credits: list[Credits] = field(default_factory=list)
    is_guess: bool = False
    teasers: int = 0
    teased: int = 0

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
    credits_above = _above(blocks_of(root), title)
    prune(root)
    blocks = blocks_of(root)
    size = sum(1 for _ in root.iter())
    chosen = [False] * len(blocks)
    if size <= MAX_ELEMENTS:
        chosen = _in(blocks, _trafilatura(root))
    if given_key := letters_and_digits(given):
        chosen = [
            mine or block.key in given_key for mine, block in zip(chosen, blocks, strict=True)
        ]
    if not any(chosen):
        chosen = [is_unlinked_text(block) and not block.kind for block in blocks]
    if not any(chosen) and LINKED * sum(len(block.text) for block in blocks) > _links(blocks):
        chosen = [not is_linked(block) and not block.kind for block in blocks]
    teasers = _teasers(blocks)
    chosen = [mine and at not in teasers for at, mine in enumerate(chosen)]
    start, end = _window(blocks, chosen)
    end = _before_end(blocks, start, end, title)
    shown = [at for at in range(start, end) if at not in teasers]
    body = _cleaned([blocks[at] for at in shown], [chosen[at] for at in shown], title)
    body.teasers = len(teasers)
    body.teased = sum(blocks[at].weight for at in teasers)
    body.credits = credits_above + body.credits
    body.is_guess = size > MAX_ELEMENTS
    return body


def _links(blocks: Sequence[Block]) -> int:
    return sum(block.linked for block in blocks)


def _teasers(blocks: Sequence[Block]) -> set[int]:
    """The places of paragraphs that stand for other pages.

    They are links themselves, or of a kind and place of which most stand right below a link.
    """
    below: dict[tuple[str, str], list[bool]] = {}
    for before, block in pairwise(blocks):
        if is_unlinked_text(block):
            below.setdefault(block.place, []).append(is_linked(before))
    places = {
        place
        for place, linked in below.items()
        if len(linked) > 1 and sum(linked) > len(linked) / 2
    }
    return {at for at, block in enumerate(blocks) if block.place in places}


def _before_end(blocks: Sequence[Block], start: int, end: int, title: str) -> int:
    """Where the article ends: at a footer, or a heading of other articles, with little behind it.

    A heading of other articles ends nothing where paragraphs like those above it stand below it.
    """
    prose = [block.weight if is_prose(block) else 0 for block in blocks[start:end]]
    before, behind = 0, sum(prose)
    places = [block.place for block in blocks]
    for at, size in enumerate(prose, start):
        before, behind = before + size, behind - size
        kind = Furniture.RELATED if _is_next(blocks[at], title) else blocks[at].kind
        if kind not in ENDING_KINDS or not before:
            continue
        above = {places[each] for each in range(start, at) if prose[each - start]}
        below = {places[each] for each in range(at + 1, end) if prose[each - start]}
        little = behind <= (_LITTLE if kind is Furniture.FOOTER else 1) * before
        if little and (kind is Furniture.FOOTER or not above & below):
            return at
    return end


def _is_next(block: Block, title: str) -> bool:
    """Whether a block is the title of another article."""
    return block.tag == "h1" and block.key != letters_and_digits(title)


#: What stands behind a footer weighs at most so much of the article.
_LITTLE: Final = 0.3


def _trafilatura(root: html.HtmlElement) -> str:
    """What trafilatura takes for the text; "" where it fails or finds none."""
    # With this and htmldate a command takes a third of a second longer to start.
    import trafilatura

    text = ""
    for fast in (True, False):
        try:
            text = (
                trafilatura.extract(
                    copy.deepcopy(root), fast=fast, include_comments=False, include_tables=True
                )
                or ""
            )
        except (ValueError, TypeError, AttributeError, IndexError, KeyError, etree.LxmlError):
            text = ""
        if text:
            return text
    return text


def _in(blocks: Sequence[Block], text: str) -> list[bool]:
    """Of each block whether it stands in a text."""
    keys = letters_and_digits(text)
    return [bool(key) and key in keys for key in (block.key for block in blocks)]


def _window(blocks: Sequence[Block], chosen: Sequence[bool]) -> tuple[int, int]:
    """From the first to behind the last block that is kept, with what stands around them alike."""
    prose = [at for at, block in enumerate(blocks) if chosen[at] and is_prose(block)]
    inside = prose or [at for at in range(len(blocks)) if chosen[at]]
    if not inside:
        return 0, 0
    start, end = inside[0], inside[-1] + 1
    while start and (chosen[start - 1] or _alike(blocks[start - 1], blocks[start])):
        start -= 1
    while end < len(blocks) and (chosen[end] or _alike(blocks[end], blocks[end - 1])):
        end += 1
    return start, end


def _alike(block: Block, neighbour: Block) -> bool:
    """Whether a block is one of the same kind and place as another, and no furniture."""
    if block.place != neighbour.place or block.tag not in (
        "p",
        "div",
        "section",
    ):
        return False
    return not is_linked(block) and block.kind is None


def _cleaned(blocks: Sequence[Block], chosen: Sequence[bool], title: str) -> Body:
    """The article's blocks among those from its first to its last."""
    body = Body()
    alike = _places(list(zip(blocks, chosen, strict=True)))
    head = next((at for at, block in enumerate(blocks) if is_sentence(block)), 0)
    last = max((at for at, block in enumerate(blocks) if is_sentence(block)), default=len(blocks))
    start = next((at + 1 for at in range(head) if blocks[at].key == letters_and_digits(title)), 0)
    for at, block in enumerate(blocks[start:], start):
        behind = chosen[at + 1 : at + 2] == [True] and is_heading(block)
        is_kept = block.place in alike or ((chosen[at] or behind) and not is_label(block))
        is_title = block.key == letters_and_digits(title) and not body.blocks
        if not is_kept or is_title or is_furniture(block):
            continue
        if at < head and block.text.lower() in SECTIONS:
            body.credits.append(Credits(section=block.text))
        elif credit := _credit(block.text, in_head=not head <= at <= last):
            body.credits.append(credit)
        else:
            body.blocks.append(block)
    _close(body)
    return body


def _places(pairs: Sequence[tuple[Block, bool]]) -> set[tuple[str, str]]:
    """The places of the article: those that hold a paragraph's worth of text that is kept."""
    sizes: Counter[tuple[str, str]] = Counter()
    for block, is_kept in pairs:
        if is_kept and not is_linked(block) and not block.kind:
            sizes[block.place] += block.weight
    return {place for place, size in sizes.items() if size >= PARAGRAPH}


def _credit(text: str, *, in_head: bool) -> Credits | None:
    """What a line says above the first paragraph.

    Below it, only lines with a time or a source and no name: a day alone may be a heading there.
    """
    if in_head:
        return read_credits(text) or read_timed_day(text)
    if len(text) > LONGEST_WITH_DAY:
        return None
    credit = read_credits(text)
    if credit and (credit.bylines or (credit.published and not read_timed_day(text))):
        return None
    return credit


def _close(body: Body) -> None:
    """Takes a disclaimer and headings without text off the end."""
    texts = without_disclaimer([block.text for block in body.blocks])
    body.blocks = body.blocks[: len(texts)]
    for block, text in zip(body.blocks, texts, strict=True):
        block.text = text
    while body.blocks and body.blocks[-1].tag in HEADINGS:
        body.blocks.pop()


def _above(blocks: Sequence[Block], title: str) -> list[Credits]:
    """What the lines below the title say on the whole page; behind a paragraph, only days."""
    key = letters_and_digits(title)
    longest = _LONGER * len(key)
    heads = (at for at, each in enumerate(blocks) if key and key in each.key)
    for at in islice(heads, _NEAR):
        if len(blocks[at].key) <= longest:
            credits = list(_near(blocks[at + 1 : at + 1 + _NEAR]))
            if credits:
                return credits
    return []


def _near(blocks: Sequence[Block]) -> Iterator[Credits]:
    in_head = True
    for block in blocks:
        in_head = in_head and not is_sentence(block)
        if credit := _credit(block.text, in_head=in_head):
            yield credit


#: Credits stand among so many blocks below the title.
_NEAR: Final = 15
#: A heading holds the title and little else.
_LONGER: Final = 1.3
