"""What stands in the folder of an index, what is left over there, and how generations go."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.engine.contents import FOLDER, contents_path, listed
from archive.engine.files import temporaries
from archive.engine.generation import (
    MANIFEST,
    REMOVING,
    UNFINISHED,
    UNPUBLISHED,
    describe,
    generation_folder,
    generations_folder,
    is_generation,
    read_manifest,
)
from archive.engine.publications import Publications, read_publications, write_publications
from archive.errors import ArchiveError, DamagedIndexError, GenerationNotFoundError, InUseError
from archive.model.result import GenerationInfo, Standing


class Hold:
    """Keeps a generation from being removed while it is open: a shared lock on its manifest.

    Taken without writing, so it works on a file system that is read-only. The system frees the
    lock of a process that died.
    """

    def __init__(self, folder: Path) -> None:
        """Raises `GenerationNotFoundError` where the generation is being removed."""
        try:
            self._file: int | None = os.open(folder / MANIFEST, os.O_RDONLY)
        except OSError as error:
            if error.errno == errno.ENOENT:
                raise DamagedIndexError(f"{folder / MANIFEST} is missing.") from error
            raise DamagedIndexError(f"{folder / MANIFEST}: {error.strerror}.") from error
        try:
            _lock(self._file, fcntl.LOCK_SH)
        except BlockingIOError as error:
            self.release()
            raise GenerationNotFoundError(f"{folder.name} is being removed.") from error

    def release(self) -> None:
        """Let the generation go; may be called again."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _lock(file: int, kind: int) -> None:
    """Lock a file at once or raise `BlockingIOError`; a file system without locks has none."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError as error:
        if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS):
            raise


@contextmanager
def _alone_with(folder: Path) -> Iterator[None]:
    """Nobody opens a generation meanwhile; raises `InUseError` where somebody has it open."""
    try:
        file = os.open(folder / MANIFEST, os.O_RDONLY)
    except OSError:
        yield  # nothing opens a generation without its manifest
        return
    try:
        _lock(file, fcntl.LOCK_EX)
        yield
    except BlockingIOError as error:
        raise InUseError(f"{folder.name} is open in another process.") from error
    finally:
        os.close(file)


def standing_of(folder: Path, publications: Publications) -> Standing:
    """What a generation's folder is to those who read."""
    if folder.name == publications.current:
        return Standing.SERVES
    if folder.name in publications.before:
        return Standing.BEFORE
    return Standing.ASIDE if folder.name in publications.aside else Standing.UNPUBLISHED


def list_generations(index: Path) -> tuple[GenerationInfo, ...]:
    """Every generation, also damaged ones: in the order of publication, the never published first.

    What could not be read of one stands in `problem`. Where `CURRENT` cannot be read, none counts
    as published.
    """
    try:
        publications = read_publications(index)
    except DamagedIndexError:
        publications = Publications()
    folders = generations_folder(index)
    names = [path.name for path in sorted(folders.iterdir())] if folders.is_dir() else []
    order = {name: place for place, name in enumerate(reversed(publications.known))}
    names.sort(key=lambda name: order.get(name, -1))
    return tuple(
        _described(folders / name, publications)
        for name in names
        if is_generation(name) and (folders / name).is_dir()
    )


def _described(folder: Path, publications: Publications) -> GenerationInfo:
    standing = standing_of(folder, publications)
    try:
        return describe(folder, read_manifest(folder), standing)
    except ArchiveError as error:
        size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
        return GenerationInfo(folder.name, "", "", 0, size, "", standing, error.message)


def leftovers(index: Path) -> Iterator[Path]:
    """What a broken-off run left: nothing that was ever published, nor anything in use.

    A generation that was finished and never published counts where this index made it; one that
    was copied here does not.
    """
    folders = generations_folder(index)
    known = read_publications(index).known
    for path in sorted(folders.iterdir()) if folders.is_dir() else ():
        unpublished = path.name not in known and (path / UNPUBLISHED).is_file()
        if path.name.endswith((UNFINISHED, REMOVING)) or unpublished:
            yield path
    for folder in (index, folders, index / FOLDER):
        yield from sorted(temporaries(folder))
    present = {path.name for path in folders.iterdir()} if folders.is_dir() else set()
    for name in listed(index):
        if name not in known and name not in present:
            yield contents_path(index, name)


def sweep(index: Path) -> tuple[str, ...]:
    """Remove what broken-off runs left, and forget generations whose folders are gone.

    The caller holds the lock of the index. Gives the names of what was removed.
    """
    removed = []
    for path in list(leftovers(index)):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        removed.append(path.name)
    publications = read_publications(index)
    gone = [
        name
        for name in publications.known
        if name != publications.current and not (generations_folder(index) / name).is_dir()
    ]
    for name in gone:
        publications = publications.without(name)
        contents_path(index, name).unlink(missing_ok=True)
    if gone:
        write_publications(index, publications)
    return tuple(removed)


def remove_generation(index: Path, name: str) -> None:
    """Remove a generation that neither serves nor is open.

    Raises `GenerationNotFoundError`, or `InUseError`. Broken off at any point it leaves only what
    `sweep` removes.
    """
    folder = generation_folder(index, name)
    if name == read_publications(index).current:
        raise InUseError(
            f"{name} is published.", remedy="Publish another generation, then remove it."
        )
    away = folder.with_name(name + REMOVING)
    with _alone_with(folder):
        folder.rename(away)
    publications = read_publications(index)
    if name in publications.known:
        write_publications(index, publications.without(name))
    contents_path(index, name).unlink(missing_ok=True)
    shutil.rmtree(away)
