"""However a generation came to be, it answers as the oracle does."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)
from whoosh.codec.whoosh3 import W3Segment

from archive.engine.generation import generation_folder
from archive.engine.registry import open_searcher, open_store
from archive.engine.searcher import Searcher
from archive.engine.whoosh import arrays, merge, postings, segment_writer
from archive.engine.whoosh import build as whoosh_build
from archive.engine.whoosh.codec import ArraySegment
from archive.engine.whoosh.toc import read_toc
from archive.errors import ArticleNotFoundError
from archive.model.article import Document
from archive.model.fields import FACET_NAMES, TEXT_FIELDS
from archive.model.result import SearchRequest
from tests.engine.corpora import NAMES, articles, documents, requests
from tests.engine.naive import NaiveSearcher
from tests.engine.naive_store import NaiveStore
from tests.engine.naive_stories import PlainGroups, known_stories

_SIZES = st.sampled_from((1, 30, 10_000_000))
_numbered = st.integers(0, 7).flatmap(articles)

Plan = Callable[[Sequence[W3Segment]], list[W3Segment]]


def any_plan(seed: int) -> Plan:
    """Merges and rewrites any segments, as long as it ends with what a generation must be."""
    chance = random.Random(seed)

    def plan(segments: Sequence[W3Segment]) -> list[W3Segment]:
        if len(segments) > merge.MOST_SEGMENTS or (len(segments) > 1 and chance.random() < 0.3):
            return chance.sample(list(segments), chance.randint(2, len(segments)))
        dying = [one for one in segments if one.has_deletions() and chance.random() < 0.3]
        return [one for one in segments if not one.doc_count()][:1] or dying[:1]

    return plan


@contextmanager
def tuned(tokens: int, stretch: int, plan: Plan, *, wide: bool = False) -> Iterator[None]:
    """Segments of so many tokens, merged so many postings at a time; offsets of 64 bits if wide."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whoosh_build, "SEGMENT_TOKENS", tokens)
        patch.setattr(whoosh_build, "plan", plan)
        patch.setattr(postings, "STRETCH", stretch)
        for module in (arrays, merge, segment_writer) if wide else ():
            patch.setattr(module, "width", lambda _: np.uint64)
        patch.setattr(os, "fsync", lambda _: None)  # these tests end before any loss of power
        yield


def agree(searcher: Searcher, oracle: Searcher) -> None:
    """What can be asked without a question."""
    assert [one for one, _ in searcher.contents()] == [one for one, _ in oracle.contents()]
    for one, _ in oracle.contents():
        assert searcher.get(one) == oracle.get(one)
        assert searcher.stories([one]) == oracle.stories([one])
        assert searcher.families([one]) == oracle.families([one])
    assert searcher.story_counts() == oracle.story_counts()
    for limit in (1, 20):
        assert searcher.sharing(range(7), limit) == oracle.sharing(range(7), limit)
    for facet in FACET_NAMES:
        assert searcher.facet_values(facet) == oracle.facet_values(facet)
    for field in TEXT_FIELDS:
        assert searcher.terms(field, "", 1000) == oracle.terms(field, "", 1000)


class Histories(RuleBasedStateMachine):
    """Adds, changes, deletes, commits and starts anew, in any order; one build is always open."""

    generations: Bundle[tuple[str, str]] = Bundle("generations")

    @initialize(tokens=_SIZES, stretch=_SIZES, seed=st.integers(0, 99))
    def start(self, tokens: int, stretch: int, seed: int) -> None:
        self._root = Path(tempfile.mkdtemp())
        self._seconds = 0
        self._tuned = tuned(tokens, stretch, any_plan(seed) if seed % 2 else merge.plan)
        self._tuned.__enter__()
        self._store, self._naive = open_store("whoosh", self._root), NaiveStore()
        self._making, self._oracle = self._store.begin("a"), self._naive.begin("a")

    def teardown(self) -> None:
        if hasattr(self, "_root"):
            self._making.abort()
            self._tuned.__exit__(None, None, None)
            shutil.rmtree(self._root)

    @rule(one=_numbered)
    def add(self, one: Document) -> None:
        self._seconds += 1
        self._making.add(one, self._seconds)
        self._oracle.add(one, self._seconds)

    @rule(many=documents())
    def add_many(self, many: list[Document]) -> None:
        for one in many:
            self.add(one)

    @rule(number=st.integers(0, 8))
    def delete(self, number: int) -> None:
        article = f"id-{number:03d}"
        try:
            self._oracle.delete(article)
        except ArticleNotFoundError:
            with pytest.raises(ArticleNotFoundError):
                self._making.delete(article)
        else:
            self._making.delete(article)

    @rule(target=generations, asked=st.lists(requests(), max_size=4))
    def commit(self, asked: list[SearchRequest]) -> tuple[str, str]:
        told = (NAMES, None, PlainGroups())
        assert self._making.commit(*told).articles == self._oracle.commit(*told).articles
        names = self._making.name, self._oracle.name
        segments = read_toc(generation_folder(self._root, names[0]))
        assert len(segments) <= merge.MOST_SEGMENTS
        assert all(one.doc_count() for one in segments)
        self._making = self._store.begin("a", names[0])
        self._oracle = self._naive.begin("a", names[1])
        self.reopen(names, asked)
        return names

    @rule(names=generations)
    def begin_onto(self, names: tuple[str, str]) -> None:
        self._making.abort()
        self._making = self._store.begin("a", names[0])
        self._oracle = self._naive.begin("a", names[1])

    @rule(names=generations, asked=st.lists(requests(), min_size=1, max_size=6))
    def reopen(self, names: tuple[str, str], asked: list[SearchRequest]) -> None:
        assert self._store.verify(names[0]) == ()
        with closing(open_searcher("whoosh", self._root, names[0])) as searcher:
            oracle = self._naive.open(names[1])
            every = [one for one, _ in oracle.contents()]
            assert searcher.first_seen(every) == oracle.first_seen(every)
            agree(searcher, oracle)
            for request in asked:
                assert searcher.search(request) == oracle.search(request)
                assert searcher.arrivals(request) == oracle.arrivals(request)
                for seen in oracle.first_seen(every)[:2]:
                    assert searcher.arrivals(request, seen) == oracle.arrivals(request, seen)


