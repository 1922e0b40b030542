"""Front matter and headers, and Markdown as the text it stands for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.formats.front_matter import FrontMatter
from archive.ingest.pages.markdown import markdown_text
from archive.ingest.raw import RawArticle
from tests.ingest.raw_support import check_raw, raw_articles, raw_rejects, read_raw
from tests.linear import growth


def read(text: str) -> RawArticle:
    results = read_raw(FrontMatter(), text.encode())
    check_raw(results)
    (article,) = raw_articles(results)
    return article


HUGO = """---
title: "Pier: open \\"in the wind\\""
date: 2024-03-05T15:15:00+08:00
publishDate: 2024-03-05T16:00:00+08:00
lastmod: 2024-03-06
authors:
  - Amy Wardle
  - name: Bo Ng
    email: bo@port.example
categories: [Harbour, "Wind, rain"]
tags:
- pier
language: en
draft: false
description: >
  Two lines
  of a summary
---

The **pier** stays open.
"""

JEKYLL = """---
layout: post
title:  碼頭照常開放 # 草稿
date:   2024-03-05 15:15:00 +0800
author: '陳大文'
category: 港聞
---
碼頭在大風下**照常**開放，
船隻可停泊至晚上十時。
"""

TOML = """+++
title = "碼頭照常開放"
date = 2024-03-05T15:15:00+08:00
authors = ["陳大文", "李小明"]
draft = false
[params]
x = 1
+++
正文。
"""

JSON = """{
  "title": "Pier stays open",
  "date": "2024-03-05",
  "author": {"name": "Amy Wardle"}
}

The pier stays open.
"""

HEADERS = """Title: Pier stays open
Date: Tue, 05 Mar 2024 15:15:00 +0800
Author: Amy Wardle
Source: Port News
X-Desk: harbour
  and wind

The pier *stays* open.

Boats land here.
"""

CHINESE = """標題：碼頭照常開放
日期：2024-03-05
作者：陳大文

