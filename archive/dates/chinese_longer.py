"""Chinese expressions of several pieces, which go before those that they are made of."""

from __future__ import annotations

import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates.calendar import Interval
from archive.dates.chinese_patterns import DAY, MONTH, PART, WEEK, YEAR_OR_RELATIVE, rule
from archive.dates.chinese_readings import UNITS, month, part_of, shift_of, weekday_of, year_of
from archive.dates.numerals import how_many, number
from archive.dates.rules import Context

#: Years of two digits are of this century up to so many years ahead.
_AHEAD: Final = 5


def _whole(match: re.Match[str], context: Context) -> Interval | None:
    """The month or year that something is told of."""
    if match["r"]:
        today = context.today
        return cal.month(today.year, today.month + shift_of(match))
    if match["m"]:
        return month(match, context)
    year = year_of(match, context)
    return None if year is None else cal.year(year)


def _first_quarters(match: re.Match[str], context: Context) -> Interval | None:
    """前三季度: of the last year in which they are over, where none is named."""
    year, count = year_of(match, context), number(match["n"])
    if year is None:
        whole = cal.quarter(context.today.year, count)
        year = context.today.year - bool(whole and whole.last > context.today)
    return cal.between(cal.quarter(year, 1), cal.quarter(year, count))


def _ordinal(match: re.Match[str]) -> int:
    return number(match["o"]) if match["o"] else -1


def _weekday_of_whole(match: re.Match[str], context: Context) -> Interval | None:
    """五月第二個星期日."""
    return cal.weekday_in(_whole(match, context), weekday_of(match["w"]), _ordinal(match))


def _week_of_whole(match: re.Match[str], context: Context) -> Interval | None:
    """十月的第一周."""
    return cal.week_in(_whole(match, context), _ordinal(match))


def _short_year(match: re.Match[str], context: Context) -> int | None:
    groups = match.groupdict()
    year = 2000 + number(groups["y"] or groups["yh"])
    return (
        year if year <= (context.published.year if context.published else year) + _AHEAD else None
    )


def _day_of_short_year(match: re.Match[str], context: Context) -> Interval | None:
    """18年10月1日; up to another day of that month or year."""
    year = _short_year(match, context)
    if year is None:
        return None
    first = cal.day(year, number(match["m"]), number(match["d"]))
    if not match["d2"]:
        return first
    last_month = number(match["m2"] or match["m"])
    return cal.between(first, cal.day(year, last_month, number(match["d2"])))


def _month_of_short_year(match: re.Match[str], context: Context) -> Interval | None:
    """08年, 零八年五月."""
    year = _short_year(match, context)
    if year is None:
        return None
    if match["m"]:
        return cal.month(year, number(match["m"]), part_of(match))
    return cal.year(year, part_of(match))


def _ahead(match: re.Match[str], context: Context) -> Interval | None:
    """未來兩天."""
    return cal.ahead(context.today, how_many(match["n"]), UNITS.get(match["u"], "week"))


def _same_month(match: re.Match[str], context: Context) -> Interval | None:
    """去年同月: told from the month that was named before."""
    like = (context.before if match["x"] == "同" else None) or context.today
    year = year_of(match, context)
    if year is None:
        return None
    if match["d"]:
        return cal.day(year, like.month, number(match["d"]))
    return cal.month(year, like.month)


_OF: Final = rf"(?:(?P<r>[上下本這])(?:個)?月|(?:{YEAR_OR_RELATIVE}\s?)?(?:{MONTH.format('')})?)的?"
_NTH: Final = r"(?:第(?P<o>[一二三四五1-5])|最後(?:一)?)(?:個)?"

RULES: Final = (
    rule(
        "weekday_of_month",
        rf"{_OF}{_NTH}{WEEK}(?P<w>[一二三四五六日天])",
        _weekday_of_whole,
        words="個星期|個周|個禮拜|個週",
    ),
    rule(
        "week_of_month_or_year",
        rf"{_OF}{_NTH}{WEEK}(?![一二三四五六日天末年歲])",
        _week_of_whole,
        words="個星期|個周|個禮拜|一周|二周|三周|四周",
    ),
    rule(
        "day_month_and_year",
        rf"(?P<y>[0-4]\d)(?<![\d.民國][0-4]\d)\s?年{MONTH.format('')}{DAY.format('')}"
        rf"(?:\s?(?:至|到|-|–|—)\s?(?:{MONTH.format(2)})?{DAY.format(2)})?",
        _day_of_short_year,
        words="年",
    ),
    rule(
        "year",
        r"(?:(?P<y>0\d)(?<![\d.,零〇]0\d)|零(?<![一二三四五六七八九十百千零〇○兩]零)(?P<yh>[一二三四五六七八九]))\s?"
        rf"年(?:{MONTH.format('')})?{PART}(?![級代])",
        _month_of_short_year,
        words="0|零",
    ),
    rule(
        "time_ahead",
        r"(?:未來|接下來)(?:的)?(?P<n>\d{1,2}|[一兩二三四五六七八九十]{1,2})"
        r"(?:個(?=[月星禮]))?(?P<u>(?<=個)月|星期|周|週|禮拜|天|日)(?!期)",
        _ahead,
        words="未來|接下來",
    ),
    rule(
        "quarters_of_year",
        rf"(?:{YEAR_OR_RELATIVE}的?)?(?:前|首)(?P<n>[二兩三23])個?季度?",
        _first_quarters,
        words="季",
    ),
    rule(
        "season",
        r"(?:今|這)個?(?:春|夏|秋|冬)(?:天|季)",
        lambda _, context: cal.year(context.today.year),
        words="春天|夏天|秋天|冬天|春季|夏季|秋季|冬季",
    ),
    rule(
        "month_of_another_year",
        rf"(?P<ry>去年|上年|前年)(?P<x>[同本])月(?:{DAY.format('')})?",
        _same_month,
        words="年同月|年本月",
    ),
)
