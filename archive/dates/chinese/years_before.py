"""The year that a text names just before a month or day without one.

1989年4月他到北京採訪，至6月1日返港: that June is of 1989, whenever the article was published.
"""

from __future__ import annotations

import re
from typing import Final

from archive.dates.chinese.patterns import (
    DAY_NUMBER,
    FOUR_FIGURES,
    MONTH_NUMBER,
    RELATIVE_YEAR,
    folded,
)
from archive.dates.chinese.words import RELATIVE_YEARS
from archive.dates.rules import Context
from archive.text.chinese_numbers import chinese_number

#: How far back a year is looked for, in characters of its paragraph.
_BACK: Final = 220

_YEAR: Final = folded(
    rf"(?<![\d較比過])(?P<y>{FOUR_FIGURES.format()})\s?年(?P<m>\s?{MONTH_NUMBER}\s?月)?(?:\s?{DAY_NUMBER}\s?[日號])?"
)

#: What 同年 may follow.
_NAMED: Final = folded(rf"(?P<y>{FOUR_FIGURES.format()})\s?年|{RELATIVE_YEAR}")

#: Behind a year: what is told next is not told of it.
_NOT_OF_IT: Final = folded(
    r"\s?(?:之?[前後]|以[前後來]|[級代度的版起]|至今|迄今|開始|[^，。]{0,4}(?:出版|初版|再版))"
)

#: What follows such a year is told of a later one: 2016年上台後.
_AFTER_IT: Final = folded(r"[^，。]{0,8}後[,，]")

#: What brings a story back to the present.
_NOW: Final = folded(
    r"今|去年|明年|上年|前年|昨|明[日天早晚]|[本上下]周|[本上下]星期|[本上下]個?月|日前|近[日年期來]|目前|現[時在]|最近|以來|至今|迄今|"
    r"每年|每月|逢|例如|比如|較|預計|將於|期望|星期|周[一二三四五六]|[\d〇零○一二三四五六七八九]年"
)

_SENTENCE_END: Final = re.compile(r"[。！？!?；;]")

#: A year later: 翌年3月.
_LATER: Final = folded(r"[翌次隔]年|第二年")
_MONTH: Final = folded("月")

#: A year to come is told of a month right behind it only: 明年（2018年）1月.
_ADJACENT: Final = 3

#: So many months before the last one named, a month is of the year after.
_TURN: Final = 6


def year_before(match: re.Match[str], month: int, context: Context) -> int | None:
    """The year of a month that is named without one, from the text before; None where none is.

    `match` is an expression in folded text; it may itself say so (同年6月, 翌年3月). In the sentence of the year every month is of it; in those behind
    it, as long as each goes on naming months, if the year was itself told with its month.
    """
    same = match.groupdict().get("same")
    if same:
        return _same_year(match, context, same)
    if context.published is None:
        return None
    text, start = match.string, match.start()
    from_ = max(text.rfind("\n", 0, start) + 1, start - _BACK)
    if text.find("年", from_, start) < 0:
        return None
    years = list(_YEAR.finditer(text, from_, start))
    found = years[-1] if years else None
    if found is None or _NOT_OF_IT.match(text, found.end()):
        return None
    between = text[found.end() : start]
    if _NOW.search(between) or not _goes_on(found, between):
        return None
    if not found["m"] and _AFTER_IT.match(between):
        return None
    if len(between) > _ADJACENT and chinese_number(found["y"]) > context.published.year:
        return None
    year = chinese_number(found["y"])
    later = len(_LATER.findall(between))
    if not later and found["m"]:
        named = chinese_number(found["m"].strip()[:-1].strip())
        later = named - month >= _TURN
    return year + later


def _same_year(match: re.Match[str], context: Context, same: str) -> int | None:
    """The year that was named last, or the one after it: 同年6月, 翌年3月."""
    year = context.before.year if context.before else None
    named = list(_NAMED.finditer(match.string, max(0, match.start() - 3 * _BACK), match.start()))
    found = named[-1] if named else None
    if found is not None and found["y"]:
        year = chinese_number(found["y"])
    elif found is not None and context.published:
        year = context.published.year + RELATIVE_YEARS[found["ry"][0]]
    return None if year is None else year + (same != "同")


def _goes_on(found: re.Match[str], between: str) -> bool:
    """Whether what is told behind a year is still of it, as far as sentences tell."""
    sentences = _SENTENCE_END.split(between)
    if len(sentences) == 1:
        return True
    return bool(found["m"]) and all(_MONTH.search(one) for one in sentences[1:-1])
