"""What models found in articles, kept beside the generations so that they never read a text twice.

A file of SQLite: for each text and each set of models, what was found, with a checksum. It may be
deleted at any time; the next reindex takes longer then. So does it where the file is damaged: a row
is read anew, a file of which more is damaged is set aside.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from archive.entities.findings import Finding, Findings
from archive.indexing.cache_file import CacheFile, forget_rows, row_key, sealed, unsealed
from archive.model.article import Article
from archive.model.entity import Kind

#: The file's place in the folder of the index.
PLACE: Final = Path("cache") / "findings.sqlite3"

_FIELDS: Final = ("title", "body")
_KINDS: Final = (Kind.PERSON, Kind.ORGANISATION)

_CREATE: Final = (
    "CREATE TABLE IF NOT EXISTS checked (text BLOB PRIMARY KEY, models TEXT NOT NULL, "
    "found BLOB NOT NULL) WITHOUT ROWID"
)


def _pack(findings: Findings) -> bytes:
    """Three numbers for each: field and kind, start, end."""
    numbers = array("I")
    for finding in findings:
        kind = _FIELDS.index(finding.field) * len(_KINDS) + _KINDS.index(finding.kind)
        numbers.extend((kind, finding.start, finding.end))
    return numbers.tobytes()


def _unpack(packed: bytes) -> Findings:
    """What `_pack` made bytes of; raises ValueError or IndexError for other bytes."""
    numbers = array("I")
    numbers.frombytes(packed)
    return tuple(
        Finding(_FIELDS[kind // len(_KINDS)], _KINDS[kind % len(_KINDS)], start, end)
        for kind, start, end in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
    )


def _lies_in(finding: Finding, article: Article) -> bool:
    text = article.title if finding.field == "title" else article.body
    return 0 <= finding.start < finding.end <= len(text)


def _owner(key: bytes, models: str) -> bytes:
    """What findings belong to: a text and models."""
    return b"\0".join((key, models.encode(), b""))


def _sealed(key: bytes, models: str, packed: bytes) -> bytes:
    return sealed(_owner(key, models), packed)


def _key(models: str, article: Article) -> bytes:
    return row_key(models, article.title, article.body)


def forget_findings(index: Path, articles: Iterable[Article]) -> None:
    """Remove what models found in articles; their bytes are overwritten.

    Raises `CacheError`.
    """
    every = list(articles)
    forget_rows(
        index / PLACE,
        "SELECT DISTINCT models FROM checked",
        "DELETE FROM checked WHERE text = ?",
        lambda models: [_key(models, one) for one in every],
    )


class FindingsCache:
    """Findings by text, of the models with this fingerprint; those of others are dropped.

    Raises `CacheError` where there can be no such file.
    """

    def __init__(self, index: Path, models: str) -> None:
        self._models = models
        self._damaged_rows = 0
        self._file = CacheFile(index / PLACE, self._prepare)

    def problems(self) -> tuple[str, ...]:
        """What of the file was damaged, in a line each."""
        return self._file.problems(self._damaged_rows, "read anew")

    def _prepare(self, file: sqlite3.Connection) -> None:
        """Have the table, with rows of these models only."""
        with file:
            file.execute("BEGIN")
            file.execute(_CREATE)
            if file.execute("SELECT 1 FROM sqlite_master WHERE name = 'findings'").fetchone():
                # As the file was before it had checksums.
                file.create_function("sealed", 3, _sealed, deterministic=True)
                file.execute(
                    "INSERT OR REPLACE INTO checked SELECT text, models, "
                    "sealed(text, models, found) FROM findings WHERE models = ?",
                    (self._models,),
                )
                file.execute("DROP TABLE findings")
            file.execute("DELETE FROM checked WHERE models <> ?", (self._models,))

    def _key(self, article: Article) -> bytes:
        return _key(self._models, article)

    def get(self, article: Article) -> Findings | None:
        """What was found in the texts of an article; None where they are to be read anew."""
        key = self._key(article)
        row = self._file.ask(
            lambda file: file.execute("SELECT found FROM checked WHERE text = ?", (key,)).fetchone()
        )
        if row is None:
            return None
        findings = self._checked(key, row[0], article)
        self._damaged_rows += findings is None
        return findings

    def _checked(self, key: bytes, row: object, article: Article) -> Findings | None:
        """The findings of a row; None where it is not what was written, or not of this text."""
        packed = unsealed(_owner(key, self._models), row)
        if packed is None:
            return None
        try:
            findings = _unpack(packed)
        except (ValueError, IndexError):
            return None
        return findings if all(_lies_in(finding, article) for finding in findings) else None

    def put(self, articles: Sequence[Article], findings_of: Iterable[Findings]) -> None:
        """Keep what was found; on disk when this returns."""
        keys = [self._key(article) for article in articles]
        rows = [
            (key, self._models, _sealed(key, self._models, _pack(findings)))
            for key, findings in zip(keys, findings_of, strict=True)
        ]

        def write(file: sqlite3.Connection) -> None:
            with file:
                file.executemany("INSERT OR REPLACE INTO checked VALUES (?, ?, ?)", rows)

        self._file.ask(write)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
