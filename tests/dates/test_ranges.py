"""Stretches that are told by their ends or their length."""

from __future__ import annotations

import pytest

from archive.dates.mentions import mentioned_dates
from tests.dates.test_mentions import TODAY, read

STRETCHES = [
    ("from Friday to Sunday", ["Friday to Sunday 2025-09-19/2025-09-21"]),
    ("will sit from Monday to Friday", ["Monday to Friday 2025-09-22/2025-09-26"]),
    ("between 2015 and January 5, 2018", ["2015 and January 5, 2018 2015-01-01/2018-01-05"]),
    ("from Saturday until October 3", ["Saturday until October 3 2025-09-20/2025-10-03"]),
    ("open between now and November 15", ["between now and November 15 2025-09-22/2025-11-15"]),
    ("fell between July 1 and now", ["July 1 and now 2025-07-01/2025-09-22"]),
    ("for three days from today", ["for three days from today 2025-09-22/2025-09-24"]),
    ("two weeks starting tomorrow", ["two weeks starting tomorrow 2025-09-23/2025-10-06"]),
    ("in the week of Sept. 18", ["week of Sept. 18 2025-09-15/2025-09-21"]),
    ("2018/1/10-2018/7/10", ["2018/1/10-2018/7/10 2018-01-10/2018-07-10"]),
    ("從上周四到十月一日", ["上周四到十月一日 2025-09-18/2025-10-01"]),
    ("自去年6月至今年3月", ["去年6月至今年3月 2024-06-01/2025-03-31"]),
    ("本月8日至13日", ["本月8日至13日 2025-09-08/2025-09-13"]),
    # two days, not the time between them
    ("on Monday and Friday", ["Monday 2025-09-22", "Friday 2025-09-19"]),
    ("put back from Friday to Sunday", ["Friday 2025-09-19", "Sunday 2025-09-21"]),
    ("fourth quarter to fourth quarter", 2 * ["fourth quarter 2024-10-01/2024-12-31"]),
]


@pytest.mark.parametrize("text, mentions", STRETCHES)
def test_stretches(text: str, mentions: list[str]) -> None:
    assert read(text) == mentions


def test_the_text_of_an_expression_is_as_it_is_written() -> None:
    (mention,) = mentioned_dates("from\u00a0friday to\u00a0sunday", TODAY)
    assert mention.text == "friday to\u00a0sunday"
