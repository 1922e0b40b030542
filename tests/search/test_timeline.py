"""The timeline: bars that leave no hole and add up."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.aggregations import DayCounts
from archive.model.language import LANGUAGES
from archive.model.periods import MAX_BARS
from archive.search.timeline import month_number, shares, timeline

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


@given(
    st.dictionaries(
        st.tuples(
            st.one_of(DAYS, st.dates(dt.date(2024, 1, 1), dt.date(2025, 3, 1))),
            st.sampled_from(LANGUAGES),
        ),
        st.integers(1, 9),
        max_size=20,
    ),
    st.sets(st.dates(dt.date(2023, 11, 1), dt.date(2025, 6, 1)), max_size=9),
)
def test_languages_make_up_each_bar(
    counts: dict[tuple[dt.date, str], int], others: set[dt.date]
) -> None:
    """English and Chinese of a bar are its articles, and a gap holds none of the archive's."""
    totals: Counter[dt.date] = Counter()
    for (day, _), n in counts.items():
        totals[day] += n
    by_language = {
        language: counted({day: n for (day, of), n in counts.items() if of == language})
        for language in LANGUAGES
    }
    held = sorted({month_number(day) for day in {*totals, *others}})
    shown = timeline(counted(totals), None, None)
    found = shares(shown, by_language, held)
    assert [one.english + one.chinese for one in found] == [bar.count for bar in shown.bars]
    for bar, share in zip(shown.bars, found, strict=True):
        first, last = dt.date.fromisoformat(bar.first), dt.date.fromisoformat(bar.last)
        assert share.english == sum(
            n for (day, of), n in counts.items() if of == "en" and first <= day <= last
        )
        months = {day for day in {*totals, *others} if first.replace(day=1) <= day}
        after = (last.year, last.month)
        assert share.gap == (not any((day.year, day.month) <= after for day in months))


def test_a_decade_is_divided_into_years() -> None:
    """So a reader goes from it to a year, from a year to a month, and from a month to a day."""
    days = counted({dt.date(2014, 5, 5): 1})
    units = []
    for first, last in (
        ("2010-01-01", "2019-12-31"),
        ("2014-01-01", "2014-12-31"),
        ("2014-05-01", "2014-05-31"),
    ):
        found = timeline(days, dt.date.fromisoformat(first), dt.date.fromisoformat(last))
        units.append((found.unit, len(found.bars)))
    assert units == [("year", 10), ("month", 12), ("day", 31)]
    assert timeline(days, dt.date(2010, 1, 1), dt.date(2019, 12, 30)).unit == "quarter"
