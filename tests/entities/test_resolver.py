"""The authority file goes before models; evidence decides which other names are shown."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from archive.entities.authority import parse_authority
from archive.entities.evidence import (
    ARTICLES,
    ARTICLES_IF_UNSAID,
    TOLD_IN,
    AgreedNames,
)
from archive.entities.findings import Finding
from archive.entities.resolver import Resolver
from archive.model.article import Article, Language
from archive.model.entity import Kind, candidate_id, candidate_name
from tests.analyzers import plain

LINES = [
    '{"id": "donald-trump", "kind": "person", "en": "Donald Trump", "zh-Hant": "特朗普",'
    ' "surname": "Trump", "solo": true}',
    '{"id": "reuters", "kind": "organisation", "en": "Reuters"}',
]


def article(body: str, title: str = "", name: str = "x") -> Article:
    return Article(name, title, body, Language.ENGLISH)


def found(text: str, *names: str, kind: Kind = Kind.PERSON) -> tuple[Finding, ...]:
    places = [(text.index(name), len(name)) for name in names]
    return tuple(Finding("body", kind, start, start + length) for start, length in places)


def resolved(text: str, names: Sequence[str], *more: str) -> list[tuple[str, str]]:
    resolver = Resolver(parse_authority([*LINES, *more], "test"), plain())
    return [(m.entity, m.text) for m in resolver.mentions(article(text), found(text, *names))]


def test_the_authority_file_goes_before_a_model() -> None:
    text = "美國總統特朗普通電話"
    assert resolved(text, ["特朗普通"]) == [("donald-trump", "特朗普")]


def test_a_longer_name_is_somebody_else() -> None:
    text = "Then Fred Trump spoke. Donald Trump left."
    assert resolved(text, ["Fred Trump"]) == [
        ("c:Fred Trump", "Fred Trump"),
        ("donald-trump", "Donald Trump"),
    ]


def test_a_surname_is_the_entitys_whom_the_article_names_in_full() -> None:
    jane = '{"id": "jane", "kind": "person", "en": "Jane Roe"}'
    text = "Jane Roe came. Roe left."
    assert resolved(text, ["Jane Roe"], jane) == [("jane", "Jane Roe"), ("jane", "Roe")]


def test_an_office_is_no_organisation() -> None:
    ministry = '{"id": "defence", "kind": "organisation", "zh-Hant": "美國國防部"}'
    assert resolved("美國國防部長訪問", [], ministry) == []
    assert resolved("美國國防部表示", [], ministry) == [("defence", "美國國防部")]


def test_credits_and_notes_name_nobody() -> None:
    assert resolved("Rain fell. (Reuters)", []) == []
    assert resolved("Reuters said so.", []) == [("reuters", "Reuters")]
    text = "Rain fell.\n\nPhoto: Jane Roe"
    assert resolved(text, ["Jane Roe"]) == []


@pytest.mark.parametrize(
    "decision, left",
    [
        ('{"reject": "陳大文", "kind": "person"}', []),
        ('{"reject": "陳大文", "kind": "organisation"}', ["c:陳大文"]),
        ('{"do_not_profile": "陈大文"}', []),
        ('{"id": "donald-trump", "add": ["陳大文"]}', ["donald-trump"]),
    ],
)
def test_a_curator_decides(decision: str, left: list[str]) -> None:
    text = "據陳大文說"
    assert [entity for entity, _ in resolved(text, ["陳大文"], decision)] == left


def test_ids_of_names_that_link_to_nobody() -> None:
    assert candidate_name(candidate_id("陳大文")) == "陳大文"
    assert candidate_name("donald-trump") is None


RULE = AgreedNames(plain())


def test_a_person_is_shown_from_the_second_article_on() -> None:
    assert not RULE.is_shown(Kind.PERSON, "陳大文", ARTICLES - 1, 0)
    assert RULE.is_shown(Kind.PERSON, "陳大文", ARTICLES, 0)
    assert not RULE.is_shown(Kind.PERSON, "陳大武", 0, 0)
    assert not RULE.is_shown(Kind.ORGANISATION, "陳大文", 0, ARTICLES)


def test_articles_that_disagree_show_nothing() -> None:
    for kind in (Kind.PERSON, Kind.ORGANISATION):
        assert not RULE.is_shown(kind, "歐陽大文", 3, 3)


def test_an_organisation_that_says_so_is_shown_at_once() -> None:
    assert RULE.is_shown(Kind.ORGANISATION, "Gemcraft Inc", 0, 0)
    assert RULE.is_shown(Kind.ORGANISATION, "長鑫存儲有限公司", 0, 0)
    assert not RULE.is_shown(Kind.ORGANISATION, "Gemcraft", 0, 0)
    assert not RULE.is_shown(Kind.ORGANISATION, "Blue Origin", ARTICLES_IF_UNSAID - 1, 0)
    assert RULE.is_shown(Kind.ORGANISATION, "Blue Origin", ARTICLES_IF_UNSAID, 0)


def test_a_name_of_two_characters_needs_articles_that_tell_who_that_is() -> None:
    assert RULE.is_shown(Kind.PERSON, "陳文", ARTICLES, 0, 1)
    assert RULE.is_shown(Kind.PERSON, "陳文", TOLD_IN, 0, 1)
    assert not RULE.is_shown(Kind.PERSON, "陳文", TOLD_IN + 1, 0, 1)
    assert not RULE.is_shown(Kind.PERSON, "秋糧", 9, 0)
    assert not RULE.is_shown(Kind.PERSON, "Smith", 99, 0)
