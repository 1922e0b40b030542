"""What rules of longer English expressions make of a match."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates import direction
from archive.dates.calendar import Interval
from archive.dates.english_readings import (
    SHIFT,
    month_of,
    number_of,
    ordinal_of,
    weekday_of,
)
from archive.dates.rules import Context
from archive.model.dates import Precision

#: Decades in words, and the year of their century that they begin with.
DECADES: Final = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
    "noughties": 100,
    "tens": 110,
}


#: Days of a month in words, up to the 30th; those above the 20th are put together.
ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth"
).split()


def _day_in_words(text: str) -> int:
    tens, _, ones = text.replace("-", " ").rpartition(" ")
    if tens:
        return {"twenty": 20, "thirty": 30}[tens] + 1 + ORDINALS.index(ones)
    return 30 if text == "thirtieth" else 1 + ORDINALS.index(text)


def spelled_day(match: re.Match[str], context: Context) -> Interval | None:
    """Record April Three."""
    day = number_of(match["o"])
    return cal.nearest_day(context.today, month_of(match), day, coming=context.coming)


def day_of_year(match: re.Match[str], context: Context) -> Interval | None:
    """4 May last year."""
    key = "" if match["d"] else "2"
    year = context.today.year + SHIFT[match["r"]]
    return cal.day(year, month_of(match, f"m{key}"), int(match[f"d{key}"]))


#: The last month of each season.
_SEASONS: Final = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11}


def season(match: re.Match[str], context: Context) -> Interval | None:
    """Last summer: the year of the last that is over; this summer: that of this year."""
    today = context.today
    over = today.month > _SEASONS[match["s"]]
    return cal.year(today.year if over or match[0] == f"this {match['s']}" else today.year - 1)


def day_in_words(match: re.Match[str], context: Context) -> Interval | None:
    """The tenth of September."""
    month, day = month_of(match), _day_in_words(match["o"])
    if match["y"]:
        return cal.day(int(match["y"]), month, day)
    return cal.nearest_day(context.today, month, day, coming=context.coming)


def weekday_of_month_in_words(match: re.Match[str], context: Context) -> Interval | None:
    """Thursday the twenty-first."""
    return cal.weekday_on(context.today, weekday_of(match["w"]), _day_in_words(match["o"]))


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
    return cal.nearest_month(context.today, month_of(match), coming=context.coming)


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


def _other_month(match: re.Match[str], context: Context) -> Interval | None:
    today = context.today
    return cal.month(today.year, today.month + SHIFT[match["r"]])


def day_of_other_month(match: re.Match[str], context: Context) -> Interval | None:
    """The 20th of next month."""
    whole = _other_month(match, context)
    return whole and cal.day(whole.first.year, whole.first.month, int(match["d"]))


def days_of_other_month(match: re.Match[str], context: Context) -> Interval | None:
    """4 to 22 of this month."""
    whole = _other_month(match, context)
    if whole is None:
        return None
    year, month = whole.first.year, whole.first.month
    return cal.between(
        cal.day(year, month, int(match["d"])), cal.day(year, month, int(match["d2"]))
    )


def second_day(match: re.Match[str], context: Context) -> Interval | None:
    """The day before yesterday, the day after tomorrow."""
    return cal.on(context.today, -2 if match["x"].lower().startswith("before") else 2)


def away_from_day(match: re.Match[str], context: Context) -> Interval | None:
    """Two days from tomorrow, three weeks before yesterday; not "for two days from tomorrow"."""
    if match.string.endswith(("for ", "For "), 0, match.start()):
        return None
    days = number_of(match["n"]) * (7 if match["u"].lower() == "week" else 1)
    base = {"today": 0, "tomorrow": 1, "yesterday": -1}[match["b"].lower()]
    return cal.on(context.today, base + (-days if match["dir"].lower() == "before" else days))


def weekdays_away(match: re.Match[str], context: Context) -> Interval | None:
    """Two Sundays from now."""
    first = (weekday_of(match["w"]) - context.today.weekday()) % 7 or 7
    return cal.on(context.today, first + 7 * (number_of(match["n"]) - 1))


_AMOUNT: Final = re.compile(r"(\w+) (day|week|month|year)", re.IGNORECASE)


def long_away(match: re.Match[str], context: Context) -> Interval | None:
    """1 month and 21 days ago."""
    sign = -1 if match["dir"].lower() == "ago" else 1
    amounts = {unit.lower(): number_of(count) for count, unit in _AMOUNT.findall(match["all"])}
    date: dt.date | None = context.today
    for unit in ("year", "month", "week", "day"):
        if date is not None and unit in amounts:
            date = cal.moved(date, sign * amounts[unit], unit)
    return None if date is None else cal.on(date)


def in_time(match: re.Match[str], context: Context) -> Interval | None:
    """In two weeks' time; a month or year is named as a whole."""
    count, unit, today = number_of(match["n"]), match["u"].lower(), context.today
    if unit == "year":
        return cal.year(today.year + count)
    if unit == "month":
        return cal.month(today.year, today.month + count)
    return cal.on(today, count * (7 if unit == "week" else 1))


