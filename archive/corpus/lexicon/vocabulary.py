"""The terms of all beginnings: which each article has, and how often.

A Chinese term is a word, a shorter word inside it, or two words that often stand beside each other:
what a dictionary cuts is one thing in the news. An English one is a word, a term of several that
is known to be one thing, or two words that often stand beside each other.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from archive.corpus.lexicon.beginnings import ArticleBeginnings
from archive.text.common import COMMON_WORDS
from archive.text.scan import HAN_RUN
from archive.text.tokens import stem, stems

#: So many articles have two words beside each other that are one term.
_OFTEN: Final = 4

#: And such a share of the times that the commoner of them stands anywhere: 特朗普在 is no term.
_MOSTLY: Final = 0.3

#: A term has so many characters at least; one by itself means too much.
_LEAST_HAN: Final = 2

#: The longest term of two words.
_LONGEST_HAN: Final = 8

#: A word of a headline counts as often as so many of the text.
_HEADLINE: Final = 3

#: A known term has so many words at most.
_MOST_WORDS: Final = 5

Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class TermRows(NamedTuple):
    """Terms of articles: of row n those of `ids` from `starts[n]` up to `starts[n + 1]`.

    `counts` says how often the article has each, a headline's words counted more.
    """

    starts: Ids
    ids: Ids
    counts: Floats

    def row(self, number: int) -> slice:
        """Where the terms of a row are."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))


class TermVocabulary(NamedTuple):
    """The terms of one language, how many articles have each, and those of each article.

    `texts` are the keys of terms (Chinese folded, English stems with a space between), `printed`
    how they are shown.
    """

    texts: Sequence[str]
    printed: Sequence[str]
    numbers: Mapping[str, int]
    articles: Ids
    rows: TermRows


_COMMON_STEMS: Final = frozenset(map(stem, COMMON_WORDS))


def is_common_stem(word: str) -> bool:
    """Whether a stem says little by itself."""
    return word in _COMMON_STEMS


def _counted(rows: Ids, ids: Ids, weights: Floats, count: int, width: int) -> TermRows:
    """TermRows of terms from (row, term, weight) in any order; equal ones are added up."""
    keys, where = np.unique(rows * np.int64(width) + ids, return_inverse=True)
    counts: Floats = np.bincount(where, weights, minlength=len(keys)).astype(np.float64)
    starts = np.searchsorted(keys, np.arange(count + 1, dtype=np.int64) * width)
    return TermRows(starts.astype(np.int64), keys % width, counts)


def _inside(word: str, known: Mapping[str, int]) -> Iterator[str]:
    """The shorter words that stand inside a Chinese word."""
    for size in (2, 3):
        if size < len(word):
            for at in range(len(word) - size + 1):
                if word[at : at + size] in known:
                    yield word[at : at + size]


def _positions(beginnings: ArticleBeginnings, chosen: Ids) -> tuple[Ids, Ids, Floats]:
    """Of some articles: each word's row, number and weight, in order."""
    starts, ends = beginnings.starts[chosen], beginnings.starts[chosen + 1]
    sizes = ends - starts
    rows = np.repeat(np.arange(len(chosen)), sizes)
    first = np.zeros(len(chosen) + 1, np.int64)
    np.cumsum(sizes, out=first[1:])
    places = np.arange(len(rows)) - first[rows] + starts[rows]
    weights = np.where(places < beginnings.leads[chosen][rows], float(_HEADLINE), 1.0)
    return rows, beginnings.words[places].astype(np.int64), weights


class _Words(NamedTuple):
    """Words of articles in order, each with its article's row and its weight."""

    rows: Ids
    ids: Ids
    weights: Floats

    def some(self, chosen: npt.NDArray[np.bool_]) -> _Words:
        """Some of them."""
        return _Words(self.rows[chosen], self.ids[chosen], self.weights[chosen])


class _Growing:
    """Chinese terms: the words of all beginnings, by their numbers there, and joined ones."""

    def __init__(self, beginnings: ArticleBeginnings) -> None:
        self.texts, self.printed = list(beginnings.texts), list(beginnings.printed)
        self.numbers = {text: number for number, text in enumerate(self.texts)}
        self.words = len(self.texts)

    def joined(self, left: int, right: int) -> int:
        """The number of two words as one."""
        text = self.texts[left] + self.texts[right]
        number = self.numbers.get(text)
        if number is None:
            number = self.numbers[text] = len(self.texts)
            self.texts.append(text)
            shown = (self.printed[side] or self.texts[side] for side in (left, right))
            self.printed.append("".join(shown))
        return number


