"""The terms by which some articles differ from others, and those most articles have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.terms import key_of
from archive.model.association import LEAST_TOGETHER, LEAST_WEIGHT
from archive.model.query import Node
from archive.model.remembering import Lately
from archive.model.result import TermCount, TypicalTerm
from archive.text.scan import SENTENCE_MARK, STRETCH_MARK

_MARKS: Final = frozenset((key_of(SENTENCE_MARK), key_of(STRETCH_MARK)))

#: The terms that some articles have are remembered for so many sets of these.
_REMEMBERED: Final = 4

#: Weights that differ by less are equal.
_DIGITS: Final = 6

#: The documents of each segment that a tree denotes, in all segments.
DocsOf = Callable[[Node], Sequence[Array]]


class _Numbering:
    """The terms of a field in all segments, a number each."""

    def __init__(self, segments: Sequence[Segment], field: str) -> None:
        self._fields = [segment.texts[field] for segment in segments]
        numbers: dict[bytes, int] = {}
        self._places: list[Array] = []
        for text in self._fields:
            terms = text.table.stretch(0, len(text.table))
            places = (numbers.setdefault(term, len(numbers)) for term in terms)
            self._places.append(np.fromiter(places, np.int64, len(terms)))
        self.size = len(numbers)

    def counts(self, segments: Sequence[Segment], sets: Sequence[Array]) -> Array:
        """In how many documents of each segment's set each term stands, added up."""
        total = np.zeros(self.size, np.int64)
        for segment, text, places, docs in zip(
            segments, self._fields, self._places, sets, strict=True
        ):
            if len(docs):
                mask = np.zeros(segment.size, bool)
                mask[docs] = True
                total[places] += text.frequencies_within(mask)
        return total

    def term(self, number: int) -> str:
        """The term with a number."""
        for text, places in zip(self._fields, self._places, strict=True):
            at = np.flatnonzero(places == number)
            if len(at):
                return text.table[int(at[0])].decode("utf-8")
        raise IndexError(number)


class Typical:
    """What is typical of some articles; safe for many threads.

    A field's terms are numbered when it is first asked of, which takes a tenth of a second for
    150,000 terms.
    """

    def __init__(self, segments: Sequence[Segment], docs_of: DocsOf) -> None:
        self._segments = segments
        self._docs_of = docs_of
        self._numberings: dict[str, _Numbering] = {}
        self._everywhere: Lately[tuple[str, Node], tuple[int, Array]] = Lately(_REMEMBERED)

    def _numbering(self, field: str) -> _Numbering:
        if field not in self._numberings:
            self._numberings[field] = _Numbering(self._segments, field)
        return self._numberings[field]

    def _counted(self, field: str, tree: Node) -> tuple[int, Array]:
        """How many articles a tree denotes, and how many of them have each term."""
        sets = self._docs_of(tree)
        return sum(map(len, sets)), self._numbering(field).counts(self._segments, sets)

    def terms(self, field: str, tree: Node, among: Node, limit: int) -> tuple[TypicalTerm, ...]:
        """See `archive.engine.searcher.Searcher.typical`."""
        every, everywhere = self._everywhere.get(
            (field, among), lambda: self._counted(field, among)
        )
        articles, together = self._counted(field, tree)
        some = np.flatnonzero(together >= LEAST_TOGETHER)
        weights = _weights(together[some], articles, everywhere[some], every)
        heavy = weights >= LEAST_WEIGHT
        some, weights = some[heavy], weights[heavy]
        if len(some) > limit:
            least = np.partition(weights, len(some) - limit)[len(some) - limit] if limit else 0.0
            some, weights = some[weights >= least], weights[weights >= least]
        numbering = self._numbering(field)
        found = [
            TypicalTerm(numbering.term(number), int(together[number]), int(everywhere[number]), w)
            for number, w in zip(some.tolist(), weights.tolist(), strict=True)
        ]
        return tuple(sorted(found, key=lambda term: (-term.weight, term.text))[:limit])


def _weights(together: Array, one: int, other: Array, every: int) -> Array:
    """`archive.model.association.log_likelihood` of many things at once."""
    cells = (
        (together, one * other),
        (one - together, one * (every - other)),
        (other - together, (every - one) * other),
        (every - one - other + together, (every - one) * (every - other)),
    )
    total = np.zeros(len(together))
    for seen, chance in cells:
        # Nothing is added for a cell without articles, in which the ratio would be 0 / 0.
        ratio = np.where(seen > 0, seen * every / np.maximum(chance, 1), 1.0)
        total += seen * np.log(ratio)
    more = together * every > one * other
    return np.where(more, np.round(2 * total, _DIGITS), 0.0)


def commonest(
    segments: Sequence[Segment], field: str, prefix: str, limit: int
) -> tuple[TermCount, ...]:
    """See `archive.engine.searcher.Searcher.commonest`."""
    fields = [segment.texts[field] for segment in segments]
    ranges = [text.table.prefixed(key_of(prefix)) for text in fields]
    counts = [text.frequencies(numbers) for text, numbers in zip(fields, ranges, strict=True)]
    most = limit + len(_MARKS)
    while True:
        terms: set[bytes] = set()
        beyond = 0
        for text, numbers, held in zip(fields, ranges, counts, strict=True):
            order = np.argsort(-held, kind="stable")[:most].tolist()
            terms |= {text.table[numbers.start + at] for at in order if held[at]}
            beyond += int(held[order[-1]]) if len(numbers) > most else 0
        found = [
            TermCount(
                term.decode("utf-8"), sum(text.frequency(text.table.find(term)) for text in fields)
            )
            for term in terms - _MARKS
        ]
        found.sort(key=lambda term: (-term.count, term.text))
        # What is among the first of no segment stands in so many articles at most.
        if not beyond or (len(found) >= limit and found[limit - 1].count > beyond):
            return tuple(found[:limit])
        most *= 4
