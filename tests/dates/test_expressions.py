"""Expressions of several pieces."""

from __future__ import annotations

import pytest

from tests.dates.test_mentions import read

ENGLISH = [
    ("on the first Friday of October", ["first Friday of October 2024-10-04"]),
    ("on the last Monday of next month", ["last Monday of next month 2025-10-27"]),
    ("the second Tuesday of May 2024", ["second Tuesday of May 2024 2024-05-14"]),
    ("in the first week of July 2025", ["first week of July 2025 2025-06-30/2025-07-06"]),
    ("the last week of 2015", ["last week of 2015 2015-12-28/2016-01-03"]),
    ("the third week next year", ["third week next year 2026-01-12/2026-01-18"]),
    ("on Friday next week", ["Friday next week 2025-10-03"]),
    ("last week on Tuesday", ["last week on Tuesday 2025-09-16"]),
    ("Wednesday to Friday next week", ["Wednesday to Friday next week 2025-10-01/2025-10-03"]),
    (
        "Wednesday and Friday of this week",
        ["Wednesday 2025-09-17", "Friday of this week 2025-09-26"],
    ),
    ("the 20th of next month", ["20th of next month 2025-10-20"]),
    ("4 to 22 of last month", ["4 to 22 of last month 2025-08-04/2025-08-22"]),
    ("the day before yesterday", ["the day before yesterday 2025-09-20"]),
    ("two days from tomorrow", ["two days from tomorrow 2025-09-25"]),
    ("two Sundays from now", ["two Sundays from now 2025-10-05"]),
    ("1 month and 21 days ago", ["1 month and 21 days ago 2025-08-01"]),
    ("in two weeks' time", ["in two weeks' time 2025-10-06"]),
    ("within two weeks from today", ["within two weeks from today 2025-09-22/2025-10-06"]),
    ("will pay over the next three months", ["the next three months 2025-09-23/2025-12-22"]),
    ("will rise for the rest of the year", ["rest of the year 2025-09-22/2025-12-31"]),
    ("the week after next", ["the week after next 2025-10-06/2025-10-12"]),
    ("the year before last.", ["the year before last 2023-01-01/2023-12-31"]),
    ("in 2016 Q3", ["2016 Q3 2016-07-01/2016-09-30"]),
    ("fell during Q2.", ["Q2 2025-04-01/2025-06-30"]),
    ("in the seventies", ["seventies 1970-01-01/1979-12-31"]),
    ("a song of the 80s", ["80s 1980-01-01/1989-12-31"]),
    ("by the 27th.", ["the 27th 2025-09-27"]),
    ("the tenth of September, 2001", ["tenth of September, 2001 2001-09-10"]),
    ("on May twenty-first.", ["May twenty-first 2025-05-21"]),
    ("see you friday, june 5th", ["friday, june 5th 2026-06-05"]),
    ("on 21-04-2016 or 13.5.2015", ["21-04-2016 2016-04-21", "13.5.2015 2015-05-13"]),
    ("at 6,107.31 August 2019", ["August 2019 2019-08-01/2019-08-31"]),
]

CHINESE = [
    ("五月第二個星期日", ["五月第二個星期日 2025-05-11"]),
    ("十月的第一周", ["十月的第一周 2024-09-30/2024-10-06"]),
    ("今年4月最後一個星期一", ["今年4月最後一個星期一 2025-04-28"]),
    ("下月第一個星期", ["下月第一個星期 2025-09-29/2025-10-05"]),
    ("18年10月1日", ["18年10月1日 2018-10-01"]),
    ("15年1月10日至12日", ["15年1月10日至12日 2015-01-10/2015-01-12"]),
    ("08年奧運，零三年沙士", ["08年 2008-01-01/2008-12-31", "零三年 2003-01-01/2003-12-31"]),
    ("未來三天有雨", ["未來三天 2025-09-23/2025-09-25"]),
    ("接下來的9月", ["9月 2025-09-01/2025-09-30"]),
    ("較去年同月高", ["去年同月 2024-09-01/2024-09-30"]),
    ("大後天", ["大後天 2025-09-25"]),
    ("2029年中國將", ["2029年 2029-01-01/2029-12-31"]),
    ("二月二十九日", ["二月二十九日 2024-02-29"]),
]

TRAPS = [
    "the third attack in three weeks",
    "cases rose from 4 to 22",
    "highs in the 70s",
    "low temperatures in the 60s F",
    "a birdie on the 17th, then another",
    "over the next two days they were beaten",
    "silent for the rest of the year",
    "version 1.13.2015.4",
    "they march on",
    "判囚18年3個月",
    "接近20年",
]


@pytest.mark.parametrize("text, found", [*ENGLISH, *CHINESE])
def test_expressions(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize("text", TRAPS)
def test_traps(text: str) -> None:
    assert read(text) == []


def test_a_weekday_before_the_first_of_something_is_that_day_alone() -> None:
    assert read("on Thursday, the first day of trade") == ["Thursday 2025-09-18"]
