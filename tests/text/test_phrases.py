"""What a typed quote asks of the `exact` and `char` fields."""

from __future__ import annotations

import pytest

from archive.model.query import Nothing, Phrase, Term
from archive.text.folding import han_folds
from archive.text.phrases import quoted_spans, sequence


def of_class(text: str) -> str:
    """A text with each Han character as the one that stands for its class."""
    return "".join(han_folds().get(character, character) for character in text)


@pytest.mark.parametrize("text", ["", " ", "。", "……", "“ ”", "**", "\u200b", "🙏", "!?", "\u3000"])
def test_nothing(text: str) -> None:
    assert sequence(text, "body") == Nothing()


@pytest.mark.parametrize(
    "text, character",
    [
        ("香", "香"),
        ("「國」", "国"),
        ("衞。", "卫"),
        ("\u200b朱", "朱"),
        ("𨋢", "𨋢"),
        ("ガ", "ガ"),
        ("ｶﾞ", "ガ"),
    ],
)
def test_one_character(text: str, character: str) -> None:
    assert sequence(text, "body") == Term("body_char", of_class(character))
    assert sequence(text, "title") == Term("title_char", of_class(character))


@pytest.mark.parametrize(
    "text, token",
    [
        ("香港", "香港"),
        ("臺灣", "台湾"),
        ("（香港）", "香港"),
        ("Trump", "trump"),
        ("Trump's", "trump"),
        ("U.S.", "us"),
        ("1,560", "1560"),
        ("$3.5", "3.5"),
        ("C++", "c++"),
        ("ＡＢＣ", "abc"),
        ("A", "a"),
        ("7", "7"),
        ("①", "1"),
        ("ﬁ", "fi"),
        ("“café”", "cafe"),
    ],
)
def test_one_token(text: str, token: str) -> None:
    assert sequence(text, "body") == Term("body_exact", of_class(token))


@pytest.mark.parametrize(
    "text, expected",
    [
        ("香港人", "0:香港 1:港人"),
        ("恒大清盤", "0:恒大 1:大清 2:清盘"),
        ("𠝹票案", "0:𠝹票 1:票案"),
        ("5G網絡", "0:5g 1:网络"),
        ("5G 網絡", "0:5g 1:网络"),
        ("Meta擬", "0:meta 1:拟"),
        ("Meta擬斥資1560億", "0:meta 1:拟斥 2:斥资 4:1560 5:亿"),
        ("A股", "0:a 1:股"),
        ("3.5億", "0:3.5 1:亿"),
        ("香港，中國", "0:香港 2:, 3:中国"),
        ("香港、中國", "0:香港 2:, 3:中国"),
        ("香港……中國", "0:香港 2:, 3:中国"),
        ("香港 中國", "0:香港 2:, 3:中国"),
        ("香港\n中國", "0:香港 2:, 3:中国"),
        ("香港\n\n中國", "0:香港 2:, 3:中国"),
        ("香港。中國", "0:香港 2:. 4:中国"),
        ("是，不", "0:是 1:, 2:不"),
        ("朱·特朗普", "0:朱 1:, 2:特朗 3:朗普"),
        ("唐納德·特朗普", "0:唐纳 1:纳德 3:, 4:特朗 5:朗普"),
        ("說：“是”了", "0:说 1:, 2:是 3:, 4:了"),
        ("《紐時》說", "0:纽时 2:, 3:说"),
        ("white house", "0:white 1:house"),
        ("white\n\nhouse", "0:white 1:house"),
        ("year-on-year", "0:year 1:on 2:year"),
        ("COVID-19", "0:covid 1:19"),
        ("U.S. tariffs", "0:us 1:tariffs"),
        ("Mr. Lee", "0:mr 1:lee"),
        ("yes, no", "0:yes 1:, 2:no"),
        ("Yes! No", "0:yes 1:. 3:no"),
        ("he said “no” twice", "0:he 1:said 2:, 3:no 4:, 5:twice"),
        ("AT&T", "0:at 1:, 2:t"),
        ("2-1", "0:2 1:1"),
        ("25:17", "0:25 1:, 2:17"),
    ],
)
def test_phrase(text: str, expected: str) -> None:
    pairs = [piece.split(":", 1) for piece in of_class(expected).split()]
    texts = tuple(token for _, token in pairs)
    places = tuple(int(place) for place, _ in pairs)
    assert sequence(text, "body") == Phrase("body_exact", texts, places)
    assert sequence(text, "title") == Phrase("title_exact", texts, places)


@pytest.mark.parametrize(
    "quote", ["香港，中國", "white house", "5G網絡", "香", "U.S. law", "3.5億"]
)
@pytest.mark.parametrize(
    "around", ["“{}”", "「{}」。", "……{}！", " {} ", "\n\n{}\n\n", "（{}）", "**{}**"]
)
def test_ends_are_dropped(quote: str, around: str) -> None:
    assert sequence(around.format(quote), "body") == sequence(quote, "body")


@pytest.mark.parametrize(
    "one, other",
    [
        ("ＡＢＣ　公司", "ABC 公司"),
        ("香港，中國", "香港,中國"),
        ("香港！中國", "香港!中國"),
        ("１，５６０億", "1,560億"),
        ("３．５億", "3.5億"),
        ("Ｍｅｔａ擬", "META擬"),
        ("ｺﾛﾅ", "コロナ"),
        ("（甲）乙", "(甲)乙"),
        ("衞生署", "卫生署"),
        ("朱凱廸", "朱凯迪"),
        ("最\u200b悲慘", "最悲慘"),
        ("Trump’s law", "trump's law"),
    ],
)
def test_same_question(one: str, other: str) -> None:
    assert sequence(one, "body") == sequence(other, "body")


@pytest.mark.parametrize(
    "one, other",
    [
        ("香港，中國", "香港中國"),
        ("香港，中國", "香港。中國"),
        ("3.5億", "35億"),
        ("C++", "C"),
        ("yes, no", "yes no"),
        ("未來", "末來"),
    ],
)
def test_other_question(one: str, other: str) -> None:
    assert sequence(one, "body") != sequence(other, "body")


def test_places_begin_with_none_and_never_fall() -> None:
    asked = sequence("「Meta擬」，香港。the U.S. 5G", "body")
    assert isinstance(asked, Phrase)
    assert asked.places[0] == 0
    assert list(asked.places) == sorted(asked.places)


def test_a_quote_has_no_paragraphs() -> None:
    assert max(int(span.gap) for span in quoted_spans("a\n\n\nb。\n\n香")) < 64
