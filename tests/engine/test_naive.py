"""The oracle keeps the contract it is an oracle of."""

from collections.abc import Sequence

from archive.engine.searcher import Searcher
from archive.engine.store import Store
from archive.model.article import Document
from archive.model.entity import Names
from tests.engine.contract import SearcherContract
from tests.engine.naive import NaiveSearcher
from tests.engine.naive_store import NaiveStore
from tests.engine.renewal_contract import RenewalContract
from tests.engine.store_contract import StoreContract


class TestNaive(SearcherContract):
    def build(self, documents: Sequence[Document], names: Names) -> Searcher:
        return NaiveSearcher(documents, names)


class _InMemory:
    """Generations that nothing is written of."""

    def open_store(self) -> Store:
        self._store = NaiveStore()
        return self._store

    def open(self, name: str) -> Searcher:
        return self._store.open(name)


class TestNaiveStore(_InMemory, StoreContract):
    pass


class TestNaiveRenewal(_InMemory, RenewalContract):
    pass
