"""Capitals of an acronym order what is found; only those that are common words restrict it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.query.capitals import is_common_word
from archive.search.service import SearchService
from archive.text import tables
from tests.search.typed import ask, codes, ids, service_of

BODIES = (
    "Nato met.",
    "NATO met.",
    "北約開會。",
    "WHO warned.",
    "Nobody knows who warned them.",
    "The US and the IT sector.",
    "It was us.",
    "Unesco listed it.",
    "UNESCO listed one.",
    "聯合國教科文組織列入。",
    "He fights AIDS.",
    "She aids him.",
    "世衞警告。",
    "Gdp grew; GDP fell.",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with service_of(tmp_path_factory.mktemp("acronyms"), BODIES) as opened:
        yield opened


@pytest.mark.parametrize("typed", ["NATO", "Nato", "nato", "北約", "北约", "ＮＡＴＯ"])
def test_an_acronym_is_one_search(service: SearchService, typed: str) -> None:
    assert ids(ask(service, typed)) == "012"


@pytest.mark.parametrize("typed", ["UNESCO", "Unesco", "unesco"])
def test_another_acronym_is_one_search(service: SearchService, typed: str) -> None:
    assert {"7", "8"} <= {hit.id for hit in ask(service, typed).hits}


@pytest.mark.parametrize(
    "typed, first", [("NATO", "1"), ("NATO met", "1"), ("NATO OR 港鐵", "1"), ("UNESCO", "8")]
)
def test_what_is_printed_in_capitals_comes_first(
    service: SearchService, typed: str, first: str
) -> None:
    assert ask(service, typed).hits[0].id == first


@pytest.mark.parametrize(
    "typed, expected",
    [
        ('="NATO"', "1"),
        ('="Nato"', "0"),
        ("WHO", "3"),
        ("who", "34"),
        ("US", "5"),
        ("IT", "5"),
        ("AIDS", "10"),
        ("WHO warned", "3"),
        ("GDP", "13"),
    ],
)
def test_a_common_word_in_capitals_is_searched_so(
    service: SearchService, typed: str, expected: str
) -> None:
    assert ids(ask(service, typed)) == expected


def test_both_counts_are_told_and_other_names_offered(service: SearchService) -> None:
    page = ask(service, "WHO")
    (note,) = (note for note in page.reading.notes if note.code == "capitals")
    assert (note.values["count"], note.values["all"]) == (1, 2)
    assert ("世衞", False, 1) in {(a.target, a.applied, a.gain) for a in page.reading.alternatives}
    assert ids(ask(service, "WHO", ("with", "世衞"))) == "123"
    assert "capitals" not in codes(ask(service, "NATO"))


def test_the_list_is_of_words_in_capitals() -> None:
    words = [word for row in tables.rows("archive.query", "capitals.txt") for word in row.split()]
    assert len(words) == len(set(words))
    assert all(word.isascii() and word.isupper() and 2 <= len(word) <= 5 for word in words)
    assert is_common_word("WHO")
    assert not is_common_word("NATO")
