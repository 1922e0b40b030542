"""Timelines: days gathered into at most forty bars without a hole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from archive.model.aggregations import DayCounts, MentionedCounts
from archive.model.periods import UNITS, Period, Unit, finest
from archive.search.page import Bar, MentionedTimeline, Timeline


def _bars(unit: Unit, periods: Sequence[Period], counts: Sequence[int]) -> tuple[Bar, ...]:
    bars = []
    for (first, last), count in zip(periods, counts, strict=True):
        begin, end = dt.date.fromordinal(first), dt.date.fromordinal(last)
        bars.append(Bar(unit.label(begin), begin.isoformat(), end.isoformat(), count))
    return tuple(bars)


def timeline(counts: DayCounts, first: dt.date | None, last: dt.date | None) -> Timeline:
    """Publication days in the finest unit that needs at most forty bars for the range.

    The range is from `first` to `last` where the reader bounded it, else as far as articles go.
    Bars plus undated are the total.
    """
    if not counts.days:
        return Timeline("day", (), counts.undated)
    begin = first.toordinal() if first else counts.days[0]
    end = last.toordinal() if last else counts.days[-1]
    unit, whole = finest(begin, end)
    periods = [(max(begin, start), min(end, stop)) for start, stop in whole]
    sums = [0] * len(periods)
    at = 0
    for day, count in zip(counts.days, counts.counts, strict=True):
        while periods[at][1] < day:
            at += 1
        sums[at] += count
    return Timeline(unit.name, _bars(unit, periods, sums), counts.undated)


def mentioned_timeline(counts: MentionedCounts) -> MentionedTimeline:
    """The days that articles mention, in the periods that the engine counted."""
    unit = next(unit for unit in UNITS if unit.name == counts.unit)
    return MentionedTimeline(
        counts.unit,
        _bars(unit, counts.periods, counts.counts),
        counts.without_days,
        counts.earlier,
        counts.later,
        counts.wider,
    )
