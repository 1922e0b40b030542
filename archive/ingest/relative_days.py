"""Days that a page counts from the moment when it was fetched: 3 hours ago, 昨天 15:15."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

_MINUTES: Final = {
    "s": 0, "sec": 0, "second": 0, "秒": 0, "秒鐘": 0, "秒钟": 0, "m": 1, "min": 1, "minute": 1,
    "分": 1, "分鐘": 1, "分钟": 1, "h": 60, "hr": 60, "hour": 60, "小時": 60, "小时": 60,
    "個小時": 60, "个小时": 60, "鐘頭": 60, "钟头": 60,
}  # fmt: skip
_DAYS: Final = {
    "d": 1, "day": 1, "天": 1, "日": 1, "w": 7, "wk": 7, "week": 7, "週": 7, "周": 7, "星期": 7,
    "個星期": 7, "个星期": 7, "個禮拜": 7, "个礼拜": 7,
}  # fmt: skip
_LONGER: Final = ("mo", "month", "個月", "个月", "year", "yr", "y", "年")

#: Days before the fetch.
_WORDS: Final = {
    "today": 0, "yesterday": 1, "tomorrow": -1, "tonight": 0, "this morning": 0,
    "this afternoon": 0, "this evening": 0, "last night": 1,
    "今天": 0, "今日": 0, "今早": 0, "今晚": 0, "昨天": 1, "昨日": 1, "昨晚": 1, "尋日": 1,
    "前天": 2, "前日": 2, "大前天": 3, "明天": -1, "明日": -1,
}  # fmt: skip
_NOW: Final = ("just now", "now", "moments ago", "a moment ago", "剛剛", "刚刚", "剛才", "刚才")

_UNIT: Final = "|".join(sorted((*_MINUTES, *_DAYS, *_LONGER), key=len, reverse=True))
_AGO: Final = re.compile(
    rf"(?:about |over |almost |約|约)?(?P<number>\d{{1,4}}|an?|one|two|three|half an|半) ?"
    rf"(?P<unit>{_UNIT})s?\.? ?(?:ago|前|之前|以前)",
    re.IGNORECASE,
)
_NUMBERS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_WEEKDAY: Final = re.compile(
    r"(?:on |last |this |上|這|这)?(?:星期|週|周)[一二三四五六日天]"
    r"|(?:on |last |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|last week|上週|上周|this week|本週|本周",
    re.IGNORECASE,
)


def is_relative(text: str) -> bool:
    """Whether `text`, without a clock, names a day only by counting from another."""
    bare = _bare(text)
    return bare in _WORDS or bare in _NOW or bool(_AGO.fullmatch(bare) or _WEEKDAY.fullmatch(bare))


def day_before(text: str, fetched: dt.datetime) -> dt.date | dt.datetime | None:
    """The day of a relative `text`; the moment, where it counts hours, minutes or seconds.

    None for months, years and days of the week: no day is certain.
    """
    bare = _bare(text)
    if bare in _NOW:
        return fetched
    if bare in _WORDS:
        return fetched.date() - dt.timedelta(days=_WORDS[bare])
    match = _AGO.fullmatch(bare)
    if match is None:
        return None
    unit = match["unit"].lower()
    if match["number"] in ("半", "half an"):
        return fetched - dt.timedelta(minutes=_MINUTES[unit] / 2) if unit in _MINUTES else None
    number = _NUMBERS.get(match["number"]) or int(match["number"])
    if unit in _DAYS:
        return fetched.date() - dt.timedelta(days=number * _DAYS[unit])
    if unit in _MINUTES:
        seconds = number * (60 * _MINUTES[unit] or 1)
        return fetched - dt.timedelta(seconds=seconds)
    return None


def _bare(text: str) -> str:
    return re.sub(r"[\s,]*(?:at|on|um)?[\s,]*\Z", "", text.strip().lower())
