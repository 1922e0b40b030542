"""Paragraphs of wrapped text, days of wires, and lines that are no text."""

from __future__ import annotations

import datetime as dt
import textwrap

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from archive.ingest.encoding import decode_known
from archive.ingest.formats import wire_text
from archive.ingest.formats.desk_lines import is_byline, story_of, without_translation_mark
from archive.ingest.formats.wire_days import anpa_day, iptc_day, iso
from archive.ingest.formats.wire_messages import quoted

_WORDS = st.lists(st.text("abcdefghij", min_size=1, max_size=9), min_size=8, max_size=60)


@st.composite
def wrapped(draw: st.DrawFn) -> tuple[list[str], str]:
    """Paragraphs, and their text as agencies send it: parted by blank lines or standing in."""
    paragraphs = [
        " ".join(words).capitalize() + "."
        for words in draw(st.lists(_WORDS, min_size=1, max_size=5))
    ]
    width = draw(st.integers(64, 78))
    indent = draw(st.sampled_from(("", "   ", "     ")))
    parting = (
        draw(st.sampled_from(("\n\n", "\n \n")))
        if not indent
        else draw(st.sampled_from(("\n", "\n\n")))
    )
    filled = [textwrap.fill(text, width, initial_indent=indent) for text in paragraphs]
    # Where every line stands in alike, nothing says which of them begins a paragraph.
    assume(parting != "\n" or any("\n" in text for text in filled))
    return paragraphs, parting.join(filled)


@settings(max_examples=300)
@given(wrapped())
def test_wrapping_is_undone(given_text: tuple[list[str], str]) -> None:
    paragraphs, text = given_text
    assert wire_text.wire_paragraphs(text) == paragraphs


@given(
    st.lists(st.text("渡輪今日復航，市民歡迎。", min_size=40, max_size=200), min_size=1, max_size=4)
)
def test_chinese_lines_are_joined_without_a_space(paragraphs: list[str]) -> None:
    lines = "\n\n".join("\n".join(textwrap.wrap(text, 34)) for text in paragraphs)
    assert wire_text.wire_paragraphs(lines) == paragraphs


PARAGRAPHS = [
    ("One.\nTwo.", ["One.", "Two."]),
    ("- first point\n- second point\n* third", ["- first point", "- second point", "* third"]),
    ("Team  W\nA     3\nB     2", ["Team W", "A 3", "B 2"]),
    ("A line that goes on and\nends in lower case", ["A line that goes on and ends in lower case"]),
    ("A story that is at its end\nends.\n==Wire", ["A story that is at its end ends.", "==Wire"]),
    ("中文 English\n中文", ["中文 English 中文"]),
    ("", []),
    (" \n\u3000\n", []),
]  # fmt: skip


@pytest.mark.parametrize("text, paragraphs", PARAGRAPHS)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert wire_text.wire_paragraphs(text) == paragraphs


ISO = [
    ("20240305T151500+0800", "2024-03-05T15:15:00+08:00"),
    ("20240305T071500Z", "2024-03-05T07:15:00Z"),
    ("20240305T151500", "2024-03-05T15:15:00"),
    ("20240305T1515", "2024-03-05T15:15:00"),
    ("20240305", "2024-03-05"),
    ("2024-03-05T15:15:00+08:00", "2024-03-05T15:15:00+08:00"),
    (" 5 March 2024 ", "5 March 2024"),
    ("", ""),
]


@pytest.mark.parametrize("given_text, read", ISO)
def test_iso(given_text: str, read: str) -> None:
    """What is no such moment stays as it stands."""
    assert iso(given_text) == read


@given(st.datetimes(timezones=st.timezones()), st.booleans())
def test_iso_keeps_the_moment(moment: dt.datetime, whole: bool) -> None:
    offset = moment.utcoffset() or dt.timedelta()
    zone = dt.timezone(dt.timedelta(minutes=round(offset.total_seconds() / 60)))
    moment = moment.replace(microsecond=0, tzinfo=zone)
    text = moment.strftime("%Y%m%dT%H%M%S%z").rjust(20, "0")
    assert dt.datetime.fromisoformat(iso(text)) == moment


IPTC = [
    ("050715 GMT Mar 24", "2024-03-05T07:15:00Z"),
    ("050715 GMT März 24", "2024-03-05T07:15:00Z"),
    ("050815 MEZ mär 24", "2024-03-05T08:15:00+01:00"),
    ("051515 HKT MAR 2024", "2024-03-05T15:15:00+08:00"),
    ("050715 fév 24", "2024-02-05T07:15:00"),
    ("050715 mrt 24", "2024-03-05T07:15:00"),
    ("050715 août 24", "2024-08-05T07:15:00"),
    ("050715 juil 24", "2024-07-05T07:15:00"),
    ("050715 juin 24", "2024-06-05T07:15:00"),
    ("050715 dic 24", "2024-12-05T07:15:00"),
    ("050715 Okt 99", "1999-10-05T07:15:00"),
    ("HBW-15:15-05-03-24", "2024-03-05"),
    ("050715 GMT Foo 24", ""),
    ("the end", ""),
]


@pytest.mark.parametrize("text, read", IPTC)
def test_days_of_iptc_7901(text: str, read: str) -> None:
    """Day, hour and minute; zone; month; year: never the day of the month last."""
    assert iptc_day(text) == read


def test_days_of_anpa() -> None:
    assert anpa_day("AP-WF-03-05-24 0715GMT<") == "2024-03-05T07:15:00Z"
    assert anpa_day("AP-WF-03-05-24 0215EST<") == "2024-03-05T02:15:00-05:00"
    assert anpa_day("nothing") == ""


