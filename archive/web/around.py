"""Where a range of days leads: to the periods before and after it, and to what holds it."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from typing import Final

from archive.model.periods import UNITS

#: First and last day, both included.
DayRange = tuple[dt.date, dt.date]

#: What a reader goes up to, the smallest first.
_HOLDING: Final = tuple(
    next(unit for unit in UNITS if unit.name == name)
    for name in ("month", "year", "decade", "century")
)


@dataclass(frozen=True, slots=True)
class Around:
    """The neighbours of a range and the period that holds it; None where there is none."""

    before: DayRange | None
    after: DayRange | None
    holding: DayRange | None


def around(first: dt.date, last: dt.date, archive: DayRange | None) -> Around:
    """Where the days from `first` to `last`, in this order, lead.

    A neighbour of whole months has as many months, another as many days. None lies wholly outside
    `archive`, and what holds the range does not hold all of that: None sets no bounds.
    """
    before, after = _neighbours(first, last)
    if archive is not None:
        before = before if before and before[1] >= archive[0] else None
        after = after if after and after[0] <= archive[1] else None
    return Around(before, after, _holding((first, last), archive))


def _neighbours(first: dt.date, last: dt.date) -> tuple[DayRange | None, DayRange | None]:
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
        count = end - begin + 1
        return _months(begin - count, begin - 1), _months(end + 1, end + count)
    begin, end = first.toordinal(), last.toordinal()
    count = end - begin + 1
    return _days(begin - count, begin - 1), _days(end + 1, end + count)


def _months(first: int, last: int) -> DayRange | None:
    """Whole months by number; None where the calendar lacks one."""
    (year, month), (last_year, last_month) = divmod(first, 12), divmod(last, 12)
    if year < dt.MINYEAR or last_year > dt.MAXYEAR:
        return None
    end = monthrange(last_year, last_month + 1)[1]
    return dt.date(year, month + 1, 1), dt.date(last_year, last_month + 1, end)


def _days(first: int, last: int) -> DayRange | None:
    if first < 1 or last > dt.date.max.toordinal():
        return None
    return dt.date.fromordinal(first), dt.date.fromordinal(last)


def _holding(span: DayRange, archive: DayRange | None) -> DayRange | None:
    for unit in _HOLDING:
        first, last = unit.first(span[0]), unit.last(span[0])
        if (first, last) != span and last >= span[1]:
            whole = archive is not None and first <= archive[0] and archive[1] <= last
            return None if whole else (first, last)
    return None