_USUAL = settings(
    max_examples=15,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

TestHistories = Histories.TestCase
TestHistories.settings = _USUAL


@pytest.mark.long
def test_many_histories() -> None:
    run_state_machine_as_test(Histories, settings=settings(_USUAL, max_examples=200))


@pytest.mark.parametrize("wide", [False, True], ids=["as needed", "64 bits"])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    kept=documents(),
    before=documents(),
    asked=st.lists(requests(), min_size=1, max_size=8),
    tokens=_SIZES,
    stretch=_SIZES,
    seed=st.integers(0, 1 << 30),
)
def test_answers_do_not_depend_on_how_it_was_built(
    wide: bool,
    kept: list[Document],
    before: list[Document],
    asked: list[SearchRequest],
    tokens: int,
    stretch: int,
    seed: int,
) -> None:
    """Any size of segments, order of merges, order of adding, and detour gives the same.

    Offsets that need 64 bits do too.
    """
    oracle = NaiveSearcher(kept, NAMES, None, known_stories(kept, kept))
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as root:
        store = open_store("whoosh", Path(root))
        with tuned(tokens, stretch, any_plan(seed), wide=wide):
            build = store.begin("a")
            for one in before:
                build.add(one)
            if chance.random() < 0.5:
                build.commit(NAMES)
                build = store.begin("a", build.name)
            wanted = {one.article.id for one in kept}
            for one in before:
                if one.article.id not in wanted:
                    build.delete(one.article.id)
            for one in chance.sample(kept, len(kept)):
                build.add(one)
            build.commit(NAMES, None, PlainGroups())
        with closing(open_searcher("whoosh", Path(root), build.name)) as searcher:
            agree(searcher, oracle)
            for request in asked:
                assert searcher.search(request) == oracle.search(request)


@given(sizes=st.lists(st.tuples(st.integers(0, 100_000), st.booleans()), max_size=12))
def test_merging_ends_with_few_clean_segments(sizes: list[tuple[int, bool]]) -> None:
    """Whatever there is at first, and a large segment is not rewritten for a few small ones."""
    segments = []
    for size, damaged in sizes:
        one = ArraySegment("MAIN")
        one.set_doc_count(size)
        if damaged and size:
            one.delete_document(0)
        segments.append(one)
    living, largest = sum(one.doc_count() for one in segments), max(sizes, default=(0, False))
    while chosen := merge.plan(segments):
        segments = [one for one in segments if one not in chosen]
        merged = ArraySegment("MAIN")
        merged.set_doc_count(sum(one.doc_count() for one in chosen))
        segments += [merged] if merged.doc_count() else []
        untouched = largest[0] >= merge.RATIO * (living - largest[0]) and not largest[1]
        if untouched and largest[0] > segment_writer.SMALL:
            assert max(one.doc_count() for one in chosen) < largest[0]
    assert len(segments) <= merge.MOST_SEGMENTS
    smallest = sorted(one.doc_count() for one in segments)[:2]
    assert len(smallest) < 2 or sum(smallest) > segment_writer.SMALL
    assert sum(one.doc_count() for one in segments) == living
    assert all(one.deleted_count() * merge.DEAD_SHARE < one.doc_count_all() for one in segments)
