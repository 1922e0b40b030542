"""Files and folders as one stream of articles and rejects."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final, cast

from archive.errors import SourceError
from archive.ingest.reader import ReadOptions, Reject, broken_off
from archive.ingest.registry import COMPRESSED, reader_for, suffix_of
from archive.model.article import Article

#: What folders of articles hold about themselves, in any format.
_ABOUT: Final = ("readme", "license", "licence")


def read_sources(paths: Sequence[Path], options: ReadOptions) -> Iterator[Article | Reject]:
    """The articles of `paths` in order, with a reject for whatever could not be read.

    Raises `SourceError` at once, before anything is read, if a path does not exist.
    """
    for path in paths:
        try:
            path.stat()
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise SourceError(f"{display(path)} cannot be read: {why}.") from error
    return _read_all(paths, options)


def display(path: Path) -> str:
    """`path` for people: bytes of its name that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def source_files(paths: Sequence[Path]) -> Iterator[Path | Reject]:
    """The files that `paths` name, those of a folder in the order of their names.

    In folders, hidden files and those about the folder (README, LICENSE) are left out. A folder
    that links lead to twice is walked once.
    """
    walked: set[tuple[int, int]] = set()
    for path in paths:
        # A stack, not recursion: the depth of folders has no limit worth trusting.
        ahead = [path]
        while ahead:
            here = ahead.pop()
            if not here.is_dir():
                yield here
                continue
            try:
                status = here.stat()
                names = sorted(os.listdir(here), reverse=True)  # noqa: PTH208  # names, to sort by
            except OSError as error:
                yield broken_off(display(here), "the folder", error, 0)
                continue
            if (key := (status.st_dev, status.st_ino)) not in walked:
                walked.add(key)
                ahead.extend(here / name for name in names if not _is_left_out(name))


def _is_left_out(name: str) -> bool:
    return name.startswith(".") or name.lower().startswith(_ABOUT)


def _read_all(paths: Sequence[Path], options: ReadOptions) -> Iterator[Article | Reject]:
    for found in source_files(paths):
        if isinstance(found, Reject):
            yield found
        else:
            yield from _read_file(found, options)


def _read_file(path: Path, options: ReadOptions) -> Iterator[Article | Reject]:
    name = display(path)
    reader = reader_for(path)
    if reader is None:
        yield Reject(name, "the file", f"No reader for “{suffix_of(path) or path.name}” files.")
    elif path.exists() and not path.is_file():
        # A pipe would block for ever.
        yield Reject(name, "the file", "Neither a file nor a folder.")
    else:
        with ExitStack() as opened:
            try:
                stream: BinaryIO = opened.enter_context(path.open("rb"))
                if path.name.lower().endswith(COMPRESSED):
                    unpacked = opened.enter_context(gzip.GzipFile(fileobj=stream))
                    stream = cast(BinaryIO, unpacked)
            except OSError as error:
                yield broken_off(name, "the file", error, 0)
                return
            yield from reader.read(stream, name, options)
