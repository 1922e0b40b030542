"""The forms in which rows are written one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from archive.export.columns import Address, ExportedRow
from archive.export.csv import csv_lines
from archive.export.json_lines import json_lines
from archive.export.ris import ris_records
from archive.search.exporting import Export

#: Bytes that are sent or written at once, about.
_AT_ONCE: Final = 32_768


class ExportForm(NamedTuple):
    """A form: its type in HTTP, and how rows are written in it."""

    mimetype: str
    written: Callable[[Iterable[ExportedRow]], Iterator[str]]


#: Each form by the ending of its files.
EXPORT_FORMS: Final[Mapping[str, ExportForm]] = {
    "csv": ExportForm("text/csv", csv_lines),
    "jsonl": ExportForm("application/x-ndjson", json_lines),
    "ris": ExportForm("application/x-research-info-systems", ris_records),
}


def rows_of(export: Export, address: Address) -> Iterator[ExportedRow]:
    """The rows of an export, in order."""
    for hit in export.hits:
        yield ExportedRow(hit, address(hit.article.id))


def export_bytes(export: Export, form: ExportForm, address: Address) -> Iterator[bytes]:
    """A whole export in UTF-8, some rows at a time."""
    return gathered(form.written(rows_of(export, address)))


def gathered(texts: Iterable[str]) -> Iterator[bytes]:
    """Texts in UTF-8, so many together that it is worth while to send them."""
    together: list[str] = []
    length = 0
    for text in texts:
        together.append(text)
        length += len(text)
        if length >= _AT_ONCE:
            yield "".join(together).encode()
            together, length = [], 0
    if together:
        yield "".join(together).encode()
