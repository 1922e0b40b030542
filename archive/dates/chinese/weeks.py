"""What rules of Chinese expressions make of a match: weeks, and weekdays of a week, month or year."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates import odds
from archive.dates.calendar import Interval
from archive.dates.chinese.cues import likely_in_story
from archive.dates.chinese.days import is_in_title
from archive.dates.chinese.months import named_month
from archive.dates.chinese.patterns import folded
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
    if match["and"] and weekday_of(match["w2"]) != weekday_of(match["w"]) + 1:
        return None
    return cal.between(
        cal.on(whole.first, weekday_of(match["w"])), cal.on(whole.first, weekday_of(match["w2"]))
    )


#: Around a weekday that is none of one week: 平日, 逢, 星期六、日, 周日崇拜, the name of a column.
_ANY_WEEK_BEFORE: Final = folded(
    r"(?:平[時日]的?|除了|每個?|逢[^，。；\n]{0,8}|每[^，。；\n]{1,6}|[那這]是|平常的|例如|每?月最後的|不是|[當那]天是|(?<![譬例])如(?!今)[^，。]{0,5}是|[一兩三四五六七八九十幾]個|通常|習慣|一般|撰文：|【|博客 \| |偏低的|快樂|黑色)$"
)
_ANY_WEEK_BEHIND: Final = folded(
    r"(?:[／/、]?日(?![舉發本早晚上下中的起])|[及或]公眾假期|[(（]?或?公眾假期|：|崇拜|版(?!權)|晚大屠殺|卻是|或日|效應|次(?!日)|影院|休息(?!過)|公休|例休|一次|才[回返]|清[」』，。；]|檔案|話題|午餐|頌讚|專欄|、(?:周|星期)?[一二三四五六日]及?公眾|在家工作|上(?:教堂|禮拜))"
)


def weekday_alone(match: re.Match[str], context: Context) -> Interval | None:
    """周五: the last, or the next where that is likelier."""
    if _is_of_any_week(match):
        return None
    likely = likely_in_story(match, context)
    return odds.likely_weekday(context.today, weekday_of(match["w"]), likely)


def _is_of_any_week(match: re.Match[str]) -> bool:
    """Whether a weekday is one of any week, or stands in a name."""
    text, start = match.string, match.start()
    return (
        _ANY_WEEK_BEHIND.match(text, match.end()) is not None
        or _ANY_WEEK_BEFORE.search(text, max(0, start - 12), start) is not None
        or is_in_title(match)
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


def weekend_just_over(_: re.Match[str], context: Context) -> Interval | None:
    """剛過去的周末."""
    return cal.weekend(context.today, -1)


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
