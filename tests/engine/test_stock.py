"""Whoosh's own searcher over the same files finds the same articles."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.engine.generation import generation_folder
from archive.engine.registry import open_searcher, open_store
from archive.model.aggregations import FacetValues
from archive.model.article import Document
from archive.model.facets import facet_values
from archive.model.fields import FACET_NAMES, TEXT_FIELDS
from archive.model.query import And, HasValue, Node, Not, Or, Phrase, Prefix, Term
from archive.model.result import SearchRequest
from archive.text.phrases import sequence
from tests.engine.corpora import NAMES, documents, texts
from tests.engine.stock import StockSearcher
from tests.engine.test_histories import any_plan, tuned

_WORDS = ("bank", "us", "so", "香港", "中國", "銀", "5g", "US", "港")


def _phrase(node: Node) -> Node:
    """Only phrases of neighbours: Whoosh knows no other distances."""
    if isinstance(node, Phrase):
        neighbours = node.places == tuple(range(len(node.places)))
        return node if neighbours else Term(node.field, node.texts[0])
    return node if isinstance(node, Term) else Term("body_word", "bank")


_leaves: st.SearchStrategy[Node] = st.one_of(
    st.builds(Term, st.sampled_from(TEXT_FIELDS), st.sampled_from(_WORDS)),
    st.builds(Prefix, st.sampled_from(TEXT_FIELDS), st.sampled_from("bus香中")),
    st.builds(HasValue, st.just("person"), st.sampled_from(("a-person", "b-person", "nobody"))),
    st.builds(sequence, texts, st.sampled_from(("title", "body"))).map(_phrase),
)
_parts = st.deferred(lambda: st.lists(_trees, min_size=1, max_size=3).map(tuple))
_trees: st.SearchStrategy[Node] = st.deferred(
    lambda: st.one_of(
        _leaves, _leaves, st.builds(And, _parts), st.builds(Or, _parts), st.builds(Not, _trees)
    )
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    articles=documents().filter(bool),
    trees=st.lists(_trees, min_size=1, max_size=8),
    seed=st.integers(0, 99),
)
def test_whooshs_searcher_finds_the_same(
    articles: list[Document], trees: list[Node], seed: int
) -> None:
    """The same sets, and the same facet counts when its matches are counted."""
    with tempfile.TemporaryDirectory() as root, tuned(40, 30, any_plan(seed)):
        build = open_store("whoosh", Path(root)).begin("a")
        for one in articles:
            build.add(one)
        build.commit(NAMES)
        values = {one.article.id: one for one in articles}
        with (
            closing(open_searcher("whoosh", Path(root), build.name)) as searcher,
            closing(StockSearcher(generation_folder(Path(root), build.name))) as stock,
        ):
            counted = [FacetValues(facet, 50) for facet in FACET_NAMES]
            for tree in trees:
                asked = SearchRequest(tree=tree, limit=20, aggregations=tuple(counted))
                result, found = searcher.search(asked), stock.ids(tree)
                assert sorted(hit.id for hit in result.hits) == found
                for asking in counted:
                    counts = {value.value: value.count for value in result.counts(asking).values}
                    stocks = [v for one in found for v in facet_values(values[one], asking.facet)]
                    assert counts == {value: stocks.count(value) for value in set(stocks)}
