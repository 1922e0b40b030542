"""Rules tried in some stretches of a text find what they find when tried everywhere."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.dates.chinese.table import RULES as CHINESE
from archive.dates.english.table import RULES as ENGLISH
from archive.dates.mentions import _ENGLISH, _IN_FIGURES, _QUICK, _table_for
from archive.dates.rules import Rule
from archive.dates.windows import RuleTable, Windows, reach
from archive.text.folding import fold_text

RULES = (*_IN_FIGURES, *ENGLISH, *CHINESE)

PIECES = (
    "2024 1998 08 零八 十 二十 廿三 三 12 5 31 44 9 年 月 日 號 天 星期 周 禮拜 世紀 季 前 後 今",
    "明 昨 去年 上 下 本 個 第 最後 未來 近 至 - – / . , ( ) （ ） 夜 節 中秋 同 翌 民國 公元前",
    "年代 半年 度 中國 的 在 話 January May March Sept. 3rd Monday Tue last next this week month",
    "year ago in by the of since on twenties century B.C. Q1 H2 half first quarter spring two",
    "tomorrow Christmas three 0s ' İ",
)
pieces = st.sampled_from([*" ".join(PIECES).split(" "), "\n", " "])
gaps = st.sampled_from(["", "", " ", "  ", "　", "x" * 60, "字" * 70, "7" * 30])


def everywhere(rule: Rule, text: str) -> Iterator[tuple[int, int]]:
    """Where a rule matches; nowhere in a text without what all its matches hold."""
    small = text.lower()
    if rule.words and not any(word in small for word in rule.words):
        return
    if rule.needs is None or rule.needs.search(small):
        yield from (match.span() for match in rule.pattern.finditer(text))


def check(text: str) -> None:
    for rules, read in (((*_IN_FIGURES, *ENGLISH), text), (CHINESE, fold_text(text))):
        windows = Windows(read, RuleTable(rules))
        tried = windows.rules()
        for rule in rules:
            found = [
                match.span()
                for first, last in (windows.of(rule) if rule in tried else ())
                for match in rule.pattern.finditer(read, first, last)
            ]
            assert found == list(everywhere(rule, read)), (rule.code, rule.pattern.pattern)


@given(st.lists(st.builds(str.__add__, pieces, gaps), max_size=30).map("".join))
def test_any_text(text: str) -> None:
    check(text)


#: What decides whether English rules are tried, written plainly.
_LATIN = re.compile(
    r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|day|night|morning|evening|week|month|year|"
    r"decade|century|quarter|half|tomorrow|[A-Za-z:] \d{4}|E:\d{4}|\d0'?s|ties\b|twenty-tens|"
    r"\d/\d\d?/\d|[QHY]\d|Festival|Year|Easter|spring|summer|autumn|fall|this winter|"
    r"^\d{4}|the \d\d|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
)
english = st.sampled_from("a:Q H d t the ties 0 1 20 199 0's s / 1/2 Jan day ' \ud800 中 x".split())


@given(st.lists(english | st.sampled_from(" \n"), max_size=9).map("".join) | st.text())
def test_english_rules_are_tried_where_they_may_match(text: str) -> None:
    tried = _table_for(text, _QUICK.places(text))
    if _LATIN.search(text):
        assert tried is _ENGLISH
    elif tried is None:
        assert not any(rule.pattern.search(text) for rule in _IN_FIGURES)
    else:
        assert tried.rules == _IN_FIGURES


@pytest.mark.corpus
def test_real_texts(corpus: Path) -> None:
    for path in sorted(corpus.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(next(lines)) for _ in range(400)]
        for row in random.Random(1).sample(rows, 12):
            check(row["body"] or "")


@pytest.mark.parametrize(
    "pattern, longest",
    [
        ("a", 2),
        ("ab?c{1,3}", 6),
        ("a(?=bc)", 4),
        ("a(?:b(?!cd(?=e))|f)", 6),
        ("(?<=abc)d", 2),
        ("a+", None),
        (r"a(?!\s*$)", None),
    ],
)
def test_how_far_a_match_reaches(pattern: str, longest: int | None) -> None:
    assert reach(re.compile(pattern)) == longest


def test_every_chinese_rule_is_tried_in_few_places() -> None:
    for rule in CHINESE:
        assert reach(rule.pattern) is not None
        assert rule.words or rule.needs
