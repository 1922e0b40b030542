"""What rules of Chinese expressions make of a match: months, quarters and halves of a year."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates import odds
from archive.dates.calendar import Interval
from archive.dates.chinese.cues import likely_in_story
from archive.dates.chinese.patterns import MONTH_NUMBER, folded
from archive.dates.chinese.words import part_of, shift_of, year_of
from archive.dates.chinese.years_before import year_before
from archive.dates.rules import Context
from archive.text.chinese_numbers import chinese_number
from archive.text.folding import fold_text


def named_month(match: re.Match[str], context: Context) -> Interval | None:
    """A month, of a year or the nearest."""
    year = year_of(match, context)
    part, month = part_of(match), chinese_number(match["m"])
    if year is None:
        year = year_before(match, month, context)
    if year is not None:
        return cal.month(year, month, part)
    return odds.likely_month(context.today, month, likely_in_story(match, context), part)


def month_to_month(match: re.Match[str], context: Context) -> Interval | None:
    """From a month to a month."""
    first, last = chinese_number(match["m"]), chinese_number(match["m2"])
    year, last_year = year_of(match, context), year_of(match, context, "2")
    if match["and"] and (last != first + 1 or last_year):
        return None
    if year is None:
        year = year_before(match, first, context)
    if match["next"]:
        near = odds.likely_month(context.today, first, context.likely)
        year = year or (near.first.year if near else context.today.year)
        last_year = year + 1
    today = context.today if year is None else None
    if today and first <= today.month <= last:
        year = today.year
    elif today:
        end = odds.likely_month(today, last, likely_in_story(match, context))
        year = None if end is None else end.first.year - (first > last)
    if year is None:
        return None
    return cal.between(cal.month(year, first), cal.month(last_year or year + (first > last), last))


def half_of_year(match: re.Match[str], context: Context) -> Interval | None:
    """A half of a year."""
    year = year_of(match, context)
    return None if year is None else cal.half(year, 1 if match["h"] == "上" else 2)


def quarter_of_year(match: re.Match[str], context: Context) -> Interval | None:
    """A quarter of a year."""
    year = year_of(match, context)
    return None if year is None else cal.quarter(year, chinese_number(match["q"] or match["q2"]))


_COMPARING: Final = tuple(map(fold_text, ("較", "比", "跟", "與", "由")))
_FROM_THEN: Final = tuple(map(fold_text, ("起", "開始", "底", "初", "中")))

#: How far before 較上月 the month stands that is compared.
_COMPARED: Final = 60

_MONTH: Final = folded(rf"(?<!\d)(?P<m>{MONTH_NUMBER})\s?月")


def _compared_with(match: re.Match[str], context: Context) -> dt.date | None:
    """Last month, where its figures are compared with those of the month before: 4月較上月回升."""
    text, start = match.string, match.start()
    if (
        match["r"] != "上"
        or not text.endswith(_COMPARING, 0, start)
        or text.startswith(_FROM_THEN, match.end())
    ):
        return None
    from_ = max(text.rfind("\n", 0, start) + 1, start - _COMPARED)
    named = [chinese_number(one["m"]) for one in _MONTH.finditer(text, from_, start)]
    last = cal.month(context.today.year, context.today.month - 1)
    return last.first if last and named and named[-1] == last.first.month else None


def shifted_month(match: re.Match[str], context: Context) -> Interval | None:
    """Another month, or a day of it."""
    part = part_of(match)
    today = _compared_with(match, context) or context.today
    whole = cal.month(today.year, today.month + shift_of(match), part)
    if whole is None or not match.groupdict().get("d"):
        return whole
    return cal.day(whole.first.year, whole.first.month, chinese_number(match["d"]))


def days_of_shifted_month(match: re.Match[str], context: Context) -> Interval | None:
    """本月7至8日, 下月7日至9日."""
    today = context.today
    whole = cal.month(today.year, today.month + shift_of(match))
    if whole is None:
        return None
    year, month = whole.first.year, whole.first.month
    first, last = chinese_number(match["d"]), chinese_number(match["d2"])
    return cal.between(cal.day(year, month, first), cal.day(year, month, last))


def shifted_quarter(match: re.Match[str], context: Context) -> Interval | None:
    """Another quarter."""
    today = context.today
    return cal.quarter(today.year, (today.month - 1) // 3 + 1 + shift_of(match))


def half_alone(match: re.Match[str], context: Context) -> Interval | None:
    """A half of this year."""
    return cal.half(context.today.year, 1 if match["h"] == "上" else 2)


#: From this on words announce a quarter.
_ANNOUNCED: Final = 2.5


def quarter_alone(match: re.Match[str], context: Context) -> Interval | None:
    """The last such quarter, or the next where words announce it."""
    number = 1 if match["q"] is None else chinese_number(match["q"])
    return cal.nearest_quarter(context.today, number, coming=context.likely >= _ANNOUNCED)


def first_quarters(match: re.Match[str], context: Context) -> Interval | None:
    """前三季度: of the last year in which they are over, where none is named."""
    year, count = year_of(match, context), chinese_number(match["n"])
    if year is None:
        whole = cal.quarter(context.today.year, count)
        year = context.today.year - bool(whole and whole.last > context.today)
    return cal.between(cal.quarter(year, 1), cal.quarter(year, count))


def quarters_of_year(match: re.Match[str], context: Context) -> Interval | None:
    """第一及第二季: two that follow each other, of a year or the last in which they are over."""
    first, last = chinese_number(match["q"]), chinese_number(match["q2"])
    if match["and"] and last != first + 1:
        return None
    year = year_of(match, context)
    if year is None:
        latest = cal.nearest_quarter(context.today, last, coming=context.coming)
        year = None if latest is None else latest.first.year
    return None if year is None else cal.between(cal.quarter(year, first), cal.quarter(year, last))


def first_months(match: re.Match[str], context: Context) -> Interval | None:
    """今年首9個月, 首三個月: of the last year in which they are over, where none is named."""
    year, count = year_of(match, context), chinese_number(match["n"])
    if not 1 <= count <= 12:
        return None
    if year is None:
        whole = cal.month(context.today.year, count)
        year = context.today.year - bool(whole and whole.last > context.today)
    return cal.between(cal.month(year, 1), cal.month(year, count))


def same_month(match: re.Match[str], context: Context) -> Interval | None:
    """去年同月: told from the month that was named before."""
    like = (context.before if match["x"] == "同" else None) or context.today
    year = year_of(match, context)
    if year is None:
        return None
    if match["d"]:
        return cal.day(year, like.month, chinese_number(match["d"]))
    return cal.month(year, like.month)


#: What names a month just before 月初 and 月底, which then may be of that one.
_OTHER_MONTH: Final = folded(rf"{MONTH_NUMBER}\s?月|[上下每當同翌次]個?月|年")
_BACK: Final = 80
_FIRST_DAYS, _LAST_DAYS = 5, 25


def part_of_this_month(match: re.Match[str], context: Context) -> Interval | None:
    """月初, 月底: of this month, unless another was just named, or the next or last may be meant."""
    text, start, today, part = match.string, match.start(), context.today, part_of(match)
    if _OTHER_MONTH.search(text, max(0, start - _BACK), start):
        return None
    coming = context.likely >= _ANNOUNCED
    if (part == "late" and today.day <= _FIRST_DAYS and not coming) or (
        part == "early" and today.day >= _LAST_DAYS and coming
    ):
        return None
    return cal.month(today.year, today.month, part)
