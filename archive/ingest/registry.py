"""Every reader, one a line."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from archive.ingest.json_file import JsonFile
from archive.ingest.jsonl import JsonLines
from archive.ingest.reader import Reader
from archive.ingest.text_page import TextPage

READERS: Final[tuple[Reader, ...]] = (
    JsonLines(),
    JsonFile(),
    TextPage(),
)

COMPRESSED: Final = ".gz"


def suffix_of(path: Path) -> str:
    """The suffix that names the format of `path`: in lower case, `.gz` undone."""
    name = path.name.lower().removesuffix(COMPRESSED)
    return Path(name).suffix


def reader_for(path: Path) -> Reader | None:
    """The reader of files named like `path`, None where there is none."""
    suffix = suffix_of(path)
    return next((reader for reader in READERS if suffix in reader.suffixes), None)
