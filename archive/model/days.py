"""A day of any year, such as 29 February, and the windows around it.

Days are ordinals (`date.toordinal`). A window takes in as many days before its day as after it, and
ends where the calendar does. 29 February is a day of leap years only: no other day replaces it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from archive.model.query import MentionsYearDay, YearDays

#: The last day of the calendar; the first is 1.
LAST_DAY: Final = dt.date.max.toordinal()

AnyYear = YearDays | MentionsYearDay


def anchors(node: AnyYear, first: int, last: int) -> Iterator[int]:
    """The day in every year, ascending, of those from `first` to `last` that the calendar has."""
    low, high = max(1, first), min(LAST_DAY, last)
    if low > high:
        return
    for year in range(dt.date.fromordinal(low).year, dt.date.fromordinal(high).year + 1):
        try:
            day = dt.date(year, node.month, node.day).toordinal()
        except ValueError:
            continue  # 29 February in most years
        if low <= day <= high:
            yield day


def falls_within(node: AnyYear, first: int, last: int) -> bool:
    """Whether a closed interval lies wholly within one window around the day, of any year."""
    return any(True for _ in anchors(node, last - node.window, first + node.window))


def innermost(intervals: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The closed intervals of ordinals that contain no other of them, ascending."""
    inner: list[tuple[int, int]] = []
    for first, last in sorted(set(intervals), key=lambda interval: (-interval[0], interval[1])):
        if not inner or last < inner[-1][1]:
            inner.append((first, last))
    return tuple(reversed(inner))
