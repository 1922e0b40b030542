"""Searches over time, and gaps: exact against the articles one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.article import Document
from archive.model.language import LANGUAGES
from archive.query.parameters import SearchParameters, read_parameters
from archive.search.gaps import TOLD_BELOW, months_between
from archive.search.library import Library
from archive.search.page import Related
from archive.search.service import SearchService
from archive.search.timeline import month_number
from archive.search.trends import share

QUERIES: Final = ("tariff", "關稅", "Trump", '"no such words anywhere"', "the OR 的")

SHARED: Final[tuple[list[tuple[str, str]], ...]] = (
    [],
    [("language", "en")],
    [("from", "2025-01-15"), ("to", "2025-03-20")],
    [("source", "The Harbour Post"), ("from", "2024")],
    [("undated", "no"), ("versions", "all")],
)


def found(service: SearchService, library: Library, parameters: SearchParameters) -> list[Document]:
    """All that a search finds."""
    with library.reading() as edition:
        return [edition.get(article) for article in service.found_ids(parameters)]


def counted(documents: list[Document], first: dt.date, last: dt.date) -> Iterator[int]:
    """How many of some articles are from a period, in all and by language."""
    within = [
        document
        for document in documents
        if first.toordinal() <= document.day <= last.toordinal() and document.day > 0
    ]
    yield len(within)
    for language in LANGUAGES:
        yield sum(str(document.article.language) == language for document in within)


@pytest.mark.parametrize("pairs", SHARED, ids=str)
def test_every_count_by_brute_force(
    sample_service: SearchService, sample_library: Library, pairs: list[tuple[str, str]]
) -> None:
    """And the first and the last use, and all that was published."""
    asked = [read_parameters([*pairs, ("q", query)]) for query in QUERIES]
    page = sample_service.trends(asked)
    everything = found(sample_service, sample_library, replace(asked[0], q=""))
    assert page.periods
    for period in page.periods:
        expected = list(counted(everything, period.first, period.last))
        assert [period.published.total, *period.published.languages.values()] == expected
    for parameters, trend in zip(asked, page.trends, strict=True):
        documents = found(sample_service, sample_library, parameters)
        assert trend.total == len(documents)
        assert trend.undated == sum(document.day <= 0 for document in documents)
        assert trend.total == trend.undated + trend.of(())
        for period, counts in zip(page.periods, trend.counts, strict=True):
            expected = list(counted(documents, period.first, period.last))
            assert [counts.total, *counts.languages.values()] == expected
        days = sorted(document.day for document in documents if document.day > 0)
        ends = [day_of(documents, end) for end in (trend.earliest, trend.latest)]
        assert ends == ([days[0], days[-1]] if days else [None, None])


def day_of(documents: list[Document], article: Related | None) -> int | None:
    """The day of one of some articles."""
    if article is None:
        return None
    return next(each.day for each in documents if each.article.id == article.id)


def test_periods_are_whole_unless_the_reader_bounds_them(sample_service: SearchService) -> None:
    """And follow each other."""
    for bounds in ([], [("from", "2025-01-10"), ("to", "2025-02-20")]):
        page = sample_service.trends([read_parameters([*bounds, ("q", "tariff")])])
        for before, after in pairwise(page.periods):
            assert after.first == before.last + dt.timedelta(1)
        ends = page.periods[0].first.isoformat(), page.periods[-1].last.isoformat()
        if bounds:
            assert ends == ("2025-01-10", "2025-02-20")


def test_a_share() -> None:
    assert share(5, 2_000) == 25.0
    assert share(0, 3) == 0.0
    assert share(0, 0) is None


DAYS: Final = st.dates(dt.date(2019, 11, 1), dt.date(2022, 3, 1))


@given(st.sets(st.integers(2019 * 12 + 10, 2022 * 12 + 2)), DAYS, DAYS)
def test_gaps_are_the_months_that_are_missing(
    held: set[int], first: dt.date, last: dt.date
) -> None:
    gaps = list(months_between(held, first, last))
    day, empty = first, set()
    while day <= last:
        if month_number(day) not in held:
            empty.add(day)
        day += dt.timedelta(1)
    told = [
        gap.first + dt.timedelta(n) for gap in gaps for n in range((gap.last - gap.first).days + 1)
    ]
    assert len(told) == len(set(told))
    assert set(told) == empty
    for before, after in pairwise(gaps):
        assert after.first > before.last + dt.timedelta(1)


@pytest.mark.parametrize(
    "pairs",
    [
        [("q", "zzqx")],
        [("q", "zzqx"), ("source", "The Harbour Post")],
        [("q", "zzqx"), ("language", "zh-Hans"), ("from", "2020")],
        [
            ("q", "zzqx"),
            ("-source", "The Harbour Post"),
            ("from", "2024-11-20"),
            ("to", "2025-01-10"),
        ],
    ],
    ids=str,
)
def test_few_results_tell_where_the_archive_is_empty(
    sample_service: SearchService, sample_library: Library, pairs: list[tuple[str, str]]
) -> None:
    """Of the days, sources and languages asked for, by brute force."""
    asked = read_parameters(pairs)
    page = sample_service.search(asked)
    assert page.total < TOLD_BELOW
    held = {
        month_number(dt.date.fromordinal(document.day))
        for document in found(sample_service, sample_library, replace(asked, q=""))
        if document.day > 0
    }
    assert page.oldest
    assert page.newest
    first = asked.first.first if asked.first else dt.date.fromisoformat(page.oldest)
    last = dt.date.fromisoformat(page.newest)
    last = min(asked.last.last, last) if asked.last else last
    assert list(page.gaps) == list(months_between(held, first, last))


def test_many_results_tell_nothing_of_it(sample_service: SearchService) -> None:
    page = sample_service.search(read_parameters([("q", "the OR 的"), ("from", "1990")]))
    assert page.total >= TOLD_BELOW
    assert page.gaps == ()
