"""What characters a text has, and how many of each kind, at the speed of arrays."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

import numpy as np

_FARTHEST: Final = sys.maxunicode + 1

#: Characters that are counted at once: as arrays they take twelve times their number in bytes.
_PIECE: Final = 2**16


#: Shorter texts are a set sooner than they are an array.
_SHORT: Final = 150


def distinct(text: str) -> list[str]:
    """The characters of `text` in order, each once."""
    if len(text) < _SHORT:
        return sorted(set(text))
    codes = np.frombuffer(bytearray(text, "utf-32-le", "surrogatepass"), "<u4")
    codes.sort()
    first = np.empty(len(codes), np.bool_)
    first[0] = True
    np.not_equal(codes[1:], codes[:-1], out=first[1:])
    return list(codes[first].tobytes().decode("utf-32-le", "surrogatepass"))


class CharacterKinds:
    """Counts the characters of texts by the kind that `kind_of` gives each, from 0 up to `kinds`.

    Each character is asked for once in the life of a process.
    """

    def __init__(self, kind_of: Callable[[str], int], kinds: int) -> None:
        self._kind_of = kind_of
        self._size = kinds + 1
        # Kinds are kept one higher: 0 is a character that was not yet met. Memory that is zero is
        # taken from the system only where it is written, for the characters that texts have.
        self._kinds = np.zeros(_FARTHEST, np.uint8)

    def counts(self, text: str) -> list[int]:
        """How many characters of `text` are of each kind."""
        if len(text) > _PIECE:
            pieces = (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
            return [sum(column) for column in zip(*map(self.counts, pieces), strict=True)]
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        kinds = self._kinds.take(codes)
        counts: list[int] = np.bincount(kinds, minlength=self._size).tolist()
        if counts[0]:
            for code in set(codes[kinds == 0].tolist()):
                self._kinds[code] = self._kind_of(chr(code)) + 1
            return self.counts(text)
        return counts[1:]
