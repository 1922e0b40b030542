"""Figures of a text with their units, made equal across languages: 3.3萬 is 33,000.

Figures that count days, years of a calendar, clocks, scores and places in an order are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from archive.text.amount_units import (
    AGE,
    CHINESE_UNIT,
    ENGLISH_UNIT,
    MONEY_BEFORE,
    NO_UNIT,
    PERCENT,
    Amount,
    unit_of,
)
from archive.text.chinese_numbers import DIGITS
from archive.text.folding import fold, fold_text
from archive.text.scan import HAN_RUN

#: Beside these signs digits are a part of something else: a clock, a score, a version, a word.
_NO_DIGIT_BEFORE: Final = r"(?<![\w/=@#&-])(?<!\d[.,:/])"
_DIGITS: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?"
_NOT_BEHIND: Final = r"(?![\d/:]|[.,]\d|-\d)"

_ONES: Final = {
    name: number
    for number, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS: Final = {
    name: 10 * number
    for number, name in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
_ENGLISH_SCALES: Final = {
    "hundred": 100,
    "thousand": 10**3, "k": 10**3,
    "million": 10**6, "mn": 10**6, "m": 10**6,
    "billion": 10**9, "bn": 10**9,
    "trillion": 10**12, "trn": 10**12, "tn": 10**12,
}  # fmt: skip
_SCALE_WORDS: Final = "hundred thousand|hundred million|hundred|thousand|million|billion|trillion"
_WORDS: Final = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES)}))?|{'|'.join(_ONES)})"
_ENGLISH: Final = re.compile(
    rf"{_NO_DIGIT_BEFORE}(?:(?P<digits>{_DIGITS}){_NOT_BEHIND}"
    rf"(?:(?P<letters>k|mn|m|bn|trn|tn)(?![a-z0-9])|[ -](?P<scale>{_SCALE_WORDS})(?![a-z]))?"
    rf"(?![a-z0-9])|(?P<words>{_WORDS})(?![a-z'])(?:[ -](?P<many>{_SCALE_WORDS})(?![a-z]))?)"
)

#: 百, 千, 萬 and 億 as they are folded.
_HAN_SCALES: Final = {
    fold_text(scale): worth
    for scale, worth in {
        "百": 10**2, "千": 10**3, "萬": 10**4, "十萬": 10**5, "百萬": 10**6, "千萬": 10**7,
        "億": 10**8, "十億": 10**9, "百億": 10**10, "千億": 10**11, "萬億": 10**12, "兆": 10**12,
    }.items()
}  # fmt: skip
_SCALES: Final = "|".join(sorted(_HAN_SCALES, key=lambda scale: (-len(scale), scale)))
_HAN_DIGITS: Final = "".join(sorted(DIGITS.keys() - set("首元"))) + "十百千"
_MORE: Final = fold_text("多餘余")
_PIECE: Final = re.compile(
    rf"(?P<digits>{_DIGITS})(?P<scale>{_SCALES})?(?:[{_MORE}](?P<more>{_SCALES})?)?"
    rf"|(?P<han>[{_HAN_DIGITS}]+)(?P<times>{_SCALES})?(?:[{_MORE}](?P<and>{_SCALES})?)?"
)
_SCALED: Final = rf"(?:{_SCALES})(?:[{_MORE}](?:{_SCALES})?)?|[{_MORE}](?:{_SCALES})?"
_CHINESE: Final = re.compile(
    rf"(?<![\da-z第/=@#&-])(?<!\d[.,:/])(?:(?:{_DIGITS})(?:{_SCALED})?"
    rf"(?:(?:{_DIGITS}|[{_HAN_DIGITS}]+)(?:{_SCALED}))*"
    rf"|(?:[{_HAN_DIGITS}]+(?:{_SCALED})?)+){_NOT_BEHIND}"
)

#: What is counted in Chinese has one of these behind its figure.
_CLASSIFIER: Final = re.compile(
    f"[{fold_text('人名個宗間架輛艘枚隻票分場位家所份張條件座棟幢項班部顆株頭匹艇戶具輪套支')}]"
    f"|{fold_text('人次|死|傷')}"
)
_TENTHS: Final = fold_text("成")
_NOT_TENTHS: Final = re.compile(fold_text("成(?:功|員|立|本|績|果|份|交|人|年|長)"))
_OF_HUNDRED: Final = fold_text("百分之")
#: Before a figure these make it a day of the week, a month or an order.
_NO_COUNT: Final = re.compile(fold_text("(?:星期|周|週|禮拜|第|初|逢|之|統|唯|萬|同)$"))

_ABOUT: Final = {
    "over": re.compile(
        r"(?:more than|over|at least|above|exceed(?:s|ed|ing)?|upwards of|no (?:fewer|less) than)"
        + fold_text(r" $|(?:超過|逾|多於|至少|最少|不少於|起碼|多達|超|突破)$")
    ),
    "under": re.compile(
        r"(?:nearly|almost|close to|under|below|less than|fewer than|up to|as many as) $"
        + fold_text("|(?:近|將近|接近|不足|少於|最多|低於|貼近)$")
    ),
    "near": re.compile(
        r"(?:about|around|some|roughly|approximately|an estimated) $"
        + fold_text("|(?:約|大約|估計|料|左右)$")
    ),
}
_LOOKED_BACK: Final = 16

#: A figure behind one of these, or before, is a name rather than a number: Signal No 1, 3時.
_NAMED: Final = re.compile(
    r"\b(?:no|nos|number|phase|chapter|schedule|article|section|level|grade|type|route|stage|group"
    r"|class|part|channel|round|game|day|page|line|terminal|covid|category) $"
)
_OF_ORDER: Final = re.compile(fold_text("[時號屆期樓級](?!間)"))

#: So large a figure with zeros behind is rounded, if nothing says so.
_ROUNDED: Final = 1_000


def amounts(text: str, without: Iterable[tuple[int, int]] = ()) -> tuple[Amount, ...]:
    """The figures of a text, by place, but those that touch spans that are something else: days."""
    folded = fold(text)
    read = _chinese(folded.text) if HAN_RUN.search(folded.text) else _english(folded.text)
    spans = sorted(without)
    told = []
    for amount in read:
        start, end = folded.span(amount.start, amount.end)
        if not any(first < end and start < last for first, last in spans):
            told.append(amount._replace(start=start, end=end))
    return tuple(told)


def _about(text: str, start: int) -> str:
    before = text[max(0, start - _LOOKED_BACK) : start]
    return next((name for name, sign in _ABOUT.items() if sign.search(before)), "")


def _step(digits: str, scale: int, about: str) -> Decimal:
    """What the last digit that counts is worth."""
    plain = digits.replace(",", "")
    _, _, behind = plain.partition(".")
    if behind:
        return Decimal(scale).scaleb(-len(behind))
    zeros = len(plain) - len(plain.rstrip("0")) if plain.strip("0") else 0
    rounded = scale > 1 or about or int(plain) >= _ROUNDED
    return Decimal(scale * 10**zeros if rounded else scale)


def _english(text: str) -> Iterator[Amount]:
    for match in _ENGLISH.finditer(text):
        before = MONEY_BEFORE.search(text, max(0, match.start() - 5), match.start())
        if _is_name(match[0]) or (before is None and match["letters"] == "m"):
            continue  # a letter m may be metres or millions
        start = before.start() if before else match.start()
        if _NAMED.search(text, max(0, start - _LOOKED_BACK), start):
            continue
        about = _about(text, start)
        words = match["letters"] or match["scale"] or match["many"] or ""
        scale = 1
        for word in words.split():
            scale *= _ENGLISH_SCALES[word]
        digits = match["digits"] or str(_spelt(match["words"]))
        value = Decimal(digits.replace(",", "")) * scale
        behind = ENGLISH_UNIT.match(text, match.end())
        unit, end = NO_UNIT, match.end()
        if before is not None:
            unit = unit_of(before[0].rstrip())
        elif behind is not None:
            unit, end = unit_of(behind[1]), behind.end()
            if unit == "year" and text.startswith("-old", end):
                unit = AGE
        if unit or scale > 1 or not _is_year(digits):
            yield Amount(value, unit, _step(digits, scale, about), about, start, end)


def _is_name(digits: str) -> bool:
    """Whether digits are a name, as no number begins with a zero: 075."""
    return len(digits) > 1 and digits[0] == "0" and digits[1].isdecimal()


def _is_year(digits: str) -> bool:
    """Whether a bare figure is a year rather than a number."""
    return len(digits) == 4 and digits.isdecimal() and 1800 <= int(digits) < 2100


def _spelt(words: str) -> int:
    """A number below a hundred in English words."""
    return sum(_TENS.get(word, _ONES.get(word, 0)) for word in re.split("[ -]", words))


def _chinese(text: str) -> Iterator[Amount]:
    for match in _CHINESE.finditer(text):
        amount = _chinese_amount(text, match)
        if amount is not None:
            yield amount


def _chinese_amount(text: str, match: re.Match[str]) -> Amount | None:
    """A Chinese figure with its unit; None where it is no figure."""
    start, end = match.span()
    whole = match[0]
    share = text.endswith(_OF_HUNDRED, 0, start)
    if _is_name(whole) or (whole.startswith("百") and text.startswith(_OF_HUNDRED, start)):
        return None
    spelt = whole[0] not in "0123456789"
    value, step = _worth(whole)
    if share:
        start, unit = start - len(_OF_HUNDRED), PERCENT
    else:
        unit, end, value, step = _unit_behind(text, end, value, step)
        before = MONEY_BEFORE.search(text, max(0, start - 3), start)
        if before is not None and unit in (NO_UNIT, "元"):
            start, unit = before.start(), unit_of(before[0].rstrip())
    if unit == NO_UNIT and _OF_ORDER.match(text, end):
        return None
    counted = unit == NO_UNIT and _CLASSIFIER.match(text, end) is not None
    if spelt and (not (unit or counted) or _NO_COUNT.search(text[max(0, start - 2) : start])):
        return None
    if ((unit == NO_UNIT and not counted) or unit == "year") and _is_year(whole):
        return None
    about = "over" if any(sign in whole for sign in _MORE) else _about(text, start)
    if about and step == 1:
        step = _step(str(value), 1, about)
    return Amount(value, unit, step, about, start, end)


def _unit_behind(
    text: str, end: int, value: Decimal, step: Decimal
) -> tuple[str, int, Decimal, Decimal]:
    """The unit behind a figure, where it ends, and what the figure is worth in it."""
    if text.startswith(_TENTHS, end) and value <= 10 and not _NOT_TENTHS.match(text, end):
        more = DIGITS.get(text[end + 1 : end + 2])
        if more is None:
            return PERCENT, end + 1, value * 10, step * 10
        return PERCENT, end + 2, value * 10 + more, Decimal(1)
    behind = CHINESE_UNIT.match(text, end)
    if behind is None:
        return NO_UNIT, end, value, step
    return unit_of(behind[1]), behind.end(), value, step


def _worth(figure: str) -> tuple[Decimal, Decimal]:
    """What a Chinese figure is worth, and its last digit."""
    value, step = Decimal(0), Decimal(1)
    for piece in _PIECE.finditer(figure):
        scale = _HAN_SCALES.get(piece["scale"] or piece["times"] or "", 1)
        scale *= _HAN_SCALES.get(piece["more"] or piece["and"] or "", 1)
        if piece["digits"]:
            digits = piece["digits"]
            own, step = Decimal(digits.replace(",", "")), _step(digits, scale, "")
        else:
            number = _han_number(piece["han"])
            own, step = Decimal(number), _step(str(number), scale, "")
        value += own * scale
    return value, step


def _han_number(digits: str) -> int:
    """A number below ten thousand in Chinese digits: 一百二十, 千, 三十, 二〇."""
    total = number = 0
    for sign in digits:
        scale = {"十": 10, "百": 100, "千": 1_000}.get(sign)
        if scale is None:
            number = 10 * number + DIGITS[sign]
        else:
            total += (number or 1) * scale
            number = 0
    return total + number
