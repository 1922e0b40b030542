"""After a walk through the sources: what was read before goes, what is affected by it is told."""

from __future__ import annotations

import sqlite3
from typing import Final

#: The ids of what was read, now or before, in files that changed; and what was read before goes.
#: Not affected are ids that were read once before and once now, where what is stored under the id
#: says the same: only where it stands is another place. That is most of a large file.
_SETTLE: Final = (
    "INSERT INTO elsewhere SELECT new.id, new.file, new.number FROM readings AS new "
    "JOIN articles ON final = new.id AND articles.id = new.id AND present "
    "AND articles.source = new.source AND articles.content = new.content "
    "WHERE new.file > ? AND articles.file IN gone "
    "AND (SELECT count(*) FROM readings WHERE id = new.id) = 2",
    "UPDATE articles SET (file, number) = "
    "(SELECT file, number FROM elsewhere WHERE elsewhere.id = final) "
    "WHERE final IN (SELECT id FROM elsewhere)",
    "INSERT OR IGNORE INTO affected SELECT id FROM readings "
    "WHERE file IN gone AND id NOT IN (SELECT id FROM elsewhere)",
    "INSERT OR IGNORE INTO affected SELECT id FROM readings "
    "WHERE file > ? AND id NOT IN (SELECT id FROM elsewhere)",
    "DELETE FROM readings WHERE file IN gone",
    "DELETE FROM pieces WHERE file IN (SELECT file FROM gone)",
    "DELETE FROM remarks WHERE file IN gone",
)
#: Paths for people are those that were given now.
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
