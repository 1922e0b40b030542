"""Other words for the same thing: regional words searched, translations offered or paired."""

from __future__ import annotations

import pytest

from archive.query import glossary
from archive.query.names import PLAIN, Expansion
from archive.query.parameters import read_parameters
from archive.search.page import ResultPage
from archive.search.service import SearchService


def ask(service: SearchService, q: str, *more: tuple[str, str]) -> ResultPage:
    return service.search(read_parameters([("q", q), ("size", "100"), *more]))


def ids(page: ResultPage) -> set[str]:
    return {hit.id for hit in page.hits}


@pytest.mark.parametrize("typed, other", [("導彈", "飛彈"), ("飞弹", "導彈"), ("悉尼", "雪梨")])
def test_regional_words_are_searched(typed: str, other: str) -> None:
    expanded = glossary.expand(typed, PLAIN, offers=True)
    assert expanded is not None
    assert expanded.searched == (typed, other)


@pytest.mark.parametrize("typed", ["文件", "程序", "檔案", "nobody"])
def test_words_with_another_meaning_are_left_alone(typed: str) -> None:
    expanded = glossary.expand(typed, PLAIN, offers=False)
    assert expanded is None or expanded.searched == (typed,)


def test_the_other_language_is_offered_never_applied() -> None:
    expanded = glossary.expand("關稅", PLAIN, offers=True)
    assert expanded is not None
    assert expanded.searched == ("關稅",)
    assert ("tariff", False) in [(one.target, one.applied) for one in expanded.alternatives]
    taken = glossary.expand("關稅", Expansion(taken=frozenset({"tariff"})), offers=True)
    assert taken is not None
    assert taken.searched == ("關稅", "tariff")
    assert glossary.expand("關稅", Expansion(off=True), offers=True) is None


@pytest.mark.parametrize(
    "left, right, expected",
    [
        ("關稅", "tariff", True),
        ("tariffs", "关税", True),
        ("關稅", "election", False),
        ("關稅", "关税", False),
        ("tariff", "tariffs", False),
    ],
)
def test_pairs_of_two_languages(left: str, right: str, expected: bool) -> None:
    assert glossary.paired(left, right) is expected


def test_a_term_beside_its_translation_is_a_choice(sample_service: SearchService) -> None:
    """關稅 tariff finds what either finds; without the pair, what both find."""
    both = ask(sample_service, "關稅 tariff")
    either = ask(sample_service, "關稅 OR tariff")
    assert ids(both) == ids(either) != set()
    assert "OR" in both.reading.read_as
    strict = ask(sample_service, "關稅 tariff", ("without", "tariff"))
    assert strict.total < both.total


def test_an_offered_word_can_be_taken(sample_service: SearchService) -> None:
    """Its number is what it gives alone; taken in, either finds."""
    page = ask(sample_service, "關稅")
    offer = next(one for one in page.reading.alternatives if one.target == "tariff")
    assert (offer.kind, offer.applied) == ("glossary", False)
    assert offer.count == ask(sample_service, "tariff", ("expand", "off")).total > 0
    taken = ask(sample_service, "關稅", ("with", "tariff"))
    assert ids(taken) == ids(page) | ids(ask(sample_service, "tariff"))


def test_a_term_of_two_words_stays_two_words_to_the_search(sample_service: SearchService) -> None:
    page = ask(sample_service, "interest rate")
    assert ids(page) == ids(ask(sample_service, "interest rate", ("expand", "off")))
