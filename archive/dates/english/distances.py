"""What rules of English expressions make of a match: times counted from another day."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates import direction
from archive.dates.calendar import Interval
from archive.dates.english.words import SHIFT, number_of, part_of, weekday_of
from archive.dates.rules import Context
from archive.model.dates import Precision

#: "The next year" is told from what was named, or begins tomorrow.
_ROLLING: Final = ("week", "month", "year", "decade")


def relative_unit(match: re.Match[str], context: Context) -> Interval | None:
    """Last week, early next year."""
    shift, today, unit = SHIFT[match["r"].lower()], context.today, match["u"].lower()
    if shift > 0 and unit in _ROLLING and match.string.endswith(("the ", "The "), 0, match.start()):
        return None
    if unit == "week" and not shift and today.weekday() == _SUNDAY and not part_of(match):
        # Who announces "this week" on a Sunday means the one that begins.
        shift = 1 if context.coming or match.string.startswith("'s", match.end()) else 0
    if unit == "weekend" and match["r"].lower() == "this" and _is_just_over(context):
        shift = -1
    return _unit(unit, shift, today, part_of(match))


#: On Monday and Tuesday: from where on "this weekend", if it is told of, is the one just over.
_JUST_OVER: Final = (0.0, -1.0)


def _is_just_over(context: Context) -> bool:
    weekday = context.today.weekday()
    return weekday < len(_JUST_OVER) and context.likely < _JUST_OVER[weekday]


def listed_unit(match: re.Match[str], context: Context) -> Interval | None:
    """The second of this year and next."""
    return _unit(match["u"], SHIFT[match["r"] or match["r2"]], context.today)


def _unit(unit: str, shift: int, today: dt.date, part: str = "") -> Interval | None:
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
        return (
            cal.back(context.today, 10, "year")
            if unit == "decade"
            else cal.back(context.today, 1, unit)
        )
    if unit == "decade":
        return cal.back(context.today, 10 * number_of(number), "year")
    return cal.back(context.today, number_of(number), unit)


def units_away(match: re.Match[str], context: Context) -> Interval | None:
    """Two weeks ago, three years from now, two or three years ago."""
    unit, today = match["u"].lower(), context.today
    sign = -1 if match["dir"].lower() == "ago" else 1
    most = _away(today, sign * number_of(match["n"]), unit)
    if match["least"] is None:
        return most
    least = _away(today, sign * number_of(match["least"]), unit)
    return cal.between(most, least) if sign < 0 else cal.between(least, most)


def _away(today: dt.date, shift: int, unit: str) -> Interval | None:
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


#: Who did this for "the next ten years" did it then; so much later something else was done.
_THEN: Final = re.compile(
    r"\b(?:spen[dt]|live[ds]?|serve[ds]?|worked|stayed|remained|lasted|ruled|continued|would)"
    r"(?: (?:for|over|during|in|most|much|all|of))*(?: the)? $|^\W*(?:\w+ )?(?:[Ii]n|[Oo]ver|[Ff]or|[Dd]uring) (?:the )?$"
)
_FORESEEN: Final = re.compile(
    r",? (?:\w+ ){1,4}(?:expected|forecast|predicted|planned|projected)\b"
)

#: A sentence that names a year so long over tells of the next ones then.
_YEAR: Final = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_YEARS_AGO: Final = 2


def _is_told(match: re.Match[str], context: Context) -> bool:
    """Whether a story is told, in which "the next two days" followed what it tells of."""
    text, (start, end) = match.string, match.span()
    if not direction.is_told(text, start, end) or _FORESEEN.match(text, end):
        return False
    before = direction.sentence_before(text, start)
    long_ago = context.today.year - _YEARS_AGO
    return _THEN.search(before) is not None or any(
        int(year[0]) <= long_ago for year in _YEAR.finditer(before)
    )


def next_units(match: re.Match[str], context: Context) -> Interval | None:
    """The next three months."""
    if _is_told(match, context):
        return None
    return cal.ahead(context.today, number_of(match["n"]), match["u"].lower())


def the_next_unit(match: re.Match[str], context: Context) -> Interval | None:
    """Over the next year, for the coming week: from the day after publication."""
    before = context.before
    if before and before.year < context.today.year and _in_sentence(match, context):
        return None
    unit = match["u"]
    if unit == "decade":
        return cal.ahead(context.today, 10, "year")
    return cal.ahead(context.today, 1, unit)


def _in_sentence(match: re.Match[str], context: Context) -> bool:
    """Whether what was named last stands in the same sentence."""
    return direction.ENGLISH_END.search(match.string, context.before_at, match.start()) is None


#: How far behind a time "a year earlier" is still told from it.
_TOLD: Final = 300

#: What figures are compared with, named before "a year earlier": the end of a year, or the same.
_END_OF_YEAR: Final = re.compile(r"Dec|(?:fourth|final|last) quarter|Q4")
_YEAR_BESIDE: Final = re.compile(r"(?:an?|[Tt]he) year (?:ago|earlier|before)|the year-ago")
_COMPARED: Final = re.compile(
    r"\b(?:Jan|Feb|Mar|first quarter|against|compared (?:with|to)|from|versus|vs|after)\b"
)


def year_beside(match: re.Match[str], context: Context) -> Interval | None:
    """A year earlier, the year before: told from what its sentence, or the one before, named last.

    Figures of January that stand beside those of December are compared with the January before.
    """
    before, at, text = context.before, context.before_at, match.string
    if before is None or match.start() - at > _TOLD:
        return None
    ends = list(direction.ENGLISH_END.finditer(text, at, match.start()))
    if len(ends) > 1 or any(end[0] == "\n" for end in ends):
        return None
    same = _YEAR_BESIDE.match(text, at) or (
        _END_OF_YEAR.match(text, at) and _COMPARED.search(direction.sentence_before(text, at))
    )
    return cal.year(before.year if same else before.year - 1)


#: How far behind a year "the following year" is still told from it.
_FOLLOWS: Final = 160


def year_after(match: re.Match[str], context: Context) -> Interval | None:
    """The following year: told from what was named just before."""
    before = context.before
    if before is None or match.start() - context.before_at > _FOLLOWS:
        return None
    if match["next"] and context.published and before.year >= context.published.year:
        return None
    return cal.year(before.year + 1)


def day_beside(match: re.Match[str], context: Context) -> Interval | None:
    """The day before, the next day: told from the day that its sentence named last."""
    day = context.day_before
    if day is None or day != context.before or not _in_sentence(match, context):
        return None
    return cal.on(day, -1 if match["x"] else 1)


def that_unit(match: re.Match[str], context: Context) -> Interval | None:
    """Later that year, earlier the same month: of what was named just before."""
    before = context.before
    if before is None or match.start() - context.before_at > _FOLLOWS:
        return None
    return cal.year(before.year) if match["u"] == "year" else cal.month(before.year, before.month)


#: Over the weekend: from Thursday on, and before, how likely the next is meant.
_WEEKEND_NEAR: Final = 0.5
_WEEKEND_AHEAD: Final = -1.5
_THURSDAY, _SATURDAY, _SUNDAY = 3, 5, 6


def the_weekend(_: re.Match[str], context: Context) -> Interval | None:
    """Over the weekend: that of publication, the last, or the next where that is likelier."""
    today = context.today
    odds = _WEEKEND_NEAR if today.weekday() >= _THURSDAY else _WEEKEND_AHEAD
    coming = today.weekday() >= _SATURDAY or context.likely + odds > 0
    return cal.weekend(today, 0 if coming else -1)


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
