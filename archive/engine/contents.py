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
from pathlib import Path
from typing import Final

from archive.engine.files import replace_with, temporary_beside
from archive.engine.generation import UNREADABLE, MalformedError
from archive.errors import UnknownContentsError

FOLDER: Final = "contents"
_SUFFIX: Final = ".gz"
_END: Final = "end"


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
                out.write(f"{digest} {json.dumps(article, ensure_ascii=False)}\n")
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
    count, end = 0, ""
    for line in lines:
        digest, _, rest = line.partition(" ")
        if end:
            raise MalformedError("something follows its end")
        if digest == _END:
            end = rest.strip()
            continue
        article = json.loads(rest)
        if not isinstance(article, str):
            raise MalformedError(f"{article!r} is no id")
        yield article, digest
        count += 1
    if end != str(count):
        raise MalformedError(f"{count} articles instead of {end}" if end else "it breaks off")


def is_whole(index: Path, name: str) -> bool:
    """Whether the list of a generation is there and can be read to its end."""
    try:
        deque(read_contents(index, name), maxlen=0)
    except UnknownContentsError:
        return False
    return True
