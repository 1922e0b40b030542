"""Files and folders as one stream of articles and rejects."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from archive.errors import SourceError
from archive.ingest.containers import Contents, Here, Known, Result, is_about
from archive.ingest.formats.mapping import SourceMapping, mappings_beside
from archive.ingest.limits import Meter
from archive.ingest.reader import ReadOptions, Reject, broken_off
from archive.ingest.registry import FORMATS
from archive.model.article import Article


class SourceFile(NamedTuple):
    """A file of a source: `root` is the number of the source that it was found in.

    `mappings` are those beside the source.
    """

    path: Path
    root: int
    mappings: tuple[SourceMapping, ...]


def read_sources(paths: Sequence[Path], options: ReadOptions) -> Iterator[Article | Reject]:
    """The articles of `paths` in order, with a reject for whatever could not be read.

    Raises `SourceError` at once, before anything is read, if a path does not exist, and
    `MappingError` where the mapping file beside one cannot be used.
    """
    results = read_files(paths, options)
    return (result.result for result in results)


def read_files(paths: Sequence[Path], options: ReadOptions) -> Iterator[Result]:
    """The same, with the file and the format of each. Nothing is known of these before."""
    return _read_all(walk_sources(paths), options)


def walk_sources(
    paths: Sequence[Path], without: Path | None = None
) -> Iterator[SourceFile | Reject]:
    """The files of `paths` in order; those of a folder in the order of their names.

    What lies in the folder `without` is left out. Raises as `read_sources` does.
    """
    for path in paths:
        try:
            path.stat()
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise SourceError(f"{display(path)} cannot be read: {why}.") from error
    return _walk([(path, mappings_beside(path)) for path in paths], without)


def display(path: Path) -> str:
    """`path` for people: bytes of its name that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def source_files(
    paths: Sequence[Path], walked: set[tuple[int, int]] | None = None
) -> Iterator[Path | Reject]:
    """The files that `paths` name, those of a folder in the order of their names.

    In folders, hidden files and those about the folder (README, LICENSE) are left out. A folder
    that links lead to twice is walked once; `walked` are those that were walked before.
    """
    walked = set() if walked is None else walked
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
            if not is_folder and (here is path or not is_about(here.name, FORMATS)):
                yield here


def _inside(folder: Path, walked: set[tuple[int, int]]) -> list[Path]:
    """What lies in `folder`, sorted; nothing where it is among the `walked`, which it joins."""
    status = folder.stat()
    if (status.st_dev, status.st_ino) in walked:
        return []
    walked.add((status.st_dev, status.st_ino))
    inside = (path for path in folder.iterdir() if not path.name.startswith("."))
    return sorted(inside, key=lambda path: path.name)


def _walk(
    sources: Sequence[tuple[Path, tuple[SourceMapping, ...]]], without: Path | None
) -> Iterator[SourceFile | Reject]:
    walked: set[tuple[int, int]] = set()
    if without is not None and without.is_dir():
        status = without.stat()
        walked.add((status.st_dev, status.st_ino))
    for root, (source, mappings) in enumerate(sources):
        for path in source_files([source], walked):
            yield path if isinstance(path, Reject) else SourceFile(path, root, mappings)


def _read_all(files: Iterable[SourceFile | Reject], options: ReadOptions) -> Iterator[Result]:
    for file in files:
        if isinstance(file, Reject):
            yield Result(file.source, "", file)
        else:
            results = read_file(file, options, None)
            yield from (result for result in results if isinstance(result, Result))


def read_file(
    file: SourceFile, options: ReadOptions, is_known: Callable[[bytes], bool] | None
) -> Iterator[Result | Known]:
    """The articles of one file; raises nothing for what it holds.

    Pieces of it that `is_known`, by their digests, are not read.
    """
    return _read_file(file.path, Contents(FORMATS, options, file.mappings, is_known))


def _read_file(path: Path, contents: Contents) -> Iterator[Result | Known]:
    name = display(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            # A pipe would be waited for without an end.
            reject = Reject(name, "the file", "Neither a file nor a folder.")
            yield Result(name, "", reject)
            return
        with path.open("rb") as stream:
            meter = Meter(status.st_size, contents.options.limits)
            yield from contents.read(stream, Here(name, path.name, meter))
    except OSError as error:
        yield Result(name, "", broken_off(name, "the file", error, 0))
