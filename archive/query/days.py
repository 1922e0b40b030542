"""Days as readers type them: 2024, 2024-03, 2024-03-05, 2024年3月5日."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from archive.errors import BadParameterError
from archive.text.folding import fold_text

#: No day is longer as typed: spaces around it and signs that fold to nothing are kept in addresses.
LONGEST: Final = 40

_DAY: Final = re.compile(
    r"(?P<year>\d{4})(?:(?:[-/.]|年)(?P<month>\d{1,2})(?:(?:[-/.]|月)(?P<day>\d{1,2})日?|月)?|年)?"
)


@dataclass(frozen=True, slots=True)
class DaySpan:
    """A day, month or year as typed, and the days it means: `first` to `last`, inclusive."""

    text: str
    first: dt.date
    last: dt.date


def parse_day(text: str) -> DaySpan | None:
    """Read a day, month or year; None where it is none."""
    if len(text) > LONGEST:
        return None
    match = _DAY.fullmatch(fold_text(text).strip().replace("號", "日").replace("号", "日"))
    if match is None:
        return None
    year, month, day = (
        int(figures) if figures else 0 for figures in match.group("year", "month", "day")
    )
    try:
        if not match["month"]:
            return DaySpan(text, dt.date(year, 1, 1), dt.date(year, 12, 31))
        if not match["day"]:
            end = calendar.monthrange(year, month)[1]
            return DaySpan(text, dt.date(year, month, 1), dt.date(year, month, end))
        exact = dt.date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        return None
    return DaySpan(text, exact, exact)


def read_day(parameter: str, text: str) -> DaySpan:
    """Read a parameter that holds a day; raises `BadParameterError`."""
    span = parse_day(text)
    if span is None:
        raise BadParameterError(parameter, "not_a_day", value=text)
    return span
