"""What a value of a source names: a day, an instant, or why neither."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dateutil import parser

from archive.ingest.clocks import ReadClock, read_clocks
from archive.ingest.day_cleaning import LONGEST_DATE, cleaned, without_source
from archive.ingest.day_forms import ReadDay, read_day_text
from archive.ingest.day_words import LABEL, PLACEHOLDERS
from archive.ingest.reader import ReadOptions, shown
from archive.ingest.relative_days import day_before, is_relative
from archive.ingest.zones import ReadZone, read_zone, zone_of

EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

#: How many units of a timestamp are a second, by its number of digits.
_UNITS: Final = {9: 1, 10: 1, 11: 1000, 12: 1000, 13: 1000, 16: 10**6, 19: 10**9}
_NUMBER: Final = re.compile(r"-?\d{1,19}(?:\.\d{1,9})?(?:[eE]\+?\d{1,2})?")
_WRAPPED: Final = re.compile(
    r"(?:/|new |ISO)?Date\((?P<inner>[^()]*)\)/?|D:(?P<pdf>[\d+\-'Zz]{4,25})", re.IGNORECASE
)
#: What scripts call a date: months are counted from 0.
_PARTS: Final = re.compile(r"(?P<year>\d{4}), ?(?P<month>\d{1,2}), ?(?P<day>\d{1,2})")
_TIMESTAMP_ZONE: Final = re.compile(r"(?P<number>-?\d{9,13})[+-]\d{4}")

#: Digits only: day, clock and perhaps a zone.
_COMPACT: Final = re.compile(
    r"(?P<day>\d{8})[Tt ]?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?:[.,]?\d{3,6})?"
    r"(?P<zone> ?(?:[Zz]|[+-]\d{2}:?'?(?:\d{2})?'?|[A-Z]{2,4})?)"
)
_DAY_AND_ZONE: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[Zz]|[+-]\d{2}:\d{2})")
#: Two moments that differ in every part: what a text leaves open takes its value from them.
_DEFAULTS: Final = (dt.datetime(2001, 1, 1), dt.datetime(2002, 2, 2, 1, 1, 1, 1))  # noqa: DTZ001

#: Words between day and clock, and marks between them.
_FILLER: Final = re.compile(
    r"(?<![A-Za-z])(?:at|on|um|à|le|den|a las|kl\.?|the)(?![A-Za-z])|[|•·@]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DayReading:
    """A day or an instant that a text names, and what was odd: codes and their details."""

    value: dt.datetime | dt.date | None
    odd: tuple[tuple[str, str], ...] = ()


_NOTHING: Final = DayReading(None)


@dataclass(frozen=True, slots=True)
class DayContext:
    """What a date is read by."""

    options: ReadOptions
    zone: str
    fetched: dt.datetime | None
    today: dt.date


def odd_day(code: str, what: str) -> DayReading:
    return DayReading(None, ((code, what),))


_UNREADABLE: Final = odd_day("day-unreadable", "is not a date")
PLACEHOLDER: Final = odd_day("day-placeholder", "stands for no date")


def read_value(value: object, context: DayContext) -> DayReading:
    if isinstance(value, bool):
        return PLACEHOLDER
    if isinstance(value, dt.datetime):
        return _instant(value, ReadZone(""), context)
    if isinstance(value, dt.date):
        return DayReading(value)
    if isinstance(value, int | float):
        return _number(value, context)
    return _text(value, context) if isinstance(value, str) else _NOTHING


def _instant(value: dt.datetime, zone: ReadZone, context: DayContext) -> DayReading:
    """`value` in its zone; its day alone where a zone is named that is not known."""
    if value.utcoffset() is not None:
        return DayReading(value)
    if zone.zone is None and not zone.unknown and context.zone:
        zone = zone_of(context.zone, context.options.zone.key)
    if zone.unknown:
        odd = ("zone-unreadable", f"names a time zone that is not known: {shown(zone.unknown)}")
        return DayReading(value.date(), (odd,))
    odd = ("zone-ambiguous", f"is read with {zone.ambiguous} as {_offset(zone.zone, value)}")
    tz = zone.zone or context.options.zone
    return DayReading(value.replace(tzinfo=tz), (odd,) if zone.ambiguous else ())


def _offset(zone: dt.tzinfo | None, value: dt.datetime) -> str:
    return f"{value.replace(tzinfo=zone):UTC%z}"


def _number(value: float, context: DayContext) -> DayReading:
    """Digits of a day (20240305), or a timestamp by its number of digits."""
    if value in (0, -1) or not math.isfinite(value):
        return PLACEHOLDER
    whole = int(value)
    digits = str(abs(whole))
    if whole == value and whole > 0:
        if match := _COMPACT.fullmatch(digits):
            if reading := _compact(match, context):
                return reading
        elif len(digits) in (4, 6, 8):
            return _of_day(read_day_text(digits, "dmy", context.today), context) or _UNREADABLE
    unit = _UNITS.get(len(digits))
    if unit is None:
        return _UNREADABLE
    micro = whole * 10**6 // unit + int((value - whole) * 10**6 / unit)
    moment = EPOCH + dt.timedelta(microseconds=micro)
    return DayReading(moment.astimezone(context.options.zone))


def _text(source: str, context: DayContext) -> DayReading:
    text = cleaned(source)
    if not text:
        return PLACEHOLDER if source.strip() else _NOTHING
    if len(text) > LONGEST_DATE:
        return _UNREADABLE
    bare = text.strip("()[]<>.\"' ").lower()
    zeros = any(sign.isdigit() for sign in text) and not re.search(r"[1-9]|[^\W\d_TZ]", text)
    if bare in PLACEHOLDERS or zeros or not any(sign.isalnum() for sign in text):
        return PLACEHOLDER
    try:
        return _fixed(text, context) or next(_labelled(without_source(text), context), _UNREADABLE)
    except (ValueError, OverflowError):
        # The calendar ends: 31 December 9999 at 24:00, or a numeral that is no digit of a date.
        return _UNREADABLE


def _fixed(text: str, context: DayContext) -> DayReading | None:
    """Forms that programs write."""
    if match := _WRAPPED.fullmatch(text):
        text = (match["inner"] or match["pdf"] or "").strip("\"' ")
        if parts := _PARTS.fullmatch(text):
            day = dt.date(int(parts["year"]), int(parts["month"]) + 1, int(parts["day"]))
            return DayReading(day)
        if timestamp := _TIMESTAMP_ZONE.fullmatch(text):
            text = timestamp["number"]
    match = _COMPACT.fullmatch(text)
    if match and (reading := _compact(match, context)):
        return reading
    if _NUMBER.fullmatch(text):
        return _number(float(text) if re.search("[.eE]", text) else int(text), context)
    if match := _DAY_AND_ZONE.fullmatch(text):
        return _of_day(read_day_text(match[1], "dmy", context.today), context)
    return _instant_or_none(text, context) if _is_iso(text) else None


def _is_iso(text: str) -> bool:
    """Any sign between day and clock is well for `fromisoformat`, a digit of a timestamp too."""
    return bool(re.match(r"\d{4}-?\d{2}-?\d{2}[Tt ]\d{2}", text))


def _instant_or_none(text: str, context: DayContext) -> DayReading | None:
    try:
        return _instant(dt.datetime.fromisoformat(text), ReadZone(""), context)
    except ValueError:
        return None


def _compact(match: re.Match[str], context: DayContext) -> DayReading | None:
    """None where the digits name no day. Twelve may be a timestamp's, unless they name a year."""
    years = range(EPOCH.year, context.today.year + 2)
    if len(match[0]) == 12 and int(match["day"][:4]) not in years:
        return None
    clock = f"{match['hour']}:{match['minute']}:{match['second'] or '00'}"
    reading = next(_of_words(f"{match['day']} {clock}{match['zone']}", context), None)
    return reading if reading and reading.value else None


