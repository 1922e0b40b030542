"""Which words of paired articles are translations of each other: IBM's model 1.

Brown et al., "The Mathematics of Statistical Machine Translation", 1993: each word of a Chinese
article came from one of the words of its English twin, and how likely each is comes out of
counting, again and again, over all pairs. What is known before is counted as so many pairs more.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from archive.corpus.lexicon.mining import Links, Pairs
from archive.corpus.lexicon.vocabulary import Floats, Ids, TermVocabulary

#: Rounds of counting.
_ROUNDS: Final = 4

#: What a known translation of probability 1 counts beside one that nothing is known of.
_KNOWN: Final = 20.0

#: Added to what all translations of a term count, so that a term of few pairs is sure of none.
_DOUBT: Final = 1.0

#: Terms in a larger share of all articles say nothing of an event.
_COMMON_ENGLISH: Final = 0.3
_COMMON_CHINESE: Final = 0.15

#: So many terms of an article are looked at, and so many pairs at most; together they bound the
#: room that learning takes.
_MOST_ENGLISH: Final = 40
_MOST_CHINESE: Final = 65
_MOST_PAIRS: Final = 2_500

#: Two terms fall into one of so many buckets, in which is counted how often they stand together.
_BITS: Final = 24
_SHIFT: Final = np.uint64(64 - _BITS)
_MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)

#: What is learned: so probable, and counted so often.
_LEAST_PROBABLE: Final = 0.03
_LEAST_COUNT: Final = 0.8
_MOST_LEARNED: Final = 8


SmallIds = npt.NDArray[np.int32]


class Learned(NamedTuple):
    """Translations: an English and a Chinese term by their numbers, and how probable that is."""

    english: Ids
    chinese: Ids
    probabilities: Floats


def _rarities(vocabulary: TermVocabulary) -> Floats:
    """How rare each term of a vocabulary is."""
    count = len(vocabulary.rows.starts) - 1
    rarities: Floats = np.log((count + 1) / (vocabulary.articles + 1))
    return rarities


def _telling(
    vocabulary: TermVocabulary, rarities: Floats, row: int, share: float, most: int
) -> Ids:
    """The terms of an article that tell most of it, no more than so many."""
    where = vocabulary.rows.row(row)
    ids, counts = vocabulary.rows.ids[where], vocabulary.rows.counts[where]
    count = len(vocabulary.rows.starts) - 1
    told = (vocabulary.articles[ids] < share * count) & (vocabulary.articles[ids] > 1)
    ids, weights = ids[told], (1 + np.log(counts[told])) * rarities[ids[told]]
    order: Ids = ids[np.lexsort((ids, -weights))]
    return order[:most]


class Together(NamedTuple):
    """Every two terms of the two sides of each pair.

    `keys` are an English term's number times `width` plus a Chinese term's; `of_word` numbers the
    Chinese terms of all pairs; `of_pair` are the numbers of the pairs.
    """

    width: int
    keys: Ids
    of_word: SmallIds
    of_pair: SmallIds


def _buckets(keys: Ids) -> Ids:
    """A small number of each key; keys seldom share one (Knuth's multiplicative hash)."""
    small: Ids = (keys.astype(np.uint64) * _MULTIPLIER >> _SHIFT).astype(np.int64)
    return small


def together(
    english: TermVocabulary, chinese: TermVocabulary, pairs: Pairs, known: Links
) -> Together:
    """What stands together in two pairs that are most alike, or in one and is known.

    What stands together once, and nobody knows, is chance: most of all does.
    """
    width = len(chinese.texts)
    left, right = _rarities(english), _rarities(chinese)
    every: list[tuple[Ids, int]] = []
    times = np.zeros(1 << _BITS, np.uint16)
    for number in range(min(len(pairs.english), _MOST_PAIRS)):
        own = _telling(english, left, int(pairs.english[number]), _COMMON_ENGLISH, _MOST_ENGLISH)
        longer = _telling(
            chinese, right, int(pairs.chinese[number]), _COMMON_CHINESE, _MOST_CHINESE
        )
        keys = (own[:, None] * width + longer).ravel()
        times[_buckets(keys)] += 1
        every.append((keys, len(longer)))
    order = np.sort(_keys_of(known, width))
    chosen = [np.zeros(0, np.int64)]
    of_word: list[SmallIds] = [np.zeros(0, np.int32)]
    of_pair: list[SmallIds] = [np.zeros(0, np.int32)]
    words = 0
    for number, (keys, size) in enumerate(every):
        told = (times[_buckets(keys)] > 1) | _are_in(order, keys)
        chosen.append(keys[told])
        of_word.append((words + np.flatnonzero(told) % max(1, size)).astype(np.int32))
        of_pair.append(np.full(len(chosen[-1]), number, np.int32))
        words += size
    return Together(width, np.concatenate(chosen), np.concatenate(of_word), np.concatenate(of_pair))


def learned_words(
    english: TermVocabulary, chinese: TermVocabulary, both: Together, known: Links
) -> Learned:
    """What pairs teach, by English term, the most probable first."""
    keys, where, times = np.unique(both.keys, return_inverse=True, return_counts=True)
    of_english, of_chinese = keys // both.width, keys % both.width
    chances = 1 + _KNOWN * _known_at(keys, both.width, known)
    counts: Floats = np.zeros(len(keys))
    for _ in range(_ROUNDS):
        weights = chances[where]
        weights /= np.bincount(both.of_word, weights)[both.of_word]
        counts = np.bincount(where, weights, minlength=len(keys)).astype(np.float64)
        totals = np.bincount(of_english, counts, minlength=len(english.texts))
        chances = counts / (totals[of_english] + _DOUBT)
    chosen = np.flatnonzero((chances > _LEAST_PROBABLE) & (counts > _LEAST_COUNT))
    chosen = chosen[np.lexsort((of_chinese[chosen], -chances[chosen], of_english[chosen]))]
    told = Learned(of_english[chosen], of_chinese[chosen], chances[chosen])
    return _longest(told, times[chosen], chinese)


def _keys_of(known: Links, width: int) -> Ids:
    """The key of each known translation."""
    of_term = np.repeat(np.arange(len(known.starts) - 1), np.diff(known.starts))
    keys: Ids = of_term * width + known.ids
    return keys


def _are_in(ordered: Ids, keys: Ids) -> npt.NDArray[np.bool_]:
    """Which keys are among ordered ones."""
    if not len(ordered):
        return np.zeros(len(keys), bool)
    at = np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)
    same: npt.NDArray[np.bool_] = ordered[at] == keys
    return same


