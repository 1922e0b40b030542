"""Generations on disk: their folders, and what each file should hold."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from archive.engine.files import fsync_path, write_atomically
from archive.errors import DamagedIndexError, GenerationNotFoundError
from archive.model.result import GenerationInfo, Standing

MANIFEST: Final = "manifest.json"

#: In the folder of a finished generation until it is published; no list of files holds it.
UNPUBLISHED: Final = "UNPUBLISHED"

#: What follows the name of a generation in the making, and of one being removed.
UNFINISHED: Final = ".building"
REMOVING: Final = ".removing"

_BLOCK: Final = 1 << 20


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
        raise DamagedIndexError(f"{folder} cannot be read: {error.strerror}.") from error
    if not there:
        raise GenerationNotFoundError(f"There is no generation {name!r}.")
    return folder


def new_name() -> str:
    """A name for a new generation: UTC and a few random characters.

    It tells people when; no order follows from it, for clocks are set back.
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
    folder: Path, *, engine: str, version: int, fingerprint: str, articles: int
) -> Manifest:
    """Put every file of the folder on disk, then describe them; the manifest comes last."""
    files: dict[str, tuple[int, str]] = {}
    for path in sorted(folder.iterdir()):
        if path.name.endswith("LOCK"):
            path.unlink()
            continue
        if path.name == UNPUBLISHED:
            continue
        fsync_path(path)
        files[path.name] = (path.stat().st_size, digest(path))
    created = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
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
    try:
        data = json.loads(path.read_text("utf-8"))
        # The first format had no digest; such generations are still listed and pruned.
        if data["format"] != 1 and data.pop("digest", None) != _own_digest(data):
            raise ValueError("it does not hold what was written")
        files = {str(k): (int(v[0]), str(v[1])) for k, v in data["files"].items()}
        return Manifest(
            engine=str(data["engine"]),
            format=int(data["format"]),
            created=str(data["created"]),
            fingerprint=str(data["fingerprint"]),
            articles=int(data["articles"]),
            files=files,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise DamagedIndexError(f"{path} cannot be read: {error}.") from error


def damaged_files(
    folder: Path, manifest: Manifest, *, contents: Callable[[str], bool] = lambda _: True
) -> Iterator[str]:
    """What is wrong with the files of a generation, one line each.

    `contents` says of which files, by name, the content is compared; of the others only presence
    and size, which costs nothing.
    """
    for name, (size, expected) in sorted(manifest.files.items()):
        path = folder / name
        try:
            found = path.stat().st_size
            if found != size:
                yield f"{path} has {found} bytes instead of {size}."
            elif contents(name) and digest(path) != expected:
                yield f"{path} does not hold what was written."
        except FileNotFoundError:
            yield f"{path} is missing."
        except OSError as error:
            yield f"{path} cannot be read: {error.strerror}."


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
    """Turn a failure of reading a generation's files into `DamagedIndexError`."""
    try:
        yield
    except (OSError, ValueError, KeyError, IndexError, EOFError) as error:
        raise DamagedIndexError(f"{folder} cannot be read: {error}.") from error
