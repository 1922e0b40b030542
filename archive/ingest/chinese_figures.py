"""Chinese figures of a date in digits: 二〇二四年三月五日, 民國一百一十三年, 廿五日."""

from __future__ import annotations

import re
from typing import Final

from archive.text.chinese_numbers import chinese_number

#: Figures before a unit of time. 星期一 is followed by none; 三個月, 兩小時 and 五天 are.
_FIGURES: Final = re.compile(
    r"(?<![週周期拜第])[〇零○一二兩两三四五六七八九十百廿卅元]{1,9}"
    r"(?=[ 年月日號号時时點点分秒個个小天週周星])"
)


def in_digits(text: str) -> str:
    """`text` with the figures before units of time as digits."""
    return _FIGURES.sub(lambda match: _digits(match[0]), text)


def _digits(figures: str) -> str:
    try:
        return str(chinese_number(figures))
    except KeyError:
        return figures
