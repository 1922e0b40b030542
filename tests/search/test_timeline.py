"""The timeline: bars that leave no hole and add up."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.aggregations import DayCounts
from archive.model.periods import MAX_BARS
from archive.search.timeline import timeline

DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


def counted(days: dict[dt.date, int], undated: int = 0) -> DayCounts:
    """Day counts of a table."""
    ordered = sorted(days)
    return DayCounts(
        tuple(day.toordinal() for day in ordered), tuple(days[day] for day in ordered), undated
    )


@given(st.dictionaries(DAYS, st.integers(1, 9), max_size=20), st.integers(0, 3))
def test_bars_and_undated_are_the_total(days: dict[dt.date, int], undated: int) -> None:
    """Each article is in one bar, bars follow each other without a gap, and there are few."""
    found = timeline(counted(days, undated), None, None)
    assert sum(bar.count for bar in found.bars) == sum(days.values())
    assert found.undated == undated
    for left, right in zip(found.bars, found.bars[1:], strict=False):
        gap = dt.date.fromisoformat(right.first) - dt.date.fromisoformat(left.last)
        assert gap == dt.timedelta(1)
    assert len(found.bars) <= MAX_BARS
    for bar in found.bars:
        first, last = dt.date.fromisoformat(bar.first), dt.date.fromisoformat(bar.last)
        assert bar.count == sum(n for day, n in days.items() if first <= day <= last)


@pytest.mark.parametrize(
    "first, last, unit, value",
    [
        ("2025-01-01", "2025-01-20", "day", "2025-01-01"),
        ("2025-01-01", "2025-04-01", "week", "2025-W01"),
        ("2023-01-01", "2025-04-01", "month", "2023-01"),
        ("2019-05-05", "2025-04-01", "quarter", "2019-Q2"),
        ("1990-05-05", "2025-04-01", "year", "1990"),
        ("1899-12-31", "2025-04-01", "decade", "1890s"),
    ],
)
def test_the_finest_unit_that_fits(first: str, last: str, unit: str, value: str) -> None:
    """The range decides the unit, and a bar is named by it."""
    days = {dt.date.fromisoformat(first): 1, dt.date.fromisoformat(last): 2}
    found = timeline(counted(days), None, None)
    assert (found.unit, found.bars[0].value) == (unit, value)
    assert found.bars[0].first == first
    assert found.bars[-1].last == last


def test_a_bounded_range_is_covered_whole() -> None:
    """Bars go from the first to the last day asked for, empty ones included."""
    days = counted({dt.date(2025, 1, 3): 1})
    found = timeline(days, dt.date(2025, 1, 1), dt.date(2025, 1, 5))
    assert [bar.count for bar in found.bars] == [0, 0, 1, 0, 0]


def test_nothing_dated_has_no_bars() -> None:
    assert timeline(DayCounts((), (), 3), None, None).bars == ()
