"""No answer shows what is dead, and what is dead changes no answer."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.engine.generation import generation_folder
from archive.engine.registry import open_searcher, open_store
from archive.engine.searcher import Searcher
from archive.engine.store import Build, Store
from archive.engine.whoosh import merge
from archive.engine.whoosh.dead import DEAD_FILE
from archive.engine.whoosh.shown import SHOWN_SUFFIX
from archive.engine.whoosh.vocabulary import VOCABULARY_FILE
from archive.errors import ArticleNotFoundError
from archive.model.article import Document
from archive.model.entity import Names
from archive.model.fields import TEXT_FIELDS
from archive.model.query import And, Everything, HasId, Not
from archive.model.result import SearchRequest, Similar
from tests.engine.contract import SearcherContract, ids
from tests.engine.corpora import NAMES, document, documents, requests
from tests.engine.dying import build_dying, nothing_rewritten, open_dying
from tests.engine.naive import NaiveSearcher
from tests.engine.test_histories import agree, tuned

_RUNS = st.lists(st.text(tuple("香港中國银行外與"), min_size=3, max_size=5), max_size=4)
_LATIN = st.lists(st.text("banksuo15é ", min_size=1, max_size=6), max_size=4)


class TestDead(SearcherContract):
    """Everything that is asked of a searcher, of one that has more dead documents than live."""

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> Iterator[None]:
        self._root = tmp_path
        with nothing_rewritten():
            yield

    def build(self, documents: Sequence[Document], names: Names) -> Searcher:
        return open_dying(self._root, documents, names)


def fresh(root: Path, live: Sequence[Document]) -> str:
    """A generation built of these documents alone."""
    build = open_store("whoosh", root).begin("a")
    for one in live:
        build.add(one)
    build.commit(NAMES)
    return build.name


def alike(
    searcher: Searcher,
    oracle: Searcher,
    asked: Sequence[SearchRequest],
    similar: Sequence[Similar] = (),
) -> None:
    """Compare all that a searcher can be asked."""
    for request in asked:
        assert searcher.search(request) == oracle.search(request)
        assert list(searcher.stream(request)) == list(oracle.stream(request))
    assert searcher.search_many(asked) == oracle.search_many(asked)
    trees = [tree for one in asked for tree in (one.tree, Not(And((asked[0].tree, one.tree))))]
    for filters in {one.filters for one in asked}:
        assert searcher.count_many(trees, filters) == oracle.count_many(trees, filters)
    for limit in (1, 2, 5):
        assert searcher.similar(similar, limit) == oracle.similar(similar, limit)
        for field in TEXT_FIELDS:
            for prefix in ("", "b", "gone", "香"):
                assert searcher.terms(field, prefix, limit) == oracle.terms(field, prefix, limit)


def similars(words: Sequence[str], runs: Sequence[str]) -> list[Similar]:
    fields = ("title_exact", "body_exact")
    asked = [Similar(field, word, 1 + at % 2) for field in fields for at, word in enumerate(words)]
    return asked + [Similar(field, run) for field in fields for run in runs]


@settings(max_examples=18, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    live=documents(),
    asked=st.lists(requests(), min_size=1, max_size=8),
    words=_LATIN,
    runs=_RUNS,
    tokens=st.sampled_from((1, 60, 10_000_000)),
)
def test_answers_as_one_built_of_the_live(
    live: list[Document],
    asked: list[SearchRequest],
    words: list[str],
    runs: list[str],
    tokens: int,
) -> None:
    """As the oracle does, and as a generation of the engine: scores to the last bit."""
    with tempfile.TemporaryDirectory() as folder, nothing_rewritten(tokens):
        root = Path(folder)
        names = fresh(root, live), build_dying(open_store("whoosh", root), live, NAMES)
        with (
            closing(open_searcher("whoosh", root, names[0])) as anew,
            closing(open_searcher("whoosh", root, names[1])) as searcher,
        ):
            oracle = NaiveSearcher(live, NAMES)
            agree(searcher, oracle)
            alike(searcher, oracle, asked, similars(words, runs))
            assert searcher.search_many(asked) == anew.search_many(asked)
            assert list(searcher.contents()) == list(anew.contents())
            assert searcher.info().articles == anew.info().articles
        vocabularies = [generation_folder(root, name) / VOCABULARY_FILE for name in names]
        assert vocabularies[0].read_bytes() == vocabularies[1].read_bytes()


_WORDS = "香港 中國 銀行 bank banks us US so 5G 衞生 tariff said é".split()


def _random(chance: random.Random, number: int) -> Document:
    words = [*_WORDS, *(f"w{chance.randrange(400)}" for _ in range(6))]
    start = chance.randrange(60)
    return document(
        number,
        " ".join(chance.choices(words, k=chance.randint(0, 6))),
        "".join(chance.choices([*words, " ", "，", "。", " "], k=chance.randint(0, 60))),
        day=chance.randrange(40),
        entities=tuple(chance.sample(sorted(NAMES.entities), chance.randrange(3))),
        source=chance.choice(("Post", "日報", "", f"s{number // 40}")),
        section=chance.choice((None, "world", f"part{number // 40}")),
        authors=tuple(chance.sample(("Kim", "陳", f"a{number}"), chance.randrange(3))),
        mentioned=((start, start + chance.randrange(9)),) if chance.random() < 0.5 else (),
    )


def _change(build: Build, held: dict[str, Document], chance: random.Random) -> None:
    """Delete some, replace some, add some; now and then a stretch of neighbours."""
    first = chance.randrange(600)
    gone = range(first, first + 60) if chance.random() < 0.3 else chance.sample(range(600), 12)
    for number in gone:
        if f"id-{number:03d}" in held:
            build.delete(f"id-{number:03d}")
            del held[f"id-{number:03d}"]
    for number in chance.sample(range(600), 9):
        one = _random(chance, number)
        build.add(one)
        held[one.article.id] = one


@contextmanager
def _merged_small() -> Iterator[None]:
    """The plan that serves, with segments of some hundred articles that may stay small."""
    with tuned(4_000, 500, merge.plan), pytest.MonkeyPatch.context() as patch:
        patch.setattr(merge, "SMALL", 250)
        yield


def _history(store: Store, held: dict[str, Document], chance: random.Random) -> list[str]:
    """Generations built on each other, the last of what is `held` in the end."""
    names: list[str] = []
    for step in range(6):
        build = store.begin("a", names[-1] if names else None)
        for number in range(0 if step else 500):
            one = _random(chance, number)
            build.add(one)
            held[one.article.id] = one
        _change(build, held, chance)
        assert build.commit(NAMES).articles == len(held)
        assert store.verify(build.name) == ()
        names.append(build.name)
    return names


@pytest.fixture(scope="module", params=range(3))
def merged(request: pytest.FixtureRequest) -> Iterator[tuple[Searcher, Searcher, Searcher]]:
    """What a history of changes made, a generation built of what is left, and the oracle of it.

    Some segments were rewritten on the way, and others hold dead articles in the end.
    """
    held: dict[str, Document] = {}
    with tempfile.TemporaryDirectory() as folder, _merged_small():
        root = Path(folder)
        names = _history(open_store("whoosh", root), held, random.Random(request.param))
        live = list(held.values())
        kept = _inodes(root, names[0]).intersection(*(_inodes(root, name) for name in names))
        assert kept < _inodes(root, names[0])
        assert (generation_folder(root, names[-1]) / DEAD_FILE).exists()
        with (
            closing(open_searcher("whoosh", root, names[-1])) as searcher,
            closing(open_searcher("whoosh", root, fresh(root, live))) as anew,
        ):
            yield searcher, anew, NaiveSearcher(live, NAMES)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(asked=st.lists(requests(), min_size=1, max_size=6), words=_LATIN, runs=_RUNS)
def test_generations_on_generations_as_they_are_merged(
    merged: tuple[Searcher, Searcher, Searcher],
    asked: list[SearchRequest],
    words: list[str],
    runs: list[str],
) -> None:
    searcher, anew, oracle = merged
    alike(searcher, anew, asked, similars(words, runs))
    assert searcher.search(asked[0]) == oracle.search(asked[0])


def test_what_needs_no_question_as_they_are_merged(
    merged: tuple[Searcher, Searcher, Searcher],
) -> None:
    searcher, anew, oracle = merged
    agree(searcher, oracle)
    assert list(searcher.contents()) == list(anew.contents())
    asked = similars(["bank", "us", "w12"], ["香港中", "中國銀行"])
    assert searcher.similar(asked, 20) == oracle.similar(asked, 20)


def _inodes(root: Path, name: str) -> set[int]:
    """Which files of segments a generation has, but those that every commit writes anew."""
    files = generation_folder(root, name).glob("MAIN_*.*[ys]")
    return {one.stat().st_ino for one in files if not one.name.endswith(SHOWN_SUFFIX)}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store("whoosh", tmp_path)


def _hundred(store: Store) -> str:
    build = store.begin("a")
    for number in range(100):
        build.add(document(number, f"Title {number}", "Bank said so."))
    build.commit(NAMES)
    return build.name


def test_a_segment_is_rewritten_from_a_fifth_on(store: Store, tmp_path: Path) -> None:
    """Until then its files are those of the generation before, whatever is removed or replaced."""
    base = _hundred(store)
    names = [base]
    for first, last in ((0, 1), (1, 10), (10, 19)):
        build = store.begin("a", names[-1])
        for number in range(first, last):
            build.delete(f"id-{number:03d}")
        assert build.commit(NAMES).articles == 100 - last
        names.append(build.name)
        assert _inodes(tmp_path, build.name) == _inodes(tmp_path, base)
        assert (generation_folder(tmp_path, build.name) / DEAD_FILE).exists()
    build = store.begin("a", names[-1])
    build.delete("id-019")
    build.commit(NAMES)
    assert not _inodes(tmp_path, build.name) & _inodes(tmp_path, base)
    assert not (generation_folder(tmp_path, build.name) / DEAD_FILE).exists()
    # What each generation holds is its own, though they share files.
    for name, count in zip((*names, build.name), (100, 99, 90, 81, 80), strict=True):
        with closing(open_searcher("whoosh", tmp_path, name)) as searcher:
            assert searcher.count(Everything()) == len(list(searcher.contents())) == count


def test_a_replaced_article_adds_a_small_segment(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where they do not fit into one."""
    monkeypatch.setattr(merge, "SMALL", 99)
    base = _hundred(store)
    build = store.begin("a", base)
    build.add(document(7, "Other", "Tram"))
    assert build.commit(NAMES).articles == 100
    assert _inodes(tmp_path, base) < _inodes(tmp_path, build.name)
    with closing(open_searcher("whoosh", tmp_path, build.name)) as searcher:
        assert searcher.get("id-007").article.title == "Other"
        assert ids(searcher, HasId("id-007")) == ["id-007"]
        assert len(dict(searcher.contents())) == 100


def test_an_article_may_be_twice_in_one_segment(store: Store, tmp_path: Path) -> None:
    build = store.begin("a")
    for number in range(20):
        build.add(document(number, f"Title {number}"))
    build.add(document(3, "Later"))
    assert build.commit(NAMES).articles == 20
    with closing(open_searcher("whoosh", tmp_path, build.name)) as searcher:
        assert searcher.get("id-003").article.title == "Later"
        assert ids(searcher, HasId("id-003")) == ["id-003"]
        assert searcher.count(Everything()) == 20
    again = store.begin("a", build.name)
    again.delete("id-003")
    with pytest.raises(ArticleNotFoundError):
        again.delete("id-003")
    assert again.commit(NAMES).articles == 19
    with (
        closing(open_searcher("whoosh", tmp_path, again.name)) as searcher,
        pytest.raises(ArticleNotFoundError),
    ):
        searcher.get("id-003")
