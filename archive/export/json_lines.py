"""Rows as JSON Lines: an object a line, with the ids of entities and the places of marks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from archive.export.article_json import Json, labels_json
from archive.export.columns import EXPORT_COLUMNS, ExportedRow
from archive.model.entity import Kind

#: What some programs take for the end of a line, as JSON may write it.
_LINE_ENDS: Final = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


def row_json(row: ExportedRow) -> Json:
    """A row with all its columns; entities have their ids beside their names."""
    values: Json = {column.name: column.cell(row) for column in EXPORT_COLUMNS}
    values |= {kind.plural: labels_json(row.hit.named[kind]) for kind in Kind}
    values["context_highlights"] = row.hit.context_marks
    return values


def json_lines(rows: Iterable[ExportedRow]) -> Iterator[str]:
    """A line for each row."""
    for row in rows:
        text = json.dumps(row_json(row), ensure_ascii=False)
        yield text.translate(_LINE_ENDS) + "\n"
