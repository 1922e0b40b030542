"""An index in one file, and back: what serves, what is hidden, and what curators decided.

A backup is a tar file: `backup.json` first, then `withdrawn.jsonl`, the files of the generation
that serves with their paths in the folder of the index, the newsroom's own files as
`authority.jsonl` and `glossary.jsonl`, and on request what models found. It is read as strictly as
it is written: no other name, no link and no path outside is taken out of it.
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import json
import sqlite3
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final

from archive.engine.contents import contents_path
from archive.engine.files import replace_with, temporaries, temporary_beside
from archive.engine.generation import digest, generation_folder, is_generation
from archive.engine.holding import Hold
from archive.engine.publications import require_current
from archive.engine.store import Store
from archive.engine.withdrawals import WITHDRAWN
from archive.errors import ArchiveError, DamagedIndexError, SourceError
from archive.indexing.findings_cache import PLACE

#: The version of this form of a backup.
BACKUP_FORMAT: Final = 1

#: What describes a backup.
DESCRIPTION: Final = "backup.json"

#: The newsroom's own files in it: of names, and of words in two languages.
AUTHORITY_FILE: Final = "authority.jsonl"
GLOSSARY_FILE: Final = "glossary.jsonl"

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


def write_backup(
    store: Store, index: Path, file: Path, own: Mapping[str, Path], *, cache: bool
) -> Backup:
    """Write what serves into a file, which appears whole or not at all.

    `own` are the newsroom's files by their names in a backup. The archive goes on serving, and may
    be reindexed meanwhile. `cache`: with what models found, while nobody else writes there. Raises
    `NoGenerationError`, `DamagedIndexError` where what serves is not whole, and `SourceError` where
    `file` cannot be.
    """
    if not file.name or file.is_dir():
        raise SourceError(f"{file} is a folder.", remedy="Name a file for the backup.")
    name = require_current(index)
    hold = Hold(generation_folder(index, name))
    try:
        if problems := store.verify(name):
            raise DamagedIndexError(
                f"{name} is not whole, so it is not backed up: {problems[0]}",
                remedy="Run `manage.py verify`, then `manage.py reindex`.",
            )
        with TemporaryDirectory(prefix=".backup-", dir=file.parent) as beside:
            return _write(file, name, _held(index, name, own, Path(beside), cache=cache))
    except OSError as error:
        raise SourceError(
            f"The backup {file} cannot be written: {error.strerror or error}.",
            remedy="Check the path, its permissions and the room on its disk.",
        ) from error
    finally:
        hold.release()


def _held(
    index: Path, name: str, own: Mapping[str, Path], beside: Path, *, cache: bool
) -> dict[str, Path | bytes]:
    """The files of a backup by their places, those that others may write meanwhile as read now."""
    held: dict[str, Path | bytes] = {}
    if (index / WITHDRAWN).exists():
        held[WITHDRAWN] = (index / WITHDRAWN).read_bytes()
    files = sorted(path for path in generation_folder(index, name).rglob("*") if path.is_file())
    contents = contents_path(index, name)
    for path in (*files, *([contents] if contents.is_file() else [])):
        held[path.relative_to(index).as_posix()] = path
    held |= {place: path.read_bytes() for place, path in own.items()}
    if cache and (index / PLACE).is_file():
        # A run that was killed may have left findings beside the file, which this copies too.
        copy = beside / PLACE.name
        with closing(sqlite3.connect(index / PLACE)) as kept, closing(sqlite3.connect(copy)) as new:
            kept.backup(new)
        held[PLACE.as_posix()] = copy
    return held


def _write(file: Path, name: str, held: dict[str, Path | bytes]) -> Backup:
    backup = Backup(name, {place: _digest_of(content) for place, content in held.items()})
    temporary = temporary_beside(file)
    try:
        with temporary.open("wb") as written:
            # Others see that it is being written.
            fcntl.flock(written, fcntl.LOCK_EX)
            _remove_unfinished(file)
            with tarfile.open(
                fileobj=written, mode="w", format=tarfile.PAX_FORMAT, dereference=True
            ) as out:
                for place, content in {DESCRIPTION: _described(backup), **held}.items():
                    if isinstance(content, bytes):
                        member = tarfile.TarInfo(place)
                        member.size = len(content)
                        out.addfile(member, io.BytesIO(content))
                    else:
                        out.add(content, place, recursive=False)
        replace_with(file, temporary)
    finally:
        temporary.unlink(missing_ok=True)
    return backup


def _described(backup: Backup) -> bytes:
    return json.dumps(asdict(backup)).encode()


def _digest_of(content: Path | bytes) -> str:
    """What `digest` gives, of a file or of what it holds."""
    if isinstance(content, Path):
        return digest(content)
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _remove_unfinished(file: Path) -> None:
    """Remove what a backup to the same file left that was killed."""
    for path in temporaries(file.parent):
        if not path.name.startswith(f".{file.name}."):
            continue
        with path.open("rb") as left:
            try:
                fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            path.unlink()


def open_backup(file: Path) -> tarfile.TarFile:
    """A backup to read; raises `BackupError`."""
    try:
        return tarfile.open(file, "r:")
    except (OSError, tarfile.TarError) as error:
        raise BackupError(f"{file} is no backup: {error}.", remedy="Name another file.") from error


def broken_backup(file: Path, what: str) -> BackupError:
    """What is told of a backup that is not whole."""
    return BackupError(f"{file} is no whole backup: {what}.", remedy="Use another backup.")


def read_description(tar: tarfile.TarFile, file: Path) -> Backup:
    """What a backup says it holds, read from its beginning; raises `BackupError`."""
    try:
        first = tar.next()
        if first is None or first.name != DESCRIPTION or not first.isreg() or first.size > _LONGEST:
            raise broken_backup(file, f"it does not begin with {DESCRIPTION}")
        data = json.loads(content_of_member(tar, first).read())
        backup = Backup(data["generation"], data["files"], data["format"])
        sound = isinstance(backup.files, dict) and is_generation(backup.generation)
    except (tarfile.TarError, OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise broken_backup(file, f"{DESCRIPTION} cannot be read") from error
    if backup.format != BACKUP_FORMAT:
        raise BackupError(
            f"{file} was written by another version of this program.",
            remedy="Restore it with that version, or run `manage.py reindex`.",
        )
    if not sound or not all(_is_place(backup.generation, place) for place in backup.files):
        raise broken_backup(file, "it names a file that no index has")
    return backup


def _is_place(generation: str, place: str) -> bool:
    """Whether a file of an index may stand at a place."""
    parts = place.split("/")
    if any(part in ("", ".", "..") for part in parts) or "\\" in place or "\0" in place:
        return False
    listed = contents_path(Path(), generation).as_posix()
    known = (WITHDRAWN, PLACE.as_posix(), AUTHORITY_FILE, GLOSSARY_FILE, listed)
    return place in known or parts[:2] == ["generations", generation]


def content_of_member(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    """What a member holds; raises `TarError` where it is no file."""
    content = tar.extractfile(member)
    if content is None:
        raise tarfile.TarError("no file")
    return content


def members(tar: tarfile.TarFile, backup: Backup, file: Path) -> Iterator[tarfile.TarInfo]:
    """The files that a backup says it holds, each once; raises `BackupError` for anything else."""
    left = set(backup.files)
    room = file.stat().st_size
    try:
        for member in tar:
            if member.name == DESCRIPTION:
                continue
            room -= member.size
            if member.name not in left or not member.isreg() or member.issparse() or room < 0:
                raise broken_backup(file, f"{member.name} should not be in it")
            left.remove(member.name)
            yield member
    except (tarfile.TarError, EOFError) as error:
        raise broken_backup(file, str(error) or "it ends too soon") from error
    if left:
        raise broken_backup(file, f"{min(left)} is missing")
