"""Numbers for the tokens of many documents at once, without a look-up for each.

The first eight bytes of a token are a number, and numbers in order are tokens in the order of their
bytes: sorting them finds equal tokens, and the place of each among the terms. Most tokens have no
more bytes; those that do are few, and are looked up in a dictionary.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array

#: So many bytes of a token are its key: Han bigrams have six or eight.
_KEY: Final = 8

#: Stands behind each token.
_END: Final = b"\n"

#: What of eight bytes belongs to a token of so many.
_MASKS: Final = np.array(
    [(1 << 64) - (1 << (64 - 8 * length)) for length in range(_KEY + 1)], np.uint64
)


class TokenTexts:
    """The tokens of one field, document after document, as one text."""

    def __init__(self) -> None:
        self._text = bytearray()
        self._count = 0

    def add(self, tokens: Sequence[str]) -> None:
        """Add the tokens of the next document.

        Raises `ValueError` where one holds a line break or NUL, which no word does.
        """
        if not tokens:
            return
        joined = "\n".join(tokens)
        if joined.count("\n") != len(tokens) - 1 or "\0" in joined:
            raise ValueError("A token holds a line break or NUL.")
        self._text += joined.encode("utf-8")
        self._text += _END
        self._count += len(tokens)

    def __len__(self) -> int:
        return self._count

    def ranked(self) -> tuple[list[bytes], Array]:
        """See `ranked`: of all tokens that were added, in their order."""
        text = bytes(self._text)
        ends = np.flatnonzero(np.frombuffer(text, np.uint8) == _END[0])
        starts = np.zeros(len(ends), np.int64)
        starts[1:] = ends[:-1] + 1
        return ranked(text, starts, ends)


def ranked(text: bytes, starts: Array, ends: Array) -> tuple[list[bytes], Array]:
    """The distinct tokens of a text in byte order, and the place in it of each token, as uint32.

    Tokens are the stretches of the text from `starts` up to `ends`; none holds NUL.
    """
    lengths = ends - starts
    keys, ranks, counts = _distinct(_keys(text, starts, lengths))
    longs = np.flatnonzero(lengths > _KEY)
    words = [
        text[start:end]
        for start, end in zip(starts[longs].tolist(), ends[longs].tolist(), strict=True)
    ]
    long_terms = sorted(set(words))
    number = {term: place for place, term in enumerate(long_terms)}
    numbers = np.fromiter(map(number.__getitem__, words), np.int64, len(words))
    # The place of its key for each long term, and which keys are a term by themselves.
    begins = np.zeros(len(long_terms), np.int64)
    begins[numbers] = ranks[longs]
    is_term = counts > np.bincount(ranks[longs], minlength=len(keys))
    terms_up_to = np.cumsum(is_term)
    # A term stands before the longer ones that begin with it.
    longs_with = np.bincount(begins, minlength=len(keys))
    places = terms_up_to - 1 + np.cumsum(longs_with) - longs_with
    ranks = places.astype(np.uint32)[ranks]
    ranks[longs] = (terms_up_to[begins] + np.arange(len(begins)))[numbers]
    # Two lists in order, which sorting only merges.
    return sorted(keys[is_term].byteswap().view(f"S{_KEY}").tolist() + long_terms), ranks


def _keys(text: bytes, starts: Array, lengths: Array) -> Array:
    """The first bytes of each token as a number, in whose order tokens stand in byte order."""
    padded = text + bytes(_KEY)
    keys = np.ndarray(len(text) + 1, ">u8", padded, 0, (1,))[starts].astype(np.uint64)
    keys &= _MASKS[np.minimum(lengths, _KEY)]
    return keys


def _distinct(keys: Array) -> tuple[Array, Array, Array]:
    """The distinct keys in order, the place in it of each key, and how often each occurs."""
    order = np.argsort(keys)
    in_order = keys[order]
    new = np.ones(len(keys), bool)
    new[1:] = in_order[1:] != in_order[:-1]
    ranks = np.empty(len(keys), np.uint32)
    ranks[order] = np.cumsum(new, dtype=np.uint32) - np.uint32(1)
    firsts = np.flatnonzero(new)
    return in_order[firsts], ranks, np.diff(np.append(firsts, len(keys)))
