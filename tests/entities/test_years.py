"""From when to when a name means somebody."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.entities.authority import load_authority, parse_authority
from archive.entities.recogniser import AuthorityRecogniser
from archive.model.article import Article, Language
from archive.text.segmentation import segmenter_of


@pytest.fixture(scope="module")
def recogniser() -> AuthorityRecogniser:
    authority = load_authority()
    return AuthorityRecogniser(authority, segmenter_of(authority.names()))


def named(recogniser: AuthorityRecogniser, text: str, year: int) -> set[str]:
    published = dt.date(year, 5, 20) if year else None
    article = Article("x", "", text, Language.ENGLISH, published=published)
    return {one.entity for one in recogniser.mentions(article)}


@pytest.mark.parametrize(
    "text, year, entity, meant",
    [
        ("President Bush said so.", 1990, "george-h-w-bush", True),
        ("President Bush said so.", 1990, "george-w-bush", False),
        ("President Bush said so.", 2005, "george-w-bush", True),
        ("President Bush said so.", 2005, "george-h-w-bush", False),
        ("President Bush said so.", 1997, "george-w-bush", False),
        # No day tells which.
        ("President Bush said so.", 0, "george-w-bush", False),
        ("President Bush said so.", 0, "george-h-w-bush", False),
        ("布什总统表示", 1991, "george-h-w-bush", True),
        ("布殊總統表示", 2003, "george-w-bush", True),
        # A name that says which of them needs no year.
        ("George W. Bush said so.", 2024, "george-w-bush", True),
        ("The Hamas movement spoke.", 1987, "hamas", True),
        ("Tesla Inc shares rose.", 1987, "tesla", False),
        ("Tesla Inc shares rose.", 2024, "tesla", True),
        ("Tesla Inc shares rose.", 0, "tesla", True),
        ("醫務衞生局表示", 2023, "health-bureau-hong-kong", True),
        ("醫務衞生局表示", 2019, "health-bureau-hong-kong", False),
    ],
)
def test_the_year_of_a_text_tells(
    recogniser: AuthorityRecogniser, text: str, year: int, entity: str, meant: bool
) -> None:
    assert (entity in named(recogniser, text, year)) is meant


@pytest.mark.parametrize(
    "text, year, meant",
    [
        ("出席G20峰會", 2024, {"g20-summit-2024"}),
        ("出席G20峰會", 2018, {"g20-summit-2018"}),
        # Where no event is meant, what stands in its name is: whose summit it was, where.
        ("出席G20峰會", 2009, {"g20"}),
        ("出席G20峰會", 0, {"g20"}),
        ("出席去年G20峰會", 2024, {"g20"}),
        ("北韓核試驗引發的憂慮", 2006, {"north-korea"}),
        ("北韓核試引發的憂慮", 2018, {"north-korea"}),
        ("北韓核試後安理會通過制裁", 2017, {"north-korea-sixth-nuclear-test"}),
    ],
)
def test_an_event_of_another_year_gives_way_to_what_its_name_holds(
    recogniser: AuthorityRecogniser, text: str, year: int, meant: set[str]
) -> None:
    assert named(recogniser, text, year) >= meant
    events = {"g20-summit-2024", "g20-summit-2018", "north-korea-sixth-nuclear-test"}
    assert not named(recogniser, text, year) & events - meant


def test_a_name_of_some_years_widens_no_query() -> None:
    entity = load_authority().entries["george-w-bush"].entity
    assert "President Bush" in entity.guarded
    assert "George W. Bush" not in entity.guarded


@pytest.mark.parametrize(
    "years, problem",
    [
        ('"from": "2022"', "from must be a year such as 2022, and is '2022'"),
        ('"to": true', "to must be a year such as 2022, and is True"),
        ('"from": 20220', "from must be a year such as 2022, and is 20220"),
        ('"from": 2022, "to": 2019', "from 2022 is after to 2019"),
        ('"from": {"Ann": 2022}', "years of 'Ann', which is no name of it"),
    ],
)
def test_years_that_are_none_are_reported(years: str, problem: str) -> None:
    read = parse_authority([f'{{"id": "x", "kind": "person", "en": "Bob Y", {years}}}'], "own")
    assert read.problems == (f"own line 1: {problem}",)


def test_years_of_all_names_and_of_one() -> None:
    line = '{"id": "x", "kind": "person", "en": "Bob Y", "aliases": ["Mr Y"], '
    line += '"from": {"": 1990, "Mr Y": 2000}, "to": 2010}'
    entry = parse_authority([line], "own").entries["x"]
    assert entry.years_of("Bob Y") == (1990, 2010)
    assert entry.years_of("Mr Y") == (2000, 2010)
