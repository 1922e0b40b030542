"""Folding of any text whatever, the way back to it, and the table of Han characters."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.text.folding import _TABLE, _translated, fold, fold_character, fold_text, han_folds

#: What folding is most likely to trip over, so that it comes up more often than by chance.
ODD = st.sampled_from(
    [
        *"ﬁﬃ㎡㍿½①Ⅳ℃…‥™®²ªß",
        *"İıŁøĐ한ﾞ゙ﾊが々〇衞著𨋢𠮷⼈",
        *"’`'. \n\u3000",
        *"\u0301\u0308\u20e3\u3099\ufe0f\U000e0100\u200b\u200d\u2060\u00ad\ufeff\uf8ff\ud800",
        *"🙏🇭🇰\u093f\u064b",
    ]
)
#: Marks that stand on the character before them, and two characters that nobody sees.
MARKS = "\u0301\u20e3\u3099\uff9e\ufe0f\u200b\u2060"
TEXTS = st.text(
    st.one_of(ODD, st.characters(exclude_categories=[]), st.characters(min_codepoint=0x4E00)),
    max_size=24,
)


#: What composes: a letter of its own, then what Unicode writes into one character with it.
COMPOSED = re.compile("[\u3041-\u30ff][\u3099\u309a]|[\u1100-\u1112\uac00-\ud7a3][\u1161-\u11c2]")


def by_steps(text: str) -> tuple[str, list[int]]:
    """A text folded one character after another, and which gave each; what composes is composed.

    U+F8FF and lone surrogates fold to other than themselves within a text.
    """
    folded, givers = "", list[int]()
    for at, character in enumerate(text):
        plain = unicodedata.normalize("NFKD", character)
        pair = folded[-1:] + plain
        whole = unicodedata.normalize("NFC", pair)
        if folded and len(plain) == 1 and COMPOSED.fullmatch(pair) and len(whole) == 1:
            folded = folded[:-1] + whole
            continue
        odd = character == "\uf8ff" or "\ud800" <= character <= "\udfff"
        piece = fold_text(character) if odd else fold_character(character)
        folded += piece
        givers += [at] * len(piece)
    return folded, givers


@given(TEXTS)
def test_folds_character_by_character(text: str) -> None:
    """A text folds as its characters do, save what composes with the one before."""
    assert fold_text(text) == by_steps(text)[0]


@given(
    st.text(
        st.sampled_from("カハはｶﾊﾟﾞ\u3099\u309a\u200bガ한각\u1100\u1161\u11a8ㄱㅏ\u0301a"), max_size=9
    )
)
def test_what_composes_does_so_in_any_order(text: str) -> None:
    assert fold_text(text) == by_steps(text)[0]
    assert fold_text(fold_text(text)) == fold_text(text)


@given(TEXTS, st.integers(1, 40))
@example("香é’\0\U00020000", 20_000)
@example("香é’\0", 20_000)
def test_long_texts_are_folded_as_short_ones(text: str, times: int) -> None:
    assert _translated(text * times) == text.translate(_TABLE) * times


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold_text(text)
    assert fold_text(once) == once


def test_every_character_is_folded_to_the_end() -> None:
    for code in range(0x110000):
        if not 0xD800 <= code <= 0xDFFF:
            once = fold_text(chr(code))
            assert fold_text(once) == once, hex(code)


@given(TEXTS, st.data())
def test_a_span_is_the_whole_characters_that_gave_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    # The way back once more, by folding one character after another.
    givers = by_steps(text)[1]
    assert len(givers) == len(folded.text)
    first, last = folded.span(start, end)
    assert first == givers[start]
    assert givers[end - 1] < last <= len(text)
    # Behind the last character that gave something, only what gives nothing by itself.
    assert not set(range(givers[end - 1] + 1, last)) & set(givers)
    assert folded.text[start:end] in fold_text(text[first:last])


@given(TEXTS)
def test_spans_of_single_characters_are_in_order(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
    for (first, last), (after_first, after_last) in pairwise(spans):
        assert last <= after_first or (first, last) == (after_first, after_last)


def is_accent(character: str) -> bool:
    """Whether a character is a mark on the one before it; half-width ones are letters by name."""
    return unicodedata.category(unicodedata.normalize("NFKD", character)[0]) in ("Mn", "Me")


@given(st.text(st.one_of(st.sampled_from("a衞ｶ1ﬁ"), st.sampled_from(MARKS)), max_size=8))
def test_a_dropped_accent_stays_with_its_letter(text: str) -> None:
    folded = fold(text)
    for at in range(len(folded.text)):
        _, last = folded.span(at, at + 1)
        rest = text[last : last + 1]
        assert not (rest and is_accent(rest) and not fold_text(rest)), ascii(text)


@pytest.mark.parametrize(
    "text, part, printed",
    [
        ("衞生署", "卫生", "衞生"),
        ("a ﬁnal", "final", "ﬁnal"),
        ("a ﬁnal", "i", "ﬁ"),
        ("一㍿二", "式", "㍿"),
        ("最\u200b悲慘", "最悲", "最\u200b悲"),
        ("悲\u200b 慘", "悲", "悲"),
        ("\u200b悲", "悲", "悲"),
        ("cafe\u0301 au", "cafe", "cafe\u0301"),
        ("cafe\u0301 au", "caf", "caf"),
        ("1️⃣ 一", "1", "1️⃣"),
        ("ガザ", "ザ", "ザ"),
        ("ハ\u309aリ", "パ", "ハ\u309a"),
        ("ﾊﾟﾘ", "パ", "ﾊﾟ"),
        ("\u1112\u1161\u11ab글", "한", "\u1112\u1161\u11ab"),
        ("⻓江", "长", "⻓"),
        ("ｶﾞｻ", "ガ", "ｶﾞ"),
        ("Ⅳ級", "v", "Ⅳ"),
        ("𠮷𨋢門", fold_text("門"), "門"),
    ],
)
def test_way_back(text: str, part: str, printed: str) -> None:
    folded = fold(text)
    start = folded.text.index(part)
    first, last = folded.span(start, start + len(part))
    assert text[first:last] == printed


@pytest.mark.parametrize(
    "text, folded",
    [
        ("ＡＢＣ１２３", "abc123"),
        ("Straße", "strasse"),
        ("ΛΌΓΟΣ", "λογοσ"),
        ("İstanbul", "istanbul"),
        ("naïve", "naive"),
        ("x²", "x "),
        ("H₂O", "h2o"),
        ("Kep1er™s", "kep1er s"),
        ("don’t", "don't"),
        ("don`t", "don't"),
        ("等……", "等……"),
        ("co\u00adop", "coop"),
        ("한글", "한글"),
        ("ﾊﾞｽ", "バス"),
        ("\u3099a゛", "a "),
        ("ガ\u3099", "ガ"),
        ("⺮⻌⻜", "𥫗辶飞"),
        ("ʻ ʿ ʾ ʼ ‛ ‘ ’", "' ' ' ' ' ' '"),
        ("हिन्दी", "हिन्दी"),
        ("①②", "12"),
    ],
)
def test_beyond_han(text: str, folded: str) -> None:
    assert fold_text(text) == folded


def test_table_keeps_length_and_is_at_its_end() -> None:
    folds = han_folds()
    assert len(folds) > 5000
    for character, folded in folds.items():
        assert len(character) == len(folded) == 1
        assert folded not in folds, f"{character} folds to {folded}, which folds further"
        assert fold_text(character) == fold_text(folded) == folded
        assert character != folded


def test_table_holds_no_latin() -> None:
    for character, folded in han_folds().items():
        assert not character.isascii()
        assert not folded.isascii()


@pytest.mark.parametrize(
    "character, others",
    [
        ("國", "国"),
        ("發", "发髮発"),
        ("後", "后"),
        ("乾", "干幹"),
        ("關", "关関"),
        ("衛", "卫衞"),
        ("裏", "里裡"),
        ("臺", "台颱檯"),
        ("鍾", "钟鐘"),
        ("門", "门"),
        ("著", "着"),
        ("迪", "廸"),
        ("村", "邨"),
        ("說", "说説"),
        ("歷", "历曆歴"),
    ],
)
def test_a_class(character: str, others: str) -> None:
    assert {fold_text(one) for one in others} == {fold_text(character)}
