"""The file of the vectors of a generation's articles, the same for every engine.

Layout: a line of JSON (`_Header`); the ids as JSON, packed, in the order of the vectors; a byte for
the language of each; the vectors of headlines; the numbers of the articles that have a vector of
their beginning, as uint32, little-endian; these vectors. Articles stand by language, then by id.
"""

from __future__ import annotations

import json
import mmap
import threading
import zlib
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from archive.engine.damage import unreadable_file
from archive.engine.generation import UNREADABLE, MalformedError, digest
from archive.model.language import Language
from archive.model.vectors import VECTOR_BYTES, NearArticle, OpenedVectors

#: The file's name in the folder of a generation. A generation serves without it where it is
#: damaged: everything but nearness is answered as before.
VECTORS: Final = "meaning.vectors"

_FORMAT: Final = 1

#: So many vectors are compared at a time: as numbers they fit a core's own cache.
_TOGETHER: Final = 256

_LANGUAGES: Final = tuple(Language)

_Array: TypeAlias = npt.NDArray[Any]


class VectorRow(NamedTuple):
    """An article with the vector of its headline, and of its beginning if that has one."""

    id: str
    language: Language
    title: bytes
    beginning: bytes | None = None


class _Header(NamedTuple):
    """What the rest of the file holds; `ids` is how many bytes they take."""

    format: int
    made_by: str
    articles: int
    beginnings: int
    ids: int


def write_vectors(path: Path, made_by: str, rows: Iterable[VectorRow]) -> int:
    """Write the file of some vectors; there is none at this path. Gives its articles."""
    ordered = sorted(rows, key=lambda row: (_LANGUAGES.index(row.language), row.id))
    ids = zlib.compress(json.dumps([row.id for row in ordered]).encode())
    begun = [number for number, row in enumerate(ordered) if row.beginning is not None]
    header = _Header(_FORMAT, made_by, len(ordered), len(begun), len(ids))
    with path.open("xb") as file:
        file.write(json.dumps(header._asdict()).encode() + b"\n")
        file.write(ids)
        file.write(bytes(_LANGUAGES.index(row.language) for row in ordered))
        for row in ordered:
            file.write(row.title)
        file.write(np.array(begun, "<u4").tobytes())
        for number in begun:
            file.write(ordered[number].beginning or b"")
    return len(ordered)


def write_vectors_without(path: Path, base: Path, gone: Callable[[str], bool]) -> None:
    """Write the vectors of another file without those of articles that are gone.

    Raises `MalformedError` and OSError where that file cannot be read.
    """
    read = read_vectors(base)
    write_vectors(path, read.header.made_by, (row for row in read.rows() if not gone(row.id)))


class ReadVectors(NamedTuple):
    """The parts of a file of vectors, mapped into memory; `begun` are numbers of articles."""

    header: _Header
    ids: list[str]
    languages: _Array
    titles: _Array
    begun: _Array
    beginnings: _Array

    def rows(self) -> Iterator[VectorRow]:
        """Every article with its vectors."""
        begun = dict(zip(self.begun.tolist(), range(len(self.begun)), strict=True))
        for number, (name, language) in enumerate(zip(self.ids, self.languages, strict=True)):
            at = begun.get(number)
            beginning = None if at is None else self.beginnings[at].tobytes()
            yield VectorRow(name, _LANGUAGES[language], self.titles[number].tobytes(), beginning)


def read_vectors(path: Path) -> ReadVectors:
    """Read a file of vectors; raises `MalformedError` or OSError where that cannot be done."""
    with path.open("rb") as file:
        head = file.readline()
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    header = _header(head)
    sizes = (
        header.ids,
        header.articles,
        header.articles * VECTOR_BYTES,
        header.beginnings * 4,
        header.beginnings * VECTOR_BYTES,
    )
    if len(data) != len(head) + sum(sizes):
        raise MalformedError("it does not hold what it says")
    parts, at = [], len(head)
    for size in sizes:
        parts.append(np.frombuffer(data, np.uint8, size, at))
        at += size
    ids = json.loads(zlib.decompress(parts[0].tobytes()))
    read = ReadVectors(
        header,
        ids,
        parts[1],
        parts[2].view(np.int8).reshape(-1, VECTOR_BYTES),
        np.frombuffer(parts[3].tobytes(), "<u4"),
        parts[4].view(np.int8).reshape(-1, VECTOR_BYTES),
    )
    if not _agrees(read):
        raise MalformedError("its articles are not in order")
    return read


def _header(line: bytes) -> _Header:
    told = json.loads(line)
    if not isinstance(told, dict) or told.get("format") != _FORMAT:
        raise MalformedError("it is of another format")
    if told.keys() != set(_Header._fields):
        raise MalformedError("it does not say what it holds")
    return _Header(**told)


def _agrees(read: ReadVectors) -> bool:
    """Whether there is an id for each vector, in order, none twice; and an article for each."""
    if not isinstance(read.ids, list) or len(read.ids) != read.header.articles:
        return False
    if (read.languages >= len(_LANGUAGES)).any() or (read.begun >= len(read.ids)).any():
        return False
    keys = list(zip(read.languages.tolist(), read.ids, strict=True))
    return all(before < after for before, after in pairwise(keys))


