"""A search in the other language: what is asked, counted, met and marked."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.engine.lexicons import LexiconContent, LexiconFile, write_lexicon
from archive.model.entity import Names
from archive.model.lexicon import LexiconEntry, Translation, WordOrigin
from archive.query.across import Across
from archive.query.across_terms import offered_words, plain_words, read_across
from archive.query.names import PLAIN, Expansion
from archive.query.parameters import SearchParameters, read_parameters
from archive.search.across import ACROSS_SIZE, AcrossPage, across_page
from archive.search.edition import Edition
from archive.search.service import SearchService
from archive.text.folding import fold_text
from archive.text.terms import term_text
from tests.analyzers import plain, plain_analyzer
from tests.corpus.bilingual import told
from tests.engine.naive import NaiveSearcher

#: English terms with their Chinese words, the likeliest first.
WORDS = {
    "flood": ["水浸", "洪水", "水災"],
    "Kai Tak": ["啟德"],
    "policy address": ["施政報告"],
    "policy": ["政策"],
    "typhoon": ["颱風"],
}


def content() -> LexiconContent:
    english, chinese = [], []
    for term, words in WORDS.items():
        for place, word in enumerate(words):
            chance = 0.5 / (place + 1)
            one = Translation(term_text(word), word, chance, WordOrigin.GLOSSARY)
            english.append(LexiconEntry(term_text(term), term, one))
            other = Translation(term_text(term), term, 1.0, WordOrigin.GLOSSARY)
            chinese.append(LexiconEntry(term_text(word), word, other))
    english.sort(key=lambda entry: entry.key)
    return LexiconContent(english, sorted(chinese, key=lambda entry: entry.key), [], [])


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LexiconFile]:
    path = tmp_path_factory.mktemp("words") / "lexicon"
    write_lexicon(path, content())
    with closing(LexiconFile(path)) as opened:
        yield opened


@pytest.mark.parametrize(
    "query, words",
    [
        ("flood", ("flood",)),
        ("flood in Kai Tak", ("flood", "in", "Kai", "Tak")),
        ("水浸", ("水浸",)),
        ("", None),
        ("flood OR rain", None),
        ('"Kai Tak"', None),
        ("flood -rain", None),
        ("title:flood", None),
        ("floo*", None),
        ("flood~", None),
        ("flood NEAR/3 rain", None),
        ("a " * 30, None),
    ],
)
def test_only_a_query_of_words_is_plain(query: str, words: tuple[str, ...] | None) -> None:
    assert plain_words(query) == words


def asked(across: Across | None) -> list[tuple[str, list[str]]]:
    """The terms with the words that are asked; as typed in brackets."""
    if across is None:
        return []
    return [
        (term.typed, [one.translation.word for one in term.asked] or ["()"] * bool(term.itself))
        for term in across.terms
    ]


@pytest.mark.parametrize(
    "query, terms",
    [
        ("flood", [("flood", ["水浸", "洪水", "水災"])]),
        ("Floods", [("Floods", ["水浸", "洪水", "水災"])]),
        ("the policy address", [("policy address", ["施政報告"])]),
        ("policy of Kai Tak", [("policy", ["政策"]), ("Kai Tak", ["啟德"])]),
        ("typhoon 2025 DeepSeek", [("typhoon", ["颱風"]), ("2025", ["()"]), ("DeepSeek", ["()"])]),
        ("unknown words", []),
        ("施政报告", [("施政报告", ["policy address"])]),
        ("啟德水浸 NBA", [("啟德", ["Kai Tak"]), ("水浸", ["flood"]), ("NBA", ["()"])]),
        ("的颱風", [("颱風", ["typhoon"])]),
    ],
)
def test_what_a_query_asks(
    query: str, terms: list[tuple[str, list[str]]], lexicon: LexiconFile
) -> None:
    assert asked(read_across(query, lexicon, plain(), PLAIN)) == terms


@pytest.mark.parametrize(
    "typed, words",
    [("Floods", ("水浸", "洪水")), ("颱風", ("typhoon",)), ("unknown", ()), ("?", ())],
)
def test_the_likeliest_words_are_offered(
    typed: str, words: tuple[str, ...], lexicon: LexiconFile
) -> None:
    assert offered_words(typed, lexicon) == words
    assert offered_words(typed, None) == ()


def test_a_word_is_left_out_where_that_is_asked(lexicon: LexiconFile) -> None:
    leaving = Expansion(without=frozenset({"洪水"}))
    across = read_across("flood typhoon", lexicon, plain(), leaving)
    assert asked(across) == [("flood", ["水浸", "水災"]), ("typhoon", ["颱風"])]
    assert read_across("flood", lexicon, plain(), Expansion(off=True)) is None
    every = read_across("flood", lexicon, plain(), Expansion(without=frozenset(WORDS["flood"])))
    assert every is not None
    assert every.nodes == ()


class _WithLexicon(NaiveSearcher):
    """The oracle over these articles, with a lexicon."""

    opened: LexiconFile

    def lexicon(self) -> LexiconFile:
        return self.opened


#: What articles are made of.
PIECES = ["水浸", "洪水", "啟德", "颱風", "政策", "施政報告", "球賽", "flood", "typhoon", "Kai Tak"]


def page_of(
    lexicon: LexiconFile, texts: Sequence[tuple[str, str, bool]], query: str, **more: str
) -> AcrossPage | None:
    documents = [
        told(f"{n:02}", title, n, body, chinese=chinese)
        for n, (title, body, chinese) in enumerate(texts)
    ]
    documents = [
        replace(one, fields=plain_analyzer().analyse_article(one.article.title, one.article.body))
        for one in documents
    ]
    searcher = _WithLexicon(documents, Names())
    searcher.opened = lexicon
    edition = Edition(searcher)
    parameters = read_parameters([("q", query), *more.items()])
    return across_page(edition, edition.plan(parameters))


_TEXT = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("，".join)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(_TEXT, _TEXT, st.booleans()), min_size=1, max_size=14),
    st.lists(st.sampled_from(sorted(WORDS)), min_size=1, max_size=3, unique=True),
    st.sets(st.sampled_from(["洪水", "水浸"])),
)
def test_the_count_is_what_has_a_word_of_each_term(
    texts: list[tuple[str, str, bool]], terms: list[str], without: set[str]
) -> None:
    """By brute force over the texts; and every line meets every term that it is counted for."""
    with tempfile.TemporaryDirectory() as folder:
        write_lexicon(Path(folder) / "lexicon", content())
        with closing(LexiconFile(Path(folder) / "lexicon")) as lexicon:
            leaving = {"without": min(without)} if without else {}
            query = " ".join(terms)
            page = page_of(lexicon, texts, query, **leaving)
    left = set(leaving.values())
    words = [[fold_text(w) for w in WORDS[term] if w not in left] for term in terms]

    def met(title: str, body: str) -> list[bool]:
        text = fold_text(f"{title}\n{body}")
        return [any(word in text for word in some) for some in words]

    chinese = {f"{n:02}": met(*row[:2]) for n, row in enumerate(texts) if row[2]}
    assert page is not None
    assert page.total == sum(all(row) for row in chinese.values())
    told_ids = [one.hit.id for one in (*page.hits, *page.partly)]
    assert len(told_ids) == len(set(told_ids))
    assert set(told_ids) <= {name for name, row in chinese.items() if any(row)}
    if len(chinese) <= ACROSS_SIZE and len(terms) > 1:
        assert set(told_ids) == {name for name, row in chinese.items() if any(row)}
    for each in (*page.hits, *page.partly):
        assert len(each.met) == sum(chinese[each.hit.id])
        for one in each.met:
            some = words[terms.index(one.typed)]
            assert fold_text(one.printed) in some


def test_the_reader_s_filters_hold_but_for_the_language(lexicon: LexiconFile) -> None:
    texts = [("颱風", "", True), ("typhoon", "", False), ("颱風", "啟德", True)]
    page = page_of(lexicon, texts, "typhoon", language="en")
    assert page is not None
    assert page.total == 2
    page = page_of(lexicon, texts, "typhoon", to="2023-11-14")
    assert page is not None
    assert page.total == 0
    page = page_of(lexicon, texts, "颱風")
    assert page is not None
    assert [one.hit.id for one in page.hits] == ["01"]


def test_the_next_page_goes_on(lexicon: LexiconFile) -> None:
    texts = [(f"颱風{'，球賽' * n}", "", True) for n in range(ACROSS_SIZE + 3)]
    pages = [page_of(lexicon, texts, "typhoon", page=number) for number in ("1", "2")]
    ids = [one.hit.id for page in pages if page for one in page.hits]
    assert len(ids) == len(set(ids)) == ACROSS_SIZE + 3
    assert all(page and page.pages == 2 and page.total == len(texts) for page in pages)


def test_nothing_else_of_a_search_depends_on_it(sample_service: SearchService) -> None:
    plain_page = sample_service.search(SearchParameters(q="tariff"))
    other = sample_service.search(SearchParameters(q="tariff", across="words"))
    assert (plain_page.total, plain_page.hits) == (other.total, other.hits)


def test_the_sample_archive_is_asked_across(sample_service: SearchService) -> None:
    page = sample_service.across(SearchParameters(q="tariff"))
    assert page is not None
    assert page.total
    assert {one.hit.language for one in page.hits} <= {"zh-Hant", "zh-Hans"}
    marked = page.hits[0]
    article = sample_service.article(marked.hit.id, SearchParameters(q="tariff", across="words"))
    assert len(article.title_marks) + len(article.body_marks) > 0
    assert sample_service.across(SearchParameters(q="tariff OR trade")) is None


@pytest.mark.parametrize(
    "pairs, chance, expansion, expected",
    [
        (9, 0.4, PLAIN, True),
        (4, 0.4, PLAIN, False),
        (9, 0.1, PLAIN, False),
        (4, 0.4, Expansion(taken=frozenset({"水淹"})), True),
        (9, 0.4, Expansion(without=frozenset({"水淹"})), False),
    ],
)
def test_what_was_only_learned_is_asked_where_it_is_sure(
    pairs: int, chance: float, expansion: Expansion, *, expected: bool, tmp_path: Path
) -> None:
    known = Translation("水浸", "水浸", 0.5, WordOrigin.GLOSSARY)
    learned = Translation(term_text("水淹"), "水淹", chance, WordOrigin.LEARNED, pairs)
    entries = [LexiconEntry("flood", "flood", one) for one in (known, learned)]
    write_lexicon(tmp_path / "lexicon", LexiconContent(entries, [], [], []))
    with closing(LexiconFile(tmp_path / "lexicon")) as lexicon:
        across = read_across("flood", lexicon, plain(), expansion)
    assert across is not None
    (term,) = across.terms
    assert [(one.translation.word, one.asked) for one in term.words] == [
        ("水浸", True),
        ("水淹", expected),
    ]


@pytest.mark.parametrize("pairs, terms", [(4, ["river", "flood"]), (9, ["river flood"])])
def test_words_are_one_term_where_that_is_sure(
    pairs: int, terms: list[str], tmp_path: Path
) -> None:
    both = Translation("額外", "額外", 1.0, WordOrigin.LEARNED, pairs)
    entries = [
        LexiconEntry(term_text("river flood"), "river flood", both),
        LexiconEntry("flood", "flood", Translation("水浸", "水浸", 1.0, WordOrigin.GLOSSARY)),
        LexiconEntry("river", "river", Translation("河", "河", 1.0, WordOrigin.GLOSSARY)),
    ]
    write_lexicon(tmp_path / "lexicon", LexiconContent(entries, [], [], []))
    with closing(LexiconFile(tmp_path / "lexicon")) as lexicon:
        across = read_across("river flood", lexicon, plain(), PLAIN)
    assert across is not None
    assert [term.typed for term in across.terms] == terms
