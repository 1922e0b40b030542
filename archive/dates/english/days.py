"""What rules of English expressions make of a match: days."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates import odds
from archive.dates.calendar import Interval
from archive.dates.english.words import SHIFT, month_of, number_of, weekday_of
from archive.dates.english.years_before import year_before
from archive.dates.festivals import ENGLISH_DAYS, ENGLISH_NAMES, festival
from archive.dates.rules import Context


def full_day(match: re.Match[str], _: Context) -> Interval | None:
    """A day of a month and year."""
    return cal.day(int(match["y"]), month_of(match), int(match["d"]))


#: Below this, words around a day say little of whether it is to come.
_UNTOLD: Final = 1.0


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
    return _day(match, number, of_month, context)


def _day(match: re.Match[str], month: int, number: int, context: Context) -> Interval | None:
    """A day of the year that the text named before, else the nearest."""
    year = year_before(match, month, context.published)
    if year is not None:
        return cal.day(year, month, number)
    if abs(context.likely) < _UNTOLD:
        return odds.likely_day(context.today, month, number, context.likely)
    return cal.nearest_day(context.today, month, number, coming=context.coming)


def bracketed_day(match: re.Match[str], context: Context) -> Interval | None:
    """Thursday (May 9): the brackets say which Thursday."""
    key = "" if match["m"] else "2"
    number, of_month = month_of(match, f"m{key}"), int(match[f"d{key}"])
    if match["y"]:
        return cal.day(int(match["y"]), number, of_month)
    weekday = weekday_of(match["w"])
    return cal.day_on_weekday(context.today, number, of_month, weekday, coming=context.coming)


def relative_day(match: re.Match[str], context: Context) -> Interval | None:
    """Last May 1, this September 30, next March 31."""
    month, number, today = month_of(match), int(match["d"]), context.today
    shift = SHIFT[match["r"].lower()]
    this = cal.day(today.year, month, number)
    if this is None or not shift:
        return this
    is_over = this.first < today
    year = today.year - (not is_over) if shift < 0 else today.year + (this.first <= today)
    return cal.day(year, month, number)


_BETWEEN: Final = ("between ", "Between ")

#: Days that were over so long ago are more likely the next, if these begin that soon.
_LONG_OVER: Final = 200
_SOON: Final = 60


def days_of_month(match: re.Match[str], context: Context) -> Interval | None:
    """From one day of a month to another: March 3-5, 2024, between March 3 and 5."""
    first_month = month_of(match)
    last_month = month_of(match, "m2") if match.groupdict().get("m2") else first_month
    if match["and"] and not match.string.endswith(_BETWEEN, 0, match.start()):
        return None  # two days, not the time between them
    if match["y"]:
        last = cal.day(int(match["y"]), last_month, int(match["d2"]))
    else:
        last = _day(match, last_month, int(match["d2"]), context)
    if last is None:
        return None
    year = last.first.year - (first_month > last_month)
    days = cal.between(cal.day(year, first_month, int(match["d"])), last)
    if match["y"] or days is None or (context.today - days.last).days <= _LONG_OVER:
        return days
    coming = cal.between(_year_later(days.first), _year_later(days.last))
    if coming is None or coming.last < context.today:
        return days
    return coming if (coming.first - context.today).days < _SOON else days


def _year_later(date: dt.date) -> Interval | None:
    return cal.day(date.year + 1, date.month, date.day)


#: Around "today" where it means these times: where we are today, most farmers today, of today.
_THESE_TIMES: Final = re.compile(
    r"(?:\b(?:of many|(?:(?:the|our|this) (?:modern )?|in )(?:world|society)|(?<![Aa]s )(?<!talked )of|[Uu]nlike|than|"
    r"where (?:we|they|it|things|society) (?:are|is|stands?)|(?:we|you|they) (?:all )?(?:know|see|understand) (?:it|them|him|her)|"
    r"(?:what|than) (?:we|it|he|she|they) (?:is|are)|as we (?:know|enjoy)|that we face|"
    r"(?:[Mm]ost|[Mm]any|[Yy]oung) (?!of\b)[A-Za-z]+s|[Yy]oung people|still exists?|children of|kids of))$"
)
_LONGEST: Final = 32


def _is_of_these_times(match: re.Match[str]) -> bool:
    """Whether "today" means these times, or is the name of a programme: told TODAY."""
    text, start = match.string, match.start()
    before = text[max(0, start - _LONGEST) : start].rstrip()
    if match[0].isupper():
        return before[-1:].islower()
    return not text.startswith("'s", match.end()) and bool(_THESE_TIMES.search(before))


def named_day(match: re.Match[str], context: Context) -> Interval | None:
    """Yesterday, tonight, this morning."""
    shift = {"ye": -1, "la": -1, "tom": 1}
    text = match[0].lower()
    if text == "today" and _is_of_these_times(match):
        return None
    return cal.on(context.today, shift.get(text[:3], shift.get(text[:2], 0)))


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


def festival_day(match: re.Match[str], context: Context) -> Interval | None:
    """A festival by its English name."""
    year = int(match["y"]) if match["y"] else None
    return festival(ENGLISH_NAMES[match["f"].lower()], year, context)


def day_of_name(match: re.Match[str], context: Context) -> Interval | None:
    """By Easter, on Valentine's Day: names that stand for days behind some words only."""
    year = int(match["y"]) if match["y"] else None
    return festival(ENGLISH_DAYS[match["f"].lower()], year, context)


