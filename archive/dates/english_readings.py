"""What rules of English expressions make of a match."""

from __future__ import annotations

import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates.calendar import Interval
from archive.dates.festivals import ENGLISH_NAMES, festival
from archive.dates.rules import Context
from archive.model.dates import Precision

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS: Final = "mon tue wed thu fri sat sun".split()
_NUMBERS: Final = "zero one two three four five six seven eight nine ten eleven twelve".split()
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}

#: Centuries that are written in words.
CENTURIES: Final = {
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
}

#: Behind one of these, four figures are a year.
_YEAR_AFTER: Final = re.compile(
    r"(?:(?<=[Ii]n )|(?<=[Bb]y )|(?<=[Oo]f )|(?<=[Ss]ince )|(?<=[Uu]ntil )|(?<=[Tt]ill )|"
    r"(?<=[Ff]rom )|(?<=[Ff]or )|(?<=[Tt]o )|(?<=[Dd]uring )|(?<=[Bb]efore )|(?<=[Aa]fter )|"
    r"(?<=[Aa]round )|(?<=[Bb]etween )|(?<=[Tt]hrough )|(?<=[Oo]r )|(?<=[Aa]nd )|(?<=[Tt]he )|"
    r"(?<=was )|(?<=[Hh]er )|(?<=[Hh]is )|(?<=[Ii]ts )|(?<=[Tt]heir )|(?<=fiscal )|(?<=[Cc]irca )|"
    r"(?<=over )|(?<=due )|(?<=months )|(?<=quarter )|(?<=\()|(?<=- )|(?<=, )|(?<=[.!?] )|^)"
    r"(?:the )?$"
)


def month_of(match: re.Match[str], key: str = "m") -> int:
    """The month that a group names, from 1."""
    return _MONTHS.index(match[key][:3].lower()) + 1


def weekday_of(text: str) -> int:
    """The weekday that a word names, Monday 0."""
    return _WEEKDAYS.index(text[:3].lower())


def number_of(text: str) -> int:
    """A number in figures or words."""
    small = text.lower()
    if small in ("a", "an"):
        return 1
    return int(small) if small.isdigit() else _NUMBERS.index(small)


def ordinal_of(text: str) -> int:
    """First is 1; last and final are -1."""
    return _ORDINALS.get(text.lower(), -1)


def part_of(match: re.Match[str]) -> str:
    """Which part of an interval is meant."""
    text = (match.groupdict().get("part") or "").lower()
    return {"earl": "early", "begi": "early", "star": "early", "mid": "mid", "midd": "mid"}.get(
        text[:4], "late" if text[:4] in ("late", "end ", "end") else ""
    )


def full_day(match: re.Match[str], _: Context) -> Interval | None:
    """A day of a month and year."""
    return cal.day(int(match["y"]), month_of(match), int(match["d"]))


def near_day(match: re.Match[str], context: Context) -> Interval | None:
    """A day of a month; a weekday beside it fixes the year."""
    weekday = match.groupdict().get("w")
    number, of_month = month_of(match), int(match["d"])
    if weekday:
        on_weekday = cal.day_on_weekday(
            context.today, number, of_month, weekday_of(weekday), coming=context.coming
        )
        if on_weekday:
            return on_weekday
    return cal.nearest_day(context.today, number, of_month, coming=context.coming)


def days_of_month(match: re.Match[str], context: Context) -> Interval | None:
    """From one day of a month to another: March 3-5, 2024."""
    last_month = month_of(match, "m2") if match.groupdict().get("m2") else month_of(match)
    if match["y"]:
        last = cal.day(int(match["y"]), last_month, int(match["d2"]))
    else:
        last = cal.nearest_day(context.today, last_month, int(match["d2"]), coming=context.coming)
    if last is None:
        return None
    year = last.first.year - (month_of(match) > last_month)
    return cal.between(cal.day(year, month_of(match), int(match["d"])), last)


def months(match: re.Match[str], context: Context) -> Interval | None:
    """From a month to a month."""
    last_month = month_of(match, "m2")
    if match["y"]:
        last = cal.month(int(match["y"]), last_month)
    else:
        last = cal.nearest_month(context.today, last_month, coming=context.coming)
    if last is None:
        return None
    first_year = int(match["y1"]) if match.groupdict().get("y1") else None
    year = first_year or last.first.year - (month_of(match) > last_month)
    return cal.between(cal.month(year, month_of(match)), last)


def years(match: re.Match[str], _: Context) -> Interval | None:
    """From a year to a year."""
    first, last = match["y"] or match["y3"], match["y2"]
    return cal.years(int(first), int(first[: 4 - len(last)] + last))


def relative_weekday(match: re.Match[str], context: Context) -> Interval | None:
    """Last Friday, next Monday, this Sunday."""
    weekday, word = weekday_of(match["w"]), match["r"].lower()
    if word in ("last", "past", "previous"):
        return cal.on(context.today, -((context.today.weekday() - weekday) % 7 or 7))
    whole = cal.week(context.today, 1 if word in ("next", "coming", "upcoming") else 0)
    return None if whole is None else cal.on(whole.first, weekday)


#: How many weeks, months ... ahead.
SHIFT: Final = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
}


