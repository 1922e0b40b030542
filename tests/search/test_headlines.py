"""Words that headlines put otherwise: found among what nearly matches, never among hits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing

import pytest

from archive.indexing.reindex import reindex
from archive.query.headlines import pieces, rounded
from archive.query.parameters import read_parameters
from archive.search.page import ResultPage
from archive.search.service import SearchService
from archive.text.phrases import quoted_spans
from tests.analyzers import plain
from tests.conftest import library_of, options_of
from tests.search.test_glossary_data import data_lines, twice

ROWS = [[cell.split("|") for cell in line.split("\t")] for line in data_lines("headline.tsv")]

BODIES = {
    "tokyo": "The Japanese prime minister spoke before the house about fishing and sold nothing.",
    "seoul": "The president of the country gave no reason.",
    "index": "日本股市在開市初段上升，日經平均指數升0.27%。",
    "other": "內地樓價上升，成交增加0.9%。",
}


def others(text: str) -> dict[str, tuple[str, ...]]:
    return {
        piece.text: piece.others for cut in pieces(text, plain()) for piece in cut if piece.others
    }


def test_each_line_has_one_cell_of_several_forms_or_two() -> None:
    assert [row for row in ROWS if len(row) not in (1, 2)] == []
    assert [row for row in ROWS if len(row) == 1 and len(row[0]) < 2] == []


def test_no_form_stands_twice_in_a_line() -> None:
    assert [row for row in ROWS if twice([form for cell in row for form in cell])] == []


def test_what_headlines_write_is_one_token() -> None:
    """It is looked up token by token."""
    written = [form for row in ROWS for form in row[0]]
    assert [form for form in written if len(quoted_spans(form)) != 1] == []
    assert all(quoted_spans(form) for row in ROWS for cell in row for form in cell)


@pytest.mark.parametrize(
    "typed, other",
    [("fell", "fall"), ("Japan", "japanese"), ("Qtly", "quarterly"), ("俄军", "俄羅斯")],
)
def test_a_word_has_its_other_forms(typed: str, other: str) -> None:
    assert [other in found for found in others(typed).values()] == [True]


@pytest.mark.parametrize("typed", ["US", "U.S.", "ＵＳ", "the US-led talks"])
def test_short_forms_in_capitals(typed: str) -> None:
    assert "american" in others(typed)["us"]


def test_small_letters_are_no_short_form() -> None:
    assert "us" not in others("they told us so")


@pytest.mark.parametrize(
    "figure, first, last",
    [("0.3", "0.25", "0.39"), ("2.6", "2.55", "2.69"), ("0.0", "0.00", "0.09")],
)
def test_a_rounded_figure(figure: str, first: str, last: str) -> None:
    found = rounded(figure)
    assert (found[0], found[-1]) == (first, last)


@pytest.mark.parametrize("figure", ["3", "0.25", "1.2.3", "x.1", "2.6pc"])
def test_what_is_no_rounded_figure(figure: str) -> None:
    assert rounded(figure) == ()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    folder = tmp_path_factory.mktemp("headlines")
    source = folder / "a.jsonl"
    rows = [{"id": id, "title": "x", "body": body} for id, body in BODIES.items()]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    reindex(options_of(folder / "index", source))
    with closing(library_of(folder / "index")) as library:
        yield SearchService(library)


def ask(service: SearchService, q: str, *more: tuple[str, str]) -> ResultPage:
    return service.search(read_parameters([("q", q), *more]))


@pytest.mark.parametrize(
    "typed, first",
    [
        ("Japan PM sells fleet", "tokyo"),
        ("Japan PM speaks freely", "tokyo"),
        ("日股跌0.3%", "index"),
    ],
)
def test_an_article_is_found_by_other_forms(service: SearchService, typed: str, first: str) -> None:
    """It nearly matches and its words are marked; it is no hit and no total counts it."""
    page = ask(service, typed)
    assert page.total == 0
    assert page.relaxed[0].id == first
    assert any(snippet.marks for snippet in page.relaxed[0].snippets)


def test_other_forms_can_be_left_out(service: SearchService) -> None:
    assert ask(service, "Japan PM sells fleet").relaxed
    assert ask(service, "Japan PM sells fleet", ("expand", "off")).relaxed == ()
