"""What models found in articles, kept beside the generations so that they never read a text twice.

A file of SQLite: for each text and each set of models, what was found, with a checksum. It may be
deleted at any time; the next reindex takes longer then. So does it where the file is damaged: a row
is read anew, a file of which more is damaged is set aside.
"""

from __future__ import annotations

import hashlib
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from archive.entities.findings import Finding, Findings
from archive.errors import CacheError
from archive.indexing.cache_file import DAMAGED, CacheFile
from archive.model.article import Article
from archive.model.entity import Kind

#: The file's place in the folder of the index.
PLACE: Final = Path("cache") / "findings.sqlite3"

_FIELDS: Final = ("title", "body")
_KINDS: Final = (Kind.PERSON, Kind.ORGANISATION)

#: Bytes of the checksum before what was found.
_SUM: Final = 8

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


def _sealed(key: bytes, models: str, packed: bytes) -> bytes:
    """What was found, after a checksum of it and of what it belongs to."""
    whole = b"\0".join((key, models.encode(), packed))
    return hashlib.blake2b(whole, digest_size=_SUM).digest() + packed


def _key(models: str, article: Article) -> bytes:
    text = f"{models}\0{article.title}\0{article.body}"
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def forget_findings(index: Path, articles: Iterable[Article]) -> None:
    """Remove what models found in articles; their bytes are overwritten.

    Raises `CacheError`.
    """
    path = index / PLACE
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(path)) as file:
            file.execute("PRAGMA secure_delete = ON")
            rows = file.execute("SELECT DISTINCT models FROM checked").fetchall()
            keys = [(_key(models, article),) for (models,) in rows for article in articles]
            with file:
                file.executemany("DELETE FROM checked WHERE text = ?", keys)
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise CacheError(f"The cache {path} cannot be used: {error}.") from error


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
        path, rows, aside = self._file.path, self._damaged_rows, self._file.set_aside
        problems = [f"{path}: damaged rows, read anew: {rows:,}"] if rows else []
        if aside:
            place = path.name + DAMAGED
            problems.append(f"{path} was damaged ({aside}): all is read anew; kept as {place}")
        return tuple(problems)

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

    def _checked(self, key: bytes, sealed: object, article: Article) -> Findings | None:
        """The findings of a row; None where it is not what was written, or not of this text."""
        if not isinstance(sealed, bytes) or _sealed(key, self._models, sealed[_SUM:]) != sealed:
            return None
        try:
            findings = _unpack(sealed[_SUM:])
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