正文在此。
"""


@pytest.mark.parametrize(
    "text, title, body, published, bylines",
    [
        (HUGO, 'Pier: open "in the wind"', "The pier stays open.",
         "2024-03-05T16:00:00+08:00", ("Amy Wardle", "Bo Ng")),
        (JEKYLL, "碼頭照常開放", "碼頭在大風下照常開放，船隻可停泊至晚上十時。",
         "2024-03-05 15:15:00 +0800", ("陳大文",)),
        (TOML, "碼頭照常開放", "正文。", "2024-03-05T15:15:00+08:00", ("陳大文", "李小明")),
        (JSON, "Pier stays open", "The pier stays open.", "2024-03-05", ("Amy Wardle",)),
        (HEADERS, "Pier stays open", "The pier *stays* open.\n\nBoats land here.",
         "Tue, 05 Mar 2024 15:15:00 +0800", ("Amy Wardle",)),
        (CHINESE, "碼頭照常開放", "正文在此。", "2024-03-05", ("陳大文",)),
    ],
    ids=["hugo", "jekyll", "toml", "json", "headers", "chinese"],
)  # fmt: skip
def test_forms(text: str, title: str, body: str, published: str, bylines: tuple[str, ...]) -> None:
    for form in (text, text.replace("\n", "\r\n"), "\ufeff" + text):
        article = read(form)
        assert (article.title, article.body) == (title, body)
        assert (article.published, article.bylines) == (published, bylines)
        assert FrontMatter().recognises(form.encode(), ".txt") == 3


def test_further_fields() -> None:
    article = read(HUGO)
    assert (article.section, article.language, article.status) == ("Harbour", "en", "")
    assert read(HEADERS).source == "Port News"
    assert read(JEKYLL).section == "港聞"


@pytest.mark.parametrize(
    "value, expected",
    [
        ("plain words", ("plain words",)),
        ("'it''s'", ("it's",)),
        ('"a \\u78bc b"', ("a 碼 b",)),
        ("words # remark", ("words",)),
        ("a#b", ("a#b",)),
        ("[one, 'two, three', \"four\"]", ("one", "two, three", "four")),
        ("[one,\n  two]", ("one", "two")),
        ("\n- one\n- two", ("one", "two")),
        ("\n  - one\n  # remark\n  - 'two'", ("one", "two")),
        ("\n  - name: Amy\n    site: x\n  - name: Bo", ("Amy", "Bo")),
        ("|\n  one\n  two", ("one\ntwo",)),
        (">-\n  one\n  two", ("one two",)),
        ("words\n  go on", ("words go on",)),
        ("~", ()),
        ("null", ()),
        ("", ()),
        ("https://port.example/a: b", ("https://port.example/a: b",)),
    ],
)
def test_values_of_yaml(value: str, expected: tuple[str, ...]) -> None:
    article = read(f"---\ntitle: T\nauthors: {value}\ndate: 2024-03-05\n---\nText.\n")
    assert article.bylines == expected
    assert article.published == "2024-03-05"
    assert article.notes == ()


@pytest.mark.parametrize("line", ["no colon here", "- item of nothing", "x: {a: b}", "? odd"])
def test_what_is_not_read_is_noted(line: str) -> None:
    article = read(f"---\ntitle: T\n{line}\n---\nText.\n")
    assert (article.title, article.body) == ("T", "Text.")
    assert [note.code for note in article.notes] == ["front-matter-unread"]


def test_toml_that_is_broken_is_read_by_lines() -> None:
    article = read('+++\ntitle = "T"\ndate = 2024-13-99x\n+++\nText.\n')
    assert (article.title, article.body) == ("T", "Text.")
    assert [note.code for note in article.notes] == ["front-matter-unread"]


@pytest.mark.parametrize(
    "text, title, body",
    [
        ("# Pier open\n\nText.\n", "Pier open", "Text."),
        ("Pier open\n=========\n\nText.\n", "Pier open", "Text."),
        ("---\ntitle: Pier open\n---\n# Pier open\n\nText.\n", "Pier open", "Text."),
        ("---\ntitle: Pier open\n---\n# Wind\n\nText.\n", "Pier open", "Wind\n\nText."),
        ("Remark: a text.\nIt has: two colons.\n\nMore.\n",
         "Remark: a text. It has: two colons.", "More."),
        ("---\n\nA rule first.\n\n---\n\nMore.", "A rule first.", "More."),
    ],
)  # fmt: skip
def test_titles(text: str, title: str, body: str) -> None:
    article = read(text)
    assert (article.title, article.body) == (title, body)


@pytest.mark.parametrize(
    "head, suffix, sure",
    [
        (HUGO, ".html", 3),
        (TOML, "", 3),
        (JSON, ".json", 3),
        (HEADERS, ".txt", 3),
        ("# Title\n\nText", ".md", 2),
        ("# Title\n\nText", ".txt", 0),
        ("Note: text\n\nText", ".txt", 0),
        ("Note: text\nMore: text\n\nText", ".txt", 0),
        ('{"title": "T", "body": "Text"}', ".json", 0),
        ('{"title": "T"}\n{"title": "U"}\n', ".jsonl", 0),
        ("From: a@b.c\nTo: d@e.f\nSubject: x\n\nText", ".eml", 0),
        ("", ".md", 1),
    ],
)
def test_recognised_by_content_first(head: str, suffix: str, sure: int) -> None:
    assert FrontMatter().recognises(head.encode(), suffix) == sure


def test_a_head_that_ends_within_a_character() -> None:
    head = JEKYLL.encode()
    assert {FrontMatter().recognises(head[:-cut], "") for cut in range(1, 8)} == {3}


@pytest.mark.parametrize(
    "text, reason",
    [
        ("", "Holds no text."),
        ("---\ntags: x\n---\n", "Holds no text."),
        ("---\ntitle: T\nsummary_long: " + "word " * 100 + "\n---\n",
         "A long text under names that are not known: summary_long."),
    ],
)  # fmt: skip
def test_rejects(text: str, reason: str) -> None:
    (reject,) = raw_rejects(read_raw(FrontMatter(), text.encode()))
    assert reject.reason == reason


def test_a_text_in_the_front_matter() -> None:
    assert read("---\ntitle: T\nbody: |\n  One.\n  Two.\n---\n").body == "One.\nTwo."


@pytest.mark.parametrize(
    "text, expected",
    [
        ("a **b** c __d__ e", "a b c d e"),
        ("a *b* c _d_ e ***f***", "a b c d e f"),
        ("甲**乙**丙*丁*。", "甲乙丙丁。"),
        ("2 * 3 * 4 = 24 and snake_case_name", "2 * 3 * 4 = 24 and snake_case_name"),
        ("* not * emphasis", "not * emphasis"),
        ("[text](https://a.b/c_(d) \"title\") and [more][ref]", "text and more"),
        ("![image](x.jpg)", ""),
        ("before ![image](x.jpg) after", "before  after"),
        ("[![image](x.jpg) text](y)", "text"),
        ("<https://a.b/c_d>", "https://a.b/c_d"),
        ("`a * b` and ``c ` d``", "a * b and c ` d"),
        ("\\*kept\\* and \\[x\\](y)", "*kept* and [x](y)"),
        ("~~gone~~ stays", "gone stays"),
        ("# One #\n\n## Two", "One\n\nTwo"),
        ("One\n===\nTwo\n---\ntext", "One\n\nTwo\n\ntext"),
        ("line\nbreak", "line break"),
        ("甲乙\n丙丁", "甲乙丙丁"),
        ("line  \nbreak\\\nagain", "line\nbreak\nagain"),
        ("- a\n- b\n  more\n* c", "a\n\nb more\n\nc"),
        ("1. a\n2. b", "1. a\n\n2. b"),
        ("- [x] done", "done"),
        ("> quoted\n> text", "quoted text"),
        ("```py\nx = *a*\n\ny\n```\nafter", "x = *a*\n\ny\n\nafter"),
        ("| a | b |\n|---|---|\n| c | **d** |", "a | b\n\nc | d"),
        ("text[^1]\n\n[^1]: note", "text\n\nnote"),
        ("text\n\n[ref]: https://a.b \"t\"", "text"),
        ("* * *", ""),
        ("a {{< figure src=x >}} b", "a  b"),
        ("5 < 6 & 7 > 6", "5 < 6 & 7 > 6"),
        ("HK$1,560 [sic] (really)", "HK$1,560 [sic] (really)"),
        ("- 5 degrees", "5 degrees"),
        ("1986. A year.", "1986. A year."),
    ],
)  # fmt: skip
def test_markdown_as_text(text: str, expected: str) -> None:
    assert markdown_text(text) == expected


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text("abcdef 甲乙丙，。", min_size=1).map(str.strip).filter(bool), min_size=1))
def test_no_word_is_changed(paragraphs: list[str]) -> None:
    """Plain paragraphs stay as they are."""
    assert markdown_text("\n\n".join(paragraphs)) == "\n\n".join(paragraphs)


@settings(max_examples=200, deadline=None)
@given(st.text("ab*_`[]()!<>#-|\\~^:1. \n", max_size=60))
def test_letters_outside_addresses_and_images_stay(text: str) -> None:
    """Whatever signs stand around them, in their order; nothing is raised."""
    marks = ("](", "][", "]:", "`", "~", "<", "![", "[^")
    if not any(mark in text for mark in marks):
        letters = [character for character in text if character in "ab"]
        assert [character for character in markdown_text(text) if character in "ab"] == letters


@pytest.mark.parametrize(
    "piece", ["[", "[a](", "**a", "*a ", "`", "![", "_a", "<http://", "- ", "> ", "|", "\\"]
)
def test_long_repetitions_take_linear_time(piece: str) -> None:
    assert growth(markdown_text, lambda size: piece * (size // len(piece)), 20_000) < 30


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.sampled_from((b"", b"---\n", b"+++\n", b"{", b"Title: ")))
def test_any_bytes_are_one_result(data: bytes, head: bytes) -> None:
    results = read_raw(FrontMatter(), head + data)
    assert len(results) == 1
    check_raw(results)
