"""An index of a backup, in a folder that has none.

All of it is taken out beside, as an index of its own, and compared; then it is moved into place,
what is withdrawn first and what says which generation serves last. So whenever a run is killed,
nothing serves that must not.
"""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from archive.engine.files import fsync_path
from archive.engine.generation import digest
from archive.engine.publications import CURRENT, Publications, write_publications
from archive.engine.store import Store
from archive.engine.withdrawals import WITHDRAWN
from archive.errors import ArchiveError
from archive.indexing.backups import (
    Backup,
    broken_backup,
    content_of_member,
    members,
    open_backup,
    read_description,
)

#: How folders begin into which backups are taken out.
_BESIDE: Final = ".restoring-"

#: What a folder without an index may hold: the locks of commands.
_LOCKS: Final = frozenset({"lock", "withdrawn.lock"})


def restore(open_store: Callable[[Path], Store], index: Path, file: Path) -> Backup:
    """Make an index of a backup; what it holds serves in the end.

    `open_store` gives the store of a folder. Raises `BackupError` where the file is no whole
    backup, and `ArchiveError` where the folder holds anything: then nothing in it changes.
    """
    with open_backup(file) as tar:
        backup = read_description(tar, file)
        _check_empty(index)
        with TemporaryDirectory(prefix=_BESIDE, dir=index) as folder:
            beside = Path(folder)
            for member in members(tar, backup, file):
                path = beside / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                try:
                    with path.open("wb") as out:
                        shutil.copyfileobj(content_of_member(tar, member), out)
                except (tarfile.TarError, EOFError) as error:
                    raise broken_backup(file, str(error) or "it ends too soon") from error
                fsync_path(path)
                if digest(path) != backup.files[member.name]:
                    raise broken_backup(file, f"{member.name} is not what was written")
            if problems := open_store(beside).verify(backup.generation):
                raise broken_backup(file, problems[0].rstrip("."))
            write_publications(beside, Publications(backup.generation))
            _move(beside, index)
    return backup


def _check_empty(index: Path) -> None:
    """Raise `ArchiveError` where a folder holds more than locks; what was broken off is removed."""
    for path in index.iterdir():
        if path.name.startswith(_BESIDE):
            shutil.rmtree(path)
        elif path.name not in _LOCKS:
            raise ArchiveError(
                f"The folder {index} is not empty: {path.name}.",
                remedy="Name an empty folder with --index, or move away what is in this one.",
            )


def _move(beside: Path, index: Path) -> None:
    """Move what was taken out into place: what is withdrawn first, what says who serves last."""
    for folder in (path for path in beside.rglob("*") if path.is_dir()):
        fsync_path(folder)
    names = {path.name for path in beside.iterdir()}
    between = sorted(names - {WITHDRAWN, CURRENT})
    for name in (*([WITHDRAWN] if WITHDRAWN in names else []), *between, CURRENT):
        (beside / name).rename(index / name)
        fsync_path(index)


def place_own(index: Path, name: str, place: Path | None) -> Path:
    """Put a restored file of the newsroom where the settings have it, if there is none.

    Gives where it is. Raises `ArchiveError` where it cannot be put there; it is in the index then.
    """
    given = index / name
    if place is None or place.exists():
        return given
    try:
        shutil.copyfile(given, place)
    except OSError as error:
        raise ArchiveError(
            f"The index serves, and {place} cannot be written: {error.strerror}.",
            remedy=f"Copy {given} there.",
        ) from error
    given.unlink()
    return place
