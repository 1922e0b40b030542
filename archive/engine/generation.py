"""Generations on disk: their folders, and what each file should hold."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
import time
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from archive.engine.damage import missing_file, missing_generation, resized_file, unreadable_file
from archive.engine.files import fsync_path, write_atomically
from archive.errors import ArchiveError, DamagedIndexError
from archive.model.result import GenerationInfo, Standing

MANIFEST: Final = "manifest.json"

#: In the folder of a finished generation until it is published; no list of files holds it.
UNPUBLISHED: Final = "UNPUBLISHED"

#: What follows the name of a generation in the making, and of one being removed.
UNFINISHED: Final = ".building"
REMOVING: Final = ".removing"

_BLOCK: Final = 1 << 20


class MalformedError(ArchiveError):
    """The bytes of a generation are not what was written; the message says how, without a stop."""


#: What reading a file of a generation raises: the disk, or the parse of its bytes. A plain
#: ValueError, a KeyError or an IndexError is none of them: that is a mistake of this program.
UNREADABLE: Final = (
    OSError,
    EOFError,
    UnicodeDecodeError,
    json.JSONDecodeError,
    zlib.error,
    MalformedError,
)


def generations_folder(index: Path) -> Path:
    """Where generations stand."""
    return index / "generations"


def is_generation(name: str) -> bool:
    """Whether a folder of this name may be a generation: not one in the making or being removed.

    A hidden folder is none, nor one whose name cannot stand on a line of its own in `CURRENT`.
    """
    plain = Path(name).name == name and name.isprintable() and name == name.strip()
    hidden = name.startswith(".") or name.endswith((UNFINISHED, REMOVING))
    return bool(name) and plain and not hidden


def generation_folder(index: Path, name: str) -> Path:
    """The folder of one finished generation.

    Raises `GenerationNotFoundError`, or `DamagedIndexError` where the disk does not tell.
    """
    folder = generations_folder(index) / name
    try:
        there = is_generation(name) and folder.is_dir()
    except OSError as error:
        raise unreadable_file(folder, error.strerror) from error
    if not there:
        raise missing_generation(name)
    return folder


def new_name() -> str:
    """A name for a new generation: UTC and a few random characters.

    It tells people when. It gives no order, because clocks are sometimes set back.
    """
    now = dt.datetime.now(dt.UTC)
    return f"{now:%Y%m%dT%H%M%S}-{now.microsecond // 1000:03d}{secrets.token_hex(2)}"


def digest(path: Path) -> str:
    """BLAKE2b of a file's content, 32 hexadecimal digits."""
    hasher = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            hasher.update(block)
    return hasher.hexdigest()


#: Articles that a reindex reads and analyses in a minute, without models, on two slow cores.
_A_MINUTE: Final = 10_000


def made_anew(articles: int) -> str:
    """What to do with a generation of so many articles that this program does not read."""
    minutes = max(1, round(articles / _A_MINUTE))
    return (
        f"Run `manage.py reindex`: all is read anew, which takes some {minutes:,} min on two cores "
        f"for {articles:,} articles, and what models found is kept."
    )


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is and what each of its files should hold (bytes, digest)."""

    engine: str
    format: int
    created: str
    fingerprint: str
    articles: int
    files: dict[str, tuple[int, str]]


def write_manifest(
    folder: Path,
    *,
    engine: str,
    version: int,
    fingerprint: str,
    articles: int,
    linked: Mapping[str, tuple[int, str]],
) -> Manifest:
    """Put every file of the folder on disk, then describe them; the manifest comes last.

    Of files that are `linked` from a finished generation, and so on disk, that one's manifest says
    what they should hold: publication compares them with it.
    """
    files: dict[str, tuple[int, str]] = {}
    for path in sorted(folder.iterdir()):
        if path.name.endswith("LOCK"):
            path.unlink()
            continue
        if path.name == UNPUBLISHED:
            continue
        if path.name in linked:
            files[path.name] = linked[path.name]
            continue
        fsync_path(path)
        files[path.name] = (path.stat().st_size, digest(path))
    # By the clock that says when articles first came: none of a later generation came before.
    created = dt.datetime.fromtimestamp(time.time(), dt.UTC).isoformat(timespec="seconds")
    manifest = Manifest(engine, version, created, fingerprint, articles, files)
    data = asdict(manifest)
    data["digest"] = _own_digest(data)
    write_atomically(folder / MANIFEST, json.dumps(data, indent=1))
    fsync_path(folder.parent)
    return manifest


def _own_digest(data: dict[str, Any]) -> str:
    """The digest of a manifest's other entries; a manifest is not in its own list of files."""
    text = json.dumps(data, sort_keys=True)
    return hashlib.blake2b(text.encode("utf-8"), digest_size=16).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """A generation's manifest; raises `DamagedIndexError` where it cannot be read."""
    path = folder / MANIFEST
    with naming_damage(path):
        data: object = json.loads(path.read_text("utf-8"))
        if not isinstance(data, dict) or not _is_whole(data):
            raise MalformedError("it does not hold what was written")
    return Manifest(
        engine=data["engine"],
        format=data["format"],
        created=data["created"],
        fingerprint=data["fingerprint"],
        articles=data["articles"],
        files={name: (size, content) for name, (size, content) in data["files"].items()},
    )


