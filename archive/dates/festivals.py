"""Festivals: days of the lunar calendar by table, others by their rule."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Final

from dateutil.easter import easter

from archive.dates import calendar as cal
from archive.dates.calendar import Interval
from archive.dates.rules import Context
from archive.text import tables
from archive.text.folding import fold_text

#: Festivals of a fixed day, as month and day.
_FIXED: Final = {
    "聖誕節": (12, 25),
    "聖誕日": (12, 25),
    "聖誕夜": (12, 24),
    "平安夜": (12, 24),
    "元旦": (1, 1),
    "情人節": (2, 14),
    "勞動節": (5, 1),
}
_PATRICK: Final = (3, 17)

#: Names of lunar festivals, and their column in the table.
_LUNAR: Final = {
    **dict.fromkeys(("農曆新年", "春節", "年初一", "大年初一"), "new-year"),
    **dict.fromkeys(("元宵節", "元宵"), "lantern"),
    **dict.fromkeys(("清明節", "清明"), "ching-ming"),
    **dict.fromkeys(("佛誕",), "buddha"),
    **dict.fromkeys(("端午節", "端午"), "tuen-ng"),
    **dict.fromkeys(("七夕",), "double-seventh"),
    **dict.fromkeys(("中元節", "盂蘭節"), "ghost"),
    **dict.fromkeys(("中秋節", "中秋"), "mid-autumn"),
    **dict.fromkeys(("重陽節", "重陽"), "chung-yeung"),
    **dict.fromkeys(("除夕", "年三十", "大年三十"), "eve"),
}

#: All names, folded, with what they are.
FESTIVALS: Final = {
    fold_text(name): key
    for name, key in {**_LUNAR, **{n: n for n in _FIXED}, "復活節": "easter"}.items()
}

#: Days of Easter, and how many days after its Sunday they are.
_FROM_EASTER: Final = {
    "easter": 0,
    "good friday": -2,
    "easter monday": 1,
    "ash wednesday": -46,
    "maundy thursday": -3,
    "palm sunday": -7,
    "shrove tuesday": -47,
}

#: English names, in small letters, with what they are.
ENGLISH_NAMES: Final = {
    "lunar new year": "new-year",
    "chinese new year": "new-year",
    "spring festival": "new-year",
    "lantern festival": "lantern",
    "ching ming festival": "ching-ming",
    "tuen ng festival": "tuen-ng",
    "dragon boat festival": "tuen-ng",
    "mid-autumn festival": "mid-autumn",
    "chung yeung festival": "chung-yeung",
    "easter sunday": "easter",
    **{name: name for name in _FROM_EASTER if name != "easter"},
}

#: Names of days that are named in another sense too; only behind words like "by" and "until".
ENGLISH_DAYS: Final = {"easter": "easter", "valentine": "情人節", "patrick": "patrick"}


@cache
def _table() -> dict[tuple[str, int], dt.date]:
    """The day of each lunar festival in each year from 1950 to 2050."""
    days = {}
    for row in tables.rows("archive.dates", "lunar.tsv"):
        name, day = row.split("\t")
        date = dt.date.fromisoformat(day)
        days[name, date.year] = date
    return days


def _in_year(key: str, year: int) -> Interval | None:
    if key in _FROM_EASTER:
        return cal.on(easter(year), _FROM_EASTER[key]) if 1583 <= year <= 4099 else None
    if key == "patrick":
        return cal.day(year, *_PATRICK)
    if key in _FIXED:
        return cal.day(year, *_FIXED[key])
    date = _table().get((key, year))
    return None if date is None else cal.on(date)


def festival(key: str, year: int | None, context: Context) -> Interval | None:
    """A festival, by its key, of a year, or the one nearest to publication.

    None outside the table. Around the end of December 除夕 is New Year's Eve.
    """
    if year is not None:
        return _in_year(key, year)
    today = context.today
    if key == "eve" and (today.month, today.day) > (12, 20):
        return cal.day(today.year, 12, 31)
    if key == "eve" and (today.month, today.day) < (1, 8):
        return cal.day(today.year - 1, 12, 31)
    candidates = [
        interval for shift in (-1, 0, 1) if (interval := _in_year(key, today.year + shift))
    ]
    return min(candidates, key=lambda interval: abs((interval.first - today).days), default=None)
