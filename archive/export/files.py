"""Exports as files: written beside, then put in place with a receipt that says what they hold."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from archive.engine.files import fsync_path, temporary_beside
from archive.errors import FileExistsAlreadyError
from archive.export.columns import EXPORT_COLUMNS, Address, ExportedRow
from archive.export.forms import EXPORT_FORMS, rows_of
from archive.export.parquet import write_parquet
from archive.export.sqlite import write_sqlite
from archive.model.message import Say
from archive.search.exporting import Export

#: Writes rows into a new file and gives how many there were.
WriteRows = Callable[[Iterable[ExportedRow], Path], int]

#: Seconds after which a file that nobody has written to was left by a run that broke off.
_LEFT: Final = 3_600.0

_BLOCK: Final = 1 << 20


def _write_lines(ending: str, rows: Iterable[ExportedRow], path: Path) -> int:
    """Write rows in one of `EXPORT_FORMS`."""
    count = 0

    def counted() -> Iterator[ExportedRow]:
        nonlocal count
        for row in rows:
            count += 1
            yield row

    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(EXPORT_FORMS[ending].written(counted()))
    return count


#: What writes a file, by its ending.
FILE_FORMS: Final[dict[str, WriteRows]] = {
    **{ending: partial(_write_lines, ending) for ending in EXPORT_FORMS},
    "sqlite": write_sqlite,
    "parquet": write_parquet,
}


class WrittenFile(NamedTuple):
    """A file of an export, its receipt, and what that says."""

    path: Path
    receipt: Path
    facts: Mapping[str, Any]


def receipt_path(path: Path) -> Path:
    """Where the receipt of a file stands."""
    return path.with_name(f"{path.name}.receipt.json")


def check_free(path: Path, *, force: bool) -> None:
    """Raise `FileExistsAlreadyError` where a file or its receipt would be overwritten."""
    for one in (path, receipt_path(path)):
        if one.is_dir() or (os.path.lexists(one) and not force):
            raise FileExistsAlreadyError(f"{one} exists already.")


def write_export(
    export: Export, path: Path, address: Address, say: Say, *, force: bool = False
) -> WrittenFile:
    """Write an export in the form that the ending of `path` names, and its receipt beside it.

    Neither is there before it is whole. Raises KeyError for another ending, and
    `FileExistsAlreadyError`.
    """
    write = FILE_FORMS[path.suffix.removeprefix(".").lower()]
    check_free(path, force=force)
    receipt = receipt_path(path)
    with _beside(path) as data, _beside(receipt) as facts:
        rows = write(rows_of(export, address), data)
        told = _receipt(export, path.name, data, rows, say)
        facts.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
        for temporary, target in ((data, path), (facts, receipt)):
            fsync_path(temporary)
            _put(temporary, target, force=force)
    fsync_path(path.absolute().parent)
    return WrittenFile(path, receipt, told)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A name beside `path` for what will take its place; nothing of that name is left."""
    _remove_left(path)
    temporary = temporary_beside(path)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _remove_left(path: Path) -> None:
    """Remove what a run that was killed left beside `path`."""
    pattern = re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]{{8}}")
    for other in path.absolute().parent.iterdir():
        if pattern.fullmatch(other.name) and time.time() - other.stat().st_mtime > _LEFT:
            other.unlink(missing_ok=True)


def _put(temporary: Path, path: Path, *, force: bool) -> None:
    """Put a finished file in its place; what came there meanwhile stays unless with `force`."""
    if force:
        temporary.replace(path)
        return
    try:
        os.link(temporary, path)
    except FileExistsError as error:
        raise FileExistsAlreadyError(f"{path} exists already.") from error
    except OSError:
        # A file system without links.
        check_free(path, force=False)
        temporary.replace(path)


def _receipt(export: Export, name: str, data: Path, rows: int, say: Say) -> dict[str, Any]:
    """What a file holds: the question, how it was read, and of which generation."""
    with data.open("rb") as file:
        hasher = hashlib.sha256()
        while block := file.read(_BLOCK):
            hasher.update(block)
    return {
        "file": name,
        "bytes": data.stat().st_size,
        "sha256": hasher.hexdigest(),
        "parameters": export.parameters.pairs(),
        "read_as": export.read_as,
        "notes": [say(note) for note in export.notes],
        "sort": str(export.parameters.order),
        "total": export.total,
        "across": export.others,
        "rows": rows,
        "stories": export.stories,
        "generation": export.generation.name,
        "articles": export.generation.articles,
        "time": export.made.isoformat(timespec="seconds"),
        "columns": [column.name for column in EXPORT_COLUMNS],
    }
