"""Words of two languages that mean the same, as an archive knows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Origin(StrEnum):
    """Who says that two words mean the same, what counts most first."""

    NEWSROOM = "newsroom"
    NAME = "name"
    PLACE = "place"
    GLOSSARY = "glossary"
    LEARNED = "learned"
    DICTIONARY = "dictionary"


class WordPair(NamedTuple):
    """An English term and a Chinese word."""

    english: str
    chinese: str


@dataclass(frozen=True, slots=True)
class Translation:
    """A word of the other language for a term, with its probability among those of the term.

    `pairs` is how many pairs of articles have the one and the other, `proofs` the ids of some of
    them, English first.
    """

    word: str
    probability: float
    origin: Origin
    pairs: int
    proofs: tuple[tuple[str, str], ...] = ()
