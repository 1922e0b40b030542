"""The oracle keeps the contract it is an oracle of."""

from collections.abc import Sequence

from archive.engine.searcher import Searcher
from archive.model.article import Document
from archive.model.entity import Names
from tests.engine.contract import SearcherContract
from tests.engine.naive import NaiveSearcher


class TestNaive(SearcherContract):
    def build(self, documents: Sequence[Document], names: Names) -> Searcher:
        return NaiveSearcher(documents, names)
