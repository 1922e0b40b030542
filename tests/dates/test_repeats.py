"""Texts of one fragment over and over are read in time that grows as they do."""

from __future__ import annotations

import datetime as dt
import random
import re
import sys
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, Final

import pytest

from archive.dates.chinese.table import RULES as CHINESE
from archive.dates.english.table import RULES as ENGLISH
from archive.dates.mentions import _IN_FIGURES, mentioned_dates
from archive.dates.read_so_far import Named, Taken
from archive.dates.rules import Rule
from tests.linear import faults, growth

RULES: Final = (*_IN_FIGURES, *ENGLISH, *CHINESE)
TODAY: Final = dt.date(2025, 9, 22)

#: Twice the growth that is due, and half of what the square would give.
_MOST: Final = 24

_SIGNS: Final = (
    *" -–—~/.,:;!?()[]'\"%\n\t。，！（）、：",
    "  ",
    " \n",
    "\u3000",
    "\u200b",
    "\u00a0",
)
_FIGURES: Final = ("1", "0", "05", "9", "13", "31", "20", "1999", "2020", "2020-", "1/1/", "1990s")


def _words() -> list[str]:
    """The words of all rules' patterns, of what they are told by, and of both cases."""
    sources = [rule.pattern.pattern for rule in RULES]
    sources += [rule.needs.pattern for rule in RULES if rule.needs]
    sources += [word for rule in RULES for word in rule.words]
    bare = re.sub(r"\\.|\(\?P<\w+>|\(\?[a-z-]*[:=!<]*|\[[^]]*\]", " ", "\n".join(sources))
    found = set(re.findall(r"[A-Za-z]+(?: [A-Za-z]+)?|[^\W\da-zA-Z_]", bare))
    classes = "".join(re.findall(r"\[[^]]*\]", "\n".join(sources)))
    found |= set(re.findall(r"[^\x00-\x7f]", classes))
    return sorted(found | {one.upper() for one in found} | {one.lower() for one in found})


WORDS: Final = _words()


