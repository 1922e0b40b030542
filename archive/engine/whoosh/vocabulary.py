"""All words of a generation that are not Han, and which may be near another in spelling.

One file for all segments, written at commit and mapped when read. Words stand by their length in
characters; each has its article frequency in every `exact` field, and 64 bits that tell of 32
classes of letters which it holds, and which it holds twice. An edit changes few of these bits, so
words that differ in more are never compared letter by letter: of 213,000 words in 96,498 articles
some hundreds are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
from rapidfuzz.distance import OSA

from archive.engine.whoosh.arrays import Array, Arrays, width, write_arrays
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.terms import TermTable, pack_terms
from archive.errors import DamagedIndexError
from archive.model.fields import TEXTS, field_name
from archive.text.scan import HAN_RUN, SENTENCE_MARK, STRETCH_MARK

VOCABULARY_FILE: Final = "vocabulary.arrays"

#: The fields whose words are kept.
EXACT_FIELDS: Final = tuple(field_name(text, "exact") for text in TEXTS)

_MARKS: Final = (STRETCH_MARK, SENTENCE_MARK)

#: The first byte of terms from U+4000 to U+9FFF, which are all Han, and what is above these.
_HAN_FIRST: Final = b"\xe4"
_HAN_END: Final = b"\xea"

#: Classes of letters: one for each of a to z, and a few for all other characters.
_LATIN: Final = 26
_CLASSES: Final = 32


def _letters(words: Sequence[str]) -> Array:
    """Of each word, as uint64: bit c where it holds a letter of class c, 32 + c where two."""
    written = "".join(words).encode("utf-32-le", "surrogatepass")
    points = np.frombuffer(written, np.uint32).astype(np.int64)
    classes = points - ord("a")
    others = (classes < 0) | (classes >= _LATIN)
    classes[others] = _LATIN + points[others] % (_CLASSES - _LATIN)
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    key = np.repeat(np.arange(len(words)), lengths) * _CLASSES + classes
    key.sort()
    bits = np.zeros(len(words), np.uint64)
    _set_bits(bits, key, 0)
    _set_bits(bits, key[1:][key[1:] == key[:-1]], _CLASSES)
    return bits


def _set_bits(bits: Array, key: Array, shift: int) -> None:
    np.bitwise_or.at(
        bits, key // _CLASSES, np.uint64(1) << (key % _CLASSES + shift).astype(np.uint64)
    )


def _words(segment: Segment, field: str) -> Iterator[tuple[str, int]]:
    """The words of a segment that are not Han, and in how many live articles each stands."""
    text = segment.texts[field]
    table = text.table
    for numbers in (
        range(table.lower(_HAN_FIRST)),
        range(table.lower(_HAN_END), len(table)),
    ):
        if numbers:
            terms = table.stretch(numbers.start, numbers.stop)
            for term, count in zip(terms, text.frequencies(numbers).tolist(), strict=True):
                word = term.decode("utf-8")
                if count and not HAN_RUN.search(word) and word not in _MARKS:
                    yield word, count


def write_vocabulary(folder: Path, segments: Sequence[Segment]) -> None:
    """Write the words of all segments together."""
    counts: dict[str, Counter[str]] = {field: Counter() for field in EXACT_FIELDS}
    for field, counted in counts.items():
        for segment in segments:
            for word, count in _words(segment, field):
                counted[word] += count
            segment.release()
    write_arrays(folder / VOCABULARY_FILE, vocabulary_arrays(counts))


def vocabulary_arrays(counts: Mapping[str, Mapping[str, int]]) -> dict[str, Array]:
    """What a `Vocabulary` reads, of the frequency of each word in each of `EXACT_FIELDS`."""
    words = sorted(set().union(*counts.values()))
    words.sort(key=len)
    blob, ends = pack_terms([word.encode("utf-8") for word in words])
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    longest = int(lengths.max(initial=0))
    arrays = {
        "words": blob,
        "ends": ends,
        "letters": _letters(words),
        # The words of n characters stand from lengths[n] up to lengths[n + 1].
        "lengths": np.searchsorted(lengths, np.arange(longest + 2)).astype(width(len(words))),
    }
    for field, counted in counts.items():
        arrays[field] = np.fromiter((counted.get(word, 0) for word in words), np.uint32, len(words))
    return arrays


class Vocabulary:
    """The words of a generation; arrays are looked at when first needed."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays

    @cached_property
    def _table(self) -> TermTable:
        return TermTable(self._arrays["words"], self._arrays["ends"])

    @cached_property
    def _bits(self) -> Array:
        return self._arrays["letters"]

    @cached_property
    def _starts(self) -> Array:
        return self._arrays["lengths"]

    @cached_property
    def _counts(self) -> dict[str, Array]:
        return {field: self._arrays[field] for field in EXACT_FIELDS}

    def near(self, field: str, word: str, edits: int) -> Iterator[tuple[str, int, int]]:
        """Words of a field up to so many edits from another, each with edits and frequency."""
        for number in self._likely(word, edits, self._counts[field]):
            term = self._table[number].decode("utf-8")
            distance = OSA.distance(word, term, score_cutoff=edits)
            if 0 < distance <= edits:
                yield term, distance, int(self._counts[field][number])

    def _likely(self, word: str, edits: int, counts: Array) -> Iterator[int]:
        """The numbers of words whose letters leave them near another."""
        wanted = _letters([word])[0]
        for length in range(max(1, len(word) - edits), len(word) + edits + 1):
            if length + 1 >= len(self._starts):
                return
            start, stop = int(self._starts[length]), int(self._starts[length + 1])
            differing = np.bitwise_count(self._bits[start:stop] ^ wanted)
            # An edit that replaces a letter changes two bits at most, one that inserts or
            # deletes it a single one, and a swap none.
            most = 2 * edits - abs(length - len(word))
            yield from (
                start + np.flatnonzero((differing <= most) & (counts[start:stop] > 0))
            ).tolist()


def open_vocabulary(folder: Path) -> Vocabulary:
    """Map what `write_vocabulary` wrote; raises `DamagedIndexError`."""
    path = folder / VOCABULARY_FILE
    arrays = Arrays(path)
    size = arrays.length("letters") if "letters" in arrays else -1
    if any(name not in arrays or arrays.length(name) != size for name in EXACT_FIELDS):
        raise DamagedIndexError(f"{path} does not hold one value a word.", file=path)
    return Vocabulary(arrays)
