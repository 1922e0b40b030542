"""What rules of Chinese expressions make of a match: weeks, and weekdays of a week, month or year."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates.calendar import Interval
from archive.dates.chinese.months import named_month
from archive.dates.chinese.patterns import folded
from archive.dates.chinese.words import shift_of, weekday_of, year_of
from archive.dates.rules import Context
from archive.text.chinese_numbers import chinese_number
from archive.text.folding import fold_text

#: Before a weekday that is over.
_PASSED: Final = re.compile(fold_text("過去的?$|剛過的$|當地時間$|當時$|曾[^，。]{0,5}$|那個$"))


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


#: What tells that a day is over.
_OVER: Final = folded(
    r"^[^，。；！？\n]{0,25}?(?:了|已|曾|表示|指出|稱|說|發生|當時|結果|宣布|發表|證實|獲|遭|辭職|過後)|"
    r"^[^。！？\n]{0,30}?(?:[，,]結果|竟|豈料|剛遇|有幾多|時[，,]|送院|收市)"
)

#: What is announced for a day; a day of an event that is over has been told of as 上周五.
_ANNOUNCED: Final = folded(
    r"(?:凌晨|早上|上午|中午|下午|傍晚|晚上|早|晚|起)?(?:[在於][^，。]{2,12})?(?:開幕|揭幕|舉行|召開|提堂|開庭|開審|聆訊|"
    r"續審|再訊|宣判|判刑|裁決|投票|生效|實施|恢復|到訪|上映|公映|截止|與公眾見面|出席.{0,8}問話|審議|表決)"
)

#: A weekday so long ago would be told as one of last week: 上周五.
_LONG_AGO: Final = 5


def weekday_alone(match: re.Match[str], context: Context) -> Interval | None:
    """周五: of this week, so that one of five days ago is rather the next, if nothing tells otherwise.

    Of 60 that were read where the last was four days ago or more, 40 were weekdays of a day; of those of five
    or six days, nine in ten were to come.
    """
    weekday = weekday_of(match["w"])
    coming = context.coming
    if not coming:
        ago = (context.today.weekday() - weekday) % 7
        text, end = match.string, match.end()
        behind = text[end : end + 40]
        last_week = 3 <= ago < _LONG_AGO and weekday > context.today.weekday()
        announced = last_week and _ANNOUNCED.match(behind) is not None
        coming = (ago >= _LONG_AGO or announced) and not (
            _OVER.search(behind) or _PASSED.search(text, max(0, match.start() - 8), match.start())
        )
    return cal.nearest_weekday(context.today, weekday, coming=coming)


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
