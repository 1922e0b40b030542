"""Which mentions of days lie in what was asked, and the periods they are counted in."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.article import Document
from archive.model.dates import MentionedDate
from archive.model.periods import MAX_BARS, UNITS, Unit, finest, mentioned_periods, outliers
from archive.model.query import And, Mentions, MentionsYearDay, Node, Not, Or
from archive.search.mentioned import find_days, lies_in, mention_nodes
from tests.engine.corpora import articles, document, nodes
from tests.engine.naive_matching import holds

_DAY = dt.date(2024, 2, 27).toordinal()
_LAST = dt.date.max.toordinal()


def dates_of(*intervals: tuple[int, int]) -> tuple[MentionedDate, ...]:
    return document(1, "", "so", mentioned=intervals).dates


@given(articles(1), nodes())
def test_an_article_is_found_where_one_of_its_dates_lies_inside(
    article: Document, node: Node
) -> None:
    for asked in mention_nodes(node):
        inside = any(lies_in(date, asked) for date in article.dates)
        assert inside == holds(article, asked)


def test_what_is_excluded_is_not_asked() -> None:
    asked, other = Mentions(1, 2), MentionsYearDay(6, 4)
    assert list(mention_nodes(Or((And((asked, Not(other))), other)))) == [asked, other]


def test_each_mention_inside_is_marked() -> None:
    mentioned = document(1, "", "so", mentioned=((1, 1), (1, 9), (3, 4)))
    found = find_days(mentioned, "body", (Mentions(_DAY, _DAY + 5), Mentions(_DAY + 3, None)))
    assert [(one.start, one.end, one.what) for one in found] == [(0, 2, -1), (0, 2, -1), (0, 2, -2)]
    assert find_days(mentioned, "title", (Mentions(None, None),)) == []


def test_29_february_lies_in_leap_years_only() -> None:
    leap, other = dates_of((2, 2), (2 + 365, 2 + 365))
    assert (leap.first.day, other.first.day) == (29, 28)
    assert lies_in(leap, MentionsYearDay(2, 29))
    assert not lies_in(other, MentionsYearDay(2, 29, 1))


@given(st.integers(1, _LAST), st.integers(1, _LAST))
def test_periods_leave_no_hole(one: int, other: int) -> None:
    first, last = sorted((one, other))
    unit, periods = finest(first, last)
    assert periods[0][0] <= first <= periods[0][1]
    assert periods[-1][0] <= last <= periods[-1][1]
    assert all(a[1] + 1 == b[0] for a, b in pairwise(periods))
    assert len(periods) <= MAX_BARS
    for start, end in periods:
        begin, stop = dt.date.fromordinal(start), dt.date.fromordinal(end)
        assert unit.first(stop) == begin
        assert unit.last(begin) == stop
        assert unit.label(begin) == unit.label(stop)
    assert len({unit.label(dt.date.fromordinal(start)) for start, _ in periods}) == len(periods)


@given(st.integers(1, _LAST), st.integers(0, 20_000) | st.integers(0, _LAST))
def test_no_finer_unit_has_room(first: int, days: int) -> None:
    """All periods of the next finer unit are counted, one by one."""
    last = min(_LAST, first + days)
    unit, periods = finest(first, last)
    assert all(end - start < unit.longest for start, end in periods)
    finer = UNITS[: UNITS.index(unit)][-1:]
    for one in finer:
        count, day = 0, first
        while day <= last and count <= MAX_BARS:
            count, day = count + 1, one.last(dt.date.fromordinal(day)).toordinal() + 1
        assert count > MAX_BARS


@pytest.mark.parametrize("unit", UNITS, ids=[one.name for one in UNITS])
def test_no_period_is_longer_than_its_unit_says(unit: Unit) -> None:
    ends = [1] + [dt.date(year, 1, 1).toordinal() for year in (1000, 1600, 1900, 1996, 2000, 9000)]
    lengths = []
    for start in ends:
        day = unit.first(dt.date.fromordinal(start)).toordinal()
        for _ in range(60):
            if day > _LAST:
                break
            end = unit.last(dt.date.fromordinal(day)).toordinal()
            lengths.append(end - day + 1)
            day = end + 1
    assert max(lengths) == unit.longest


@pytest.mark.parametrize(
    "unit, day, label",
    [
        ("week", "2021-01-03", "2020-W53"),
        ("quarter", "2025-12-31", "2025-Q4"),
        ("decade", "0009-12-31", "0000s"),
        ("decade", "1999-12-31", "1990s"),
        ("century", "1999-12-31", "1900-1999"),
        ("century", "9999-12-31", "9900-9999"),
        ("millennium", "0999-12-31", "0000-0999"),
        ("millennium", "2024-12-31", "2000-2999"),
    ],
)
def test_a_period_is_named(unit: str, day: str, label: str) -> None:
    chosen = next(one for one in UNITS if one.name == unit)
    assert chosen.label(dt.date.fromisoformat(day)) == label


_some_days = st.lists(st.integers(1, _LAST), min_size=1, max_size=90)


@given(_some_days, st.none() | st.integers(1, _LAST), st.none() | st.integers(1, _LAST))
def test_few_mentioned_days_lie_outside_the_bars(
    days: list[int], low: int | None, high: int | None
) -> None:
    """Where the reader sets no bound, one interval in eight at most lies before, one after."""
    inside = sorted(d for d in days if (low or 1) <= d <= (high or _LAST))
    if not inside:
        return
    out = outliers(len(inside))
    _, periods = mentioned_periods(inside[out], inside[-1 - out], (low, high))
    begin, end = periods[0][0], periods[-1][1]
    assert sum(day < begin for day in inside) <= out <= len(inside) / 8
    assert sum(day > end for day in inside) <= out
    assert begin == low if low is not None else begin <= inside[out]
    assert end <= high if high is not None else True


def test_an_outlier_does_not_blur_the_rest() -> None:
    year = [dt.date(2024, month, 1).toordinal() for month in range(1, 13)]
    days = sorted([1, *year, *year, *year, *year])
    out = outliers(len(days))
    assert mentioned_periods(days[out], days[-1 - out], (None, None))[0].name == "week"
