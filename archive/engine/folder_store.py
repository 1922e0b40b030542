"""What stores have in common that keep a folder for each generation."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from archive.engine import contents, upkeep
from archive.engine.files import write_atomically
from archive.engine.generation import (
    UNPUBLISHED,
    MalformedError,
    Manifest,
    damaged_files,
    digest,
    generation_folder,
    naming_damage,
    read_manifest,
)
from archive.engine.publications import (
    Publications,
    read_current,
    read_publications,
    write_publications,
)
from archive.engine.searcher import Searcher
from archive.errors import (
    ArchiveError,
    ClusterError,
    DamagedIndexError,
    IndexFormatError,
    UnknownContentsError,
)
from archive.model.result import GenerationInfo


class FolderStore:
    """See `archive.engine.store.Store`; an engine adds how generations are begun and opened."""

    def __init__(self, index: Path) -> None:
        self._index = index

    @abstractmethod
    def open_whole(self, name: str) -> Searcher:
        """A searcher of a generation that hides nothing of it."""

    @abstractmethod
    def check_format(self, folder: Path, manifest: Manifest) -> None:
        """Raise `IndexFormatError` where this engine did not write a generation so."""

    def base_of(self, onto: str, fingerprint: str) -> Path:
        """The folder of a generation that another may start from; raises as `Store.begin`."""
        folder = generation_folder(self._index, onto)
        manifest = read_manifest(folder)
        self.check_format(folder, manifest)
        # Whatever is damaged would get a new digest and pass for whole.
        if problems := self.verify(onto):
            raise DamagedIndexError(f"{onto} cannot be built on: {problems[0]}")
        if manifest.fingerprint != fingerprint:
            raise IndexFormatError(f"{onto} was analysed in another way and cannot be built on.")
        return folder

    def annotate(self, name: str, file: str, text: str) -> None:
        """See `Store`."""
        write_atomically(generation_folder(self._index, name) / file, text)

    def kept(self, name: str, file: str) -> Path | None:
        """See `Store`."""
        folder = generation_folder(self._index, name)
        manifest = read_manifest(folder)
        if file not in manifest.files:
            return None
        with naming_damage(folder / file):
            if digest(folder / file) != manifest.files[file][1]:
                raise MalformedError("it does not hold what was written")
        return folder / file

    def publish(self, name: str) -> None:
        """See `Store`."""
        self._check_whole(name)
        self.make_current(name, self._publications().published(name))

    def roll_back(self, name: str) -> None:
        """See `Store`."""
        self._check_whole(name)
        self.make_current(name, read_publications(self._index).rolled_back(name))

    def _check_whole(self, name: str) -> None:
        if problems := self.verify(name):
            raise DamagedIndexError(f"{name} is not published: {problems[0]}")

    def make_current(self, name: str, publications: Publications) -> None:
        """Say that this generation serves; what it holds is on disk before."""
        folder = generation_folder(self._index, name)
        with closing(self.open_whole(name)) as searcher:
            contents.write_contents(self._index, name, searcher.contents())
        write_publications(self._index, publications)
        (folder / UNPUBLISHED).unlink(missing_ok=True)

    def _publications(self) -> Publications:
        """What was published; nothing, where that cannot be read any more."""
        try:
            return read_publications(self._index)
        except DamagedIndexError:
            return Publications()

    def current(self) -> str | None:
        """See `Store`."""
        return read_current(self._index)

    def candidates(self) -> tuple[str, ...]:
        """See `Store`."""
        return read_publications(self._index).candidates

    def served(self) -> Iterator[tuple[str, str]] | None:
        """See `Store`."""
        name = upkeep.served_last(self._index)
        if name is None:
            return None
        if contents.is_whole(self._index, name):
            return contents.read_contents(self._index, name)
        return self._contents_of(name)

    def _contents_of(self, name: str) -> Iterator[tuple[str, str]]:
        """What a generation itself says that it holds; raises `UnknownContentsError`."""
        try:
            with closing(self.open_whole(name)) as searcher:
                yield from searcher.contents()
        except ArchiveError as error:
            raise UnknownContentsError(f"What {name} holds is not known: {error.detail}") from error

    def generations(self) -> tuple[GenerationInfo, ...]:
        """See `Store`."""
        return upkeep.list_generations(self._index)

    def leftovers(self) -> tuple[str, ...]:
        """See `Store`."""
        return tuple(str(path) for path in upkeep.leftovers(self._index))

    def sweep(self) -> tuple[str, ...]:
        """See `Store`."""
        return upkeep.sweep(self._index)

    def verify(self, name: str) -> tuple[str, ...]:
        """See `Store`."""
        folder = generation_folder(self._index, name)
        try:
            problems = tuple(error.detail for error in damaged_files(folder, read_manifest(folder)))
            if not problems:
                self.open_whole(name).close()
        except ClusterError:
            raise  # nothing is known of it
        except ArchiveError as error:
            return (error.detail,)
        return problems

    def remove(self, name: str) -> None:
        """See `Store`."""
        upkeep.remove_generation(self._index, name)
