"""Numbers in Chinese digits, as printed or folded."""

from __future__ import annotations

from typing import Final

from archive.text.folding import fold_text

#: What each digit is worth.
DIGITS: Final = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "首": 1, "元": 1, "兩": 2, "两": 2, fold_text("兩"): 2,
}  # fmt: skip


#: 兩三, 七八: about so many, which is not more than the second.
_ABOUT: Final = frozenset(
    fold_text(first + second)
    for first, second in zip("一一兩二三四五六七八", "兩二三三四五六七八九", strict=True)
)


def chinese_number(text: str) -> int:
    """A number in Arabic or Chinese digits: 12, 十二, 廿三, 一百一十四, 二〇二五.

    Raises `KeyError` for what is none.
    """
    if text.isdecimal():
        return int(text)
    if "百" in text:
        hundreds, _, rest = text.partition("百")
        rest = rest.lstrip("零〇")
        return 100 * chinese_number(hundreds or "一") + (chinese_number(rest) if rest else 0)
    text = text.replace("廿", "二十").replace("卅", "三十").replace("正", "一").replace("初", "")
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (DIGITS[tens] if tens else 1) + (DIGITS[ones] if ones else 0)
    value = 0
    for digit in text:
        value = 10 * value + DIGITS[digit]
    return value


def how_many(text: str) -> int:
    """A number, or the greater of two that say about how many."""
    return DIGITS[text[1]] if text in _ABOUT else chinese_number(text)
