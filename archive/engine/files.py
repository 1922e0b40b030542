"""Files that are replaced in one step and outlast a loss of power."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final

#: What `temporary_beside` names a file: a dot, the name, and eight hexadecimal digits.
_TEMPORARY: Final = re.compile(r"\..+\.[0-9a-f]{8}")


def temporary_beside(path: Path) -> Path:
    """A new name beside `path` for what will take its place; `temporaries` finds it again."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}")


def temporaries(folder: Path) -> Iterator[Path]:
    """Files that a broken-off replacement left in a folder."""
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if _TEMPORARY.fullmatch(path.name))


def fsync_path(path: Path) -> None:
    """Make sure a file's or folder's content is on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_with(path: Path, temporary: Path) -> None:
    """Put a finished file in the place of `path`; it is on disk when this returns."""
    fsync_path(temporary)
    temporary.replace(path)
    fsync_path(path.parent)


def write_atomically(path: Path, text: str) -> None:
    """Replace a small file in one step; its content is on disk when this returns."""
    temporary = temporary_beside(path)
    try:
        temporary.write_text(text, "utf-8")
        replace_with(path, temporary)
    finally:
        temporary.unlink(missing_ok=True)