def weekday_of_month(match: re.Match[str], context: Context) -> Interval | None:
    """Friday the 11th."""
    return cal.weekday_on(context.today, weekday_of(match["w"]), int(match["d"]))


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
    return _day(match, month_of(match), number_of(match["o"]), context)


def day_in_words(match: re.Match[str], context: Context) -> Interval | None:
    """The tenth of September."""
    month, day = month_of(match), _day_in_words(match["o"])
    if match["y"]:
        return cal.day(int(match["y"]), month, day)
    return _day(match, month, day, context)


def listed_day(match: re.Match[str], context: Context) -> Interval | None:
    """The first of the days 3, 5 and 7 March 2024, or of March 3, 5 and 7, 2024."""
    if match["y"]:
        return cal.day(int(match["y"]), month_of(match), int(match["d"]))
    return _day(match, month_of(match), int(match["d"]), context)


def day_of_list(match: re.Match[str], context: Context) -> Interval | None:
    """The others of March 3, 5 and 7: of the year of the day before them in the list."""
    before, month, number = context.day_before, month_of(match), int(match["d"])
    if before is None or before.month != month or number <= before.day:
        return None
    return cal.day(before.year, month, number)


def weekday_of_month_in_words(match: re.Match[str], context: Context) -> Interval | None:
    """Thursday the twenty-first."""
    return cal.weekday_on(context.today, weekday_of(match["w"]), _day_in_words(match["o"]))


def day_of_year(match: re.Match[str], context: Context) -> Interval | None:
    """4 May last year."""
    key = "" if match["d"] else "2"
    year = context.today.year + SHIFT[match["r"]]
    return cal.day(year, month_of(match, f"m{key}"), int(match[f"d{key}"]))


def _other_month(match: re.Match[str], context: Context) -> Interval | None:
    today = context.today
    return cal.month(today.year, today.month + SHIFT[match["r"]])


def day_of_years_ago(match: re.Match[str], context: Context) -> Interval | None:
    """October two years ago, two years ago on 17 October."""
    groups = match.groupdict()
    key = next(key for key in ("", "2", "3") if groups.get(f"m{key}"))
    year = context.today.year - number_of(match["n"] or match["n2"])
    number = groups.get(f"d{key}")
    month = month_of(match, f"m{key}")
    return cal.day(year, month, int(number)) if number else cal.month(year, month)


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


_HOLES: Final = 18


def day_alone(match: re.Match[str], context: Context) -> Interval | None:
    """On the 27th; up to the 18th it may be a hole of golf."""
    if int(match["d"]) <= _HOLES and not match["week"]:
        return None
    return cal.day_of_month(context.today, int(match["d"]), coming=context.coming)
