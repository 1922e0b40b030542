"""Figures with a sign: 50% asks for shares, $100 for money.

The index has a figure with its sign as a token of its own. An article may write the sign as a word
instead (50 percent, 百分之50, 100 dollars), and a power of ten behind the figure as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from archive.model.query import Node, Positional
from archive.text.phrases import quoted_spans, sequence_of
from archive.text.scan import CURRENCIES, FIGURE_SIGNS, Span, in_line, scan

#: Sign -> what articles write for it; {} is the figure.
_WORDS: Final = {
    "%": "{} percent|{} per cent|{} pct|百分之{}|{}厘|{}巴仙",
    "‰": "{} per mille|千分之{}",
    "$": "{} dollar|{} dollars|{}元|{}美元|{}港元|{}加元|{}澳元|{}新台幣",
    "€": "{} euro|{} euros|{}歐元",
    "£": "{} pound|{} pounds|{}英鎊",
    "¥": "{} yen|{} yuan|{}日圓|{}日元|{}元|{}人民幣",
    "₩": "{} won|{}韓圜|{}韓元",
    "₹": "{} rupee|{} rupees|{}盧比",
    "₽": "{} rouble|{} roubles|{} ruble|{} rubles|{}盧布",
    "฿": "{} baht|{}泰銖",
    "₫": "{} dong|{}越南盾",
    "₱": "{} peso|{} pesos|{}披索",
}

#: Letters behind a figure -> the power of ten that they say, and how many of a Chinese one it is.
_POWERS: Final = {
    "k": ("thousand", 1_000, ""),
    "m": ("million", 100, "萬"),
    "mn": ("million", 100, "萬"),
    "b": ("billion", 10, "億"),
    "bn": ("billion", 10, "億"),
    "tn": ("trillion", 1, "萬億"),
    "trn": ("trillion", 1, "萬億"),
}
_FIGURE: Final = re.compile(r"(\d{1,15}(?:\.\d{1,6})?)(k|mn?|bn?|trn?|tn)?")

_DIGITS: Final = "〇一二三四五六七八九"


def signed_spans(text: str) -> tuple[Span, ...]:
    """The tokens of a word in which figures have their signs; () where none has."""
    spans = scan(" ".join(text.split())).spans
    line = list(in_line(spans))
    signed = {
        span.position: span
        for span in spans
        if span.text[0] in FIGURE_SIGNS or span.text[-1] in FIGURE_SIGNS
    }
    return tuple(signed.get(span.position, span) for span in line) if signed else ()


def _numeral(figure: str) -> str | None:
    """A whole number up to a hundred in Chinese numerals; None for any other."""
    number = int(figure) if figure.isdecimal() and len(figure) < 4 else 0
    if not 0 < number <= 100:
        return None
    tens, ones = divmod(number, 10)
    if tens == 10:
        return "一百"
    before = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return before + (_DIGITS[ones] if ones else "")


def _amounts(sign: str, figure: str, power: str | None) -> Iterator[str]:
    """What articles write for a figure before the word of its sign, without the one typed."""
    if power is None:
        numeral = _numeral(figure)
        if sign == "%" and numeral is not None:
            yield numeral
        return
    word, times, unit = _POWERS[power]
    yield f"{figure} {word}"
    exact = Decimal(figure) * times
    if unit and exact == exact.to_integral_value():
        yield f"{int(exact)}{unit}"


def _in_words(span: Span) -> Iterator[str]:
    """A figure with a sign as it is written with the sign's word."""
    text = span.text
    sign, plain = (text[0], text[1:]) if text[0] in FIGURE_SIGNS else (text[-1], text[:-1])
    match = _FIGURE.fullmatch(plain)
    if match is None or sign not in _WORDS:
        return
    if match[2] and sign in CURRENCIES:
        yield f"{sign}{match[1]} {_POWERS[match[2]][0]}"
    for amount in (plain, *_amounts(sign, match[1], match[2])):
        for form in _WORDS[sign].split("|"):
            yield form.format(amount)


def with_sign(text: str, name: str) -> tuple[Positional, ...]:
    """What a word with a signed figure asks of the text named `name`: any of these.

    () where no figure of it has a sign.
    """
    spans = signed_spans(text)
    if not spans:
        return ()
    asked: list[Node] = [sequence_of(spans, name)]
    if len(spans) == 1:
        asked += [_written(form, name) for form in _in_words(spans[0])]
    return tuple(node for node in dict.fromkeys(asked) if isinstance(node, Positional))


def _written(form: str, name: str) -> Node:
    """A sequence of words, in which a figure may have a sign."""
    return sequence_of(signed_spans(form) or quoted_spans(form), name)
