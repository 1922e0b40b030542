"""What rules of English expressions make of a match: weeks, and weekdays of a week, month or year."""

from __future__ import annotations

import re

from archive.dates import calendar as cal
from archive.dates import odds
from archive.dates.calendar import Interval
from archive.dates.english.words import SHIFT, month_of, ordinal_of, weekday_of
from archive.dates.rules import Context


def relative_weekday(match: re.Match[str], context: Context) -> Interval | None:
    """Last Friday, next Monday, this Sunday."""
    weekday, word = weekday_of(match["w"]), match["r"].lower()
    if word in ("last", "past", "previous"):
        return cal.on(context.today, -((context.today.weekday() - weekday) % 7 or 7))
    whole = cal.week(context.today, 1 if word in ("next", "coming", "upcoming") else 0)
    return None if whole is None else cal.on(whole.first, weekday)


def _whole(match: re.Match[str], context: Context) -> Interval | None:
    """The month or year that something is told of."""
    if match["y2"]:
        return cal.year(int(match["y2"]))
    if match["r"]:
        today, shift = context.today, SHIFT[match["r"].lower()]
        if match["u"] == "year":
            return cal.year(today.year + shift)
        return cal.month(today.year, today.month + shift)
    if match["y"]:
        return cal.month(int(match["y"]), month_of(match))
    if match["ry"]:
        return cal.month(context.today.year + SHIFT[match["ry"]], month_of(match))
    return odds.likely_month(context.today, month_of(match), context.likely)


def weekday_of_whole(match: re.Match[str], context: Context) -> Interval | None:
    """The first Friday of July."""
    return cal.weekday_in(_whole(match, context), weekday_of(match["w"]), ordinal_of(match["o"]))


def week_of_whole(match: re.Match[str], context: Context) -> Interval | None:
    """The last week of July, the third week of 2027, the third week next year."""
    if match["next"]:
        whole = cal.year(context.today.year + SHIFT[match["next"]])
    else:
        whole = _whole(match, context)
    return cal.week_in(whole, ordinal_of(match["o"]))


def _week(match: re.Match[str], context: Context) -> Interval | None:
    return cal.week(context.today, SHIFT[match["r"]])


def weekday_of_week(match: re.Match[str], context: Context) -> Interval | None:
    """Friday next week, last week on Friday."""
    whole = _week(match, context)
    return None if whole is None else cal.on(whole.first, weekday_of(match["w"]))


def weekdays_of_week(match: re.Match[str], context: Context) -> Interval | None:
    """Wednesday to Friday next week."""
    whole = _week(match, context)
    if whole is None:
        return None
    return cal.between(
        cal.on(whole.first, weekday_of(match["w"])), cal.on(whole.first, weekday_of(match["w2"]))
    )
