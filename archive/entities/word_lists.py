"""Lists of words that tell names from other words; they lie in the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from archive.text import tables
from archive.text.folding import fold_text


def _lines(name: str) -> Iterator[str]:
    """The lines of a data file that are no comments."""
    return tables.rows("archive.entities", name)


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """The words of a row: its key, a tab, words parted by spaces. Raises KeyError without it."""
    rows = (line.partition("\t") for line in _lines(name))
    return {name_of_row: tuple(row.split()) for name_of_row, _, row in rows}[key]


@cache
def _places() -> frozenset[str]:
    return frozenset(map(fold_text, _lines("places.txt")))


@cache
def _no_names() -> frozenset[str]:
    return frozenset(fold_text(name) for line in _lines("no_names.txt") for name in line.split(","))


def is_no_name(name: str) -> bool:
    """Whether it is known of a string, in any script, that models take it for a name wrongly."""
    return fold_text(name) in _no_names()


@cache
def _surnames() -> frozenset[str]:
    return frozenset(fold_text(name) for line in _lines("surnames.txt") for name in line.split())


@cache
def _given_names() -> frozenset[str]:
    return frozenset(name for line in _lines("given_names.txt") for name in line.split())


def is_given_name(word: str) -> bool:
    """Whether a word, as printed, is a first name."""
    return word in _given_names() or (
        word.isupper() and len(word) > 2 and word.capitalize() in _given_names()
    )


@cache
def _romanised() -> frozenset[str]:
    return frozenset(words("latin_words.tsv", "chinese surnames"))


def is_chinese_surname(word: str) -> bool:
    """Whether a word, as printed, is a Chinese or Korean surname in Latin letters."""
    return word in _romanised()


def is_place(name: str) -> bool:
    """Whether a name, in any script, is that of a country or a large city."""
    return fold_text(name) in _places()


def has_surname(folded: str) -> bool:
    """Whether a folded name begins with a Chinese surname."""
    return folded[:1] in _surnames() or folded[:2] in _surnames()
