"""Parameters of a URL: read, checked, and written back."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import BadParameterError
from archive.model.language import LANGUAGES
from archive.model.result import Sort
from archive.query.active import active_filters
from archive.query.days import DaySpan, Newsroom, parse_day
from archive.query.parameter_table import VIEWS
from archive.query.parameters import SearchParameters, read_parameters
from archive.web.messages.speech import remedy

BAD = [
    ([("qq", "x")], "qq"),
    ([("from", "2025-13")], "from"),
    ([("from", "2025-02-30")], "from"),
    ([("to", "someday")], "to"),
    ([("mentioned_from", "B.C. 44")], "mentioned_from"),
    ([("mentioned_to", "2023-02-29")], "mentioned_to"),
    ([("sort", "best")], "sort"),
    ([("page", "0")], "page"),
    ([("page", "-1")], "page"),
    ([("page", "１")], "page"),
    ([("page", "99999999999")], "page"),
    ([("size", "101")], "size"),
    ([("undated", "yes")], "undated"),
    ([("q", "a"), ("q", "b")], "q"),
    ([("q", "x" * 10_001)], "q"),
]


@pytest.mark.parametrize("pairs, named", BAD)
def test_a_bad_parameter_is_named(pairs: list[tuple[str, str]], named: str) -> None:
    with pytest.raises(BadParameterError) as caught:
        read_parameters(pairs)
    assert caught.value.parameter == named
    assert all(remedy(caught.value.told_to_readers(), language) for language in LANGUAGES)


@pytest.mark.parametrize(
    "typed, first, last",
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-03-05", "2024-03-05", "2024-03-05"),
        ("2024年3月5日", "2024-03-05", "2024-03-05"),
        ("2024年3月5號", "2024-03-05", "2024-03-05"),
        ("2024年3月", "2024-03-01", "2024-03-31"),
        ("2024年", "2024-01-01", "2024-12-31"),
        ("２０２４－０３", "2024-03-01", "2024-03-31"),
        (" 2024/3/5 ", "2024-03-05", "2024-03-05"),
    ],
)
def test_days_are_read_in_every_form(typed: str, first: str, last: str) -> None:
    span = parse_day(typed)
    assert span is not None
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)


TODAY = dt.date(2025, 3, 5)  # a Wednesday


def at_noon(order: str = "dmy") -> Newsroom:
    """A newsroom in Hong Kong in which it is noon of `TODAY`."""
    clock = dt.datetime.combine(TODAY, dt.time(4), dt.UTC)
    return Newsroom(order=order, clock=lambda: clock)


@pytest.mark.parametrize(
    "typed, iso",
    [
        ("14/2/2025", "2025-02-14"),
        ("14-2-2025", "2025-02-14"),
        ("14.02.2025", "2025-02-14"),
        ("1/2/2025", "2025-02-01"),
        ("2/14/2025", "2025-02-14"),
        ("20250214", "2025-02-14"),
        ("02/2025", "2025-02"),
        ("14 Feb 2025", "2025-02-14"),
        ("14th February 2025", "2025-02-14"),
        ("14-Feb-2025", "2025-02-14"),
        ("Friday, 14 Feb 2025", "2025-02-14"),
        ("February 14, 2025", "2025-02-14"),
        ("Feb. 14 2025", "2025-02-14"),
        ("Sept 2024", "2024-09"),
        ("Feb 2025", "2025-02"),
        ("february, 2025", "2025-02"),
        ("二〇二五年二月", "2025-02"),
        ("二零二五年十二月三十一日", "2025-12-31"),
        ("２０２５年２月廿八日", "2025-02-28"),
        ("今年2月", "2025-02"),
        ("去年十二月", "2024-12"),
        ("今年二月十四日", "2025-02-14"),
        ("明年", "2026"),
        ("去年", "2024"),
        ("last year", "2024"),
        ("上月", "2025-02"),
        ("上個月", "2025-02"),
        ("上个月", "2025-02"),
        ("this month", "2025-03"),
        ("本月", "2025-03"),
        ("上月5日", "2025-02-05"),
        ("yesterday", "2025-03-04"),
        ("昨天", "2025-03-04"),
        ("尋日", "2025-03-04"),
        ("今日", "2025-03-05"),
        ("前天", "2025-03-03"),
        ("the day before yesterday", "2025-03-03"),
        ("後天", "2025-03-07"),
        ("last week", "2025-02-24..2025-03-02"),
        ("上星期", "2025-02-24..2025-03-02"),
        ("上周", "2025-02-24..2025-03-02"),
        ("上個禮拜", "2025-02-24..2025-03-02"),
        ("this week", "2025-03-03..2025-03-09"),
        ("next week", "2025-03-10..2025-03-16"),
        ("上星期五", "2025-02-28"),
        ("last Friday", "2025-02-28"),
        ("last Wednesday", "2025-02-26"),
        ("past 7 days", "2025-02-27..2025-03-05"),
        ("過去七日", "2025-02-27..2025-03-05"),
        ("last 3 months", "2024-12-06..2025-03-05"),
        ("3 days ago", "2025-03-02"),
        ("三天前", "2025-03-02"),
        ("過去三個月", "2024-12-06..2025-03-05"),
        ("過去一星期", "2025-02-27..2025-03-05"),
        ("兩日前", "2025-03-03"),
        ("the 14th of February 2025", "2025-02-14"),
    ],
)
def test_days_are_read_as_readers_type_them(typed: str, iso: str) -> None:
    """Relative ones are counted from the newsroom's day."""
    span = parse_day(typed, at_noon())
    assert span is not None
    assert span.text == iso


