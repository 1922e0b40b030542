"""What the contracts of writing share: a place for generations, and how one is made there."""

from __future__ import annotations

from abc import ABC, abstractmethod

import pytest

from archive.engine.searcher import Searcher
from archive.engine.store import Build, Store
from archive.model.article import Document
from tests.engine.corpora import NAMES
from tests.engine.counts_contract import ARTICLES


class WritingContract(ABC):
    """See `archive.engine.store`."""

    @abstractmethod
    def open_store(self) -> Store:
        """An empty place for generations."""

    @abstractmethod
    def open(self, name: str) -> Searcher:
        """A searcher of one of its generations."""

    @pytest.fixture
    def store(self) -> Store:
        return self.open_store()

    @staticmethod
    def fill(build: Build, articles: tuple[Document, ...] = ARTICLES) -> str:
        for one in articles:
            build.add(one)
        build.commit(NAMES)
        return build.name
