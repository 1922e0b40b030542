"""Phrases that are remembered denote what they denote."""

from __future__ import annotations

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.remembered import MOST_BYTES, MOST_BYTES_EACH, RememberedSets
from archive.model.query import Phrase

#: No document below takes two bytes.
LARGE = 1 << 16


def phrase(number: int) -> Phrase:
    return Phrase("body", ("hong", f"word{number}"), (0, 1))


def documents(count: int) -> Array:
    """So many documents of a large segment, each of which takes four bytes."""
    return np.arange(LARGE, LARGE + count, dtype=np.uint32)


class Counting:
    """Evaluates phrases, and counts how often."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.asked = 0

    def __call__(self, _: Phrase, within: Array | None) -> Array:
        self.asked += 1
        docs = documents(self.size)
        return docs if within is None else docs[np.isin(docs, within)]


def test_what_was_asked_whole_is_not_evaluated_again() -> None:
    remembered, evaluate = RememberedSets(), Counting(5)
    for _ in range(3):
        assert remembered.docs(phrase(1), None, evaluate).tolist() == documents(5).tolist()
    assert evaluate.asked == 1
    remembered.docs(phrase(2), None, evaluate)
    assert evaluate.asked == 2


def test_what_was_asked_of_some_documents_is_no_answer_for_all() -> None:
    remembered, evaluate = RememberedSets(), Counting(5)
    some = documents(5)[[1, 3]]
    assert remembered.docs(phrase(1), some, evaluate).tolist() == some.tolist()
    assert remembered.docs(phrase(1), None, evaluate).tolist() == documents(5).tolist()
    # What is known may be more than was asked for.
    assert set(some.tolist()) <= set(remembered.docs(phrase(1), some, evaluate).tolist())
    assert evaluate.asked == 2


def test_it_is_bounded_and_forgets_the_oldest() -> None:
    remembered, evaluate = RememberedSets(), Counting(MOST_BYTES_EACH // 4)
    count = MOST_BYTES // MOST_BYTES_EACH + 5
    for number in range(count):
        remembered.docs(phrase(number), None, evaluate)
    before = evaluate.asked
    remembered.docs(phrase(count - 1), None, evaluate)
    assert evaluate.asked == before
    remembered.docs(phrase(0), None, evaluate)
    assert evaluate.asked == before + 1


def test_one_that_is_too_large_is_not_remembered() -> None:
    remembered, evaluate = RememberedSets(), Counting(MOST_BYTES_EACH // 4 + 1)
    remembered.docs(phrase(1), None, evaluate)
    remembered.docs(phrase(1), None, evaluate)
    assert evaluate.asked == 2


def test_what_is_remembered_cannot_be_changed() -> None:
    remembered = RememberedSets()
    remembered.docs(phrase(1), None, Counting(3))
    remembered.docs(phrase(1), None, Counting(3))[0] = 7
    assert remembered.docs(phrase(1), None, Counting(3)).tolist() == documents(3).tolist()


def test_documents_of_a_small_segment_take_half_the_room() -> None:
    remembered, asked = RememberedSets(), []

    def evaluate(_: Phrase, __: Array | None) -> Array:
        asked.append(1)
        return np.arange(MOST_BYTES_EACH // 4 + 1) % LARGE

    for _ in range(2):
        found = remembered.docs(phrase(1), None, evaluate)
        assert found.dtype == np.int64
        assert found[-1] == MOST_BYTES_EACH // 4
    assert len(asked) == 1
