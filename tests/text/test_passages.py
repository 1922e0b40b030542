"""Long paragraphs are known again, whatever their script, width, case and punctuation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.passages import passages

WORDS = " ".join(f"word{n}" for n in range(40))
HAN = "海港局宣布由於碼頭維修工程需時三個月往來離島的渡輪服務將會減少" * 4


@pytest.mark.parametrize(
    "body, count",
    [
        (WORDS, 1),
        (WORDS.rsplit(" ", 1)[0], 0),
        (HAN[:100], 1),
        (HAN[:99], 0),
        # Half of each is one together.
        (f"{WORDS[: len(WORDS) // 2 + 3]} {HAN[:51]}", 1),
        (f"{WORDS}\n\nShort.\n\n{HAN}", 2),
        ("", 0),
    ],
)
def test_only_long_paragraphs_are_passages(body: str, count: int) -> None:
    assert len(list(passages(body))) == count


@pytest.mark.parametrize(
    "left, right",
    [
        (
            HAN,
            HAN.replace("於", "于")
            .replace("碼頭", "码头")
            .replace("維", "维")
            .replace("將會減", "将会减"),
        ),
        (WORDS, WORDS.upper()),
        (WORDS, WORDS.replace(" ", ", ") + "!"),
    ],
)
def test_the_same_words_have_one_key(left: str, right: str) -> None:
    (one,), (other,) = passages(left), passages(right)
    assert one.key == other.key


def test_another_word_is_another_passage() -> None:
    (one,), (other,) = passages(WORDS), passages(WORDS.replace("word7", "word77"))
    assert one.key != other.key


@given(st.text(max_size=400).map(lambda text: f"{text}\n\n{WORDS}\n\n{text}"))
def test_places_are_those_of_paragraphs(body: str) -> None:
    found = list(passages(body))
    assert WORDS in [body[passage.start : passage.end] for passage in found]
    assert all(passage.key for passage in found)
    ends = [place for passage in found for place in (passage.start, passage.end)]
    assert ends == sorted(ends)
