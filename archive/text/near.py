"""Words close together: which occurrences of several things lie within a short stretch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from archive.text.scan import Gap, Span, in_line

#: An occurrence: from its first word to behind its last, counted in words (a Han character is one).
Extent = tuple[int, int]

#: Numbers of words.
Row = npt.NDArray[Any]

_PARAGRAPH: Final = int(Gap.PARAGRAPH)


def word_numbers(spans: Iterable[Span]) -> dict[int, int]:
    """Position of each Han character and word -> its number, where punctuation counts nothing.

    A paragraph's border counts as many as it takes positions, so that nothing is close across it.
    """
    numbers: dict[int, int] = {}
    number = 0
    for span in in_line(spans):
        number += _PARAGRAPH if span.gap is Gap.PARAGRAPH else 0
        for at in range(len(span.text) if span.han else 1):
            numbers[span.position + at] = number
            number += 1
    return numbers


class _Step(NamedTuple):
    """An occurrence on the way: where it begins and ends, and what it is an occurrence of."""

    start: int
    end: int
    group: int
    number: int


def _stretches(groups: Sequence[Sequence[Extent]], distance: int) -> Iterator[list[_Step]]:
    """The occurrences by place, cut where more than `distance` words lie between two.

    Without the stretches that lack a group.
    """
    if not all(groups):
        return
    steps = sorted(
        _Step(start, end, group, number)
        for group, extents in enumerate(groups)
        for number, (start, end) in enumerate(extents)
    )
    stretch: list[_Step] = []
    reached = 0
    for step in (*steps, None):
        if stretch and (step is None or step.start - reached > distance):
            if len({entry.group for entry in stretch}) == len(groups):
                yield stretch
            stretch = []
        if step is not None:
            reached = max(reached, step.end) if stretch else step.end
            stretch.append(step)


class _Ways:
    """The fewest other words on the ways through one stretch; see `close_together`.

    A way takes occurrences one behind another. At each place where one begins or ends stands a row
    of numbers, one for each set of groups (a bit each); more than `distance` counts as one more.
    A stretch costs as many rows as it has such places, however often its words repeat.
    """

    def __init__(self, steps: Sequence[_Step], groups: int, distance: int) -> None:
        places = sorted({place for step in steps for place in step[:2]})
        self._at = {place: number for number, place in enumerate(places)}
        self._far = distance + 1
        self._gaps = [min(b - a, self._far) for a, b in pairwise(places)]
        self._steps = steps
        self._shape = (len(places), 1 << groups)

    def _split(self, row: Row, group: int) -> tuple[Row, Row]:
        """The numbers of sets without and with a group."""
        halves = row.reshape(-1, 2, 1 << group)
        return halves[:, 0], halves[:, 1]

    def before(self) -> Row:
        """For each place and set: the fewest on a way to it that has taken just this set."""
        rows = np.full(self._shape, self._far, np.int16)
        rows[:, 0] = 0
        done = 0
        for step in self._steps:
            while done < self._at[step.start]:
                onward = rows[done] + self._gaps[done]
                np.minimum(rows[done + 1], onward, out=rows[done + 1])
                done += 1
            without, _ = self._split(rows[done], step.group)
            _, taken = self._split(rows[self._at[step.end]], step.group)
            np.minimum(taken, without, out=taken)
        return rows

    def behind(self) -> Iterator[tuple[_Step, Row]]:
        """From the last occurrence to the first: the fewest on a way from its end to all groups.

        One number for each set that was taken before, without and with the occurrence.
        """
        rows = np.full(self._shape, self._far, np.int16)
        rows[:, -1] = 0
        done = self._shape[0] - 1
        for step in reversed(self._steps):
            while done > self._at[step.start]:
                onward = rows[done] + self._gaps[done - 1]
                np.minimum(rows[done - 1], onward, out=rows[done - 1])
                done -= 1
            without, _ = self._split(rows[done], step.group)
            _, taken = self._split(rows[self._at[step.end]], step.group)
            np.minimum(without, taken, out=without)
            yield step, taken

    def taking_part(self) -> Iterator[_Step]:
        """The occurrences on a way with few enough other words."""
        before = self.before()
        for step, behind in self.behind():
            without, _ = self._split(before[self._at[step.start]], step.group)
            if (without + behind).min() < self._far:
                yield step


def close_together(groups: Sequence[Sequence[Extent]], distance: int) -> list[set[int]]:
    """For each group, the numbers of its occurrences that lie close to one of every other group.

    Close: one occurrence of each group, none overlapping another, with at most `distance` other
    words among the stretch they span.
    """
    close: list[set[int]] = [set() for _ in groups]
    for steps in _stretches(groups, distance):
        for step in _Ways(steps, len(groups), distance).taking_part():
            close[step.group].add(step.number)
    return close


def any_together(groups: Sequence[Sequence[Extent]], distance: int) -> bool:
    """Whether one occurrence of each group lie close together."""
    return any(
        behind[0, 0] <= distance
        for steps in _stretches(groups, distance)
        for _, behind in _Ways(steps, len(groups), distance).behind()
    )
