"""Names in a query: every name of one person finds the same; doubtful ones are only offered."""

from __future__ import annotations

import pytest

from archive.model.entity import Entity, Kind, Names
from archive.query.names import PLAIN, Expansion, NameIndex
from archive.query.parameters import read_parameters
from archive.search.page import ResultPage
from archive.search.service import SearchService

NAMES = Names(
    {
        "a": Entity("a", Kind.PERSON, {"en": "Ann Lee", "zh-Hant": "李安"}, ("A. Lee", "李安安")),
        "b": Entity("b", Kind.PERSON, {"en": "Bo Lee"}, ("阿B", "李安")),
        "c": Entity(
            "c",
            Kind.ORGANISATION,
            {"en": "Oracle", "zh-Hant": "甲骨文"},
            ("ORCL",),
            "",
            ("甲骨文",),
        ),
    }
)


def ask(service: SearchService, *pairs: tuple[str, str]) -> ResultPage:
    return service.search(read_parameters([*pairs, ("size", "100")]))


def ids(page: ResultPage) -> set[str]:
    return {hit.id for hit in page.hits}


def test_one_bearer_is_widened_and_others_are_offered() -> None:
    index = NameIndex(NAMES)
    expanded = index.expand("ann lee", PLAIN)
    assert expanded is not None
    assert expanded.searched == ("ann lee", "李安", "A. Lee", "李安安")
    shared = index.expand("李安", PLAIN)
    assert shared is not None
    assert shared.searched == ("李安",)
    assert {one.target for one in shared.alternatives} >= {"Ann Lee", "Bo Lee"}
    guarded = index.expand("甲骨文", PLAIN)
    assert guarded is not None
    assert guarded.searched == ("甲骨文",)
    assert index.expand("nobody", PLAIN) is None


def test_a_guarded_name_is_never_added() -> None:
    expanded = NameIndex(NAMES).expand("oracle", PLAIN)
    assert expanded is not None
    assert expanded.searched == ("oracle", "ORCL")


def test_a_reader_decides() -> None:
    index = NameIndex(NAMES)
    less = index.expand("Ann Lee", Expansion(without=frozenset({"李安安"})))
    assert less is not None
    assert "李安安" not in less.searched
    assert [one.applied for one in less.alternatives if one.target == "李安安"] == [False]
    more = index.expand("甲骨文", Expansion(taken=frozenset({"ORCL"})))
    assert more is not None
    assert more.searched == ("甲骨文", "ORCL")
    assert index.expand("Ann Lee", Expansion(off=True)) is None


@pytest.mark.parametrize("names", [("特朗普", "川普", "Donald Trump", "donald trump", "Trump")])
def test_every_name_gives_the_same_articles(
    sample_service: SearchService, names: tuple[str, ...]
) -> None:
    answers = [ask(sample_service, ("q", name)) for name in names]
    assert len(answers[0].hits) >= 5
    assert {hit.language for hit in answers[0].hits} == {"en", "zh-Hant", "zh-Hans"}
    for answer in answers[1:]:
        assert ids(answer) == ids(answers[0])
        assert [hit.id for hit in answer.hits] == [hit.id for hit in answers[0].hits]


def test_a_name_among_words_is_widened_too(sample_service: SearchService) -> None:
    english = ask(sample_service, ("q", "Donald Trump 關稅"))
    chinese = ask(sample_service, ("q", "特朗普 關稅"))
    assert ids(english) == ids(chinese) != set()


def test_quotes_are_never_widened(sample_service: SearchService) -> None:
    page = ask(sample_service, ("q", '"川普"'))
    assert page.reading.alternatives == ()
    assert page.total < ask(sample_service, ("q", "川普")).total


def test_counts_of_alternatives_are_what_they_give(sample_service: SearchService) -> None:
    """Each number is the total of that name alone, in quotes, under the same filters."""
    page = ask(sample_service, ("q", "川普"), ("language", "zh-Hant"))
    assert any(one.count for one in page.reading.alternatives)
    for one in page.reading.alternatives:
        alone = ask(sample_service, ("q", f'"{one.target}"'), ("language", "zh-Hant"))
        assert alone.total == one.count


def test_alternatives_can_be_switched_off(sample_service: SearchService) -> None:
    plain = ask(sample_service, ("q", "川普"), ("expand", "off"))
    assert plain.reading.alternatives == ()
    assert plain.total == ask(sample_service, ("q", '"川普"')).total
    less = ask(sample_service, ("q", "川普"), ("without", "Donald Trump"), ("without", "Trump"))
    assert "en" not in {hit.language for hit in less.hits}


def test_every_mark_is_one_of_the_names(sample_service: SearchService) -> None:
    page = ask(sample_service, ("q", "川普"))
    found = {hit.title[a:b] for hit in page.hits for a, b in hit.title_marks}
    for hit in page.hits:
        found |= {s.text[a:b] for s in hit.snippets for a, b in s.marks}
        assert hit.matched_in
    assert found <= {"川普", "特朗普", "Donald Trump", "Trump", "唐納·特朗普", "Donald J. Trump"}
    assert len(found) >= 3
