"""What each published generation holds, kept beside the generations.

A list of ids and digests that is read without opening the generation: whatever happened to the
generation, the list tells what was served. A gzip file of lines `DIGEST ID`, the id as JSON, in the
order of `Searcher.contents`; the last line is `end` and how many there are.
"""

from __future__ import annotations

import gzip
import json
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from json.encoder import encode_basestring
from pathlib import Path
from typing import Final

from archive.engine.files import replace_with, temporary_beside
from archive.engine.generation import UNREADABLE, MalformedError
from archive.errors import UnknownContentsError

FOLDER: Final = "contents"
_SUFFIX: Final = ".gz"
_END: Final = "end"

#: Rows that are parsed together.
_AT_ONCE: Final = 1024


def contents_path(index: Path, name: str) -> Path:
    """Where the list of a generation stands."""
    return index / FOLDER / (name + _SUFFIX)


def listed(index: Path) -> list[str]:
    """The names of all generations that have a list, in no particular order."""
    paths = [path for path in (index / FOLDER).glob(f"*{_SUFFIX}") if path.name[0] != "."]
    return sorted(path.name.removesuffix(_SUFFIX) for path in paths)


def write_contents(index: Path, name: str, contents: Iterable[tuple[str, str]]) -> None:
    """Write the list of a generation; it is on disk when this returns."""
    path = contents_path(index, name)
    path.parent.mkdir(exist_ok=True)
    temporary = temporary_beside(path)
    try:
        count = 0
        with gzip.open(temporary, "wt", encoding="utf-8", compresslevel=1) as out:
            for article, digest in contents:
                out.write(f"{digest} {encode_basestring(article)}\n")
                count += 1
            out.write(f"{_END} {count}\n")
        replace_with(path, temporary)
    finally:
        temporary.unlink(missing_ok=True)


def read_contents(index: Path, name: str) -> Iterator[tuple[str, str]]:
    """Each article's id and the digest of what was stored, by id.

    Raises `UnknownContentsError` where the list is missing, damaged or not whole.
    """
    path = contents_path(index, name)
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
            yield from _parsed(lines)
    except UNREADABLE as error:
        raise UnknownContentsError(f"What {name} holds is not known: {path}: {error}.") from error


def _parsed(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The rows of a list; raises `MalformedError`.

    Read to the very end: only there gzip compares its checksum.
    """
    count, end, lines = 0, "", iter(lines)
    while batch := list(islice(lines, _AT_ONCE)):
        if end:
            raise MalformedError("something follows its end")
        rows = [line.partition(" ") for line in batch]
        if any(digest == _END for digest, _, _ in rows):
            last, _, end = rows.pop()
            end = end.strip()
            if last != _END or any(digest == _END for digest, _, _ in rows):
                raise MalformedError("something follows its end")
        yield from zip(_ids([rest for _, _, rest in rows]), [row[0] for row in rows], strict=True)
        count += len(rows)
    if end != str(count):
        raise MalformedError(f"{count} articles instead of {end}" if end else "it breaks off")


def _ids(written: list[str]) -> list[str]:
    """Ids as JSON, parsed together; raises `MalformedError` and `json.JSONDecodeError`."""
    ids = json.loads(f"[{','.join(written)}]")
    if len(ids) != len(written) or not all(isinstance(article, str) for article in ids):
        raise MalformedError("it names what is no id")
    return list(ids)


def is_whole(index: Path, name: str) -> bool:
    """Whether the list of a generation is there and can be read to its end."""
    try:
        deque(read_contents(index, name), maxlen=0)
    except UnknownContentsError:
        return False
    return True
