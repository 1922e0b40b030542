"""The Whoosh engine keeps the contract and answers as the oracle does."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.engine.registry import open_searcher, open_store
from archive.engine.searcher import Searcher
from archive.engine.store import Store
from archive.engine.whoosh import build as whoosh_build
from archive.model.article import Document
from archive.model.entity import Names
from archive.model.query import And
from archive.model.result import SearchRequest, Similar
from tests.engine.contract import SearcherContract
from tests.engine.corpora import NAMES, documents, requests
from tests.engine.naive import NaiveSearcher
from tests.engine.renewal_contract import RenewalContract
from tests.engine.store_contract import StoreContract


def build(index: Path, articles: Sequence[Document], names: Names) -> Searcher:
    """A published generation of these documents, opened."""
    store = open_store("whoosh", index)
    making = store.begin("test")
    for document in articles:
        making.add(document)
    making.commit(names)
    store.publish(making.name)
    return open_searcher("whoosh", index, making.name)


class TestWhoosh(SearcherContract):
    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self._root = tmp_path

    def build(self, documents: Sequence[Document], names: Names) -> Searcher:
        return build(self._root, documents, names)


@pytest.fixture(params=[1, 40, 10_000_000], ids=["segment each", "some segments", "one segment"])
def segment_tokens(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """However documents are spread over segments, answers are the same."""
    monkeypatch.setattr(whoosh_build, "SEGMENT_TOKENS", request.param)


class _Folder:
    """Generations in a folder of their own."""

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self._root = tmp_path

    def open_store(self) -> Store:
        return open_store("whoosh", self._root)

    def open(self, name: str) -> Searcher:
        return open_searcher("whoosh", self._root, name)


@pytest.mark.usefixtures("segment_tokens")
class TestWhooshStore(_Folder, StoreContract):
    pass


@pytest.mark.usefixtures("segment_tokens")
class TestWhooshRenewal(_Folder, RenewalContract):
    pass


def check_answers(articles: list[Document], asked: list[SearchRequest]) -> None:
    """The same ids, scores, order, totals, facet counts and days for every question."""
    oracle = NaiveSearcher(articles, NAMES)
    with tempfile.TemporaryDirectory() as folder:
        searcher = build(Path(folder), articles, NAMES)
        for request in asked:
            found, expected = searcher.search(request), oracle.search(request)
            assert found == expected
            assert list(searcher.stream(request)) == list(oracle.stream(request))
            assert searcher.count(request.tree, request.filters) == expected.total
        assert searcher.search_many(asked) == oracle.search_many(asked)
        trees = [tree for one in asked for tree in (one.tree, And((asked[0].tree, one.tree)))]
        filters = asked[-1].filters
        assert searcher.count_many(trees, filters) == oracle.count_many(trees, filters)
        searcher.close()


@pytest.mark.usefixtures("segment_tokens")
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(articles=documents(), asked=st.lists(requests(), min_size=1, max_size=12))
def test_answers_as_the_oracle(articles: list[Document], asked: list[SearchRequest]) -> None:
    check_answers(articles, asked)


@pytest.mark.long
@pytest.mark.usefixtures("segment_tokens")
@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(articles=documents(), asked=st.lists(requests(), min_size=1, max_size=12))
def test_many_answers_as_the_oracle(articles: list[Document], asked: list[SearchRequest]) -> None:
    check_answers(articles, asked)


@pytest.mark.usefixtures("segment_tokens")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    articles=documents(),
    words=st.lists(st.text("banksuo15é ", min_size=1, max_size=6), max_size=8),
    runs=st.lists(st.text(tuple("香港中國银行外與"), min_size=3, max_size=5), max_size=8),
    edits=st.integers(1, 2),
    limit=st.integers(1, 9),
)
def test_spellings_as_the_oracle(
    articles: list[Document], words: list[str], runs: list[str], edits: int, limit: int
) -> None:
    """The same words and runs near any word or run, with the same counts, in the same order."""
    oracle = NaiveSearcher(articles, NAMES)
    with tempfile.TemporaryDirectory() as folder:
        searcher = build(Path(folder), articles, NAMES)
        fields = ("title_exact", "body_exact")
        asked = [Similar(field, word, edits) for field in fields for word in words]
        asked += [Similar(field, run) for field in fields for run in runs]
        assert searcher.similar(asked, limit) == oracle.similar(asked, limit)
        searcher.close()
