"""All words of a generation that are not Han, and which may be near another in spelling.

One file for all segments, written at commit and mapped when read. Words stand by their length in
characters; each has its article frequency in every `exact` field, and 64 bits that tell of 32
classes of letters which it holds, and which it holds twice. An edit changes few of these bits, so
words that differ in more are never compared letter by letter: of 213,000 words in 96,498 articles
some hundreds are.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import merge
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
from rapidfuzz.distance import OSA

from archive.engine.whoosh.arrays import Array, Arrays, width, write_arrays
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.terms import TermTable
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

#: Words that are read at once.
_AT_ONCE: Final = 4096

#: A word, the number of a field, and in how many live articles it stands there.
_Row: TypeAlias = tuple[str, int, int]


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


def _words(segment: Segment, number: int) -> Iterator[_Row]:
    """The words of a segment that are not Han, ascending, of the field of this number.

    No word holds a line break.
    """
    text = segment.texts[EXACT_FIELDS[number]]
    table = text.table
    for first, end in ((0, table.lower(_HAN_FIRST)), (table.lower(_HAN_END), len(table))):
        for start in range(first, end, _AT_ONCE):
            numbers = range(start, min(start + _AT_ONCE, end))
            joined = b"\n".join(table.stretch(numbers.start, numbers.stop)).decode("utf-8")
            holds_han = HAN_RUN.search(joined)
            counts = text.frequencies(numbers).tolist()
            for word, count in zip(joined.split("\n"), counts, strict=True):
                if count and word not in _MARKS and not (holds_han and HAN_RUN.search(word)):
                    yield word, number, count


class _OfLength:
    """The words of one length, ascending, while they are gathered."""

    def __init__(self) -> None:
        self.blob = bytearray()
        self.sizes = array("I")
        self.counts = [array("I") for _ in EXACT_FIELDS]
        self._last = ""

    def add(self, row: _Row) -> None:
        """Add a word, or what another field or segment has of the last."""
        word, number, count = row
        if word != self._last:
            self._last = word
            written = word.encode("utf-8")
            self.blob += written
            self.sizes.append(len(written))
            for counts in self.counts:
                counts.append(0)
        self.counts[number][-1] += count

    def letters(self, length: int) -> Iterator[Array]:
        """See `_letters`, of so many words at once."""
        text = self.blob.decode("utf-8")
        for start in range(0, len(text), length * _AT_ONCE):
            stop = min(start + length * _AT_ONCE, len(text))
            yield _letters([text[at : at + length] for at in range(start, stop, length)])


def write_vocabulary(folder: Path, segments: Sequence[Segment]) -> None:
    """Write the words of all segments together."""
    rows = [_words(segment, n) for segment in segments for n in range(len(EXACT_FIELDS))]
    write_arrays(folder / VOCABULARY_FILE, _gathered(merge(*rows)))
    for segment in segments:
        segment.release()


def vocabulary_arrays(counts: Mapping[str, Mapping[str, int]]) -> dict[str, Array]:
    """What a `Vocabulary` reads, of the frequency of each word in each of `EXACT_FIELDS`."""
    rows = [
        (word, number, count)
        for number, field in enumerate(EXACT_FIELDS)
        for word, count in counts[field].items()
    ]
    return _gathered(sorted(rows))


def _gathered(rows: Iterable[_Row]) -> dict[str, Array]:
    """What a `Vocabulary` reads, of words in ascending order."""
    gathered: defaultdict[int, _OfLength] = defaultdict(_OfLength)
    for row in rows:
        gathered[len(row[0])].add(row)
    by_length = [(length, gathered[length]) for length in sorted(gathered)]
    blob = b"".join(words.blob for _, words in by_length)
    sizes = np.concatenate([np.zeros(1, np.int64), *(words.sizes for _, words in by_length)])
    letters = [part for length, words in by_length for part in words.letters(length)]
    # The words of n characters stand from lengths[n] up to lengths[n + 1].
    lengths = np.zeros(max(gathered, default=0) + 2, np.int64)
    for length, words in by_length:
        lengths[length + 1] = len(words.sizes)
    arrays = {
        "words": np.frombuffer(blob, np.uint8),
        "ends": np.cumsum(sizes).astype(width(len(blob))),
        "letters": np.concatenate([np.zeros(0, np.uint64), *letters]),
        "lengths": np.cumsum(lengths).astype(width(len(sizes) - 1)),
    }
    for number, field in enumerate(EXACT_FIELDS):
        parts = [np.frombuffer(words.counts[number], np.uint32) for _, words in by_length]
        arrays[field] = np.concatenate([np.zeros(0, np.uint32), *parts])
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
