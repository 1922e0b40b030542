"""How a query is read: capitals, stars, and the count of each part."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from archive.indexing.reindex import reindex
from archive.model.entity import Names
from archive.model.message import Message
from archive.query.budget import Budget
from archive.query.names import NameIndex
from archive.query.parameters import read_parameters
from archive.query.restrictions import Restrictions
from archive.search.page import ResultPage
from archive.search.service import SearchService
from tests.conftest import library_of, options_of


def ask(service: SearchService, q: str, *more: tuple[str, str]) -> ResultPage:
    return service.search(read_parameters([("q", q), ("size", "100"), *more]))


def texts(page: ResultPage) -> set[str]:
    """What is marked, anywhere on the page."""
    found = {hit.title[a:b] for hit in page.hits for a, b in hit.title_marks}
    return found | {s.text[a:b] for hit in page.hits for s in hit.snippets for a, b in s.marks}


def test_short_capitals_are_searched_as_printed(tmp_path: Path) -> None:
    """U.S. is not us; a note gives both counts; a quote takes any case."""
    source = tmp_path / "a.jsonl"
    bodies = ("The US said so.", "The U.S. did so.", "They told us so.")
    rows = [{"id": str(n), "title": "x", "body": body} for n, body in enumerate(bodies)]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    reindex(options_of(tmp_path / "index", source))
    with closing(library_of(tmp_path / "index")) as library:
        service = SearchService(library)
        for typed in ("US", "U.S.", "ＵＳ"):
            page = ask(service, typed)
            assert (page.total, texts(page)) == (2, {"US", "U.S"})
            assert (
                Message.of("capitals", word=typed, count=2, all=3, lower=typed.lower())
                in page.reading.notes
            )
        assert ask(service, "us").total == ask(service, '"US"').total == 3


def test_a_capital_headline_is_read_in_any_case(sample_service: SearchService) -> None:
    page = ask(sample_service, "NEW US TARIFFS TAKE EFFECT")
    assert "capitals" not in {note.code for note in page.reading.notes}


@pytest.mark.parametrize("typed", ["tarif*", "ＴＡＲＩＦ＊", "tarif＊"])
def test_a_star_stands_for_any_ending(sample_service: SearchService, typed: str) -> None:
    page = ask(sample_service, typed)
    assert page.total == ask(sample_service, "tariff OR tariffs").total > 0
    assert {text.lower() for text in texts(page)} <= {"tariff", "tariffs"}


def test_a_star_needs_two_characters_and_han_needs_none(sample_service: SearchService) -> None:
    assert ask(sample_service, "關稅*").total == ask(sample_service, "關稅").total > 0
    assert ask(sample_service, "t*").total < ask(sample_service, "ta*").total


def test_where_few_match_each_part_is_counted(sample_service: SearchService) -> None:
    """Each count is the total of that part alone, and of the search without it."""
    page = ask(sample_service, "tariff 關稅 harbour", ("expand", "off"))
    assert page.total == 0
    assert [part.text for part in page.reading.parts] == ["tariff", "關稅", "harbour"]
    for part in page.reading.parts:
        assert ask(sample_service, part.text, ("expand", "off")).total == part.count
        others = " ".join(o.text for o in page.reading.parts if o.text != part.text)
        assert ask(sample_service, others, ("expand", "off")).total == part.without


def test_where_many_match_parts_are_not_counted(sample_service: SearchService) -> None:
    assert ask(sample_service, "the of").reading.parts == ()


def test_of_many_values_the_first_are_listed() -> None:
    """The others are a number, which is said the same in any language."""
    values = tuple((f"a{number}", f"a{number}") for number in range(8))
    restrictions = Restrictions(lambda _: values, NameIndex(Names()), Budget())
    several, exact = restrictions.read("source", "a"), restrictions.read("source", "a7")
    assert several is not None
    assert exact is not None
    assert several.read_as == 'source:"a0" / "a1" / "a2" / "a3" / "a4" / +3'
    assert exact.read_as == 'source:"a7"'
