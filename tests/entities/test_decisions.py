"""Lines of the newsroom's file that are decisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.entities.authority import load_authority, parse_authority
from archive.entities.bracketed import name_pairs
from archive.entities.curation import claimed_twice, suggestions
from archive.model.entity import Kind

A = '{"id": "a", "kind": "person", "en": "Ann Ash", "aliases": ["安雅思"]}'
B = '{"id": "b", "kind": "person", "en": "Bea Birch", "guard": {"Bea Birch": {"near": "mayor"}}}'


def test_a_merge_leaves_a_redirect() -> None:
    authority = parse_authority([A, B, '{"id": "a", "redirect": "b"}'], "test")
    assert authority.problems == ()
    assert set(authority.entries) == {"b"}
    names = authority.names()
    assert names.redirects == {"a": "b"}
    known = names.get("a")
    assert known is not None
    assert known.all_names() == ("Bea Birch", "Ann Ash", "安雅思")


def test_redirects_follow_each_other() -> None:
    c = '{"id": "c", "kind": "person", "en": "Cat Cole"}'
    lines = [A, B, c, '{"id": "a", "redirect": "b"}', '{"id": "b", "redirect": "c"}']
    assert parse_authority(lines, "test").redirects == {"a": "c", "b": "c"}


@pytest.mark.parametrize(
    "line, says",
    [
        ('{"id": "a", "redirect": "nobody"}', "there is no entity 'nobody' above"),
        ('{"id": "nobody", "redirect": "a"}', "there is no entity 'nobody' above"),
        ('{"id": "a", "redirect": "a"}', "redirected to itself"),
        ('{"id": "a", "add": "Ann"}', "add must be a list of texts"),
        ('{"id": "nobody", "add": ["Ann"]}', "there is no entity 'nobody' above"),
        ('{"reject": ""}', "reject must be a text"),
        ('{"reject": "Ann", "kind": "river"}', "'river' is not a valid Kind"),
        ('{"do_not_profile": 3}', "do_not_profile must be a text"),
    ],
)
def test_a_bad_decision_is_reported_and_the_rest_loads(line: str, says: str) -> None:
    authority = parse_authority([A, line, B], "own.jsonl")
    assert len(authority.problems) == 1
    assert authority.problems[0].startswith("own.jsonl line 2: ")
    assert says in authority.problems[0]
    assert set(authority.entries) == {"a", "b"}


def test_a_rejected_name_is_rejected_as_anything_unless_a_kind_is_said() -> None:
    authority = parse_authority(['{"reject": "x"}', '{"reject": "y", "kind": "person"}'], "test")
    assert authority.rejected == {*((kind, "x") for kind in Kind), (Kind.PERSON, "y")}


def test_the_newsrooms_entry_replaces_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text('{"id": "donald-trump", "kind": "person", "en": "The Donald"}\n')
    names = load_authority(own).names().get("donald-trump")
    assert names is not None
    assert names.all_names() == ("The Donald",)


def test_claims_collide_unless_each_is_guarded() -> None:
    other = '{"id": "c", "kind": "person", "en": "Bea Birch"}'
    assert list(claimed_twice(parse_authority([A, B], "test"))) == []
    (told,) = claimed_twice(parse_authority([A, B, other], "test"))
    assert "'bea birch' is a name of b and c" in told


@pytest.mark.parametrize(
    "text, pairs",
    [
        ("行政總裁朱克伯格（Mark Zuckerberg）說", {("朱克伯格", "Mark Zuckerberg")}),
        ("財務總監蘇珊李(Susan Li)表示", {("蘇珊李", "Susan Li")}),
        ("買入甲骨文(ORCL.US)", {("買入甲骨文", "ORCL.US")}),
        ("今天（周五）", set()),
    ],
)
def test_pairs_of_names(text: str, pairs: set[tuple[str, str]]) -> None:
    assert {(pair.han, pair.latin) for pair in name_pairs(text)} == pairs


def test_suggestions_leave_out_what_is_known() -> None:
    authority = parse_authority([A], "test")
    texts = ["總裁安雅思（Ann Ash）", "總裁安雅思（Anna Ash）", "總裁白雅思（Bo Ash）"] * 2
    found = suggestions(texts, authority, 2)
    assert [(one.han, one.latin, one.articles, one.entity) for one in found] == [
        ("安雅思", "Anna Ash", 2, "a"),
        ("白雅思", "Bo Ash", 2, ""),
    ]
    assert suggestions(texts, authority, 3) == []


def test_another_bearer_of_a_chinese_name_is_not_told_as_the_entity() -> None:
    authority = parse_authority([A], "test")
    texts = ["總裁安雅思（Cara Ash）", "總裁安雅思（Andrea Moss）", "總裁安雅思（Ann B. Ash）"] * 2
    told = {one.latin: one.entity for one in suggestions(texts, authority, 2)}
    assert told == {"Cara Ash": "", "Andrea Moss": "", "Ann B. Ash": "a"}