def _labelled(text: str, context: DayContext) -> Iterator[DayReading]:
    """What each piece between labels reads as: first publication, then no label, then changes."""
    labels = list(LABEL.finditer(text))
    starts = [0, *(label.end() for label in labels)]
    ends = [*(label.start() for label in labels), len(text)]
    ranks = [1, *(0 if label["published"] else 2 if label["changed"] else 1 for label in labels)]
    pieces = sorted(zip(ranks, starts, ends, strict=True))
    for _, start, end in pieces:
        if piece := text[start:end].strip(" |/-·•,;:"):
            yield from _of_words(piece, context)


def _of_words(text: str, context: DayContext) -> Iterator[DayReading]:
    for clock in read_clocks(text):
        for zone in _zones(clock, context):
            rest = _FILLER.sub(" ", zone.rest).strip(" ,;:-/")
            day = read_day_text(rest, context.options.day_order, context.today)
            if reading := _of_day(day, context, clock, zone):
                yield reading
            elif is_relative(rest):
                yield _relative(rest, clock, zone, context)
    if reading := _other(text, context):
        yield reading


def _zones(clock: ReadClock, context: DayContext) -> Iterator[ReadZone]:
    """Ways to read the zone of a clock; `rest` is all of the text without both.

    A zone stands behind the clock or, rarely, before the day. Capital letters that are no zone may
    be a month.
    """
    before, newsroom = re.sub(r"(?<=[\d일日])T\Z", "", clock.before), context.options.zone.key
    if clock.time is None and not clock.impossible:
        yield ReadZone(before)
        return
    behind = read_zone(clock.behind, newsroom)
    ahead = read_zone(before, newsroom)
    if behind.zone is None and ahead.zone is not None and not before.startswith(("+", "-")):
        yield ReadZone(f"{ahead.rest} {clock.behind}", ahead.zone, ahead.ambiguous)
    if behind.unknown:
        yield ReadZone(f"{before} {clock.behind}")
    yield ReadZone(f"{before} {behind.rest}", behind.zone, behind.ambiguous, behind.unknown)


