"""Words close together: which occurrences of several things lie within a short stretch."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from archive.text.scan import Gap, Span

#: An occurrence: from its first word to behind its last, counted in words (a Han character is one).
Extent = tuple[int, int]

_PARAGRAPH: Final = int(Gap.PARAGRAPH)


def word_numbers(spans: Iterable[Span]) -> dict[int, int]:
    """Position of each Han character and word -> its number, where punctuation counts nothing.

    A paragraph's border counts as many as it takes positions, so that nothing is close across it.
    """
    numbers: dict[int, int] = {}
    number = 0
    for span in spans:
        number += _PARAGRAPH if span.gap is Gap.PARAGRAPH else 0
        for at in range(len(span.text) if span.han else 1):
            numbers[span.position + at] = number
            number += 1
    return numbers


@dataclass(frozen=True, slots=True)
class _Step:
    """An occurrence on the way: where it begins and ends, and what it is an occurrence of."""

    start: int
    end: int
    group: int
    number: int


class _Windows:
    """Finds stretches with one occurrence of each group; see `close_together`."""

    def __init__(self, groups: Sequence[Sequence[Extent]], distance: int) -> None:
        self._steps = sorted(
            (
                _Step(start, end, group, number)
                for group, extents in enumerate(groups)
                for number, (start, end) in enumerate(extents)
            ),
            key=lambda step: (step.start, step.end),
        )
        self._starts = [step.start for step in self._steps]
        self._all = (1 << len(groups)) - 1
        self._distance = distance
        self._least: dict[tuple[int, int], int] = {}

    def _following(self, at: int, seen: int) -> Iterator[tuple[int, int]]:
        """Steps that may come next, each with how many words lie between."""
        end = self._steps[at].end
        for other in range(bisect_left(self._starts, end), len(self._steps)):
            between = self._starts[other] - end
            if between > self._distance:
                return
            if not seen & 1 << self._steps[other].group:
                yield other, between

    def _needed(self, at: int, seen: int) -> int:
        """The fewest other words on the way from a step to a stretch with every group."""
        if seen == self._all:
            return 0
        known = self._least.get((at, seen))
        if known is None:
            known = self._distance + 1
            for other, between in self._following(at, seen):
                rest = self._needed(other, seen | 1 << self._steps[other].group)
                known = min(known, between + rest)
            self._least[at, seen] = known
        return known

    def taking_part(self) -> Iterator[tuple[int, int]]:
        """Group and number of each occurrence that lies in a stretch; some more than once."""
        waiting = [
            (at, 1 << step.group, 0)
            for at, step in enumerate(self._steps)
            if self._needed(at, 1 << step.group) <= self._distance
        ]
        met = set(waiting)
        while waiting:
            at, seen, spent = waiting.pop()
            yield self._steps[at].group, self._steps[at].number
            for other, between in self._following(at, seen):
                now = seen | 1 << self._steps[other].group
                state = (other, now, spent + between)
                if (
                    state not in met
                    and spent + between + self._needed(other, now) <= self._distance
                ):
                    met.add(state)
                    waiting.append(state)


def close_together(groups: Sequence[Sequence[Extent]], distance: int) -> list[set[int]]:
    """For each group, the numbers of its occurrences that lie close to one of every other group.

    Close: one occurrence of each group, none overlapping another, with at most `distance` other
    words among the stretch they span.
    """
    found: list[set[int]] = [set() for _ in groups]
    for group, number in _Windows(groups, distance).taking_part():
        found[group].add(number)
    return found


def any_together(groups: Sequence[Sequence[Extent]], distance: int) -> bool:
    """Whether one occurrence of each group lie close together."""
    return any(True for _ in _Windows(groups, distance).taking_part())
