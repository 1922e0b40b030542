"""Lists of all values of a facet."""

from __future__ import annotations

import pytest

from archive.model.fields import FACET_NAMES
from archive.query.parameters import read_parameters
from archive.search import listing
from archive.search.service import SearchService


@pytest.mark.parametrize("facet", FACET_NAMES)
@pytest.mark.parametrize("asked", [[], [("q", "the OR 的"), ("-language", "en"), ("from", "2025")]])
def test_every_value_is_listed_once_with_what_it_gives(
    sample_service: SearchService,
    monkeypatch: pytest.MonkeyPatch,
    facet: str,
    asked: list[tuple[str, str]],
) -> None:
    """Page by page, by count; no value that gives something is left out."""
    monkeypatch.setattr(listing, "LISTED", 7)
    parameters = read_parameters(asked)
    first = sample_service.facet(facet, parameters)
    values = [
        one
        for number in range(1, first.pages + 1)
        for one in sample_service.facet(facet, parameters.with_page(number)).values
    ]
    assert len({one.value for one in values}) == len(values) == first.matching
    assert [-one.count for one in values] == sorted(-one.count for one in values)
    shown = sample_service.search(parameters).facets[facet]
    assert sum(one.count > 0 and not one.excluded for one in values) == shown.distinct
    assert [(one.value, one.count) for one in values[: len(shown.values)] if one.count] == [
        (one.value, one.count) for one in shown.values if one.count
    ][: len(values)]


@pytest.mark.parametrize(
    "contains",
    [
        "Trump",
        "tRUMP",
        "特朗普",
        "川普",
        "telangpu",
        "te lang pu",
        "ｔｒｕｍｐ",
        "Donald",
        "chuanpu",
    ],
)
def test_a_name_is_found_in_any_script_and_in_pinyin(
    sample_service: SearchService, contains: str
) -> None:
    page = sample_service.facet("person", read_parameters([]), contains)
    assert "donald-trump" in [one.value for one in page.values]
    assert page.matching < sample_service.facet("person", read_parameters([])).matching


@pytest.mark.parametrize("contains", ["zzzq", "特朗普普", "%", "telangpux"])
def test_what_no_name_holds_lists_nothing(sample_service: SearchService, contains: str) -> None:
    assert sample_service.facet("person", read_parameters([]), contains).values == ()


def test_of_plain_values_a_part_is_enough(sample_service: SearchService) -> None:
    page = sample_service.facet("source", read_parameters([]), "haigang")
    assert [one.value for one in page.values] == ["海港日報"]
