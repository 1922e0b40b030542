"""The write contract over Whoosh indexes in folders."""

from __future__ import annotations

from pathlib import Path

from archive.engine.folder_store import FolderStore
from archive.engine.generation import Manifest
from archive.engine.whoosh.build import WhooshBuild
from archive.engine.whoosh.searcher import WhooshSearcher, open_searcher
from archive.engine.whoosh.toc import check_format


class WhooshStore(FolderStore):
    """See `archive.engine.store.Store`."""

    def begin(self, fingerprint: str, onto: str | None = None, was: str = "") -> WhooshBuild:
        """See `Store`."""
        base = None if onto is None else self.base_of(onto, was or fingerprint)
        return WhooshBuild(self._index, fingerprint, base)

    def open_whole(self, name: str) -> WhooshSearcher:
        """See `FolderStore`."""
        return open_searcher(self._index, name)

    def check_format(self, folder: Path, manifest: Manifest) -> None:
        """See `FolderStore`."""
        check_format(folder, manifest)


def open_store(index: Path) -> WhooshStore:
    """Open the folder where generations are kept."""
    return WhooshStore(index)
