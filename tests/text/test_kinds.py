"""Characters counted by kind, against counting them one by one."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.language import Language
from archive.text.kinds import CharacterKinds, distinct
from archive.text.language import HAN_SHARE, SIMPLIFIED_ONLY, TRADITIONAL_ONLY, detect_language

#: With halves of characters, as broken sources have them.
TEXTS = st.text(st.characters() | st.sampled_from("\ud800\udfff中国國們们aé\U00020000"))


def _kind(character: str) -> int:
    return 2 * character.isalpha() + (character > "\x7f")


@given(st.lists(TEXTS, max_size=4))
def test_counts_are_those_of_each_character(texts: list[str]) -> None:
    kinds = CharacterKinds(_kind, 4)
    for text in texts:
        counts = Counter(map(_kind, text))
        assert kinds.counts(text) == [counts[kind] for kind in range(4)]


@given(TEXTS, st.integers(1, 40))
def test_distinct_characters_are_those_of_a_set(text: str, times: int) -> None:
    assert distinct(text * times) == sorted(set(text))


def test_each_character_is_asked_for_once() -> None:
    asked: list[str] = []

    def kind(character: str) -> int:
        asked.append(character)
        return 0

    kinds = CharacterKinds(kind, 1)
    assert kinds.counts("abba" * 50_000) == [200_000]
    assert kinds.counts("cab") == [3]
    assert sorted(asked) == ["a", "b", "c"]


@given(TEXTS)
def test_a_language_is_told_by_its_characters(text: str) -> None:
    """Signs of addresses apart."""
    if "://" in text or "www." in text or "{{" in text:
        return
    letters = [character for character in text if character.isalpha()]
    han = sum(
        "\u3400" <= character <= "\u4dbf"
        or "\u4e00" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003347f"
        for character in letters
    )
    said = detect_language(text)
    if letters and han < HAN_SHARE * len(letters):
        assert said is Language.ENGLISH
    else:
        simplified = sum(character in SIMPLIFIED_ONLY for character in letters)
        traditional = sum(character in TRADITIONAL_ONLY for character in letters)
        is_simplified = simplified > traditional
        assert said is (Language.SIMPLIFIED if is_simplified else Language.TRADITIONAL)


@pytest.mark.parametrize("size", [2**16 - 1, 2**16, 2**16 + 1, 3 * 2**16])
def test_long_texts_are_counted_in_pieces(size: int) -> None:
    assert CharacterKinds(_kind, 4).counts("中a" * size) == [0, 0, size, size]
