"""Intervals of days. Every function gives None where there is no such day."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final, NamedTuple

from archive.model.dates import Precision

_DAY: Final = dt.timedelta(1)


class Interval(NamedTuple):
    """What an expression names: a closed interval, how precise, and which part of it."""

    first: dt.date
    last: dt.date
    precision: Precision
    part: str = ""


def day(year: int, month: int, number: int) -> Interval | None:
    """A day, if the calendar has it."""
    try:
        date = dt.date(year, month, number)
    except ValueError:
        return None
    return Interval(date, date, Precision.DAY)


def on(date: dt.date, days: int = 0) -> Interval | None:
    """So many days after a day."""
    try:
        day_on = date + days * _DAY
    except OverflowError:
        return None
    return Interval(day_on, day_on, Precision.DAY)


def week(date: dt.date, weeks: int = 0) -> Interval | None:
    """The week, Monday to Sunday, so many weeks after that of a day."""
    monday = on(date, 7 * weeks - date.weekday())
    last = None if monday is None else on(monday.first, 6)
    return (
        None
        if monday is None or last is None
        else Interval(monday.first, last.last, Precision.WEEK)
    )


def weekend(date: dt.date, weeks: int = 0) -> Interval | None:
    """Saturday and Sunday of a week."""
    whole = week(date, weeks)
    return None if whole is None else Interval(whole.last - _DAY, whole.last, Precision.RANGE)


def month(year: int, number: int, part: str = "") -> Interval | None:
    """A month; months beyond December or before January count into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    if not 1 <= year <= dt.MAXYEAR:
        return None
    last = calendar.monthrange(year, number)[1]
    return Interval(dt.date(year, number, 1), dt.date(year, number, last), Precision.MONTH, part)


def months(
    year: int, first: int, last: int, precision: Precision, part: str = ""
) -> Interval | None:
    """From one month to another, both counted from January of a year."""
    begin, end = month(year, first), month(year, last)
    if begin is None or end is None:
        return None
    return Interval(begin.first, end.last, precision, part)


def quarter(year: int, number: int) -> Interval | None:
    """A quarter; numbers beyond 4 or below 1 count into other years."""
    return months(year, 3 * number - 2, 3 * number, Precision.QUARTER)


def half(year: int, number: int) -> Interval | None:
    """The first or second half of a year."""
    return months(year, 6 * number - 5, 6 * number, Precision.HALF)


def year(number: int, part: str = "") -> Interval | None:
    """A year."""
    return months(number, 1, 12, Precision.YEAR, part) if 1 <= number <= dt.MAXYEAR else None


def years(
    first: int, last: int, precision: Precision = Precision.RANGE, part: str = ""
) -> Interval | None:
    """From one year to another."""
    if not 1 <= first <= last <= dt.MAXYEAR:
        return None
    return Interval(dt.date(first, 1, 1), dt.date(last, 12, 31), precision, part)


def century(number: int, part: str = "") -> Interval | None:
    """A century as newspapers count: the 20th is 1900 to 1999."""
    return years(100 * number - 100, 100 * number - 1, Precision.CENTURY, part)


def moved(date: dt.date, number: int, unit: str) -> dt.date | None:
    """The day so many of a unit ("day", "week", "month", "year") after a day, before it if below 0.

    Where a month has no such day, it is its last.
    """
    if unit in ("day", "week"):
        day_on = on(date, number * (7 if unit == "week" else 1))
        return None if day_on is None else day_on.first
    whole = month(date.year, date.month + number * (12 if unit == "year" else 1))
    return None if whole is None else min(whole.last, whole.first + (date.day - 1) * _DAY)


def back(date: dt.date, number: int, unit: str) -> Interval | None:
    """The time up to a day: so many of a unit back from it."""
    first = moved(date, -number, unit)
    return None if first is None else Interval(first, date, Precision.RANGE)


def ahead(date: dt.date, number: int, unit: str) -> Interval | None:
    """The time after a day: so many of a unit from the next day on."""
    last, first = moved(date, number, unit), on(date, 1)
    if last is None or first is None or last < first.first:
        return None
    return Interval(first.first, last, Precision.RANGE)


def weekday_in(whole: Interval | None, weekday: int, number: int) -> Interval | None:
    """The first, second ... such weekday of a month or year, the last if the number is below 0."""
    if whole is None or number == 0:
        return None
    if number < 0:
        day_on = on(whole.last, -((whole.last.weekday() - weekday) % 7) + 7 * (number + 1))
    else:
        day_on = on(whole.first, (weekday - whole.first.weekday()) % 7 + 7 * (number - 1))
    return day_on if day_on and whole.first <= day_on.first <= whole.last else None


