"""Where quotation marks open and close, and texts in which what stands between them is blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

#: Opening marks and what closes each. A straight mark opens where no word ends.
_PAIRS: Final = {"“": "”", "「": "」", "『": "』", '"': '"'}

_MARK: Final = re.compile("[{}]".format("".join(_PAIRS)))

#: Marks of two styles that typists pair.
_MIXED: Final = frozenset((("“", '"'), ('"', "”")))

#: Where a quotation of several paragraphs begins its next one, in a text that has lost its lines.
_AGAIN: Final = re.compile(r"(?<=[.!?…])\s+(?=\"[A-Z])")

#: What stands for each character between marks; no rule matches it, and no word is made of it.
BLANK: Final = "\x00"


class Quoted(NamedTuple):
    """A stretch in quotation marks, half-open, marks included; `open`: nothing closes it."""

    start: int
    end: int
    open: bool


def quotations_in(text: str, first: int, last: int) -> Iterator[Quoted]:
    """The outermost stretches in quotation marks in a paragraph, from `first` up to `last`.

    What is not closed in its paragraph goes on to the end of it, as in a quotation of several
    paragraphs, of which the last alone is closed.
    """
    at = first
    while mark := _MARK.search(text, at, last):
        at = mark.start()
        if not _opens(text, at, first):
            at += 1
            continue
        end = _closed(text, at, last, _PAIRS[mark[0]])
        if mark[0] == '"':
            within = last if end < 0 else min(end + 1, last)
            if again := _AGAIN.search(text, at + 1, within):
                yield Quoted(at, again.start(), True)
                at = again.start()
                continue
        yield Quoted(at, last if end < 0 else end, end < 0)
        at = last if end < 0 else end


def _opens(text: str, at: int, first: int) -> bool:
    """Whether a mark opens; a straight one may close what opened in no way that is known."""
    if text[at] != '"' or at == first:
        return True
    # What stands between a sign and a blank has closed: 'strategies." The company'.
    closed = not text[at - 1].isspace() and not text[at + 1 : at + 2].strip()
    return not (text[at - 1].isalnum() or closed)


def _closed(text: str, at: int, last: int, closing: str) -> int:
    """Behind what closes a mark, -1 where nothing does."""
    depth, opening = 0, text[at]
    for place in range(at + 1, last):
        character = text[place]
        if character == closing or (opening, character) in _MIXED:
            if not depth:
                return place + 1
            depth -= 1
        elif character == opening:
            depth += 1
    if opening == "“":
        # Typists close with the mark that opens, and leave marks out.
        again = text.find(opening, at + 1, last)
        return -1 if again < 0 else again + 1
    return -1


def blanked(text: str, first: int, last: int, stretches: Iterator[Quoted] | list[Quoted]) -> str:
    """A paragraph in which everything quoted is blank but the marks, of the same length."""
    pieces, at = [], first
    for stretch in stretches:
        inside = stretch.end - stretch.start - 2 + stretch.open
        pieces += [text[at : stretch.start + 1], BLANK * max(inside, 0)]
        pieces += [] if stretch.open else [text[stretch.end - 1 : stretch.end]]
        at = stretch.end
    return "".join((*pieces, text[at:last]))
