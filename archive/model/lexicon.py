"""Words of two languages that mean the same, as an archive knows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol


class WordOrigin(StrEnum):
    """Who says that two words mean the same, what counts most first."""

    NEWSROOM = "newsroom"
    NAME = "name"
    PLACE = "place"
    GLOSSARY = "glossary"
    LEARNED = "learned"
    DICTIONARY = "dictionary"


class WordPair(NamedTuple):
    """An English term and a Chinese word, as they are printed."""

    english: str
    chinese: str


@dataclass(frozen=True, slots=True)
class Translation:
    """A word of the other language for a term, with its probability among those of the term.

    `key` is what its spellings share, as `Lexicon` has it. `pairs` is how many pairs of articles,
    an English and a Chinese one of the same hours, have the one and the other.
    """

    key: str
    word: str
    probability: float
    origin: WordOrigin
    pairs: int = 0


class LexiconEntry(NamedTuple):
    """A term, by its key and as it is printed, and a translation of it."""

    key: str
    term: str
    translation: Translation


class Lexicon(Protocol):
    """The words of two languages that a generation knows; safe for many threads.

    The key of a term is what its spellings share: English words as stems, Chinese ones folded.
    """

    def translations(self, keys: Sequence[str]) -> Mapping[str, tuple[Translation, ...]]:
        """The translations of terms by their keys, the most probable first; only of known ones."""

    def proofs(self, english: str, chinese: str) -> tuple[tuple[str, str], ...]:
        """The pairs of articles with two terms, by their keys: ids, the English article first.

        Those most alike come first. Only articles that readers may see.
        """

    def learned(self) -> Iterator[LexiconEntry]:
        """What was learned of English terms and no list knows: most pairs first, then by key."""
