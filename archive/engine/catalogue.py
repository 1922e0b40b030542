"""The generations of one index, for readers."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from archive.engine.generation import generation_folder, generations_folder, stamp
from archive.engine.publications import require_candidates
from archive.engine.registry import open_searcher
from archive.engine.searcher import Searcher
from archive.engine.withdrawals import read_withdrawn, stamp_of_withdrawn
from archive.errors import IndexFormatError
from archive.model.concealment import Concealment
from archive.text.fingerprint import fingerprint

_MINUTE: Final = 60


def check_analysis(searcher: Searcher) -> None:
    """Raise `IndexFormatError` where a query would not be analysed as the articles were.

    Code, data and packages are compared, with the names that the generation itself holds: what a
    curator has approved since does not count.
    """
    info = searcher.info()
    if info.fingerprint != fingerprint(searcher.names()):
        raise IndexFormatError(f"{info.name} was analysed by another version of this program.")


class FolderCatalogue:
    """See `archive.engine.searcher.Catalogue`; generations in the folder of an index.

    What was withdrawn is hidden in all of them, and what its source holds back by the clock `now`.
    """

    def __init__(self, engine: str, index: Path, now: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._index = index
        self._now = now
        self._turns: dict[str, Sequence[int]] = {}

    def candidates(self) -> tuple[str, ...]:
        """See `Catalogue`."""
        return require_candidates(self._index)

    def open(self, name: str) -> Searcher:
        """See `Catalogue`."""
        generation_folder(self._index, name)
        concealment = Concealment(read_withdrawn(self._index), self._minute())
        searcher = open_searcher(self._engine, self._index, name, concealment)
        try:
            check_analysis(searcher)
            self._turns[name] = [turn for turn in searcher.turns() if turn > concealment.now]
        except BaseException:
            searcher.close()
            raise
        return searcher

    def stamp(self, name: str) -> object:
        """See `Catalogue`."""
        # How many of the instants are past at which something begins or ceases to be shown.
        past = bisect_right(self._turns.get(name, ()), self._minute())
        files = stamp(generations_folder(self._index) / name)
        return files, stamp_of_withdrawn(self._index), past

    def _minute(self) -> int:
        """The last full minute: what is bound in time is looked at once a minute."""
        return int(self._now()) // _MINUTE * _MINUTE


def open_current(engine: str, index: Path) -> Searcher:
    """Open what is published; raises as `Catalogue.open`, and `NoGenerationError`."""
    catalogue = FolderCatalogue(engine, index)
    return catalogue.open(catalogue.candidates()[0])
