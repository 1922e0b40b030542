"""What rules of Chinese expressions make of a match: weeks, and weekdays of a week, month or year."""

from __future__ import annotations

import datetime as dt
import re

from archive.dates import calendar as cal
from archive.dates.calendar import Interval
from archive.dates.chinese.months import named_month
from archive.dates.chinese.words import shift_of, weekday_of, year_of
from archive.dates.rules import Context
from archive.text.chinese_numbers import chinese_number


def _week_from(context: Context, shift: int) -> Interval | None:
    """The week so many ahead, from Monday on.

    On a Sunday the week before and the next count as if a new one had begun: so do 65 of 76
    weekdays that articles of one newspaper, published on Sundays, name with their day of the month.
    """
    sunday = shift != 0 and context.today.weekday() == 6
    return cal.week(context.today + dt.timedelta(sunday), shift)


def weekdays(match: re.Match[str], context: Context) -> Interval | None:
    """From a weekday to a weekday of one week."""
    whole = _week_from(context, shift_of(match))
    if whole is None:
        return None
    return cal.between(
        cal.on(whole.first, weekday_of(match["w"])), cal.on(whole.first, weekday_of(match["w2"]))
    )


def shifted_weekday(match: re.Match[str], context: Context) -> Interval | None:
    """A weekday of another week."""
    weekday, shift = weekday_of(match["w"]), shift_of(match)
    whole = cal.week(context.today, shift) if weekday == 6 else _week_from(context, shift)
    return None if whole is None else cal.on(whole.first, weekday)


def named_week(match: re.Match[str], context: Context) -> Interval | None:
    """A week or its end."""
    if match["end"]:
        return cal.weekend(context.today, shift_of(match))
    return _week_from(context, shift_of(match))


def _whole(match: re.Match[str], context: Context) -> Interval | None:
    """The month or year that something is told of."""
    if match["r"]:
        today = context.today
        return cal.month(today.year, today.month + shift_of(match))
    if match["m"]:
        return named_month(match, context)
    year = year_of(match, context)
    return None if year is None else cal.year(year)


def _ordinal(match: re.Match[str]) -> int:
    return chinese_number(match["o"]) if match["o"] else -1


def weekday_of_whole(match: re.Match[str], context: Context) -> Interval | None:
    """五月第二個星期日."""
    return cal.weekday_in(_whole(match, context), weekday_of(match["w"]), _ordinal(match))


def week_of_whole(match: re.Match[str], context: Context) -> Interval | None:
    """十月的第一周."""
    return cal.week_in(_whole(match, context), _ordinal(match))
