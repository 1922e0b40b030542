"""What the vectors of a generation's articles say: what is near in meaning."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from archive.engine.damage import unreadable_file
from archive.engine.generation import UNREADABLE, MalformedError, digest
from archive.engine.vectors_format import VECTORS, ReadVectors, read_vectors
from archive.model.language import Language
from archive.model.vectors import VECTOR_BYTES, NearArticle, OpenedVectors

#: So many vectors are compared at a time: as numbers they fit a core's own cache.
_TOGETHER: Final = 256

_LANGUAGES: Final = tuple(Language)

_Array: TypeAlias = npt.NDArray[Any]


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
