"""What an archive teaches of words: articles of the same hours in both languages, and their terms.

Pairs of articles are found by what is known of words, and teach more words, by which more pairs are
found (`mining.py`, `alignment.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np

from archive.corpus.lexicon.alignment import Learned, Together, learned_words, together
from archive.corpus.lexicon.beginnings import ArticleBeginnings
from archive.corpus.lexicon.known import KnownWords, weighed_by_use
from archive.corpus.lexicon.mining import Links, Miner, Pairs
from archive.corpus.lexicon.vocabulary import (
    Ids,
    TermVocabulary,
    chinese_vocabulary,
    english_vocabulary,
)

#: How often pairs are sought and learned from: the second time with what the first taught.
_ROUNDS: Final = 2

#: Articles that pairs are sought among, the newest: that bounds what learning takes.
_MOST_ENGLISH: Final = 8_000
_MOST_CHINESE: Final = 60_000

#: The share of what was learned in the probabilities of a term that is known otherwise.
_LEARNED: Final = 0.5

#: The Chinese words of English terms, by their keys, with their probabilities.
Probabilities = dict[str, dict[str, float]]


class Side(NamedTuple):
    """The articles of one language, by their numbers, and their terms."""

    numbers: Ids
    vocabulary: TermVocabulary


class Learning:
    """Learns from the beginnings of all articles, but for those of `without`."""

    def __init__(
        self,
        beginnings: ArticleBeginnings,
        knowing: Callable[[Container[str]], KnownWords],
        without: Container[str] = (),
    ) -> None:
        """`knowing` gives what is known of the Chinese words that are used."""
        self.beginnings = beginnings
        chosen = np.array([article not in without for article in beginnings.articles], bool)
        english = np.flatnonzero(~beginnings.chinese & chosen)[-_MOST_ENGLISH:]
        chinese = np.flatnonzero(beginnings.chinese & chosen)[-_MOST_CHINESE:]
        self.chinese = Side(chinese, chinese_vocabulary(beginnings, chinese))
        self.known = knowing(self.used)
        self.english = Side(english, english_vocabulary(beginnings, english, self.known))
        self.pairs = Pairs(*(np.zeros(0, np.int64),) * 2, np.zeros(0))
        self.together: Together | None = None
        self._learned: Learned | None = None

    def learn(self) -> None:
        """Find pairs and learn from them."""
        at = self.beginnings.instants
        vocabularies = self.english.vocabulary, self.chinese.vocabulary
        miner = Miner(*vocabularies, at[self.english.numbers], at[self.chinese.numbers])
        prior = links = self._links(self.probabilities())
        for _ in range(_ROUNDS):
            self.pairs = miner.pairs(links)
            self.together = together(*vocabularies, self.pairs, prior)
            self._learned = learned_words(*vocabularies, self.together, prior)
            links = self._links(self.probabilities())

    @cached_property
    def used(self) -> dict[str, int]:
        """How many articles have each Chinese term that some have."""
        vocabulary = self.chinese.vocabulary
        counts = zip(vocabulary.texts, vocabulary.articles.tolist(), strict=True)
        return {text: count for text, count in counts if count}

    @cached_property
    def _prior(self) -> Probabilities:
        """What is known of each term, by how the archive uses its words."""
        prior = {}
        for term in {*self.english.vocabulary.texts, *self.known}:
            words = weighed_by_use(self.known.get(term, {}), self.used)
            if not words and term in self.used:
                words = {term: 1.0}  # a figure, or a word that Chinese texts print as it is
            if words:
                prior[term] = words
        return prior

    def probabilities(self) -> Probabilities:
        """The Chinese words of each English term, by what is known and was learned so far."""
        learned = self._learned_words()
        mixed = dict(self._prior)
        for term, words in learned.items():
            mixed[term] = mix(self._prior.get(term, {}), words)
        return mixed

    def _learned_words(self) -> Probabilities:
        words: Probabilities = {}
        if self._learned is not None:
            english, chinese = self.english.vocabulary.texts, self.chinese.vocabulary.texts
            for term, word, chance in zip(
                *(column.tolist() for column in self._learned), strict=True
            ):
                words.setdefault(english[term], {})[chinese[word]] = chance
        return words

    def _links(self, probabilities: Mapping[str, Mapping[str, float]]) -> Links:
        numbers = self.chinese.vocabulary.numbers
        ids: list[int] = []
        values: list[float] = []
        starts = [0]
        for term in self.english.vocabulary.texts:
            for word, probability in probabilities.get(term, {}).items():
                ids.append(numbers[word])
                values.append(probability)
            starts.append(len(ids))
        return Links(np.array(starts, np.int64), np.array(ids, np.int64), np.array(values))


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
