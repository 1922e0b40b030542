"""The authority file goes before models; evidence decides which other names are shown."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from archive.entities.authority import parse_authority
from archive.entities.candidates import candidates
from archive.entities.evidence import ARTICLES, ARTICLES_IF_UNSAID, FURNITURE, Evidence
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


def evidence_of(*articles: tuple[str, str, Kind]) -> Evidence:
    """Evidence of articles, each a text with a name of a kind."""
    evidence = Evidence()
    for text, name, kind in articles:
        one = article(text)
        evidence.add(one, candidates(one, found(text, name, kind=kind)))
    return evidence


def test_a_person_is_shown_from_the_second_article_on() -> None:
    texts = [f"據陳大文說，{n}" for n in range(ARTICLES)]
    once = evidence_of((texts[0], "陳大文", Kind.PERSON)).shown(plain())
    copied = evidence_of(*[(texts[0], "陳大文", Kind.PERSON)] * 3).shown(plain())
    twice = evidence_of(*((text, "陳大文", Kind.PERSON) for text in texts)).shown(plain())
    assert not once.is_shown(Kind.PERSON, "陳大文")
    assert not copied.is_shown(Kind.PERSON, "陳大文")
    assert twice.is_shown(Kind.PERSON, "陳大文")
    assert not twice.is_shown(Kind.PERSON, "陳大武")
    assert not twice.is_shown(Kind.ORGANISATION, "陳大文")


def test_articles_that_disagree_show_nothing() -> None:
    name = "歐陽大文"
    texts = [f"據{name}說，{n}" for n in range(6)]
    kinds = [Kind.PERSON, Kind.ORGANISATION] * 3
    shown = evidence_of(
        *((text, name, kind) for text, kind in zip(texts, kinds, strict=True))
    ).shown(plain())
    assert shown.articles(Kind.PERSON, name) == shown.articles(Kind.ORGANISATION, name) == 3
    assert not shown.is_shown(Kind.PERSON, name)
    assert not shown.is_shown(Kind.ORGANISATION, name)


def test_an_organisation_that_says_so_is_shown_at_once() -> None:
    shown = Evidence().shown(plain())
    assert shown.is_shown(Kind.ORGANISATION, "Gemcraft Inc")
    assert shown.is_shown(Kind.ORGANISATION, "長鑫存儲有限公司")
    assert not shown.is_shown(Kind.ORGANISATION, "Gemcraft")
    texts = [f"at Blue Origin, {n}" for n in range(ARTICLES_IF_UNSAID)]
    enough = evidence_of(*((text, "Blue Origin", Kind.ORGANISATION) for text in texts)).shown(
        plain()
    )
    assert enough.is_shown(Kind.ORGANISATION, "Blue Origin")


def test_names_in_furniture_are_not_the_articles() -> None:
    note = "Donald Trump supports this paper"
    evidence = Evidence()
    bodies = [f"Donald Trump spoke on day {n}.\n\n{note}" for n in range(FURNITURE)]
    for body in bodies:
        evidence.add(article(body), ())
    resolver = Resolver(parse_authority(LINES, "test"), plain())
    one = article(bodies[0])
    mentions = resolver.mentions(one)
    kept = evidence.shown(plain()).keep(one, mentions)
    assert [m.start for m in mentions] == [0, bodies[0].index(note)]
    assert [m.start for m in kept] == [0]
