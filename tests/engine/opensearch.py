"""Generations in the cluster of two nodes that tests start."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from archive.engine.opensearch.cluster import cluster_of
from archive.engine.opensearch.indexes import Indexes
from archive.engine.registry import open_searcher, open_store
from archive.engine.searcher import Searcher
from archive.engine.store import Store
from archive.engine.stored import pack
from archive.model.article import Document
from archive.model.entity import Names
from archive.settings import engine_at
from tests.nodes.cluster import missing
from tests.nodes.sharing import sharing

#: A cluster that is there already, for who runs these tests again and again.
_GIVEN = "ARCHIVE_TEST_OPENSEARCH_URL"


def skip_without_java() -> None:
    """Where no node can be started its tests are left out; with `CI=true` they fail."""
    if lacking := missing():
        told = f"OpenSearch is not started, its engine is not tested: {lacking} is missing"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)


@pytest.fixture(scope="session")
def cluster_urls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the cluster answers. Its nodes end with the tests."""
    if given := os.environ.get(_GIVEN):
        yield given
        return
    skip_without_java()
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # the processes of a run share the nodes
    with sharing(folder / "cluster") as urls:
        yield urls


@pytest.fixture(scope="session")
def engine(cluster_urls: str) -> str:
    """The engine over the cluster."""
    return engine_at("opensearch", cluster_urls)


def made(engine: str, index: Path, articles: Sequence[Document], names: Names) -> str:
    """The name of a finished generation of these documents."""
    making = open_store(engine, index).begin("test")
    try:
        for document in articles:
            making.add(document)
        making.commit(names)
    except BaseException:
        making.abort()
        raise
    return making.name


class Made:
    """Generations by what they hold: what was made is opened again, as it never changes."""

    def __init__(self, engine: str, index: Path) -> None:
        self._engine = engine
        self._index = index
        self._names: dict[str, str] = {}

    def open(self, articles: Sequence[Document], names: Names) -> Searcher:
        """A searcher over these documents."""
        said = [(pack(one), sorted(one.fields.items(), key=lambda row: row[0])) for one in articles]
        key = hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()
        if key not in self._names:
            self._names[key] = made(self._engine, self._index, articles, names)
        return open_searcher(self._engine, self._index, self._names[key])


@pytest.fixture(scope="session")
def made_generations(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Generations that tests share."""
    return Made(engine, tmp_path_factory.mktemp("generations"))


class InFolder:
    """Generations of a folder of their own."""

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path, engine: str, cluster_urls: str) -> Iterator[None]:
        self._root, self._engine = tmp_path, engine
        yield
        folders = (tmp_path / "generations").glob("*")
        if names := ",".join(Indexes.name_of(path.name) for path in folders):
            cluster_of(cluster_urls).ask("DELETE", f"/{names}", ignore_unavailable="true")

    def open_store(self) -> Store:
        return open_store(self._engine, self._root)

    def open(self, name: str) -> Searcher:
        return open_searcher(self._engine, self._root, name)