def relative_unit(match: re.Match[str], context: Context) -> Interval | None:
    """Last week, early next year."""
    shift, today, unit = SHIFT[match["r"].lower()], context.today, match["u"].lower()
    part = part_of(match)
    if unit == "week":
        return cal.week(today, shift)
    if unit == "weekend":
        return cal.weekend(today, shift)
    if unit == "month":
        return cal.month(today.year, today.month + shift, part)
    if unit == "quarter":
        return cal.quarter(today.year, (today.month - 1) // 3 + 1 + shift)
    if unit == "decade":
        first = today.year // 10 * 10 + 10 * shift
        return cal.years(first, first + 9, Precision.DECADE, part)
    return cal.year(today.year + shift, part)


def the_last_units(match: re.Match[str], context: Context) -> Interval | None:
    """The last week, the past five years: up to publication."""
    number, unit = match.groupdict().get("n"), match["u"].lower()
    if number is None:
        return cal.back(context.today, 1, unit)
    if unit == "decade":
        return cal.back(context.today, 10 * number_of(number), "year")
    return cal.back(context.today, number_of(number), unit)


def previous(_: re.Match[str], context: Context) -> Interval | None:
    """The previous year: before the one that was named."""
    before = context.before or context.today
    return cal.year(before.year - 1)


def decades(match: re.Match[str], _: Context) -> Interval | None:
    """From a decade to a decade."""
    return cal.years(int(match["y"]), int(match["y2"]) + 9)


def festival_day(match: re.Match[str], context: Context) -> Interval | None:
    """A festival by its English name."""
    year = int(match["y"]) if match["y"] else None
    return festival(ENGLISH_NAMES[match["f"].lower()], year, context)


def month_of_year(match: re.Match[str], context: Context) -> Interval | None:
    """December last year."""
    return cal.month(
        context.today.year + SHIFT[match["r"].lower()], month_of(match), part_of(match)
    )


def units_away(match: re.Match[str], context: Context) -> Interval | None:
    """Two weeks ago, three years from now."""
    count, unit, today = number_of(match["n"]), match["u"].lower(), context.today
    shift = -count if match["dir"].lower() in ("ago", "earlier", "before") else count
    if unit == "day":
        return cal.on(today, shift)
    if unit == "week":
        return cal.on(today, 7 * shift)
    if unit == "month":
        return cal.month(today.year, today.month + shift)
    if unit == "decade":
        first = (today.year + 10 * shift) // 10 * 10
        return cal.years(first, first + 9, Precision.DECADE)
    return cal.year(today.year + shift)


def named_day(match: re.Match[str], context: Context) -> Interval | None:
    """Yesterday, tonight, this morning."""
    shift = {"ye": -1, "la": -1, "tom": 1}
    text = match[0].lower()
    return cal.on(context.today, shift.get(text[:3], shift.get(text[:2], 0)))


def relative_month(match: re.Match[str], context: Context) -> Interval | None:
    """Last May, next June."""
    word, number, today = match["r"].lower(), month_of(match), context.today
    if word == "this":
        return cal.month(today.year, number)
    coming = word in ("next", "coming", "upcoming")
    nearest = cal.nearest_month(today, number, coming=coming)
    if nearest and nearest.first.month == today.month:
        return cal.month(today.year + (1 if coming else -1), number)
    return nearest


def decade(match: re.Match[str], _: Context) -> Interval | None:
    """The late 1990s; the 1800s are a century, the 1900s and 2000s are as often a decade."""
    digits = match["y"]
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    if first % 100 == 0 and first < 1900:
        return cal.years(first, first + 99, Precision.CENTURY, part_of(match))
    return cal.years(first, first + 9, Precision.DECADE, part_of(match))


def century(match: re.Match[str], _: Context) -> Interval | None:
    """The early 20th century."""
    text = match["c"].lower()
    number = CENTURIES.get(text) or int(re.sub(r"\D", "", text))
    return cal.century(number, part_of(match)) if number <= 22 else None


def holiday(match: re.Match[str], context: Context) -> Interval | None:
    """Christmas Day, New Year's Eve."""
    month, number = {
        "christmas day": (12, 25),
        "christmas eve": (12, 24),
        "boxing day": (12, 26),
    }.get(match["h"].lower(), (1, 1))
    if match["h"].lower() == "new year's eve":
        month, number = 12, 31
    if match["y"]:
        return cal.day(int(match["y"]), month, number)
    return cal.nearest_day(context.today, month, number, coming=context.coming)


def ordinal_quarter(match: re.Match[str], context: Context) -> Interval | None:
    """The third quarter of a year, or the last one."""
    number = int(match["q"]) if match["q"].isdigit() else ordinal_of(match["q"])
    number = 4 if number < 0 else number
    if match["y"]:
        return cal.quarter(int(match["y"]), number)
    if not match["r"]:
        return cal.last_quarter(context.today, number)
    shift = SHIFT[match["r"].lower()]
    return cal.quarter(context.today.year + shift, number)


def half(match: re.Match[str], context: Context) -> Interval | None:
    """The first half of a year."""
    number = {"first": 1, "second": 2, "1": 1, "2": 2}[match["h"].lower()]
    year = int(match["y"]) if match["y"] else context.today.year + SHIFT[match["r"].lower()]
    return cal.half(year, number)


def weekday_of_month(match: re.Match[str], context: Context) -> Interval | None:
    """Friday the 11th."""
    return cal.weekday_on(context.today, weekday_of(match["w"]), int(match["d"]))


def year_alone(match: re.Match[str], _: Context) -> Interval | None:
    """Four figures are a year only behind certain words; looked at last, since it is slow."""
    before = match.string[max(0, match.start() - 14) : match.start()]
    if match.start() > len(before):
        before = f"~{before}"  # not the start of the text
    return cal.year(int(match["y"]), part_of(match)) if _YEAR_AFTER.search(before) else None
