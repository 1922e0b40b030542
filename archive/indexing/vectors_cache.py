"""The vectors of texts, kept beside the generations so that no text is given to the model twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from archive.indexing.cache_file import CacheFile, forget_rows, row_key, sealed, unsealed
from archive.meaning.encoder import beginning_of
from archive.model.article import Article
from archive.model.vectors import VECTOR_BYTES

#: The file's place in the folder of the index.
VECTORS_PLACE: Final = Path("cache") / "meaning.sqlite3"

_CREATE: Final = (
    "CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, made_by TEXT NOT NULL, "
    "vector BLOB NOT NULL) WITHOUT ROWID"
)


def forget_vectors_of(index: Path, articles: Iterable[Article]) -> None:
    """Remove the vectors of articles; their bytes are overwritten. Raises `CacheError`."""
    texts = [
        text
        for one in articles
        for text in (one.title, beginning_of(one.title, one.body, one.language))
    ]
    forget_rows(
        index / VECTORS_PLACE,
        "SELECT DISTINCT made_by FROM vectors",
        "DELETE FROM vectors WHERE text = ?",
        lambda made_by: [row_key(made_by, text) for text in texts],
    )


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
        return self._file.problems(self._damaged_rows, "made anew")

    def get(self, text: str) -> bytes | None:
        """The vector of a text; None where it is to be made."""
        key = row_key(self._made_by, text)
        row = self._file.ask(
            lambda file: file.execute(
                "SELECT vector FROM vectors WHERE text = ?", (key,)
            ).fetchone()
        )
        if row is None:
            return None
        vector = unsealed(key, row[0])
        if vector is None or len(vector) != VECTOR_BYTES:
            self._damaged_rows += 1
            return None
        return vector

    def put(self, texts: Sequence[str], vectors: Iterable[bytes]) -> None:
        """Keep vectors; on disk when this returns."""
        keys = [row_key(self._made_by, text) for text in texts]
        rows = [
            (key, self._made_by, sealed(key, vector))
            for key, vector in zip(keys, vectors, strict=True)
        ]

        def write(file: sqlite3.Connection) -> None:
            with file:
                file.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)

        self._file.ask(write)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
