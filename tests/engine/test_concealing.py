"""What is hidden from readers is in no answer, and everything else is as if it had never been."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.engine.registry import open_searcher, open_store
from archive.engine.searcher import Searcher
from archive.engine.store import Store
from archive.engine.whoosh import build as whoosh_build
from archive.errors import ArticleNotFoundError
from archive.model.article import Document
from archive.model.concealment import Concealment, marks_of
from archive.model.fields import FACET_NAMES, TEXT_FIELDS
from archive.model.query import Everything, HasValue
from archive.model.result import SearchRequest, Similar
from archive.model.traits import Traits
from tests.engine.concealing_contract import (
    NOW,
    ConcealingContract,
    moment,
    shown,
    versioned,
    withdrawn,
)
from tests.engine.corpora import NAMES, documents, requests
from tests.engine.naive import NaiveSearcher
from tests.engine.naive_stories import PlainGroups, known_stories


def index_of(root: Path, articles: Sequence[Document], since: int | None = None) -> str:
    """A generation of these documents, which first came then."""
    build = open_store("whoosh", root).begin("a")
    for one in articles:
        build.add(one, since)
    build.commit(NAMES, None, PlainGroups())
    return build.name


def alone(one: Document) -> Document:
    """The same, of which no other is a version: its marks are its own."""
    number = int(one.article.id[-3:])
    traits = Traits(own=number + 1, source=1, body=number + 1)
    return replace(one, traits=traits)


@pytest.mark.parametrize("tokens", [1, 40, 10_000_000])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kept=documents(),
    asked=st.lists(requests(), min_size=1, max_size=4),
    chance=st.randoms(use_true_random=False),
)
def test_answers_are_those_without_it(
    monkeypatch: pytest.MonkeyPatch,
    tokens: int,
    kept: list[Document],
    asked: list[SearchRequest],
    chance: random.Random,
) -> None:
    """To the letter: scores, counts, terms, near spellings, values of facets."""
    monkeypatch.setattr(whoosh_build, "SEGMENT_TOKENS", tokens)
    kept = [alone(one) for one in kept]
    hidden = chance.sample(kept, chance.randrange(len(kept) + 1))
    left = [one for one in kept if one not in hidden]
    oracle = NaiveSearcher(left, NAMES, None, known_stories(left, left))
    with tempfile.TemporaryDirectory() as root:
        name = index_of(Path(root), kept)
        with closing(open_searcher("whoosh", Path(root), name, withdrawn(*hidden))) as searcher:
            for request in asked:
                assert searcher.search(request) == oracle.search(request)
                assert list(searcher.stream(request)) == list(oracle.stream(request))
            for field in TEXT_FIELDS:
                assert searcher.terms(field, "", 1000) == oracle.terms(field, "", 1000)
                assert searcher.commonest(field, "", 3) == oracle.commonest(field, "", 3)
            for typed in ("a", "an", "b", "p", "some", "s", "安", "re", "某"):
                found = searcher.completions(typed, FACET_NAMES, 5)
                assert found == oracle.completions(typed, FACET_NAMES, 5)
            asked_of = HasValue("person", "a-person"), Everything()
            typical = searcher.typical("body_word", *asked_of, 9)
            assert [one.text for one in typical] == [
                one.text for one in oracle.typical("body_word", *asked_of, 9)
            ]
            near = [Similar("body_exact", word, 2) for word in ("bank", "tariff", "us")]
            assert searcher.similar(near, 50) == oracle.similar(near, 50)
            for facet in FACET_NAMES:
                assert searcher.facet_values(facet) == oracle.facet_values(facet)
            assert searcher.info().articles == len(left)
            for one in hidden:
                assert searcher.is_withdrawn(one.article.id)
                with pytest.raises(ArticleNotFoundError):
                    searcher.get(one.article.id)


def opened(root: Path, articles: Sequence[Document], concealment: Concealment) -> Searcher:
    return open_searcher("whoosh", root, index_of(root, articles), concealment)


class TestWhooshConcealing(ConcealingContract):
    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self._root = tmp_path

    def open_store(self) -> Store:
        return open_store("whoosh", self._root)

    def open_whole(self, name: str, concealment: Concealment | None) -> Searcher:
        return open_searcher("whoosh", self._root, name, concealment)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kept=documents(), chance=st.randoms(use_true_random=False))
def test_articles_are_known_by_their_marks(kept: list[Document], chance: random.Random) -> None:
    """Its own, or the source's and another; as the plain searcher says."""
    few = [
        replace(
            one,
            traits=Traits(
                own=chance.randrange(4),
                source=chance.randrange(4),
                address=chance.randrange(4),
                stem=chance.randrange(4),
                body=chance.randrange(4),
            ),
        )
        for one in kept
    ]
    marks = [marks_of(one.traits) for one in chance.sample(few, min(2, len(few)))]
    oracle = NaiveSearcher(few, NAMES, None, known_stories(few, few))
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(opened(Path(folder), few, Concealment((), NOW))) as searcher,
    ):
        assert sorted(searcher.known_by(marks)) == sorted(oracle.known_by(marks))


def test_bounds_outlive_merges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whoosh_build, "SEGMENT_TOKENS", 1)
    bound = [versioned(n, 0, 1, n, not_before=moment(1)) for n in (1, 2)]
    plain = [versioned(n, 0, 1, n) for n in (3, 4, 5)]
    with closing(opened(tmp_path, [*bound, *plain], Concealment((), NOW))) as searcher:
        assert shown(searcher) == ["id-003", "id-004", "id-005"]
