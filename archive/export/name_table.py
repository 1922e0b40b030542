"""A list of names, counted, as the rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from archive.export.columns import ExportedCell
from archive.export.csv import csv_table
from archive.model.language import LANGUAGES
from archive.model.message import Say
from archive.query.name_list import BadLine
from archive.search.name_counts import TOP_SOURCES, CountedNames, NameCount


class NameColumn(NamedTuple):
    """A column: its name, and the cell of a name."""

    name: str
    cell: Callable[[NameCount], ExportedCell]


def _language(language: str) -> Callable[[NameCount], ExportedCell]:
    return lambda row: row.languages.get(language, 0)


def _source(at: int) -> Iterator[NameColumn]:
    """A source and how many articles it has; neither where there are fewer sources."""
    yield NameColumn(
        f"source_{at + 1}", lambda row: row.sources[at].value if at < len(row.sources) else None
    )
    yield NameColumn(
        f"source_{at + 1}_articles",
        lambda row: row.sources[at].count if at < len(row.sources) else None,
    )


NAME_COLUMNS: Final = (
    NameColumn("line", lambda row: row.line),
    NameColumn("name", lambda row: row.name),
    NameColumn("also_searched", lambda row: row.others),
    NameColumn("total", lambda row: row.total),
    *(NameColumn(language, _language(language)) for language in LANGUAGES),
    NameColumn("first", lambda row: row.first.isoformat() if row.first else None),
    NameColumn("last", lambda row: row.last.isoformat() if row.last else None),
    NameColumn("undated", lambda row: row.undated),
    *(column for at in range(TOP_SOURCES) for column in _source(at)),
    NameColumn("query", lambda row: row.query),
)


def names_csv(counted: CountedNames, say: Say) -> Iterator[str]:
    """A counted list as CSV, then the lines that are not counted; a last column says why."""
    names = (*(column.name for column in NAME_COLUMNS), "not_counted")
    return csv_table(names, _rows(counted, say))


def _rows(counted: CountedNames, say: Say) -> Iterator[Iterable[ExportedCell]]:
    for row in counted.rows:
        if isinstance(row, BadLine):
            yield _bad(row, say)
        else:
            yield (*(column.cell(row) for column in NAME_COLUMNS), None)
    for line in counted.bad:
        yield _bad(line, say)


def _bad(line: BadLine, say: Say) -> Iterable[ExportedCell]:
    blank = [None] * (len(NAME_COLUMNS) - 2)
    return (line.line, line.text, *blank, say(line.why))
