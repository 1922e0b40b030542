"""What each word and filter of a search that finds nothing costs."""

from __future__ import annotations

import pytest

from archive.query.active import active_filters
from archive.query.parameters import read_parameters
from archive.search.service import SearchService

#: Queries of words that no article of the samples has together.
QUERIES = [
    "tariff zzzq",
    "tariff marathon typhoon",
    "關稅 渡輪 馬拉松",
    '"interest rates" zzzq 颱風',
    "title:tariff marathon",
    "(ferry OR 渡輪) zzzq",
    "特朗普 zzzq -steel",
    "person:特朗普 zzzq",
    "WHO zzzq tarif*",
    "Zukerberg~ zzzq",
    "zzzq",
    "",
]

#: Filters that leave little or nothing.
FILTERS: list[list[tuple[str, str]]] = [
    [],
    [("person", "nobody")],
    [("from", "1990"), ("to", "1991")],
    [("-language", "en"), ("person", "donald-trump"), ("person", "nobody"), ("to", "1991")],
    [("mentioned_from", "1500"), ("mentioned_to", "1501"), ("undated", "no")],
    [("undated", "only"), ("from", "2025")],
    [("without", "川普"), ("expand", "off"), ("source", "Nobody's Post")],
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("filters", FILTERS)
def test_each_number_is_what_its_search_finds(
    sample_service: SearchService, query: str, filters: list[tuple[str, str]]
) -> None:
    page = sample_service.search(read_parameters([("q", query), *filters]))
    if page.total:
        assert not page.without
        return
    for one in page.without:
        assert sample_service.search(one.parameters).total == one.count, one
    kinds = [one.kind for one in page.without if one.kind not in ("word", "query")]
    assert kinds == [one.kind for one in active_filters(page.parameters)]


@pytest.mark.parametrize("parameter", ["person", "-person", "organisation", "source", "-author"])
def test_what_no_article_has_is_told(sample_service: SearchService, parameter: str) -> None:
    page = sample_service.search(read_parameters([(parameter, "Nobody & Sons")]))
    (note,) = page.reading.notes
    assert note.values == {"parameter": parameter, "value": "Nobody & Sons"}


def test_what_articles_have_is_not_told(sample_service: SearchService) -> None:
    page = sample_service.search(read_parameters([]))
    for facet, shown in page.facets.items():
        for value in shown.values:
            found = sample_service.search(read_parameters([(facet, value.value)]))
            assert not found.reading.notes, (facet, value)
