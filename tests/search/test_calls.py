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


#: What was typed, and how often each method is called for its page at most. Each name or term that
#: is expanded is weighed by a call of its own, each word with a tilde looked up by field and edits.
BOUNDS = [
    ("", {"search": 1}),
    ("關稅", {"search": 1, "count_many": 1}),
    ("tarif*", {"search": 1}),
    ('"a tariff on"', {"search": 1}),
    ("tarrif~", {"similar_words": 4, "search_many": 1, "search": 1, "count_many": 1}),
    ("特朗普~", {"similar_runs": 2, "search": 1, "search_many": 1}),
    ("tariff zzzz", {"search": 1, "count_many": 1}),
    ("WHO", {"search": 1, "count_many": 1}),
    ("Trump", {"search": 1, "count_many": 2}),
    ("川普", {"search": 1, "count_many": 2}),
    ("川普 關稅 china", {"count_many": 3, "search": 2}),
    ("China tariffs rise as trade war deepens", {"count_many": 3, "search": 2}),
]


@pytest.mark.parametrize("typed, bounds", BOUNDS)
def test_a_page_of_results(counted: Counted, typed: str, bounds: dict[str, int]) -> None:
    parameters = read_parameters([("q", typed)])
    service = counted[0]
    service.search(read_parameters([]))  # what an edition keeps is asked for once
    made = calls(counted, lambda service: service.search(parameters))
    assert made["search"] >= 1
    assert made <= Counter(bounds), made


def test_an_article(counted: Counted) -> None:
    found = counted[0].search(read_parameters([("q", "Trump"), ("size", "1")])).hits[0].id
    assert calls(counted, lambda service: service.article(found)) == {"get": 1}


def test_a_person(counted: Counted) -> None:
    hit = counted[0].search(read_parameters([("q", "Trump"), ("size", "1")])).hits[0]
    assert hit.named[Kind.PERSON]
    assert calls(counted, lambda service: service.entity(hit.named[Kind.PERSON][0].id)) == {
        "search": 1
    }


def test_the_holdings(counted: Counted) -> None:
    assert calls(counted, lambda service: service.holdings()) == {"search": 1}
