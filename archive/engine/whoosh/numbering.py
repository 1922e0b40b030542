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
        """The distinct tokens in byte order, and the place in it of each token that was added."""
        data = np.frombuffer(self._text, np.uint8)
        ends = np.flatnonzero(data == _END[0])
        starts = np.zeros(len(ends), np.int64)
        starts[1:] = ends[:-1] + 1
        lengths = ends - starts
        keys = _keys(bytes(self._text), starts, lengths)
        is_long = lengths > _KEY
        longs = np.flatnonzero(is_long)
        words = [
            bytes(self._text[start:end])
            for start, end in zip(starts[longs].tolist(), ends[longs].tolist(), strict=True)
        ]
        del data, starts, ends, lengths
        long_terms = sorted(set(words))
        number = {term: place for place, term in enumerate(long_terms)}
        firsts = np.zeros(len(long_terms), np.uint64)
        firsts[[number[word] for word in words]] = keys[longs]
        shorts = np.flatnonzero(~is_long) if len(longs) else slice(None)
        short_keys, ranks_of_short = _distinct(keys[shorts])
        # A key that is the beginning of a longer token stands before it.
        before = np.searchsorted(short_keys, firsts, side="right")
        moved = np.searchsorted(before, np.arange(len(short_keys)), side="right")
        ranks = np.empty(self._count, np.uint32)
        ranks[shorts] = (moved + np.arange(len(short_keys)))[ranks_of_short]
        places = before + np.arange(len(long_terms))
        ranks[longs] = places[[number[word] for word in words]] if words else 0
        # Two lists in order, which sorting only merges.
        return sorted(short_keys.byteswap().view(f"S{_KEY}").tolist() + long_terms), ranks


def _keys(text: bytes, starts: Array, lengths: Array) -> Array:
    """The first bytes of each token as a number, in whose order tokens stand in byte order."""
    padded = text + bytes(_KEY)
    eights = np.ndarray(len(text), ">u8", padded, 0, (1,))[starts].astype(np.uint64)
    eights &= _MASKS[np.minimum(lengths, _KEY)]
    return eights


def _distinct(keys: Array) -> tuple[Array, Array]:
    """The distinct keys in order, and the place in it of each."""
    order = np.argsort(keys)
    in_order = keys[order]
    new = np.ones(len(keys), bool)
    new[1:] = in_order[1:] != in_order[:-1]
    ranks = np.empty(len(keys), np.uint32)
    ranks[order] = np.cumsum(new, dtype=np.uint32) - np.uint32(1)
    return in_order[new], ranks
