"""Publication times as JSON and databases hold them, where they are more than a text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from archive.ingest.formats.json_objects import fold_names, is_missing, sole

#: What .NET writes: `/Date(1709622900000+0800)/`.
_NET: Final = re.compile(r"\\?/?Date\((-?\d{1,16})(?:[+-]\d{4})?\)\\?/?")

_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

#: Parts of an object that hold its time, the best first.
_PARTS: Final = ("date", "iso", "datetime", "value", "rendered", "text", "t", "content", "start",
                 "published", "numberlong", "numberint", "timestamp", "cdata", "_")  # fmt: skip

_DEEPEST: Final = 8

#: Numbers from here on are thousandths of a second: as seconds they would lie after the year 5000.
_THOUSANDTHS: Final = 1e11

#: A day without a time, and a time of day without its day.
_DAY: Final = re.compile(r"\s*\d{1,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,4}\s*日?\s*")
_TIME: Final = re.compile(r"\s*(?:[上下中]午|凌晨|晚上?|[AaPp][Mm])?\s*\d{1,2}\s*[:：時时點点h].*")
_LONGEST_TIME: Final = 20


@dataclass(frozen=True, slots=True)
class Day:
    """A time as a source writes it, and its zone where that stands apart."""

    value: str | float | dt.datetime
    zone: str = ""


def day_of(value: object, depth: int = 0) -> Day | None:
    """The time that a value holds, None where it holds none.

    Numbers stay numbers, seconds or thousandths as they may be; what a database's form says to be
    thousandths since 1970 is an instant.
    """
    if is_missing(value) or isinstance(value, bool) or depth > _DEEPEST:
        return None
    if isinstance(value, str):
        match = _NET.fullmatch(value.strip())
        return _instant(int(match.group(1))) if match else Day(value.strip())
    if isinstance(value, int | float):
        return Day(value)
    if isinstance(value, list):
        return _of_list(value, depth)
    return _of_object(value, depth) if isinstance(value, Mapping) else None


def with_time(day: str, time: object) -> str:
    """A day and the time of day that stands apart from it; the day alone where either is other."""
    if not isinstance(time, str) or len(time) > _LONGEST_TIME:
        return day
    return f"{day} {time.strip()}" if _DAY.fullmatch(day) and _TIME.fullmatch(time) else day


def moment_of(value: object, zone: dt.tzinfo) -> dt.datetime | None:
    """The instant that a value holds in one of the forms of ISO 8601 or as a number of seconds.

    Numbers of twelve digits and more are thousandths. A time without a zone is one of `zone`. None
    where it is in another form.
    """
    day = day_of(value)
    if day is None or isinstance(day.value, dt.datetime):
        return day.value if day and isinstance(day.value, dt.datetime) else None
    try:
        if isinstance(day.value, str):
            moment = dt.datetime.fromisoformat(day.value)
            return moment if moment.tzinfo else moment.replace(tzinfo=zone)
        seconds = day.value if abs(day.value) < _THOUSANDTHS else day.value / 1000
        return dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _instant(milliseconds: float) -> Day:
    try:
        return Day(_EPOCH + dt.timedelta(milliseconds=milliseconds))
    except OverflowError:
        return Day(str(milliseconds))


def _of_list(values: Sequence[object], depth: int) -> Day | None:
    """`[2024, 3, 5, 15, 15]`, as Java and Python write a time; else the first that is one."""
    numbers = [value for value in values if isinstance(value, int) and not isinstance(value, bool)]
    if len(numbers) == len(values) and 3 <= len(numbers) <= 7:
        try:
            if len(numbers) == 3:
                return Day(dt.date(*numbers).isoformat())
            return Day(dt.datetime(*numbers[:6]).isoformat())  # type: ignore[arg-type]  # noqa: DTZ001  # three at least; its zone is the newsroom's
        except (ValueError, OverflowError):
            return None
    days = (day_of(value, depth + 1) for value in values)
    return next((day for day in days if day is not None), None)


def _of_object(value: Mapping[str, object], depth: int) -> Day | None:
    if "$date" in value:
        inner = value["$date"]
        if isinstance(inner, Mapping) and "$numberLong" in inner:
            inner = inner["$numberLong"]
            inner = int(inner) if isinstance(inner, str) and inner.isdecimal() else inner
        if isinstance(inner, int | float) and not isinstance(inner, bool):
            return _instant(inner)
        return day_of(inner, depth + 1)
    folded = fold_names(value)
    seconds = folded.get("seconds")
    if isinstance(seconds, int | float) and not isinstance(seconds, bool):
        return _instant(seconds * 1000)
    if {"year", "month", "day"} <= folded.keys():
        parts = ("year", "month", "day", "hour", "minute", "second")
        return _of_list([folded[name] for name in parts if name in folded], depth)
    return _of_part(folded, depth)


def _of_part(folded: Mapping[str, object], depth: int) -> Day | None:
    zone = folded.get("timezone")
    for name in _PARTS:
        if day := day_of(folded.get(name), depth + 1):
            named = zone if isinstance(zone, str) else ""
            return Day(day.value, day.zone or named)
    return day_of(sole(folded, _PARTS), depth + 1)
