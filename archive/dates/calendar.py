"""Intervals of days. Every function gives None where there is no such day."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final, NamedTuple

from archive.model.dates import Precision

_DAY: Final = dt.timedelta(1)


class Reading(NamedTuple):
    """What an expression names: a closed interval, how precise, and which part of it."""

    first: dt.date
    last: dt.date
    precision: Precision
    part: str = ""


def day(year: int, month: int, number: int) -> Reading | None:
    """A day, if the calendar has it."""
    try:
        found = dt.date(year, month, number)
    except ValueError:
        return None
    return Reading(found, found, Precision.DAY)


def on(date: dt.date, days: int = 0) -> Reading | None:
    """So many days after a day."""
    try:
        found = date + days * _DAY
    except OverflowError:
        return None
    return Reading(found, found, Precision.DAY)


def week(date: dt.date, weeks: int = 0) -> Reading | None:
    """The week, Monday to Sunday, so many weeks after that of a day."""
    monday = on(date, 7 * weeks - date.weekday())
    last = None if monday is None else on(monday.first, 6)
    return (
        None if monday is None or last is None else Reading(monday.first, last.last, Precision.WEEK)
    )


def weekend(date: dt.date, weeks: int = 0) -> Reading | None:
    """Saturday and Sunday of a week."""
    found = week(date, weeks)
    return None if found is None else Reading(found.last - _DAY, found.last, Precision.RANGE)


def month(year: int, number: int, part: str = "") -> Reading | None:
    """A month; months beyond December or before January count into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    if not 1 <= year <= dt.MAXYEAR:
        return None
    last = calendar.monthrange(year, number)[1]
    return Reading(dt.date(year, number, 1), dt.date(year, number, last), Precision.MONTH, part)


def months(
    year: int, first: int, last: int, precision: Precision, part: str = ""
) -> Reading | None:
    """From one month to another, both counted from January of a year."""
    begin, end = month(year, first), month(year, last)
    if begin is None or end is None:
        return None
    return Reading(begin.first, end.last, precision, part)


def quarter(year: int, number: int) -> Reading | None:
    """A quarter; numbers beyond 4 or below 1 count into other years."""
    return months(year, 3 * number - 2, 3 * number, Precision.QUARTER)


def half(year: int, number: int) -> Reading | None:
    """The first or second half of a year."""
    return months(year, 6 * number - 5, 6 * number, Precision.HALF)


def year(number: int, part: str = "") -> Reading | None:
    """A year."""
    return months(number, 1, 12, Precision.YEAR, part) if 1 <= number <= dt.MAXYEAR else None


def years(
    first: int, last: int, precision: Precision = Precision.RANGE, part: str = ""
) -> Reading | None:
    """From one year to another."""
    if not 1 <= first <= last <= dt.MAXYEAR:
        return None
    return Reading(dt.date(first, 1, 1), dt.date(last, 12, 31), precision, part)


def century(number: int, part: str = "") -> Reading | None:
    """A century as newspapers count: the 20th is 1900 to 1999."""
    return years(100 * number - 100, 100 * number - 1, Precision.CENTURY, part)


def moved(date: dt.date, number: int, unit: str) -> dt.date | None:
    """The day so many of a unit ("day", "week", "month", "year") after a day, before it if below 0.

    Where a month has no such day, it is its last.
    """
    if unit in ("day", "week"):
        found = on(date, number * (7 if unit == "week" else 1))
        return None if found is None else found.first
    whole = month(date.year, date.month + number * (12 if unit == "year" else 1))
    return None if whole is None else min(whole.last, whole.first + (date.day - 1) * _DAY)


def back(date: dt.date, number: int, unit: str) -> Reading | None:
    """The time up to a day: so many of a unit back from it."""
    first = moved(date, -number, unit)
    return None if first is None else Reading(first, date, Precision.RANGE)


def ahead(date: dt.date, number: int, unit: str) -> Reading | None:
    """The time after a day: so many of a unit from the next day on."""
    last, first = moved(date, number, unit), on(date, 1)
    if last is None or first is None or last < first.first:
        return None
    return Reading(first.first, last, Precision.RANGE)


def weekday_in(whole: Reading | None, weekday: int, number: int) -> Reading | None:
    """The first, second ... such weekday of a month or year, the last if the number is below 0."""
    if whole is None or number == 0:
        return None
    if number < 0:
        found = on(whole.last, -((whole.last.weekday() - weekday) % 7) + 7 * (number + 1))
    else:
        found = on(whole.first, (weekday - whole.first.weekday()) % 7 + 7 * (number - 1))
    return found if found and whole.first <= found.first <= whole.last else None