def within(match: re.Match[str], context: Context) -> Interval | None:
    """Within two weeks from today."""
    last = cal.moved(context.today, number_of(match["n"]), match["u"].lower())
    return None if last is None else Interval(context.today, last, Precision.RANGE)


def _is_told(match: re.Match[str]) -> bool:
    """Whether a story is told, in which "the next two days" followed what it tells of."""
    return direction.is_past(match.string, *match.span())


def next_units(match: re.Match[str], context: Context) -> Interval | None:
    """The next three months."""
    if _is_told(match):
        return None
    return cal.ahead(context.today, number_of(match["n"]), match["u"].lower())


def rest_of(match: re.Match[str], context: Context) -> Interval | None:
    """The rest of the week: from publication on; that of any week, where nothing is to come."""
    today, unit = context.today, match["u"].lower()
    if match["r"].lower() == "the" and not context.coming:
        return None
    if unit == "week":
        whole = cal.week(today)
    elif unit == "month":
        whole = cal.month(today.year, today.month)
    else:
        whole = cal.year(today.year if unit == "year" else today.year // 10 * 10 + 9)
    return None if whole is None else Interval(today, whole.last, Precision.RANGE)


def second_unit(match: re.Match[str], context: Context) -> Interval | None:
    """The week after next, the year before last."""
    shift = 2 if match["x"].lower().startswith("after") else -2
    today, unit = context.today, match["u"].lower()
    if unit == "week":
        return cal.week(today, shift)
    if unit == "weekend":
        return cal.weekend(today, shift)
    if unit == "month":
        return cal.month(today.year, today.month + shift)
    return cal.year(today.year + shift)


def quarter_after_year(match: re.Match[str], _: Context) -> Interval | None:
    """2016 Q3."""
    return cal.quarter(int(match["y"]), int(match["q"]))


def half_after_year(match: re.Match[str], _: Context) -> Interval | None:
    """2016 H2."""
    return cal.half(int(match["y"]), int(match["q"]))


def quarter_alone(match: re.Match[str], context: Context) -> Interval | None:
    """In Q3: the last one."""
    return cal.last_quarter(context.today, int(match["q"]))


def decade_in_words(match: re.Match[str], _: Context) -> Interval | None:
    """The seventies, the noughties, the 70s."""
    written = match["e"].lower()
    first = 1900 + (int(written) if written.isdigit() else DECADES[written])
    if match.groupdict().get("c") and first < 2000:
        first += 100
    return cal.years(first, first + 9, Precision.DECADE)


_HOLES: Final = 18


def day_alone(match: re.Match[str], context: Context) -> Interval | None:
    """On the 27th; up to the 18th it may be a hole of golf."""
    if int(match["d"]) <= _HOLES and not match["week"]:
        return None
    return cal.day_of_month(context.today, int(match["d"]), coming=context.coming)
