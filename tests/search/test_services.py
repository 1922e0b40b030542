"""Every service keeps the contract: over the engine, over the oracle, and with nothing to serve."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archive.engine.generation import MANIFEST, generations_folder
from archive.engine.searcher import Searcher
from archive.errors import ArchiveError, DamagedIndexError, NoGenerationError
from archive.model.article import Document
from archive.model.entity import Names
from archive.search.library import Library
from archive.search.service import SearchService
from archive.text.segmentation import segmenter_of
from archive.text.tokens import Analyzer
from archive.web.contract import Service
from tests.conftest import library_of
from tests.engine.naive import NaiveSearcher
from tests.search.service_contract import ServiceContract, UnreadyContract
from tests.search.shelf import Shelf
from tests.web.test_pages import failing_service


class Naive:
    """A catalogue of one generation, which the oracle searches."""

    def __init__(self, documents: tuple[Document, ...], names: Names) -> None:
        self._documents = documents
        self._names = names

    def candidates(self) -> tuple[str, ...]:
        return ("naive",)

    def open(self, name: str) -> Searcher:
        assert name == "naive"
        return NaiveSearcher(self._documents, self._names)

    def stamp(self, name: str) -> object:
        return name


@pytest.fixture(scope="module")
def naive_library(sample_library: Library) -> Iterator[Library]:
    """The sample archive, searched by the oracle."""
    with sample_library.reading() as edition:
        names = edition.names()
        # It looks at every document for every part of a query: a third is enough to agree with.
        ids = [article for article, _ in edition.searcher.contents()][::3]
        stored = edition.searcher.get_many(ids)
    analyse = Analyzer(segmenter_of(names)).analyse_article
    documents = tuple(
        replace(one, fields=analyse(one.article.title, one.article.body)) for one in stored
    )
    with closing(Library(Naive(documents, names))) as library:
        yield library


class TestSampleService(ServiceContract):
    @pytest.fixture
    def service(self, sample_service: SearchService) -> Service:
        return sample_service


class TestNaiveService(ServiceContract):
    @pytest.fixture
    def service(self, naive_library: Library) -> Service:
        return SearchService(naive_library)


class TestWithoutAnIndex(UnreadyContract):
    @pytest.fixture
    def unready(self, tmp_path: Path) -> Service:
        return SearchService(library_of(tmp_path))


class TestDamaged(UnreadyContract):
    """The one generation that there is lost its list of files."""

    @pytest.fixture
    def unready(self, sample_index: Path, tmp_path: Path) -> Service:
        shutil.copytree(sample_index, tmp_path / "index")
        (folder,) = generations_folder(tmp_path / "index").iterdir()
        (folder / MANIFEST).write_bytes(b"{")
        return SearchService(library_of(tmp_path / "index"))


class TestLost(UnreadyContract):
    @pytest.fixture
    def unready(self) -> Service:
        return SearchService(Library(Shelf("one", lost=True)))


class TestRefused(UnreadyContract):
    @pytest.fixture
    def unready(self) -> Service:
        shelf = Shelf("two", ("one",))
        shelf.damage("one")
        shelf.damage("two")
        return SearchService(Library(shelf))


class TestFailing(UnreadyContract):
    """What stands in for a service where pages are tested."""

    @pytest.fixture(params=[NoGenerationError(), DamagedIndexError("index/x is cut short.")])
    def unready(self, request: pytest.FixtureRequest) -> Service:
        error: ArchiveError = request.param
        return failing_service(error)
