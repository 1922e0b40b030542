"""The timeline: publication days gathered into at most forty bars without a hole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from archive.model.result import DayCounts
from archive.search.page import Bar, Timeline

MAX_BARS: Final = 40


@dataclass(frozen=True, slots=True)
class _Unit:
    """How days are gathered: the first day of the bar that holds a day, the first day of the next
    bar, and a bar's name."""

    name: str
    floor: Callable[[dt.date], dt.date]
    following: Callable[[dt.date], dt.date]
    label: Callable[[dt.date], str]


def _month_after(day: dt.date, months: int) -> dt.date:
    total = day.year * 12 + day.month - 1 + months
    if total // 12 > dt.MAXYEAR:
        return dt.date.max
    return dt.date(total // 12, total % 12 + 1, 1)


def _week_label(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _years(day: dt.date, count: int) -> dt.date:
    return dt.date(max(1, day.year - day.year % count), 1, 1)


_UNITS: Final = (
    _Unit("day", lambda d: d, lambda d: d + dt.timedelta(1), dt.date.isoformat),
    _Unit(
        "week",
        lambda d: d - dt.timedelta(d.weekday()),
        lambda d: d + dt.timedelta(7),
        _week_label,
    ),
    _Unit(
        "month", lambda d: d.replace(day=1), lambda d: _month_after(d, 1), lambda d: f"{d:%Y-%m}"
    ),
    _Unit(
        "quarter",
        lambda d: d.replace(month=d.month - (d.month - 1) % 3, day=1),
        lambda d: _month_after(d, 3),
        lambda d: f"{d.year:04d}-Q{(d.month + 2) // 3}",
    ),
    _Unit("year", lambda d: _years(d, 1), lambda d: _month_after(d, 12), lambda d: f"{d.year:04d}"),
    _Unit(
        "decade",
        lambda d: _years(d, 10),
        lambda d: _month_after(_years(d, 10), 120),
        lambda d: f"{d.year - d.year % 10:04d}s",
    ),
)


def _starts(unit: _Unit, first: dt.date, last: dt.date, most: int | None) -> list[dt.date] | None:
    """The first day of each bar from `first` to `last`; None where there are more than `most`."""
    starts = [unit.floor(first)]
    while (following := unit.following(starts[-1])) <= last and following > starts[-1]:
        starts.append(following)
        if most is not None and len(starts) > most:
            return None
    return starts


def timeline(counts: DayCounts, first: dt.date | None, last: dt.date | None) -> Timeline:
    """Bars in the finest unit that needs at most forty for the range.

    The range is from `first` to `last` where the reader bounded it, else as far as articles go.
    Bars plus undated are the total.
    """
    if not counts.days:
        return Timeline("day", (), counts.undated)
    begin = first or dt.date.fromordinal(counts.days[0])
    end = last or dt.date.fromordinal(counts.days[-1])
    for unit in _UNITS:
        most = None if unit is _UNITS[-1] else MAX_BARS
        starts = _starts(unit, begin, end, most)
        if starts is not None:
            break
    assert starts is not None
    sums = [0] * len(starts)
    at = 0
    for day, count in zip(counts.days, counts.counts, strict=True):
        while at + 1 < len(starts) and starts[at + 1].toordinal() <= day:
            at += 1
        sums[at] += count
    bars = []
    for number, start in enumerate(starts):
        after = starts[number + 1] if number + 1 < len(starts) else unit.following(start)
        stop = after - dt.timedelta(1) if after > start else after
        first_day, last_day = max(start, begin).isoformat(), min(stop, end).isoformat()
        bars.append(Bar(unit.label(start), first_day, last_day, sums[number]))
    return Timeline(unit.name, tuple(bars), counts.undated)
