"""Queries as typed, and what they are read as."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.model.language import LANGUAGES
from archive.query.parser import parse
from archive.query.syntax import render
from archive.web.messages.speech import say

READINGS = [
    ("task !demo", "task -demo"),
    ("task ！demo", "task -demo"),
    ('task !"a b"', 'task -"a b"'),
    ("wow! Yahoo! a!b", "wow! Yahoo! a!b"),
    ("! demo !!!", "! demo !!!"),
    ("demo|third", "demo OR third"),
    ("task demo|third|x", "task (demo OR third OR x)"),
    ("task -demo|third", "task -(demo OR third)"),
    ("title:a|b", "title:a OR title:b"),
    ('"a b"|"c"', '"a b" OR "c"'),
    ("港聞｜港鐵", "港聞｜港鐵"),
    ("News | BBC", "News | BBC"),
    ("demo^2", "demo"),
    ('"a b"^2 c^0.5', '"a b" c'),
    ("10^6", "10^6"),
    ("^2", "^2"),
    ("a ^2 ^3", "a ^2 ^3"),
    ("x|y|", "x OR y"),
    ("+word C++ A+", "word C++ A+"),
    ('+"a b" -c', '"a b" -c'),
    ("a && b", "a b"),
    ("a || b c", "a OR b c"),
    ("d?mo", "d mo"),
    ("x de*mo* y", "x de mo y"),
    ("title:d?mo", "title:d title:mo"),
    ("*demo", "demo"),
    ("demo? 5*3 http://x.y/?a=b", "demo? 5*3 http://x.y/?a=b"),
    ("點解?因為 Why?", "點解?因為 Why?"),
    ("date:[2020 TO 2024]", "date:2020..2024"),
    ("date:[* TO 2024-05]", "date:..2024-05"),
    ("[2020 TO 2024]", "[2020 TO 2024]"),
    ("intitle:demo", "title:demo"),
    ("INTITLE:(a b)", "title:a title:b"),
    ("language:en organisation:x", "lang:en org:x"),
    ("after:2024-01-01 x", "date:2024-01-01.. x"),
    ("before:2024", "date:..2024"),
    ("a w/5 b", "a NEAR/5 b"),
    ("a AROUND(5) b", "a NEAR/5 b"),
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
    ("-(-a)", "a"),
    ("NOT -", "-(-)"),
    ("恒大 NEAR/10 清盤", "恒大 NEAR/10 清盤"),
    (
        "（恒大 ＯＲ Evergrande） ＮＥＡＲ／１０ (清盤 OR winding)",
        "(恒大 OR Evergrande) NEAR/10 (清盤 OR winding)",
    ),
    ("a NEAR/3 b NEAR/3 c", "a NEAR/3 b NEAR/3 c"),
    ("(a b) NEAR/3 c d", "a NEAR/3 b NEAR/3 c d"),
    ("a OR b NEAR/3 c", "a OR b NEAR/3 c"),
    ("-(a NEAR/3 b)", "-(a NEAR/3 b)"),
    ("near/3 b", "near/3 b"),
    ('"two words"~5', '"two words"~5'),
    ("「恒大 清盤」～５", '"恒大 清盤"~5'),
    ('"a"~5b', '"a" ~5b'),
    ("word~ word~2", "word~ word~2"),
    ("title:(a OR b)", "title:a OR title:b"),
    ("title:(a NEAR/2 b) c", "title:(a NEAR/2 b) c"),
    ("source:(a b)", "source:a source:b"),
    ('「a"b」', '「a"b」'),
    ('"q"-b', '"q" -b'),
    ("title:-x", "title:-x"),
    ("title:title:-a", "title:title:-a"),
    ("date:*-06-04~3d", "date:*-06-04~3d"),
    ("NOT NOT a", "a"),
    ("-(a b) c", "-(a b) c"),
    ('"exact phrase"', '"exact phrase"'),
    ("“exact phrase”", '"exact phrase"'),
    ("「香港，中國」", '"香港，中國"'),
    ("『甲』乙", '"甲" 乙'),
    ('="As Printed"', '="As Printed"'),
    ("＝「衞生」", '="衞生"'),
    ("date:2025-01", "date:2025-01"),
    ("mentions:2018-07", "mentions:2018-07"),
    ("-ｍｅｎｔｉｏｎｓ：1989..1990", "-mentions:1989..1990"),
    ("mentions:*-06-04~3d", "mentions:*-06-04~3d"),
    ("ｄａｔｅ：2025-01", "date:2025-01"),
    ('person:"Xi Jinping"', 'person:"Xi Jinping"'),
    ("title:a body:b", "title:a body:b"),
    ("foo:bar http://x.y/z", "foo:bar http://x.y/z"),
    ("title: a", "title: a"),
    ("FED NOT TO CUT RATES", 'FED "NOT" TO CUT RATES'),
    ("TO BE OR NOT TO BE THAT IS ALL", 'TO BE "OR" "NOT" TO BE THAT IS ALL'),
    ("TO BE OR NOT TO BE", 'TO BE "OR" "NOT" TO BE'),
    ("BANKS AND BROKERS CUT JOBS AGAIN", 'BANKS "AND" BROKERS CUT JOBS AGAIN'),
    ("ＦＥＤ ＡＮＤ ECB CUT RATES TWICE", 'ＦＥＤ "AND" ECB CUT RATES TWICE'),
    ("WHO OR WTO", "WHO OR WTO"),
    ("滙豐 OR HSBC", "滙豐 OR HSBC"),
    ("HSBC OR 滙豐", "HSBC OR 滙豐"),
    ("(滙豐 OR HSBC)", "滙豐 OR HSBC"),
    ('"HSBC" OR "MTR"', '"HSBC" OR "MTR"'),
    ("A股 OR H股", "A股 OR H股"),
    ("NBA NOT 湖人", "NBA -湖人"),
    ("NATO OR EU", "NATO OR EU"),
    ("NATO AND EU NOT UN", "NATO EU -UN"),
    ("NBA OR NFL OR NHL OR MLB OR MLS", "NBA OR NFL OR NHL OR MLB OR MLS"),
    ("U.S. OR U.K. OR E.U.", "U.S. OR U.K. OR E.U."),
    ("BBC NEWS OR CNN NEWS NOT FOX 港", "BBC NEWS OR CNN NEWS -FOX 港"),
    ('US FED ECB BOJ "RATE CUT" NOT CPI', 'US FED ECB BOJ "RATE CUT" -CPI'),
    ("WHO NEAR/5 WTO", "WHO NEAR/5 WTO"),
    ("who OR WTO", "who OR WTO"),
]

ODD = [
    ("task !demo", "task -demo", "bang"),
    ("demo|third", "demo OR third", "bar"),
    ("demo^2", "demo", "boost"),
    ("d?mo", "d mo", "wildcard"),
    ("de*mo", "de mo", "wildcard"),
    ("[2020 TO 2024]", "[2020 TO 2024]", "bracketed_range"),
    ("site: bbc", "site: bbc", "unknown_field"),
    ("fire NEAR bridge", "fire NEAR bridge", "near_alone"),
    ('"never closed', "never closed", "open_quote"),
    ("OR a", '"OR" a', "lone_operator"),
    ("a AND", 'a "AND"', "lone_operator"),
    ("a OR OR b", 'a "OR" OR b', "lone_operator"),
    ("NOT", '"NOT"', "lone_operator"),
    ("NEAR/5 a", '"NEAR/5" a', "lone_operator"),
    ("a NEAR/5 OR b", 'a "NEAR/5" OR b', "lone_operator"),
    ("title:OR b", 'title:"OR" b', "lone_operator"),
    ("(a", "a", "open_parenthesis"),
    ("a) b", "a b", "stray_parenthesis"),
    ("a () b", "a b", "empty_parentheses"),
    ("FED NOT TO CUT", 'FED "NOT" TO CUT', "capital_headline"),
    ("DOW AND FTSE FALL ON WAR FEARS", 'DOW "AND" FTSE FALL ON WAR FEARS', "capital_headline"),
    ("a NEAR/3 b NEAR/5 c", "a NEAR/5 b NEAR/5 c", "near_chain"),
    ("a NEAR/999 b", "a NEAR/60 b", "near_far"),
    ('"a b"~999', '"a b"~60', "near_far"),
    ("a NEAR/3 -b", "a -b", "near_operands"),
    ("a NEAR/3 title:b", "a title:b", "near_operands"),
    ("(a NEAR/3 b) NEAR/3 c", "a NEAR/3 b c", "near_operands"),
    (" NEAR/3 ".join("abcdefghi"), "a b c d e f g h i", "near_many"),
]


@pytest.mark.parametrize("typed, read", READINGS)
def test_reads(typed: str, read: str) -> None:
    """Every operator in every form is read as its half-width form."""
    part = parse(typed).tree
    assert part is not None
    assert render(part) == read


@pytest.mark.parametrize("typed, read, note", ODD)
def test_says_what_is_odd(typed: str, read: str, note: str) -> None:
    """What cannot be read as typed is read as plain words, and a note says so."""
    parsed = parse(typed)
    assert parsed.tree is not None
    assert render(parsed.tree) == read
    assert note in [one.code for one in parsed.notes]


@pytest.mark.parametrize("typed", ["", " ", "()", "((", "　", '""""', "(((())))"])
def test_nothing_asked_is_nothing_or_empty_quotes(typed: str) -> None:
    """Signs without words ask for nothing that could match."""
    part = parse(typed).tree
    assert part is None or '""' in render(part)


