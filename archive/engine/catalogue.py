"""The generations of one index, for readers."""

from __future__ import annotations

from pathlib import Path

from archive.engine.generation import generation_folder, generations_folder, stamp
from archive.engine.publications import require_candidates
from archive.engine.registry import open_searcher
from archive.engine.searcher import Searcher
from archive.errors import IndexFormatError
from archive.text.fingerprint import fingerprint


def check_analysis(searcher: Searcher) -> None:
    """Raise `IndexFormatError` where a query would not be analysed as the articles were.

    Code, data and packages are compared, with the names that the generation itself holds: what a
    curator has approved since does not count.
    """
    info = searcher.info()
    if info.fingerprint != fingerprint(searcher.names()):
        raise IndexFormatError(f"{info.name} was analysed by another version of this program.")


class FolderCatalogue:
    """See `archive.engine.searcher.Catalogue`; generations in the folder of an index."""

    def __init__(self, engine: str, index: Path) -> None:
        self._engine = engine
        self._index = index

    def candidates(self) -> tuple[str, ...]:
        """See `Catalogue`."""
        return require_candidates(self._index)

    def open(self, name: str) -> Searcher:
        """See `Catalogue`."""
        generation_folder(self._index, name)
        searcher = open_searcher(self._engine, self._index, name)
        try:
            check_analysis(searcher)
        except BaseException:
            searcher.close()
            raise
        return searcher

    def stamp(self, name: str) -> object:
        """See `Catalogue`."""
        return stamp(generations_folder(self._index) / name)


def open_current(engine: str, index: Path) -> Searcher:
    """Open what is published; raises as `Catalogue.open`, and `NoGenerationError`."""
    catalogue = FolderCatalogue(engine, index)
    return catalogue.open(catalogue.candidates()[0])