def _of_day(
    read: ReadDay | None,
    context: DayContext,
    clock: ReadClock = ReadClock(""),  # noqa: B008  # frozen
    zone: ReadZone = ReadZone(""),  # noqa: B008  # frozen
) -> DayReading | None:
    if read is None:
        return None
    if read.day is None:
        return odd_day("day-imprecise", f"names no day ({read.imprecise})")
    reading = _at(read.day, clock, zone, context)
    if not read.ambiguous:
        return reading
    odd = ("day-ambiguous", f"is read as {read.day}")
    return DayReading(reading.value, (odd, *reading.odd))


def _at(day: dt.date, clock: ReadClock, zone: ReadZone, context: DayContext) -> DayReading:
    if clock.time is None:
        odd = ("time-unreadable", f"names a time that no clock shows: {clock.impossible}")
        return DayReading(day, (odd,) if clock.impossible else ())
    moment = dt.datetime.combine(day + dt.timedelta(days=clock.days), clock.time)
    return _instant(moment, zone, context)


def _relative(text: str, clock: ReadClock, zone: ReadZone, context: DayContext) -> DayReading:
    if context.fetched is None:
        return odd_day("day-relative", "counts from a day that is not known")
    fetched = context.fetched
    fetched = (
        fetched if fetched.utcoffset() is not None else fetched.replace(tzinfo=context.options.zone)
    )
    day = day_before(text, fetched.astimezone(context.options.zone))
    if day is None:
        return odd_day("day-relative", "names no day for certain")
    odd = ("day-relative", f"counts from {fetched:%Y-%m-%d}")
    reading = DayReading(day) if isinstance(day, dt.datetime) else _at(day, clock, zone, context)
    return DayReading(reading.value, (odd, *reading.odd))


def _other(text: str, context: DayContext) -> DayReading | None:
    """RFC 2822 and the like, read twice: only what does not hang on a default counts."""
    if re.match(r"\D*\d{4}(?!\d)|\D*\d{8}", text):
        return None  # a date that begins with its year is read by no guess
    try:
        first, second = (parser.parse(text, default=default) for default in _DEFAULTS)
        turned = parser.parse(text, default=_DEFAULTS[0], dayfirst=True)
    except (ValueError, OverflowError, ArithmeticError, LookupError, TypeError, AttributeError):
        # dateutil raises more than its ParserError on broken input.
        return None
    except parser.UnknownTimezoneWarning:
        return None
    if first.date() != second.date() or turned != first or str(first.year) not in text:
        return None
    if first.hour != second.hour:
        return DayReading(first.date())
    return _instant(first.replace(microsecond=0), ReadZone(""), context)
