"""What rules of Chinese expressions make of a match in folded text."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates.calendar import Interval
from archive.dates.festivals import FESTIVALS, festival
from archive.dates.numerals import DIGITS, how_many, number
from archive.dates.rules import Context
from archive.model.dates import Precision
from archive.text.folding import fold_text

_WEEKDAYS: Final = "一二三四五六日"

_RELATIVE: Final = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, fold_text("後"): 2}
_SHIFTS: Final = {
    "上上": -2,
    "上": -1,
    "本": 0,
    fold_text("這"): 0,
    "今": 0,
    "下": 1,
    "下下": 2,
    fold_text("當"): 0,
}


def year_of(match: re.Match[str], context: Context, end: str = "") -> int | None:
    """The year that is written, of the Common Era or the Republic, or told from this one."""
    groups = match.groupdict()
    if written := groups.get(f"y{end}"):
        return number(written)
    if republic := groups.get(f"roc{end}"):
        return 1911 + number(republic)
    if relative := groups.get("ry"):
        return context.today.year + _RELATIVE[relative[0]]
    return None


def part_of(match: re.Match[str]) -> str:
    """Which part of an interval is meant."""
    text = match.groupdict().get("part") or ""
    if not text:
        return ""
    if "初" in text or "上旬" in text:
        return "early"
    return "mid" if "中" in text else "late" if text[-1] in "底末旬" else ""


def weekday_of(text: str) -> int:
    """The weekday of a character, Monday 0."""
    return 6 if text == "天" else _WEEKDAYS.index(text)


def day(match: re.Match[str], context: Context) -> Interval | None:
    """A day of a month; a weekday in brackets fixes the year."""
    month, day = number(match["m"]), number(match["d"])
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


def days(match: re.Match[str], context: Context) -> Interval | None:
    """From one day to another; the second names only what differs."""
    month = number(match["m"])
    last_month = number(match["m2"]) if match["m2"] else month
    year, last_year = year_of(match, context), year_of(match, context, "2")
    if year is None:
        last = cal.nearest_day(
            context.today, last_month, number(match["d2"]), coming=context.coming
        )
        year = None if last is None else last.first.year - (month > last_month)
    else:
        last_year = last_year or year + (month > last_month)
        last = cal.day(last_year, last_month, number(match["d2"]))
    return None if year is None else cal.between(cal.day(year, month, number(match["d"])), last)


def days_alone(match: re.Match[str], context: Context) -> Interval | None:
    """From one day of a month to another, the month not named."""
    last = cal.day_of_month(context.today, number(match["d2"]), coming=context.coming)
    if last is None:
        return None
    return cal.between(cal.day(last.first.year, last.first.month, number(match["d"])), last)


def month(match: re.Match[str], context: Context) -> Interval | None:
    """A month, of a year or the nearest."""
    year = year_of(match, context)
    part, month = part_of(match), number(match["m"])
    if year is not None:
        return cal.month(year, month, part)
    return cal.nearest_month(context.today, month, coming=context.coming, part=part)


def months(match: re.Match[str], context: Context) -> Interval | None:
    """From a month to a month."""
    first, last = number(match["m"]), number(match["m2"])
    year, last_year = year_of(match, context), year_of(match, context, "2")
    if year is None:
        end = cal.nearest_month(context.today, last, coming=context.coming)
        return (
            None
            if end is None
            else cal.between(cal.month(end.first.year - (first > last), first), end)
        )
    return cal.between(cal.month(year, first), cal.month(last_year or year + (first > last), last))


def years(match: re.Match[str], context: Context) -> Interval | None:
    """From a year to a year."""
    first, last = year_of(match, context), year_of(match, context, "2")
    return None if first is None or last is None else cal.years(first, last)


def half(match: re.Match[str], context: Context) -> Interval | None:
    """A half of a year."""
    year = year_of(match, context)
    return None if year is None else cal.half(year, 1 if match["h"] == "上" else 2)


def quarter(match: re.Match[str], context: Context) -> Interval | None:
    """A quarter of a year."""
    year = year_of(match, context)
    return None if year is None else cal.quarter(year, number(match["q"] or match["q2"]))


def whole_year(match: re.Match[str], context: Context) -> Interval | None:
    """A year."""
    year = year_of(match, context)
    return None if year is None else cal.year(year, part_of(match))


def decade(match: re.Match[str], _: Context) -> Interval | None:
    """A decade, of a century or of the last."""
    written = match["e"]
    decade = number(written) if written.isdecimal() else 10 * DIGITS[written[0]]
    if decade >= 100:
        return cal.years(decade, decade + 9, Precision.DECADE, part_of(match))
    century = match["c"] or ""
    start = 1900
    if "本" in century or century.startswith(("21", "二十一", "廿一")):
        start = 2000
    elif century.startswith(("19", "十九")):
        start = 1800
    elif century.startswith(("18", "十八")):
        start = 1700
    return cal.years(start + decade, start + decade + 9, Precision.DECADE, part_of(match))


def century(match: re.Match[str], context: Context) -> Interval | None:
    """A century."""
    text = match["c"]
    this = (context.published.year - 1) // 100 + 1 if context.published else 21
    count = {"上": this - 1, "本": this, "下": this + 1}.get(text) or number(text)
    return cal.century(count, part_of(match)) if 1 <= count <= 22 else None


def weekday_and_day(match: re.Match[str], context: Context) -> Interval | None:
    """周五(19日): the day fixes which Friday."""
    return cal.weekday_on(context.today, weekday_of(match["w"]), number(match["d"]))


def bracketed(match: re.Match[str], context: Context) -> Interval | None:
    """今天（7月7日）: the brackets say which day."""
    if match["m"]:
        return day(match, context)
    days = (cal.on(context.today, shift) for shift in range(-3, 4))
    fits = (interval for interval in days if interval and interval.first.day == number(match["d"]))
    return next(fits, None)


def shift_of(match: re.Match[str]) -> int:
    """How many weeks or months ahead."""
    return _SHIFTS[match["r"] or "本"]


def _week_from(context: Context, shift: int) -> Interval | None:
    """The week so many ahead, from Monday on.

    On a Sunday the week before and the next are told as if a new one had begun: so are 65 of 76
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