BYLINES = [
    ("By Jane Doe", True),
    ("By JANE DOE and JOHN ROE", True),
    ("By Jane Doe in Macau", True),
    ("By Jan van den Berg, dpa", True),
    ("By dpa correspondents", True),
    ("Von Jana Doe, dpa", True),
    ("Par Jeanne Doe", True),
    ("By Monday the ferry was back.", False),
    ("By Monday the ferry", False),
    ("By", False),
    ("Bye", False),
    ("By then", False),
]


@pytest.mark.parametrize("line, is_one", BYLINES)
def test_bylines(line: str, is_one: bool) -> None:
    assert is_byline(line) is is_one


#: The last paragraphs of a story of the agency "Wire", what is left of them, and codes of notes.
ENDINGS = [
    (["hh/ph/ts/hd"], [], ["desk-initials"]),
    (["(Wire/jd)"], [], ["desk-initials"]),
    (["HBW RTV jd"], [], ["desk-initials"]),
    (["==Wire"], [], ["credit"]),
    (["(Wire)"], [], ["credit"]),
    (["(Laughter)"], ["(Laughter)"], []),
    (["(Reporting by Jane Doe; Editing by John Roe)"], [], ["sign-off"]),
    (["ends"], [], ["end-mark"]),
    (["-30-"], [], ["end-mark"]),
    (["（完）"], [], ["end-mark"]),
    (["© 2024 Wire. All rights reserved."], [], ["copyright"]),
    (["___"], [], []),
    (["* * *"], [], []),
    (["It is back. WIRE"], ["It is back."], ["credit"]),
    (["It is back. USA"], ["It is back. USA"], []),
    (["渡輪今日復航。（完）"], ["渡輪今日復航。"], []),
    (["jd/jr", "ends"], [], ["end-mark", "desk-initials"]),
    (["An and/or clause"], ["An and/or clause"], []),
    (["* * * *", "Not for publication", "Call 123"], [], ["not-for-publication"]),
    (["Diese Angaben sind nicht zur Veröffentlichung bestimmt", "x"], [], ["not-for-publication"]),
    (["以下內容不供刊登", "電話一二三"], [], ["not-for-publication"]),
    (["# Notebook", "## Links", "- a"], [], ["desk-notes"]),
    (["*** DISCLAIMER: THIS IS AN AUTOMATED TRANSLATION ***"], [], ["machine-translation"]),
    (["The EU?s rule"], ["The EU?s rule"], ["damage-suspected"]),
    (["Is it? said he"], ["Is it? said he"], []),
]


@pytest.mark.parametrize("lines, left, codes", ENDINGS)
def test_endings(lines: list[str], left: list[str], codes: list[str]) -> None:
    first = "HARBOUR (WIRE) - The ferry is back."
    story = story_of([first, *lines], "Ferry returns", "Wire")
    assert list(story.paragraphs) == [first, *left]
    assert [note.code for note in story.notes] == codes


BEGINNINGS = [
    (["Replaces: Ferry late", "Text."], ["Text."], [], ["replaces"]),
    (["N i e u w bericht, vervangt: Boot", "Text."], ["Text."], [], ["replaces"]),
    (["Ferry returns", "Text."], ["Text."], [], []),
    (["By Jane Doe", "Text."], ["Text."], ["By Jane Doe"], []),
    (["* A point", "By Jane Doe", "Text."], ["* A point", "Text."], ["By Jane Doe"], []),
]


@pytest.mark.parametrize("lines, left, bylines, codes", BEGINNINGS)
def test_beginnings(
    lines: list[str], left: list[str], bylines: list[str], codes: list[str]
) -> None:
    story = story_of(lines, "Ferry returns", "Wire")
    assert list(story.paragraphs) == left
    assert list(story.bylines) == bylines
    assert [note.code for note in story.notes] == codes


@given(st.lists(st.text(), max_size=6), st.text(), st.text())
def test_no_paragraph_is_lost_unsaid(lines: list[str], title: str, agency: str) -> None:
    """What is left out has letters only if it is a byline, the title or in a note."""
    story = story_of(lines, title, agency)
    assert len(story.paragraphs) + len(story.bylines) <= len(lines)
    told = len(story.notes) + len(story.bylines)
    worded = [line for line in lines if any(letter.isalnum() for letter in line)]
    assert told or len(worded) - len(story.paragraphs) <= sum(
        "".join(filter(str.isalnum, line.casefold()))
        == "".join(filter(str.isalnum, title.casefold()))
        for line in worded
    )


TITLES = [
    ("Ferry returns*** TRANSLATED ***", "Ferry returns", ["machine-translation"]),
    ("*** TRANSLATED *** Ferry returns", "Ferry returns", ["machine-translation"]),
    ("Ferry returns ***", "Ferry returns ***", []),
]


@pytest.mark.parametrize("given_title, title, codes", TITLES)
def test_titles(given_title: str, title: str, codes: list[str]) -> None:
    plain, notes = without_translation_mark(given_title)
    assert plain == title
    assert [note.code for note in notes] == codes


def test_typed_quotation_marks() -> None:
    assert quoted("``It's `one' way,'' she said") == "“It's ‘one' way,” she said"
    assert quoted("the '90s and ''x''") == "the '90s and ''x''"


ENCODINGS = [
    ("é à ö", "cp1252"),
    ("渡輪今日復航，市民歡迎。", "big5"),
    ("渡轮今日复航，市民欢迎。", "gbk"),
]


@pytest.mark.parametrize("text, encoding", [*ENCODINGS, ("渡輪", "utf-8")])
def test_characters_of_wires(text: str, encoding: str) -> None:
    read = decode_known(text.encode(encoding))
    assert read.text == text
    assert bool(read.notes) is (encoding != "utf-8")
