"""What is told of files and generations that are not there or cannot be read."""

from __future__ import annotations

from pathlib import Path

from archive.errors import DamagedIndexError, GenerationNotFoundError


def missing_file(path: Path, *, remedy: str = "") -> DamagedIndexError:
    """A file that should be there is not."""
    return DamagedIndexError(f"{path} is missing.", remedy=remedy, file=path, code="missing_file")


def resized_file(path: Path, length: int, size: int) -> DamagedIndexError:
    """A file has `length` bytes, and `size` were written."""
    return DamagedIndexError(
        f"{path} has {length} bytes instead of {size}.",
        file=path,
        code="resized_file",
        values={"length": length, "size": size},
    )


def unreadable_file(path: Path, why: object, *, remedy: str = "") -> DamagedIndexError:
    """A file cannot be read, which `why` explains to an administrator."""
    told = getattr(why, "strerror", None) or why  # that of the system names the file again
    return DamagedIndexError(
        f"{path} cannot be read: {told}.", remedy=remedy, file=path, code="unreadable_file"
    )


def missing_generation(name: str) -> GenerationNotFoundError:
    """There is no generation of this name."""
    return GenerationNotFoundError(
        f"There is no generation {name!r}.", code="missing_generation", values={"name": name}
    )


def removed_generation(name: str, *, wholly: bool = True) -> GenerationNotFoundError:
    """A generation was removed while it was opened; not `wholly` where that goes on."""
    how = "was" if wholly else "is being"
    return GenerationNotFoundError(
        f"{name} {how} removed.", code="removed_generation", values={"name": name}
    )
