"""A small lexicon for tests of engines."""

from __future__ import annotations

from archive.engine.lexicons import LexiconContent, WordProof
from archive.model.lexicon import LexiconEntry, Translation, WordOrigin


def entry(
    key: str, other: str, probability: float, origin: WordOrigin, pairs: int = 0
) -> LexiconEntry:
    """A term and a translation, printed as their keys in capitals."""
    told = Translation(other, other.upper(), probability, origin, pairs)
    return LexiconEntry(key, key.upper(), told)


#: The pairs of articles that prove words, of those of `tests.engine.concealing_contract.STORY`.
PAIRS = [("id-001", "id-004"), ("id-003", "id-004"), ("id-004", "id-003"), ("id-004", "id-004")]


def lexicon_content() -> LexiconContent:
    """One learned word with four proofs, one that only the dictionary has, and one in between."""
    learned, known = WordOrigin.LEARNED, WordOrigin.DICTIONARY
    return LexiconContent(
        english=[
            entry("kai tak", "啟德", 0.75, learned, 4),
            entry("kai tak", "機場", 0.25, known, 1),
            entry("tariff", "關稅", 1.0, known),
        ],
        chinese=[
            entry("啟德", "kai tak", 1.0, learned, 4),
            entry("機場", "kai tak", 1.0, known, 1),
            entry("關稅", "tariff", 1.0, known),
        ],
        pairs=PAIRS,
        proofs=[
            *(WordProof("kai tak", "啟德", number) for number in range(4)),
            WordProof("kai tak", "機場", 1),
        ],
    )
