"""A pasted text: what it finds is as exact as ever, and less is asked for the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.engine.publications import require_current
from archive.engine.registry import open_searcher
from archive.model.query import And, AtLeast, HasId, Not, Or
from archive.model.result import SearchRequest, Sort
from archive.query.names import Expansion
from archive.query.parameters import SearchParameters
from archive.query.pasted import LONGEST_HEADLINE, MOST_TELLING
from archive.query.plan import Plan, make_plan, strict_tree
from archive.search.edition import Edition
from archive.search.service import SearchService
from archive.text import beginnings
from archive.text.finder import Finder
from archive.text.marks import leaves

#: Queries of every length, and texts longer than a headline.
QUERIES = (
    *("tariff", "Trump tariffs China trade", "China tariffs rise as trade war deepens"),
    *("美國總統特朗普宣布加徵關稅", "香港股市收市 Hong Kong stocks close lower on"),
    *("Mueller visits Zuerich", '"trade war" tariff', "raed poets duel"),
)


@pytest.fixture(scope="module")
def edition(sample_index: Path) -> Iterator[Edition]:
    opened = Edition(open_searcher("whoosh", sample_index, require_current(sample_index)))
    yield opened
    opened.close()


def bodies(edition: Edition) -> list[str]:
    """Texts of articles that are longer than a headline."""
    articles = (edition.get(article).article for article, _ in edition.searcher.contents())
    return [each.body.replace('"', "") for each in articles if len(each.body) > 400][:12]


def plan_of(edition: Edition, query: str) -> Plan:
    return make_plan(SearchParameters(q=query[:1500]), edition)


def test_a_pasted_text_is_nearly_matched_by_its_telling_words(edition: Edition) -> None:
    for body in bodies(edition):
        plan = plan_of(edition, body)
        assert plan.reading.pasted
        assert plan.reading.relaxed is not None
        assert isinstance(plan.reading.relaxed.partly, And)
        least = plan.reading.relaxed.partly.parts[1]
        assert isinstance(least, AtLeast)
        assert len(least.parts) <= MOST_TELLING
        assert plan.reading.ranking.terms


def test_a_headline_is_asked_by_all_its_words(edition: Edition) -> None:
    words = " ".join(f"word{number}" for number in range(LONGEST_HEADLINE))
    for query in (*QUERIES, words, "港" * 2 * LONGEST_HEADLINE):
        assert not plan_of(edition, query).reading.pasted
    assert not plan_of(edition, f"({words.replace(' ', ' OR ')} OR tariff)").reading.pasted
    assert not plan_of(edition, f"{words} zzzz").reading.pasted  # no article has any of it
    assert plan_of(edition, f"{words} tariff").reading.pasted


def test_what_matches_may_be_named_in_what_nearly_does(edition: Edition) -> None:
    """The articles found are those without what matches, in one order and with one score."""
    for query in (*QUERIES, *bodies(edition)):
        plan = plan_of(edition, query)
        if plan.relaxed is None or plan.reading.relaxed is None:
            continue
        ranking = plan.relaxed.ranking
        matching = edition.search(SearchRequest(plan.strict.tree, limit=10_000))
        named = Not(Or(tuple(HasId(hit.id) for hit in matching.hits)))
        tree = plan.narrowed(plan.reading.relaxed.partly, named)
        asked = [SearchRequest(each, ranking, limit=10_000) for each in (tree, plan.relaxed.tree)]
        left, right = edition.search_many(asked)
        assert left == right


def test_a_tree_alone_is_that_of_the_whole_plan(edition: Edition) -> None:
    """Other spellings are not looked up for it; those that a reader took in are asked."""
    chosen = (Expansion(), Expansion(taken=frozenset(("Müller", "Zürich"))), Expansion(off=True))
    for query in QUERIES:
        for expansion in chosen:
            parameters = SearchParameters(q=query, expansion=expansion)
            assert strict_tree(parameters, edition) == make_plan(parameters, edition).strict.tree


def test_days_of_a_pasted_text_are_not_offered(
    edition: Edition, sample_service: SearchService
) -> None:
    newest = SearchRequest(limit=20, documents=True, sort=Sort.NEWEST)
    articles = [document.article for document in edition.search(newest).documents]
    article = next(each for each in articles if len(each.body) > 600 and each.body.isascii())
    assert article.published is not None
    day = article.published.strftime("%d %B %Y")
    word = max(article.body.split(), key=lambda word: word.isalpha() * len(word))
    assert sample_service.search(SearchParameters(q=f"{word} {day}")).reading.days
    body = article.body[:600].replace('"', "").replace("\n", " ")
    assert not sample_service.search(SearchParameters(q=f"{day} {body}")).reading.days


@pytest.mark.parametrize("most", [17, 30, 59])
def test_marks_are_those_of_all_words(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Words that may begin as asked, and all words of a text, hold the same."""
    texts = [*bodies(edition), "A 50 % rise, U.S. R&D; o'clock co-op re\u2010sign 1,560 AT&T & Co"]
    for body in texts:
        asked = list(leaves(plan_of(edition, body).strict.tree))[: 2 * most]
        found = []
        for bound in (beginnings.MOST_BEGINNINGS, 0):
            monkeypatch.setattr(beginnings, "MOST_BEGINNINGS", bound)
            finder = Finder(asked, "body")
            found.append([finder.find(text) for text in texts])
            monkeypatch.undo()
        assert found[0] == found[1]
