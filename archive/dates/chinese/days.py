"""What rules of Chinese expressions make of a match in folded text: days."""

from __future__ import annotations

import re

from archive.dates import calendar as cal
from archive.dates.calendar import Interval
from archive.dates.chinese.words import short_year, weekday_of, year_of
from archive.dates.festivals import FESTIVALS, festival
from archive.dates.rules import Context
from archive.text.chinese_numbers import chinese_number


def named_day(match: re.Match[str], context: Context) -> Interval | None:
    """A day of a month; a weekday in brackets fixes the year."""
    month, day = chinese_number(match["m"]), chinese_number(match["d"])
    year = year_of(match, context)
    if year is not None:
        return cal.day(year, month, day)
    if match.groupdict().get("w"):
        on_weekday = cal.day_on_weekday(
            context.today, month, day, weekday_of(match["w"]), coming=context.coming
        )
        if on_weekday:
            return on_weekday
    return cal.nearest_day(context.today, month, day, coming=context.coming)


def day_to_day(match: re.Match[str], context: Context) -> Interval | None:
    """From one day to another; the second names only what differs."""
    month = chinese_number(match["m"])
    last_month = chinese_number(match["m2"]) if match["m2"] else month
    year, last_year = year_of(match, context), year_of(match, context, "2")
    if year is None:
        last = cal.nearest_day(
            context.today, last_month, chinese_number(match["d2"]), coming=context.coming
        )
        year = None if last is None else last.first.year - (month > last_month)
    else:
        last_year = last_year or year + (month > last_month)
        last = cal.day(last_year, last_month, chinese_number(match["d2"]))
    return (
        None
        if year is None
        else cal.between(cal.day(year, month, chinese_number(match["d"])), last)
    )


def days_alone(match: re.Match[str], context: Context) -> Interval | None:
    """From one day of a month to another, the month not named."""
    last = cal.day_of_month(context.today, chinese_number(match["d2"]), coming=context.coming)
    if last is None:
        return None
    return cal.between(cal.day(last.first.year, last.first.month, chinese_number(match["d"])), last)


def weekday_and_day(match: re.Match[str], context: Context) -> Interval | None:
    """周五(19日): the day fixes which Friday."""
    return cal.weekday_on(context.today, weekday_of(match["w"]), chinese_number(match["d"]))


def bracketed(match: re.Match[str], context: Context) -> Interval | None:
    """今天（7月7日）: the brackets say which day."""
    if match["m"]:
        return named_day(match, context)
    days = (cal.on(context.today, shift) for shift in range(-3, 4))
    fits = (
        interval
        for interval in days
        if interval and interval.first.day == chinese_number(match["d"])
    )
    return next(fits, None)


def day_alone(match: re.Match[str], context: Context) -> Interval | None:
    """A day, the month not named."""
    return cal.day_of_month(context.today, chinese_number(match["d"]), coming=context.coming)


def festival_day(match: re.Match[str], context: Context) -> Interval | None:
    """A festival."""
    year = year_of(match, context)
    return festival(FESTIVALS[match["f"]], year, context)


def day_of_short_year(match: re.Match[str], context: Context) -> Interval | None:
    """18年10月1日; up to another day of that month or year."""
    year = short_year(match, context)
    if year is None:
        return None
    first = cal.day(year, chinese_number(match["m"]), chinese_number(match["d"]))
    if not match["d2"]:
        return first
    last_month = chinese_number(match["m2"] or match["m"])
    return cal.between(first, cal.day(year, last_month, chinese_number(match["d2"])))
