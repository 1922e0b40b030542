"""Days as readers type them, and as an address keeps them: 2024, 2024-03, 2024-03-05."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from zoneinfo import ZoneInfo

from archive.errors import BadParameterError
from archive.text.typed_days import DayStretch, all_of_month, all_of_year, typed_days

#: No day is longer as typed: spaces around it and signs that fold to nothing are kept in addresses.
LONGEST: Final = 40


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Newsroom:
    """How a newsroom writes days (`order`, "dmy" or "mdy"), and what day it is there."""

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Hong_Kong"))
    order: str = "dmy"
    clock: Callable[[], dt.datetime] = _now

    def today(self) -> dt.date:
        """The day of this moment in the newsroom's zone."""
        return self.clock().astimezone(self.zone).date()


#: The newsroom of settings that say nothing else.
NEWSROOM: Final = Newsroom()


@dataclass(frozen=True, slots=True)
class DaySpan:
    """A stretch of days, `first` to `last`, inclusive, and its ISO form."""

    text: str
    first: dt.date
    last: dt.date


def _iso(stretch: DayStretch) -> str:
    """2024 and 2024-03 for a whole year or month, else both ends."""
    first, last = stretch
    if first == last:
        return first.isoformat()
    if stretch == all_of_year(first.year):
        return f"{first.year:04}"
    if stretch == all_of_month(first.year, first.month):
        return first.isoformat()[:7]
    return f"{first}..{last}"


def parse_day(text: str, newsroom: Newsroom = NEWSROOM) -> DaySpan | None:
    """Read a day, week, month or year; None where it is none."""
    stretch = None
    if len(text) <= LONGEST:
        stretch = typed_days(text, newsroom.today(), newsroom.order)
    return None if stretch is None else DaySpan(_iso(stretch), *stretch)


def read_day(parameter: str, text: str, newsroom: Newsroom = NEWSROOM) -> DaySpan:
    """Read a parameter that holds a day; raises `BadParameterError`.

    Of a stretch that is no whole month or year, such as a week, the end that the parameter bounds.
    """
    span = parse_day(text, newsroom)
    if span is None:
        raise BadParameterError(parameter, "not_a_day", value=text)
    if ".." not in span.text:
        return span
    end = span.last if parameter.endswith("to") else span.first
    return DaySpan(end.isoformat(), end, end)
