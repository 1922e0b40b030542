"""Timelines: days gathered into at most forty bars without a hole."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from archive.model.aggregations import DayCounts, MentionedCounts
from archive.model.language import Language
from archive.model.periods import UNITS, Period, Unit, divided
from archive.search.page import Bar, MentionedTimeline, Share, Timeline


def _bars(unit: Unit, periods: Sequence[Period], counts: Sequence[int]) -> tuple[Bar, ...]:
    bars = []
    for (first, last), count in zip(periods, counts, strict=True):
        begin, end = dt.date.fromordinal(first), dt.date.fromordinal(last)
        bars.append(Bar(unit.label(begin), begin.isoformat(), end.isoformat(), count))
    return tuple(bars)


def _sums(counts: DayCounts, periods: Sequence[Period]) -> list[int]:
    """The articles of each period; every day lies in one, and both ascend."""
    sums = [0] * len(periods)
    at = 0
    for day, count in zip(counts.days, counts.counts, strict=True):
        while periods[at][1] < day:
            at += 1
        sums[at] += count
    return sums


def timeline(counts: DayCounts, first: dt.date | None, last: dt.date | None) -> Timeline:
    """Publication days by a unit that needs at most forty bars for the range (`divided`).

    The range is from `first` to `last` where the reader bounded it, else as far as articles go.
    Bars plus undated are the total.
    """
    if not counts.days:
        return Timeline("day", (), counts.undated)
    begin = first.toordinal() if first else counts.days[0]
    end = last.toordinal() if last else counts.days[-1]
    unit, whole = divided(begin, end)
    periods = [(max(begin, start), min(end, stop)) for start, stop in whole]
    return Timeline(unit.name, _bars(unit, periods, _sums(counts, periods)), counts.undated)


def month_number(day: dt.date) -> int:
    """Months are numbered one after the other, without a break between years."""
    return day.year * 12 + day.month - 1


def shares(
    shown: Timeline, languages: Mapping[str, DayCounts], held: Sequence[int]
) -> tuple[Share, ...]:
    """For each bar of publication days, its articles by language and whether it is a gap.

    `languages` are the days that make up the timeline, by language. `held` are the months from
    which the whole archive has anything, ascending, by `month_number`.
    """
    days = [
        (dt.date.fromisoformat(bar.first), dt.date.fromisoformat(bar.last)) for bar in shown.bars
    ]
    periods = [(first.toordinal(), last.toordinal()) for first, last in days]
    english, *chinese = (
        _sums(languages.get(language, DayCounts()), periods) for language in Language
    )
    return tuple(
        Share(
            english=english[at],
            chinese=sum(script[at] for script in chinese),
            gap=bisect_left(held, month_number(first)) == bisect_right(held, month_number(last)),
        )
        for at, (first, last) in enumerate(days)
    )


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
