"""Vectors made up of texts, for tests that need no model."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence

from archive.engine.vectors_format import VectorRow
from archive.errors import MeaningError
from archive.model.language import Language
from archive.model.vectors import VECTOR_BYTES

#: What made the vectors of tests.
MADE_BY = "made up 1"


def made_up(text: str) -> bytes:
    """A vector of a text: texts of many equal letters are near."""
    parts = [0] * VECTOR_BYTES
    for letter in text:
        parts[
            int.from_bytes(hashlib.blake2b(letter.encode("utf-8", "replace")).digest()[:2])
            % VECTOR_BYTES
        ] += 9
    return bytes(min(part, 127) or 1 for part in parts)


def cosine(left: bytes, right: bytes) -> float:
    """The cosine of two vectors of bytes, part by part."""
    one, other = ([part - 256 * (part > 127) for part in side] for side in (left, right))
    product = sum(a * b for a, b in zip(one, other, strict=True))
    return product / math.sqrt(sum(a * a for a in one) * sum(b * b for b in other))


def row_of(name: str, title: str, language: Language, beginning: str = "") -> VectorRow:
    """An article with made-up vectors."""
    return VectorRow(name, language, made_up(title), made_up(beginning) if beginning else None)


class MadeUpEncoder:
    """Stands for the model; counts what it is given, and stops after `most` texts."""

    made_by = MADE_BY

    def __init__(self, _: int = 1) -> None:
        self.given: list[str] = []
        self.most = 10**9

    def vectors(self, texts: Sequence[str]) -> list[bytes]:
        if len(self.given) + len(texts) > self.most:
            raise KeyboardInterrupt
        self.given += texts
        return [made_up(text) for text in texts]


def no_encoder(_: int = 1) -> MadeUpEncoder:
    """Where the package is damaged."""
    raise MeaningError("The package is damaged.")