def _is_whole(data: dict[str, Any]) -> bool:
    """Whether a manifest holds what was written.

    The first format had no digest; such generations are still listed and pruned, so the shape is
    looked at in every format.
    """
    described = {name: value for name, value in data.items() if name != "digest"}
    if data.get("format") != 1 and data.get("digest") != _own_digest(described):
        return False
    files = data.get("files")
    return (
        all(type(data.get(name)) is int for name in ("format", "articles"))
        and all(type(data.get(name)) is str for name in ("engine", "created", "fingerprint"))
        and isinstance(files, dict)
        and all(
            isinstance(file, list) and [type(value) for value in file] == [int, str]
            for file in files.values()
        )
    )


def damaged_files(
    folder: Path,
    manifest: Manifest,
    *,
    contents: Callable[[str], bool] = lambda _: True,
    spared: Collection[str] = (),
) -> Iterator[DamagedIndexError]:
    """What is wrong with the files of a generation.

    `contents` says of which files, by name, the content is compared; of the others only presence
    and size, which costs nothing. Those that are `spared` are not looked at.
    """
    for name, (size, expected) in sorted(manifest.files.items()):
        if name in spared:
            continue
        path = folder / name
        try:
            length = path.stat().st_size
            if length != size:
                yield resized_file(path, length, size)
            elif contents(name) and digest(path) != expected:
                yield DamagedIndexError(f"{path} does not hold what was written.", file=path)
        except FileNotFoundError:
            yield missing_file(path)
        except OSError as error:
            yield unreadable_file(path, error.strerror)


def stamp(folder: Path) -> tuple[tuple[str, int, int, int], ...]:
    """Name, size, time and inode of each file: what changes when a file is replaced or written.

    The time is that of the last change of any kind: a copy may keep the time of its writing.

    Empty where there is no such folder.
    """
    try:
        paths = (path for path in sorted(folder.iterdir()) if path.name != UNPUBLISHED)
        files = [(path.name, path.stat()) for path in paths]
    except OSError:
        return ()
    return tuple((name, stat.st_size, stat.st_ctime_ns, stat.st_ino) for name, stat in files)


def describe(folder: Path, manifest: Manifest, standing: Standing | None = None) -> GenerationInfo:
    """A generation as shown to people."""
    return GenerationInfo(
        name=folder.name,
        engine=manifest.engine,
        created=manifest.created,
        articles=manifest.articles,
        bytes=sum(size for size, _ in manifest.files.values()),
        fingerprint=manifest.fingerprint,
        standing=standing,
    )


@contextmanager
def naming_damage(folder: Path) -> Iterator[None]:
    """Turn a failure of reading a generation's files into `DamagedIndexError`.

    Other exceptions pass unchanged: reported as damage, a mistake of this program would make an
    administrator publish another generation, where the mistake is the same.
    """
    try:
        yield
    except UNREADABLE as error:
        raise unreadable_file(folder, error) from error
