"""Chinese figures of a date in digits: 二〇二四年三月五日, 民國一百一十三年, 廿五日."""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = {figure: at for at, figure in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "兩": 2, "两": 2, "元": 1,
}  # fmt: skip
_TENS: Final = {"十": 10, "廿": 20, "卅": 30}

#: Figures before a unit of time. 星期一 is followed by none; 三個月, 兩小時 and 五天 are.
_FIGURES: Final = re.compile(
    r"(?<![週周期拜第])[〇零○一二兩两三四五六七八九十百廿卅元]{1,9}"
    r"(?=[ 年月日號号時时點点分秒個个小天週周星])"
)


def in_digits(text: str) -> str:
    """`text` with the figures before units of time as digits."""
    return _FIGURES.sub(lambda match: _digits(match[0]), text)


def _digits(figures: str) -> str:
    if not any(figure in "十百廿卅" for figure in figures):
        return "".join(str(_DIGITS[figure]) for figure in figures)
    total = last = 0
    for figure in figures:
        if figure == "百":
            total, last = total + 100 * (last or 1), 0
        elif figure in _TENS:
            total, last = total + _TENS[figure] * ((last or 1) if figure == "十" else 1), 0
        else:
            last = _DIGITS[figure]
    return str(total + last)
