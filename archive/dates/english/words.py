"""What words and figures of English expressions stand for."""

from __future__ import annotations

import re
from typing import Final

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()

_WEEKDAYS: Final = "mon tue wed thu fri sat sun".split()

_NUMBERS: Final = "zero one two three four five six seven eight nine ten eleven twelve".split()

_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_ORDINALS.update({"1st": 1, "2nd": 2, "3rd": 3, "4th": 4})


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
