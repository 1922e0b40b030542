"""Values of several words: a field takes what makes one; a typed byline offers its author."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.query.parameters import read_parameters
from archive.search.service import SearchService
from tests.search.test_parameters import at_noon
from tests.search.typed import ask, ids, service_of

ROWS = (
    {"body": "The harbour froze.", "authors": ["Charles Emerson"], "source": "The Pier"},
    {"body": "The harbour thawed.", "authors": ["Charles"], "source": "The Pier Weekly"},
    {"body": "Charles met Emerson.", "authors": ["陳小文"], "source": "碼頭報"},
    {"body": "Donald Trump spoke.", "authors": ["Mary Ann Lee Jr"], "section": "Local News"},
    {"body": "A ferry sank.", "published": "2025-02-26", "authors": ['Pat "Pip" Poe']},
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with service_of(tmp_path_factory.mktemp("values"), ROWS) as opened:
        yield opened


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("author:Charles Emerson", "0"),
        ("author:charles emerson harbour", "0"),
        ('author:"Charles Emerson"', "0"),
        ("author:Charles harbour", "1"),
        ("-author:Charles Emerson harbour", "1"),
        ("author:Charles Emerson OR author:陳小文", "02"),
        ("author:Mary Ann", "3"),
        ("author:Mary Ann spoke", "3"),
        ("source:The Pier harbour", "0"),
        ("source:The Pier Weekly", "1"),
        ("section:Local News spoke", "3"),
        ("person:Donald Trump spoke", "3"),
        ("date:last week", "4"),
        ("date:26 Feb 2025 ferry", "4"),
        ("mentions:last week ferry", ""),
        ("author:nobody here", ""),
    ],
)
def test_a_field_takes_the_words_that_make_a_value(
    service: SearchService, typed: str, expected: str
) -> None:
    """The longest value that there is."""
    page = service.search(read_parameters([("q", typed), ("expand", "off")], at_noon()))
    assert ids(page) == expected, page.reading.read_as


@pytest.mark.parametrize(
    "typed, target, count",
    [
        ("Charles Emerson", 'author:"Charles Emerson"', 1),
        ("charles emerson harbour", 'author:"Charles Emerson"', 1),
        ("陳小文", 'author:"陳小文"', 1),
        ("陈小文", 'author:"陳小文"', 1),
    ],
)
def test_a_typed_byline_offers_its_author(
    service: SearchService, typed: str, target: str, count: int
) -> None:
    """Taken in, the author's articles are found too."""
    page = ask(service, typed)
    (offer,) = (a for a in page.reading.alternatives if a.kind == "author")
    assert (offer.target, offer.count, offer.applied) == (target, count, False)
    taken = ask(service, typed, ("with", target))
    assert ids(ask(service, target)) <= ids(taken)
    assert [a.applied for a in taken.reading.alternatives if a.kind == "author"] == [True]


@pytest.mark.parametrize("typed", ["author:Charles Emerson", '"Charles Emerson"', "Emerson"])
def test_no_author_is_offered_who_is_asked_or_not_named(service: SearchService, typed: str) -> None:
    kinds = [alternative.kind for alternative in ask(service, typed).reading.alternatives]
    assert "author" not in kinds
