"""Rows as an SQLite database that Datasette opens: tables with keys, and no other software needed.

`articles` has a row for each article, `position` its place among the results; `authors` and
`article_entities` have what an article has several of, in its order; `entities` says who they are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from archive.export.columns import EXPORT_COLUMNS, ExportedCell, ExportedRow

_TYPES: Final = {str: "TEXT", int: "INTEGER NOT NULL", bool: "INTEGER NOT NULL"}

#: The columns of which an article has one cell.
_SINGLE: Final = tuple(column for column in EXPORT_COLUMNS if column.type is not tuple)

_OTHERS: Final = """
CREATE TABLE authors (
    article TEXT NOT NULL REFERENCES articles (id), place INTEGER NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (article, place)) WITHOUT ROWID;
CREATE TABLE entities (
    id TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (id, kind))
    WITHOUT ROWID;
CREATE TABLE article_entities (
    article TEXT NOT NULL REFERENCES articles (id), kind TEXT NOT NULL, place INTEGER NOT NULL,
    entity TEXT NOT NULL, PRIMARY KEY (article, kind, place),
    FOREIGN KEY (entity, kind) REFERENCES entities (id, kind)) WITHOUT ROWID;
"""

#: What is looked for most; made when all rows are there.
_INDEXES: Final = """
CREATE INDEX articles_by_family ON articles (family);
CREATE INDEX articles_by_day ON articles (day);
CREATE INDEX articles_of_entity ON article_entities (entity, kind);
"""


def write_sqlite(rows: Iterable[ExportedRow], path: Path) -> int:
    """Write a new database; gives how many rows were written."""
    columns = ", ".join(
        f"{column.name} TEXT PRIMARY KEY NOT NULL"
        if column.name == "id"
        else f"{column.name} {_TYPES[column.type]}"
        for column in _SINGLE
    )
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        # A run that ends before its end leaves nothing in place of the file: no journal is needed.
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        database.execute(f"CREATE TABLE articles ({columns}, position INTEGER NOT NULL UNIQUE)")
        database.executescript(_OTHERS)
        database.execute("BEGIN")
        count = 0
        for count, row in enumerate(rows, 1):
            _insert(database, row, count)
        database.execute("COMMIT")
        database.executescript(_INDEXES)
    return count


def _insert(database: sqlite3.Connection, row: ExportedRow, position: int) -> None:
    article = row.hit.article
    values: list[ExportedCell] = [*(column.cell(row) for column in _SINGLE), position]
    marks = ", ".join("?" * len(values))
    database.execute(f"INSERT INTO articles VALUES ({marks})", values)  # noqa: S608 - marks alone
    authors = ((article.id, place, name) for place, name in enumerate(article.authors, 1))
    database.executemany("INSERT INTO authors VALUES (?, ?, ?)", authors)
    entities = list(_entities(row))
    database.executemany(
        "INSERT OR IGNORE INTO entities VALUES (?, ?, ?)",
        ((entity, kind, label) for kind, _, entity, label in entities),
    )
    database.executemany(
        "INSERT INTO article_entities VALUES (?, ?, ?, ?)",
        ((article.id, kind, place, entity) for kind, place, entity, _ in entities),
    )


def _entities(row: ExportedRow) -> Iterator[tuple[str, int, str, str]]:
    """Kind, place, id and name of each entity of an article."""
    for kind, labels in row.hit.named.items():
        for place, label in enumerate(labels, 1):
            yield str(kind), place, label.id, label.label
