"""The engine over a cluster answers as the oracle does, and in few requests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from archive.engine.opensearch.cluster import cluster_of
from archive.engine.opensearch.indexes import Indexes
from archive.engine.registry import open_searcher, open_store
from archive.engine.searcher import Searcher
from archive.model.article import Document
from archive.model.fields import FACET_NAMES
from archive.model.query import NEWEST, And, Everything, HasValue
from archive.model.result import Hit, SearchRequest, SearchResult, Similar
from archive.settings import engine_at
from tests.engine.corpora import NAMES, documents, requests
from tests.engine.naive_store import NaiveStore
from tests.engine.naive_stories import PlainGroups
from tests.engine.opensearch import cluster_urls as cluster_urls

#: Both engines add up floats, in another order.
_CLOSE = 1e-5


@contextmanager
def both(
    root: Path, urls: str, first: Sequence[Document], then: Sequence[Document], gone: Sequence[int]
) -> Iterator[tuple[Searcher, Searcher]]:
    """A searcher and its oracle: what was added first and then, in a generation built on it."""
    engine = engine_at("opensearch", urls)
    stores = (open_store(engine, root), NaiveStore())
    searchers: list[Searcher] = []
    for store in stores:
        build = store.begin("a")
        for one in first:
            build.add(one, 7)
        build.commit(NAMES, None, PlainGroups())
        base = build.name
        build = store.begin("a", base)
        for one in then:
            build.add(one, 9)
        for number in gone:
            build.delete(f"id-{number:03d}")
        build.commit(NAMES, None, PlainGroups())
        if isinstance(store, NaiveStore):
            searchers.append(store.open(build.name))
        else:
            searchers.append(open_searcher(engine, root, build.name))
    with closing(searchers[0]), closing(searchers[1]):
        yield searchers[0], searchers[1]
    indexes = Indexes(cluster_of(urls))
    for path in (root / "generations").iterdir():
        indexes.remove(path.name)


def check_hits(found: Sequence[Hit], expected: Sequence[Hit]) -> None:
    """The same hits in the same order, but for those whose scores are as good as equal."""
    assert len(found) == len(expected)
    for mine, other in zip(found, expected, strict=True):
        assert mine.score == pytest.approx(other.score, rel=_CLOSE, abs=1e-9)
        if mine.id == other.id:
            assert (mine.stands_for, mine.versions) == (other.stands_for, other.versions)
            assert mine.document == other.document


def check_result(request: SearchRequest, found: SearchResult, expected: SearchResult) -> None:
    assert (found.total, found.lines) == (expected.total, expected.lines)
    assert found.aggregations == expected.aggregations
    check_hits(found.hits, expected.hits)
    if not request.ranking.terms or request.sort != "relevance":
        # Without words all scores are sums of the same few numbers.
        assert [hit.id for hit in found.hits] == [hit.id for hit in expected.hits]


def check_answers(
    root: Path,
    urls: str,
    added: tuple[list[Document], list[Document]],
    gone: set[int],
    asked: list[SearchRequest],
) -> None:
    """Of what was added first and then, less what was removed."""
    there = {one.article.id for some in added for one in some}
    removed = [number for number in gone if f"id-{number:03d}" in there]
    with both(root, urls, *added, removed) as (searcher, oracle):
        for request, found in zip(asked, searcher.search_many(asked), strict=True):
            check_result(request, found, oracle.search(request))
            check_hits(list(searcher.stream(request)), list(oracle.stream(request)))
        trees = [tree for one in asked for tree in (one.tree, And((asked[0].tree, one.tree)))]
        filters = asked[-1].filters
        assert searcher.count_many(trees, filters) == oracle.count_many(trees, filters)
        check_terms(searcher, oracle)
        check_stories(searcher, oracle)


#: An index takes a second, so questions are many and nothing is made smaller.
_DRAWN = {
    "added": st.tuples(documents(), documents()),
    "gone": st.sets(st.integers(0, 11), max_size=4),
    "asked": st.lists(requests(), min_size=12, max_size=40),
}
_QUICK = settings(max_examples=3, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@_QUICK
@given(**_DRAWN)
def test_answers_as_the_oracle_does(
    tmp_path_factory: pytest.TempPathFactory, cluster_urls: str, **drawn: Any
) -> None:
    check_answers(tmp_path_factory.mktemp("answers"), cluster_urls, **drawn)


@pytest.mark.long
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(_QUICK, max_examples=30)
@given(**_DRAWN)
def test_many_answers_as_the_oracle_does(
    tmp_path_factory: pytest.TempPathFactory, cluster_urls: str, **drawn: Any
) -> None:
    check_answers(tmp_path_factory.mktemp("answers"), cluster_urls, **drawn)


def check_terms(searcher: Searcher, oracle: Searcher) -> None:
    for field in ("title_exact", "body_exact"):
        assert searcher.terms(field, "", 1000) == oracle.terms(field, "", 1000)
        assert searcher.commonest(field, "", 3) == oracle.commonest(field, "", 3)
        near = [Similar(field, word, edits) for word in ("bank", "us", "so5") for edits in (1, 2)]
        near += [Similar(field, run) for run in ("香港中", "中國銀行", "外國銀")]
        assert searcher.similar(near, 9) == oracle.similar(near, 9)
    for typed in ("a", "an", "b", "p", "some", "s", "安", "re", "某"):
        found = searcher.completions(typed, FACET_NAMES, 5)
        assert found == oracle.completions(typed, FACET_NAMES, 5)
    for facet in FACET_NAMES:
        assert searcher.facet_values(facet) == oracle.facet_values(facet)
    some = HasValue("person", "a-person")
    assert searcher.typical("body_word", some, Everything(), 9) == oracle.typical(
        "body_word", some, Everything(), 9
    )
    assert searcher.without_values(FACET_NAMES[:2]) == oracle.without_values(FACET_NAMES[:2])


def check_stories(searcher: Searcher, oracle: Searcher) -> None:
    ids = [article for article, _ in oracle.contents()]
    assert [article for article, _ in searcher.contents()] == ids
    assert searcher.get_many(ids) == oracle.get_many(ids)
    assert searcher.stories(ids) == oracle.stories(ids)
    assert searcher.families(ids) == oracle.families(ids)
    assert searcher.first_seen(ids) == oracle.first_seen(ids)
    assert searcher.story_counts() == oracle.story_counts()
    assert searcher.sharing(range(1, 12), 5) == oracle.sharing(range(1, 12), 5)
    for after in (None, 7, 8):
        request = SearchRequest(tree=NEWEST, offset=1, limit=4)
        assert searcher.arrivals(request, after) == oracle.arrivals(request, after)
    assert searcher.furniture(1, 0.0, 9) == oracle.furniture(1, 0.0, 9)
