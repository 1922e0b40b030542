"""Names of entities that are near what was typed in spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from archive.query.names import FormKey
from archive.query.slips import HAN_LEFT_OUT, han_cost, latin_cost, sound
from archive.query.spelling import TWO_EDITS
from archive.text.scan import HAN_RUN

#: A word of fewer letters is part of a name only as it is.
_SHORTEST: Final = 4

#: The most letters that words which sound alike differ in.
_SOUNDING: Final = 3

#: A Han name of fewer characters is as near to the next person's as to its own misspellings, unless
#: the slip is of a kind.
_SHORT_RUN: Final = 4

#: Names whose words together take more than this to mistype are not near.
_DEAREST: Final = 2.4


class NearName(NamedTuple):
    """A name as it is printed, and what it takes to mistype it so."""

    name: str
    cost: float


def _is_han(key: FormKey) -> bool:
    return all(map(HAN_RUN.fullmatch, key))


class NearNames:
    """Every name of the entities; built once for each generation."""

    def __init__(self, printed: Mapping[FormKey, Iterable[str]]) -> None:
        """`printed`: every name as it is printed, by what its forms share."""
        self._han: dict[str, list[str]] = defaultdict(list)
        self._latin: dict[tuple[int, str], list[tuple[FormKey, str]]] = defaultdict(list)
        words: set[str] = set()
        for key, names in printed.items():
            if key and _is_han(key):
                self._han["".join(key)] += names
            elif not any(map(HAN_RUN.search, key)):
                words.update(key)
                for word in set(key):
                    self._latin[len(key), word] += [(key, name) for name in names]
        self._words = sorted(words)
        # The words of a query are looked at once by themselves and once in each stretch.
        self.words_near: Final = lru_cache(maxsize=1024)(self._words_near)
        #: The runs of names by how many characters they have.
        self._runs: dict[int, list[str]] = defaultdict(list)
        for run in sorted(self._han):
            self._runs[len(run)].append(run)

    def near(self, key: FormKey) -> list[NearName]:
        """Names near a typed one, the nearest first; the name itself is not among them."""
        found: Iterable[NearName] = ()
        if key and _is_han(key):
            found = self._near_run("".join(key))
        elif key and not any(map(HAN_RUN.search, key)):
            found = self._near_words(key)
        return sorted({name for name in found if 0 < name.cost <= _DEAREST}, key=lambda n: n[::-1])

    def _near_run(self, run: str) -> Iterator[NearName]:
        """Names of as many characters or one more or fewer, each a name's form closest to typed."""
        edits = 2 if len(run) > _SHORT_RUN else 1
        # An edit takes one character in or out at most.
        lengths = range(len(run) - edits, len(run) + edits + 1)
        likely = [other for length in lengths for other in self._runs.get(length, ())]
        for other, _, _ in process.extract(
            run, likely, scorer=OSA.distance, score_cutoff=edits, limit=None
        ):
            cost = han_cost(run, other)
            short = min(len(run), len(other)) < _SHORT_RUN
            if (cost <= HAN_LEFT_OUT or not short) and (
                min(len(run), len(other)) > 2 or len(run) == len(other)
            ):
                for name in self._han[other]:
                    yield NearName(name, cost)

    def _near_words(self, key: FormKey) -> Iterator[NearName]:
        """Names of as many words, each near the one typed in its place."""
        costs = [{word: 0.0, **self.words_near(word)} for word in key]
        # The word of which there are fewest: any name near must hold one of these.
        fewest = min(range(len(key)), key=lambda at: len(costs[at]))
        for word in costs[fewest]:
            for words, name in self._latin.get((len(key), word), ()):
                if all(other in near for other, near in zip(words, costs, strict=True)):
                    yield NearName(
                        name, sum(near[other] for other, near in zip(words, costs, strict=True))
                    )

    def _words_near(self, word: str) -> Mapping[str, float]:
        """The words of names near a Latin word, not itself, with what each takes to mistype."""
        costs: dict[str, float] = {}
        if len(word) < _SHORTEST:
            return costs
        edits = 2 if len(word) >= TWO_EDITS else 1
        heard = sound(word)
        for other, distance, _ in process.extract(
            word, self._words, scorer=OSA.distance, score_cutoff=_SOUNDING, limit=None
        ):
            if 0 < distance <= edits or (
                distance and len(other) >= _SHORTEST and sound(other) == heard
            ):
                costs[other] = latin_cost(word, other)
        return costs
