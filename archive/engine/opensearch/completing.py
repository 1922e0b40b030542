"""What a reader may be typing: the keys of all names and values, in memory once they are asked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.engine.completing import completion_weight
from archive.model.entity import Names, candidate_name
from archive.model.fields import ENTITY_FACETS, FACET_NAMES
from archive.model.result import Completion
from archive.text.readings import TypedWay, typing_keys

_Row = tuple[str, TypedWay, int]


class ValueCompletions:
    """The values of all facets that some article without a newer version has, by their keys."""

    def __init__(self, counts: Mapping[str, Mapping[str, int]], names: Names) -> None:
        self._values = [
            Completion(facet, value, counts[facet][value])
            for facet in FACET_NAMES
            for value in sorted(counts[facet])
        ]
        self._rows = sorted(self._keys(names))

    def _keys(self, names: Names) -> Iterator[_Row]:
        for number, each in enumerate(self._values):
            for name in _names_of(each.facet, each.value, names):
                for key, way in typing_keys(name).items():
                    yield key, way, number

    def find(self, typed: str, facets: Sequence[str], limit: int) -> tuple[Completion, ...]:
        """See `archive.engine.searcher.Searcher.completions`."""
        best: dict[int, float] = {}
        for key, way, number in self._beginning(typed) if typed else ():
            if self._values[number].facet in facets:
                weight = completion_weight(typed, key, way, self._values[number].count)
                best[number] = max(weight, best.get(number, weight))
        ordered = sorted(best, key=lambda number: (-best[number], number))
        return tuple(self._values[number] for number in ordered[:limit])

    def _beginning(self, typed: str) -> Iterator[_Row]:
        """The rows whose key begins so."""
        for at in range(bisect_left(self._rows, (typed,)), len(self._rows)):
            if not self._rows[at][0].startswith(typed):
                return
            yield self._rows[at]


def _names_of(facet: str, value: str, names: Names) -> Iterable[str]:
    entity = names.get(value) if facet in ENTITY_FACETS else None
    if entity is not None:
        return entity.all_names()
    return (candidate_name(value) or value,) if facet in ENTITY_FACETS else (value,)
