"""An index in one file, and back: `backup`, `restore`."""

from __future__ import annotations

import argparse
import os
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from archive.commands.common import Commands, add_command, print_json, settings_of
from archive.engine.registry import open_store
from archive.errors import FileExistsAlreadyError, OptionError
from archive.indexing.backups import AUTHORITY_FILE, GLOSSARY_FILE, Backup, write_backup
from archive.indexing.lock import index_lock
from archive.indexing.restoring import place_own, restore
from archive.indexing.room import naming_a_full_disk
from archive.settings import Settings


def register(commands: Commands) -> None:
    """Add the commands of this file."""
    backup = add_command(
        commands,
        "backup",
        _backup,
        "Write what serves, what is withdrawn and the newsroom's authority and glossary files into "
        "one file.",
    )
    backup.add_argument("file", type=Path, metavar="FILE", help="a tar file that is not there yet")
    backup.add_argument("--force", action="store_true", help="replace FILE where it is there")
    backup.add_argument(
        "--cache",
        action="store_true",
        help="with what models found, which saves their work; no reindex may run meanwhile",
    )
    restore_ = add_command(
        commands,
        "restore",
        _restore,
        "Make an index of a backup of your own: an index holds pickled data.",
    )
    restore_.add_argument("file", type=Path, metavar="FILE", help="what `backup` wrote")


def _index_in_files(arguments: argparse.Namespace) -> Settings:
    """The settings; raises `OptionError` where the index is not in files of its folder."""
    settings = settings_of(arguments)
    if settings.engine.startswith("opensearch"):
        raise OptionError(
            "The index lies in a cluster, and its folder alone is no backup of it.",
            remedy="Take a snapshot of the cluster: see docs/scaling.md.",
        )
    return settings


def _backup(arguments: argparse.Namespace) -> int:
    settings = _index_in_files(arguments)
    if os.path.lexists(arguments.file) and not arguments.file.is_dir() and not arguments.force:
        raise FileExistsAlreadyError(f"{arguments.file} exists already.")
    own = {
        name: path
        for name, path in _own_files(settings).items()
        if path is not None and path.is_file()
    }
    store = open_store(settings.engine, settings.index)
    # What models found is written to all through a reindex.
    locked = index_lock(settings.index) if arguments.cache else nullcontext()
    with naming_a_full_disk(arguments.file.parent), locked:
        backup = write_backup(store, settings.index, arguments.file, own, cache=arguments.cache)
    _tell(arguments, backup, f"{arguments.file} holds {backup.generation}")
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    settings = _index_in_files(arguments)
    index = settings.index
    with naming_a_full_disk(index), index_lock(index):
        backup = restore(partial(open_store, settings.engine), index, arguments.file)
    _tell(arguments, backup, f"{backup.generation} serves in {index}")
    for name, place in _own_files(settings).items():
        if name in backup.files:
            placed = place_own(index, name, place)
            if not arguments.json:
                print(f"the newsroom's {name.partition('.')[0]} file is {placed}")
    return 0


def _own_files(settings: Settings) -> dict[str, Path | None]:
    """The newsroom's own files by their names in a backup, and where the settings have them."""
    return {AUTHORITY_FILE: settings.authority, GLOSSARY_FILE: settings.glossary}


def _tell(arguments: argparse.Namespace, backup: Backup, line: str) -> None:
    if arguments.json:
        print_json({"generation": backup.generation, "files": len(backup.files)})
    else:
        print(f"{line}: {len(backup.files)} files")
