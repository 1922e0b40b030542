"""What rules of English expressions make of a match: months, quarters and halves of a year."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates import odds
from archive.dates.calendar import Interval
from archive.dates.english.patterns import MONTH
from archive.dates.english.words import SHIFT, month_of, number_of, ordinal_of, part_of
from archive.dates.english.years_before import year_before
from archive.dates.rules import Context
from archive.model.dates import Precision


def month_to_month(match: re.Match[str], context: Context) -> Interval | None:
    """From a month to a month."""
    last_month = month_of(match, "m2")
    told = year_before(match, month_of(match), context.published)
    if match.groupdict().get("and") and last_month != month_of(match) + 1:
        return None
    if match["y"] or match["r"]:
        year = int(match["y"]) if match["y"] else context.today.year + SHIFT[match["r"]]
        last = cal.month(year, last_month)
    elif told is not None:
        last = cal.month(told + (month_of(match) > last_month), last_month)
    else:
        last = _last_of(context.today, month_of(match), last_month, context.likely)
    if last is None:
        return None
    first_year = int(match["y1"]) if match.groupdict().get("y1") else None
    year = first_year or last.first.year - (month_of(match) > last_month)
    return cal.between(cal.month(year, month_of(match)), last)


def _last_of(today: dt.date, first: int, last: int, likely: float) -> Interval | None:
    """The last month of a stretch: of the one that today is in, else of the last or the next."""
    for year in (today.year, today.year + 1):
        begin, end = cal.month(year - (first > last), first), cal.month(year, last)
        if begin and end and begin.first <= today <= end.last:
            return end
    begin = odds.likely_month(today, first, likely)
    return begin and cal.month(begin.first.year + (first > last), last)


def month_of_year(match: re.Match[str], context: Context) -> Interval | None:
    """December last year."""
    return cal.month(
        context.today.year + SHIFT[match["r"].lower()], month_of(match), part_of(match)
    )


def relative_month(match: re.Match[str], context: Context) -> Interval | None:
    """Last May, next June."""
    word, number, today = match["r"].lower(), month_of(match), context.today
    if word == "this":
        return cal.month(today.year, number)
    coming = word in ("next", "coming", "upcoming")
    nearest = odds.next_month(today, number) if coming else odds.last_month(today, number)
    if nearest and nearest.first.month == today.month:
        return cal.month(today.year + (1 if coming else -1), number)
    return nearest


#: From this on the words around a quarter announce it.
_ANNOUNCED: Final = 5.0

#: What is told of a match, whose quarters are no part of a year.
_OF_MATCH: Final = re.compile(
    r"\b(?:touchdowns?|three-pointers?|rebounds?|quarterbacks?|NBA|NFL|field goals?|half-?time|overtime|play-?offs?|scored|"
    r"outscored|dunk(?:ed)?|jumper|free throws?|fumbled?|interceptions?|\d+-yard|yards|\d+-point|\d+ points (?:in|and|for)|"
    r"\d{1,3}-\d{1,3} (?:lead|run|victory|win|deficit|up|ahead)|midway through|buzzer|the (?:game|field) |Super Bowl)\b"
)
_OF_YEAR: Final = re.compile(
    r"\b(?:pct|percent|profits?|earnings|GDP|mln|billion|million|economy|sales)\b"
)
_AROUND: Final = 220


def _is_of_match(match: re.Match[str]) -> bool:
    start, end = max(0, match.start() - _AROUND), match.end() + _AROUND
    of_match = _OF_MATCH.search(match.string, start, end)
    return of_match is not None and _OF_YEAR.search(match.string, start, end) is None


def ordinal_quarter(match: re.Match[str], context: Context) -> Interval | None:
    """The third quarter of a year, or the last one."""
    number = int(match["q"]) if match["q"].isdigit() else ordinal_of(match["q"])
    number = 4 if number < 0 else number
    if match["y"]:
        return cal.quarter(int(match["y"]), number)
    if not match["r"]:
        return None if _is_of_match(match) else _near_quarter(match, number, context)
    shift = SHIFT[match["r"].lower()]
    return cal.quarter(context.today.year + shift, number)


def quarter_by_month(match: re.Match[str], context: Context) -> Interval | None:
    """The December quarter: the three months that end with it."""
    month, year = month_of(match), match["y"] or match["y2"]
    if year:
        return cal.quarter(int(year), month // 3)
    whole = odds.likely_month(context.today, month, context.likely)
    return whole and cal.quarter(whole.first.year, month // 3)


#: Behind a quarter of a company's year, and before one that will be.
_ENDED: Final = re.compile(
    r",? (?:which )?(?:end(?:ed|s|ing)|to [A-Z])|,? [A-Z][a-z]+ \d|'s? \d| of (?:its|the) (?:fiscal|financial)"
)
_IN_QUARTER: Final = re.compile(r"\b(?:in|by|until|for|during|of|to) (?:the )?$")

#: How many days ahead a quarter that is announced may begin, at most; more where something is in it.
_SOON: Final = 110
_IN_TIME: Final = 200


#: The day that a quarter of a company's year ends on: ended January 31, ending April four.
_ENDS_ON: Final = re.compile(
    rf",? (?:which )?(?:ended|(?P<coming>ending|ends|to end)) (?:on )?{MONTH.format('')} "
    r"(?P<d>[12]\d|3[01]|[1-9]|one|two|three|four|five|six|seven|eight|nine)\b(?:,? (?P<y>\d{4})\b)?",
    re.IGNORECASE,
)

#: Up to this day of a month a quarter that ends is one of the months before.
_BEGUN: Final = 15


def _ended_quarter(match: re.Match[str], context: Context) -> Interval | None:
    """The three months up to the day that is said to end a quarter."""
    ends = _ENDS_ON.match(match.string, match.end())
    if ends is None:
        return None
    month, number = month_of(ends), number_of(ends["d"])
    if ends["y"]:
        last = cal.day(int(ends["y"]), month, number)
    else:
        coming = ends["coming"] is not None
        last = cal.nearest_day(context.today, month, number, coming=coming)
    if last is None:
        return None
    month = last.first.month - (last.first.day <= _BEGUN)
    return cal.months(last.first.year, month - 2, month, Precision.QUARTER)


def _near_quarter(match: re.Match[str], number: int, context: Context) -> Interval | None:
    """The last such quarter that has begun, or the next, where it is announced and near."""
    ended = _ended_quarter(match, context)
    if ended is not None:
        return ended
    last = cal.last_quarter(context.today, number)
    if last is None or context.likely < _ANNOUNCED or _ENDED.match(match.string, match.end()):
        return last
    coming = cal.quarter(last.first.year + 1, number)
    ahead = (coming.first - context.today).days if coming else 0
    inside = _IN_QUARTER.search(match.string, max(0, match.start() - 12), match.start())
    return coming if ahead <= (_IN_TIME if inside else _SOON) else last


def half_of_year(match: re.Match[str], context: Context) -> Interval | None:
    """The first half of a year."""
    number = {"first": 1, "second": 2, "1": 1, "2": 2}[match["h"].lower()]
    year = int(match["y"]) if match["y"] else context.today.year + SHIFT[match["r"].lower()]
    return cal.half(year, number)


#: Behind profits that are to come.
_EXPECTED: Final = re.compile(
    r" (?:[a-z]+ ){0,3}?(?:will|would|should|may|might|(?:is|are) (?:expected|likely|seen|set))\b"
)


def half_alone(match: re.Match[str], context: Context) -> Interval | None:
    """First half profits: of the last such half that is over, or the next that is not over."""
    number, today = 1 if match["h"][0] in "1fF" else 2, context.today
    this = cal.half(today.year, number)
    if this is None:
        return None
    if context.coming or _EXPECTED.match(match.string, match.end()):
        return cal.half(today.year + (this.last < today), number)
    # Halves of financial years that begin in another month are told of before those of the year are over.
    if this.first <= today <= this.last:
        return None
    return cal.half(today.year - (this.first > today), number)


def quarter_after_year(match: re.Match[str], _: Context) -> Interval | None:
    """2016 Q3."""
    return cal.quarter(int(match["y"]), int(match["q"]))


def half_after_year(match: re.Match[str], _: Context) -> Interval | None:
    """2016 H2."""
    return cal.half(int(match["y"]), int(match["q"]))


def quarter_alone(match: re.Match[str], context: Context) -> Interval | None:
    """In Q3: the last one."""
    return cal.last_quarter(context.today, int(match["q"]))


def month_alone(match: re.Match[str], context: Context) -> Interval | None:
    """A month of the year that the text named before, else the nearest."""
    groups = match.groupdict()
    key = next((key for key in ("m2", "m3") if groups.get(key)), "m")
    month, part = month_of(match, key), part_of(match)
    year = year_before(match, month, context.published)
    if year is not None:
        return cal.month(year, month, part)
    return odds.likely_month(context.today, month, context.likely, part)


def quarters_of_year(match: re.Match[str], context: Context) -> Interval | None:
    """The first and second quarters, of a year or the last in which they are over."""
    first, last = ordinal_of(match["q"]), ordinal_of(match["q2"])
    if last != first + 1:
        return None
    if match["y"]:
        year = int(match["y"])
    elif match["r"]:
        year = context.today.year + SHIFT[match["r"].lower()]
    else:
        latest = cal.nearest_quarter(context.today, last, coming=context.coming)
        if latest is None:
            return None
        year = latest.first.year
    return cal.between(cal.quarter(year, first), cal.quarter(year, last))


def end_of_whole(match: re.Match[str], context: Context) -> Interval | None:
    """The last five days of May, the first nine months of 1986."""
    whole, count, unit = _whole(match, context), number_of(match["n"]), match["u"]
    if whole is None or count < 1:
        return None
    first = last = None
    if match["o"].lower() == "first":
        end = cal.moved(whole.first, count, unit)
        first, last = cal.on(whole.first), None if end is None else cal.on(end, -1)
    else:
        begin = cal.on(whole.last, 1)
        moved = None if begin is None else cal.moved(begin.first, -count, unit)
        first, last = None if moved is None else cal.on(moved), cal.on(whole.last)
    found = cal.between(first, last)
    return found if found and whole.first <= found.first and found.last <= whole.last else None


def _whole(match: re.Match[str], context: Context) -> Interval | None:
    """The month or year that something is told of."""
    if match["y2"]:
        return cal.year(int(match["y2"]))
    if match["r"]:
        return cal.year(context.today.year + SHIFT[match["r"].lower()])
    if match["y"]:
        return cal.month(int(match["y"]), month_of(match))
    return month_alone(match, context)