def _joined(words: _Words, terms: _Growing) -> _Words:
    """Two words beside each other, in one text, that are one term."""
    rows, ids, weights = words
    lengths = np.array([len(text) for text in terms.texts], np.int64)
    lengths[[HAN_RUN.fullmatch(text) is None for text in terms.texts]] = _LONGEST_HAN
    left, right = ids[:-1], ids[1:]
    both = lengths[left] + lengths[right]
    beside = (rows[1:] == rows[:-1]) & (weights[1:] == weights[:-1])
    beside &= (both > _LEAST_HAN) & (both <= _LONGEST_HAN)
    keys = left[beside] * np.int64(terms.words) + right[beside]
    pairs, of_pair, times = np.unique(keys, return_inverse=True, return_counts=True)
    alone = np.bincount(ids, minlength=terms.words)
    either = np.maximum(alone[pairs // terms.words], alone[pairs % terms.words])
    numbers = np.full(len(pairs), -1, np.int64)
    for pair in np.flatnonzero((times >= _OFTEN) & (times >= _MOSTLY * either)).tolist():
        numbers[pair] = terms.joined(*divmod(int(pairs[pair]), terms.words))
    joined = numbers[of_pair]
    whole = _Words(rows[:-1][beside], joined, weights[:-1][beside])
    return whole.some(joined >= 0)


def _parts(words: _Words, terms: _Growing) -> _Words:
    """The shorter words inside words."""
    starts, inside = _all_inside(terms.texts[: terms.words], terms.numbers)
    times = (starts[1:] - starts[:-1])[words.ids]
    first = np.repeat(starts[:-1][words.ids], times)
    step = np.arange(len(first)) - np.repeat(np.cumsum(times) - times, times)
    return _Words(
        np.repeat(words.rows, times), inside[first + step], np.repeat(words.weights, times)
    )


def chinese_vocabulary(beginnings: ArticleBeginnings, chosen: Ids) -> TermVocabulary:
    """The terms of Chinese articles, which are chosen by their numbers; figures are terms too."""
    words, terms = _Words(*_positions(beginnings, chosen)), _Growing(beginnings)
    joined, parts = _joined(words, terms), _parts(words, terms)
    whole = _Words(
        np.concatenate([words.rows, joined.rows, parts.rows]),
        np.concatenate([words.ids, joined.ids, parts.ids]),
        np.concatenate([words.weights, joined.weights, parts.weights]),
    )
    told = np.array(
        [len(text) >= _LEAST_HAN or HAN_RUN.fullmatch(text) is None for text in terms.texts], bool
    )
    told[0] = False
    counted = _counted(*whole.some(told[whole.ids]), len(chosen), len(terms.texts))
    shown = [own or text for own, text in zip(terms.printed, terms.texts, strict=True)]
    counts = np.bincount(counted.ids, minlength=len(terms.texts))
    return TermVocabulary(terms.texts, shown, terms.numbers, counts, counted)


def _all_inside(texts: Sequence[str], known: Mapping[str, int]) -> tuple[Ids, Ids]:
    """The words inside each word, by number: where each one's begin, and all of them."""
    inner: list[int] = []
    starts = [0]
    for text in texts:
        if len(text) > _LEAST_HAN and HAN_RUN.fullmatch(text):
            inner += [known[piece] for piece in dict.fromkeys(_inside(text, known))]
        starts.append(len(inner))
    return np.array(starts, np.int64), np.array(inner, np.int64)


def english_vocabulary(
    beginnings: ArticleBeginnings, chosen: Ids, known: Collection[str]
) -> TermVocabulary:
    """The terms of English articles; of several words those that are `known` or stand often."""
    used = np.bincount(_positions(beginnings, chosen)[1], minlength=len(beginnings.texts))
    stemmed = stems(beginnings.texts)
    articles = list(_stemmed(beginnings, chosen, stemmed))
    pairs: Counter[str] = Counter()
    for parts in articles:
        pairs.update({pair for words in parts for pair in _pairs(words)})
    often = {pair for pair, times in pairs.items() if times >= _OFTEN}
    numbers: dict[str, int] = {}
    rows, ids, weights = array("q"), array("q"), array("d")
    begins = {term.split(" ", 1)[0] for term in known if " " in term}
    for row, (title, body) in enumerate(articles):
        for words, weight in ((title, float(_HEADLINE)), (body, 1.0)):
            for term in longest_terms(words, known, begins, often):
                ids.append(numbers.setdefault(term, len(numbers)))
                rows.append(row)
                weights.append(weight)
    counted = _counted(
        np.array(rows, np.int64),
        np.array(ids, np.int64),
        np.array(weights, np.float64),
        len(articles),
        max(1, len(numbers)),
    )
    counts = np.bincount(counted.ids, minlength=len(numbers))
    surfaces = _surfaces(beginnings.texts, stemmed, used)
    printed = [" ".join(surfaces[word] for word in term.split(" ")) for term in numbers]
    return TermVocabulary(list(numbers), printed, numbers, counts, counted)


def _stemmed(
    beginnings: ArticleBeginnings, chosen: Ids, stemmed: Sequence[str]
) -> Iterator[tuple[list[str], list[str]]]:
    """The stems of titles and leads, "" where punctuation stands."""
    for number in chosen.tolist():
        first, last = int(beginnings.starts[number]), int(beginnings.starts[number + 1])
        lead = int(beginnings.leads[number]) - first
        words = [stemmed[word] for word in beginnings.words[first:last].tolist()]
        yield words[:lead], words[lead:]


def _surfaces(texts: Sequence[str], stemmed: Sequence[str], used: Ids) -> dict[str, str]:
    """The commonest word of each stem."""
    surfaces: dict[str, str] = {}
    for number in np.argsort(used, kind="stable").tolist():
        if used[number]:
            surfaces[stemmed[number]] = texts[number]
    return surfaces


def _pairs(words: Sequence[str]) -> Iterator[str]:
    """Words beside each other of which each says something."""
    for left, right in pairwise(words):
        if left and right and left not in _COMMON_STEMS and right not in _COMMON_STEMS:
            yield f"{left} {right}"


def longest_terms(
    words: Sequence[str],
    known: Collection[str],
    begins: Collection[str],
    often: Collection[str] = (),
) -> Iterator[str]:
    """The terms of English words in order: the longest known ones, single words, frequent pairs.

    `begins` are the first words of known terms of several.
    """
    at = 0
    while at < len(words):
        longest = 1
        if words[at] in begins:
            for size in range(min(_MOST_WORDS, len(words) - at), 1, -1):
                if " ".join(words[at : at + size]) in known:
                    longest = size
                    break
        if longest > 1 or (words[at] and words[at] not in _COMMON_STEMS):
            yield " ".join(words[at : at + longest])
        at += longest
    yield from (pair for pair in _pairs(words) if pair in often)
