"""Files and folders as one stream of articles and rejects."""

from __future__ import annotations

import gzip
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final, cast

from archive.errors import SourceError
from archive.ingest.reader import ReadOptions, Reject, broken_off
from archive.ingest.registry import COMPRESSED, reader_for, suffix_of
from archive.model.article import Article, Place

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
            try:
                is_folder = here.is_dir()
                if is_folder:
                    ahead.extend(reversed(_inside(here, walked)))
            except OSError as error:
                yield broken_off(display(here), "the folder", error, 0)
                continue
            if not is_folder and (here is path or not _is_about(here)):
                yield here


def _inside(folder: Path, walked: set[tuple[int, int]]) -> list[Path]:
    """What lies in `folder`, sorted; nothing where it is among the `walked`, which it joins."""
    status = folder.stat()
    if (status.st_dev, status.st_ino) in walked:
        return []
    walked.add((status.st_dev, status.st_ino))
    inside = (path for path in folder.iterdir() if not path.name.startswith("."))
    return sorted(inside, key=lambda path: path.name)


def _is_about(path: Path) -> bool:
    """Whether a file tells of its folder: LICENSE.txt does, license-plates.jsonl does not."""
    name = path.name.lower()
    return name.split(".")[0] in _ABOUT or (name.startswith(_ABOUT) and reader_for(path) is None)


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
        return
    with ExitStack() as opened:
        try:
            stream = _open(path, opened)
        except (OSError, EOFError) as error:
            yield broken_off(name, "the file", error, 0)
            return
        if stream is None:
            yield Reject(name, "the file", "Neither a file nor a folder.")
        else:
            yield from _placed(reader.read(stream, name, options), name)


def _placed(results: Iterator[Article | Reject], name: str) -> Iterator[Article | Reject]:
    """What was read of a file; where its reader gives no places, articles are counted."""
    for number, result in enumerate(results, 1):
        if isinstance(result, Article) and result.place is None:
            yield replace(result, place=Place(name, f"article {number}"))
        else:
            yield result


def _open(path: Path, opened: ExitStack) -> BinaryIO | None:
    """The bytes of `path`, unpacked; None where it is no file, as a pipe would block for ever."""
    if not stat.S_ISREG(path.stat().st_mode):
        return None
    stream = opened.enter_context(path.open("rb"))
    if not path.name.lower().endswith(COMPRESSED):
        return stream
    if not stream.peek(1):
        # gzip takes a file without a byte for an empty archive; it is one that was never written.
        raise EOFError
    return cast(BinaryIO, opened.enter_context(gzip.GzipFile(fileobj=stream)))
