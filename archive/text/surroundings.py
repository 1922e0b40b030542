"""What stands before and behind a place of a text, on one line."""

from __future__ import annotations

import re
from typing import Final

from archive.text.folding import fold_text
from archive.text.scan import HAN

#: Columns of a side: a Han character takes two.
SIDE_WIDTH: Final = 64

#: So many words or Han characters of a side say where a line stands in an order.
_SORTED_BY: Final = 8

_WIDE: Final = re.compile(rf"[{HAN}\u3000-\u30ff\uac00-\ud7a3\uff01-\uff60]")
_SPACE: Final = re.compile(r"\s+")
_WORD: Final = re.compile(rf"[{HAN}]|[^\W{HAN}]+")

#: A Latin word that is cut is not shown, where it is not longer than this.
_LONGEST_CUT: Final = 20


def before_place(text: str, place: int, columns: int = SIDE_WIDTH) -> str:
    """What stands before a place, white space as one space, `columns` wide at most.

    It begins with a whole word.
    """
    first = max(0, place - columns)
    side = _SPACE.sub(" ", text[first:place])
    start, width = len(side), 0
    while start and width + _width(side[start - 1]) <= columns:
        start -= 1
        width += _width(side[start])
    cut = side[start:]
    whole = first == 0 and start == 0
    earlier = side[start - 1] if start else text[first - 1] if first else " "
    if whole or not (_is_latin(earlier) and cut and _is_latin(cut[0])):
        return cut.lstrip()
    space = cut.find(" ", 0, _LONGEST_CUT)
    return cut[space + 1 :] if space >= 0 else cut


def after_place(text: str, place: int, columns: int = SIDE_WIDTH) -> str:
    """What stands from a place on; it ends with a whole word. See `before_place`."""
    last = min(len(text), place + columns)
    side = _SPACE.sub(" ", text[place:last])
    end, width = 0, 0
    while end < len(side) and width + _width(side[end]) <= columns:
        width += _width(side[end])
        end += 1
    cut = side[:end]
    later = side[end] if end < len(side) else text[last] if last < len(text) else " "
    if not (_is_latin(later) and cut and _is_latin(cut[-1])):
        return cut.rstrip()
    space = cut.rfind(" ", max(0, len(cut) - _LONGEST_CUT))
    return cut[:space] if space >= 0 else cut


def _width(character: str) -> int:
    return 2 if _WIDE.match(character) else 1


def _is_latin(character: str) -> bool:
    return character.isalnum() and not _WIDE.match(character)


def words_behind(side: str) -> tuple[str, ...]:
    """The first words and Han characters of what stands behind a place, folded."""
    return tuple(_WORD.findall(fold_text(side))[:_SORTED_BY])


def words_before(side: str) -> tuple[str, ...]:
    """The last words and Han characters of what stands before a place, folded, the last first."""
    return tuple(reversed(_WORD.findall(fold_text(side))[-_SORTED_BY:]))
