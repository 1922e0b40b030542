"""What rules of Chinese expressions make of a match: years, decades and centuries."""

from __future__ import annotations

import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates.calendar import Interval
from archive.dates.chinese.patterns import folded
from archive.dates.chinese.words import part_of, short_year, year_of
from archive.dates.rules import Context
from archive.model.dates import Precision
from archive.text.chinese_numbers import DIGITS, chinese_number, how_many
from archive.text.folding import fold_text


def year_to_year(match: re.Match[str], context: Context) -> Interval | None:
    """From a year to a year."""
    first, last = year_of(match, context), year_of(match, context, "2")
    if first is None or last is None or (match["and"] and last != first + 1):
        return None
    return cal.years(first, last)


def figures_to_figures(match: re.Match[str], _: Context) -> Interval | None:
    """1997至2047, (2023-2027): from a year to a year, without a word that says so."""
    return cal.years(int(match["y"] or match["y3"]), int(match["y2"] or match["y4"]))


def whole_year(match: re.Match[str], context: Context) -> Interval | None:
    """A year."""
    year = year_of(match, context)
    return None if year is None else cal.year(year, part_of(match))


#: Before the last year with which figures are compared, and behind it.
_COMPARING: Final = tuple(map(fold_text, ("較", "比", "與", "跟")))
_SAME_TIME: Final = fold_text("同期")
_LAST: Final = fold_text("上年")

#: How far before it the year stands whose figures they are, and how that is named.
_FIGURES: Final = 200
_OF_FIGURES: Final = folded(
    r"(?<![較比與跟/])(?P<y>(?:19|20)\d\d)\s?年|(?<![\d—–~-])(?P<m>1[0-2]|[1-9])月[份末]|每年|[今本]年|[一二三四]季度|[上下]半年|前[\d兩二三四五六七八九十]{1,2}個?月|\d\s?[—–~-]\s?\d{1,2}月"
)


def relative_year(match: re.Match[str], context: Context) -> Interval | None:
    """去年; 比上年 is told from the year whose figures are compared: 2023年產量比上年增長."""
    text, start = match.string, match.start()
    year = None
    if match["ry"] == _LAST and (
        text.endswith(_COMPARING, 0, start) or text.startswith(_SAME_TIME, match.end())
    ):
        named = list(_OF_FIGURES.finditer(text, max(0, start - _FIGURES), start))
        last = named[-1] if named else None
        if last and last["y"]:
            year = int(last["y"]) - 1
        elif last and last["m"] and int(last["m"]) > context.today.month:
            year = context.today.year - 2  # figures of the December that is over
    return whole_year(match, context) if year is None else cal.year(year, part_of(match))


#: What names a year in the sentence of 年初 and 年底, which are then of that one or of any.
_SENTENCE_END: Final = re.compile(r"[。！？!?；;\n]")
_OTHER_YEAR_NAMED: Final = folded(r"\d\s?年|[去明前上後今每那當同翌次隔這全]年|年代|世紀")
_BACK: Final = 100
_FEBRUARY, _JUNE, _OCTOBER = 2, 6, 10

#: From this on words announce a part of a year.
_ANNOUNCED: Final = 1.5


def part_of_this_year(match: re.Match[str], context: Context) -> Interval | None:
    """年初, 年底: of this year, unless the sentence names another or the next or last may be meant."""
    text, start, today, part = match.string, match.start(), context.today, part_of(match)
    if _OTHER_YEAR_NAMED.search(_SENTENCE_END.split(text[max(0, start - _BACK) : start])[-1]):
        return None
    coming = context.likely >= _ANNOUNCED
    over = {"late": _FEBRUARY, "mid": _JUNE}.get(part, 0)
    if (today.month <= over and not coming) or (
        part == "early" and today.month >= _OCTOBER and coming
    ):
        return None
    return cal.year(today.year, part)


