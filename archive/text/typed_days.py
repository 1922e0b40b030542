"""Days as readers type them, in figures, English or Chinese: the first and the last day meant.

All is read in folded text. Weeks begin on Monday.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from typing import Final, NamedTuple

from archive.text.chinese_numbers import chinese_number
from archive.text.folding import fold_text

#: Both ends inclusive.
DayStretch = tuple[dt.date, dt.date]


def _table(rows: dict[int, str]) -> dict[str, int]:
    """Folded words -> their number."""
    return {fold_text(word): number for number, words in rows.items() for word in words.split()}


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


MONTHS_TYPED: Final = {
    name[:length].lower(): number
    for number, name in enumerate(calendar.month_name)
    if name
    for length in (3, len(name))
} | {"sept": 9}
_WEEKDAYS: Final = _table(dict(enumerate("一 1|二 2|三 3|四 4|五 5|六 6|日 天 7".split("|"))))
_ENGLISH_WEEKDAYS: Final = {name.lower(): number for number, name in enumerate(calendar.day_name)}

#: Words for days, by how far they are from today.
_NEAR_DAYS: Final = _table(
    {
        -2: "前天 前日",
        -1: "昨天 昨日 尋日 琴日",
        0: "今天 今日",
        1: "明天 明日 聽日",
        2: "後天 後日",
    }
) | {"yesterday": -1, "today": 0, "tomorrow": 1}
_YEARS: Final = _table({-2: "前年", -1: "去年 上年", 0: "今年 本年", 1: "明年 下年"})
_STEPS: Final = _table({-1: "上個 上", 0: "這個 這 今個 今 本 本個", 1: "下個 下"})
_ENGLISH_STEPS: Final = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1}
_UNITS: Final = {
    **dict.fromkeys(("day", "week", "month", "year")),
    fold_text("天"): "day",
    fold_text("日"): "day",
    fold_text("年"): "year",
    **dict.fromkeys(map(fold_text, ("個月", "月")), "month"),
    **dict.fromkeys(map(fold_text, ("星期", "個星期", "週", "周", "禮拜", "個禮拜")), "week"),
}
_UNIT_NAMES: Final = {word: unit or word for word, unit in _UNITS.items()}
_WEEK: Final = "|".join(fold_text(word) for word in ("星期", "禮拜", "週"))
_HAN_MONTH: Final = fold_text("月")
_BEFORE: Final = fold_text("前")
_PAST: Final = "|".join(fold_text(word) for word in ("過去", "最近", "近"))

_FIGURES: Final = "〇一二三四五六七八九" + fold_text("零兩")
_COUNTED: Final = fold_text("月日號天年個星週禮")
_CHINESE_YEAR: Final = re.compile(f"[{_FIGURES}]{{4}}(?=年)")
_CHINESE_NUMBER: Final = re.compile(f"[{_FIGURES}十廿卅]{{1,3}}(?=[{_COUNTED}])")


def _number(match: re.Match[str]) -> str:
    """A Chinese number in figures; what is none stays."""
    try:
        return str(chinese_number(match[0]))
    except KeyError:
        return match[0]


def _in_figures(folded: str) -> str:
    return _CHINESE_NUMBER.sub(_number, _CHINESE_YEAR.sub(_number, folded))


def all_of_year(year: int) -> DayStretch:
    """A whole year; raises `ValueError` where the calendar has none."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def all_of_month(year: int, month: int) -> DayStretch:
    """A whole month; raises `ValueError` where the calendar has none."""
    first = dt.date(year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> DayStretch:
    exact = dt.date(year, month, day)
    return exact, exact


def _of(year: int, month: str | int | None, day: str | None) -> DayStretch:
    if not month:
        return all_of_year(year)
    return _day(year, int(month), int(day)) if day else all_of_month(year, int(month))


def _whole(unit: str, step: int, today: dt.date) -> DayStretch:
    """A whole day, week, month or year, so many from the one of today."""
    if unit == "year":
        return all_of_year(today.year + step)
    if unit == "month":
        months = 12 * today.year + today.month - 1 + step
        return all_of_month(months // 12, months % 12 + 1)
    if unit == "week":
        monday = today + dt.timedelta(7 * step - today.weekday())
        return monday, monday + dt.timedelta(6)
    exact = today + dt.timedelta(step)
    return exact, exact


def _back(unit: str, count: int, today: dt.date) -> dt.date:
    """The same day so many units ago, or the last one of its month."""
    if unit in ("day", "week"):
        return today - dt.timedelta(count * (7 if unit == "week" else 1))
    first, last = _whole("month", -count * (12 if unit == "year" else 1), today)
    return first.replace(day=min(today.day, last.day))


class _Typed(NamedTuple):
    """A text that has a form of days, and what its reading depends on."""

    match: re.Match[str]
    today: dt.date
    order: str

    def group(self, number: int) -> str:
        return self.match[number] or ""


_Reading = Callable[[_Typed], DayStretch]


def _day_month(m: _Typed) -> DayStretch:
    """14/2/2025 in the newsroom's order, or in the only one that is a day."""
    day, month = (1, 2) if m.order == "dmy" else (2, 1)
    first, second, year = int(m.group(day)), int(m.group(month)), int(m.group(3))
    return _day(year, first, second) if second > 12 >= first else _day(year, second, first)


def _weekday(m: _Typed) -> DayStretch:
    monday, _ = _whole("week", _STEPS[m.group(1) or fold_text("本")], m.today)
    exact = monday + dt.timedelta(_WEEKDAYS[m.group(2)])
    return exact, exact


def _english_weekday(m: _Typed) -> DayStretch:
    """The last one before today, the one of this week, or the next one after today."""
    wanted = _ENGLISH_WEEKDAYS[m.group(2)] - m.today.weekday()
    step = _ENGLISH_STEPS[m.group(1) or "this"]
    if step < 0:
        wanted -= 7 * (wanted >= 0)
    elif step > 0:
        wanted += 7 * (wanted <= 0)
    exact = m.today + dt.timedelta(wanted)
    return exact, exact


def _past(count: str, unit: str, today: dt.date) -> DayStretch:
    """So many days, weeks, months or years up to today, which is one of the days."""
    return _back(_UNIT_NAMES[unit], int(count), today) + dt.timedelta(1), today


def _ago(count: str, unit: str, today: dt.date) -> DayStretch:
    exact = _back(_UNIT_NAMES[unit], int(count), today)
    return exact, exact


_MONTH: Final = _any(MONTHS_TYPED)
_UNIT: Final = _any(dict.fromkeys(_UNIT_NAMES, 0))
_ENGLISH_UNIT: Final = "day|week|month|year"
_STEP: Final = _any(_STEPS)
_ENGLISH_STEP: Final = _any(_ENGLISH_STEPS)
_ENGLISH_WEEKDAY: Final = _any(_ENGLISH_WEEKDAYS)
_NAMED: Final = rf"(?:(?:{_ENGLISH_WEEKDAY}|mon|tue|wed|thu|fri|sat|sun),? )?"
_DAY_BESIDE: Final = "(?:the )?day "
_TH: Final = "(?:st|nd|rd|th)?"

#: Pattern -> what it means; the first that matches the whole text is read.
_FORMS: Final[tuple[tuple[str, _Reading], ...]] = (
    (
        r"(\d{4})(?:(?:[-/.]|年)(\d{1,2})(?:(?:[-/.]|月)(\d{1,2})日?|月)?|年)?",
        lambda m: _of(int(m.group(1)), m.group(2), m.group(3)),
    ),
    (r"(\d{4})(\d\d)(\d\d)", lambda m: _of(int(m.group(1)), int(m.group(2)), m.group(3))),
    (r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", _day_month),
    (r"(\d{1,2})[-/.](\d{4})", lambda m: all_of_month(int(m.group(2)), int(m.group(1)))),
    (
        rf"{_NAMED}(?:the )?(\d{{1,2}}){_TH}[ -]?(?:of )?({_MONTH})\.?,?[ -]?(\d{{4}})",
        lambda m: _day(int(m.group(3)), MONTHS_TYPED[m.group(2)], int(m.group(1))),
    ),
    (
        rf"{_NAMED}({_MONTH})\.? ?(\d{{1,2}}){_TH},? ?(?<=[ ,a-z])(\d{{4}})",
        lambda m: _day(int(m.group(3)), MONTHS_TYPED[m.group(1)], int(m.group(2))),
    ),
    (
        rf"({_MONTH})\.?,?[ -]?(\d{{4}})",
        lambda m: all_of_month(int(m.group(2)), MONTHS_TYPED[m.group(1)]),
    ),
    (
        rf"(\d{{4}})[ -]({_MONTH})",
        lambda m: all_of_month(int(m.group(1)), MONTHS_TYPED[m.group(2)]),
    ),
    (
        rf"({_any(_YEARS)})(?:(\d{{1,2}})月(?:(\d{{1,2}})日?)?)?",
        lambda m: _of(m.today.year + _YEARS[m.group(1)], m.group(2), m.group(3)),
    ),
    (_any(_NEAR_DAYS), lambda m: _whole("day", _NEAR_DAYS[m.match[0]], m.today)),
    (rf"{_DAY_BESIDE}before yesterday", lambda m: _whole("day", -2, m.today)),
    (rf"{_DAY_BESIDE}after tomorrow", lambda m: _whole("day", 2, m.today)),
    (
        rf"({_STEP})({_UNIT})",
        lambda m: _whole(_UNIT_NAMES[m.group(2)], _STEPS[m.group(1)], m.today),
    ),
    (
        rf"({_ENGLISH_STEP}) ({_ENGLISH_UNIT})",
        lambda m: _whole(m.group(2), _ENGLISH_STEPS[m.group(1)], m.today),
    ),
    (
        rf"({_STEP}){_HAN_MONTH}(\d{{1,2}})日",
        lambda m: _in_month(_STEPS[m.group(1)], int(m.group(2)), m.today),
    ),
    (rf"({_STEP})?(?:{_WEEK})({_any(_WEEKDAYS)})", _weekday),
    (rf"(?:({_ENGLISH_STEP}) )?({_ENGLISH_WEEKDAY})", _english_weekday),
    (
        rf"(?:the )?(?:last|past|previous) (\d{{1,3}}) ({_ENGLISH_UNIT})s?",
        lambda m: _past(m.group(1), m.group(2), m.today),
    ),
    (rf"(?:{_PAST})(\d{{1,3}})({_UNIT})", lambda m: _past(m.group(1), m.group(2), m.today)),
    (rf"(\d{{1,3}}) ({_ENGLISH_UNIT})s? ago", lambda m: _ago(m.group(1), m.group(2), m.today)),
    (rf"(\d{{1,3}})({_UNIT}){_BEFORE}", lambda m: _ago(m.group(1), m.group(2), m.today)),
)


def _in_month(step: int, day: int, today: dt.date) -> DayStretch:
    """A day of the month so many from this one."""
    first, _ = _whole("month", step, today)
    exact = first.replace(day=day)
    return exact, exact


_PATTERNS: Final = tuple((re.compile(pattern), reading) for pattern, reading in _FORMS)


def typed_days(text: str, today: dt.date, order: str = "dmy") -> DayStretch | None:
    """The first and the last day that a text names; None where it names none.

    `order` ("dmy" or "mdy") is that of days in figures whose year stands last. Words such as "last
    week" are counted from `today`.
    """
    folded = " ".join(fold_text(text).split()).replace(fold_text("號"), "日")
    plain = _in_figures(folded)
    for pattern, reading in _PATTERNS:
        match = pattern.fullmatch(plain)
        if match is not None:
            try:
                return reading(_Typed(match, today, order))
            except (ValueError, OverflowError):  # the calendar has no such day
                return None
    return None
