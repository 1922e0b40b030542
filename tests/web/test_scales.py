"""The scales of a chart, and where a range of days leads."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.model.periods import UNITS, Unit, divided
from archive.web.around import DayRange, around
from archive.web.scales import FEWEST_LABELS, MOST_LABELS, time_ticks, value_scale

_COUNTS = st.integers(0, 30) | st.integers(0, 10**7)
_DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
_LENGTHS = st.integers(0, 60) | st.integers(0, 20_000) | st.integers(0, 3_000_000)


def spans(first: dt.date, days: int) -> tuple[str, list[DayRange]]:
    """The bars of a timeline from a day on, with their unit."""
    begin = first.toordinal()
    end = min(begin + days, dt.date.max.toordinal())
    unit, periods = divided(begin, end)
    return unit.name, [(dt.date.fromordinal(a), dt.date.fromordinal(b)) for a, b in periods]


@given(_COUNTS, _COUNTS)
def test_counts_have_three_to_five_labels(above: int, below: int) -> None:
    """They reach from 0 to all counts in steps that people count in, and in none too large."""
    if not above and not below:
        return
    scale = value_scale(above, below)
    assert FEWEST_LABELS <= len(scale.ticks) <= MOST_LABELS
    assert 0 in scale.ticks
    assert scale.ticks[0] <= -below
    assert above <= scale.ticks[-1]
    assert str(scale.step).rstrip("0") in ("1", "2", "5")
    # No more than a step is left free at an end, but for a single article.
    assert scale.ticks[-1] - above < scale.step or max(above, below) == 1
    assert -below - scale.ticks[0] < scale.step or max(above, below) == 1


@pytest.mark.parametrize(
    "above, below, ticks",
    [
        (1, 0, [0, 1, 2]),
        (0, 1, [-2, -1, 0]),
        (1, 1, [-1, 0, 1]),
        (172, 0, [0, 50, 100, 150, 200]),
        (190, 960, [-1000, -500, 0, 500]),
        (18_000, 3, [-10_000, 0, 10_000, 20_000]),
    ],
)
def test_the_labels_of_counts(above: int, below: int, ticks: list[int]) -> None:
    assert list(value_scale(above, below).ticks) == ticks


@given(_DAYS, _LENGTHS)
def test_days_have_three_to_five_labels(first: dt.date, days: int) -> None:
    """Labels stand in order, and each names a time that its bar holds."""
    unit, bars = spans(first, days)
    ticks = time_ticks(bars, unit)
    assert min(FEWEST_LABELS, len(bars)) <= len(ticks) <= MOST_LABELS
    assert all(one.bar < other.bar for one, other in pairwise(ticks))
    assert all(one.numbers < other.numbers for one, other in pairwise(ticks))
    for tick in ticks:
        year, month, day = (*tick.numbers, 1, 1)[:3]
        begin, end = bars[tick.bar]
        # A bar without a step's beginning is named by the month or year it begins in.
        named = begin.replace(day=day, month=month if len(tick.numbers) > 1 else 1)
        assert begin <= dt.date(year, month, day) <= end or named == dt.date(year, month, day)


@pytest.mark.parametrize(
    "first, last, numbers",
    [
        ("2025-01-01", "2025-01-31", [(2025, 1, 6), (2025, 1, 13), (2025, 1, 20), (2025, 1, 27)]),
        ("2025-01-03", "2025-01-05", [(2025, 1, 3), (2025, 1, 4), (2025, 1, 5)]),
        ("2025-01-01", "2025-12-31", [(2025, 1), (2025, 4), (2025, 7), (2025, 10)]),
        ("2024-09-29", "2025-02-28", [(2024, 11), (2025, 1), (2025, 3)]),
        ("2020-01-01", "2029-12-31", [(2020,), (2022,), (2024,), (2026,), (2028,)]),
        ("1987-03-01", "2025-02-28", [(1990,), (2000,), (2010,), (2020,)]),
        ("1850-01-01", "2025-02-28", [(1850,), (1900,), (1950,), (2000,)]),
    ],
)
def test_labels_stand_where_people_count_from(
    first: str, last: str, numbers: list[tuple[int, ...]]
) -> None:
    begin, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    unit, bars = spans(begin, (end - begin).days)
    assert [tick.numbers for tick in time_ticks(bars, unit)] == numbers


def whole_months(first: dt.date, last: dt.date) -> bool:
    """Whether a range is of whole months, so that its neighbours are."""
    return first.day == 1 and last.day == monthrange(last.year, last.month)[1]


@given(_DAYS, _LENGTHS)
@example(dt.date(1081, 12, 2), 5020)
def test_what_lies_around_a_range(first: dt.date, days: int) -> None:
    """Neighbours touch it, have its length and lead back; what holds it is larger.

    A neighbour of as many days that happens to be of whole months leads to whole months.
    """
    last = dt.date.fromordinal(min(first.toordinal() + days, dt.date.max.toordinal()))
    found = around(first, last, None)
    if found.before:
        assert found.before[1] + dt.timedelta(1) == first
        if whole_months(*found.before) == whole_months(first, last):
            assert around(*found.before, None).after == (first, last)
    if found.after:
        assert last + dt.timedelta(1) == found.after[0]
        if whole_months(*found.after) == whole_months(first, last):
            assert around(*found.after, None).before == (first, last)
    if found.holding:
        assert found.holding[0] <= first <= last <= found.holding[1]
        assert found.holding != (first, last)
    else:
        assert first.year // 100 != last.year // 100 or (last - first).days > 36_000


@pytest.mark.parametrize("unit", UNITS, ids=[unit.name for unit in UNITS])
@given(st.dates(dt.date(1000, 1, 6), dt.date(9999, 12, 20)))
def test_the_neighbours_of_a_period_are_periods(unit: Unit, day: dt.date) -> None:
    """A month lies beside months, a decade beside decades. The years before 10 lack one."""
    found = around(unit.first(day), unit.last(day), None)
    for beside in (found.before, found.after):
        if beside is not None:
            assert (unit.first(beside[0]), unit.last(beside[0])) == beside


def test_nothing_leads_out_of_the_archive() -> None:
    archive = dt.date(2024, 9, 29), dt.date(2025, 2, 28)

    def month(year: int, number: int) -> tuple[dt.date, dt.date]:
        return dt.date(year, number, 1), dt.date(year, number, monthrange(year, number)[1])

    found = around(*month(2024, 9), archive)
    assert (found.before, found.after) == (None, month(2024, 10))
    assert found.holding == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    found = around(*month(2025, 2), archive)
    assert (found.before, found.after) == (month(2025, 1), None)
    # The decade holds all there is: "all days" says so.
    assert around(dt.date(2025, 1, 1), dt.date(2025, 12, 31), archive).holding is None
