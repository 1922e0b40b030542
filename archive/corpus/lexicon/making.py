"""The lexicon of an archive: what is known and what it teaches, both ways, with its proofs."""

from __future__ import annotations

import math
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from archive.corpus.lexicon.alignment import HOLDS
from archive.corpus.lexicon.beginnings import ArticleBeginnings
from archive.corpus.lexicon.dictionary import dictionary_senses
from archive.corpus.lexicon.known import KnownWords, known_words, place_words
from archive.corpus.lexicon.learning import Learning
from archive.engine.lexicons import LEAST_PROVED, LexiconContent, WordProof
from archive.model.entity import Names
from archive.model.lexicon import LexiconEntry, Translation, WordOrigin, WordPair
from archive.text.scan import HAN_RUN
from archive.text.terms import term_text

#: A word that was learned and that nothing else knows is so probable.
_LEAST_PROBABLE: Final = 0.05

#: So many words of a term are kept.
_MOST_WORDS: Final = 8

#: An English term that no article begins with counts for a Chinese word as this beside the
#: logarithm of how many do.
_UNUSED: Final = 0.1

#: The numbers of the pairs of articles that have both of two terms, by their keys.
_Proofs = dict[tuple[str, str], list[int]]


def make_lexicon(
    beginnings: ArticleBeginnings,
    names: Names,
    kept: Sequence[WordPair] = (),
    rejected: Sequence[WordPair] = (),
    without: Collection[str] = (),
) -> LexiconContent:
    """The lexicon of an archive, which nothing of the articles `without` goes into.

    `kept` and `rejected` are what the newsroom decided.
    """

    def knowing(used: Container[str]) -> KnownWords:
        return known_words(names, dictionary_senses(used), used, kept)

    learning = Learning(beginnings, knowing, without)
    learning.learn()
    return _Making(learning, rejected, place_words(names)).content()


def _is_explained(entry: LexiconEntry, rows: Sequence[tuple[float, LexiconEntry]]) -> bool:
    """Whether a longer English term, in nearly as many pairs, says what a learned one does."""
    return entry.translation.origin is WordOrigin.LEARNED and any(
        f" {entry.key} " in f" {partner.key} "
        and partner.translation.pairs >= HOLDS * entry.translation.pairs
        for _, partner in rows
        if partner is not entry
    )


class _Making:
    """Writes down what was learned."""

    def __init__(
        self, learning: Learning, rejected: Sequence[WordPair], places: KnownWords
    ) -> None:
        self._learning = learning
        self._places = places
        self._rejected = {(term_text(item.english), term_text(item.chinese)) for item in rejected}
        english = learning.english.vocabulary
        self._printed = dict(zip(english.texts, english.printed, strict=True))
        self._english_counts = dict(zip(english.texts, english.articles.tolist(), strict=True))

    def content(self) -> LexiconContent:
        """See `make_lexicon`."""
        learning = self._learning
        probabilities = learning.probabilities()
        proofs = self._proofs()
        # Places that nothing else tells of.
        for term, words in self._places.items():
            probabilities.setdefault(term, dict.fromkeys(words, 1 / len(words)))
        english = list(self._english(probabilities, proofs))
        articles = learning.beginnings.articles
        left = learning.english.numbers[learning.pairs.english].tolist()
        right = learning.chinese.numbers[learning.pairs.chinese].tolist()
        told = {(entry.key, entry.translation.key) for entry in english}
        return LexiconContent(
            english,
            self._chinese(english),
            [
                (articles[item], articles[partner])
                for item, partner in zip(left, right, strict=True)
            ],
            (WordProof(*keys, number) for keys in told for number in proofs.get(keys, ())),
        )

    def _proofs(self) -> _Proofs:
        both = self._learning.together
        proofs: _Proofs = {}
        if both is None:
            return proofs
        english, chinese = (
            side.vocabulary.texts for side in (self._learning.english, self._learning.chinese)
        )
        probabilities = self._learning.probabilities()
        numbers = self._learning.chinese.vocabulary.numbers
        wanted = np.array(
            [
                term * both.width + numbers[word]
                for term, text in enumerate(english)
                for word in probabilities.get(text, ())
            ],
            np.int64,
        )
        proving = np.flatnonzero(np.isin(both.keys, wanted))
        rows = zip(both.keys[proving].tolist(), both.of_pair[proving].tolist(), strict=True)
        for key, pair in rows:
            term, word = divmod(key, both.width)
            proofs.setdefault((english[term], chinese[word]), []).append(pair)
        return proofs

    def _english(
        self, probabilities: Mapping[str, Mapping[str, float]], proofs: _Proofs
    ) -> Iterator[LexiconEntry]:
        chinese = self._learning.chinese.vocabulary
        for term in sorted(probabilities):
            known = self._places.get(term, {}) | self._learning.known.get(term, {})
            told = []
            for word, probability in probabilities[term].items():
                pairs = len(proofs.get((term, word), ()))
                own = known.get(word)
                learned = pairs >= LEAST_PROVED and probability >= _LEAST_PROBABLE
                if (term, word) in self._rejected or not (own or learned):
                    continue
                if not HAN_RUN.fullmatch(word):
                    continue
                printed = own.printed if own else chinese.printed[chinese.numbers[word]]
                origin = own.origin if own else WordOrigin.LEARNED
                told.append(Translation(word, printed, probability, origin, pairs))
            told.sort(key=lambda item: (-item.probability, item.key))
            shown = self._printed.get(term) or next((own.english for own in known.values()), term)
            yield from (LexiconEntry(term, shown, item) for item in told[:_MOST_WORDS])

    def _chinese(self, english: Sequence[LexiconEntry]) -> Iterator[LexiconEntry]:
        """The same seen from the other side: an English term is as probable as it is used."""
        terms: dict[str, list[tuple[float, LexiconEntry]]] = {}
        for entry in english:
            used = math.log1p(self._english_counts.get(entry.key, 0)) or _UNUSED
            weight = entry.translation.probability * used
            terms.setdefault(entry.translation.key, []).append((weight, entry))
        for word in sorted(terms):
            told_of = [row for row in terms[word] if not _is_explained(row[1], terms[word])]
            rows = sorted(told_of, key=lambda row: (-row[0], row[1].key))[:_MOST_WORDS]
            whole = sum(weight for weight, _ in rows)
            for weight, (key, term, told) in rows:
                translation = Translation(key, term, weight / whole, told.origin, told.pairs)
                yield LexiconEntry(word, told.word, translation)
