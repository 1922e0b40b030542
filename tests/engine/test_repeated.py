"""What questions have in common is evaluated once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.engine.searcher import Searcher
from archive.engine.stored import StoredText
from archive.engine.whoosh.evaluate import Evaluator
from archive.engine.whoosh.facets import Filters
from archive.engine.whoosh.repeated import repeated
from archive.model.query import (
    And,
    Days,
    Everything,
    FacetFilter,
    HasValue,
    Node,
    Not,
    Or,
    Printed,
    Term,
    Undated,
)
from archive.model.result import SearchRequest
from archive.text.phrases import sequence
from tests.engine.corpora import NAMES
from tests.engine.counting import counting
from tests.engine.counts_contract import ARTICLES
from tests.engine.test_whoosh import build

_US, _DATED = sequence("us so", "body"), Days(None, None)
_PRINTED = Printed(Term("body_exact", "us"), "body", "us")


@pytest.fixture
def searcher(tmp_path: Path) -> Iterator[Searcher]:
    with closing(build(tmp_path, ARTICLES, NAMES)) as opened:
        yield opened


@pytest.fixture
def evaluated(monkeypatch: pytest.MonkeyPatch) -> Counter[Node]:
    """How often each node was evaluated."""
    seen: Counter[Node] = Counter()
    docs = Evaluator._docs

    def noting(self: Evaluator, node: Node, within: object) -> object:
        seen[node] += 1
        return docs(self, node, within)  # type: ignore[arg-type]  # passed on as it is

    monkeypatch.setattr(Evaluator, "_docs", noting)
    return seen


def test_parts_of_several_trees_are_evaluated_once(
    searcher: Searcher, evaluated: Counter[Node]
) -> None:
    trees = (_US, And((_US, _DATED)), And((Undated(), Not(_US))), Or((_US, _DATED)), _US)
    assert searcher.count_many(trees) == (1, 1, 1, 3, 1)
    assert (evaluated[_US], evaluated[_DATED]) == (1, 1)
    evaluated.clear()
    assert [searcher.count(tree) for tree in trees] == [1, 1, 1, 3, 1]
    # What is made of parts was remembered.
    assert (evaluated[_US], evaluated[_DATED], len(evaluated)) == (2, 0, 1)


def test_equal_trees_and_filters_are_evaluated_once(
    searcher: Searcher, evaluated: Counter[Node], monkeypatch: pytest.MonkeyPatch
) -> None:
    masks: list[FacetFilter] = []
    passing = Filters.passing

    def noting(self: Filters, one: FacetFilter, *values: object) -> object:
        masks.append(one)
        return passing(self, one, *values)  # type: ignore[arg-type]  # passed on as it is

    monkeypatch.setattr(Filters, "passing", noting)
    post = (FacetFilter("source", ("Post",)),)
    requests = [SearchRequest(tree=_US, filters=post, limit=n) for n in range(3)]
    requests.append(SearchRequest(tree=_DATED, filters=post))
    assert [one.total for one in searcher.search_many(requests)] == [1, 1, 1, 1]
    assert (evaluated[_US], evaluated[_DATED], masks) == (1, 1, [*post])


def test_a_stored_article_is_read_once_for_a_literal(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And only where the rest of a tree leaves it."""
    read: list[str] = []

    def noting(record: bytes, text: str) -> StoredText:
        read.append(text)
        return StoredText(record, text)

    monkeypatch.setattr("archive.engine.whoosh.read_articles.StoredText", noting)
    post = HasValue("source", "Post")
    assert searcher.count_many((And((post, _PRINTED)), And((_DATED, _PRINTED)), _PRINTED)) == (
        1,
        1,
        1,
    )
    assert len(read) == 1
    none = HasValue("source", "nothing")
    read.clear()
    assert searcher.count_many((And((none, _PRINTED)), And((Undated(), _PRINTED)))) == (0, 0)
    assert read == []


def test_only_what_stands_in_several_trees_is_repeated() -> None:
    both = And((_US, Or((_DATED, _US))))
    assert repeated([both]) == frozenset()
    assert repeated([both, Not(both)]) == {both}
    assert repeated([both, _US]) == {_US}
    assert repeated([And((_PRINTED, _US)), Or((_PRINTED, _US)), _PRINTED]) == {_US, _PRINTED.part}
    assert repeated([Everything(), Everything()]) == {Everything()}


def test_calls_are_counted(searcher: Searcher) -> None:
    counted, calls = counting(searcher)
    assert counted.count_many((_US, _DATED)) == (1, 3)
    counted.search(SearchRequest())
    counted.search(request=SearchRequest(limit=0))
    assert counted.info().articles == 4
    assert calls == {"count_many": 1, "search": 2}