def week_in(whole: Reading | None, number: int) -> Reading | None:
    """The first, second ... week of a month or year, the last if the number is below 0.

    A week belongs to where most of its days are, as its Thursday is.
    """
    thursday = weekday_in(whole, 3, number)
    return None if thursday is None else week(thursday.first)


def last_quarter(date: dt.date, number: int) -> Reading | None:
    """The last such quarter that has begun by a day."""
    found = quarter(date.year, number)
    return quarter(date.year - 1, number) if found and found.first > date else found


def between(first: Reading | None, last: Reading | None) -> Reading | None:
    """From the beginning of one to the end of the other."""
    if first is None or last is None or first.first > last.last:
        return None
    return Reading(first.first, last.last, Precision.RANGE)


def nearest_month(
    published: dt.date, number: int, *, coming: bool, part: str = ""
) -> Reading | None:
    """The last such month up to the one of publication, or the next from it on."""
    if coming:
        shift = 0 if number >= published.month else 1
    else:
        shift = 0 if number <= published.month else -1
    return month(published.year + shift, number, part)


#: A day so long ago is more likely the next one, if that is near.
_LONG_AGO: Final = 300
_NEAR: Final = 60


def nearest_day(published: dt.date, number: int, of_month: int, *, coming: bool) -> Reading | None:
    """The last such day of a year up to the one after publication, or the next from it on."""
    shifts = range(-8, 9) if (number, of_month) == (2, 29) else range(-1, 2)
    around = (day(published.year + shift, number, of_month) for shift in shifts)
    found = [one for one in around if one is not None]
    later = [one for one in found if one.first >= published]
    if coming:
        return later[0] if later else None
    past = [one for one in found if one.first <= published + _DAY]
    if not past:
        return None
    ago = (published - past[-1].first).days
    if ago > _LONG_AGO and later and (later[0].first - published).days < _NEAR:
        return later[0]
    return past[-1]


def nearest_weekday(published: dt.date, weekday: int, *, coming: bool) -> Reading | None:
    """The last such weekday up to publication, or the next from it on; Monday is 0."""
    if coming:
        return on(published, (weekday - published.weekday()) % 7)
    return on(published, -((published.weekday() - weekday) % 7))


def day_on_weekday(
    published: dt.date, number: int, of_month: int, weekday: int, *, coming: bool
) -> Reading | None:
    """The day of a year that falls on this weekday, nearest to publication or the next from it on."""
    found = [
        one
        for shift in range(-6, 7)
        if (one := day(published.year + shift, number, of_month)) and one.first.weekday() == weekday
    ]
    later = [one for one in found if one.first >= published]
    if coming and later:
        return later[0]
    return min(found, key=lambda one: abs((one.first - published).days), default=None)


#: Distances in days, the nearest first.
_AROUND: Final = tuple(sorted(range(-200, 200), key=abs))


def weekday_on(published: dt.date, weekday: int, number: int) -> Reading | None:
    """The nearest such day of a month that falls on this weekday."""
    ahead = weekday - published.weekday()
    on_weekday = (on(published, days) for days in _AROUND if (days - ahead) % 7 == 0)
    return next((found for found in on_weekday if found and found.first.day == number), None)


def day_of_month(published: dt.date, number: int, *, coming: bool) -> Reading | None:
    """The last such day of a month up to publication, or the next from it on."""
    for shift in range(4):
        whole = month(published.year, published.month + (shift if coming else -shift))
        found = None if whole is None else day(whole.first.year, whole.first.month, number)
        if found and (found.first >= published if coming else found.first <= published):
            return found
    return None


#: How far from publication a day may lie that is written in a way with two meanings.
_EITHER: Final = 100


def either(published: dt.date | None, year: int, first: int, second: int) -> Reading | None:
    """Day and month in figures, in either order: 27/01/2017, 01/27/2017.

    Where both are months, the day nearer to publication, if it is near; newspapers of both orders
    are read.
    """
    found = [one for one in (day(year, first, second), day(year, second, first)) if one is not None]
    if len({one.first for one in found}) < 2:
        return found[0] if found else None
    if published is None:
        return None
    near = min(found, key=lambda one: abs((one.first - published).days))
    return near if abs((near.first - published).days) <= _EITHER else None
