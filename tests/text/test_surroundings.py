"""What stands round a place is there, on one line, no wider than a side, and of whole words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.text.surroundings import (
    SIDE_WIDTH,
    after_place,
    before_place,
    words_before,
    words_behind,
)

TEXTS = st.text(st.sampled_from("ab é,.港會 \n\t１“"), max_size=300)


def width(side: str) -> int:
    """Columns: what stands in a square takes two."""
    return sum(2 if character in "港會１“"[:3] else 1 for character in side)


@given(TEXTS, st.data())
def test_both_sides_stand_round_the_place(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    before, after = before_place(text, place), after_place(text, place)
    one_line = " ".join
    assert one_line(before.split()) in one_line(text[:place].split())
    assert one_line(text[:place].split()).endswith(one_line(before.split()))
    assert one_line(text[place:].split()).startswith(one_line(after.split()))
    for side in (before, after):
        assert width(side) <= SIDE_WIDTH
        assert "\n" not in side


def test_words_are_not_cut() -> None:
    text = "word " * 50
    assert set(before_place(text, 100).split()) == {"word"}
    assert set(after_place(text, 100).split()) == {"word"}
    assert len(before_place(text, 100)) > SIDE_WIDTH - len("word ")


def test_words_from_the_place_on() -> None:
    assert words_before("He told the Council, 政府") == ("府", "政", "council", "the", "told", "he")
    assert words_behind(" 政府 said.") == ("政", "府", "said")