def _known_at(keys: Ids, width: int, known: Links) -> Floats:
    """The probability that is known of each two terms, 0 where nothing is."""
    known_keys = _keys_of(known, width)
    order = np.argsort(known_keys)
    known_keys, values = known_keys[order], known.probabilities[order]
    probabilities = np.zeros(len(keys))
    hits = _are_in(known_keys, keys)
    probabilities[hits] = values[np.searchsorted(known_keys, keys[hits])]
    return probabilities


#: A longer string explains a part of it where it is so much as probable, and stands in so many of
#: the pairs of the part: 李家超 stands mostly elsewhere than in 行政長官李家超.
_EXPLAINS: Final = 0.6
HOLDS: Final = 0.7


def _longest(learned: Learned, times: Ids, chinese: TermVocabulary) -> Learned:
    """Without strings that a longer one of the same term explains; so many of each term."""
    places: list[int] = []
    texts = [chinese.texts[number] for number in learned.chinese.tolist()]
    chances, counts = learned.probabilities.tolist(), times.tolist()
    for first, last in _stretches(learned.english):
        own = 0
        for place in range(first, last):
            explained = any(
                len(texts[longer]) > len(texts[place])
                and texts[place] in texts[longer]
                and chances[longer] >= _EXPLAINS * chances[place]
                and counts[longer] >= HOLDS * counts[place]
                for longer in range(first, last)
            )
            if own < _MOST_LEARNED and not explained:
                places.append(place)
                own += 1
    chosen = np.array(places, np.int64)
    return Learned(learned.english[chosen], learned.chinese[chosen], learned.probabilities[chosen])


def _stretches(values: Ids) -> list[tuple[int, int]]:
    """Where each stretch of equal values begins and ends."""
    changes = np.flatnonzero(np.diff(values)) + 1
    borders = [0, *changes.tolist(), len(values)]
    return [(a, b) for a, b in pairwise(borders) if b > a]
