"""Whether a month, day or weekday is the last or the next of its name."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.dates import odds
from archive.dates.chinese import cues
from archive.text.folding import fold_text

MONDAY = dt.date(2025, 9, 22)
SURE = 20.0


@pytest.mark.parametrize("number", range(1, 13))
def test_a_month_is_the_last_or_the_next(number: int) -> None:
    last = odds.likely_month(MONDAY, number, -SURE)
    coming = odds.likely_month(MONDAY, number, SURE)
    assert last == odds.last_month(MONDAY, number)
    assert coming == odds.next_month(MONDAY, number)
    assert last
    assert coming
    assert last.first <= MONDAY.replace(day=1) <= coming.first


@pytest.mark.parametrize("weekday", range(7))
def test_a_weekday_is_within_six_days(weekday: int) -> None:
    last = odds.likely_weekday(MONDAY, weekday, -SURE)
    coming = odds.likely_weekday(MONDAY, weekday, SURE)
    assert last
    assert coming
    assert -6 <= (last.first - MONDAY).days <= 0 <= (coming.first - MONDAY).days <= 6
    assert last.first.weekday() == coming.first.weekday() == weekday


@pytest.mark.parametrize("days", range(2, 365, 11))
def test_a_day_is_within_a_year(days: int) -> None:
    day = MONDAY + dt.timedelta(days)
    last = odds.likely_day(MONDAY, day.month, day.day, -SURE)
    coming = odds.likely_day(MONDAY, day.month, day.day, SURE)
    assert last
    assert coming
    assert (last.first, coming.first) == (day.replace(year=day.year - 1), day)


@pytest.mark.parametrize("number", range(1, 31))
def test_a_day_of_a_month_is_the_last_or_the_next(number: int) -> None:
    last = odds.likely_day_of_month(MONDAY, number, -SURE)
    coming = odds.likely_day_of_month(MONDAY, number, SURE)
    assert last
    assert coming
    assert last.first <= MONDAY <= coming.first or number == MONDAY.day
    assert last.first.day == coming.first.day == number


def test_what_is_near_needs_few_words() -> None:
    """Without a word a month soon is the next, one half a year ahead the last."""
    soon, late = odds.likely_month(MONDAY, 10, 0.0), odds.likely_month(MONDAY, 3, 0.0)
    assert soon
    assert late
    assert (soon.first, late.first) == (dt.date(2025, 10, 1), dt.date(2025, 3, 1))


@pytest.mark.parametrize(
    "before, behind, weight",
    [
        ("案件將於", "再訊", 7.0),
        ("案件將於", "", 6.0),
        ("立法會", "", 0.0),
        ("委員會議", "", 0.0),
        ("將軍", "", 0.0),
        ("他已被捕。", "", 0.0),
        ("將將將", "", 2.5),
        ("他曾", "", -1.0),
        ("他曾，", "", -0.25),
        ("", "，他曾", -1.25),
        ("", "。他曾", 0.0),
        ("將" + "某" * 30, "", 0.0),
    ],
)
def test_words_around_a_day(before: str, behind: str, weight: float) -> None:
    """The longer of two words counts, each once; less beyond a comma, none in another sentence."""
    text = fold_text(f"{before}9月{behind}")
    start = len(fold_text(before))
    assert cues.likely_to_come(text, start, start + 2) == pytest.approx(weight)
