"""From one result to those beside it, as the list has them."""

from __future__ import annotations

import pytest

from archive.query.parameters import SearchParameters, read_parameters
from archive.search.service import SearchService


@pytest.mark.parametrize(
    "pairs",
    [
        [],
        [("q", "tariff")],
        [("q", "特朗普")],
        [("q", "關稅 特朗普"), ("sort", "oldest")],
        [("q", "the OR 的"), ("size", "7")],
        [("language", "en"), ("sort", "newest"), ("size", "5")],
    ],
)
def test_every_result_has_its_neighbours(
    sample_service: SearchService, pairs: list[tuple[str, str]]
) -> None:
    parameters = read_parameters(pairs)
    first = sample_service.search(parameters)
    ids = [
        hit.id
        for number in range(1, first.pages + 1)
        for hit in sample_service.search(parameters.with_page(number)).hits
    ]
    assert len(ids) == first.total > 0
    for place, article in enumerate(ids):
        before = ids[place - 1] if place else None
        after = ids[place + 1] if place + 1 < len(ids) else None
        assert sample_service.beside(article, place + 1, parameters) == (before, after)
        held = parameters.holding(place + 1)
        assert article in [hit.id for hit in sample_service.search(held).hits]


def test_an_article_that_stands_elsewhere_has_none(sample_service: SearchService) -> None:
    parameters = SearchParameters(q="tariff")
    ids = [hit.id for hit in sample_service.search(parameters).hits]
    assert sample_service.beside(ids[0], 2, parameters) == (None, None)
    assert sample_service.beside(ids[0], 999, parameters) == (None, None)
    assert sample_service.beside("nowhere", 1, parameters) == (None, None)
