"""Tables of data that JSON writes by their columns, as data frames and spreadsheets do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from archive.ingest.formats.json_folded import normal_name
from archive.ingest.formats.json_names import COLUMNS
from archive.ingest.formats.json_objects import fold_names, text_of_value

#: How an object of parallel lists names what it holds (pandas, orient="split"; spreadsheets).
_COLUMN_NAMES: Final = ("columns", "fields", "header", "headers", "cols")
_ROWS: Final = ("data", "rows", "values")


def rows_of_table(value: Mapping[str, object]) -> list[object] | None:
    """The rows of a table that an object writes by its columns."""
    folded = fold_names(value)
    for names, rows in ((folded.get(a), folded.get(b)) for a in _COLUMN_NAMES for b in _ROWS):
        if isinstance(names, list) and isinstance(rows, list):
            made = rows_of_lists([_column_names(names), *rows])
            if made is not None:
                return made
    return _by_columns(value, folded)


def _column_names(names: list[object]) -> list[object]:
    """Names of columns; each may be an object that has one."""
    return [text_of_value(fold_names(name).get("name"))[0] if isinstance(name, Mapping) else name
            for name in names]  # fmt: skip


def rows_of_lists(values: list[object]) -> list[object] | None:
    """Objects of a list whose first element names columns and whose others are rows of them."""
    if len(values) < 2 or not isinstance(values[0], list) or not isinstance(values[1], list):
        return None
    names = [str(name) for name in values[0]]
    if not _are_columns(names):
        return None
    return [
        dict(zip(names, row, strict=True))
        if isinstance(row, list) and len(row) == len(names)
        else row
        for row in values[1:]
    ]


def _are_columns(names: Iterable[str]) -> bool:
    known = {normal_name(name) for name in names}
    return bool(known & COLUMNS["body"]) and bool(known & COLUMNS["title"])


def _by_columns(value: Mapping[str, object], folded: Mapping[str, object]) -> list[object] | None:
    """`{"title": {"0": ..., "1": ...}, "body": {...}}`, or lists of one length instead."""
    if not _are_columns(value.keys()):
        return None
    titles, texts = (
        next((folded[name] for name in folded if name in COLUMNS[table]), None)
        for table in ("title", "body")
    )
    if isinstance(titles, dict) and isinstance(texts, dict):
        keys = list(titles) if titles.keys() == texts.keys() else []
        if not keys or not all(key.isdecimal() for key in keys):
            return None
        columns = {name: item for name, item in value.items() if isinstance(item, dict)}
        return [{name: item.get(key) for name, item in columns.items()} for key in keys]
    if not (isinstance(titles, list) and isinstance(texts, list) and len(titles) == len(texts) > 1):
        return None
    lists = {name: item for name, item in value.items() if isinstance(item, list)}
    return [
        {name: item[row] for name, item in lists.items() if row < len(item)}
        for row in range(len(titles))
    ]
