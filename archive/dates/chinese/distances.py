"""What rules of Chinese expressions make of a match: times counted from another day."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import Final

from archive.dates import calendar as cal
from archive.dates.calendar import Interval
from archive.dates.chinese.patterns import folded
from archive.dates.chinese.words import UNIT_WORDS
from archive.dates.rules import Context
from archive.text.chinese_numbers import chinese_number, how_many
from archive.text.folding import fold_text


def up_to_now(match: re.Match[str], context: Context) -> Interval | None:
    """過去三年: rolling back from publication; not 近一兩年, which is about so long."""
    if match["n"] in _ABOUT:
        return None
    return cal.back(context.today, how_many(match["n"]), UNIT_WORDS.get(match["u"], "week"))


#: Two numbers that follow each other: about so many.
_ABOUT: Final = frozenset(map("".join, pairwise("二三四五六七八九"))) | {
    fold_text("一兩"),
    "一二",
    fold_text("兩三"),
}

_SENTENCE_END: Final = re.compile(r"[。！？!?\n]")


@lru_cache(maxsize=1)
def _sentence_ends(text: str) -> tuple[int, ...]:
    """Where sentences end; kept for the next expression of the same text."""
    return tuple(match.start() for match in _SENTENCE_END.finditer(text))


#: A year, and how far behind it "the next years" may be told from it.
_YEAR: Final = re.compile(r"(?P<y>(?:19|20)\d\d)\s?年")
_TOLD_BEFORE: Final = 60


def time_ahead(match: re.Match[str], context: Context) -> Interval | None:
    """未來兩天; not where the sentence tells of a year that is over."""
    text, start = match.string, match.start()
    ends = [end for end in _sentence_ends(text) if end < start]
    year = _YEAR.search(text, max(ends[-1] if ends else 0, start - _TOLD_BEFORE), start)
    if year and chinese_number(year["y"]) < context.today.year:
        return None
    return cal.ahead(context.today, how_many(match["n"]), UNIT_WORDS.get(match["u"], "week"))


_BESIDE: Final = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1} | {
    fold_text("即"): 0,
    fold_text("尋"): -1,
    "琴": -1,
    fold_text("噚"): -1,
    fold_text("聽"): 1,
    fold_text("後"): 2,
    fold_text("大後"): 3,
}


#: How far before tomorrow, in Cantonese, today makes it any day after another.
_TOMORROW: Final = fold_text("聽")
_TODAY_BEFORE: Final = 12


def day_beside(match: re.Match[str], context: Context) -> Interval | None:
    """今日, 昨晚, 明早; not the tomorrow of 今日唔知聽日事, which is any."""
    before = match.string[max(0, match.start() - _TODAY_BEFORE) : match.start()]
    if match["x"] == _TOMORROW and ("今日" in before or "今天" in before):
        return None
    return cal.on(context.today, _BESIDE[match["x"] or match["x2"]])


def day_of_trade_before(_: re.Match[str], context: Context) -> Interval | None:
    """上日: the day of trade before, from Tuesday to Saturday the day before."""
    return cal.on(
        context.today,
        -(3 if context.today.weekday() == 0 else 2 if context.today.weekday() == 6 else 1),
    )


def days_beside(match: re.Match[str], context: Context) -> Interval | None:
    """今明兩日, 昨今兩天, 今明兩年."""
    first, last = _BESIDE[match["x"][0]], _BESIDE[match["x"][-1]]
    if match["u"] == "年":
        year = context.today.year
        return cal.years(year + first, year + last)
    return cal.between(cal.on(context.today, first), cal.on(context.today, last))


def _with_half(match: re.Match[str], sign: int, today: dt.date) -> dt.date | None:
    """The day that is so many years and a half, months and a half or half years from a day."""
    half = match["half"]
    if half == "半年":
        # 三個半年 is no stretch of three years.
        return None if match["n"] else cal.moved(today, 6 * sign, "month")
    if half is None:
        return cal.moved(today, sign * (12 * how_many(match["n2"]) + 6), "month")
    count = how_many(match["n"]) if match["n"] else 0
    if half.endswith("月"):
        moved = cal.moved(today, sign * count, "month") if count else today
        return moved and cal.moved(moved, 15 * sign, "day")
    return cal.moved(today, sign * (7 * count + 3), "day")


def halves_ahead(match: re.Match[str], context: Context) -> Interval | None:
    """未來半年, 未來兩年半, 未來一個半月."""
    last, first = _with_half(match, 1, context.today), cal.on(context.today, 1)
    return None if last is None or first is None else cal.between(first, cal.on(last))


def halves_back(match: re.Match[str], context: Context) -> Interval | None:
    """過去半年, 過去一年半."""
    first = _with_half(match, -1, context.today)
    return None if first is None else cal.between(cal.on(first), cal.on(context.today))


#: How strongly words announce what is plainly to come.
_PLAINLY: Final = 3.5


def away(match: re.Match[str], context: Context) -> Interval | None:
    """So many years, months, weeks or days before or after.

    Only what is plainly to come is counted from today: a story tells elsewhere what else it follows.
    """
    sign = -1 if match["dir"] in ("前", "之前", "以前") else 1
    if sign > 0 and context.likely < _PLAINLY:
        return None
    shift, unit, today = sign * how_many(match["n"]), match["u"], context.today
    if unit == "年":
        return cal.year(today.year + shift)
    if unit == "月":
        return cal.month(today.year, today.month + shift)
    return cal.on(today, shift * (1 if unit in ("日", "天") else 7))


#: Often "back then": counted only from a year that the sentence itself names.
_THAT_YEAR: Final = fold_text("當年")


def _elsewhere(match: re.Match[str], context: Context) -> bool:
    """Whether what was named last stands in another sentence."""
    ends = _sentence_ends(match.string)
    at = bisect_left(ends, context.before_at)
    return at < len(ends) and ends[at] < match.start()


_THAT: Final = fold_text("當")

#: Often the evening of another day than the last one named: counted within a sentence only.
_EVENINGS: Final = "晚早晨"

#: Events whose day may be meant: 封城當天, 選舉當日.
_EVENT: Final = folded(
    r"(?:選舉|投票|開學|婚禮|封城|爆炸|襲擊|事發|案發|事故|意外|地震|開幕|閉幕|大選|公投|比賽|決賽|活動|遊行|示威|衝突|集會|會議|"
    r"出發|離開|抵達|到達|出生|死亡|去世|逝世|離世|畢業|就職|履新|宣誓|上任|辭職|請辭|簽署|生效|公布|發表|宣布|結婚|手術|登陸|回歸|政變|戰爭|暴動|葬禮|喪禮|"
    r"演出|首映|上映|發射|升空|佔領|拘捕|被捕|判決|判刑|宣判|審訊|聆訊|開審|抽籤|開售|開業|開盤|上市|發生|開槍|清場|罷工|罷課|訪問|出事|遇害|遇襲|落敗|當選|參選|大劫案|記者會|典禮|儀式|節目|演習|直播|頒獎|開館|通車|停火|投降)的?$"
)
_BACK: Final = 8

#: How far behind its day an event is still told of it.
_JUST_SAID: Final = 22


def _is_of_event(match: re.Match[str], context: Context) -> bool:
    """Whether 當天 is of an event right before it, whose day was not just said."""
    text, start = match.string, match.start()
    if not _EVENT.search(text, max(0, start - _BACK), start):
        return False
    return context.day_before != context.before or start - context.before_at > _JUST_SAID


def same(match: re.Match[str], context: Context) -> Interval | None:
    """同年, 翌日: counted from the last day that was named."""
    is_long = match["u"][0] in "年月"
    before = context.before if is_long else context.day_before
    if before is not None and not is_long and context.told and match["x"][0] == "同":
        # What was said on the same day was not said on one to come.
        before = context.told if before > context.today else before
    if before is None or (match[0] == _THAT_YEAR and _elsewhere(match, context)):
        return None
    if match["u"] in _EVENINGS and (before != context.before or _elsewhere(match, context)):
        return None
    if match["x"] == _THAT and not is_long and _is_of_event(match, context):
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
