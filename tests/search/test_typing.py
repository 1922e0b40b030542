"""Queries as journalists type them, over a few small articles."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.query.parameters import read_parameters
from archive.search.service import SearchService
from tests.search.test_parameters import at_noon
from tests.search.typed import ask, codes, ids, service_of

BODIES = (
    "HSBC rose.",
    "滙豐上升。",
    "MTR delayed.",
    "A股下跌。",
    "H股下跌。",
    "NBA opens.",
    "NBA湖人開季。",
    "EU ministers met.",
    "NATO ministers met.",
    "To be or not to be, that is all.",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with service_of(tmp_path_factory.mktemp("typing"), BODIES) as opened:
        yield opened


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("滙豐 OR HSBC", "01"),
        ("HSBC OR 滙豐", "01"),
        ("(滙豐 OR HSBC)", "01"),
        ('"HSBC" OR "MTR"', "02"),
        ("A股 OR H股", "34"),
        ("NBA NOT 湖人", "5"),
        ("NATO OR EU", "78"),
        ("MTR OR EU OR UN OR WTO OR IMF", "27"),
        ("TO BE OR NOT TO BE THAT IS ALL", "9"),
        ("TO BE OR NOT TO BE", "9"),
    ],
)
def test_operators_join_acronyms(service: SearchService, typed: str, expected: str) -> None:
    """A headline in capitals alone has them as words."""
    assert ids(ask(service, typed, ("expand", "off"))) == expected


@pytest.mark.parametrize(
    "typed", ["👍", "***", "?!", "……", "()", '""', "-👍", "👍 OR ***", '="👍"', "title:👍", "🇭🇰"]
)
def test_signs_alone_find_nothing(service: SearchService, typed: str) -> None:
    """Never everything; a note says so."""
    page = ask(service, typed)
    assert page.total == 0
    assert "nothing_asked" in codes(page)


def test_signs_beside_words_are_left_out(service: SearchService) -> None:
    page = ask(service, "MTR 👍")
    assert ids(page) == "2"
    assert "nothing_in" in codes(page)


@pytest.mark.parametrize("typed", ["", " ", "\u3000"])
def test_no_query_asks_for_everything(service: SearchService, typed: str) -> None:
    assert ask(service, typed).total == len(BODIES)


SIGNS = ("task one", "task demo", "task third", "demon task")


@pytest.fixture(scope="module")
def signs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with service_of(tmp_path_factory.mktemp("signs"), SIGNS) as opened:
        yield opened


@pytest.mark.parametrize(
    "typed, expected, code",
    [
        ("task !demo", "023", "bang"),
        ("demo|third", "12", "bar"),
        ("demo^2", "1", "boost"),
        ('"task demo"^3', "1", "boost"),
        ("+task +demo", "1", ""),
        ("task && demo", "1", ""),
        ("third || one", "02", ""),
        ("demo~5", "13", "odd_edits"),
        ("demo~0.8", "13", "odd_edits"),
        ("demo~", "13", "spellings"),
        ("d?mo", "", "wildcard"),
        ("de*mo", "", "wildcard"),
        ("dem*", "13", ""),
        ("[2020 TO 2024]", "", "bracketed_range"),
        ("site:demo", "", "unknown_field"),
        ("body:demo|third", "12", "bar"),
    ],
)
def test_signs_of_other_systems_are_meant_or_told(
    signs: SearchService, typed: str, expected: str, code: str
) -> None:
    page = ask(signs, typed)
    assert ids(page) == expected
    assert not code or code in codes(page)


@pytest.mark.parametrize(
    "typed, read",
    [
        ("date:20250214", "date:2025-02-14"),
        ("date:14/2/2025", "date:2025-02-14"),
        ('date:"14 Feb 2025"', "date:2025-02-14"),
        ("date:二〇二五年二月", "date:2025-02"),
        ("date:上星期", "date:2025-02-24..2025-03-02"),
        ("date:上月..昨天", "date:2025-02..2025-03-04"),
        ("mentions:今年2月", "mentions:2025-02"),
        ("after:1/3/2025", "date:2025-03-01.."),
    ],
)
def test_days_of_a_query_are_shown_in_iso(signs: SearchService, typed: str, read: str) -> None:
    assert signs.search(read_parameters([("q", typed)], at_noon())).reading.read_as == read
