"""Who is answered when: one search at a time, unless one takes long."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from archive.serving import lanes
from archive.serving.balance import Board
from archive.serving.lanes import EXPORT_THREADS, Job, Lane, Lanes


class Held:
    """A job that runs until it is let go."""

    def __init__(self, began: list[str], name: str) -> None:
        self._began = began
        self._name = name
        self.started = threading.Event()
        self.let_go = threading.Event()
        self.done = threading.Event()

    def service(self) -> None:
        self._began.append(self._name)
        self.started.set()
        self.let_go.wait()
        self.done.set()


@pytest.fixture
def held() -> Callable[[str], Held]:
    """Makes jobs that share a list of who began."""
    began: list[str] = []
    return lambda name: Held(began, name)


def test_one_at_a_time_in_order(
    held: Callable[[str], Held], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "PATIENCE", 3600.0)
    lane = Lane("test", threads=4, at_once=1)
    jobs = [held(name) for name in "abc"]
    for job in jobs:
        lane.add(job)
    for number, job in enumerate(jobs):
        job.started.wait()
        assert job._began == list("abc")[: number + 1]
        job.let_go.set()
        job.done.wait()


def test_a_slow_one_holds_nobody_back_while_there_are_threads(
    held: Callable[[str], Held], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "PATIENCE", 0.01)
    lane = Lane("test", threads=2, at_once=1)
    slow, other, third = (held(name) for name in "abc")
    for job in (slow, other, third):
        lane.add(job)
    other.started.wait()
    assert not slow.done.is_set()
    assert not third.started.is_set()
    slow.let_go.set()
    third.started.wait()
    other.let_go.set()
    third.let_go.set()


def test_a_job_that_fails_costs_no_thread(held: Callable[[str], Held]) -> None:
    class Failing:
        def service(self) -> None:
            raise RuntimeError("it fails")

    lane = Lane("test", threads=1, at_once=1)
    after = held("after")
    for job in (Failing(), Failing(), after):
        lane.add(job)
    after.let_go.set()
    after.done.wait()
    assert after.done.is_set()


def test_quick_ones_and_exports_have_lanes_of_their_own(held: Callable[[str], Held]) -> None:
    slow, quick = held("slow"), held("quick")

    def is_quick(job: Job) -> bool:
        return job is quick

    exports = [held("export") for _ in range(EXPORT_THREADS)]

    def is_export(job: Job) -> bool:
        return job in exports

    both = Lanes(1, is_quick, is_export)
    for job in (*exports, slow):
        both.add_task(job)
    for job in (*exports, slow):
        job.started.wait()
    both.add_task(quick)
    quick.let_go.set()
    quick.done.wait()
    assert not any(job.done.is_set() for job in (*exports, slow))
    for job in (*exports, slow):
        job.let_go.set()


def test_who_has_fewest_takes_the_next() -> None:
    board = Board(3)
    board.show(0, 5)
    assert not board.has_fewer_elsewhere(0)
    board.show(1, 4)
    assert board.has_fewer_elsewhere(0)
    assert not board.has_fewer_elsewhere(1)
    board.leave(1)
    assert not board.has_fewer_elsewhere(0)
