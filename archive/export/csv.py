"""Rows as CSV (RFC 4180) that a spreadsheet opens as it is: UTF-8 with a byte order mark.

A spreadsheet runs a cell that begins as a formula does. Such a cell is given an apostrophe in
front, and so is one that begins with an apostrophe; who reads the file takes one apostrophe away
from the front of each cell that has one, and has what was written.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Final

from archive.export.columns import EXPORT_COLUMNS, ExportedCell, ExportedRow, joined_texts

BYTE_ORDER_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"

#: What formulas begin with, in any width; some programs skip white space before it.
_FORMULA: Final = tuple("=+-@＝＋－＠")

#: Stands before a cell that would be read as something else.
_GUARD: Final = "'"


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    harmless = not cell.startswith((_GUARD, "\t", "\r", "\n"))
    if harmless and not cell.lstrip().startswith(_FORMULA):
        return cell
    return _GUARD + cell


def _cell_text(cell: ExportedCell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else ""
        case tuple():
            return guarded(joined_texts(cell))
        case _:
            return guarded(str(cell))


def csv_table(names: Iterable[str], rows: Iterable[Iterable[ExportedCell]]) -> Iterator[str]:
    """The names of the columns, then a line for each row of as many cells."""
    buffer = StringIO(newline="")
    # All in quotes: a spreadsheet that expects other signs between cells must not cut one.
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")

    def line(cells: Iterable[str]) -> str:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(cells)
        return buffer.getvalue()

    yield BYTE_ORDER_MARK + line(names)
    for row in rows:
        yield line(map(_cell_text, row))


def csv_lines(rows: Iterable[ExportedRow]) -> Iterator[str]:
    """The names of the columns, then a line for each row."""
    names = (column.name for column in EXPORT_COLUMNS)
    return csv_table(names, ([column.cell(row) for column in EXPORT_COLUMNS] for row in rows))
