"""Whether a month, day or weekday that may be the last or the next of its name is the next.

How far ahead the next one lies says much about it: who speaks of a month half a year ago writes its
year, of a weekday five days ago that it was last week's. To this is added how strongly the words
around announce it. All numbers are logarithms of odds; those here were estimated from 66,000 such
months, days and weekdays of articles, so that together with their words they explain each other.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from archive.dates import calendar as cal
from archive.dates.calendar import Interval

#: A month that lies one to eleven months ahead, in this year and in the next.
_MONTHS: Final = (0.5, 0.4, 0.2, -0.65, -0.75, -1.2, -1.5, -1.6, -2.0, -2.0, -2.2)
_MONTHS_OF_NEXT_YEAR: Final = (-0.3, -0.55, -1.7, -1.9, -2.7, -3.2, -3.6, -4.5, -4.9, -5.5, -5.5)

#: A day of a month that lies less than thirty days ahead, less than sixty ...
_DAYS: Final = (1.5, 0.7, -0.2, -0.9, -1.5, -1.8, -2.2, -2.5, -2.5, -2.5, -3.0, -3.0, -3.0)
_DAYS_OF_NEXT_YEAR: Final = (1.0, 0.0, -0.8, -1.3, -2.2, -3.2, -3.6, *(-4.0,) * 6)

#: A weekday that lies one to six days ahead, in this week and in the next.
_WEEKDAYS: Final = (0.7, 0.6, -0.3, -0.8, -2.0, -2.2)
_WEEKDAYS_OF_NEXT_WEEK: Final = (0.7, -0.1, -1.1, -1.8, -2.9, -2.9)

#: A number of a day that is later in this month, and one that was earlier: a day, two days, three or
#: more ... In the end it is the other month's.
_LATER_IN_MONTH: Final = (0.0, 0.2, 0.2, *(-0.4,) * 4, *(-1.0,) * 8, *(-2.2,) * 16)
_EARLIER_IN_MONTH: Final = (-5.5, -4.0, *(-2.7,) * 5, *(-2.2,) * 24)


def likely_month(today: dt.date, number: int, likely: float, part: str = "") -> Interval | None:
    """The last such month up to that of a day, or the next, as words around it make `likely`."""
    ahead = (number - today.month) % 12
    if ahead and likely + _month_ahead(today, ahead) <= 0:
        ahead -= 12
    return cal.month(today.year, today.month + ahead, part)


def last_month(today: dt.date, number: int) -> Interval | None:
    """The last such month up to that of a day."""
    return cal.month(today.year, today.month - (today.month - number) % 12)


def next_month(today: dt.date, number: int) -> Interval | None:
    """The next such month from that of a day on."""
    return cal.month(today.year, today.month + (number - today.month) % 12)


def _month_ahead(today: dt.date, ahead: int) -> float:
    odds = _MONTHS if today.month + ahead <= 12 else _MONTHS_OF_NEXT_YEAR
    return odds[ahead - 1]


def likely_day(today: dt.date, month: int, number: int, likely: float) -> Interval | None:
    """The last such day of a year, or the next, as words around it make `likely`.

    It may be the day after, as it is in other parts of the world.
    """
    shifts = range(-8, 9) if (month, number) == (2, 29) else range(-1, 2)
    around = (cal.day(today.year + shift, month, number) for shift in shifts)
    days = [interval for interval in around if interval is not None]
    past = [interval for interval in days if (interval.first - today).days <= 1]
    coming = [interval for interval in days if (interval.first - today).days > 1]
    if not past or not coming:
        return coming[0] if coming else past[-1] if past else None
    if past[-1].first >= today:
        return past[-1]
    ahead = (coming[0].first - today).days // 30
    odds = _DAYS if coming[0].first.year == today.year else _DAYS_OF_NEXT_YEAR
    return coming[0] if likely + odds[min(ahead, len(odds) - 1)] > 0 else past[-1]


def likely_weekday(today: dt.date, weekday: int, likely: float) -> Interval | None:
    """The last such weekday up to a day, or the next, as words around it make `likely`; Monday is 0."""
    ahead = (weekday - today.weekday()) % 7
    if not ahead:
        return cal.on(today)
    odds = _WEEKDAYS if weekday > today.weekday() else _WEEKDAYS_OF_NEXT_WEEK
    return cal.on(today, ahead if likely + odds[ahead - 1] > 0 else ahead - 7)


def likely_day_of_month(today: dt.date, number: int, likely: float) -> Interval | None:
    """The last such day of a month up to a day, or the next, as words around it make `likely`."""
    apart = number - today.day
    odds = _LATER_IN_MONTH if apart > 0 else _EARLIER_IN_MONTH
    coming = apart != 0 and likely + odds[abs(apart) - 1] > 0
    return cal.day_of_month(today, number, coming=coming)
