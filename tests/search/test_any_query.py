"""Whatever is typed has an answer, and the answer's numbers hold together."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.query.parameters import read_parameters
from archive.search.service import SearchService
from tests.search.test_parser import typed_queries

NAMES = st.sampled_from(
    [
        "特朗普",
        "Donald Trump",
        "trump~",
        "特朗普~",
        "tarif*",
        "t*",
        "US",
        "關稅 tariff",
        "世貿組織",
        "WTO",
    ]
)


def check_answer(service: SearchService, typed: str, ui: str) -> None:
    """Marks lie in their texts, and totals in the archive."""
    page = service.search(read_parameters([("q", typed), ("ui", ui), ("size", "5")]))
    assert 0 <= page.total <= page.generation.articles
    assert len(page.hits) == min(5, page.total)
    for hit in (*page.hits, *page.relaxed):
        for start, end in hit.title_marks:
            assert 0 <= start < end <= len(hit.title)
        for fragment in hit.snippets:
            assert all(0 <= a < b <= len(fragment.text) for a, b in fragment.marks)
    for one in page.reading.alternatives:
        assert one.count <= page.generation.articles
    if page.total == page.generation.articles and not page.reading.read_as and typed.strip():
        assert page.reading.notes


def queries() -> st.SearchStrategy[str]:
    return st.lists(st.one_of(typed_queries(), NAMES), max_size=3).map(" ".join)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=queries(), ui=st.sampled_from(["en", "zh-Hant", "zh-Hans"]))
def test_anything_has_an_answer(sample_service: SearchService, typed: str, ui: str) -> None:
    check_answer(sample_service, typed, ui)


@pytest.mark.long
@settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed=queries(), ui=st.sampled_from(["en", "zh-Hant", "zh-Hans"]))
def test_anything_at_all_has_an_answer(sample_service: SearchService, typed: str, ui: str) -> None:
    check_answer(sample_service, typed, ui)
