"""Many readers at once, while a generation opens and while many come and go."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from archive.engine.searcher import Searcher
from archive.errors import (
    DamagedIndexError,
)
from archive.search import library as library_module
from archive.search.library import Library
from tests.search.shelf import Closing, Shelf, serves


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.setattr(library_module, "LOOK_EVERY", 0.0)
    return Shelf()


def test_others_read_while_one_opens(shelf: Shelf) -> None:
    """Opening takes as long as it takes: nobody waits for it who has something to read."""
    shelf.publish("one")
    library = Library(shelf)
    assert serves(library) == "one"
    opening, go_on = threading.Event(), threading.Event()
    opened = shelf.open

    def slowly(name: str) -> Searcher:
        opening.set()
        assert go_on.wait(30)
        return opened(name)

    shelf.open = slowly  # type: ignore[method-assign]  # a disk that takes its time
    shelf.publish("two")
    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(serves, library)
        assert opening.wait(30)
        others = [pool.submit(serves, library) for _ in range(40)]
        assert {one.result(30) for one in others} == {"one"}
        assert not first.done()
        go_on.set()
        assert first.result(30) == "two"
    assert shelf.opened["one"].closed


def test_many_threads_through_many_changes(shelf: Shelf) -> None:
    """No reader ever holds what is closed, and all but the last generation are closed."""
    shelf.publish("0")
    library = Library(shelf)
    every: list[Closing] = []
    opened = shelf.open

    def remembering(name: str) -> Searcher:
        searcher = opened(name)
        assert isinstance(searcher, Closing)
        every.append(searcher)
        return searcher

    shelf.open = remembering  # type: ignore[method-assign]  # as it was, and remembered

    def read(number: int) -> None:
        with suppress(DamagedIndexError), library.reading() as edition:
            searcher = edition.searcher
            assert isinstance(searcher, Closing)
            if number % 50 == 0:
                shelf.publish(str(number))
            assert not searcher.closed
            if number % 70 == 0:
                raise DamagedIndexError("rotten")
            assert not searcher.closed

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(read, range(1, 1000)))
    assert serves(library)
    assert [searcher.closed for searcher in every].count(False) == 1
    library.close()
    assert all(searcher.closed for searcher in every)