def week(match: re.Match[str], context: Context) -> Interval | None:
    """A week or its end."""
    if match["end"]:
        return cal.weekend(context.today, shift_of(match))
    return _week_from(context, shift_of(match))


def shifted_month(match: re.Match[str], context: Context) -> Interval | None:
    """Another month, or a day of it."""
    today, part = context.today, part_of(match)
    whole = cal.month(today.year, today.month + shift_of(match), part)
    if whole is None or not match.groupdict().get("d"):
        return whole
    return cal.day(whole.first.year, whole.first.month, number(match["d"]))


def shifted_quarter(match: re.Match[str], context: Context) -> Interval | None:
    """Another quarter."""
    today = context.today
    return cal.quarter(today.year, (today.month - 1) // 3 + 1 + shift_of(match))


def day_alone(match: re.Match[str], context: Context) -> Interval | None:
    """A day, the month not named."""
    return cal.day_of_month(context.today, number(match["d"]), coming=context.coming)


def festival_day(match: re.Match[str], context: Context) -> Interval | None:
    """A festival."""
    year = year_of(match, context)
    return festival(FESTIVALS[match["f"]], year, context)


#: Units of time; what is none of them is a week.
UNITS: Final = {"年": "year", "月": "month", "日": "day", "天": "day"}


def up_to_now(match: re.Match[str], context: Context) -> Interval | None:
    """過去三年: rolling back from publication."""
    return cal.back(context.today, how_many(match["n"]), UNITS.get(match["u"], "week"))


def half_alone(match: re.Match[str], context: Context) -> Interval | None:
    """A half of this year."""
    return cal.half(context.today.year, 1 if match["h"] == "上" else 2)


def quarter_alone(match: re.Match[str], context: Context) -> Interval | None:
    """The last such quarter."""
    return cal.last_quarter(context.today, number(match["q"] or match["q2"]))


def financial_year(match: re.Match[str], _: Context) -> Interval | None:
    """2023/24年度."""
    first = int(match["y"])
    return cal.years(first, first // 100 * 100 + int(match["y2"][-2:]))
