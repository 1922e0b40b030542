"""Expressions of days in three scripts, their traps, and what holds of any text."""

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


ENGLISH = [
    ("Record April Three", ["April Three 2025-04-03"]),
    ("On 4 May last year he", ["4 May last year 2024-05-04"]),
    ("who chose last summer to", ["last summer 2025-01-01/2025-12-31"]),
    ("CLOSE CDT APRIL 7", ["APRIL 7 2025-04-07"]),
    ("NOTE: 1985 net excludes", ["1985 1985-01-01/1985-12-31"]),
    ("in the past year", ["the past year 2024-09-22/2025-09-22"]),
    ("Weekly 09/10/2025 page 3", ["09/10/2025 2025-09-10"]),
    ("USA Today said. Today he", ["Today 2025-09-22"]),
    ("in the mid-1800s", ["mid-1800s 1800-01-01/1899-12-31"]),
    ("the early 1900s", ["early 1900s 1900-01-01/1909-12-31"]),
    ("on Wednesday the 25-year-old", ["Wednesday 2025-09-17"]),
    ("In 2010 BC voters", ["2010 2010-01-01/2010-12-31"]),
    ("on December 6, 2024, in San Anselmo", ["December 6, 2024 2024-12-06"]),
    ("on 4 March 2022.", ["4 March 2022 2022-03-04"]),
    ("the 28th of October", ["28th of October 2025-10-28"]),
    ("2025-09-19 and 2026/3/31", ["2025-09-19 2025-09-19", "2026/3/31 2026-03-31"]),
    ("from March 3-5, 2024", ["March 3-5, 2024 2024-03-03/2024-03-05"]),
    ("from 3 to 5 March 2024", ["3 to 5 March 2024 2024-03-03/2024-03-05"]),
    (
        "from December 30 to January 2, 2024",
        ["December 30 to January 2, 2024 2023-12-30/2024-01-02"],
    ),
    ("from April to June 2016", ["April to June 2016 2016-04-01/2016-06-30"]),
    ("in 1997-2003", ["1997-2003 1997-01-01/2003-12-31"]),
    ("the third quarter of 2024", ["third quarter of 2024 2024-07-01/2024-09-30"]),
    ("again in Q2 2025", ["Q2 2025 2025-04-01/2025-06-30"]),
    ("the first half of 1987", ["first half of 1987 1987-01-01/1987-06-30"]),
    ("in the summer of 2018", ["summer of 2018 2018-01-01/2018-12-31"]),
    ("after the boom of the 1990s", ["1990s 1990-01-01/1999-12-31"]),
    ("in the late 20th century", ["late 20th century 1900-01-01/1999-12-31"]),
    ("On Friday he said", ["Friday 2025-09-19"]),
    ("Last Thursday he left", ["Last Thursday 2025-09-18"]),
    ("will be held next Monday", ["next Monday 2025-09-29"]),
    ("said earlier this week", ["earlier this week 2025-09-22/2025-09-28"]),
    ("early next year", ["early next year 2026-01-01/2026-12-31"]),
    ("In the last week alone", ["the last week 2025-09-15/2025-09-22"]),
    ("in the past five years", ["the past five years 2020-09-22/2025-09-22"]),
    ("Two weeks ago he resigned", ["Two weeks ago 2025-09-08"]),
    ("yesterday and tomorrow", ["yesterday 2025-09-21", "tomorrow 2025-09-23"]),
    ("was sacked in July", ["July 2025-07-01/2025-07-31"]),
    ("will open in March", ["March 2026-03-01/2026-03-31"]),
    ("In December last year", ["December last year 2024-12-01/2024-12-31"]),
    ("They will play on Saturday, 10 June.", ["Saturday, 10 June 2028-06-10"]),
    ("opened in 2004.", ["2004 2004-01-01/2004-12-31"]),
    (
        "grew in 2016 after the previous year",
        ["2016 2016-01-01/2016-12-31", "previous year 2015-01-01/2015-12-31"],
    ),
    (
        "in the third quarter of the previous year",
        ["third quarter of the previous year 2024-07-01/2024-09-30"],
    ),
    ("two decades ago", ["two decades ago 2000-01-01/2009-12-31"]),
    ("over the last decade", ["last decade 2010-01-01/2019-12-31"]),
    ("in the past two decades", ["the past two decades 2005-09-22/2025-09-22"]),
    ("at Lunar New Year 2025", ["Lunar New Year 2025 2025-01-29"]),
    (
        "on 29 February 2024, not 29 February 2023",
        ["29 February 2024 2024-02-29"],
    ),
]