class VectorsFile:
    """See `archive.model.vectors.Vectors`; `hidden` says of ids which readers must not see."""

    def __init__(
        self, read: ReadVectors, hidden: Callable[[Sequence[str]], Iterable[str]] = lambda _: ()
    ) -> None:
        self._read = read
        self._hidden = hidden
        # Where the articles of a language begin and end.
        places = [0, *np.cumsum(np.bincount(read.languages, minlength=len(_LANGUAGES))).tolist()]
        self._stretches: dict[Language, tuple[int, int]] = {
            language: (places[at], places[at + 1]) for at, language in enumerate(_LANGUAGES)
        }
        self._lengths: _Array | None = None
        self._lock = threading.Lock()

    @property
    def made_by(self) -> str:
        """See `Vectors`."""
        return self._read.header.made_by

    @property
    def headlines(self) -> int:
        """See `Vectors`."""
        return len(self._read.ids)

    @property
    def beginnings(self) -> int:
        """See `Vectors`."""
        return len(self._read.begun)

    def nearest(
        self, vector: bytes, languages: Collection[Language], limit: int
    ) -> tuple[NearArticle, ...]:
        """See `Vectors`."""
        wanted = np.frombuffer(vector, np.int8)
        numbers, scores = [], []
        for first, end in (self._stretches[language] for language in _in_order(languages)):
            numbers.append(np.arange(first, end))
            scores.append(self._products(wanted, first, end))
        if not numbers or limit < 1:
            return ()
        places = np.concatenate(numbers)
        near = np.concatenate(scores) / self._all_lengths()[places] / _length(wanted)
        return tuple(self._best(places, near, limit))

    def _best(self, places: _Array, near: _Array, limit: int) -> Iterator[NearArticle]:
        """The nearest that readers may see."""
        more = limit
        while True:
            chosen = np.arange(len(near))
            if more < len(near):
                least = np.partition(near, len(near) - more)[len(near) - more]
                chosen = np.flatnonzero(near >= least)
            # Places of a language are in the order of its ids.
            chosen = chosen[np.lexsort((places[chosen], -near[chosen]))]
            ids = [self._read.ids[place] for place in places[chosen].tolist()]
            away = set(self._hidden(ids))
            if len(ids) - len(away) >= limit or more >= len(near):
                break
            more *= 2
        told = zip(ids, near[chosen].tolist(), strict=True)
        yield from [NearArticle(*pair) for pair in told if pair[0] not in away][:limit]

    def _products(self, wanted: _Array, first: int, end: int) -> _Array:
        """The products of a vector with some: whole numbers below 2^24, so exact as float32."""
        wanted = wanted.astype(np.float32)
        products = np.empty(end - first, np.float32)
        numbers = np.empty((_TOGETHER, VECTOR_BYTES), np.float32)
        for at in range(first, end, _TOGETHER):
            some = self._read.titles[at : min(at + _TOGETHER, end)]
            of_some = numbers[: len(some)]
            np.copyto(of_some, some)
            np.dot(of_some, wanted, out=products[at - first : at - first + len(some)])
        return products

    def _all_lengths(self) -> _Array:
        """The length of each headline's vector; found when it is first asked for."""
        with self._lock:
            if self._lengths is None:
                titles = self._read.titles
                parts = [
                    _lengths(titles[at : at + _TOGETHER]) for at in range(0, len(titles), _TOGETHER)
                ]
                self._lengths = np.concatenate(parts) if parts else np.zeros(0)
            return self._lengths

    def nearness(self, article: str, others: Sequence[str]) -> tuple[float | None, ...]:
        """See `Vectors`."""
        away = set(self._hidden([article, *others]))
        own = None if article in away else self._place(article)
        if own is None:
            return (None,) * len(others)
        places = [None if name in away else self._place(name) for name in others]
        return tuple(None if place is None else self._near(own, place) for place in places)

    def _near(self, own: int, place: int) -> float:
        read = self._read
        parts = [_cosine(read.titles[own], read.titles[place])]
        left, right = self._begun(own), self._begun(place)
        if left is not None and right is not None:
            parts.append(_cosine(read.beginnings[left], read.beginnings[right]))
        return sum(parts) / len(parts)

    def _place(self, article: str) -> int | None:
        """Where an article stands; None where it has no vector."""
        for first, end in self._stretches.values():
            place = bisect_left(self._read.ids, article, first, end)
            if place < end and self._read.ids[place] == article:
                return place
        return None

    def _begun(self, place: int) -> int | None:
        """The number of the vector of a beginning."""
        begun = self._read.begun
        at = int(np.searchsorted(begun, place))
        return at if at < len(begun) and begun[at] == place else None


def _in_order(languages: Collection[Language]) -> Iterator[Language]:
    return (language for language in _LANGUAGES if language in languages)


def _lengths(vectors: _Array) -> _Array:
    lengths: _Array = np.sqrt(np.square(vectors.astype(np.float64)).sum(axis=1))
    return lengths


def _length(vector: _Array) -> float:
    return float(_lengths(vector.reshape(1, -1))[0])


def _cosine(left: _Array, right: _Array) -> float:
    product = left.astype(np.float64) @ right.astype(np.float64)
    return float(product / _length(left) / _length(right))


def open_vectors(
    folder: Path,
    files: Mapping[str, tuple[int, str]],
    hidden: Callable[[Sequence[str]], Iterable[str]],
) -> OpenedVectors:
    """The vectors of a generation with these files, by what its manifest says of each."""
    if VECTORS not in files:
        return OpenedVectors(None)
    path = folder / VECTORS
    try:
        if digest(path) != files[VECTORS][1]:
            raise MalformedError("it does not hold what was written")
        return OpenedVectors(VectorsFile(read_vectors(path), hidden))
    except UNREADABLE as error:
        return OpenedVectors(None, unreadable_file(path, error).detail)
