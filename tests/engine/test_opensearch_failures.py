"""What a cluster may do: lose a machine, go away, or be left in the middle of a build."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

from archive.engine.catalogue import FolderCatalogue
from archive.engine.opensearch import build as opensearch_build
from archive.engine.opensearch.cluster import cluster_of
from archive.engine.opensearch.indexes import Indexes
from archive.engine.registry import open_searcher, open_store
from archive.errors import ClusterError, DamagedIndexError
from archive.model.query import Everything, Ranking, ScoredTerm
from archive.model.result import SearchRequest, SearchResult
from archive.search.library import Library
from archive.search.service import SearchService
from archive.settings import engine_at
from archive.text.fingerprint import fingerprint
from archive.web.app import create_app
from tests.conftest import ROOT
from tests.engine.corpora import NAMES, document
from tests.engine.counted import COUNTED
from tests.engine.opensearch import cluster_urls as cluster_urls
from tests.engine.opensearch import engine as engine
from tests.engine.opensearch import skip_without_java
from tests.nodes.cluster import Nodes

_MANY = [document(n, f"Title {n}", "so it was", day=1 + n % 5) for n in range(60)]

_ASKED = SearchRequest(
    ranking=Ranking((ScoredTerm("body_word", "so", 1.0),)), limit=60, aggregations=COUNTED[:4]
)


def filled(engine: str, index: Path) -> str:
    """A finished generation of many articles."""
    build = open_store(engine, index).begin(fingerprint(NAMES))
    for one in _MANY:
        build.add(one)
    build.commit(NAMES)
    return build.name


@pytest.fixture
def nodes(tmp_path: Path) -> Iterator[Nodes]:
    """Two nodes that this test may kill."""
    skip_without_java()
    folder = tmp_path / "nodes"
    folder.mkdir()
    nodes = Nodes(folder)
    yield nodes
    nodes.close()


def test_a_cluster_loses_machines_and_comes_back(nodes: Nodes, tmp_path: Path) -> None:
    """A node of data under load, then all; what was lost comes back by itself."""
    index, engine = tmp_path / "index", engine_at("opensearch", nodes.urls)
    published, bare = filled(engine, index), without_copies_of(nodes, filled(engine, index))
    open_store(engine, index).publish(published)
    service = SearchService(Library(FolderCatalogue(engine, index)))
    page = create_app(service, root=ROOT).test_client()
    assert page.get("/readyz").status_code == 200
    with (
        closing(open_searcher(engine, index, published)) as searcher,
        closing(open_searcher(engine, index, bare)) as without_copies,
    ):
        expected = searcher.search(_ASKED)
        assert expected == without_copies.search(_ASKED)
        with asking_on(lambda: searcher.search(_ASKED)) as answers:
            nodes.kill(1)
            nodes.wait(1)
        assert answers
        assert all(answer == expected for answer in answers)
        # Some of its shards are lost, so nothing is answered of it.
        with pytest.raises(ClusterError):
            without_copies.search(_ASKED)
        nodes.kill(0)
        with pytest.raises(ClusterError):
            searcher.search(_ASKED)
        for path in ("/", "/api/v1/search", "/readyz"):
            answer = page.get(path)
            assert answer.status_code == 503
            assert "do not answer" in answer.get_data(as_text=True)
        come_back(nodes, published, bare)
        assert searcher.search(_ASKED) == expected == without_copies.search(_ASKED)
    assert page.get("/readyz").status_code == 200


def without_copies_of(nodes: Nodes, name: str) -> str:
    """The same generation, each shard of which is on one machine only."""
    settings = {"index.auto_expand_replicas": False, "index.number_of_replicas": 0}
    path = f"/{Indexes.name_of(name)}/_settings"
    cluster_of(nodes.urls).ask("PUT", path, settings)
    return name


def come_back(nodes: Nodes, *names: str) -> None:
    """Start both nodes, and wait for the shards of some generations."""
    for number in (0, 1):
        nodes.start(number)
    nodes.wait()
    indexes = Indexes(cluster_of(nodes.urls))
    for name in names:
        indexes.wait_for_copies(indexes.name_of(name))


@contextmanager
def asking_on(ask: Callable[[], SearchResult]) -> Iterator[list[SearchResult]]:
    """Ask again and again while something happens, and once more; what was answered."""
    answers: list[SearchResult] = []
    failures: list[BaseException] = []
    over = threading.Event()

    def go_on() -> None:
        try:
            while not over.is_set():
                answers.append(ask())
            answers.append(ask())
        except BaseException as failure:  # noqa: BLE001 - told by the test
            failures.append(failure)

    thread = threading.Thread(target=go_on)
    thread.start()
    yield answers
    over.set()
    thread.join()
    assert failures == []


def present(urls: str, index: Path) -> set[str]:
    """The indexes of a folder's generations that the cluster has."""
    names = {Indexes.name_of(path.name) for path in (index / "generations").glob("*")}
    there = cluster_of(urls).ask("GET", "/_cat/indices/archive-*", format="json")
    return names & {row["index"] for row in there}


def test_a_build_that_fails_leaves_no_index(
    tmp_path: Path, engine: str, cluster_urls: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = open_store(engine, tmp_path).begin("a")
    build.add(_MANY[0])
    with monkeypatch.context() as patch:
        patch.setattr(opensearch_build, "listed_writes", _fails)
        with pytest.raises(ClusterError, match="no room"):
            build.commit(NAMES)
    assert present(cluster_urls, tmp_path) == {Indexes.name_of(build.name)}
    build.abort()
    assert present(cluster_urls, tmp_path) == set()
    assert list((tmp_path / "generations").iterdir()) == []


def _fails(*_: object) -> NoReturn:
    raise ClusterError("There was no room.")


def test_a_build_that_was_killed_is_swept(
    tmp_path: Path, engine: str, cluster_urls: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder names its index."""
    build = open_store(engine, tmp_path).begin("a")
    build.add(_MANY[0])
    with monkeypatch.context() as patch:
        patch.setattr(opensearch_build, "listed_writes", _fails)
        with pytest.raises(ClusterError):
            build.commit(NAMES)
    left = Indexes.name_of(build.name)
    assert present(cluster_urls, tmp_path) == {left}
    assert open_store(engine, tmp_path).sweep() == (f"{build.name}.building",)
    there = cluster_of(cluster_urls).ask("GET", "/_cat/indices/archive-*", format="json")
    assert left not in {row["index"] for row in there}
    build.abort()


def test_an_index_that_is_gone_is_damage(tmp_path: Path, engine: str, cluster_urls: str) -> None:
    name = filled(engine, tmp_path)
    store = open_store(engine, tmp_path)
    with closing(open_searcher(engine, tmp_path, name)) as searcher:
        Indexes(cluster_of(cluster_urls)).remove(name)
        with pytest.raises(DamagedIndexError):
            searcher.count(Everything())
    assert store.verify(name) != ()
    with pytest.raises(DamagedIndexError, match=name):
        store.publish(name)
