"""A searcher that counts how often it is asked, for tests of how many calls an answer takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, cast

from archive.engine.searcher import Catalogue, Searcher

#: What says no more than what is held in memory, or lets go of it.
_FREE: Final = ("names", "info", "work", "check_files", "close")


class _Counting:
    def __init__(self, searcher: Searcher, calls: Counter[str]) -> None:
        self._searcher = searcher
        self._calls = calls

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method: Callable[..., Any] = getattr(self._searcher, name)

        @wraps(method)
        def counted(*values: Any, **options: Any) -> Any:
            if name not in _FREE:
                self._calls[name] += 1
            return method(*values, **options)

        return counted


def counting(searcher: Searcher) -> tuple[Searcher, Counter[str]]:
    """The searcher behind a counter of the calls of each of its methods, and this counter."""
    calls: Counter[str] = Counter()
    return cast(Searcher, _Counting(searcher, calls)), calls


class CountingCatalogue:
    """A catalogue whose searchers count into `calls` what is asked of them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.calls: Counter[str] = Counter()

    def candidates(self) -> tuple[str, ...]:
        return self._catalogue.candidates()

    def open(self, name: str) -> Searcher:
        return cast(Searcher, _Counting(self._catalogue.open(name), self.calls))

    def stamp(self, name: str) -> object:
        return self._catalogue.stamp(name)
