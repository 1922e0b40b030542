"""Bodies, authors, sections and ids in whatever form a source gives them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ingest.case_support import (
    BODY,
    HANT_BODY,
    HANT_PARAGRAPHS,
    HANT_TITLE,
    HTML,
    PARAGRAPHS,
    TITLE,
    only,
    read_json,
    said,
)

BODIES: list[Any] = [
    [*PARAGRAPHS],
    [*PARAGRAPHS, ""],
    [PARAGRAPHS[0], None, PARAGRAPHS[1]],
    [{"type": "paragraph", "text": paragraph} for paragraph in PARAGRAPHS],
    [{"content": paragraph} for paragraph in PARAGRAPHS],
    [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS],
    {"paragraphs": [*PARAGRAPHS]},
    {"blocks": [{"type": "paragraph", "data": {"text": paragraph}} for paragraph in PARAGRAPHS]},
    {"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": paragraph}]}
        for paragraph in PARAGRAPHS]},
    {"html": HTML},
    {"text": BODY, "format": "plain"},
    {"#text": BODY},
    [{"_type": "block", "style": "normal", "children": [{"_type": "span", "text": paragraph}]}
     for paragraph in PARAGRAPHS],
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
def test_bodies(tmp_path: Path, body: Any) -> None:
    article = only(read_json(tmp_path, {"title": TITLE, "body": body}))
    assert (article.title, article.body) == (TITLE, BODY)


def test_a_chinese_body_in_paragraphs(tmp_path: Path) -> None:
    article = only(read_json(tmp_path, {"標題": HANT_TITLE, "內容": [*HANT_PARAGRAPHS]}))
    assert (article.title, article.body) == (HANT_TITLE, HANT_BODY)


TWO = ("Jane Doe", "John Roe")
HAN = ("陳大文", "李小明")
#: Authors as given, those that they are, and the agency.
AUTHORS: list[tuple[Any, tuple[str, ...], str]] = [
    ([{"name": "Jane Doe"}, {"name": "John Roe"}], TWO, ""),
    ([{"firstName": "Jane", "lastName": "Doe"}, {"firstName": "John", "lastName": "Roe"}], TWO, ""),
    ([{"first_name": "Jane", "last_name": "Doe"}], ("Jane Doe",), ""),
    ([{"given": "Jane", "family": "Doe"}], ("Jane Doe",), ""),
    ([{"@type": "Person", "name": "Jane Doe", "url": "https://a.example"}], ("Jane Doe",), ""),
    ({"name": "Jane Doe", "slug": "jane-doe", "bio": "Writes."}, ("Jane Doe",), ""),
    (["Jane Doe", None, "John Roe"], TWO, ""),
    (["Jane Doe", "", "John Roe", "jane@pier.example"], TWO, ""),
    ([None], (), ""),
    ([], (), ""),
    ([{"name": None}], (), ""),
    ("By Jane Doe and John Roe, Reuters", TWO, "Reuters"),
    ("BY JANE DOE", ("JANE DOE",), ""),
    ("by Jane Doe & John Roe", TWO, ""),
    ("Jane Doe, John Roe and Ann Lee", (*TWO, "Ann Lee"), ""),
    ("By Jane Doe, Associated Press", ("Jane Doe",), "AP"),
    ("Jane Doe | John Roe", TWO, ""),
    ("Jane Doe/AFP", ("Jane Doe",), "AFP"),
    ("Jane Doe (Reuters)", ("Jane Doe",), "Reuters"),
    ("Words by Jane Doe", ("Jane Doe",), ""),
    ("Jane Doe in London", ("Jane Doe",), ""),
    ("jane.doe@pier.example (Jane Doe)", ("Jane Doe",), ""),
    ("記者陳大文、李小明", HAN, ""),
    ("記者 陳大文", ("陳大文",), ""),
    ("本報記者陳大文", ("陳大文",), ""),
    ("陳大文／台北報導", ("陳大文",), ""),
    ("記者陳大文、李小明／綜合報導", HAN, ""),
    ("文：陳大文", ("陳大文",), ""),
    ("撰文：陳大文 攝影：李小明", ("陳大文",), ""),
    ("【記者陳大文報道】", ("陳大文",), ""),
    ("记者 陈大文 李小明", ("陈大文", "李小明"), ""),
    ("新华社记者陈大文、李小明", ("陈大文", "李小明"), "Xinhua"),
    ("新華社", (), "Xinhua"),
    ("中央社", (), "CNA"),
    ("(中央社記者陳大文台北5日電)", ("陳大文",), "CNA"),
    ("責任編輯：李小明", (), ""),
    ("歐陽大文", ("歐陽大文",), ""),
    ("陳大文, Jane Doe", ("陳大文", "Jane Doe"), ""),
]


@pytest.mark.parametrize("name", ["authors", "author"])
@pytest.mark.parametrize("given, authors, agency", AUTHORS)
def test_authors(
    tmp_path: Path, name: str, given: Any, authors: tuple[str, ...], agency: str
) -> None:
    value = {"title": TITLE, "body": BODY, name: given}
    article = only(read_json(tmp_path, value))
    assert (article.authors, article.agency) == (authors, agency)


@pytest.mark.parametrize(
    "given, right",
    [
        ({"section": ["Harbour", "City"]}, {"section": "Harbour"}),
        ({"section": [None, "Harbour"]}, {"section": "Harbour"}),
        ({"section": [{"name": "Harbour"}, {"name": "City"}]}, {"section": "Harbour"}),
        ({"section": {"id": 3, "name": "Harbour", "slug": "harbour"}}, {"section": "Harbour"}),
        ({"category": "Harbour"}, {"section": "Harbour"}),
        ({"categories": ["Harbour"]}, {"section": "Harbour"}),
        ({"categories": "Harbour;City"}, {"section": "Harbour"}),
        ({"channel": "Harbour"}, {"section": "Harbour"}),
        ({"section": None}, {"section": None}),
        ({"section": ""}, {"section": None}),
        ({"section": []}, {"section": None}),
        ({"版面": ["港聞", "社區"]}, {"section": "港聞"}),
        ({"id": 48213}, {"id": "48213"}),
        ({"id": 48213.0}, {"id": "48213"}),
        ({"id": 9007199254740993}, {"id": "9007199254740993"}),
        ({"id": "00123"}, {"id": "00123"}),
        ({"_id": "a-1"}, {"id": "a-1"}),
        ({"guid": "tag:pier.example,2024:1"}, {"id": "tag:pier.example,2024:1"}),
        ({"uuid": "3f2a"}, {"id": "3f2a"}),
        ({"articleId": 5}, {"id": "5"}),
        ({"ID": "7"}, {"id": "7"}),
        ({"source": {"id": "pp", "name": "The Pier Post"}}, {"source": "The Pier Post"}),
        ({"publisher": {"@type": "Organization", "name": "The Pier Post"}},
         {"source": "The Pier Post"}),
        ({"publisher": ["The Pier Post"]}, {"source": "The Pier Post"}),
        ({"newspaper": "The Pier Post"}, {"source": "The Pier Post"}),
        ({"媒體名稱": "碼頭日報"}, {"source": "碼頭日報"}),
        ({"url": ["https://pier.example/1"]}, {"url": "https://pier.example/1"}),
        ({"link": {"href": "https://pier.example/1"}}, {"url": "https://pier.example/1"}),
        ({"permalink": "https://pier.example/1"}, {"url": "https://pier.example/1"}),
        ({"canonicalUrl": "https://pier.example/1"}, {"url": "https://pier.example/1"}),
    ],
)  # fmt: skip
def test_sections_ids_sources_and_addresses(
    tmp_path: Path, given: dict[str, Any], right: dict[str, Any]
) -> None:
    article = only(read_json(tmp_path, {"title": TITLE, "body": BODY, **given}))
    assert said(article, right) == right
