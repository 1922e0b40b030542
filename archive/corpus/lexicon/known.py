"""What is known of words in both languages before anything is learned: lists and a dictionary."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping
from typing import Final, NamedTuple

from archive.corpus.lexicon.dictionary import Sense
from archive.model.entity import Kind, Names
from archive.model.language import LANGUAGES
from archive.model.lexicon import WordOrigin, WordPair
from archive.query.glossary import glossary_pairs
from archive.text.common import COMMON_WORDS
from archive.text.folding import fold_text
from archive.text.scan import HAN_RUN
from archive.text.terms import term_text


class KnownWord(NamedTuple):
    """A Chinese word for an English term, both as printed, its weight, and who says so."""

    english: str
    printed: str
    weight: float
    origin: WordOrigin


#: English terms as stems, a space between them, with their Chinese words, folded.
KnownWords = dict[str, dict[str, KnownWord]]

#: What a list says by hand weighs so much beside the first sense of the dictionary.
_BY_HAND: Final = 3.0


class _Gathering:
    """Gathers what is known of the Chinese words that are used, folded."""

    def __init__(self, used: Container[str]) -> None:
        self._used = used
        self.known: KnownWords = {}

    def add(self, key: str, word: str, word_known: KnownWord) -> None:
        """Add a word for the key of an English term."""
        if key and key not in COMMON_WORDS:
            words = self.known.setdefault(key, {})
            before = words.get(word)
            if before is None or before.weight < word_known.weight:
                words[word] = word_known

    def _key(self, word: str) -> str:
        """A Chinese word that is used, folded; "" for any other."""
        folded = fold_text(word)
        used = len(folded) > 1 and folded in self._used and HAN_RUN.fullmatch(folded)
        return folded if used else ""

    def add_pairs(self, pairs: Iterable[WordPair], weight: float, origin: WordOrigin) -> None:
        """Add pairs as they are printed."""
        for english, chinese in pairs:
            if word := self._key(chinese):
                self.add(term_text(english), word, KnownWord(english, chinese, weight, origin))

    def add_names(self, names: Names) -> None:
        """Add the names of one bearer in both languages, but those that are words of their own."""
        for entity in names.entities.values():
            origin = WordOrigin.PLACE if entity.kind is Kind.PLACE else WordOrigin.NAME
            printed = [name for name in entity.all_names() if name not in entity.guarded]
            chinese = [(word, name) for name in printed if (word := self._key(name))]
            if not chinese:
                continue
            for english in (name for name in printed if name.isascii()):
                key = term_text(english)
                for word, name in chinese:
                    self.add(key, word, KnownWord(english, name, _BY_HAND, origin))


def known_words(
    names: Names,
    senses: Iterable[Sense],
    used: Container[str],
    kept: Iterable[WordPair] = (),
) -> KnownWords:
    """All that is known of Chinese words that are `used`; `kept` is what the newsroom says."""
    gathering = _Gathering(used)
    for word, printed, english, weight in senses:
        word_known = KnownWord(english, printed, weight, WordOrigin.DICTIONARY)
        gathering.add(term_text(english), word, word_known)
    gathering.add_pairs(glossary_pairs(), _BY_HAND, WordOrigin.GLOSSARY)
    gathering.add_names(names)
    gathering.add_pairs(kept, 2 * _BY_HAND, WordOrigin.NEWSROOM)
    return gathering.known


def place_words(names: Names) -> KnownWords:
    """The names of places, also those that no beginning has: later lines may, and readers ask.

    A name that is a word of its own, as of Jordan a street's, counts beside one that is none, or
    where it is what the place is called: who types it means the place.
    """
    known: KnownWords = {}
    for entity in names.entities.values():
        if entity.kind is not Kind.PLACE:
            continue
        unsure = set(entity.guarded) - set(map(entity.label, LANGUAGES))
        folded = {name: fold_text(name) for name in entity.all_names()}
        chinese = [name for name, text in folded.items() if HAN_RUN.fullmatch(text)]
        for english in (name for name, text in folded.items() if text.isascii()):
            words = known.setdefault(term_text(english), {})
            for name in (name for name in chinese if len(name) > 1):
                if english not in unsure or name not in unsure:
                    told = KnownWord(english, name, _BY_HAND, WordOrigin.PLACE)
                    words.setdefault(folded[name], told)
    return {key: words for key, words in known.items() if key and words}


def weighed_by_use(words: Mapping[str, KnownWord], articles: Mapping[str, int]) -> dict[str, float]:
    """The probability of each word of a term: its weight, by how many articles have it."""
    weights = {
        word: known.weight * math.log1p(articles[word])
        for word, known in words.items()
        if articles.get(word)
    }
    whole = sum(weights.values())
    return {word: weight / whole for word, weight in weights.items()} if whole else {}
