"""The file of the vectors of a generation's articles, the same for every engine.

Layout: a line of JSON (`_Header`); the ids as JSON, packed, in the order of the vectors; a byte for
the language of each; the vectors of headlines; the numbers of the articles that have a vector of
their beginning, as uint32, little-endian; these vectors. Articles stand by language, then by id.
"""

from __future__ import annotations

import json
import mmap
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from archive.engine.generation import MalformedError
from archive.model.language import Language
from archive.model.vectors import VECTOR_BYTES

#: The file's name in the folder of a generation. A generation serves without it where it is
#: damaged: everything but nearness is answered as before.
VECTORS: Final = "meaning.vectors"

_FORMAT: Final = 1

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
