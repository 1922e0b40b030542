"""Capitals of a query: where AND, OR and NOT join and where they are words of a headline; acronyms
that mean something else in small letters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

from archive.query.signs import Sign
from archive.query.syntax import QUOTES
from archive.text import tables

#: What joins words, and what denies one.
OPERATORS: Final = {"AND": Sign.AND, "OR": Sign.OR, "NOT": Sign.NOT}

#: A query in capitals of so many Latin words, operators apart, is a pasted headline: acronyms that
#: an operator joins are fewer.
CAPITAL_WORDS: Final = 5

#: What no pasted headline in capitals holds, as quotes and groups are typed on purpose.
_NEVER: Final = frozenset("()（）" + "".join(QUOTES))


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    rows = tables.rows("archive.query", "capitals.txt")
    return frozenset(word for row in rows for word in row.split())


def is_common_word(letters: str) -> bool:
    """Whether an acronym is a common English word in small letters."""
    return letters in _ordinary()


def _is_capital(word: str) -> bool:
    return word.isupper() and any("A" <= letter <= "Z" for letter in word)


def cut_words(text: str) -> list[str]:
    """The words of a query between its spaces, in half-width letters."""
    return unicodedata.normalize("NFKC", text).split()


def _all_capitals(text: str, words: list[str]) -> bool:
    """Whether all words with letters are Latin and in capitals, without quotes and parentheses."""
    lettered = [word for word in words if any(map(str.isalpha, word))]
    return not _NEVER & set(text) and all(map(_is_capital, lettered))


def is_capital_headline(text: str) -> bool:
    """Whether a query is a headline in capitals: then AND, OR, NOT are words of it.

    It has `CAPITAL_WORDS` Latin words or more, two of them side by side: in `EU OR UN OR WHO`
    the operators join. `NOT TO` joins nothing in a shorter one either.
    """
    words = cut_words(text)
    if not _all_capitals(text, words):
        return False
    if ("NOT", "TO") in pairwise(words):
        return True
    beside = any(not {left, right} & OPERATORS.keys() for left, right in pairwise(words))
    latin = [word for word in words if _is_capital(word) and word not in OPERATORS]
    return len(latin) >= CAPITAL_WORDS and beside


def shouts(text: str) -> bool:
    """Whether capitals of a query mean nothing: all of it is in capitals, and nothing joins it."""
    words = cut_words(text)
    joins = any(word in OPERATORS for word in words)
    return is_capital_headline(text) or (_all_capitals(text, words) and not joins)
