"""The write contract over a cluster: indexes there, and a folder beside for what is small."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from archive.engine import upkeep
from archive.engine.folder_store import FolderStore
from archive.engine.generation import Manifest, generation_folder, generations_folder
from archive.engine.opensearch.build import OpenSearchBuild
from archive.engine.opensearch.cluster import Cluster, cluster_of
from archive.engine.opensearch.indexes import Indexes
from archive.engine.opensearch.schema import check_index_format
from archive.engine.opensearch.searcher import OpenSearchSearcher
from archive.engine.publications import Publications

#: What names the index that serves, for people and programs that look at the cluster.
ALIAS: Final = "archive"


class OpenSearchStore(FolderStore):
    """See `archive.engine.store.Store`.

    What is published stands in the folder of the index; the alias follows it.
    """

    def __init__(self, index: Path, cluster: Cluster) -> None:
        super().__init__(index)
        self._cluster = cluster
        self._indexes = Indexes(cluster)

    def begin(self, fingerprint: str, onto: str | None = None, was: str = "") -> OpenSearchBuild:
        """See `Store`."""
        if onto is not None:
            self.base_of(onto, was or fingerprint)
        return OpenSearchBuild(self._cluster, self._index, fingerprint, onto)

    def open_whole(self, name: str) -> OpenSearchSearcher:
        """See `FolderStore`."""
        return OpenSearchSearcher(generation_folder(self._index, name), self._cluster, None)

    def check_format(self, folder: Path, manifest: Manifest) -> None:
        """See `FolderStore`."""
        check_index_format(folder, manifest)

    def make_current(self, name: str, publications: Publications) -> None:
        """See `FolderStore`: only what has its copies serves."""
        index = self._indexes.name_of(name)
        self._indexes.wait_for_copies(index)
        super().make_current(name, publications)
        self._indexes.point_alias(ALIAS, index)

    def sweep(self) -> tuple[str, ...]:
        """See `Store`; the index of what is left goes before its folder."""
        folders = generations_folder(self._index)
        for path in map(Path, self.leftovers()):
            if path.parent == folders and path.is_dir():
                self._indexes.remove(path.name)
        return super().sweep()

    def remove(self, name: str) -> None:
        """See `Store`."""
        upkeep.remove_generation(self._index, name, self._indexes.remove)


def open_store(index: Path, urls: str) -> OpenSearchStore:
    """Open the folder of an index, and the cluster that keeps what is large of it."""
    return OpenSearchStore(index, cluster_of(urls))
