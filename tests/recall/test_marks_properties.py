"""Marks and snippets, of texts that no newsroom writes as well as of those it does."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.text.finder import Finder
from archive.text.marks import Leaf, Occurrence, merge
from archive.text.phrases import sequence
from archive.text.snippets import LONGEST_WORD, MOST_FRAGMENTS, Fragment, fragments
from tests.recall.brute import Plain, is_han, merged, occurrences, original_span, units_of

_PIECES = (
    *("香港", "中國", "衞生", "卫生", "港", "𠮷", "カ", "々", "，", "。", "……", "、", "「", "」"),
    *("Bank", "banks", "US", "U.S.", "Mr.", "it's", "workers'", "5G", "1,560", "3.5", "C++", "é"),
    *(" ", " ", " ", "\n", "\n\n", "-", "'", "’", ".", ". ", ",", "！", "*", "_", "™", "²", "ﬁ"),
    *("\u3000", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u202e", "\u2066", "\u2069", "\0"),
    *("\u0301", "\u3099", "\u20dd", "\ufe0f", "\U000e0100", "\ud83d", "\udc00", "\uf8ff"),
    *("👩\u200d👩\u200d👧", "👍🏽", "❤\ufe0f", "🇭🇰", " กำ ", " हिन्दी ", "한국", "ｶﾞ", "①", "ŉ", "İ"),
)

texts = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)
long_texts = st.lists(st.sampled_from(_PIECES), min_size=50, max_size=300).map("".join)


@st.composite
def asked_texts(draw: st.DrawFn, of: st.SearchStrategy[str] = texts) -> tuple[str, str]:
    """A text, and a quote that often stands in it."""
    text = draw(of)
    if draw(st.booleans()):
        return text, draw(st.lists(st.sampled_from(_PIECES), max_size=3).map("".join))
    start = draw(st.integers(0, len(text)))
    return text, text[start : start + draw(st.integers(1, 9))]


def asked(quote: str) -> list[Leaf]:
    """What a quote asks of a body."""
    leaf = sequence(quote, "body")
    return [leaf] if isinstance(leaf, Leaf) else []


def one_word(one: str, other: str) -> bool:
    """Whether two neighbouring characters belong to one word written with spaces round it."""
    return all(c.isalnum() and not is_han(c) for c in (one, other))


def splits(text: str, at: int) -> bool:
    """Whether a cut before `text[at]` splits a word, a combining sequence, a surrogate pair."""
    if not 0 < at < len(text):
        return False
    one, other = text[at - 1], text[at]
    combines = unicodedata.category(other) in ("Mn", "Me") or "\u200d" in (one, other)
    pair = "\ud800" <= one <= "\udbff" and "\udc00" <= other <= "\udfff"
    spaces = one.isspace() or other.isspace()
    return (combines and not spaces) or pair or one_word(one, other)


def unbroken(text: str, at: int) -> bool:
    """Whether `at` lies in a stretch without spaces that is too long to be shown whole."""
    around = text[max(0, at - LONGEST_WORD) : at + LONGEST_WORD]
    return max(map(len, around.split()), default=0) >= LONGEST_WORD


def check(text: str, found: Sequence[Occurrence], shown: Sequence[Fragment]) -> None:
    """What holds of fragments whatever the text."""
    assert len(shown) <= MOST_FRAGMENTS
    assert bool(shown) == bool(text.strip()) or found
    end = 0
    marks = set(merge(found))
    for one in shown:
        assert text.startswith(one.text, one.start)
        assert one.start >= end
        end = one.start + len(one.text)
        for at in (one.start, end):
            assert not splits(text, at) or unbroken(text, at), (text, at)
        assert all(0 <= a < b <= len(one.text) for a, b in one.marks)
        assert {(one.start + a, one.start + b) for a, b in one.marks} <= marks
    if found:
        assert all(one.marks for one in shown)


@settings(max_examples=400, deadline=None)
@given(asked_texts())
def test_marks_are_what_brute_force_finds(drawn: tuple[str, str]) -> None:
    """Of hostile texts too."""
    text, quote = drawn
    plain = Plain(text)
    expected = [original_span(plain, *span) for span in occurrences(plain, quote)]
    assert merge(Finder(asked(quote), "body").find(text)) == merged(expected)


@settings(max_examples=400, deadline=None)
@given(asked_texts())
def test_what_is_marked_is_what_was_asked(drawn: tuple[str, str]) -> None:
    """The marked characters, read by themselves, are the quote; no accent is left behind."""
    text, quote = drawn
    for start, end, _ in Finder(asked(quote), "body").find(text):
        assert units_of(text[start:end])[0] == units_of(quote)[0]
        assert not regex.match(r"\p{Mn}", text[start])
        assert not regex.match(r"\p{Mn}", text[end : end + 1])


@settings(max_examples=200, deadline=None)
@given(asked_texts(long_texts))
def test_fragments_split_nothing(drawn: tuple[str, str]) -> None:
    """They are stretches of the text, in order, cut where it may be cut."""
    text, quote = drawn
    found = Finder(asked(quote), "body").find(text)
    check(text, found, fragments(text, found))


@pytest.mark.parametrize("seed", range(20))
def test_fragments_of_plain_texts(seed: int) -> None:
    """The same of longer texts with more than one thing asked."""
    rng = random.Random(seed)
    words = (
        "market",
        "bank's",
        "香港經濟",
        "，",
        "。",
        ". ",
        "U.S.",
        "衞生署",
        "\n\n",
        "rose",
        "é",
    )
    pieces = (word + rng.choice(("", " ", " ")) for word in rng.choices(words, k=2_000))
    text = "".join(pieces)
    found = Finder([*asked("bank"), *asked("卫生"), *asked("港經")], "body").find(text)
    shown = fragments(text, found)
    check(text, found, shown)
    assert len(shown) == MOST_FRAGMENTS


@pytest.mark.parametrize("filler", ["字" * 80 + "。", "word " * 30, "長", "\n\nOne more line. "])
def test_a_hit_far_down_is_shown(filler: str) -> None:
    """However far down an article it stands."""
    before = filler * (120_000 // len(filler))
    text = f"{before}，鍾南山{filler * 20}"
    found = Finder(asked("钟南山"), "body").find(text)
    shown = fragments(text, found)
    check(text, found, shown)
    start, end = shown[0].marks[0]
    assert shown[0].text[start:end] == "鍾南山"


@pytest.mark.parametrize(
    "piece",
    [
        *("香", "a", " ", "。", "-", "\n", "\u0301", "\u200b", "\0", "\ud83d", "\U0001f469\u200d"),
        *("a.", "1,", "111,", "1.", "a'", "a-", ".'", "c+", "U.S.A", "\u202e香", "Mr. ", "\n \n"),
    ],
)
def test_endless_repetition_is_read(piece: str) -> None:
    """A megabyte of one thing, with what is asked at its end: no step may go over all of it."""
    text = piece * (1_000_000 // len(piece)) + " 鍾南山 1b"
    found = Finder([*asked("钟南山"), *asked("1b")], "body").find(text)
    assert [text[one.start : one.end] for one in found] == ["鍾南山", "1b"]
    check(text, found, fragments(text, found))
    fragments(text, [])


@pytest.mark.long
@pytest.mark.parametrize("quote", ["香", "us", "港 鍾", "1560", "nothing"])
def test_five_megabytes_are_read(quote: str) -> None:
    """Five million characters of everything."""
    rng = random.Random(5)
    text = "".join(rng.choices(_PIECES, k=2_500_000))[:5_000_000]
    found = Finder(asked(quote), "body").find(text)
    check(text, found, fragments(text, found))


@pytest.mark.long
@pytest.mark.parametrize("piece", ["香", "a ", "。港"])
def test_five_megabytes_of_hits_are_shown(piece: str) -> None:
    """As many hits as a text can have."""
    text = piece * (5_000_000 // len(piece))
    found = Finder(asked(piece.strip()), "body").find(text)
    assert len(found) == text.count(piece)
    check(text, found, fragments(text, found))
