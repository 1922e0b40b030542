"""Every occurrence of what is asked is a line, and every line is a mark of an article's page."""

from __future__ import annotations

from collections import Counter
from itertools import count, pairwise
from typing import Final

import pytest

from archive.query.parameters import SearchParameters, read_parameters
from archive.search import in_context
from archive.search.in_context import LINE_ORDERS, LINES_A_PAGE, ContextLine, ContextPage
from archive.search.library import Library
from archive.search.service import SearchService
from archive.text.surroundings import words_before, words_behind

QUERIES: Final = (
    *("tariff", "關稅", "trump OR 特朗普", '"the government"', "the OR 的", "harbour NEAR/8 the"),
    *("title:tariff", "mentions:2025", "tari*", "the -tariff", "Trump date:2025-02", '="US"'),
)


def all_lines(
    service: SearchService, parameters: SearchParameters, order: str
) -> list[ContextLine]:
    """The lines of all pages."""
    lines: list[ContextLine] = []
    for number in count(1):
        page = service.in_context(parameters.with_page(number), order)
        lines += page.lines
        if len(page.lines) < LINES_A_PAGE:
            return lines
    raise AssertionError


def exported(service: SearchService, parameters: SearchParameters) -> list[ContextLine]:
    """The lines of the file."""
    with service.exporting_context(parameters) as export:
        return list(export.lines)


def places(lines: list[ContextLine]) -> list[tuple[str, str, int, int]]:
    """Where lines are."""
    return [(line.article.id, line.field, line.start, line.end) for line in lines]


@pytest.mark.parametrize("query", QUERIES)
def test_a_line_for_every_mark_of_every_article(service_over: SearchService, query: str) -> None:
    """Of all that the search finds, copies apart; and the texts hold what the lines say."""
    asked = SearchParameters(q=query, copies="all")
    lines = all_lines(service_over, asked, LINE_ORDERS[0])
    marks = []
    for article in service_over.found_ids(asked):
        page = service_over.article(article, asked)
        marks += [(article, "title", *span) for span in page.title_marks]
        marks += [(article, "body", *span) for span in page.body_marks]
        texts = {"title": page.document.article.title, "body": page.document.article.body}
        for line in lines:
            if line.article.id == article:
                text = texts[line.field]
                assert " ".join(text[line.start : line.end].split()) == line.text
    assert places(lines) == marks
    assert lines
    assert [line.mark for line in lines if line.article.id == lines[0].article.id] == list(
        range(1, 1 + sum(line.article.id == lines[0].article.id for line in lines))
    )


@pytest.fixture
def service_over(sample_service: SearchService) -> SearchService:
    """The sample archive."""
    return sample_service


def test_a_word_by_brute_force(sample_service: SearchService, sample_library: Library) -> None:
    """Of a run of Chinese, wherever it stands."""
    lines = all_lines(sample_service, SearchParameters(q='"關稅"', copies="all"), "found")
    expected: Counter[str] = Counter()
    with sample_library.reading() as edition:
        for article in sample_service.found_ids(SearchParameters(copies="all")):
            text = edition.get(article).article
            for form in ("關稅", "关税"):
                expected[article] += text.title.count(form) + text.body.count(form)
    assert Counter(line.article.id for line in lines) == +expected


@pytest.mark.parametrize("query", ["tariff", "the OR 的", "關稅"])
@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_the_file_has_the_lines_of_all_pages(
    sample_service: SearchService, query: str, sort: str
) -> None:
    asked = read_parameters([("q", query), ("sort", sort)])
    lines = all_lines(sample_service, asked, LINE_ORDERS[0])
    assert places(exported(sample_service, asked)) == places(lines)
    numbers = [line.at for line in lines]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("order, side", [("left", "before"), ("right", "after")])
def test_lines_are_sorted_by_a_side(sample_service: SearchService, order: str, side: str) -> None:
    asked = SearchParameters(q="tariff OR 關稅")
    lines = all_lines(sample_service, asked, order)
    assert sorted(places(lines)) == sorted(places(exported(sample_service, asked)))
    words = words_before if order == "left" else words_behind
    keys = [words(getattr(line, side)) for line in lines]
    assert any(keys)
    for earlier, later in pairwise(keys):
        assert (not earlier, earlier) <= (not later, later)


def test_so_many_are_sorted_and_that_is_said(
    sample_service: SearchService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file still has all."""
    monkeypatch.setattr(in_context, "MOST_SORTED", 150)
    asked = SearchParameters(q="the OR 的 OR of")
    pages = [sample_service.in_context(asked.with_page(n), "right") for n in (1, 2)]
    assert [len(page.lines) for page in pages] == [100, 50]
    assert {(page.count, page.whole, page.pages) for page in pages} == {(150, False, 2)}
    every = exported(sample_service, asked)
    assert len(every) > 150
    listed = {*places(list(pages[0].lines)), *places(list(pages[1].lines))}
    assert listed == set(places(every[:150]))


def test_the_first_page_is_answered_alone(sample_service: SearchService) -> None:
    """It does not know how many there are, where there are more."""
    first = sample_service.in_context(SearchParameters(q="the OR 的"), "found")
    assert (first.count, first.whole, len(first.lines)) == (None, False, LINES_A_PAGE)
    second = sample_service.in_context(SearchParameters(q="the OR 的", page=2), "found")
    assert second.count is not None
    assert second.count > LINES_A_PAGE
    short = sample_service.in_context(SearchParameters(q='"the government"'), "found")
    assert short.count == len(short.lines)


@pytest.mark.parametrize("query", ["", "person:donald-trump", "zzqx", "?!"])
def test_what_marks_nothing_has_no_line(sample_service: SearchService, query: str) -> None:
    page: ContextPage = sample_service.in_context(SearchParameters(q=query), "left")
    assert (page.lines, page.count, page.pages, page.whole) == ((), 0, 1, True)
    assert exported(sample_service, SearchParameters(q=query)) == []
