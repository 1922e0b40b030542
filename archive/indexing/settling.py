"""After a walk through the sources: what was read before goes, what is affected by it is told."""

from __future__ import annotations

import sqlite3
from typing import Final

#: The ids of what was read, now or before, in files that changed; and what was read before goes.
#: Paths for people are those that were given now.
_SETTLE: Final = (
    "INSERT OR IGNORE INTO affected SELECT id FROM readings WHERE file IN gone",
    "INSERT OR IGNORE INTO affected SELECT id FROM readings WHERE file > ?",
    "DELETE FROM readings WHERE file IN gone",
    "DELETE FROM remarks WHERE file IN gone",
)
_RENAME: Final = (
    "UPDATE {table} SET {column} = (SELECT given || substr({column}, length(before) + 1) "
    "FROM given_now WHERE given_now.file = {table}.file) WHERE file IN (SELECT file FROM given_now)"
)

#: Files that were read again in which anything is not as it was: of what is the same, a row was
#: read before and another now.
_DIFFERING: Final = (
    "SELECT file FROM (SELECT file, {columns} FROM {table} "
    "WHERE file IN (SELECT file FROM read_again) "
    "UNION ALL SELECT read_again.file, {columns} FROM {table} "
    "JOIN read_again ON {table}.file = read_again.before) "
    "GROUP BY file, {columns} HAVING count(*) <> 2"
)
_READINGS: Final = "id, number, source, content, name, within"
_REMARKS: Final = "number, line, kind, source, place, reason, code, id"


def read_otherwise(tables: sqlite3.Connection) -> tuple[int, int]:
    """How many of the files that were read again hold something else, and how many the same."""
    (again,) = tables.execute("SELECT count(*) FROM read_again").fetchone()
    if not again:
        return 0, 0
    readings = _DIFFERING.format(table="readings", columns=_READINGS)
    remarks = _DIFFERING.format(table="remarks", columns=_REMARKS)
    (differing,) = tables.execute(
        f"SELECT count(*) FROM ({readings} UNION {remarks})"  # noqa: S608 # our own
    ).fetchone()
    return differing, again - differing


def settle(tables: sqlite3.Connection, before: int) -> None:
    """Bring the tables up to date; files with higher numbers than `before` were read now."""
    for statement in _SETTLE:
        tables.execute(statement, (before,) if "?" in statement else ())
    if tables.execute("SELECT 1 FROM given_now LIMIT 1").fetchone():
        tables.execute(_RENAME.format(table="readings", column="name"))
        tables.execute(_RENAME.format(table="remarks", column="source"))
