"""An index in one file, and back: what serves, what is hidden, and what curators decided.

A backup is a tar file: `backup.json` first, then the files of the generation that serves with their
paths in the folder of the index, `withdrawn.jsonl`, the newsroom's authority file as
`authority.jsonl`, and on request what models found. It is read as strictly as it is written: no
other name, no link and no path outside is taken out of it.
"""

from __future__ import annotations

import io
import json
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Final

from archive.engine.contents import contents_path
from archive.engine.files import fsync_path, replace_with, temporary_beside
from archive.engine.generation import (
    digest,
    generation_folder,
    generations_folder,
    is_generation,
)
from archive.engine.holding import Hold
from archive.engine.publications import (
    CURRENT,
    Publications,
    read_current,
    require_current,
    write_publications,
)
from archive.engine.store import Store
from archive.engine.withdrawals import WITHDRAWN
from archive.errors import ArchiveError, SourceError
from archive.indexing.findings_cache import PLACE
from archive.indexing.lock import withdrawals_lock

#: The version of this form of a backup.
BACKUP_FORMAT: Final = 1

_TOLD: Final = "backup.json"

#: The name of the newsroom's authority file in a backup.
AUTHORITY_FILE: Final = "authority.jsonl"

#: No description of a backup is longer, in bytes.
_LONGEST: Final = 16 << 20


class BackupError(ArchiveError):
    """A file that is no whole backup."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: a generation, and the digest of each of its files by its path."""

    generation: str
    files: dict[str, str]
    format: int = BACKUP_FORMAT


def _paths(index: Path, name: str, *, cache: bool) -> Iterator[Path]:
    """The files of an index that a backup holds."""
    yield from sorted(path for path in generation_folder(index, name).rglob("*") if path.is_file())
    others = [contents_path(index, name), index / WITHDRAWN]
    others += [index / PLACE] if cache else []
    yield from (path for path in others if path.is_file())


def write_backup(index: Path, file: Path, authority: Path | None, *, cache: bool) -> Backup:
    """Write what serves into a file, which appears whole or not at all.

    The archive goes on serving, and may be reindexed meanwhile. `cache`: with what models found.
    Raises `NoGenerationError`, `DamagedIndexError`, and `SourceError` where `file` cannot be.
    """
    name = require_current(index)
    hold = Hold(generation_folder(index, name))
    try:
        # What is withdrawn while a backup is made is in the next one.
        with withdrawals_lock(index):
            held = {
                path.relative_to(index).as_posix(): path
                for path in _paths(index, name, cache=cache)
            }
            if authority is not None:
                held[AUTHORITY_FILE] = authority
            backup = Backup(name, {place: digest(path) for place, path in held.items()})
            _write(file, backup, held)
    finally:
        hold.release()
    return backup


def _write(file: Path, backup: Backup, held: dict[str, Path]) -> None:
    temporary = temporary_beside(file)
    try:
        with tarfile.open(temporary, "w", format=tarfile.PAX_FORMAT) as out:
            told = json.dumps(asdict(backup)).encode()
            member = tarfile.TarInfo(_TOLD)
            member.size = len(told)
            out.addfile(member, io.BytesIO(told))
            for place, path in held.items():
                out.add(path, place, recursive=False)
        replace_with(file, temporary)
    except OSError as error:
        raise SourceError(
            f"The backup {file} cannot be written: {error.strerror or error}.",
            remedy="Check the path, its permissions and the room on its disk.",
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def read_backup(file: Path) -> Backup:
    """What a backup says it holds; raises `BackupError`."""
    with _opened(file) as tar:
        return _told(tar, file)


def _opened(file: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(file, "r:")
    except (OSError, tarfile.TarError) as error:
        raise BackupError(f"{file} is no backup: {error}.", remedy="Name another file.") from error


def _broken(file: Path, what: str) -> BackupError:
    return BackupError(f"{file} is no whole backup: {what}.", remedy="Use another backup.")


def _told(tar: tarfile.TarFile, file: Path) -> Backup:
    try:
        first = tar.next()
        if first is None or first.name != _TOLD or not first.isreg() or first.size > _LONGEST:
            raise _broken(file, f"it does not begin with {_TOLD}")
        data = json.loads(_content(tar, first).read())
        backup = Backup(data["generation"], data["files"], data["format"])
        sound = isinstance(backup.files, dict) and is_generation(backup.generation)
    except (tarfile.TarError, OSError, ValueError, KeyError, TypeError) as error:
        raise _broken(file, f"{_TOLD} cannot be read") from error
    if backup.format != BACKUP_FORMAT:
        raise BackupError(
            f"{file} was written by another version of this program.",
            remedy="Restore it with that version, or run `manage.py reindex`.",
        )
    if not sound or not all(_is_place(backup.generation, place) for place in backup.files):
        raise _broken(file, "it names a file that no index has")
    return backup


def _is_place(generation: str, place: str) -> bool:
    """Whether a file of an index may stand at a place."""
    parts = place.split("/")
    if any(part in ("", ".", "..") for part in parts) or "\\" in place or "\0" in place:
        return False
    known = (
        WITHDRAWN,
        PLACE.as_posix(),
        AUTHORITY_FILE,
        contents_path(Path(), generation).as_posix(),
    )
    return place in known or parts[:2] == ["generations", generation]


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(member)
    if content is None:
        raise tarfile.TarError("no file")
    return content


def restore(store: Store, index: Path, file: Path, authority: Path | None) -> tuple[Backup, bool]:
    """Make an index of a backup in a folder where none is; what it holds serves in the end.

    All files are compared before. The authority file goes to where the settings have it, if there
    is none; whether it did. Raises `BackupError`, and `ArchiveError` where there is an index.
    """
    with _opened(file) as tar:
        backup = _told(tar, file)
        folder = generations_folder(index) / backup.generation
        if (index / CURRENT).exists() or folder.exists():
            raise ArchiveError(
                f"There is an index in {index}: {read_current(index) or backup.generation}.",
                remedy="Name an empty folder with --index.",
            )
        try:
            _take_out(tar, index, backup, file)
            problems = store.verify(backup.generation)
            if problems:
                raise _broken(file, problems[0].rstrip("."))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    given = index / AUTHORITY_FILE
    placed = authority is not None and given.exists() and not authority.exists()
    if placed and authority is not None:
        shutil.move(given, authority)
    write_publications(index, Publications(backup.generation))
    return backup, placed


def _take_out(tar: tarfile.TarFile, index: Path, backup: Backup, file: Path) -> None:
    """Write the files of a backup, each compared with what it was."""
    left = dict(backup.files)
    try:
        for member in tar:
            if member.name == _TOLD:
                continue
            expected = left.pop(member.name, None)
            if expected is None or not member.isreg():
                raise _broken(file, f"{member.name} should not be in it")
            path = index / member.name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as out:
                shutil.copyfileobj(_content(tar, member), out)
            fsync_path(path)
            if digest(path) != expected:
                raise _broken(file, f"{member.name} is not what was written")
    except (tarfile.TarError, EOFError) as error:
        raise _broken(file, str(error) or "it ends too soon") from error
    if left:
        raise _broken(file, f"{next(iter(left))} is missing")
