"""Work is bounded before it begins, and whoever asks for more is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import pytest

from archive.errors import BadParameterError, TooMuchWorkError
from archive.model.language import LANGUAGES
from archive.model.query import Everything, Node, ScoredTerm, Term
from archive.model.result import GenerationInfo, Work
from archive.query import budget
from archive.query.checks import MAX_VALUES
from archive.query.compile import compile_query
from archive.query.parameters import read_parameters
from archive.search.edition import Edition
from archive.search.library import Library
from archive.search.service import SearchService
from archive.web.messages.speech import say

WORDS = [f"word{letter}{other}" for letter in "abcdefgh" for other in "ijklmnop"]


@pytest.fixture
def sample_searcher(sample_library: Library) -> Iterator[Edition]:
    with sample_library.reading() as searcher:
        yield searcher


@dataclass(frozen=True)
class Estimated:
    """A searcher of whose work only the estimates are known."""

    find: int
    show: int = 0
    articles: int = 0

    def work(self, trees: Sequence[Node]) -> tuple[Work, ...]:
        return tuple(Work(self.find, self.show) for _ in trees)

    def info(self) -> GenerationInfo:
        return GenerationInfo("x", "x", "", self.articles, 0, "")


def test_the_sum_of_all_work_is_bounded() -> None:
    trees = [Everything(), Everything()]
    budget.check_work(Estimated(budget.STEPS // 2), trees, shown=20)
    with pytest.raises(BadParameterError) as refused:
        budget.check_work(Estimated(budget.STEPS // 2 + 1), trees, shown=20)
    assert refused.value.parameter == "q"
    assert refused.value.code == "too_much_work"


@pytest.mark.parametrize("more", ["term", "mark"])
def test_scores_and_marks_are_work(more: str) -> None:
    terms = [ScoredTerm("body_exact", "x", 1.0)] if more == "term" else []
    shown = budget.STEPS if more == "mark" else 0
    with pytest.raises(BadParameterError):
        budget.check_work(Estimated(budget.STEPS, 1), [Everything()], terms, shown=shown)


def test_a_larger_archive_may_work_longer() -> None:
    estimates = Estimated(budget.STEPS + 1, articles=100)
    budget.check_work(estimates, [Everything()], shown=0)


def test_an_article_is_not_marked_at_any_price() -> None:
    budget.check_marks(Estimated(10**12, show=1), Everything())
    with pytest.raises(BadParameterError):
        budget.check_marks(Estimated(0, show=budget.STEPS), Everything())


def test_spellings_are_looked_for_eight_times(sample_searcher: Edition) -> None:
    """The others are read plain, and a note in each language says so; equal words count once."""
    eight = compile_query(" ".join(f"{word}~ {word}~" for word in WORDS[:8]), sample_searcher)
    assert not [note for note in eight.notes if note.code == "many_tildes"]
    more = compile_query(" ".join(f"{word}~" for word in WORDS[:9]), sample_searcher)
    (note,) = [note for note in more.notes if note.code == "many_tildes"]
    assert all("8" in say(note, language) for language in LANGUAGES)
    plain = compile_query(WORDS[8], sample_searcher)
    assert plain.tree in more.tree.parts  # type: ignore[union-attr]  # several words are an And


def test_many_words_beside_near_are_read_as_typed(sample_searcher: Edition) -> None:
    groups = [" OR ".join(WORDS[n::8] + [f"{word}x" for word in WORDS[n::8]]) for n in range(8)]
    found = compile_query(" NEAR/5 ".join(f"({group})" for group in groups), sample_searcher)
    assert [note.code for note in found.notes if note.code == "many_forms"]


def test_a_field_that_is_every_author_is_refused(
    sample_searcher: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "MOST_VALUES", 1)
    with pytest.raises(BadParameterError, match="too_much_work"):
        compile_query("source:a OR source:o OR source:日 OR source:e", sample_searcher)


REFUSED: list[tuple[str, Callable[[], str]]] = [
    ("Han characters", lambda: "香" * (budget.MOST_TOKENS + 1)),
    ("words", lambda: "a " * (budget.MOST_TOKENS + 1)),
    ("characters that fold to many", lambda: "ﷺ" * 1_000),
    ("a long quote", lambda: f'"{"香" * (budget.MOST_TOKENS + 1)}"'),
]


@pytest.mark.parametrize("kind, query", REFUSED, ids=[kind for kind, _ in REFUSED])
def test_a_text_is_no_query(
    sample_service: SearchService, kind: str, query: Callable[[], str]
) -> None:
    with pytest.raises(BadParameterError) as refused:
        sample_service.search(read_parameters([("q", query())]))
    assert refused.value.parameter == "q", kind


@pytest.mark.parametrize("query", ['="a" OR ="the"', "tariff", '"a the of"~5'])
def test_a_search_is_refused_before_it_begins(
    sample_service: SearchService, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr(budget, "STEPS", 0)
    monkeypatch.setattr(budget, "STEPS_AN_ARTICLE", 0)
    with pytest.raises(BadParameterError, match="too_much_work"):
        sample_service.search(read_parameters([("q", query)]))


def test_what_an_engine_refuses_is_said_of_the_query() -> None:
    with pytest.raises(BadParameterError) as refused, budget.refusing():
        raise TooMuchWorkError
    assert refused.value.parameter == "q"


@pytest.mark.parametrize("call", ["search", "count_many", "count"])
def test_whatever_an_engine_refuses_no_page_fails(
    sample_service: SearchService, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """Counts of parts, nearly matching articles and an article's marks ask an engine too."""
    asked = read_parameters([("q", "tariff trade China zzzz")])
    found = sample_service.search(asked).relaxed[0].id

    def refuse(*_: object) -> None:
        raise TooMuchWorkError

    monkeypatch.setattr(Edition, call, refuse)
    ask = partial(sample_service.article, found) if call == "count" else sample_service.search
    with pytest.raises(BadParameterError, match="too_much_work"):
        ask(asked)


@pytest.mark.parametrize("names", [("person",), ("-person",), ("with",), ("person", "-source")])
def test_values_are_few_and_short(names: tuple[str, ...]) -> None:
    pairs = [(name, f"{n}") for name in names for n in range(MAX_VALUES // len(names))]
    read_parameters([*pairs, *pairs])
    with pytest.raises(BadParameterError) as refused:
        read_parameters([*pairs, (names[0], "another")])
    assert refused.value.parameter in names
    with pytest.raises(BadParameterError):
        read_parameters([(names[0], "x" * 3_000)])


def test_equal_values_are_one() -> None:
    found = read_parameters([("person", "a"), ("person", "b")] + [("person", "a")] * 2_000)
    assert found.included == {"person": ("a", "b")}


def test_a_day_is_no_stretch_of_spaces() -> None:
    with pytest.raises(BadParameterError):
        read_parameters([("from", "2024" + " " * 10_000)])


def test_terms_are_estimated_like_trees(sample_searcher: Edition) -> None:
    """Every word of the archive is less work than one request may take."""
    most = budget.steps(sample_searcher)
    assert all(
        sample_searcher.work((Term("body_exact", one.text),))[0].find < most
        for one in sample_searcher.terms("body_exact", "", 10_000)
    )
