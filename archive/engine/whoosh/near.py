"""Which documents hold several things close together.

Every occurrence becomes a key: the document's place among the candidates in the high bits, the
number of its first word in the low ones. Numbers of words are positions without those that
punctuation takes, which the marks of the field tell.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.segment import TextField
from archive.model.query import Near, Phrase, Prefix, Term
from archive.text.near import any_together
from archive.text.scan import HAN_PAIR, SENTENCE_MARK, STRETCH_MARK, Gap

_SHIFT: Final = 33
_LOW: Final = (1 << _SHIFT) - 1

Part = Term | Phrase | Prefix


class _Extents(NamedTuple):
    """Occurrences, by document and start: their key, and the key behind their end."""

    starts: Array
    ends: Array


def _width(token: str) -> int:
    """How many positions a token takes."""
    return 2 if HAN_PAIR.fullmatch(token) else 1


def _term_keys(field: TextField, text: str, docs: Array) -> Array:
    """Where a term stands in the documents `docs`, whether they hold it or not."""
    number = field.find(text)
    if number < 0:
        return np.zeros(0, np.int64)
    places = np.flatnonzero(np.isin(docs, field.docs(number), assume_unique=True))
    owners, positions = field.positions(number, docs[places])
    return (places[owners] << _SHIFT) + positions


def _phrase_keys(field: TextField, phrase: Phrase, docs: Array) -> Array:
    """Where a phrase starts."""
    keys: Array | None = None
    for text, place in zip(phrase.texts, phrase.places, strict=True):
        mine = _term_keys(field, text, docs) - place
        keys = mine if keys is None else np.intersect1d(keys, mine)
        if not len(keys):
            return keys
    assert keys is not None
    return keys


def _prefix_keys(field: TextField, text: str, docs: Array) -> Array:
    """Where tokens with a prefix start."""
    owners, positions = field.all_positions(field.table.prefixed(text.encode("utf-8")))
    if not len(docs) or not len(owners):
        return np.zeros(0, np.int64)
    places = np.searchsorted(docs, owners)
    places[places == len(docs)] = 0
    held = docs[places] == owners
    keys: Array = (places[held].astype(np.int64) << _SHIFT) + positions[held]
    return keys


def _occurrences(field: TextField, part: Part, docs: Array) -> tuple[Array, Array]:
    """Positions of the first and of the last word of each occurrence of a part, as keys."""
    match part:
        case Term(_, text):
            starts = _term_keys(field, text, docs)
            return starts, starts + _width(text) - 1
        case Prefix(_, text):
            starts = np.unique(_prefix_keys(field, text, docs))
            return starts, starts
    ends = [place + _width(text) for text, place in zip(part.texts, part.places, strict=True)]
    starts = _phrase_keys(field, part, docs)
    return starts, starts + max(ends) - 1


class _Numbers:
    """Turns positions into numbers of words."""

    def __init__(self, field: TextField, docs: Array) -> None:
        self._marks = [
            (np.sort(_term_keys(field, mark, docs)), int(width))
            for mark, width in ((STRETCH_MARK, Gap.STRETCH), (SENTENCE_MARK, Gap.SENTENCE))
        ]

    def of(self, keys: Array) -> Array:
        """The same keys with numbers of words for positions."""
        found = keys.copy()
        for marks, width in self._marks:
            before = np.searchsorted(marks, keys) - np.searchsorted(marks, keys & ~_LOW)
            found -= width * before
        return found


def _group(field: TextField, parts: tuple[Part, ...], docs: Array, numbers: _Numbers) -> _Extents:
    found = [_occurrences(field, part, docs) for part in parts]
    starts = numbers.of(np.concatenate([one[0] for one in found]))
    ends = numbers.of(np.concatenate([one[1] for one in found])) + 1
    order = np.argsort(starts, kind="stable")
    return _Extents(starts[order], ends[order])


def _owners_followed(left: _Extents, right: _Extents, distance: int) -> Array:
    """Places of documents where an occurrence of `right` follows one of `left` closely."""
    if not len(right.starts):
        return np.zeros(0, np.int64)
    at = np.searchsorted(right.starts, left.ends)
    at[at == len(right.starts)] = 0
    between = right.starts[at] - left.ends
    # Another document is farther away than any distance, since its bits are higher.
    return left.ends[(between >= 0) & (between <= distance)] >> _SHIFT


def _by_document(extents: _Extents) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for start, end in zip(extents.starts.tolist(), extents.ends.tolist(), strict=True):
        found.setdefault(start >> _SHIFT, []).append((start & _LOW, end & _LOW))
    return found


def near_docs(field: TextField, node: Near, docs: Array, holding: Callable[[Part], Array]) -> Array:
    """Those of `docs` (ascending) in which something of each group stands close together.

    `holding` gives the documents of a part.
    """
    for parts in node.groups:
        having = np.zeros(0, np.uint32)
        for part in parts:
            having = np.union1d(having, holding(part))
        docs = docs[np.isin(docs, having, assume_unique=True)]
    if not len(docs) or not node.groups:
        return docs
    numbers = _Numbers(field, docs)
    groups = [_group(field, parts, docs, numbers) for parts in node.groups]
    if len(groups) == 2:
        left, right = groups
        kept = np.concatenate(
            [
                _owners_followed(left, right, node.distance),
                _owners_followed(right, left, node.distance),
            ]
        )
    else:
        held = [_by_document(group) for group in groups]
        places = [
            place
            for place in range(len(docs))
            if any_together([group.get(place, []) for group in held], node.distance)
        ]
        kept = np.array(places, np.int64)
    found: Array = docs[np.unique(kept)]
    return found
