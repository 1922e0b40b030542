"""Who says what: `said:` and `speaker:`, over a few small articles."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.query.parameters import read_parameters
from archive.search.page import ResultPage
from archive.search.said import said_nodes
from archive.search.service import SearchService
from tests.search.typed import ask, codes, ids, service_of

BODIES = (
    "Donald Trump said the tariff would stay. The fare rose.",
    "Donald Trump said it was late. “The tariff stays,” Joe Biden said.",
    "特朗普表示，關稅不變。票價上升。",
    "The tariff stays. Donald Trump met Joe Biden.",
    "Analysts said the tariff would fall.",
    "Donald Trump said the tariffs of 2018 were fair. He added that prices fell.",
    "The United Nations said no. 聯合國表示，會調查。",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with service_of(tmp_path_factory.mktemp("sayings"), BODIES) as opened:
        yield opened


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("speaker:Trump", "0125"),
        ('speaker:"Donald Trump"', "0125"),
        ("speaker:特朗普", "0125"),
        ("speaker:donald-trump", "0125"),
        ("speaker:Donald Trump", "0125"),
        ("speaker:UN", "6"),
        ("said:tariff", "0145"),
        ('said:"the tariff"', "014"),
        ("said:tariffs", "0145"),
        ("said:關稅", "2"),
        ("said:fare", ""),
        ("said:tari*", "0145"),
        ("speaker:Trump said:tariff", "05"),
        ("said:tariff speaker:Trump", "05"),
        ("speaker:Biden said:tariff", "1"),
        ("speaker:Trump speaker:Biden said:tariff", "1"),
        ("speaker:Biden said:tariff speaker:Trump", "1"),
        ("speaker:Trump tariff", "015"),
        ("speaker:Trump -said:tariff", "2"),
        ("tariff -speaker:Trump", "34"),
        ("speaker:Trump OR speaker:UN", "01256"),
        ("said:tariff said:prices", ""),
        ("said:tariffs said:fair", "5"),
        ('said:"fair tariffs"~5', "5"),
        ("speaker:Trump said:prices", "5"),
    ],
)
def test_what_is_said_is_found(service: SearchService, typed: str, expected: str) -> None:
    """All in one statement, in whatever script somebody is named."""
    assert ids(ask(service, typed, ("expand", "off"))) == expected


def test_nobody_is_told_and_the_words_are_searched(service: SearchService) -> None:
    page = ask(service, "speaker:Nobodyson tariff")
    assert "unknown_value" in codes(page)


def test_the_reading_says_what_is_asked(service: SearchService) -> None:
    page = ask(service, "said:tariff speaker:特朗普 fair")
    assert page.reading.read_as == 'said:tariff speaker:"Donald Trump" fair'


def marks(page: ResultPage) -> dict[str, list[str]]:
    return {
        hit.id: [one.text[a:b] for one in hit.snippets for a, b in one.marks] for hit in page.hits
    }


def test_words_are_marked_where_they_are_said(service: SearchService) -> None:
    page = ask(service, "speaker:Trump said:tariff", ("expand", "off"))
    assert marks(page) == {"0": ["tariff"], "5": ["tariffs"]}
    assert {one.id for hit in page.hits for one in hit.speakers} == {"donald-trump"}
    page = ask(service, "said:stays", ("expand", "off"))
    assert [one.id for hit in page.hits for one in hit.speakers if hit.id == "1"] == ["joe-biden"]


def test_all_that_somebody_says_is_marked(service: SearchService) -> None:
    page = ask(service, "speaker:Trump")
    assert marks(page)["2"] == ["關稅不變。"]
    assert marks(page)["0"] == ["the tariff would stay."]


def test_one_statement_is_one_node(service: SearchService) -> None:
    """Also beside other words: what a speaker says is never said by somebody else."""
    with service._library.reading() as edition:
        asked = read_parameters([("q", "fair speaker:Trump said:tariff")])
        tree = edition.plan(asked).strict.tree
    (node,) = said_nodes(tree)
    assert node.speakers == ("donald-trump",)
    assert len(node.groups) == 1


def test_speakers_are_suggested(service: SearchService) -> None:
    suggested = service.suggestions("tariff speaker:特朗", "en")
    assert "tariff speaker:donald-trump" in [one.query for one in suggested]
    assert {one.facet for one in suggested} == {""}
