"""The vectors of texts, kept beside the generations so that no text is given to the model twice."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from archive.errors import CacheError
from archive.indexing.cache_file import DAMAGED, CacheFile
from archive.meaning.encoder import beginning_of
from archive.model.article import Article
from archive.model.vectors import VECTOR_BYTES

#: The file's place in the folder of the index.
VECTORS_PLACE: Final = Path("cache") / "meaning.sqlite3"

#: Bytes of the checksum before a vector.
_SUM: Final = 8

_CREATE: Final = (
    "CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, made_by TEXT NOT NULL, "
    "vector BLOB NOT NULL) WITHOUT ROWID"
)


def text_key(made_by: str, text: str) -> bytes:
    """By what the vector of a text is kept, 16 bytes."""
    whole = f"{made_by}\0{text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(whole, digest_size=16).digest()


def _sealed(key: bytes, vector: bytes) -> bytes:
    """A vector, after a checksum of it and of what it belongs to."""
    return hashlib.blake2b(key + vector, digest_size=_SUM).digest() + vector


def forget_vectors_of(index: Path, articles: Iterable[Article]) -> None:
    """Remove the vectors of articles; their bytes are overwritten. Raises `CacheError`."""
    path = index / VECTORS_PLACE
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(path)) as file:
            file.execute("PRAGMA secure_delete = ON")
            rows = file.execute("SELECT DISTINCT made_by FROM vectors").fetchall()
            keys = [
                (text_key(made_by, text),)
                for (made_by,) in rows
                for article in articles
                for text in (
                    article.title,
                    beginning_of(article.title, article.body, article.language),
                )
            ]
            with file:
                file.executemany("DELETE FROM vectors WHERE text = ?", keys)
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise CacheError(f"The cache {path} cannot be used: {error}.") from error


class VectorsCache:
    """Vectors by text, of the model with this version; those of others are dropped.

    Raises `CacheError` where there can be no such file.
    """

    def __init__(self, index: Path, made_by: str) -> None:
        self._made_by = made_by
        self._damaged_rows = 0
        self._file = CacheFile(index / VECTORS_PLACE, self._prepare)

    def _prepare(self, file: sqlite3.Connection) -> None:
        with file:
            file.execute("BEGIN")
            file.execute(_CREATE)
            file.execute("DELETE FROM vectors WHERE made_by <> ?", (self._made_by,))

    def problems(self) -> tuple[str, ...]:
        """What of the file was damaged, in a line each."""
        path, rows, aside = self._file.path, self._damaged_rows, self._file.set_aside
        problems = [f"{path}: damaged rows, made anew: {rows:,}"] if rows else []
        if aside:
            place = path.name + DAMAGED
            problems.append(f"{path} was damaged ({aside}): all is made anew; kept as {place}")
        return tuple(problems)

    def get(self, text: str) -> bytes | None:
        """The vector of a text; None where it is to be made."""
        key = text_key(self._made_by, text)
        row = self._file.ask(
            lambda file: file.execute(
                "SELECT vector FROM vectors WHERE text = ?", (key,)
            ).fetchone()
        )
        if row is None:
            return None
        vector: bytes | None = row[0][_SUM:] if isinstance(row[0], bytes) else None
        if vector is None or len(vector) != VECTOR_BYTES or _sealed(key, vector) != row[0]:
            self._damaged_rows += 1
            return None
        return vector

    def put(self, texts: Sequence[str], vectors: Iterable[bytes]) -> None:
        """Keep vectors; on disk when this returns."""
        keys = [text_key(self._made_by, text) for text in texts]
        rows = [
            (key, self._made_by, _sealed(key, vector))
            for key, vector in zip(keys, vectors, strict=True)
        ]

        def write(file: sqlite3.Connection) -> None:
            with file:
                file.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)

        self._file.ask(write)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
