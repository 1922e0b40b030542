"""Days, weeks, months, quarters, years and longer: the bars of a timeline."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

#: The most bars of a timeline.
MAX_BARS: Final = 40

#: One in so many of the mentioned days may lie before the first bar, and as many after the last:
#: otherwise a single 1066 would turn what a month of news mentions into centuries. Of 19
#: searches over 96,506 articles 18 show years or less at one in eight, 4 at one in twenty.
OUTLIERS: Final = 8

#: The unit in which a whole period of the other is divided, though a finer one has room.
_OPENED: Final = ("year", "decade")

#: A closed interval of ordinals (`date.toordinal`).
Period = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Unit:
    """How days are gathered: first and last day of the period that holds a day, and its name.

    No period has more than `longest` days.
    """

    name: str
    longest: int
    first: Callable[[dt.date], dt.date]
    last: Callable[[dt.date], dt.date]
    label: Callable[[dt.date], str]


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _week_label(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _week_end(day: dt.date) -> dt.date:
    return dt.date.fromordinal(min(day.toordinal() + 6 - day.weekday(), dt.date.max.toordinal()))


def _years_label(count: int) -> Callable[[dt.date], str]:
    def label(day: dt.date) -> str:
        first = day.year - day.year % count
        return f"{first:04d}-{first + count - 1:04d}"

    return label


def _years(count: int) -> tuple[Callable[[dt.date], dt.date], Callable[[dt.date], dt.date]]:
    """First and last day of a period of `count` years; there is no year 0."""

    def first(day: dt.date) -> dt.date:
        return dt.date(max(1, day.year - day.year % count), 1, 1)

    def last(day: dt.date) -> dt.date:
        return dt.date(day.year - day.year % count + count - 1, 12, 31)

    return first, last


UNITS: Final = (
    Unit("day", 1, lambda d: d, lambda d: d, dt.date.isoformat),
    Unit(
        "week",
        7,
        lambda d: dt.date.fromordinal(d.toordinal() - d.weekday()),
        _week_end,
        _week_label,
    ),
    Unit(
        "month",
        31,
        lambda d: d.replace(day=1),
        lambda d: _month_end(d.year, d.month),
        lambda d: f"{d.year:04d}-{d.month:02d}",
    ),
    Unit(
        "quarter",
        92,
        lambda d: dt.date(d.year, d.month - (d.month - 1) % 3, 1),
        lambda d: _month_end(d.year, d.month - (d.month - 1) % 3 + 2),
        lambda d: f"{d.year:04d}-Q{(d.month + 2) // 3}",
    ),
    Unit("year", 366, *_years(1), lambda d: f"{d.year:04d}"),
    Unit("decade", 3_653, *_years(10), lambda d: f"{d.year - d.year % 10:04d}s"),
    Unit("century", 36_525, *_years(100), _years_label(100)),
    Unit("millennium", 365_243, *_years(1000), _years_label(1000)),
)


def _periods(unit: Unit, first: int, last: int) -> Iterator[Period]:
    """The periods that hold the days from `first` to `last`, one after the other."""
    start = unit.first(dt.date.fromordinal(first)).toordinal()
    while start <= last:
        end = unit.last(dt.date.fromordinal(start)).toordinal()
        yield start, end
        start = end + 1


def finest(first: int, last: int) -> tuple[Unit, tuple[Period, ...]]:
    """The finest unit of which forty periods hold all days from `first` to `last`, and these."""
    likely = [unit for unit in UNITS if last - first < MAX_BARS * unit.longest]
    counted = (tuple(islice(_periods(unit, first, last), MAX_BARS + 1)) for unit in likely)
    return next(
        (unit, periods)
        for unit, periods in zip(likely, counted, strict=True)
        if len(periods) <= MAX_BARS
    )


def divided(first: int, last: int) -> tuple[Unit, tuple[Period, ...]]:
    """How a timeline divides the days from `first` to `last`: as `finest`, a whole decade by years.

    By quarters a reader who goes from a decade to its parts would never come upon a year.
    """
    years, decades = (next(one for one in UNITS if one.name == name) for name in _OPENED)
    begin = dt.date.fromordinal(first)
    if decades.first(begin) == begin and decades.last(begin).toordinal() == last:
        return years, tuple(_periods(years, first, last))
    return finest(first, last)


def outliers(intervals: int) -> int:
    """How many of so many intervals may lie before the first bar, and how many after the last.

    None of a few, which all have room.
    """
    return intervals // OUTLIERS if intervals > MAX_BARS else 0


def mentioned_periods(
    first: int, last: int, window: tuple[int | None, int | None]
) -> tuple[Unit, tuple[Period, ...]]:
    """The periods in which the days that articles mention are counted.

    They go from `first`, the least first day of all intervals but the `outliers`, to `last`, the
    greatest last day of all but as many; or from and to the ends of `window`, beyond which none
    goes. Otherwise they are whole.
    """
    low = 1 if window[0] is None else window[0]
    high = dt.date.max.toordinal() if window[1] is None else window[1]
    begin = first if window[0] is None else low
    end = last if window[1] is None else high
    unit, periods = divided(begin, max(begin, end))
    return unit, tuple((max(low, start), min(high, stop)) for start, stop in periods)
