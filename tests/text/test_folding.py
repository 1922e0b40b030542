"""Folding of any text whatever, the way back to it, and the table of Han characters."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.folding import fold, fold_character, fold_text, han_folds

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


@given(TEXTS)
def test_folds_character_by_character(text: str) -> None:
    """A text folds as its characters do; U+F8FF and lone surrogates are not asked for here."""
    if any(one == "\uf8ff" or "\ud800" <= one <= "\udfff" for one in text):
        return
    assert fold_text(text) == "".join(map(fold_character, text))


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
    # The way back once more, by folding each character alone.
    givers = [at for at, character in enumerate(text) for _ in fold_text(character)]
    assert len(givers) == len(folded.text)
    first, last = folded.span(start, end)
    assert first == givers[start]
    assert givers[end - 1] < last <= len(text)
    # Behind the last character that gave something, only what gives nothing.
    assert not fold_text(text[givers[end - 1] + 1 : last])
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
        ("ガザ", "サ", "ザ"),
        ("ｶﾞｻ", "カ", "ｶﾞ"),
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
        ("ﾊﾞｽ", "ハス"),
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