CHINESE = [
    ("去年前三季度", ["去年前三季度 2024-01-01/2024-09-30"]),
    ("前三季度销售增长", ["前三季度 2024-01-01/2024-09-30"]),
    ("今個夏天", ["今個夏天 2025-01-01/2025-12-31"]),
    ("由今日起至星期日舉行", ["今日起至星期日 2025-09-22/2025-09-28"]),
    ("又是清明，清明上河圖", ["清明 2025-04-04"]),
    ("未來兩三日", ["未來兩三日 2025-09-23/2025-09-25"]),
    ("預計兩年後完成", ["兩年後 2027-01-01/2027-12-31"]),
    ("1999年是當年最好", ["1999年 1999-01-01/1999-12-31", "當年 1999-01-01/1999-12-31"]),
    ("1999年。當年很好", ["1999年 1999-01-01/1999-12-31"]),
    ("眾人 02/10/2025", ["02/10/2025 2025-10-02"]),
    ("力爭2030年前實現", ["2030年 2030-01-01/2030-12-31"]),
    ("以前，2010年前後", ["2010年 2010-01-01/2010-12-31"]),
    ("她說，兩年前離開", ["兩年前 2023-01-01/2023-12-31"]),
    ("今天，2025亚洲展", ["今天 2025-09-22", "2025 2025-01-01/2025-12-31"]),
    ("2024年12月6日", ["2024年12月6日 2024-12-06"]),
    ("二〇二五年九月二十日", ["二〇二五年九月二十日 2025-09-20"]),
    ("民國114年10月10日", ["民國114年10月10日 2025-10-10"]),
    ("民國八十九年", ["民國八十九年 2000-01-01/2000-12-31"]),
    ("於九月二十二日表示", ["九月二十二日 2025-09-22"]),
    ("3日至5日舉行", ["3日至5日 2025-09-03/2025-09-05"]),
    ("2024年3月3日至5日", ["2024年3月3日至5日 2024-03-03/2024-03-05"]),
    ("2023年12月30日至1月2日", ["2023年12月30日至1月2日 2023-12-30/2024-01-02"]),
    ("2004年至2006年間", ["2004年至2006年 2004-01-01/2006-12-31"]),
    ("於4至6月舉行", ["4至6月 2025-04-01/2025-06-30"]),
    ("2024年第三季度", ["2024年第三季度 2024-07-01/2024-09-30"]),
    ("2025年上半年", ["2025年上半年 2025-01-01/2025-06-30"]),
    ("上世紀九十年代", ["上世紀九十年代 1990-01-01/1999-12-31"]),
    ("80年代初", ["80年代初 1980-01-01/1989-12-31"]),
    ("二十世紀", ["二十世紀 1900-01-01/1999-12-31"]),
    ("周五(19日)公布", ["周五(19日) 2025-09-19"]),
    ("6月10日（週六）將演出", ["6月10日（週六） 2028-06-10"]),
    ("上周四說", ["上周四 2025-09-18"]),
    ("下星期三會晤", ["下星期三 2025-10-01"]),
    ("週二將舉行", ["週二 2025-09-23"]),
    ("本月稍早", ["本月稍早 2025-09-01/2025-09-30"]),
    ("下月中旬", ["下月中旬 2025-10-01/2025-10-31"]),
    ("本月15日起", ["本月15日 2025-09-15"]),
    ("三年前成立", ["三年前 2022-01-01/2022-12-31"]),
    ("過去3年", ["過去3年 2022-09-22/2025-09-22"]),
    ("去年六月，前年曾獲獎", ["去年六月 2024-06-01/2024-06-30", "前年 2023-01-01/2023-12-31"]),
    ("明年年底前完成", ["明年年底 2026-01-01/2026-12-31"]),
    ("昨日及前天", ["昨日 2025-09-21", "前天 2025-09-20"]),
    ("今天（9月22日）", ["今天（9月22日） 2025-09-22"]),
    ("3月初宣布", ["3月初 2025-03-01/2025-03-31"]),
    ("1989年6月4日，翌日", ["1989年6月4日 1989-06-04", "翌日 1989-06-05"]),
    ("1997年回歸，同年", ["1997年 1997-01-01/1997-12-31", "同年 1997-01-01/1997-12-31"]),
    ("2024年中秋節", ["2024年中秋節 2024-09-17"]),
    ("1998年初次奪冠", ["1998年 1998-01-01/1998-12-31"]),
    ("１９９７年７月１日", ["１９９７年７月１日 1997-07-01"]),
]

TRAPS = [
    "a 180-degree turn",
    "1 of 24 pictures",
    "the May household",
    "He may march on with April Jones",
    "won 2-1 and paid $1,987",
    "in 44 B.C.",
    "entered by 1000 London time, around 1500 GMT, at 1400 hrs",
    "1,500 years ago",
    "20th Century-Fox",
    "02/03/1980",
    "兩年後轉任",
    "6日5夜",
    "on March 15, 44 BC",
    "on 15 March 44 BC",
    "in March, 300 B.C.E.",
    "from 500-300 BC to 2000 BCE",
    "西元前44年3月15日",
    "前221年10月",
    "不同年份",
    "rose 2016 points",
    "三個月大的嬰兒",
    "五月天演唱會",
    "花了二十年時間",
    "連升4日",
    "公元前221年",
    "第三日",
    "2月30日",
    "2023年2月30日",
    "9月餅",
]


@pytest.mark.parametrize("text, found", [*ENGLISH, *CHINESE])
def test_expressions(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize("text", TRAPS)
def test_traps(text: str) -> None:
    assert read(text) == []


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
