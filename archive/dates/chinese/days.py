"""What rules of Chinese expressions make of a match in folded text: days."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates import odds
from archive.dates.calendar import Interval
from archive.dates.chinese.cues import likely_in_story
from archive.dates.chinese.months import named_month
from archive.dates.chinese.words import short_year, weekday_of, year_of
from archive.dates.chinese.years_before import year_before
from archive.dates.festivals import FESTIVALS, festival
from archive.dates.rules import Context
from archive.text.chinese_numbers import chinese_number, how_many
from archive.text.folding import fold_text

#: A weekday with its day is not so far from publication; where it seems so, it is misprinted.
_NEAR: Final = 180

#: The longest that a list goes on from what was named last to its next day.
_LONGEST: Final = 24


#: Between what was named last and a day of the same list: 15日至17日、20日.
_IN_LIST: Final = re.compile(
    fold_text(
        r"[ \d〇零一二三四五六七八九十廿年月份日號至到–—~、及以與和()星期周禮拜天今去本-]{1,30}"
    )
)
_AND: Final = fold_text("、及與和")


def named_day(match: re.Match[str], context: Context) -> Interval | None:
    """A day of a month; a weekday in brackets fixes the year."""
    month, day = chinese_number(match["m"]), chinese_number(match["d"])
    year = year_of(match, context)
    if year is not None:
        return cal.day(year, month, day)
    groups = match.groupdict()
    if weekday := groups.get("w") or groups.get("wb"):
        on_weekday = cal.day_on_weekday(
            context.today, month, day, weekday_of(weekday), coming=context.coming
        )
        # A weekday that fits years ahead only is a misprint, where nothing is announced.
        if on_weekday and (context.coming or (on_weekday.first - context.today).days <= _NEAR):
            return on_weekday
    told = year_before(match, month, context) or _year_of_list(match, month, context)
    if told is not None:
        return cal.day(told, month, day)
    return odds.likely_day(context.today, month, day, likely_in_story(match, context))


def _year_of_list(match: re.Match[str], month: int, context: Context) -> int | None:
    """The year of the day before this one in a list: 去年8月18日、10月1日."""
    before = context.before
    if before is None or match.start() - context.before_at > _LONGEST or before.month > month:
        return None
    in_list = _IN_LIST.fullmatch(match.string, context.before_at, match.start())
    return before.year if in_list and match.string[match.start() - 1] in _AND else None


def day_to_day(match: re.Match[str], context: Context) -> Interval | None:
    """From one day to another; the second names only what differs."""
    month = chinese_number(match["m"])
    last_month = chinese_number(match["m2"]) if match["m2"] else month
    year, last_year = year_of(match, context), year_of(match, context, "2")
    if year is None:
        year = year_before(match, month, context)
    if match["next"]:
        near = odds.likely_month(context.today, month, context.likely)
        year = year or (near.first.year if near else context.today.year)
        last_year = year + 1
    if year is None and not last_year:
        year = _year_around(context.today, (month, match["d"]), (last_month, match["d2"]))
    if year is None:
        likely = likely_in_story(match, context)
        last = odds.likely_day(context.today, last_month, chinese_number(match["d2"]), likely)
        year = None if last is None else last.first.year - (month > last_month)
    else:
        last_year = last_year or year + (month > last_month)
        last = cal.day(last_year, last_month, chinese_number(match["d2"]))
    return (
        None
        if year is None
        else cal.between(cal.day(year, month, chinese_number(match["d"])), last)
    )


def _year_around(today: dt.date, first: tuple[int, str], last: tuple[int, str]) -> int | None:
    """The year in which a stretch from a month and day to another begins, if a day is in it."""
    for year in (today.year, today.year - 1):
        whole = cal.between(
            cal.day(year, first[0], chinese_number(first[1])),
            cal.day(year + (first[0] > last[0]), last[0], chinese_number(last[1])),
        )
        if whole and whole.first <= today <= whole.last:
            return year
    return None


def days_alone(match: re.Match[str], context: Context) -> Interval | None:
    """From one day of a month to another, the month not named."""
    last = odds.likely_day_of_month(context.today, chinese_number(match["d2"]), context.likely)
    if last is None:
        return None
    return cal.between(cal.day(last.first.year, last.first.month, chinese_number(match["d"])), last)


def weekday_and_day(match: re.Match[str], context: Context) -> Interval | None:
    """周五(19日): the day fixes which Friday."""
    return cal.weekday_on(context.today, weekday_of(match["w"]), chinese_number(match["d"]))


def weekday_in_full(match: re.Match[str], context: Context) -> Interval | None:
    """周四（5月9日）: the weekday says that the day is near."""
    found = named_day(match, context)
    if found is None or match["y"] or abs((found.first - context.today).days) <= _NEAR:
        return found
    month, day = chinese_number(match["m"]), chinese_number(match["d"])
    return odds.likely_day(context.today, month, day, likely_in_story(match, context))


def bracketed(match: re.Match[str], context: Context) -> Interval | None:
    """今天（7月7日）, 昨晚（周三）: the brackets say which day."""
    if match["m"]:
        return named_day(match, context)
    if match.groupdict().get("wb"):
        return _beside_on(context, match[0][0], weekday_of(match["wb"]))
    days = (cal.on(context.today, shift) for shift in range(-3, 4))
    fits = (
        interval
        for interval in days
        if interval and interval.first.day == chinese_number(match["d"])
    )
    return next(fits, None)


def day_beside_in_brackets(match: re.Match[str], context: Context) -> Interval | None:
    """翌日（10日）: the number says which day near the one that was named, or near publication."""
    number = chinese_number(match["d"])
    near = context.day_before or context.today
    shift = 1 if match["x"] in ("翌", "次") else 0
    told = cal.on(near, shift)
    if told and told.first.day == number:
        return told
    return odds.likely_day_of_month(context.today, number, context.likely)


_BESIDE: Final = {"今": 0, "昨": -1, "明": 1, "前": -2, fold_text("後"): 2}


def _beside_on(context: Context, word: str, weekday: int) -> Interval | None:
    """The day that is nearest to yesterday, today ... and falls on a weekday."""
    ahead = (weekday - context.today.weekday() - _BESIDE[word] + 3) % 7 - 3
    return cal.on(context.today, _BESIDE[word] + ahead)


def day_alone(match: re.Match[str], context: Context) -> Interval | None:
    """A day, the month not named."""
    likely = likely_in_story(match, context)
    return odds.likely_day_of_month(context.today, chinese_number(match["d"]), likely)


def festival_day(match: re.Match[str], context: Context) -> Interval | None:
    """A festival."""
    year = year_of(match, context)
    if year is None:
        before = match.string[max(0, match.start() - _JUST_BEFORE) : match.start()]
        if is_in_title(match) or _YEARS_AGO.search(before):
            return None
        year = _year_of_festival(match, context)
    return festival(FESTIVALS[match["f"]], year, context)


_GOLDEN: Final = {
    fold_text(name): span
    for name, span in {
        "國慶": ((10, 1), (10, 7)),
        "十一": ((10, 1), (10, 7)),
        "五一": ((5, 1), (5, 5)),
    }.items()
}


def golden_week(match: re.Match[str], context: Context) -> Interval | None:
    """國慶黃金周: the holidays from the first to the seventh of October, from New Year on a week."""
    year, span = year_of(match, context), _GOLDEN.get(match["g"])
    if span is None:
        first = festival("new-year", year, context)
        return first and cal.between(first, cal.on(first.first, 6))
    if year is None:
        first = odds.likely_day(context.today, *span[0], context.likely)
        year = None if first is None else first.first.year
    return None if year is None else cal.between(cal.day(year, *span[0]), cal.day(year, *span[1]))


#: How long a title may be in which a festival is no day: 《春暖山河 家國清明》.
_TITLE: Final = 30


def is_in_title(match: re.Match[str]) -> bool:
    """Whether an expression stands in 《》."""
    text, start = match.string, match.start()
    opens = max(text.rfind(sign, max(0, start - _TITLE), start) for sign in "《〈")
    closes = max(text.rfind(sign, max(0, start - _TITLE), start) for sign in "》〉")
    return opens > closes


#: How far behind a year a festival may be of it, and what brings it back to the present.
_AFTER_YEAR: Final = 40
_JUST_BEFORE: Final = 12
_THIS_ONE: Final = re.compile(fold_text("這個|剛過|過去的|今年|本屆"))
_YEARS_AGO: Final = re.compile(r"[\d一二三四五六七八九十廿百]年前的?$")


def _year_of_festival(match: re.Match[str], context: Context) -> int | None:
    """The year that the sentence named just before: 2016年2月8日的農曆新年."""
    text, start = match.string, match.start()
    if text.find("年", max(0, start - _AFTER_YEAR), start) < 0:
        return None
    if _THIS_ONE.search(text, max(0, start - _JUST_BEFORE), start):
        return None
    return year_before(match, 12, context)


def day_of_short_year(match: re.Match[str], context: Context) -> Interval | None:
    """18年10月1日, 八九年六月四日; up to another day of that month or year."""
    year = short_year(match, context)
    first = cal.day(year, chinese_number(match["m"]), chinese_number(match["d"]))
    if not match["d2"]:
        return first
    last_month = chinese_number(match["m2"] or match["m"])
    return cal.between(first, cal.day(year, last_month, chinese_number(match["d2"])))


def day_of_list(match: re.Match[str], context: Context) -> Interval | None:
    """2月27、28日: a day of the month that the day before it in the list is of."""
    before = context.before
    if before is None or match.start() - context.before_at > _LONGEST:
        return None
    if not _IN_LIST.fullmatch(match.string, context.before_at, match.start()):
        return None
    number = chinese_number(match["d"])
    if number <= before.day:
        return None
    first = cal.day(before.year, before.month, number)
    if not match["d2"]:
        return first
    return cal.between(first, cal.day(before.year, before.month, chinese_number(match["d2"])))


def days_of_month_end(match: re.Match[str], context: Context) -> Interval | None:
    """5月最後五日, 10月首三天."""
    whole, count = named_month(match, context), chinese_number(match["n"])
    if whole is None or not 1 <= count <= whole.last.day:
        return None
    if match["first"]:
        return cal.between(cal.on(whole.first), cal.on(whole.first, count - 1))
    return cal.between(cal.on(whole.last, 1 - count), cal.on(whole.last))


def day_of_years_ago(match: re.Match[str], context: Context) -> Interval | None:
    """兩年前10月17日, 三年前六月."""
    year, month = context.today.year - how_many(match["n"]), chinese_number(match["m"])
    return (
        cal.day(year, month, chinese_number(match["d"])) if match["d"] else cal.month(year, month)
    )


def this_day_years_ago(match: re.Match[str], context: Context) -> Interval | None:
    """四年前今日: the day of publication in an earlier year."""
    today = context.today
    return cal.day(today.year - how_many(match["n"]), today.month, today.day)
