"""A line tells whom a query names, with counts that its link finds."""

from __future__ import annotations

import pytest

from archive.query.parameters import SearchParameters, read_parameters
from archive.search.service import SearchService
from archive.search.told import ShownBearer


def told(service: SearchService, query: str, **filters: str) -> tuple[ShownBearer, ...]:
    pairs = [("q", query), *filters.items()]
    return service.search(read_parameters(pairs)).reading.bearers


@pytest.mark.parametrize(
    "query, whom",
    [
        ("Donald Trump", ["donald-trump"]),
        ("特朗普", ["donald-trump"]),
        ("川普", ["donald-trump"]),
        ("特朗普關稅", ["donald-trump"]),
        ("tariff 特朗普", ["donald-trump"]),
        ('"Donald Trump"', ["donald-trump"]),
        ('person:"Donald Trump"', ["donald-trump"]),
        ("Trump OR 習近平", ["donald-trump", "xi-jinping"]),
        ("Xi Jinping Donald Trump", ["xi-jinping", "donald-trump"]),
        ("世貿組織", ["world-trade-organization"]),
        ("tariff", []),
        ("tariff -Trump", []),
        ("", []),
        ("title:關稅", []),
        ("title:特朗普", ["donald-trump"]),
        ('author:"Donald Trump"', []),
        ("source:HSBC", []),
        ("tariff agency:HSBC", []),
    ],
)
def test_whom_a_query_names(sample_service: SearchService, query: str, whom: list[str]) -> None:
    assert [each.entity.id for each in told(sample_service, query)] == whom


@pytest.mark.parametrize("filters", [{}, {"language": "en"}, {"from": "2025-09"}])
@pytest.mark.parametrize("query", ["特朗普", "Xi Jinping Donald Trump", "世貿組織"])
def test_its_counts_are_what_its_search_finds(
    sample_service: SearchService, query: str, filters: dict[str, str]
) -> None:
    for each in told(sample_service, query, **filters):
        searched = sample_service.search(
            read_parameters([(str(each.entity.kind), each.entity.id), *filters.items()])
        )
        languages = {one.value: one.count for one in searched.facets["language"].values}
        assert each.total == searched.total == each.english + each.chinese > 0
        assert each.english == languages.get("en", 0)


def test_one_that_is_chosen_is_not_told_again(sample_service: SearchService) -> None:
    assert told(sample_service, "特朗普", person="donald-trump") == ()


def test_a_pasted_text_names_nobody(sample_service: SearchService) -> None:
    text = "Trump said that exporters in nine cities will pay more for steel and for wood"
    assert told(sample_service, text) == ()
    assert sample_service.search(SearchParameters(q="特朗普")).reading.bearers
