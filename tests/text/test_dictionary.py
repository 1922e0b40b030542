"""jieba's dictionary where it lies says what the whole file says."""

from __future__ import annotations

import math
import random

import jieba

from archive.text.dictionary import TOTAL, DictionaryWord, entry, log_probability, to_dictionary
from archive.text.folding import fold_text


def rows() -> list[tuple[str, int, str]]:
    with jieba.get_dict_file() as lines:
        parted = [line.decode("utf-8").split() for line in lines]
    return [(word, int(count), tag) for word, count, tag in parted]


def test_every_word_is_there_and_the_sum_is_right() -> None:
    words = rows()
    assert sum(count for _, count, _ in words) == TOTAL
    last = {word: DictionaryWord(count, tag) for word, count, tag in words}
    assert all(entry(word) == listed for word, listed in last.items())


def test_what_is_no_word_is_not_there() -> None:
    words = {word for word, _, _ in rows()}
    letters = sorted({letter for word in words for letter in word})
    rng = random.Random(5)
    for _ in range(3_000):
        made = "".join(rng.choices(letters, k=rng.choice((1, 2, 2, 3))))
        assert (entry(made) is not None) == (made in words)
    assert entry("") is None
    assert log_probability("") is None


def test_words_of_the_local_list_are_probable() -> None:
    local = to_dictionary(fold_text("強積金"))
    assert entry(local) is None or entry(local)
    assert log_probability(to_dictionary(fold_text("特首"))) is not None
    assert log_probability(to_dictionary(fold_text("香港"))) == math.log(
        entry(to_dictionary(fold_text("香港"))).frequency / TOTAL  # type: ignore[union-attr]  # a word
    )
