"""In which order what a reader may be typing is suggested: the one formula of all engines.

A value weighs `MATCHED` for the share of the key that was typed (in bytes of UTF-8), the weight of
the way it was typed in (`WAYS`), and `NAMED` for each doubling of the articles that have it; of its
keys the best counts. So a whole name comes before the beginning of a longer one that is as often
named, and a name that is named a hundred times as often comes before both.
"""

from __future__ import annotations

from math import log2
from typing import Final

from archive.text.readings import TypedWay

MATCHED: Final = 4.0
NAMED: Final = 0.5

#: A name typed from its beginning weighs most, a reading less: more names are read alike.
WAYS: Final = {
    TypedWay.NAME: 0.0,
    TypedWay.WITHIN: -2.5,
    TypedWay.READING: -0.5,
    TypedWay.READING_WITHIN: -3.5,
    TypedWay.INITIALS: -1.0,
}

#: Weights that differ by less are equal.
COMPLETION_DIGITS: Final = 6


def completion_weight(typed: str, key: str, way: TypedWay, articles: int) -> float:
    """How likely a value is meant, of which `key` begins with what was typed; see the file."""
    share = len(typed.encode("utf-8")) / len(key.encode("utf-8"))
    return round(MATCHED * share + WAYS[way] + NAMED * log2(1 + articles), COMPLETION_DIGITS)
