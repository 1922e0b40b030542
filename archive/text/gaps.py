"""What lies between two tokens of a text, in positions."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import Final

PARAGRAPH_END: Final = re.compile(r"\n[^\S\n]*\n")
_SENTENCE_END: Final = re.compile(r"[。｡！？!?]|\.(?=[\"'”’)\]」』》）]*\s)")
_SPACES: Final = re.compile(r"\s+\Z")
_SPACES_HYPHENS: Final = re.compile(r"[\s\-\u2010\u2011]+\Z")


class Gap(IntEnum):
    """How many positions lie between two neighbouring tokens."""

    NONE = 0
    STRETCH = 1
    SENTENCE = 2
    PARAGRAPH = 64


def gap_width(between: str, before_han: bool, after_han: bool) -> Gap:
    """How many positions the text between two tokens takes.

    Nothing, spaces beside a Latin word, and spaces or hyphens between two Latin words take none.
    """
    if not between:
        return Gap.NONE
    both_han = before_han and after_han
    if between == " ":
        return Gap.STRETCH if both_han else Gap.NONE
    if "\n" in between and PARAGRAPH_END.search(between):
        return Gap.PARAGRAPH
    if _SENTENCE_END.search(between):
        return Gap.SENTENCE
    if _SPACES.match(between):
        return Gap.STRETCH if both_han else Gap.NONE
    if not before_han and not after_han and _SPACES_HYPHENS.match(between):
        return Gap.NONE
    return Gap.STRETCH


#: What stands between tokens repeats itself: of this length or shorter, what was said of the last
#: of them is remembered, which is a few hundred kilobytes.
_SHORT_GAP: Final = 8
_remembered = lru_cache(maxsize=1 << 10)(gap_width)


def gap_between(between: str, before_han: bool, after_han: bool) -> Gap:
    """What `gap_width` says, which is remembered where it is short."""
    if len(between) > _SHORT_GAP:
        return gap_width(between, before_han, after_han)
    return _remembered(between, before_han, after_han)
