"""Days, numbers and names as readers see them."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
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

#: A year, a year and its month, or a year, month and day.
_Numbers = tuple[int, ...]

#: A Han character.
HAN_CHARACTER: Final = re.compile(f"[{HAN_CHARACTERS}]")


#: What systems of newsrooms write where an article is in no section, in lower case.
_NO_SECTION: Final = frozenset(
    "all any default n/a na nil none null uncategorised uncategorized unknown unspecified "
    "全部 未分類 未分类 不詳 不详 無 无".split()
)


def is_section(text: str | None) -> bool:
    """Whether a section says where in a paper an article stood."""
    plain = (text or "").strip().lower()
    return plain != "" and plain not in _NO_SECTION


def number(value: int) -> str:
    """A number with its thousands parted."""
    return f"{value:,}"


def day_words(iso: str, language: str = "en") -> str:
    """The day of an ISO date or instant, as `language` writes it."""
    day = dt.date.fromisoformat(iso[:10])
    if language.startswith("zh"):
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _numbers_of(first: dt.date, last: dt.date) -> tuple[_Numbers, _Numbers]:
    """Year, month and day of both ends, without what whole months and years do not need."""
    begin, end = (first.year, first.month, first.day), (last.year, last.month, last.day)
    whole = first < last and first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole and (first.month, last.month) == (1, 12):
        return begin[:1], end[:1]
    return (begin[:2], end[:2]) if whole else (begin, end)


def _english(numbers: _Numbers, at: int = 0) -> str:
    """Day, month and year in this order, without the greatest `at` of them."""
    said = [str(numbers[0]), *(MONTH_NAMES[month - 1] for month in numbers[1:2])]
    return " ".join([*map(str, numbers[2:]), *reversed(said[at:])])


def _chinese(numbers: _Numbers, at: int = 0) -> str:
    """Year, month and day in this order, without the first `at` of them."""
    return "".join(f"{n}{unit}" for n, unit in list(zip(numbers, "年月日", strict=False))[at:])


def span_words(first: dt.date, last: dt.date, language: str = "en") -> str:
    """The days from `first` to `last`, as `language` writes them: "1 to 20 September 2025".

    Whole months and years are named as such: "September 2025", "July to September 2025", "2025".
    What both ends share is said once.
    """
    begin, end = _numbers_of(first, last)
    han = language.startswith("zh")
    written = _chinese if han else _english
    if begin == end:
        return written(end)
    shared = next(n for n, (one, other) in enumerate(zip(begin, end, strict=True)) if one != other)
    if han:
        return f"{_chinese(begin)}至{_chinese(end, shared)}"
    return f"{_english(begin, shared)} to {_english(end)}"


def month_words(year: int, month: int, language: str = "en") -> str:
    """A month as short as it can be by itself: "Apr 2023", "2023年4月"."""
    numbers = (year, month)
    return _chinese(numbers) if language.startswith("zh") else tick_words(numbers, language)


def tick_words(numbers: Sequence[int], language: str = "en") -> str:
    """A year, a year and month, or a year, month and day, as short as a scale needs."""
    if language.startswith("zh"):
        return _chinese(tuple(numbers), len(numbers) // 3)
    name = "".join(MONTH_NAMES[month - 1][:3] for month in numbers[1:2])
    return " ".join((str(numbers[2]), name) if numbers[2:] else (name, str(numbers[0]))).strip()


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
