"""The scales of a chart: which counts and which days are labelled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Final

from archive.web.around import DayRange

#: The fewest and the most labels of a scale.
FEWEST_LABELS: Final = 3
MOST_LABELS: Final = 5

#: Months from one label to the next that a reader counts in, by the unit of the bars.
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000, 24_000)
_LEAST: Final = {"quarter": 3, "year": 12, "decade": 120, "century": 1_200, "millennium": 12_000}

#: How many numbers name a bar: year, month and day, or the first of them.
_NAMED_BY: Final = {"day": 3, "week": 3, "month": 2, "quarter": 2}


@dataclass(frozen=True, slots=True)
class ValueScale:
    """Counts from `below` steps below the axis to `above` steps above it."""

    step: int
    above: int
    below: int

    @property
    def ticks(self) -> range:
        """The labelled counts, those below the axis negative; three to five."""
        return range(-self.below * self.step, self.above * self.step + 1, self.step)


@dataclass(frozen=True, slots=True)
class TimeTick:
    """A label of the time scale: its bar, and the year, the month and the day that it names.

    A month has no day, and a year neither.
    """

    bar: int
    numbers: tuple[int, ...]


def value_scale(above: int, below: int) -> ValueScale:
    """The scale of bars that reach `above` and `below` the axis; one of the two is above 0.

    Its step is the least of 1, 2, 5, 10, 20, ... with at most five labels.
    """
    steps = chain.from_iterable((10**n, 2 * 10**n, 5 * 10**n) for n in count())
    for step in steps:
        up, down = -(-above // step), -(-below // step)
        if up + down < MOST_LABELS:
            break
    if up + down + 1 < FEWEST_LABELS:  # a single article: the scale goes on to two
        up, down = 2 * up, 2 * down
    return ValueScale(step, up, down)


def time_ticks(bars: Sequence[DayRange], unit: str) -> list[TimeTick]:
    """Three to five bars to label, all of them where there are fewer.

    Of many bars those at the beginnings of months or years or, of days, at Mondays, where such a
    step gives so few labels; else every so many.
    """
    if len(bars) > MOST_LABELS:
        for chosen in _boundaries(bars, unit):
            if FEWEST_LABELS <= len(chosen) <= MOST_LABELS:
                return chosen
    step = -(-len(bars) // MOST_LABELS) or 1
    return [TimeTick(at, _named(bars[at][0], unit)) for at in range(0, len(bars), step)]


def _named(day: dt.date, unit: str) -> tuple[int, ...]:
    return (day.year, day.month, day.day)[: _NAMED_BY.get(unit, 1)]


def _boundaries(bars: Sequence[DayRange], unit: str) -> Iterator[list[TimeTick]]:
    """The labels of one step after the other, the smallest first."""
    if unit == "day":
        mondays = [at for at, (first, _) in enumerate(bars) if first.weekday() == 0]
        yield [TimeTick(at, _named(bars[at][0], unit)) for at in mondays]
    for step in _STEPS:
        if step >= _LEAST.get(unit, 1):
            yield [
                TimeTick(at, _start(_month(last) // step * step, step))
                for at, (first, last) in enumerate(bars)
                if _month_before(first) // step != _month(last) // step
            ]


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _month_before(day: dt.date) -> int:
    """The month of the day before."""
    return _month(day) - (day.day == 1)


def _start(month: int, step: int) -> tuple[int, ...]:
    """What a step of months begins with: a year, or a year and month. The first year is 1."""
    year, rest = divmod(max(month, 12), 12)
    return (year,) if step % 12 == 0 else (year, rest + 1)
