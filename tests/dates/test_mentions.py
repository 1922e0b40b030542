"""What is known of each expression of days, and what holds of any text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.dates.festivals import festival
from archive.dates.mentions import mentioned_dates
from archive.dates.rules import Context
from archive.model.dates import Direction, Precision
from archive.text.chinese_numbers import chinese_number

#: A Monday.
TODAY = dt.date(2025, 9, 22)


def read(text: str, published: dt.date | None = TODAY) -> list[str]:
    """Each expression with its interval, as `text first/last`."""
    found = []
    for one in mentioned_dates(text, published):
        assert text[one.start : one.end] == one.text
        days = f"{one.first}" if one.first == one.last else f"{one.first}/{one.last}"
        found.append(f"{one.text} {days}")
    return found


def test_on_a_sunday_a_new_week_has_begun() -> None:
    """For the weeks before and after, told in Chinese; 周日 is the end of its week."""
    sunday = dt.date(2024, 11, 10)
    assert read("上星期三，下星期", sunday) == [
        "上星期三 2024-11-06",
        "下星期 2024-11-18/2024-11-24",
    ]
    assert read("上周日，本周三", sunday) == ["上周日 2024-11-03", "本周三 2024-11-06"]


@pytest.mark.parametrize(
    "text, precision, part, direction",
    [
        ("early next year", Precision.YEAR, "early", Direction.PAST),
        ("will vote in late 2026", Precision.YEAR, "late", Direction.COMING),
        ("He said so on Friday", Precision.DAY, "", Direction.PAST),
        ("將於下月中旬開會", Precision.MONTH, "mid", Direction.COMING),
        ("80年代初", Precision.DECADE, "early", Direction.PAST),
        ("本周", Precision.WEEK, "", Direction.PAST),
        ("2024年第三季", Precision.QUARTER, "", Direction.PAST),
        ("2025年上半年", Precision.HALF, "", Direction.PAST),
        ("二十世紀末", Precision.CENTURY, "late", Direction.PAST),
        ("3日至5日", Precision.RANGE, "", Direction.PAST),
    ],
)
def test_what_is_known_of_an_expression(
    text: str, precision: Precision, part: str, direction: Direction
) -> None:
    (one,) = mentioned_dates(text, TODAY)
    assert (one.precision, one.part, one.direction) == (precision, part, direction)
    assert one.why.code


def test_nothing_is_told_from_an_unknown_day() -> None:
    text = "On Friday, in June 2020, 昨日 and 2019年6月"
    assert read(text, None) == [
        "June 2020 2020-06-01/2020-06-30",
        "2019年6月 2019-06-01/2019-06-30",
    ]
    inferred = mentioned_dates(text, TODAY, inferred=True)
    assert [one.text for one in inferred] == ["June 2020", "2019年6月"]


DAYS = st.dates(dt.date(1500, 1, 1), dt.date(2099, 12, 31))
NAMES = (
    "January February March April May June July August September October November December".split()
)


@given(DAYS)
def test_a_day_written_in_full_is_read_back(day: dt.date) -> None:
    name = NAMES[day.month - 1]
    for text in (
        f"It was {name} {day.day}, {day.year}, they said",
        f"It was on {day.day} {name} {day.year} that",
        f"It was {day.isoformat()} then",
        f"在{day.year}年{day.month}月{day.day}日發生",
        f"在{day.year}年{day.month}月{day.day}號發生",
    ):
        (one,) = mentioned_dates(text, None)
        assert (one.first, one.last) == (day, day), text


@given(st.integers(0, 9999))
def test_chinese_numbers_are_read_back(value: int) -> None:
    digits = "〇一二三四五六七八九"
    assert chinese_number("".join(digits[int(d)] for d in str(value))) == value
    if 0 < value < 100:
        tens, ones = divmod(value, 10)
        written = ("" if tens < 2 else digits[tens]) + ("十" if tens else "")
        assert chinese_number(written + (digits[ones] if ones else "")) == value


TEXTS = st.text(
    st.sampled_from(
        "年月日號周星期一二十百3 0129-/至(（)）上下本今昨前後初 MayJunelast-Fri,.'weekofin代世紀"
    ),
    max_size=60,
)


@given(st.one_of(TEXTS, st.text(max_size=40)), st.one_of(st.none(), st.dates()))
def test_any_text_has_a_reading(text: str, published: dt.date | None) -> None:
    found = mentioned_dates(text, published)
    last = 0
    for one in found:
        assert last <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        assert one.first <= one.last
        last = one.end


@pytest.mark.parametrize(
    "key, day",
    [
        ("new-year", dt.date(2025, 1, 29)),
        ("eve", dt.date(2025, 1, 28)),
        ("tuen-ng", dt.date(2025, 5, 31)),
        ("mid-autumn", dt.date(2025, 10, 6)),
        ("chung-yeung", dt.date(2025, 10, 29)),
        ("ching-ming", dt.date(2025, 4, 4)),
        ("easter", dt.date(2025, 4, 20)),
        ("new-year", dt.date(1950, 2, 17)),
        ("mid-autumn", dt.date(2050, 9, 30)),
    ],
)
def test_festivals(key: str, day: dt.date) -> None:
    context = Context(None, coming=False, before=None, day_before=None)
    found = festival(key, day.year, context)
    assert found is not None
    assert found.first == found.last == day
