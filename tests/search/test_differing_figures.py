"""Figures of the same thing that differ, in one language and across two."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.engine.lexicons import LexiconContent, LexiconFile, write_lexicon
from archive.model.article import Article, Document, Language
from archive.model.lexicon import LexiconEntry, Translation, WordOrigin
from archive.search.differing_figures import DifferingFigure, differing_figures
from archive.text.folding import fold_text
from archive.text.terms import term_text
from tests.analyzers import plain

WORDS = {
    "earthquake": "地震",
    "officials": "官員",
    "complaints": "投訴",
    "last year": "去年",
    "received": "接獲",
    "passengers": "乘客",
    "plane": "客機",
}


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LexiconFile]:
    path = tmp_path_factory.mktemp("words") / "lexicon"
    entries = sorted(
        LexiconEntry(
            term_text(term),
            term,
            Translation(fold_text(word), word, 0.9, WordOrigin.GLOSSARY),
        )
        for term, word in WORDS.items()
    )
    write_lexicon(path, LexiconContent(entries, [], [], []))
    with closing(LexiconFile(path)) as opened:
        yield opened


def document(body: str) -> Document:
    language = Language.ENGLISH if body.isascii() else Language.TRADITIONAL
    return Document(Article("an id", "", body, language))


def told(left: str, right: str, lexicon: LexiconFile | None = None) -> list[tuple[str, str]]:
    figures = differing_figures(document(left), document(right), lexicon, plain())
    return [(each.here.printed, each.there.printed) for each in figures]


DEAD = "The earthquake has left 10,457 dead, officials said."


def test_the_dead_of_two_languages_differ(lexicon: LexiconFile) -> None:
    """As many thousands however they are written; the other way round too."""
    assert told(DEAD, "地震造成9700人死亡。", lexicon) == [("10,457", "9700")]
    assert told("地震造成9700人死亡。", DEAD, lexicon) == [("9700", "10,457")]
    assert told(DEAD.replace("10,457", "33,000"), "地震造成3.3萬人死亡。", lexicon) == []


def test_a_value_has_its_unit_and_what_it_is_of(lexicon: LexiconFile) -> None:
    left, right = document(DEAD), document("地震造成9700人死亡。")
    (figure,) = differing_figures(left, right, lexicon, plain())
    assert isinstance(figure, DifferingFigure)
    assert [int(side.value) for side in (figure.here, figure.there)] == [10_457, 9_700]
    assert figure.here.unit == ""
    assert figure.here.behind.startswith(" dead")
    assert figure.there.behind.startswith("人死亡")
    assert {"dead", "earthquak"} <= set(figure.words)


@pytest.mark.parametrize(
    "chinese",
    [
        "地震造成10457人死亡。",  # the same
        "地震造成逾1萬人死亡。",  # and roughly
        "地震造成9700人受傷。",  # of something else
        "官員說9700元。",
        "暴雨令9700棵樹倒塌。",
        "地震造成90人死亡。",  # of a part at most
        "地震造成9700人死亡，另一場地震造成9800人死亡。",  # nobody knows which
    ],
)
def test_other_figures_do_not_differ(chinese: str, lexicon: LexiconFile) -> None:
    assert told(DEAD, chinese, lexicon) == []


def test_a_sum_is_no_other_figure(lexicon: LexiconFile) -> None:
    english = "A total of 169 passengers left the plane, and 7 crew."
    assert told(english, "客機上176名乘客離開。", lexicon) == []


def test_without_a_lexicon_languages_do_not_meet() -> None:
    assert told(DEAD, "地震造成9700人死亡。") == []


GROWN = "The council received 40,839 complaints in 2024 from 12 districts, up 20 percent."


def test_versions_differ_in_one_figure() -> None:
    later = GROWN.replace("40,839", "40,893")
    assert told(GROWN, later) == [("40,839", "40,893")]
    assert told("爆炸造成12人死亡，超過130人受傷", "爆炸造成25人死亡，超過130人受傷") == [
        ("12", "25")
    ]


def test_reports_of_one_form_are_not_compared() -> None:
    """More figures differ than are the same: it is another day's, or another company's."""
    left = "Sales rose 36.7 million, profits rose 12.1 million, shares rose 5 percent."
    right = "Sales rose 39.9 million, profits rose 14.5 million, shares rose 7 percent."
    assert told(left, right) == []


@given(st.integers(2, 10**9))
def test_a_text_never_differs_from_itself(number: int) -> None:
    text = f"The council received {number:,} complaints, officials said."
    assert told(text, text) == []