@pytest.mark.parametrize(
    "typed, note",
    [
        ("(" * 5000 + "a", "deep_parentheses"),
        ("a " * 5000, "many_words"),
        ("NOT " * 5000 + "a", ""),
        ("-" * 5000 + "a", ""),
        ("(a OR " * 2000, "deep_parentheses"),
        ('"' * 5000, ""),
        ("「" * 5000, "open_quote"),
        ("a NEAR/1 " * 3000, "lone_operator"),
        ("title:" * 3000, ""),
    ],
)
def test_long_queries_cost_little(typed: str, note: str) -> None:
    """However deep or long, a query is read without recursion errors, with a note."""
    notes = [one.code for one in parse(typed).notes]
    assert not note or note in notes


def test_notes_speak_three_languages() -> None:
    """Each note has its values in each language, and no blank is left."""
    for typed, _, key in ODD:
        for note in parse(typed).notes:
            said = [say(note, language) for language in LANGUAGES]
            assert len(set(said)) == 3
            assert not any(sign in text for text in said for sign in "{}")
            assert note.code != key or said[0].endswith(".")


PIECES = st.sampled_from(
    [
        *(
            "a",
            "b",
            "特朗普",
            "A",
            "AND",
            "OR",
            "NOT",
            "NEAR/5",
            "ＯＲ",
            "NEAR/99",
            "-",
            "－",
            "--",
        ),
        *(
            "(",
            ")",
            "（",
            "）",
            '"',
            "“",
            "”",
            "「",
            "」",
            "『",
            "』",
            "=",
            "＝",
            "title:",
            "date:",
        ),
        *(
            "ｔｉｔｌｅ：",
            "autor:",
            "：",
            "*",
            "~",
            "～2",
            "~5",
            "\u3000",
            "\n",
            "\u200b",
            "’",
            "x/y",
        ),
    ]
)


def typed_queries() -> st.SearchStrategy[str]:
    """Signs and words in any order, with and without spaces, and anything else."""
    piece = st.one_of(PIECES, PIECES, st.just(" "), st.just(" "), st.text(max_size=3))
    return st.lists(piece, max_size=25).map("".join)


LEFT_OUT = {"deep_parentheses", "many_words"}


def check_round_trip(typed: str) -> None:
    """A query written out from its tree has the same tree; nothing it leaves out goes unsaid."""
    parsed = parse(typed)
    for note in parsed.notes:
        for language in LANGUAGES:
            assert say(note, language)
    if parsed.tree is None or LEFT_OUT & {note.code for note in parsed.notes}:
        return
    assert parse(render(parsed.tree)).tree == parsed.tree, typed


@settings(max_examples=1_500, deadline=None)
@given(typed_queries())
def test_a_reading_typed_again_is_the_same_reading(typed: str) -> None:
    check_round_trip(typed)


@pytest.mark.long
@settings(max_examples=100_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed_queries())
def test_a_hundred_thousand_queries(typed: str) -> None:
    check_round_trip(typed)