def _fragments(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """What a text begins with, and what it repeats: up to three pieces, glued or parted."""
    chance = random.Random(seed)
    kinds = (WORDS, WORDS, _FIGURES, _SIGNS)
    for _ in range(count):
        between = chance.choice(("", "", "", " ", " ", "-", "\n", " of ", "至"))
        pieces = [
            chance.choice(chance.choice(kinds)) for _ in range(chance.choice((1, 2, 2, 3, 3)))
        ]
        head = chance.choice(("", "", "In May 2020. ", "2020年1月3日。", "1 "))
        yield head, between.join(pieces) + between


def _growth(head: str, fragment: str, size: int) -> float:
    return growth(
        lambda text: mentioned_dates(text, TODAY),
        lambda length: head + fragment * (length // len(fragment) + 1),
        size,
    )


def test_words_of_rules() -> None:
    """The fragments are made of the words of every rule."""
    assert {"Jan", "JAN", "jan", "Monday", "week", "before last", "ago", "年", "號", "禮"} <= {
        *WORDS,
        "Monday",
    }
    assert len(WORDS) > 500


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_pattern(rule: Rule) -> None:
    """No repetition in a pattern can begin at many places of the same stretch."""
    patterns = [rule.pattern, *([rule.needs] if rule.needs else [])]
    assert {one.pattern: faults(one) for one in patterns if faults(one)} == {}


@pytest.mark.parametrize(
    "pattern",
    [r"jan[a-z]*\d", r"\s+x", r"a\w*b", r"x\s+(?:of)?\s+\d", r"(?:a|b)?[ab]+c", r"1\.?\d+;"],
)
def test_faulty_pattern(pattern: str) -> None:
    """The check finds the kinds of patterns that go over a stretch again and again."""
    assert faults(re.compile(pattern)) != []


@pytest.mark.parametrize("pattern", [r"jan\s+\d", r"\d(?: of)?\s+x", r"\b[a-z]+ed", r"(?:a|b)1+c"])
def test_sound_pattern(pattern: str) -> None:
    """It lets the others be."""
    assert faults(re.compile(pattern)) == []


FRAGMENTS: Final = [
    ("", one)
    for one in (
        *("Jan", "May", "JanFeb", "Sep ", "sept", "MARCH", "Jan. the ", "1st Jan", "of May-"),
        *("Monday to ", "ago ", "a day and ", "two weeks, ", "between 1999 and ", "BC 1 B. C."),
        *("1999-", "1/1/", "2020", "1.1.2020", "0", " ", "\n", "-", "the 1990s and ", "May 5 "),
        *(
            "同年",
            "當年",
            "5月",
            "十",
            "1日至",
            "周一(1日)",
            "民國百",
            "第一季",
            "上上",
            "至",
            "年中",
        ),
    )
] + [
    ("2020年。", "當年"),
    ("2020年1月3日", "翌日，"),
    ("May 2020", " previous year"),
]


@pytest.mark.parametrize("head, fragment", FRAGMENTS)
def test_fragment(head: str, fragment: str) -> None:
    """Eight times a fragment takes about eight times as long."""
    assert _growth(head, fragment, 1_500) < _MOST


def test_told_from_far() -> None:
    """What is told from a day is told as quickly where that stands far before it."""

    def make(size: int) -> str:
        return "2020年" + "好" * 20 * size + "。" + "當年" * size

    assert growth(lambda text: mentioned_dates(text, TODAY), make, 1_500) < _MOST


def test_days_between_others() -> None:
    """Days that a rule names between those of another are kept as quickly."""

    def name(text: str) -> None:
        named, taken = Named(), Taken(len(text))
        for first in (0, 1):
            for place in range(first, len(text), 2):
                taken.take(place, place + 1)
                named.before(place)
                named.add(place, TODAY)
            named.settle()

    assert growth(name, lambda size: " " * size, 10_000) < _MOST


def test_fragments() -> None:
    """So it is of fragments of the rules' own words."""
    grown = {one: _growth(*one, 500) for one in _fragments(150, 1)}
    assert {one: times for one, times in grown.items() if times >= _MOST} == {}


@pytest.mark.long
def test_many_fragments() -> None:
    """So it is of very many."""
    grown = {one: _growth(*one, 1_500) for one in _fragments(6_000, 2)}
    assert {one: times for one, times in grown.items() if times >= _MOST} == {}


def _steps(size: int) -> int:
    """Lines that Python goes through in a text with many days told from others."""
    count = 0

    def trace(_frame: Any, event: str, _: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    text = "2020年1月3日，翌日。May 5, 2020. " * size
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        mentioned_dates(text, TODAY)
    finally:
        sys.settrace(before)
    return count


def test_steps() -> None:
    """Twice a text takes twice the steps."""
    assert _steps(200) < 2.2 * _steps(100)


def test_taken() -> None:
    """What was read is not free, nor is what overlaps it; what touches it is."""
    taken = Taken(20)
    taken.take(5, 8)
    taken.take(10, 12)
    free = [(a, b) for a in range(19) for b in range(a + 1, 20) if taken.is_free(a, b)]
    overlapping = {*range(5, 8), *range(10, 12)}
    assert free == [
        (a, b) for a in range(19) for b in range(a + 1, 20) if not overlapping & {*range(a, b)}
    ]


def test_named() -> None:
    """The last day before a place is the same whichever rules named the days."""
    chance = random.Random(3)
    for _ in range(50):
        named, plain = Named(), list[tuple[int, dt.date]]()
        for _rule in range(4):
            named.settle()
            for place in sorted(chance.sample(range(100), 8)):
                at = bisect_left(plain, (place, dt.date.min))
                assert named.before(place) == (plain[at - 1] if at else None)
                if all(place != other for other, _ in plain):
                    named.add(place, TODAY - dt.timedelta(place))
                    plain = sorted([*plain, (place, TODAY - dt.timedelta(place))])
