"""Units as English and Chinese write them, a row a unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from archive.text.folding import fold_text

#: How many things there are: what is counted stands beside the figure.
COUNTED: Final = ""
SHARE: Final = "%"
AGE: Final = "age"


class _Unit(NamedTuple):
    """What stands for a unit before a figure and behind it; `|` between several.

    `chinese` stands behind a figure, as do the `english` words.
    """

    code: str
    english: str = ""
    chinese: str = ""
    before: str = ""


#: A row a unit; what begins as a longer form does stands behind it within a row.
_ROWS: Final = (
    _Unit("%", "%|percent|per cent|pct", "%|厘|巴仙"),
    _Unit("pp", "percentage points|percentage point", "個百分點|百分點"),
    _Unit("bp", "basis points|basis point", "個基點|基點"),
    _Unit("HKD", "hong kong dollars|hong kong dollar", "港元|港幣", "hk$|港幣"),
    _Unit("USD", "us dollars|us dollar", "美元|美金", "us$"),
    _Unit("CNY", "yuan|renminbi|rmb", "元人民幣|人民幣", "rmb|cny|人民幣"),
    _Unit("EUR", "euros|euro", "歐元", "€"),
    _Unit("GBP", "pounds sterling|pounds", "英鎊", "£"),
    _Unit("JPY", "yen", "日圓|日元"),
    _Unit("KRW", "korean won", "韓圜|韓元"),
    _Unit("TWD", "", "新台幣|新臺幣|台幣", "nt$|新台幣"),
    _Unit("MOP", "patacas|pataca", "澳門元|澳門幣"),
    _Unit("AUD", "australian dollars", "澳元", "a$"),
    _Unit("CAD", "canadian dollars", "加元", "c$"),
    _Unit("SGD", "singapore dollars", "新加坡元|坡元", "s$"),
    _Unit("RUB", "roubles|rubles", "盧布"),
    _Unit("THB", "baht", "泰銖"),
    _Unit("$", "dollars|dollar", "", "$"),
    _Unit("元", "", "元", "¥"),
    _Unit("km2", "square kilometres|square kilometers|sq km", "平方公里"),
    _Unit("m2", "square metres|square meters|sq m", "平方米"),
    _Unit("ft2", "square feet|sq ft", "平方呎|平方英尺"),
    _Unit("ha", "hectares|hectare", "公頃"),
    _Unit("km", "kilometres|kilometers|kilometre|kilometer|km", "公里|千米"),
    _Unit("cm", "centimetres|centimeters|cm", "厘米|公分"),
    _Unit("mm", "millimetres|millimeters|mm", "毫米"),
    _Unit("m", "metres|meters|metre|meter", "米"),
    _Unit("mile", "miles|mile", "英里"),
    _Unit("kg", "kilograms|kilogrammes|kilos|kg", "公斤|千克"),
    _Unit("t", "tonnes|tonne|tons", "公噸|噸"),
    _Unit("°C", "degrees celsius|degrees|degree", "度"),
    _Unit("hour", "hours|hour", "個小時|小時"),
    _Unit("minute", "minutes|minute", "分鐘"),
    _Unit("second", "seconds", "秒"),
    _Unit("day", "days|day", "天|日"),
    _Unit("week", "weeks|week", "個星期|星期|周"),
    _Unit("month", "months|month", "個月"),
    _Unit("year", "years|year", "年"),
    _Unit("storey", "storeys|storey|stories", "層高|層"),
    _Unit("times", "times|fold", "倍"),
    _Unit("point", "points|point", "點"),
    _Unit(AGE, "years old|year old", "歲"),
)

#: Money that is not told which: it may be any of these.
_ANY_MONEY: Final[Mapping[str, frozenset[str]]] = {
    "$": frozenset({"HKD", "USD", "TWD", "AUD", "CAD", "SGD", "元"}),
    "元": frozenset({"HKD", "CNY", "TWD", "MOP", "$"}),
}


def same_unit(one: str, other: str) -> bool:
    """Whether two units are or may be the same."""
    return one == other or other in _ANY_MONEY.get(one, ()) or one in _ANY_MONEY.get(other, ())


def _forms(which: str) -> dict[str, str]:
    """Each folded form -> its unit."""
    return {
        fold_text(form): row.code
        for row in _ROWS
        for form in getattr(row, which).split("|")
        if form
    }


_ENGLISH: Final = _forms("english")
_CHINESE: Final = _forms("chinese")
_BEFORE: Final = _forms("before")


def _any_of(forms: Mapping[str, str]) -> str:
    """A pattern of any form, the longest first."""
    return "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))


#: What stands behind an English figure, behind a Chinese one, and before either.
ENGLISH_UNIT: Final = re.compile(rf"[ -]?({_any_of(_ENGLISH)})(?![a-z])")
CHINESE_UNIT: Final = re.compile(f"({_any_of(_CHINESE)})")
MONEY_BEFORE: Final = re.compile(f"(?:{_any_of(_BEFORE)}) ?$")


def unit_of(form: str) -> str:
    """The unit of a folded form that one of the patterns found."""
    for forms in (_ENGLISH, _CHINESE, _BEFORE):
        if form in forms:
            return forms[form]
    raise KeyError(form)
