"""Figures with their units: the same in both languages, and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.amount_units import Amount, agree, same_unit, significant, unit_of
from archive.text.amounts import amounts


def told(text: str) -> list[tuple[str, int | float, str]]:
    """The figures of a text: as printed, value, unit."""
    return [(text[a.start : a.end], float(a.value), a.unit) for a in amounts(text)]


def only(text: str) -> Amount:
    (amount,) = amounts(text)
    return amount


@pytest.mark.parametrize(
    "text, value, unit",
    [
        ("10,457 dead", 10_457, ""),
        ("10457人死亡", 10_457, ""),
        ("33,000 people", 33_000, ""),
        ("3.3萬人", 33_000, ""),
        ("3.3万人", 33_000, ""),
        ("三萬三千人", 33_000, ""),
        ("86 thousand revellers", 86_000, ""),
        ("forty-two cases", 42, ""),
        ("四十二宗", 42, ""),
        ("US$148.8 million", 148_800_000, "USD"),
        ("1.488億美元", 148_800_000, "USD"),
        ("HK$3.5bn", 3_500_000_000, "HKD"),
        ("35億港元", 3_500_000_000, "HKD"),
        ("1億2000萬元", 120_000_000, "元"),
        ("2億9千多萬元", 290_000_000, "元"),
        ("42億元人民幣", 4_200_000_000, "CNY"),
        ("人民幣3000萬元", 30_000_000, "CNY"),
        ("1.2 trillion yuan", 1_200_000_000_000, "CNY"),
        ("1.2萬億元人民幣", 1_200_000_000_000, "CNY"),
        ("58.3 percent", 58.3, "%"),
        ("５８．３％", 58.3, "%"),
        ("百分之五十", 50, "%"),
        ("三成二市民", 32, "%"),
        ("九成為內地客", 90, "%"),
        ("3,259 points", 3_259, "point"),
        ("3259點", 3_259, "point"),
        ("a 20-year-old man", 20, "age"),
        ("an eight-storey building", 8, "storey"),
        ("八層高", 8, "storey"),
    ],
)
def test_a_figure_is_worth_the_same_however_it_is_written(
    text: str, value: float, unit: str
) -> None:
    amount = only(text)
    assert (float(amount.value), amount.unit) == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "a 7-5 win",
        "at 10.30am",
        "at 10:30",
        "in 2024",
        "2024年",
        "Signal No 1",
        "the 075-class ship",
        "version 1.2.3",
        "第三宗",
        "星期三人多",
        "下午3時",
        "一些人",
        "萬一下雨",
        "成立",
        "covid-19",
        "B2B trade",
    ],
)
def test_what_is_a_name_a_clock_or_an_order_is_no_figure(text: str) -> None:
    assert told(text) == []


def test_figures_stand_where_the_text_has_them() -> None:
    text = "﻿逾２００人受傷，約5.2萬戶停電"
    assert [text[a.start : a.end] for a in amounts(text)] == ["２００", "5.2萬"]
    assert [a.about for a in amounts(text)] == ["over", "near"]


def test_figures_in_spans_of_something_else_are_left_out() -> None:
    text = "from March 5 on 30 ships"
    assert told(text)[0][0] == "5"
    assert [amount.value for amount in amounts(text, [(5, 12)])] == [30]


@given(st.integers(1, 99_999))
def test_ten_thousands_come_round(number: int) -> None:
    """As 萬, as thousands, in full, with and without commas."""
    value = number * 1_000
    written = f"{Decimal(value) / 10_000:f}萬人"
    english = f"{number:,} thousand people"
    for text in (written, english, f"{value:,} people", f"{value}人"):
        assert only(text).value == value
    assert agree(only(written), only(english))
    assert agree(only(english), only(f"{value}人"))


@given(st.integers(1, 9_999), st.sampled_from(["US$", "HK$"]))
def test_millions_and_billions_come_round(tenths: int, sign: str) -> None:
    value = tenths * 100_000
    code, word = {"US$": ("USD", "美元"), "HK$": ("HKD", "港元")}[sign]
    forms = (
        f"{sign}{Decimal(tenths) / 10} million",
        f"{sign}{Decimal(tenths) / 10_000} billion",
        f"{Decimal(tenths) / 1_000}億{word}",
        f"{tenths * 10}萬{word}",
    )
    found = [only(text) for text in forms]
    assert {amount.value for amount in found} == {value}
    assert {amount.unit for amount in found} == {code}


@given(st.integers(1, 10**13))
def test_any_whole_number_is_read(number: int) -> None:
    assert only(f"{number:,} trees").value == number
    assert only(f"{number}棵樹").value == number if not 1800 <= number < 2100 else True


@given(st.text(max_size=60))
def test_any_text_has_figures_in_order_and_inside_it(text: str) -> None:
    end = 0
    for amount in amounts(text):
        assert end <= amount.start < amount.end <= len(text)
        assert amount.step > 0
        end = amount.start


@pytest.mark.parametrize(
    "left, right, same",
    [
        ("227 billion patacas", "2267.82億澳門元", True),
        ("86 thousand people", "8.6萬人", True),
        ("86,000 people", "85,512人", True),
        ("86,000 people", "86,900人", True),
        ("86,000 people", "85,400人", False),
        ("3,259 points", "3,259 shares", True),
        ("12 points", "12 shares", False),
        ("$2.5 million", "250萬元", True),
        ("HK$2.5 million", "250萬美元", False),
        ("10,457 people", "9,700人", False),
        ("58.3 percent", "58%", True),
        ("58.3 percent", "59%", False),
        ("2 percent", "2.4%", False),
    ],
)
def test_figures_agree_as_exactly_as_both_are_told(left: str, right: str, same: bool) -> None:
    assert agree(only(left), only(right)) is same
    assert agree(only(right), only(left)) is same


def test_what_counts_of_a_figure() -> None:
    assert [significant(only(text)) for text in ("33,000 men", "3.3萬人", "5 men", "20258點")] == [
        2, 2, 1, 5,
    ]  # fmt: skip


def test_money_without_its_country_may_be_any() -> None:
    assert same_unit("$", "HKD")
    assert same_unit("元", "CNY")
    assert not same_unit("HKD", "USD")
    assert not same_unit("$", "CNY")
    with pytest.raises(KeyError):
        unit_of("furlong")
