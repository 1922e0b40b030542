"""Queries as typed, and what they are read as."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search.parser import MAX_DEPTH, MAX_PARTS, parse
from archive.search.syntax import Word, render

READINGS = [
    ("特朗普 關稅", "特朗普 關稅"),
    ("tariff -China", "tariff -China"),
    ("tariff －China", "tariff -China"),
    ("tariff - China", "tariff - China"),
    ("by-election", "by-election"),
    ("a OR b c", "a OR b c"),
    ("(a OR b) c", "(a OR b) c"),
    ("（a ＯＲ b） c", "(a OR b) c"),
    ("關稅 OR 進口稅", "關稅 OR 進口稅"),
    ("關稅 與 進口稅", "關稅 與 進口稅"),
    ("NOT a", "-a"),
    ("NOT NOT a", "a"),
    ("-(a b) c", "-(a b) c"),
    ('"exact phrase"', '"exact phrase"'),
    ("“exact phrase”", '"exact phrase"'),
    ("「香港，中國」", '"香港，中國"'),
    ("『甲』乙", '"甲" 乙'),
    ('="As Printed"', '="As Printed"'),
    ("＝「衞生」", '="衞生"'),
    ("date:2025-01", "date:2025-01"),
    ("ｄａｔｅ：2025-01", "date:2025-01"),
    ('person:"Xi Jinping"', 'person:"Xi Jinping"'),
    ("title:a body:b", "title:a body:b"),
    ("foo:bar http://x.y/z", "foo:bar http://x.y/z"),
    ("title: a", "title: a"),
    ("FED NOT TO CUT RATES", "FED NOT TO CUT RATES"),
    ("WHO OR WTO", "WHO OR WTO"),
    ("who OR WTO", "who OR WTO"),
]

ODD = [
    ('"never closed', "never closed", "not closed"),
    ("OR a", "OR OR a", "OR stands alone"),
    ("a AND", "a AND", "AND stands alone"),
    ("NOT", "NOT", "NOT stands alone"),
    ("(a", "a", "not closed"),
    ("a) b", "a b", "closing parenthesis"),
    ("FED NOT TO CUT", "FED NOT TO CUT", "all in capitals"),
]


@pytest.mark.parametrize("typed, read", READINGS)
def test_reads(typed: str, read: str) -> None:
    """Every operator in every form is read as its half-width form."""
    part = parse(typed).part
    assert part is not None
    assert render(part) == read


@pytest.mark.parametrize("typed, read, note", ODD)
def test_says_what_is_odd(typed: str, read: str, note: str) -> None:
    """What cannot be read as typed is read as plain words, and a note says so."""
    parsed = parse(typed)
    assert parsed.part is not None
    assert render(parsed.part) == read
    assert any(note in one for one in parsed.notes)


@pytest.mark.parametrize("typed", ["", " ", "()", "((", "　", '""""', "(((())))"])
def test_nothing_asked_is_nothing_or_empty_quotes(typed: str) -> None:
    """Signs without words ask for nothing that could match."""
    part = parse(typed).part
    assert part is None or '""' in render(part)


@pytest.mark.parametrize(
    "typed, note",
    [
        ("(" * 5000 + "a", "deep"),
        ("a " * 5000, "first 300"),
        ("NOT " * 5000 + "a", ""),
        ("-" * 5000 + "a", ""),
        ("(a OR " * 2000, "deep"),
        ('"' * 5000, ""),
    ],
)
def test_long_queries_cost_little(typed: str, note: str) -> None:
    """However deep or long, a query is read without recursion errors, with a note."""
    notes = parse(typed).notes
    assert not note or any(note in one for one in notes)
    assert str(MAX_DEPTH) in " ".join(notes) or str(MAX_PARTS) in " ".join(notes) or not note


PIECES = st.sampled_from(
    [
        "a",
        "b",
        "特朗普",
        "AND",
        "OR",
        "NOT",
        "-",
        "(",
        ")",
        '"',
        "「",
        "」",
        "=",
        "title:",
        "：",
        "*",
        "~",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=3), st.just(" ")), max_size=25))
def test_anything_typed_has_a_reading_that_reads_the_same(pieces: list[str]) -> None:
    """Never an exception; a reading without odd words, typed again, is read the same."""
    parsed = parse("".join(pieces))
    if parsed.part is None or parsed.notes:
        return
    text = render(parsed.part)
    if '"' in text or isinstance(parsed.part, Word):
        return
    again = parse(text).part
    assert again is not None
    assert render(again) == text or not text.isprintable()
