"""Moving over from one generation to the next while readers read."""

from __future__ import annotations

import time

import pytest

from archive.errors import (
    ArchiveError,
    DamagedIndexError,
    GenerationNotFoundError,
    IndexFormatError,
)
from archive.search import library as library_module
from archive.search.library import Library
from tests.search.shelf import Closing, Shelf, serves


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
    shelf.damage("two")
    for _ in range(3):
        with library.reading() as searcher:
            assert searcher.searcher is shelf.opened["one"]
    assert len([r for r in caplog.records if "two is damaged" in r.getMessage()]) == 1
    shelf.current = "three"
    with library.reading() as searcher:
        assert searcher.searcher is shelf.opened["three"]
    assert shelf.opened["one"].closed


GONE = GenerationNotFoundError("two was removed.")
ANOTHER = IndexFormatError("two was analysed by another version of this program.")


@pytest.mark.parametrize("why", [GONE, ANOTHER, DamagedIndexError("two is damaged.")])
def test_the_last_good_one_serves_until_what_is_published_is_whole_again(
    shelf: Shelf, why: ArchiveError
) -> None:
    """The same whether it was open before, or the server started when it was too late."""
    shelf.current = "one"
    running = Library(shelf)
    assert serves(running) == "one"
    shelf.publish("two")
    shelf.refused["two"] = why
    started = Library(shelf)
    for library in (running, started):
        for _ in range(2):
            assert serves(library) == "one"
            assert library.refused() == ("two",)
    shelf.repair("two")
    for library in (running, started):
        assert serves(library) == "two"
        assert library.refused() == ()


def test_where_nothing_is_whole_the_reason_is_told(shelf: Shelf) -> None:
    """That of what is published, in the words of that failure."""
    shelf.publish("one")
    shelf.publish("two")
    library = Library(shelf)
    shelf.damage("one")
    shelf.refused["two"] = ANOTHER
    for _ in range(3):
        with pytest.raises(IndexFormatError, match="two was analysed"):
            serves(library)
    assert set(library.refused()) == {"one", "two"}
    shelf.repair("one")
    assert serves(library) == "one"


def test_what_was_changed_since_it_was_opened_is_opened_anew(shelf: Shelf) -> None:
    """A file that lost its end would end the process; where it cannot be opened, another serves."""
    shelf.publish("one")
    shelf.publish("two")
    library = Library(shelf)
    assert serves(library) == "two"
    first = shelf.opened["two"]
    shelf.repair("two")
    assert serves(library) == "two"
    assert first.closed
    assert shelf.opened["two"] is not first
    shelf.damage("two")
    assert serves(library) == "one"
    shelf.damage("one")
    with pytest.raises(DamagedIndexError, match="two is damaged"):
        serves(library)


def test_what_is_open_outlives_the_record(shelf: Shelf) -> None:
    """`CURRENT` lost or damaged: what was open serves on; a server that starts says why not."""
    shelf.publish("one")
    library = Library(shelf)
    assert serves(library) == "one"
    shelf.lost = True
    assert serves(library) == "one"
    with pytest.raises(DamagedIndexError, match="CURRENT"):
        serves(Library(shelf))
    shelf.damage("one")
    with pytest.raises(DamagedIndexError):
        serves(library)
    shelf.lost = False
    shelf.repair("one")
    assert serves(library) == "one"


def test_damage_met_while_reading_falls_back(shelf: Shelf) -> None:
    """From the next request on. It serves again only after every byte was compared."""
    shelf.publish("one")
    shelf.publish("two")
    library = Library(shelf)
    shelf.rotten.add("two")

    def meet() -> None:
        with library.reading():
            raise DamagedIndexError("two is rotten.")

    with pytest.raises(DamagedIndexError):
        meet()
    assert shelf.opened["two"].closed
    for _ in range(2):
        assert serves(library) == "one"
    assert set(shelf.compared) == {"two"}
    shelf.repair("two")
    assert serves(library) == "two"
    assert shelf.compared[-1] == "two"


def test_damage_met_by_a_late_reader_harms_no_other(shelf: Shelf) -> None:
    """What moved on meanwhile is not distrusted for what its forerunner held."""
    shelf.publish("one")
    library = Library(shelf)

    def meet() -> None:
        with library.reading():
            shelf.publish("two")
            assert serves(library) == "two"
            raise DamagedIndexError("one is rotten.")

    with pytest.raises(DamagedIndexError):
        meet()
    assert library.refused() == ()
    assert serves(library) == "two"


def test_no_other_failure_makes_a_generation_distrusted(shelf: Shelf) -> None:
    shelf.publish("one")
    library = Library(shelf)

    def fail() -> None:
        with library.reading():
            raise ValueError("the question is at fault")

    with pytest.raises(ValueError, match="question"):
        fail()
    assert serves(library) == "one"
    assert shelf.times["one"] == 1


def test_a_refused_generation_is_not_opened_for_every_request(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While its files stay as they are it is tried after twice the time; once changed, at once."""
    now = 100.0
    monkeypatch.setattr(library_module, "LOOK_EVERY", 1.0)
    monkeypatch.setattr("archive.search.library.time.monotonic", lambda: now)
    shelf.publish("one")
    shelf.publish("two")
    shelf.damage("two")
    library = Library(shelf)
    for second in range(300):
        now = 100.0 + second
        assert serves(library) == "one"
    assert 5 <= shelf.times["two"] <= 15
    assert shelf.times["one"] == 1
    now += 1.0
    shelf.repair("two")
    assert serves(library) == "two"


def test_a_request_in_flight_keeps_what_is_refused_meanwhile(shelf: Shelf) -> None:
    """It is closed when its last reader is done, once."""
    shelf.publish("one")
    shelf.publish("two")
    library = Library(shelf)
    with library.reading() as edition:
        reading = edition.searcher
        shelf.damage("two")
        assert serves(library) == "one"
        assert isinstance(reading, Closing)
        assert not reading.closed
    assert reading.closed


def test_it_looks_by_itself_where_nobody_asks(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no longer published is closed: else it could not be removed."""
    monkeypatch.setattr(library_module, "LOOK_EVERY", 0.01)
    library = Library(shelf)
    shelf.current = "one"
    with library.reading():
        pass
    library.watch()
    shelf.current = "two"
    until = time.monotonic() + 10
    while not shelf.opened["one"].closed and time.monotonic() < until:
        time.sleep(0.01)
    assert shelf.opened["one"].closed
    library.close()
