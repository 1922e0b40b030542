"""When sources are looked at, when they are read again, and what a look sees."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from archive.indexing.watching import SECONDS_BETWEEN_LOOKS, due, state_of_sources

EVERY = 3_600.0


class Clock:
    """A clock that goes on while somebody waits; what happens at a time happens then."""

    def __init__(self, start: float = 0.0) -> None:
        self.now = start
        self.waits: list[float] = []
        self.later: list[tuple[float, Callable[[], object]]] = []

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds
        for when, act in [one for one in self.later if one[0] <= self.now]:
            self.later.remove((when, act))
            act()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.jsonl").write_text("{}\n")
    return folder


def times(files: Path, clock: Clock, count: int) -> list[float]:
    """The first times at which it is due."""
    runs = due([files], files / "index", EVERY, clock.wait, clock)
    return [clock.now for _ in islice(runs, count)]


def test_it_is_due_at_first_and_then_after_a_while(files: Path) -> None:
    assert times(files, Clock(), 3) == [0, EVERY, 2 * EVERY]


@pytest.mark.parametrize("start", [0.0, 1e9])
def test_a_change_is_read_once_it_is_still(files: Path, start: float) -> None:
    clock = Clock(start)
    write = (files / "b.jsonl").write_text
    for second in (21, 24, 29, 33):
        clock.later.append((start + second, partial(write, "x" * second)))
    assert times(files, clock, 3) == [start, start + 40, start + 40 + EVERY]


def test_what_never_is_still_is_read_after_a_while(files: Path) -> None:
    clock = Clock()
    for second in range(1, 5_000):
        clock.later.append((second, partial((files / "b").write_text, "x" * second)))
    assert times(files, clock, 2) == [0, EVERY]


def test_a_change_during_a_run_is_seen_after_it(files: Path) -> None:
    clock = Clock()
    runs = due([files], files / "index", EVERY, clock.wait, clock)
    next(runs)
    (files / "b.jsonl").write_text("written while the run goes on")
    clock.now += 300
    next(runs)
    assert clock.now == 300 + 2 * SECONDS_BETWEEN_LOOKS


def test_sources_that_cannot_be_looked_at_are_left_to_the_reindex(files: Path) -> None:
    """It says why; and when they can be again, that is a change."""
    clock = Clock()
    away = files.with_name("away")
    clock.later.append((12, lambda: files.rename(away)))
    clock.later.append((50, lambda: away.rename(files)))
    assert times(files, clock, 3) == [0, 20, 55]


def test_looks_are_rare_where_they_take_long(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()

    def slow(*_: object) -> bytes:
        clock.now += 10
        return b""

    monkeypatch.setattr("archive.indexing.watching.state_of_sources", slow)
    runs: Iterator[None] = due([files], files / "index", EVERY, clock.wait, clock)
    next(runs)
    next(runs)
    assert set(clock.waits) == {200.0}


def _new(files: Path) -> None:
    (files / "b.jsonl").write_text("{}")


def _gone(files: Path) -> None:
    (files / "a.jsonl").unlink()


def _renamed(files: Path) -> None:
    (files / "a.jsonl").rename(files / "c.jsonl")


def _longer(files: Path) -> None:
    with (files / "a.jsonl").open("a") as file:
        file.write("{}\n")


def _replaced_with_its_time(files: Path) -> None:
    path = files / "a.jsonl"
    status = path.stat()
    (files / ".b").write_text("[]\n")
    (files / ".b").replace(path)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _dangling(files: Path) -> None:
    (files / "d.jsonl").symlink_to("nowhere")


def _mapped(files: Path) -> None:
    (files / "mapping.toml").write_text('["*.json"]\ntitle = "t"\nbody = "b"\n')


@pytest.mark.parametrize(
    "change", [_new, _gone, _renamed, _longer, _replaced_with_its_time, _dangling, _mapped]
)
def test_a_look_sees_every_change(files: Path, change: Callable[[Path], None]) -> None:
    before = state_of_sources([files], files / "index")
    assert state_of_sources([files], files / "index") == before
    change(files)
    assert state_of_sources([files], files / "index") != before


def test_a_look_does_not_see_what_is_no_source(files: Path) -> None:
    """The index may lie there too, and changes with each run."""
    before = state_of_sources([files], files / "index")
    (files / ".hidden").write_text("x")
    (files / "README.txt").write_text("x")
    (files / "index").mkdir()
    (files / "index" / "CURRENT").write_text("x")
    assert state_of_sources([files], files / "index") == before
