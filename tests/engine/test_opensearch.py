"""The engine over a cluster keeps the contract, on a real cluster of two nodes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from archive.engine.registry import open_searcher
from archive.engine.searcher import Searcher
from archive.model.article import Document
from archive.model.concealment import Concealment
from archive.model.entity import Names
from tests.engine.concealing_contract import ConcealingContract
from tests.engine.contract import SearcherContract
from tests.engine.opensearch import InFolder, Made
from tests.engine.opensearch import cluster_urls as cluster_urls
from tests.engine.opensearch import engine as engine
from tests.engine.opensearch import made_generations as made_generations
from tests.engine.renewal_contract import RenewalContract
from tests.engine.store_contract import StoreContract


class TestOpenSearch(SearcherContract):
    @pytest.fixture(autouse=True)
    def _generations(self, made_generations: Made) -> None:
        self._made = made_generations

    def build(self, documents: Sequence[Document], names: Names) -> Searcher:
        return self._made.open(documents, names)


class TestOpenSearchStore(InFolder, StoreContract):
    pass


class TestOpenSearchRenewal(InFolder, RenewalContract):
    pass


class TestOpenSearchConcealing(InFolder, ConcealingContract):
    def open_whole(self, name: str, concealment: Concealment | None) -> Searcher:
        return open_searcher(self._engine, self._root, name, concealment)
