"""Moving over from one generation to the next while readers read."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from archive.engine.searcher import Searcher
from archive.errors import ArchiveError, DamagedIndexError, NoGenerationError
from archive.search import library as library_module
from archive.search.library import Library
from tests.engine.corpora import NAMES
from tests.engine.naive import NaiveSearcher


class Closing(NaiveSearcher):
    """A searcher that knows whether it was closed."""

    closed = False

    def close(self) -> None:
        self.closed = True


@dataclass
class Shelf:
    """Generations that can be published, missing or damaged."""

    current: str | None = None
    before: tuple[str, ...] = ()
    damaged: set[str] = field(default_factory=set)
    opened: dict[str, Closing] = field(default_factory=dict)

    def candidates(self) -> tuple[str, ...]:
        if self.current is None:
            raise NoGenerationError
        return (self.current, *self.before)

    def stamp(self, name: str) -> object:
        return name in self.damaged

    def open(self, name: str) -> Searcher:
        if name in self.damaged:
            raise DamagedIndexError(f"{name} is damaged.")
        return self.opened.setdefault(name, Closing([], NAMES))


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.setattr(library_module, "LOOK_EVERY", 0.0)
    return Shelf()


def test_nothing_published_is_said(shelf: Shelf) -> None:
    """No generation is an error, never an empty answer; once there is one it serves."""
    library = Library(shelf)
    with pytest.raises(ArchiveError), library.reading():
        pass
    shelf.current = "one"
    with library.reading() as searcher:
        assert searcher.searcher is shelf.opened["one"]


def test_a_request_in_flight_finishes_on_the_old_generation(shelf: Shelf) -> None:
    """The old searcher is closed when its last reader is done, not before."""
    shelf.current = "one"
    library = Library(shelf)
    with library.reading() as old:
        shelf.current = "two"
        with library.reading() as new:
            assert new.searcher is shelf.opened["two"]
        assert old.searcher is shelf.opened["one"]
        assert not shelf.opened["one"].closed
    assert shelf.opened["one"].closed
    assert not shelf.opened["two"].closed


def test_a_damaged_generation_is_refused_and_the_old_serves_on(
    shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    shelf.current = "one"
    library = Library(shelf)
    with library.reading():
        pass
    shelf.current = "two"
    shelf.damaged.add("two")
    for _ in range(3):
        with library.reading() as searcher:
            assert searcher.searcher is shelf.opened["one"]
    assert len([r for r in caplog.records if "two is damaged" in r.getMessage()]) == 1
    shelf.current = "three"
    with library.reading() as searcher:
        assert searcher.searcher is shelf.opened["three"]
    assert shelf.opened["one"].closed
