"""Text with marks and names: every character once, escaped, and well nested."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.paragraphs import paragraph_bounds
from archive.web.marking import Link, code_spans, marked, outermost
from archive.web.marking import _linked as linked

TEXTS = st.text(alphabet="ab<>&\"'特朗普\u202e\u0301 \n", max_size=40)
SPANS = st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=6)


def plain(markup: str) -> str:
    """What a reader sees of it."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


@pytest.mark.parametrize(
    "marks, expected",
    [
        ([], "a&lt;b特朗普"),
        ([(1, 3)], "a<mark>&lt;b</mark>特朗普"),
        ([(3, 6), (0, 1)], "<mark>a</mark>&lt;b<mark>特朗普</mark>"),
        ([(0, 4), (3, 6)], "<mark>a&lt;b特</mark><mark>朗普</mark>"),
        ([(3, 99)], "a&lt;b<mark>特朗普</mark>"),
        ([(2, 2)], "a&lt;b特朗普"),
    ],
)
def test_marks(marks: list[tuple[int, int]], expected: str) -> None:
    assert marked("a<b特朗普", marks) == expected


@pytest.mark.parametrize(
    "marks, expected",
    [
        ([(0, 6)], "<mark>Donald</mark><i> Trump</i>, "),
        ([(3, 9)], "Don<mark>ald</mark><i><mark> Tr</mark>ump</i>, "),
        ([(8, 14)], "Donald<i> T<mark>rump</mark></i><mark>, </mark>"),
        ([(0, 14)], "<mark>Donald</mark><i><mark> Trump</mark></i><mark>, </mark>"),
    ],
)
def test_a_mark_is_split_where_a_name_begins_or_ends(
    marks: list[tuple[int, int]], expected: str
) -> None:
    found = linked("Donald Trump, ", marks, [Link(6, 12, "person", "/x", "")], (0, 14))
    assert re.sub(r"<(/?)a[^>]*>", r"<\1i>", str(found)) == expected


@given(TEXTS, SPANS, SPANS)
def test_no_character_is_lost(
    text: str, marks: list[tuple[int, int]], names: list[tuple[int, int]]
) -> None:
    """Whatever overlaps, the text is there once and no link stands in a link."""
    kept = outermost(Link(a, b, "person", "/?'\"<", "'\"<") for a, b in names)
    found = linked(text, marks, kept, (0, len(text)))
    assert plain(found) == text
    depth = 0
    for tag in re.findall(r"</?a\b", found):
        depth += 1 if tag == "<a" else -1
        assert depth in (0, 1)
    assert found.count("<mark>") == found.count("</mark>")


@given(TEXTS)
def test_paragraphs_hold_everything_but_space(text: str) -> None:
    joined = "".join(text[start:end] for start, end in paragraph_bounds(text))
    assert "".join(joined.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Run `manage.py <x>`.", "Run <code>manage.py &lt;x&gt;</code>."),
        ("one ` alone", "one ` alone"),
        ("none", "none"),
    ],
)
def test_commands_in_a_sentence(text: str, expected: str) -> None:
    assert code_spans(text) == expected
