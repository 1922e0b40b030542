"""Words near another are those that a comparison with every word of the vocabulary finds."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.engine.whoosh.vocabulary import EXACT_FIELDS, Vocabulary, vocabulary_arrays
from archive.text.folding import fold_text
from tests.engine.naive_matching import edits_between

SAMPLES = Path(__file__).parents[2] / "samples"


def near(counts: dict[str, int], word: str, edits: int) -> set[tuple[str, int, int]]:
    """What a comparison with every word gives."""
    distances = ((other, edits_between(word, other)) for other in counts)
    return {(other, n, counts[other]) for other, n in distances if 0 < n <= edits}


def vocabulary(title: dict[str, int], body: dict[str, int]) -> Vocabulary:
    return Vocabulary(vocabulary_arrays(dict(zip(EXACT_FIELDS, (title, body), strict=True))))


words = st.text("abcz19éаж\U0001f600", min_size=1, max_size=7)


@settings(max_examples=300, deadline=None)
@given(
    title=st.dictionaries(words, st.integers(1, 9), max_size=20),
    body=st.dictionaries(words, st.integers(1, 9), max_size=20),
    asked=st.one_of(words, st.just(""), st.just("ab\ud800")),
    edits=st.integers(1, 2),
)
def test_as_comparing_with_every_word(
    title: dict[str, int], body: dict[str, int], asked: str, edits: int
) -> None:
    held = vocabulary(title, body)
    for field, counts in zip(EXACT_FIELDS, (title, body), strict=True):
        assert set(held.near(field, asked, edits)) == near(counts, asked, edits)


@pytest.fixture(scope="module")
def printed() -> dict[str, int]:
    """The Latin words of the sample articles."""
    lines = (SAMPLES / "english.jsonl").read_text("utf-8").splitlines()
    bodies = [fold_text(json.loads(line)["body"]) for line in lines]
    return dict(Counter(word for body in bodies for word in re.findall(r"[a-z0-9]+", body)))


def test_real_words_with_slips(printed: dict[str, int]) -> None:
    """Two random edits of real words: nothing near them is passed over."""
    some = random.Random(7)
    held = vocabulary({}, printed)
    for word in some.sample(sorted(printed), 15):
        for _ in range(2):
            at = some.randrange(len(word))
            letter = some.choice("aeinst")
            word = some.choice(
                (
                    word[:at] + word[at + 1 :],
                    word[:at] + letter + word[at:],
                    word[:at] + letter + word[at + 1 :],
                    word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
                )
            )
        for edits in (1, 2):
            assert set(held.near(EXACT_FIELDS[1], word, edits)) == near(printed, word, edits)
