"""Which tokens of a phrase are looked at, and which of their places fit."""

from __future__ import annotations

from collections.abc import Callable

from archive.engine.whoosh.arrays import Array
from archive.model.query import Phrase
from archive.text.scan import HAN_PAIR


def cover(phrase: Phrase, frequency: Callable[[str], int]) -> list[tuple[str, int]]:
    """The rarest tokens that together say all a phrase says.

    A bigram covers two places, so every other bigram of a run is enough.
    """
    tokens = sorted(
        zip(phrase.texts, phrase.places, strict=True), key=lambda t: (frequency(t[0]), t[1])
    )
    covered: set[int] = set()
    chosen = []
    for text, place in tokens:
        cells = {place, place + 1} if HAN_PAIR.fullmatch(text) else {place}
        if not cells <= covered:
            covered |= cells
            chosen.append((text, place))
    return chosen


def member(keys: Array, others: Array) -> Array:
    """Which of `keys` stand in the sorted array `others`, which is not empty."""
    at = others.searchsorted(keys)
    at[at == len(others)] = 0
    found: Array = others[at] == keys
    return found