def decade(match: re.Match[str], _: Context) -> Interval | None:
    """A decade, of a century or of the last."""
    written = match["e"]
    decade = chinese_number(written) if written.isdecimal() else 10 * DIGITS[written[0]]
    # 六七十年代: two decades.
    first = 10 * DIGITS[match["e0"]] if match["e0"] else decade
    if decade >= 100:
        return cal.years(decade, decade + 9, Precision.DECADE, part_of(match))
    century = match["c"] or ""
    start = 1900
    if "本" in century or century.startswith(("21", "二十一", "廿一")):
        start = 2000
    elif century.startswith(("19", "十九")):
        start = 1800
    elif century.startswith(("18", "十八")):
        start = 1700
    return cal.years(start + first, start + decade + 9, Precision.DECADE, part_of(match))


def named_century(match: re.Match[str], context: Context) -> Interval | None:
    """A century."""
    text = match["c"]
    this = (context.published.year - 1) // 100 + 1 if context.published else 21
    count = {"上": this - 1, "本": this, "下": this + 1}.get(text) or chinese_number(text)
    return cal.century(count, part_of(match)) if 1 <= count <= 22 else None


def financial_year(match: re.Match[str], _: Context) -> Interval | None:
    """2023/24年度, 2018至19財政年度: from April to March, as in Hong Kong.

    A school year, 學年, is from September to August.
    """
    first = int(match["y"])
    last = first // 100 * 100 + int(match["y2"][-2:])
    if last != first + 1:
        return cal.years(first, last)
    begin = 9 if match["school"] else 4
    return cal.months(first, begin, begin + 11, Precision.RANGE)


#: Countries and companies whose financial years begin in another month than Hong Kong's.
_ABROAD: Final = folded(
    r"美國|聯邦|美元|國會|五角大樓|白宮|英國|澳洲|蘋果|微軟|迪士尼|英偉達|台積電|截至[^，。]{0,12}$|集團|公司"
)
_OTHER_YEAR: Final = folded(r"迪士尼|海洋公園")
_PUBLIC: Final = folded(r"港|政府[^，。]{0,12}(?:預算|開支|撥款)|財政司|庫務|賣地|公帑|立法會|當局")
_BESIDE: Final = 50


def relative_financial_year(match: re.Match[str], context: Context) -> Interval | None:
    """今個財政年度, 下個財年: from April to March, as in Hong Kong; with a quarter or some months, these of it."""
    text, start, end = match.string, max(0, match.start() - _BESIDE), match.end() + _BESIDE
    if _OTHER_YEAR.search(text, start, end):
        return None
    if _ABROAD.search(text, start, end) and not _PUBLIC.search(text, start, end):
        return None
    today = context.today
    begun = today.year - (today.month < 4)
    shift = {"上": -1, "下": 1, "新": int(today.month < 4)}.get(match["r"], 0)
    number = 1 if match["q1"] else chinese_number(match["q"]) if match["q"] else 0
    if number:
        return cal.months(begun + shift, 1 + 3 * number, 3 + 3 * number, Precision.QUARTER)
    if match["n"]:
        return cal.months(begun + shift, 4, 3 + how_many(match["n"]), Precision.RANGE)
    return cal.months(begun + shift, 4, 15, Precision.RANGE)


def month_of_short_year(match: re.Match[str], context: Context) -> Interval | None:
    """08年, 零八年五月, 九七年."""
    year = short_year(match, context)
    if match["m"]:
        return cal.month(year, chinese_number(match["m"]), part_of(match))
    return cal.year(year, part_of(match))


#: Two Han digits that follow each other are about so many years, but for one of these before them.
_SURELY: Final = fold_text("在於自從由到至如及和與、，。「《（\n ")


_AT: Final = fold_text("在於自從")


def short_year_alone(match: re.Match[str], context: Context) -> Interval | None:
    """九七年, 在89年; 過了八九年 is none."""
    year = short_year(match, context)
    written = match["yh"]
    if written and DIGITS[written[1]] - DIGITS[written[0]] == 1:
        before = match.string[max(0, match.start() - 1) : match.start()]
        if before and before not in _SURELY:
            return None
        if match.string.startswith(("前", "之前"), match.end()) and not (before and before in _AT):
            return None
    return cal.year(year, part_of(match))


def month_of_short_year_to_another(match: re.Match[str], context: Context) -> Interval | None:
    """16年5月至17年5月."""
    return cal.between(
        cal.month(short_year(match, context), chinese_number(match["m"])),
        cal.month(short_year(match, context, "2"), chinese_number(match["m2"])),
    )
