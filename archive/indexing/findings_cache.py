"""What models found in articles, kept beside the generations so that they never read a text twice.

A file of SQLite: for each text and each set of models, what was found. It may be deleted at any
time; the next reindex takes longer then.
"""

from __future__ import annotations

import hashlib
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from archive.entities.findings import Finding, Findings
from archive.errors import CacheError
from archive.model.article import Article
from archive.model.entity import Kind

#: The file's place in the folder of the index.
PLACE: Final = Path("cache") / "findings.sqlite3"

_FIELDS: Final = ("title", "body")
_KINDS: Final = (Kind.PERSON, Kind.ORGANISATION)


def _pack(findings: Findings) -> bytes:
    """Three numbers for each: field and kind, start, end."""
    numbers = array("I")
    for one in findings:
        kind = _FIELDS.index(one.field) * len(_KINDS) + _KINDS.index(one.kind)
        numbers.extend((kind, one.start, one.end))
    return numbers.tobytes()


def _unpack(packed: bytes) -> Findings:
    numbers = array("I")
    numbers.frombytes(packed)
    return tuple(
        Finding(_FIELDS[kind // len(_KINDS)], _KINDS[kind % len(_KINDS)], start, end)
        for kind, start, end in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
    )


class FindingsCache:
    """Findings by text, of the models with this fingerprint; those of others are dropped.

    Raises `CacheError` where the file cannot be used.
    """

    def __init__(self, index: Path, models: str) -> None:
        self._path = index / PLACE
        self._models = models
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = sqlite3.connect(self._path)
            self._file.execute("PRAGMA journal_mode = WAL")
            self._file.execute(
                "CREATE TABLE IF NOT EXISTS findings (text BLOB PRIMARY KEY, models TEXT NOT NULL, "
                "found BLOB NOT NULL) WITHOUT ROWID"
            )
            with self._file:
                self._file.execute("DELETE FROM findings WHERE models <> ?", (models,))
        except (sqlite3.Error, OSError) as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> CacheError:
        return CacheError(f"The cache {self._path} cannot be used: {error}.")

    def _key(self, article: Article) -> bytes:
        text = f"{self._models}\0{article.title}\0{article.body}"
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def get(self, article: Article) -> Findings | None:
        """What was found in an article's text; None where no model has read it."""
        try:
            row = self._file.execute(
                "SELECT found FROM findings WHERE text = ?", (self._key(article),)
            ).fetchone()
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        return None if row is None else _unpack(row[0])

    def put(self, articles: Sequence[Article], found: Iterable[Findings]) -> None:
        """Keep what was found; on disk when this returns."""
        rows = [
            (self._key(article), self._models, _pack(findings))
            for article, findings in zip(articles, found, strict=True)
        ]
        try:
            with self._file:
                self._file.executemany("INSERT OR REPLACE INTO findings VALUES (?, ?, ?)", rows)
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def close(self) -> None:
        """Close the file."""
        self._file.close()
