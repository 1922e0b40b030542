"""A lexicon learned from an archive: what is known, and what articles of the same hours add."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

import numpy as np

from archive.corpus.lexicon.alignment import Learned, learn, together
from archive.corpus.lexicon.beginnings import Beginnings
from archive.corpus.lexicon.known import Known, weighed_by_use
from archive.corpus.lexicon.mining import Links, Miner, Pairs
from archive.corpus.lexicon.vocabulary import (
    Ids,
    Vocabulary,
    chinese_vocabulary,
    english_vocabulary,
    is_common_stem,
)
from archive.model.lexicon import Origin, Translation

#: How often pairs are sought and learned from: the second time with what the first taught.
_ROUNDS: Final = 2

#: English articles that pairs are sought for, and Chinese ones among them: the newest.
_MOST_ENGLISH: Final = 8_000
_MOST_CHINESE: Final = 60_000

#: The share of what was learned in the probabilities of a term that is known otherwise.
_LEARNED: Final = 0.5

#: A learned word that nothing else knows is told with so many pairs, and so probable.
_LEAST_PAIRS: Final = 3
_LEAST_PROBABLE: Final = 0.1

#: So many words of a term are kept, and so many pairs are named for each.
_MOST_WORDS: Final = 8
_MOST_PROOFS: Final = 8


class Entry(NamedTuple):
    """A term and a translation of it; `chinese` is whether the term is."""

    chinese: bool
    term: str
    translation: Translation


class _Side(NamedTuple):
    """The articles of one language and their terms."""

    numbers: Ids
    vocabulary: Vocabulary


class Learning:
    """Learns from the beginnings of all articles, but for those of `without`."""

    def __init__(
        self,
        beginnings: Beginnings,
        knowing: Callable[[Container[str]], Known],
        without: Container[str] = (),
    ) -> None:
        """`knowing` gives what is known of Chinese words that are used."""
        self._beginnings = beginnings
        chosen = np.array(
            [article not in without for article in beginnings.articles], bool
        )
        english = np.flatnonzero(~beginnings.chinese & chosen)[-_MOST_ENGLISH:]
        chinese = np.flatnonzero(beginnings.chinese & chosen)[-_MOST_CHINESE:]
        self._chinese = _Side(chinese, chinese_vocabulary(beginnings, chinese))
        self._known = knowing(self._chinese.vocabulary.numbers)
        self._english = _Side(english, english_vocabulary(beginnings, english, self._known))
        self.pairs = Pairs(*(np.zeros(0, np.int64),) * 2, np.zeros(0))
        self.learned: Learned | None = None
        self._prior = self._links(self._probabilities())

    def learn(self) -> None:
        """Find pairs and learn from them."""
        at = self._beginnings.instants
        miner = Miner(
            self._english.vocabulary,
            self._chinese.vocabulary,
            at[self._english.numbers],
            at[self._chinese.numbers],
        )
        links = self._prior
        for _ in range(_ROUNDS):
            self.pairs = miner.pairs(links)
            vocabularies = self._english.vocabulary, self._chinese.vocabulary
            both = together(*vocabularies, self.pairs, self._prior)
            self.learned = learn(*vocabularies, both, self._prior)
            links = self._links(self._probabilities())

    def _used(self) -> dict[str, int]:
        """How many articles have each Chinese word."""
        vocabulary = self._chinese.vocabulary
        counts = vocabulary.articles.tolist()
        return {text: counts[number] for text, number in vocabulary.numbers.items()}

    def _probabilities(self) -> dict[str, dict[str, float]]:
        """The Chinese words of each English term of the archive, with their probabilities."""
        used = self._used()
        learned = self._learned_words()
        mixed: dict[str, dict[str, float]] = {}
        for term in {*self._english.vocabulary.texts, *self._known}:
            known = weighed_by_use(self._known.get(term, {}), used)
            if not known and used.get(term):
                known = {term: 1.0}  # a figure, or a word that Chinese texts print as it is
            words = mix(known, learned.get(term, {}))
            if words:
                mixed[term] = words
        return mixed

    def _learned_words(self) -> dict[str, dict[str, float]]:
        words: dict[str, dict[str, float]] = {}
        if self.learned is not None:
            english, chinese = self._english.vocabulary.texts, self._chinese.vocabulary.texts
            for term, word, chance in zip(*(part.tolist() for part in self.learned), strict=True):
                words.setdefault(english[term], {})[chinese[word]] = chance
        return words

    def _links(self, probabilities: Mapping[str, Mapping[str, float]]) -> Links:
        numbers = self._chinese.vocabulary.numbers
        ids: list[int] = []
        values: list[float] = []
        starts = [0]
        for term in self._english.vocabulary.texts:
            for word, probability in probabilities.get(term, {}).items():
                ids.append(numbers[word])
                values.append(probability)
            starts.append(len(ids))
        return Links(np.array(starts, np.int64), np.array(ids, np.int64), np.array(values))

    def entries(self) -> Iterator[Entry]:
        """The lexicon, both ways."""


def mix(known: Mapping[str, float], learned: Mapping[str, float]) -> dict[str, float]:
    """Probabilities of what is known and of what was learned, together."""
    whole = sum(learned.values())
    if not whole:
        return dict(known)
    if not known:
        # Of a term that only few pairs have, little is sure.
        return {word: chance / whole * min(1.0, 2 * whole) for word, chance in learned.items()}
    mixed = {word: (1 - _LEARNED) * chance for word, chance in known.items()}
    for word, chance in learned.items():
        mixed[word] = mixed.get(word, 0.0) + _LEARNED * chance / whole
    return mixed
