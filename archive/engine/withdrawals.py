"""The file of withdrawn articles, beside the generations: it holds over all of them.

A JSON object a line, as `Withdrawn` describes it. It is replaced in one step, so it is never half
written; where it cannot be read nothing is served, as nobody knows what must not be.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from archive.engine.files import write_atomically
from archive.errors import DamagedIndexError
from archive.model.concealment import ArticleMarks, Withdrawn

#: The file's name in the folder of the index.
WITHDRAWN: Final = "withdrawn.jsonl"

_REMEDY: Final = "Restore it from a backup; until then nothing is served."


def read_withdrawn(index: Path) -> tuple[Withdrawn, ...]:
    """What was withdrawn, the earliest first; raises `DamagedIndexError`."""
    path = index / WITHDRAWN
    try:
        # Nothing else ends a line: a reason may hold any other separator.
        lines = path.read_text("utf-8").removesuffix("\n").split("\n")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedIndexError(f"{path} cannot be read: {error}.", remedy=_REMEDY) from error
    numbered = enumerate(lines, 1) if lines != [""] else ()
    return tuple(_parsed(path, number, line) for number, line in numbered)


def _parsed(path: Path, number: int, line: str) -> Withdrawn:
    try:
        row: dict[str, Any] = json.loads(line)
        marks = ArticleMarks(**{name: int(digits, 16) for name, digits in row.pop("marks").items()})
        return Withdrawn(marks=marks, **row)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedIndexError(
            f"{path}: line {number} is not what was written.", remedy=_REMEDY
        ) from error


def write_withdrawn(index: Path, withdrawn: Iterable[Withdrawn]) -> None:
    """Replace the file; it is on disk when this returns."""
    rows = []
    for article in withdrawn:
        marks = {name: f"{digest:x}" for name, digest in asdict(article.marks).items()}
        rows.append(json.dumps({**asdict(article), "marks": marks}, ensure_ascii=False))
    write_atomically(index / WITHDRAWN, "".join(f"{row}\n" for row in rows))


def stamp_of_withdrawn(index: Path) -> object:
    """Something that differs once the file was replaced; costs almost nothing, raises nothing."""
    try:
        status = (index / WITHDRAWN).stat()
    except OSError as error:
        return type(error).__name__
    return status.st_ino, status.st_mtime_ns, status.st_size
