"""A reindex that builds on what serves is killed and finds the disk full: nothing is harmed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.engine.registry import open_searcher, open_store
from archive.indexing import room
from archive.indexing import stages as stages_module
from tests.operations.apart import KILLED, Fault, Outcome, Strikes
from tests.operations.life import (
    Articles,
    Life,
    articles,
    read_all,
    use_small_authority,
    write_source,
)
from tests.operations.test_space import disk, resize, used

__all__ = ["disk"]

#: What is changed: files, the rules of days, the way in which texts are cut.
KINDS = ("files", "days", "tokens")

#: Every change that a process makes to the index is struck in a long run, each of so many here.
EVERY = 37


@dataclass
class Paper:
    """An index of a folder of files, and what is to be made of it."""

    life: Life
    folder: Path
    first: Articles
    second: Articles

    def reindex(self, fault: Fault | None = None) -> Outcome:
        return self.life.run("reindex", self.folder, "--jobs", 1, fault=fault)

    def held(self) -> Articles:
        """What serves, read to its last byte."""
        record = self.life.record()
        assert record is not None
        assert open_store("whoosh", self.life.index).verify(record.current) == ()
        with closing(open_searcher("whoosh", self.life.index, record.current)) as searcher:
            return read_all(searcher)

    def is_clean(self) -> bool:
        """Whether nothing stays in the index that no success explains."""
        record = self.life.record()
        assert record is not None
        return self.life.strangers(record) == []


def begun(root: Path, folder: Path) -> Paper:
    """Three files that are indexed."""
    folder.mkdir()
    first = {name: articles(at, 30, 0) for at, name in ((0, "a"), (100, "b"), (200, "c"))}
    for name, held in first.items():
        write_source(folder / f"{name}.jsonl", held)
    paper = Paper(Life(root), folder, {}, {})
    assert paper.reindex().code == 0
    paper.first = {one: title for held in first.values() for one, title in held.items()}
    paper.second = dict(paper.first)
    return paper


def change(paper: Paper, kind: str, patched: pytest.MonkeyPatch) -> None:
    """Let the next reindex have something to do."""
    if kind == "files":
        (paper.folder / "a.jsonl").rename(paper.folder / "d.jsonl")
        write_source(paper.folder / "b.jsonl", articles(100, 25, 1) | articles(300, 5, 1))
        for number in range(125, 130):
            del paper.second[f"n{number}"]
        paper.second |= articles(100, 25, 1) | articles(300, 5, 1)
    elif kind == "days":
        patched.setattr(stages_module, "DATE_RULES", 1_000)
    else:
        patched.setattr(stages_module, "program_fingerprint", lambda: "another")


def _strike(paper: Paper, strikes: Strikes, every: int, check: Callable[[Outcome], None]) -> int:
    """Strike at each of so many changes, until one comes too late; how many did not."""
    served, at = paper.life.record(), 1
    while True:
        outcome = paper.reindex(Fault(strikes, at))
        if outcome.code == 0:
            return at // every
        check(outcome)
        record = paper.life.record()
        assert record is not None
        is_new = record != served
        assert paper.held() == (paper.second if is_new else paper.first)
        if is_new:
            return at // every
        at += every


def _killed(outcome: Outcome) -> None:
    assert outcome.code == KILLED, outcome.said


def _full(outcome: Outcome) -> None:
    assert outcome.code == 1, outcome.said
    assert len(outcome.said.splitlines()) == 1, outcome.said
    assert "o space" in outcome.said


def _run(paper: Paper, strikes: Strikes, every: int) -> None:
    check = _killed if strikes is Strikes.KILL else _full
    assert _strike(paper, strikes, every, check) >= 1
    assert paper.reindex().code == 0
    assert paper.held() == paper.second
    assert paper.is_clean()
    served = paper.life.record()
    assert paper.reindex().code == 0
    assert paper.life.record() == served


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paper:
    use_small_authority(monkeypatch)
    return begun(tmp_path, tmp_path / "files")


@pytest.mark.parametrize(
    "kind, strikes", [("files", Strikes.KILL), ("days", Strikes.KILL), ("days", Strikes.FULL)]
)
def test_some_strikes(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, kind: str, strikes: Strikes
) -> None:
    change(paper, kind, monkeypatch)
    _run(paper, strikes, EVERY)


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("strikes", list(Strikes))
@pytest.mark.parametrize("kind", KINDS)
def test_a_strike_at_every_change(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, kind: str, strikes: Strikes
) -> None:
    change(paper, kind, monkeypatch)
    _run(paper, strikes, 1)


@pytest.mark.skipif(shutil.which("mount") is None, reason="there is no mount")
@pytest.mark.parametrize(
    "kind", ["files", *(pytest.param(kind, marks=pytest.mark.long) for kind in KINDS[1:])]
)
def test_a_disk_that_is_really_full(
    disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """The tables of what was taken in are written by SQLite, which no fault above strikes."""
    paper = begun(disk, tmp_path / "files")
    change(paper, kind, monkeypatch)
    at_first = used(disk)
    monkeypatch.setattr(room, "_BUILD", 0.0)
    room_for = 0
    while True:
        resize(disk, at_first + room_for)
        outcome = paper.reindex()
        if outcome.code == 0:
            break
        _full(outcome)
        assert "Free space" in outcome.said
        assert paper.held() == paper.first
        room_for += 64
    assert room_for > 64
    resize(disk, 8192)
    assert paper.reindex().code == 0
    assert paper.held() == paper.second
    assert paper.is_clean()
