"""How many calls of the engine an answer takes: bounds that may only fall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.engine.catalogue import FolderCatalogue
from archive.model.entity import Kind
from archive.query.parameters import read_parameters
from archive.search.library import Library
from archive.search.service import SearchService
from tests.engine.counting import CountingCatalogue

Counted = tuple[SearchService, Counter[str]]


@pytest.fixture
def counted(sample_index: Path) -> Iterator[Counted]:
    catalogue = CountingCatalogue(FolderCatalogue("whoosh", sample_index))
    library = Library(catalogue)
    yield SearchService(library), catalogue.calls
    library.close()


def calls(counted: Counted, ask: Callable[[SearchService], object]) -> Counter[str]:
    """What a page asks of the engine."""
    service, made = counted
    made.clear()
    ask(service)
    return Counter(made)


#: What was typed, and how often the engine is asked for its page at most: for the spellings near
#: all words with a tilde and how they are printed, for how often words in capitals are printed so,
#: for how rare all names and terms are that are widened, for what matches, and for what nearly
#: matches with the counts of parts and alternatives, and for what the alternatives add.
BOUNDS = [
    ("", 1),
    ("關稅", 5),
    ("tarif*", 1),
    ('"a tariff on"', 4),
    ("tariff zzzz", 6),
    # In capitals and in any form, and the other names that are offered.
    ("WHO", 6),
    ("Trump", 4),
    ("川普", 4),
    ("川普 關稅 china", 7),
    # China is a place: how many articles name it.
    ("China tariffs rise as trade war deepens", 7),
    ("WHO says China tariffs rise as trade war with Trump deepens", 8),
    ("tarrif~", 4),
    # Of four words or more, how many articles have each.
    ("tarrif~ chnia~ 特朗普~ title:tarif~", 6),
    ("特朗普~", 3),
    ("tarrif", 6),
    ("特郎普", 8),
    # Near spellings and a name in one query.
    ("tarrif~ Trump", 5),
]


@pytest.mark.parametrize("typed, most", BOUNDS)
def test_a_page_of_results(counted: Counted, typed: str, most: int) -> None:
    parameters = read_parameters([("q", typed)])
    service = counted[0]
    service.search(read_parameters([]))  # what an edition keeps is asked for once
    made = calls(counted, lambda service: service.search(parameters))
    assert made["search"] == 1
    assert sum(made.values()) <= most, made


def test_an_article(counted: Counted) -> None:
    found = counted[0].search(read_parameters([("q", "Trump"), ("size", "1")])).hits[0].id
    assert calls(counted, lambda service: service.article(found)) == {
        "get": 1,
        "stories": 1,
        # How rare its words, names and days are, and what has some of them.
        "count_many": 1,
        "search_many": 1,
    }


def test_a_person(counted: Counted) -> None:
    hit = counted[0].search(read_parameters([("q", "Trump"), ("size", "1")])).hits[0]
    assert hit.named[Kind.PERSON]
    person = hit.named[Kind.PERSON][0].id
    counted[0].entity(person)  # what an edition keeps is asked for once
    made = calls(counted, lambda service: service.entity(person))
    # Its articles with all counts; of each language its words, and twice how they are printed; and
    # what these find.
    assert made.keys() <= {"search_many", "typical", "count_many"}
    assert made["typical"] == 2
    assert made["count_many"] <= 1
    assert made["search_many"] <= 5


@pytest.mark.parametrize("typed, most", [("trump", 2), ("選", 4), ("source:", 1), ("sep", 2)])
def test_suggestions(counted: Counted, typed: str, most: int) -> None:
    counted[0].suggestions(typed, "en")
    made = calls(counted, lambda service: service.suggestions(typed, "en"))
    assert sum(made.values()) <= most, made


def test_the_holdings(counted: Counted) -> None:
    assert calls(counted, lambda service: service.holdings()) == {"search": 1}
