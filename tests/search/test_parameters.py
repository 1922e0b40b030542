"""Parameters of a URL: read, checked, and written back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import BadParameterError
from archive.model.language import LANGUAGES
from archive.model.result import Sort
from archive.query.days import parse_day
from archive.query.parameters import SearchParameters, read_parameters
from archive.web.messages.speech import remedy

BAD = [
    ([("qq", "x")], "qq"),
    ([("from", "2025-13")], "from"),
    ([("from", "2025-02-30")], "from"),
    ([("to", "tomorrow")], "to"),
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


@pytest.mark.parametrize(
    "typed", ["", "24", "2024-00", "2024-1-32", "0000", "x", "2024-", "5/3/2024"]
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert parse_day(typed) is None


VALUES = st.lists(st.text(min_size=1, max_size=5), max_size=2, unique=True).map(tuple)


@given(st.text(max_size=20), VALUES, VALUES, st.sampled_from([None, *Sort]), st.integers(1, 50))
def test_pairs_ask_the_same(
    q: str, people: tuple[str, ...], sources: tuple[str, ...], sort: Sort | None, page: int
) -> None:
    """What is written into a URL is read back as the same parameters."""
    asked = SearchParameters(
        q=q,
        included={"person": people} if people else {},
        excluded={"source": sources} if sources else {},
        sort=sort,
        page=page,
    )
    assert read_parameters(asked.pairs()) == asked


def test_a_value_is_either_chosen_or_excluded() -> None:
    asked = SearchParameters(page=3).toggled("person", "a").toggled("person", "b")
    assert asked.included["person"] == ("a", "b")
    without = asked.toggled("person", "a", exclude=True)
    assert (without.included["person"], without.excluded["person"]) == (("b",), ("a",))
    assert without.active() == 2
    assert without.toggled("person", "a", exclude=True).excluded["person"] == ()
    assert asked.page == 1


def test_without_a_query_the_newest_come_first() -> None:
    assert SearchParameters().order is Sort.NEWEST
    assert SearchParameters(q="x").order is Sort.RELEVANCE
    assert SearchParameters(q="x", sort=Sort.OLDEST).order is Sort.OLDEST
