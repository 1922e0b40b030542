"""BM25 in the form of Apache Lucene (`BM25Similarity`, since version 8: without the factor k1 + 1).

Field lengths are kept in one byte as Lucene's `SmallFloat.intToByte4` does, so that every engine
scores alike.
"""

from __future__ import annotations

import math
from typing import Final

K1: Final = 1.2
B: Final = 0.75

#: Lengths below this are kept as they are.
_EXACT: Final = 24


def _decode4(code: int) -> int:
    """An integer from four significant bits and a shift (`SmallFloat.int4ToLong`)."""
    bits, shift = code & 7, (code >> 3) - 1
    return bits if shift < 0 else (bits | 8) << shift


#: The length that each byte stands for, ascending.
LENGTHS: Final = tuple(
    code if code < _EXACT else _EXACT + _decode4(code - _EXACT) for code in range(256)
)


def idf(articles: int, containing: int) -> float:
    """Inverse document frequency, where `articles` have the field and `containing` the term."""
    return math.log(1 + (articles - containing + 0.5) / (containing + 0.5))


def norm(length: int, average: float) -> float:
    """What term frequency is set against, for a field of this (quantised) length."""
    return K1 * ((1 - B) + B * length / average)