def week_in(whole: Interval | None, number: int) -> Interval | None:
    """The first, second ... week of a month or year, the last if the number is below 0.

    A week belongs to where most of its days are, as its Thursday is.
    """
    thursday = weekday_in(whole, 3, number)
    return None if thursday is None else week(thursday.first)


def last_quarter(date: dt.date, number: int) -> Interval | None:
    """The last such quarter that has begun by a day."""
    latest = quarter(date.year, number)
    return quarter(date.year - 1, number) if latest and latest.first > date else latest


def nearest_quarter(date: dt.date, number: int, *, coming: bool) -> Interval | None:
    """The last such quarter that has begun by a day, or the next that is not over."""
    if not coming:
        return last_quarter(date, number)
    this = quarter(date.year, number)
    return quarter(date.year + 1, number) if this and this.last < date else this


def between(first: Interval | None, last: Interval | None) -> Interval | None:
    """From the beginning of one to the end of the other."""
    if first is None or last is None or first.first > last.last:
        return None
    return Interval(first.first, last.last, Precision.RANGE)


#: How far from publication a day may lie that is written in a way with two meanings.
_EITHER: Final = 100

#: A day so long ago is more likely the next one, if that is near; so is one so far ahead the last.
_LONG_AGO: Final = 300
_NEAR: Final = 60


def nearest_day(published: dt.date, number: int, of_month: int, *, coming: bool) -> Interval | None:
    """The last such day of a year up to the one after publication, or the next from it on."""
    shifts = range(-8, 9) if (number, of_month) == (2, 29) else range(-1, 2)
    around = (day(published.year + shift, number, of_month) for shift in shifts)
    candidates = [interval for interval in around if interval is not None]
    later = [interval for interval in candidates if interval.first >= published]
    past = [interval for interval in candidates if interval.first <= published + _DAY]
    if coming:
        far = later and (later[0].first - published).days > _LONG_AGO
        near = past and (published - past[-1].first).days < _NEAR
        return past[-1] if far and near else later[0] if later else None
    if not past:
        return None
    ago = (published - past[-1].first).days
    if ago > _LONG_AGO and later and (later[0].first - published).days < _NEAR:
        return later[0]
    return past[-1]


def nearest_weekday(published: dt.date, weekday: int, *, coming: bool) -> Interval | None:
    """The last such weekday up to publication, or the next from it on; Monday is 0."""
    if coming:
        return on(published, (weekday - published.weekday()) % 7)
    return on(published, -((published.weekday() - weekday) % 7))


def day_on_weekday(
    published: dt.date, number: int, of_month: int, weekday: int, *, coming: bool
) -> Interval | None:
    """The day of a year that falls on this weekday, the nearest to publication.

    Where that is far from it, the next from publication on, if it is to come.
    """
    candidates = [
        interval
        for shift in range(-6, 7)
        if (interval := day(published.year + shift, number, of_month))
        and interval.first.weekday() == weekday
    ]
    nearest = min(
        candidates, key=lambda interval: abs((interval.first - published).days), default=None
    )
    if nearest is None or abs((nearest.first - published).days) <= _EITHER:
        return nearest
    later = [interval for interval in candidates if interval.first >= published]
    return later[0] if coming and later else nearest


#: Distances in days, the nearest first.
_AROUND: Final = tuple(sorted(range(-200, 200), key=abs))


def weekday_on(published: dt.date, weekday: int, number: int) -> Interval | None:
    """The nearest such day of a month that falls on this weekday."""
    ahead = weekday - published.weekday()
    on_weekday = (on(published, days) for days in _AROUND if (days - ahead) % 7 == 0)
    return next(
        (interval for interval in on_weekday if interval and interval.first.day == number), None
    )


def day_of_month(published: dt.date, number: int, *, coming: bool) -> Interval | None:
    """The last such day of a month up to publication, or the next from it on."""
    for shift in range(4):
        whole = month(published.year, published.month + (shift if coming else -shift))
        interval = None if whole is None else day(whole.first.year, whole.first.month, number)
        if interval and (interval.first >= published if coming else interval.first <= published):
            return interval
    return None


def either(published: dt.date | None, year: int, first: int, second: int) -> Interval | None:
    """Day and month in figures, in either order: 27/01/2017, 01/27/2017.

    Where both are months, the day nearer to publication, if it is near; newspapers of both orders
    are read.
    """
    candidates = [
        interval
        for interval in (day(year, first, second), day(year, second, first))
        if interval is not None
    ]
    if len({interval.first for interval in candidates}) < 2:
        return candidates[0] if candidates else None
    if published is None:
        return None
    near = min(candidates, key=lambda interval: abs((interval.first - published).days))
    return near if abs((near.first - published).days) <= _EITHER else None
