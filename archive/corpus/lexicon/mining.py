"""Which articles of two languages tell the same event, by what is known of words so far.

An English article and a Chinese one are a pair where each is the other's best match of its hours
and better than any other by a margin. Each English term stands for its Chinese words by their
probabilities.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from archive.corpus.lexicon.vocabulary import Floats, Ids, TermRows, TermVocabulary

#: Seconds between two articles of a pair.
_HOURS: Final = 12 * 3600

#: The least cosine of a pair, and how much better than the second it is.
_LEAST: Final = 0.06
_MARGIN: Final = 1.05


class Links(NamedTuple):
    """For each English term, by its number, Chinese terms with their probabilities."""

    starts: Ids
    ids: Ids
    probabilities: Floats


class Pairs(NamedTuple):
    """Pairs of rows of both vocabularies, the most alike first, with their cosines."""

    english: Ids
    chinese: Ids
    cosines: Floats


def _spread(starts: Ids, items: Ids) -> tuple[Ids, Ids]:
    """For each item where its links are, and which item each of them is of."""
    sizes = starts[items + 1] - starts[items]
    of_item = np.repeat(np.arange(len(items)), sizes)
    first = np.cumsum(sizes) - sizes
    return starts[items][of_item] + np.arange(len(of_item)) - first[of_item], of_item


def _rarity(articles: Ids, count: int) -> Floats:
    """How rare each term is."""
    rarity: Floats = np.log((count + 1) / (articles + 1))
    return rarity


def _unit(rows: TermRows, weights: Floats) -> Floats:
    """Weights of which the squares of each row are 1 together."""
    count = len(rows.starts) - 1
    of_row = np.repeat(np.arange(count), np.diff(rows.starts))
    lengths = np.sqrt(np.bincount(of_row, weights * weights, minlength=count))
    unit: Floats = weights / np.maximum(lengths, 1e-9)[of_row]
    return unit


class Miner:
    """Finds pairs among articles; `instants` are those of the rows, ascending for Chinese."""

    def __init__(
        self, english: TermVocabulary, chinese: TermVocabulary, english_at: Ids, chinese_at: Ids
    ) -> None:
        self._english, self._chinese = english, chinese
        self._rarity = _rarity(chinese.articles, len(chinese_at))
        rows = chinese.rows
        self._weights = _unit(rows, (1 + np.log(rows.counts)) * self._rarity[rows.ids])
        count = len(english_at)
        self._own = (1 + np.log(english.rows.counts)) * np.sqrt(
            np.log(1 + count / np.maximum(english.articles, 1))[english.rows.ids]
        )
        self._first = np.searchsorted(chinese_at, english_at - _HOURS, "left")
        self._last = np.searchsorted(chinese_at, english_at + _HOURS, "right")

    def _matches(self, number: int, links: Links) -> Floats | None:
        """The cosine of an English article with each Chinese one of its hours."""
        first, last = int(self._first[number]), int(self._last[number])
        if last - first < 2:
            return None
        where = self._english.rows.row(number)
        places, of_term = _spread(links.starts, self._english.rows.ids[where])
        if not len(places):
            return None
        ids = links.ids[places]
        values = links.probabilities[places] * self._own[where][of_term] * self._rarity[ids]
        vector = np.bincount(ids, values, minlength=len(self._rarity))
        length = float(np.sqrt(vector[ids].dot(values))) or 1.0
        starts = self._chinese.rows.starts[first : last + 1]
        stretch = slice(int(starts[0]), int(starts[-1]))
        products = vector[self._chinese.rows.ids[stretch]] * self._weights[stretch]
        sums = np.zeros(len(products) + 1)
        np.cumsum(products, out=sums[1:])
        cosines: Floats = np.diff(sums[starts - starts[0]]) / length
        return cosines

    def pairs(self, links: Links) -> Pairs:
        """The pairs of all articles."""
        count, others = len(self._first), len(self._chinese.rows.starts) - 1
        best, cosine = np.full(count, -1, np.int64), np.zeros(count)
        highest, holder = np.zeros(others), np.full(others, -1, np.int64)
        for number in range(count):
            cosines = self._matches(number, links)
            if cosines is None:
                continue
            first = int(self._first[number])
            window = highest[first : first + len(cosines)]
            higher = cosines > window
            window[higher] = cosines[higher]
            holder[first : first + len(cosines)][higher] = number
            order = np.argpartition(cosines, -2)[-2:]
            second, top = sorted(order.tolist(), key=lambda place: (cosines[place], -place))
            if cosines[top] > max(_LEAST, _MARGIN * cosines[second]):
                best[number], cosine[number] = first + top, cosines[top]
        chosen = np.flatnonzero(best >= 0)
        chosen = chosen[holder[best[chosen]] == chosen]
        chosen = chosen[np.lexsort((chosen, -cosine[chosen]))]
        return Pairs(chosen, best[chosen], cosine[chosen])
