"""Days, numbers and names as readers see them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from archive.model.scripts import HAN_CHARACTERS

MONTH_NAMES: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

LANGUAGE_NAMES: Final = {
    "en": ("English", "en"),
    "zh-Hant": ("繁體中文", "zh-Hant"),
    "zh-Hans": ("简体中文", "zh-Hans"),
}

LANGUAGE_TAGS: Final = {"en": "EN", "zh-Hant": "繁", "zh-Hans": "简"}

#: A Han character.
HAN_CHARACTER: Final = re.compile(f"[{HAN_CHARACTERS}]")


def number(value: int) -> str:
    """A number with its thousands parted."""
    return f"{value:,}"


def counted(value: int, noun: str) -> str:
    """A number of things: "1 article", "2,000 articles"."""
    return f"{value:,} {noun}" if value == 1 else f"{value:,} {noun}s"


def day_words(iso: str, language: str = "en") -> str:
    """The day of an ISO date or instant, as `language` writes it."""
    day = dt.date.fromisoformat(iso[:10])
    if language.startswith("zh"):
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def span_words(first: dt.date, last: dt.date, language: str = "en") -> str:
    """The days from `first` to `last`, as `language` writes them: a day, month, year, or both."""
    begin, end = (day_words(day.isoformat(), language) for day in (first, last))
    han = language.startswith("zh")
    if first == last:
        return begin
    whole_months = first.day == 1 and (last + dt.timedelta(1)).day == 1
    if whole_months and (first.year, first.month, last.month) == (last.year, 1, 12):
        return f"{first.year}年" if han else str(first.year)
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return f"{first.year}年{first.month}月" if han else month_words(first.isoformat()[:7])
    return f"{begin}至{end}" if han else f"{begin} to {end}"


def month_words(iso: str) -> str:
    """An ISO month: "March 2024"."""
    year, _, month = iso.partition("-")
    return f"{MONTH_NAMES[int(month) - 1]} {int(year)}"


def bar_words(value: str, unit: str) -> str:
    """The value of a bar of the timeline as a reader says it."""
    year = value[:4]
    if unit == "day":
        return day_words(value)
    if unit == "week":
        monday = dt.date.fromisocalendar(int(year), int(value[6:]), 1)
        return f"week of {day_words(monday.isoformat())}"
    if unit == "month":
        return month_words(value)
    if unit == "quarter":
        first = 3 * int(value[6:]) - 3
        return f"{MONTH_NAMES[first]} to {MONTH_NAMES[first + 2]} {int(year)}"
    return value


def written_in(text: str, otherwise: str = "en") -> str:
    """The language tag of a name whose language is not known."""
    return "zh" if HAN_CHARACTER.search(text) else otherwise


def names_shown(
    labels: Mapping[str, str], value: str, language: str = "en"
) -> tuple[tuple[str, str], ...]:
    """The one or two names of a facet value, each with its language tag.

    In English that name first, then the traditional form; in Chinese the form of the script first,
    then the English name; one where they do not differ.
    """
    other = "zh-Hant" if language == "en" else "en"
    first = labels.get(language) or value
    second = labels.get(other) or first
    if second == first:
        return ((first, written_in(first)),)
    return (first, language), (second, other)


def web_address(url: str | None) -> str:
    """`url` where a browser may safely follow it, else ""."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return url or "" if parts.scheme in ("http", "https") and parts.netloc else ""
