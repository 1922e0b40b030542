"""Tables as text: CSV, TSV, and what else parts its columns by a sign.

A row near the beginning names the columns, by the names that `json_names` lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from archive.ingest.formats.csv_lines import Lines, sample_of
from archive.ingest.formats.csv_rows import CellRow, Dialect, Rows, dialects
from archive.ingest.formats.json_folded import normal_name
from archive.ingest.formats.json_format import read_object
from archive.ingest.formats.json_languages import without_language
from archive.ingest.formats.json_names import COLUMNS
from archive.ingest.formats.json_shapes import articles_of
from archive.ingest.formats.recoded import recoded
from archive.ingest.raw import Note, RawArticle
from archive.ingest.reader import (
    READ_ERRORS,
    ReadOptions,
    Reject,
    UnreadableArticleError,
    broken_off,
    shown,
)
from archive.ingest.wide import wide_encoding

_SUFFIXES: Final = (".csv", ".tsv", ".tab", ".psv")

#: Names of columns that show that a table is one of articles, a text or a title among them.
_SHOWING: Final = frozenset[str]().union(*COLUMNS.values())
_TEXTS: Final = COLUMNS["body"] | COLUMNS["title"]

#: Names of columns are looked for in so many rows: spreadsheets put a heading above a table.
_HEADINGS: Final = 10

#: A line of prose that lists things may hold two names of columns: where fewer than one name in so
#: many is understood, spaces behind all commas and words before the first say that it is one.
_MOST_UNKNOWN: Final = 2

#: A name of a column has no more characters; prose that holds commas has.
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Header:
    """What names the columns, and how the table is written."""

    names: Sequence[str]
    dialect: Dialect
    line: int


@dataclass(frozen=True, slots=True)
class CsvTable:
    """Rows are read one after the other, whatever the size of the file. Places are lines."""

    name: str = "CSV"

    def recognises(self, head: bytes, suffix: str) -> int:
        """By two names of columns that are understood, a text or a title among them."""
        wide, mark = wide_encoding(head)
        text = head[mark:].decode(wide, "replace") if wide else sample_of(head[mark:]).text
        if header_of(text) is None:
            return int(suffix in _SUFFIXES)
        return 3 if suffix in _SUFFIXES else 2

    def read(
        self, stream: BinaryIO, source: str, options: ReadOptions
    ) -> Iterator[RawArticle | Reject]:
        """A row that cannot be read is a reject of its own."""
        articles = number = 0
        table = Table(stream)
        try:
            for row in table.rows():
                for result in _results(row, source, options):
                    number += 1
                    articles += isinstance(result, RawArticle)
                    yield result
            if not number:
                yield Reject(source, "the file", "Holds the names of columns and no row.")
        except UnreadableArticleError as error:
            yield Reject(source, "the file", error.detail, fatal=True)
        except READ_ERRORS as error:
            yield broken_off(source, f"line {table.line + 1}", error, articles)


@dataclass(frozen=True, slots=True)
class Cells:
    """A row by the names of its columns. `reason` says why it cannot be read, "" where it can.

    `notes` say what was odd about its encoding.
    """

    values: dict[str, object]
    line: int
    reason: str = ""
    notes: tuple[Note, ...] = ()


def _results(row: Cells, source: str, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """The article of a row, or one for each language that its columns name."""
    place = f"line {row.line}"
    if row.reason:
        yield Reject(source, place, f"{row.reason}.")
        return
    for number, item in enumerate(articles_of(row.values), 1):
        where = place if number == 1 else f"{place}, article {number}"
        yield read_object(item, source, where, options, row.notes)


class Table:
    """A stream as rows."""

    def __init__(self, stream: BinaryIO) -> None:
        self._bytes = stream
        self._rows: Rows | None = None

    @property
    def line(self) -> int:
        """The number of the line that was read last."""
        return self._rows.line if self._rows else 0

    def rows(self, names: frozenset[str] | None = None) -> Iterator[Cells]:
        """The rows below the one that names the columns; `names`, if given, are those it has.

        They are in their normal form. Raises `UnreadableArticleError` where no row names columns
        that are understood, or the file is no text, and what reading the stream raises.
        """
        lines = Lines(recoded(self._bytes))
        sample = lines.sample
        if not sample.strip() and lines.error is None:
            raise UnreadableArticleError("Holds nothing.")
        header = header_of(sample, names) or header_of(sample, names, least=1)
        if header is None and lines.error is not None:
            raise lines.error
        if header is None:
            first = ", ".join(f"“{shown(name)}”" for name in _first_cells(sample)[:8])
            raise UnreadableArticleError(f"No column has a name that is understood: {first}.")
        self._rows = Rows(lines, header.dialect)
        for row in _below(self._rows, header):
            yield replace(_named(row, header.names), notes=lines.take_notes())


def _below(rows: Rows, header: Header) -> Iterator[CellRow]:
    rows.width = len(header.names)
    for row in rows:
        if row.line > header.line and any(cell.strip() for cell in row.cells or "x"):
            yield row


def _named(row: CellRow, names: Sequence[str]) -> Cells:
    cells = list(row.cells)
    while len(cells) > len(names) and not cells[-1].strip():
        cells.pop()
    if row.reason or len(cells) != len(names):
        reason = row.reason or f"Has {len(cells)} cells where the header has {len(names)}"
        return Cells({}, row.line, reason)
    values: dict[str, object] = {}
    for name, cell in zip(names, cells, strict=True):
        if not values.get(name):
            values[name] = cell
    return Cells(values, row.line)


def header_of(sample: str, names: frozenset[str] | None = None, *, least: int = 2) -> Header | None:
    """The row of a table's beginning that names the most columns which are understood.

    These are at least `least` of the names of an article's fields, or of `names`.
    """
    best: tuple[int, Header] | None = None
    for dialect in dialects(sample):
        lines = [line + "\n" for line in sample.removeprefix("\ufeff").split("\n")]
        rows = Rows(lines[: 4 * _HEADINGS], dialect)
        for _, row in zip(range(_HEADINGS), rows, strict=False):
            known = _known(row.cells, names)
            if known * _MOST_UNKNOWN < len(row.cells) and _is_prose(row.cells):
                continue
            if known >= least and (best is None or known > best[0]):
                columns = [cell.strip() for cell in row.cells]
                best = known, Header(columns, dialect, row.line)
    return best[1] if best else None


def _is_prose(cells: Sequence[str]) -> bool:
    return " " in cells[0].strip() and all(cell.startswith(" ") for cell in cells[1:])


def _known(cells: Sequence[str], names: frozenset[str] | None) -> int:
    """How many names of columns a row holds; 0 where it is none of names."""
    columns = {normal_name(without_language(cell)) for cell in cells if cell.strip()}
    if any(len(cell) > _LONGEST_NAME for cell in cells):
        return 0
    if names is not None:
        return len({normal_name(cell) for cell in cells} & names)
    return len(columns & _SHOWING) if columns & _TEXTS else 0


def _first_cells(sample: str) -> list[str]:
    first = next((line for line in sample.split("\n") if line.strip()), "")
    return max((dialect.cells(first) for dialect in dialects(sample)), key=len)
