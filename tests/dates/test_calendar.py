"""Intervals of days, by the calendar alone."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.dates import calendar as cal


def test_a_month_without_such_a_day_ends_on_its_last() -> None:
    assert cal.moved(dt.date(2024, 1, 31), 1, "month") == dt.date(2024, 2, 29)
    assert cal.moved(dt.date(2024, 2, 29), -1, "year") == dt.date(2023, 2, 28)
    assert cal.moved(dt.date.max, 1, "month") is None


@pytest.mark.parametrize("number, day", [(1, 1), (5, 29), (-1, 29), (6, None)])
def test_weekdays_of_a_month(number: int, day: int | None) -> None:
    interval = cal.weekday_in(cal.month(2025, 9), 0, number)
    assert (interval.first.day if interval else None) == day
