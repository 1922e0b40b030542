"""What words of Chinese expressions, folded, stand for."""

from __future__ import annotations

import re
from typing import Final

from archive.dates.rules import Context
from archive.text.chinese_numbers import chinese_number
from archive.text.folding import fold_text

_HEAD: Final = fold_text("頭")
_WEEKDAYS: Final = "一二三四五六日"

#: How many years from this one, by the first character of the word.
RELATIVE_YEARS: Final = {
    "今": 0,
    "本": 0,
    "去": -1,
    "上": -1,
    "前": -2,
    "明": 1,
    fold_text("後"): 2,
}

_SHIFTS: Final = {
    "上上": -2,
    "上": -1,
    "本": 0,
    fold_text("這"): 0,
    "今": 0,
    "下": 1,
    "下下": 2,
    fold_text("當"): 0,
}

#: The year before the first of each of Japan's eras.
_BEFORE_ERA: Final = {
    fold_text(era): year
    for era, year in zip(
        ("明治", "大正", "昭和", "平成", "令和"), (1867, 1911, 1925, 1988, 2018), strict=True
    )
}

#: Units of time; what is none of them is a week.
UNIT_WORDS: Final = {"年": "year", "月": "month", "日": "day", "天": "day"}


def year_of(match: re.Match[str], context: Context, end: str = "") -> int | None:
    """The year that is written, of the Common Era or the Republic, or told from this one."""
    groups = match.groupdict()
    if written := groups.get(f"y{end}"):
        return chinese_number(written)
    if republic := groups.get(f"roc{end}"):
        return 1911 + chinese_number(republic)
    if law := groups.get("law"):
        return 1911 + int(law)
    if era := groups.get("era"):
        return _BEFORE_ERA[era] + chinese_number(match["of"])
    if relative := groups.get("ry"):
        return context.today.year + RELATIVE_YEARS[relative[0]]
    return None


#: Years of two digits are of this century up to so many years ahead, else of the last.
_AHEAD: Final = 5

#: The same where no publication day is known.
_UNKNOWN_DAY: Final = 2045


def short_year(match: re.Match[str], context: Context, end: str = "") -> int:
    """The year of two digits that a group names: 89, 零八, 九七."""
    groups = match.groupdict()
    year = 2000 + chinese_number(groups.get(f"y{end}") or groups[f"yh{end}"] or "")
    latest = context.published.year + _AHEAD if context.published else _UNKNOWN_DAY
    return year if year <= latest else year - 100


def part_of(match: re.Match[str]) -> str:
    """Which part of an interval is meant."""
    text = match.groupdict().get("part") or ""
    if not text:
        return ""
    if "初" in text or "上旬" in text or text == _HEAD:
        return "early"
    return "mid" if "中" in text else "late" if text[-1] in "底末旬尾" else ""


def weekday_of(text: str) -> int:
    """The weekday of a character, Monday 0."""
    return 6 if text == "天" else _WEEKDAYS.index(text)


def shift_of(match: re.Match[str]) -> int:
    """How many weeks or months ahead."""
    return _SHIFTS[match["r"] or "本"]
