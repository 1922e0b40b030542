"""Rows as Parquet, which programs of statistics read; written by pyarrow, an extra."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any, Final

from archive.errors import MissingPackageError
from archive.export.columns import EXPORT_COLUMNS, ExportedRow

#: Rows that are written at once, and held in memory until then.
_GROUP: Final = 2_000


def _pyarrow() -> tuple[Any, Any]:
    """pyarrow and its Parquet; raises `MissingPackageError`."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingPackageError(
            "Parquet is written by pyarrow, which is not installed.",
            remedy="Run `.venv/bin/python -m pip install pyarrow`, or write .sqlite or .csv.",
        ) from error
    return pyarrow, pyarrow.parquet


def write_parquet(rows: Iterable[ExportedRow], path: Path) -> int:
    """Write a new file; gives how many rows were written. Raises `MissingPackageError`."""
    pyarrow, parquet = _pyarrow()
    types = {
        str: pyarrow.string(),
        int: pyarrow.int64(),
        bool: pyarrow.bool_(),
        tuple: pyarrow.list_(pyarrow.string()),
    }
    schema = pyarrow.schema([(column.name, types[column.type]) for column in EXPORT_COLUMNS])
    rows = iter(rows)
    count = 0
    with path.open("wb") as file, parquet.ParquetWriter(file, schema) as writer:
        while group := list(islice(rows, _GROUP)):
            arrays = [
                pyarrow.array([column.cell(row) for row in group], field.type)
                for column, field in zip(EXPORT_COLUMNS, schema, strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
            count += len(group)
    return count
