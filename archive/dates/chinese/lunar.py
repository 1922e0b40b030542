"""Days of the lunar calendar: 農曆八月十五, 正月初二, 年初三."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Final, NamedTuple

from archive.dates import calendar as cal
from archive.dates.calendar import Interval
from archive.dates.chinese.days import named_day
from archive.dates.chinese.words import year_of
from archive.dates.chinese.years_before import year_before
from archive.dates.rules import Context
from archive.text import tables
from archive.text.chinese_numbers import chinese_number
from archive.text.folding import fold_text

_FIRST: Final = "正"
_TWELFTH: Final = fold_text("臘")


#: Who announces a lunar day rarely means one so many days ahead.
_LONG_AHEAD: Final = 300


class _Year(NamedTuple):
    """The first day of a lunar year, the days of each month, and the month that is doubled or 0."""

    first: dt.date
    lengths: tuple[int, ...]
    leap: int


@cache
def _years() -> dict[int, _Year]:
    """The lunar years 1950 to 2050, by the year that they begin in."""
    years = {}
    for row in tables.rows("archive.dates", "lunar-months.tsv"):
        first, lengths, leap = row.split("\t")
        date = dt.date.fromisoformat(first)
        days = tuple(29 if length == "9" else 30 for length in lengths)
        years[date.year] = _Year(date, days, int(leap))
    return years


def lunar_day(year: int, month: int, day: int) -> Interval | None:
    """A day of a lunar year's month, which is no leap month; None outside the table."""
    lunar = _years().get(year)
    if lunar is None or not 1 <= month <= 12:
        return None
    months_before = month - 1 + (0 < lunar.leap < month)
    if not 1 <= day <= lunar.lengths[months_before]:
        return None
    return cal.on(lunar.first, sum(lunar.lengths[:months_before]) + day - 1)


def named_lunar_day(match: re.Match[str], context: Context) -> Interval | None:
    """A lunar day of a year or the nearest, the next where it is to come; in brackets stands which.

    Years are told by the calendar of the newspaper: 去年正月.
    """
    groups = match.groupdict()
    if groups.get("d"):
        return named_day(match, context)
    if not _is_lunar(match):
        return None
    month, day = _month_of(match["lm"]), chinese_number(match["ld"])
    if not match["lm"] and match["ld"][0] == "廿":
        month = 12  # 年廿九 is before New Year
    year = year_of(match, context)
    if year is None:
        year = year_before(match, month, context)
    if year is not None:
        return lunar_day(year, month, day)
    today = context.today
    around = [
        interval
        for shift in (-1, 0, 1)
        if (interval := lunar_day(today.year + shift, month, day)) is not None
    ]
    coming = [interval for interval in around if interval.first >= today]
    if context.coming and coming and (coming[0].first - today).days < _LONG_AHEAD:
        return coming[0]
    return min(around, key=lambda interval: abs((interval.first - today).days), default=None)


#: What stands behind a day such as 三月初三, where 三月初三地 is the beginning of March.
_ENDS: Final = re.compile(r"[\s,。、；()（）日早晚為是「」]|$")
_VAGUE: Final = tuple(map(fold_text, ("般", "些", "直", "系", "批", "輪", "次", "個")))
_MID_AUTUMN: Final = ("八", "十五")


def _is_lunar(match: re.Match[str]) -> bool:
    """Whether an expression is of the lunar calendar: by its name, or as no other has such days."""
    month, day = match["lm"], match["ld"]
    if not month and match.string.startswith(_VAGUE, match.end()):
        return False  # 年初一般: at the beginning of a year
    if match["named"] or not month or month in (_FIRST, _TWELFTH):
        return True
    if match["day"] is None and (month, day) == _MID_AUTUMN:
        return True
    if match["day"] is not None:
        return False  # 三月廿八日 is of the Common Era
    return day[0] in "初廿" and _ENDS.match(match.string, match.end()) is not None


def named_lunar_month(match: re.Match[str], context: Context) -> Interval | None:
    """正月, 農曆七月: of a year or the nearest."""
    if not (match["named"] or match["lm"] in (_FIRST, _TWELFTH)):
        return None
    month, year = _month_of(match["lm"]), year_of(match, context)
    years = [year] if year is not None else [context.today.year + shift for shift in (-1, 0, 1)]
    around = [whole for one in years if (whole := _lunar_month(one, month)) is not None]
    return min(
        around,
        key=lambda whole: abs((whole.first - (context.published or whole.first)).days),
        default=None,
    )


def _lunar_month(year: int, month: int) -> Interval | None:
    last = lunar_day(year, month, 30) or lunar_day(year, month, 29)
    return cal.between(lunar_day(year, month, 1), last)


def _month_of(text: str | None) -> int:
    """The month that is named; days after New Year (年初三) name none."""
    if not text:
        return 1
    return 12 if text == _TWELFTH else chinese_number(text)
