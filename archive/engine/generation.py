"""Generations on disk: their folders, which one is current, and what each file should hold."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from archive.errors import DamagedIndexError, GenerationNotFoundError, NoGenerationError
from archive.model.result import GenerationInfo

MANIFEST: Final = "manifest.json"
CURRENT: Final = "CURRENT"
_BLOCK: Final = 1 << 20


def generations_folder(index: Path) -> Path:
    """Where generations stand."""
    return index / "generations"


def generation_folder(index: Path, name: str) -> Path:
    """The folder of one finished generation; raises `GenerationNotFoundError`."""
    folder = generations_folder(index) / name
    if not name or Path(name).name != name or not (folder / MANIFEST).is_file():
        raise GenerationNotFoundError(f"There is no generation {name!r}.")
    return folder


def new_name() -> str:
    """A name for a new generation that sorts by time: UTC and a few random characters."""
    now = dt.datetime.now(dt.UTC)
    return f"{now:%Y%m%dT%H%M%S}-{now.microsecond // 1000:03d}{secrets.token_hex(2)}"


def read_current(index: Path) -> str | None:
    """The published generation's name, or None where nothing was ever published."""
    try:
        name = (index / CURRENT).read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedIndexError(f"{index / CURRENT} cannot be read: {error}.") from error
    return name or None


def require_current(index: Path) -> str:
    """The published generation's name; raises `NoGenerationError`."""
    name = read_current(index)
    if name is None:
        raise NoGenerationError(f"There is no index in {index}.")
    return name


def fsync_path(path: Path) -> None:
    """Make sure a file's or folder's content is on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_atomically(path: Path, text: str) -> None:
    """Replace a small file in one step; its content is on disk when this returns."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with temporary.open("w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    fsync_path(path.parent)


def set_current(index: Path, name: str) -> None:
    """Publish: from now on readers open this generation."""
    generation_folder(index, name)
    write_atomically(index / CURRENT, name + "\n")


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


def describe(folder: Path, manifest: Manifest) -> GenerationInfo:
    """A generation as shown to people."""
    return GenerationInfo(
        name=folder.name,
        engine=manifest.engine,
        created=manifest.created,
        articles=manifest.articles,
        bytes=sum(size for size, _ in manifest.files.values()),
        fingerprint=manifest.fingerprint,
    )


@contextmanager
def naming_damage(folder: Path) -> Iterator[None]:
    """Turn a failure of reading a generation's files into `DamagedIndexError`."""
    try:
        yield
    except (OSError, ValueError, KeyError, IndexError, EOFError) as error:
        raise DamagedIndexError(f"{folder} cannot be read: {error}.") from error