@given(st.dates(), st.sampled_from(["dmy", "mdy"]))
def test_every_form_of_a_day_is_that_day(day: dt.date, order: str) -> None:
    """An address keeps its ISO form, which is read back as the same."""
    ends = f"{day.day}/{day.month}" if order == "dmy" else f"{day.month}/{day.day}"
    forms = (
        day.isoformat(),
        f"{ends}/{day.year:04}",
        f"{day:%d %b} {day.year:04}",
        f"{day:%B} {day.day}, {day.year:04}",
        f"{day.year:04}年{day.month}月{day.day}日",
        f"{day.year:04}{day.month:02}{day.day:02}",
    )
    for form in forms:
        span = parse_day(form, at_noon(order))
        assert span == DaySpan(day.isoformat(), day, day), form


def test_a_week_is_bounded_at_both_ends() -> None:
    typed = [("from", "last week"), ("to", "上星期"), ("mentioned_to", "上星期")]
    asked = read_parameters(typed, at_noon())
    assert asked.pairs() == [
        ("from", "2025-02-24"),
        ("to", "2025-03-02"),
        ("mentioned_to", "2025-03-02"),
    ]
    assert read_parameters(asked.pairs()) == asked


def test_today_is_that_of_the_newsroom() -> None:
    """At 20:00 in London it is tomorrow in Hong Kong."""
    evening = dt.datetime(2025, 1, 31, 20, tzinfo=dt.UTC)
    for zone, today in (("Asia/Hong_Kong", "2025-02-01"), ("Europe/London", "2025-01-31")):
        span = parse_day("today", Newsroom(ZoneInfo(zone), clock=lambda: evening))
        assert span is not None
        assert span.text == today


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_none(typed: str) -> None:
    span = parse_day(typed, at_noon())
    assert span is None or span.first <= span.last


@pytest.mark.parametrize(
    "typed", ["", "24", "2024-00", "2024-1-32", "0000", "x", "2024-", "31/2/2024", "2024-02-30"]
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert parse_day(typed) is None


VALUES = st.lists(st.text(min_size=1, max_size=5), max_size=2, unique=True).map(tuple)


@given(
    st.text(max_size=20),
    VALUES,
    VALUES,
    st.sampled_from([None, *Sort]),
    st.sampled_from(VIEWS),
    st.integers(1, 50),
)
def test_pairs_ask_the_same(
    q: str,
    people: tuple[str, ...],
    sources: tuple[str, ...],
    sort: Sort | None,
    view: str,
    page: int,
) -> None:
    """What is written into a URL is read back as the same parameters."""
    asked = SearchParameters(
        q=q,
        included={"person": people} if people else {},
        excluded={"source": sources} if sources else {},
        sort=sort,
        view=view,
        page=page,
    )
    assert read_parameters(asked.pairs()) == asked


def test_a_value_is_either_chosen_or_excluded() -> None:
    asked = SearchParameters(page=3).toggled("person", "a").toggled("person", "b")
    assert asked.included["person"] == ("a", "b")
    without = asked.toggled("person", "a", exclude=True)
    assert (without.included["person"], without.excluded["person"]) == (("b",), ("a",))
    assert [one.excluded for one in active_filters(without)] == [False, True]
    assert without.toggled("person", "a", exclude=True).excluded["person"] == ()
    assert asked.page == 1


def test_without_a_query_the_newest_come_first() -> None:
    assert SearchParameters().order is Sort.NEWEST
    assert SearchParameters(q="x").order is Sort.RELEVANCE
    assert SearchParameters(q="x", sort=Sort.OLDEST).order is Sort.OLDEST
