"""What rules of Chinese expressions make of a match: times counted from another day."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Final

from archive.dates import calendar as cal
from archive.dates.calendar import Interval
from archive.dates.chinese.words import UNIT_WORDS
from archive.dates.rules import Context
from archive.text.chinese_numbers import chinese_number, how_many
from archive.text.folding import fold_text


def up_to_now(match: re.Match[str], context: Context) -> Interval | None:
    """過去三年: rolling back from publication."""
    return cal.back(context.today, how_many(match["n"]), UNIT_WORDS.get(match["u"], "week"))


def time_ahead(match: re.Match[str], context: Context) -> Interval | None:
    """未來兩天."""
    return cal.ahead(context.today, how_many(match["n"]), UNIT_WORDS.get(match["u"], "week"))


_BESIDE: Final = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1} | {
    fold_text("即"): 0,
    fold_text("後"): 2,
    fold_text("大後"): 3,
}


def day_beside(match: re.Match[str], context: Context) -> Interval | None:
    """今日, 昨晚, 明早."""
    return cal.on(context.today, _BESIDE[match["x"] or match["x2"]])


def away(match: re.Match[str], context: Context) -> Interval | None:
    """So many years, months, weeks or days before or after.

    Only what is plainly to come is counted from today: a story tells elsewhere what else it follows.
    """
    sign = -1 if match["dir"] in ("前", "之前", "以前") else 1
    if sign > 0 and not context.coming:
        return None
    shift, unit, today = sign * how_many(match["n"]), match["u"], context.today
    if unit == "年":
        return cal.year(today.year + shift)
    if unit == "月":
        return cal.month(today.year, today.month + shift)
    return cal.on(today, shift * (1 if unit in ("日", "天") else 7))


#: Often "back then": counted only from a year that the sentence itself names.
_THAT_YEAR: Final = fold_text("當年")

_SENTENCE_END: Final = re.compile(r"[。！？!?\n]")


@lru_cache(maxsize=1)
def _sentence_ends(text: str) -> tuple[int, ...]:
    """Where sentences end; kept for the next expression of the same text."""
    return tuple(match.start() for match in _SENTENCE_END.finditer(text))


def _elsewhere(match: re.Match[str], context: Context) -> bool:
    """Whether what was named last stands in another sentence."""
    ends = _sentence_ends(match.string)
    at = bisect_left(ends, context.before_at)
    return at < len(ends) and ends[at] < match.start()


def same(match: re.Match[str], context: Context) -> Interval | None:
    """同年, 翌日: counted from the last day that was named."""
    before = context.before if match["u"][0] in "年月" else context.day_before
    if before is None or (match[0] == _THAT_YEAR and _elsewhere(match, context)):
        return None
    shift = 1 if match["x"] in ("翌", "次", "隔") else 0
    if match["u"] == "年":
        return cal.year(before.year + shift)
    if match["u"][0] == "月":
        whole = cal.month(before.year, before.month + shift)
        if whole is None or not match["d"]:
            return whole
        return cal.day(whole.first.year, whole.first.month, chinese_number(match["d"]))
    return cal.on(before, shift)
