"""Nearness of meaning beside words: what it orders and adds, and that nothing else is another."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archive.engine.lexicons import LexiconContent, LexiconFile, write_lexicon
from archive.engine.vectors_format import VectorRow, write_vectors
from archive.errors import NoModelError
from archive.model.entity import Names
from archive.model.language import Language
from archive.model.lexicon import LexiconEntry, Translation, WordOrigin
from archive.model.vectors import MeaningState, OpenedVectors
from archive.query.parameters import read_parameters
from archive.search import fusing, meaning
from archive.search.across import ACROSS_SIZE, AcrossPage, across_page
from archive.search.edition import Edition
from archive.search.meaning import NO_MEANING, Meaning, nearness
from tests.analyzers import plain_analyzer
from tests.corpus.bilingual import told
from tests.engine.naive import NaiveSearcher
from tests.engine.vectors import MADE_BY, MadeUpEncoder, made_up, no_encoder

#: Each word with its translation.
WORDS = {"flood": "水浸", "typhoon": "颱風"}

QUERY = "flood typhoon"

#: Chinese articles: id, title, and the text whose vector it has.
ARTICLES = [
    ("both-far", "水浸颱風", "zzzz"),
    ("both-near", "颱風水浸，球賽", QUERY),
    ("one-far", "颱風", "zzzz"),
    ("one-near", "球賽，颱風，政策，施政", QUERY),
    ("none-near", "球賽", QUERY),
    ("none-nearly", "政策", "flood typhoon!"),
    ("none-far", "施政", "zzzz"),
]


class _Searcher(NaiveSearcher):
    opened: LexiconFile
    damage = ""

    def lexicon(self) -> LexiconFile:
        return self.opened

    def vectors(self) -> OpenedVectors:
        return OpenedVectors(None, self.damage) if self.damage else super().vectors()


@pytest.fixture
def lexicon(tmp_path: Path) -> Iterator[LexiconFile]:
    entries = [
        LexiconEntry(term, term, Translation(word, word, 1.0, WordOrigin.GLOSSARY))
        for term, word in WORDS.items()
    ]
    write_lexicon(tmp_path / "lexicon", LexiconContent(entries, [], [], []))
    with closing(LexiconFile(tmp_path / "lexicon")) as opened:
        yield opened


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Meaning:
    monkeypatch.setattr(meaning, "Encoder", MadeUpEncoder)
    # What it counts follows from judged articles; that it counts is looked at here.
    monkeypatch.setattr(fusing, "_NEARNESS", 1.0)
    return Meaning(wanted=True)


def edition_of(
    lexicon: LexiconFile,
    folder: Path,
    articles: Sequence[tuple[str, str, str]] = ARTICLES,
    made_by: str = MADE_BY,
) -> Edition:
    rows = [VectorRow(name, Language.TRADITIONAL, made_up(text)) for name, _, text in articles]
    # Nobody can see this one any more.
    rows.append(VectorRow("gone", Language.TRADITIONAL, made_up(QUERY)))
    write_vectors(folder / "vectors", made_by, rows)
    documents = [
        replace(one, fields=plain_analyzer().analyse_article(title, ""))
        for n, (name, title, _) in enumerate(articles)
        for one in [told(name, title, n, chinese=True)]
    ]
    searcher = _Searcher(documents, Names(), vectors=folder / "vectors")
    searcher.opened = lexicon
    return Edition(searcher)


def page_of(edition: Edition, model: Meaning, query: str = QUERY, **more: str) -> AcrossPage:
    parameters = read_parameters([("q", query), *more.items()])
    page = across_page(edition, edition.plan(parameters), model)
    assert page is not None
    return page


def ids(page: AcrossPage) -> tuple[list[str], list[str], list[str]]:
    hits, partly, similar = (
        [one.hit.id for one in part] for part in (page.hits, page.partly, page.similar)
    )
    return hits, partly, similar


def test_what_is_near_comes_first_and_what_shares_no_word_last(
    lexicon: LexiconFile, model: Meaning, tmp_path: Path
) -> None:
    edition = edition_of(lexicon, tmp_path)
    words = page_of(edition, model, across="words")
    assert ids(words) == (["both-far", "both-near"], ["one-far", "one-near"], [])
    both = page_of(edition, model, across="meaning")
    assert ids(both) == (
        ["both-near", "both-far"],
        ["one-near", "one-far"],
        ["none-near", "none-nearly"],
    )
    assert (both.meaning, words.meaning) == (MeaningState.USED, MeaningState.UNASKED)
    assert not any(one.met for one in both.similar)
    assert all(one.met for one in (*both.hits, *both.partly))
    # No number counts them.
    assert (
        (both.total, both.lines, both.pages) == (words.total, words.lines, words.pages) == (2, 2, 1)
    )
    # A page asks in the best way there is.
    assert ids(page_of(edition, model)) == ids(both)


def test_a_query_of_unknown_words_finds_what_is_near(
    lexicon: LexiconFile, model: Meaning, tmp_path: Path
) -> None:
    edition = edition_of(lexicon, tmp_path, [*ARTICLES, ("unknown", "球", "xyzzy")])
    page = page_of(edition, model, "xyzzy")
    assert ids(page) == ([], [], ["unknown"])
    assert (page.total, page.terms) == (0, ())
    parameters = read_parameters([("q", "xyzzy"), ("across", "words")])
    assert across_page(edition, edition.plan(parameters), model) is None
    parameters = read_parameters([("q", "xyzzy OR flood")])
    assert across_page(edition, edition.plan(parameters), model) is None


def test_the_reader_s_filters_hold(lexicon: LexiconFile, model: Meaning, tmp_path: Path) -> None:
    edition = edition_of(lexicon, tmp_path)
    assert ids(page_of(edition, model, to="2023-11-13")) == ([], [], [])
    assert ids(page_of(edition, model, language="en")) == ids(page_of(edition, model))


def test_pages_together_hold_each_article_once(
    lexicon: LexiconFile, model: Meaning, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fusing, "LOOKED_AT", 2 * ACROSS_SIZE)
    monkeypatch.setattr("archive.search.across.LOOKED_AT", 2 * ACROSS_SIZE)
    many = [(f"{n:02}", f"颱風{'，球賽' * (n % 7)}", "zz" * (n % 5)) for n in range(33)]
    edition = edition_of(lexicon, tmp_path, many)
    pages = [page_of(edition, model, "typhoon", page=str(n)) for n in (1, 2, 3, 4)]
    told_ids = [name for page in pages for name in ids(page)[0]]
    assert sorted(told_ids) == [name for name, *_ in many]
    assert [len(page.hits) for page in pages] == [10, 10, 10, 3]
    by_words = page_of(edition, model, "typhoon", page="3", across="words")
    assert ids(pages[2]) == ids(by_words)


@pytest.mark.parametrize(
    "state",
    [state for state in MeaningState if state not in (MeaningState.USED, MeaningState.UNASKED)],
)
def test_where_it_cannot_be_used_all_is_as_without_and_the_log_says_why_once(
    state: MeaningState,
    lexicon: LexiconFile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(meaning, "Encoder", MadeUpEncoder)
    made_by = "made up 0" if state is MeaningState.OTHER else MADE_BY
    edition = edition_of(lexicon, tmp_path, made_by=made_by)
    assert isinstance(edition.searcher, _Searcher)
    if state is MeaningState.UNMADE:
        edition.searcher._vectors = None
    elif state is MeaningState.UNREADABLE:
        edition.searcher.damage = "vectors cannot be read"
    elif state in (MeaningState.DAMAGED, MeaningState.ABSENT):
        monkeypatch.setattr(meaning, "Encoder", lambda: _failing(state))
    with caplog.at_level(logging.WARNING):
        model = Meaning(wanted=state is not MeaningState.OFF)
        for query in (QUERY, "flood", "typhoon"):
            for more in ({}, {"across": "meaning"}, {"across": "words"}):
                asked = page_of(edition, model, query, **more)
                before = page_of(edition, NO_MEANING, query, **more)
                assert asked.meaning is state
                assert replace(asked, meaning=before.meaning) == before
                assert asked.similar == ()
    assert len(caplog.records) == (state is not MeaningState.OFF)


def _failing(state: MeaningState) -> MadeUpEncoder:
    if state is MeaningState.ABSENT:
        raise NoModelError
    return no_encoder()


def test_two_articles_are_compared_without_a_model(lexicon: LexiconFile, tmp_path: Path) -> None:
    edition = edition_of(lexicon, tmp_path)
    told_of = nearness(edition, "none-near", ["both-near", "none-far", "gone", "unknown"])
    assert told_of is not None
    same, far, gone, unknown = told_of
    assert same == pytest.approx(1.0)
    assert far is not None
    assert far < 0.9
    assert (gone, unknown) == (None, None)
    assert isinstance(edition.searcher, _Searcher)
    edition.searcher._vectors = None
    assert nearness(edition, "none-near", ["both-near"]) is None
