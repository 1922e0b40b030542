"""What stands in an index's folder, what is left over there, and how generations are removed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

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
from archive.engine.holding import alone_with
from archive.engine.publications import (
    Publications,
    lost_record,
    read_publications,
    write_publications,
)
from archive.errors import ArchiveError, DamagedIndexError, InUseError, UnknownContentsError
from archive.model.result import GenerationInfo, Standing

#: Names that `new_name` gives: such a folder is a generation also where it lost its manifest.
_OURS: Final = re.compile(r"[0-9]{8}T[0-9]{6}-[0-9]{3}[0-9a-f]{4}")


def standing_of(folder: Path, publications: Publications | None) -> Standing | None:
    """What a generation is to readers; None where no record tells."""
    if publications is None:
        return None
    if folder.name == publications.current:
        return Standing.SERVES
    if folder.name in publications.before:
        return Standing.BEFORE
    return Standing.ASIDE if folder.name in publications.aside else Standing.UNPUBLISHED


def _folders(index: Path) -> list[Path]:
    """Everything that stands where generations do, by name."""
    folders = generations_folder(index)
    return sorted(folders.iterdir()) if folders.is_dir() else []


def _generations(index: Path, known: Sequence[str] = ()) -> list[Path]:
    """The folders of finished generations, by name.

    Another folder that stands there, as `lost+found` does, is none of them and never touched.
    """
    return [
        path
        for path in _folders(index)
        if is_generation(path.name) and path.is_dir() and (path.name in known or _is_ours(path))
    ]


def _is_ours(folder: Path) -> bool:
    return bool(_OURS.fullmatch(folder.name)) or (folder / MANIFEST).is_file()


def recorded(index: Path) -> Publications | None:
    """What is and was published; None where that record is lost.

    Then what stands in the index may have served. A list of contents without a record tells that
    there was one.
    """
    try:
        publications = read_publications(index)
    except DamagedIndexError:
        return None
    return publications if publications.current or not listed(index) else None


def list_generations(index: Path) -> tuple[GenerationInfo, ...]:
    """Every generation, also damaged ones: in the order of publication, the never published first.

    What could not be read of one stands in `problem`. Where the record of publications is lost,
    `standing` is None.
    """
    publications = recorded(index)
    known = (publications or Publications()).known
    order = {name: place for place, name in enumerate(reversed(known))}
    folders = sorted(_generations(index, known), key=lambda folder: order.get(folder.name, -1))
    return tuple(_described(folder, standing_of(folder, publications)) for folder in folders)


def _described(folder: Path, standing: Standing | None) -> GenerationInfo:
    try:
        return describe(folder, read_manifest(folder), standing)
    except ArchiveError as error:
        size = sum(path.stat().st_size for path in folder.glob("*") if path.is_file())
        return GenerationInfo(folder.name, "", "", 0, size, "", standing, error.detail)


def once_served(index: Path) -> set[str]:
    """Where no record says which generation serves: all that may have."""
    published = {path.name for path in _generations(index) if not (path / UNPUBLISHED).is_file()}
    return published | set(listed(index))


def served_last(index: Path) -> str | None:
    """The generation that served last, None if none ever did; raises `UnknownContentsError`."""
    try:
        name = read_publications(index).current
    except DamagedIndexError as error:
        raise _not_known(error.detail) from error
    if name is not None:
        return name
    served = once_served(index)
    if len(served) > 1:
        raise _not_known(lost_record(index).detail)
    return next(iter(served), None)


def _not_known(why: str) -> UnknownContentsError:
    tell = "Tell it with `manage.py publish NAME`. Or:"
    remedy = f"{tell} {UnknownContentsError.remedy[0].lower()}{UnknownContentsError.remedy[1:]}"
    return UnknownContentsError(f"It is not known what was served: {why}", remedy=remedy)


def leftovers(index: Path) -> Iterator[Path]:
    """What a broken-off run left: nothing that was ever published, nor anything in use.

    A generation that was finished and never published counts where this index made it; one that
    was copied here does not. Where the record of publications is lost, none does.
    """
    folders = _folders(index)
    left = [path for path in folders if path.name.endswith((UNFINISHED, REMOVING))]
    publications = recorded(index)
    if publications is not None:
        left += [
            path
            for path in _generations(index)
            if path.name not in publications.known and (path / UNPUBLISHED).is_file()
        ]
    yield from left
    for folder in (index, generations_folder(index), index / FOLDER):
        yield from sorted(temporaries(folder))
    if publications is not None:
        present = {path.name for path in folders if path not in left}
        known = present.union(publications.known)
        yield from (contents_path(index, name) for name in listed(index) if name not in known)


def delete(path: Path) -> None:
    """Remove a file, a link, or a folder with all it holds.

    A folder loses its name first: what is left of it after a kill is known as left over.
    """
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
        return
    if not path.name.endswith((UNFINISHED, REMOVING)):
        path = path.rename(path.with_name(path.name + REMOVING))
    shutil.rmtree(path)


def discard(index: Path, name: str) -> None:
    """Remove what there is of a generation that was never published.

    Called after another failure, which is the one to report: whatever cannot be removed is left
    over, `doctor` names it, and the next run removes it.
    """
    folder = generations_folder(index) / name
    for path in (folder.with_name(name + UNFINISHED), folder, contents_path(index, name)):
        with suppress(OSError):
            delete(path)


def sweep(index: Path) -> tuple[str, ...]:
    """Remove what broken-off runs left, and forget generations whose folders are gone.

    The caller holds the lock of the index. Gives the names of what was removed.
    """
    removed = []
    for path in list(leftovers(index)):
        delete(path)
        removed.append(path.name)
    publications = recorded(index)
    if publications is not None:
        _settle(index, publications)
    return tuple(removed)


def _settle(index: Path, publications: Publications) -> None:
    """Finish publications and removals that were broken off after they had been recorded."""
    left = publications
    for name in publications.known:
        folder = generations_folder(index) / name
        if folder.is_dir():
            (folder / UNPUBLISHED).unlink(missing_ok=True)
        elif name != publications.current:
            left = left.without(name)
    if left != publications:
        write_publications(index, left)
    for name in set(publications.known).difference(left.known):
        contents_path(index, name).unlink(missing_ok=True)


def remove_generation(
    index: Path, name: str, before: Callable[[str], None] = lambda _name: None
) -> None:
    """Remove a generation that neither serves nor is open.

    `before` removes what lies elsewhere, while the folder is still there to name it.

    Raises `GenerationNotFoundError`, `InUseError`, or `DamagedIndexError` where it is not known
    what serves. Broken off at any point it leaves only what `sweep` removes.
    """
    folder = generation_folder(index, name)
    publications = read_publications(index)
    if name == publications.current:
        raise InUseError(
            f"{name} is published.", remedy="Publish another generation, then remove it."
        )
    away = folder.with_name(name + REMOVING)
    with alone_with(folder):
        folder.rename(away)
    before(name)
    # Before anything is written: a full disk has no room even for a few bytes.
    delete(away)
    if name in publications.known:
        write_publications(index, publications.without(name))
    contents_path(index, name).unlink(missing_ok=True)
