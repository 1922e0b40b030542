"""Whatever happens to a worker, and whenever: one error within seconds, and no process is left."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from archive.errors import AnalysisError
from archive.indexing import crew as crews
from archive.indexing.crew import Crew, in_processes
from archive.indexing.worker import BEAT_EVERY
from tests.conftest import ROOT
from tests.indexing import crew_work
from tests.indexing.processes import workers_of

#: Far beyond what any of these takes; a wait without an end would be longer.
SOON = 60


def test_what_is_made_comes_back_in_order() -> None:
    made = list(in_processes(iter(range(50)), 3, crew_work.doubling))
    assert made == [(number, number * 2) for number in range(50)]


def test_large_batches_and_answers_do_not_wait_for_each_other() -> None:
    """Both sides send at once far more than the system keeps for them."""
    size = 3 * 2**20
    batches = [bytes([number]) * size for number in range(20)]
    with closing(Crew[bytes, bytes](2, crew_work.large, size)) as crew:
        for batch, made in crew.work(iter(batches)):
            assert made == batch
    assert workers_of(os.getpid()) == []


@contextmanager
def killing_after(seconds: float) -> Iterator[None]:
    """Kills all workers of this process so many seconds after the first was started."""
    over = threading.Event()

    def kill() -> None:
        while not workers_of(os.getpid()) and not over.is_set():
            time.sleep(0.001)
        over.wait(seconds)
        for worker in workers_of(os.getpid()):
            try:
                os.kill(worker, signal.SIGKILL)
            except ProcessLookupError:
                continue  # it ended meanwhile

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def endless() -> Iterator[int]:
    number = 0
    while True:
        yield number
        number += 1


def check_killed_after(seconds: float) -> None:
    """Start, hand-over and work: whenever workers die, the crew says so and leaves nothing."""
    # The first message is more than the system keeps: it is under way while the worker starts.
    arguments = (0.001, bytes(2**20))
    with (
        killing_after(seconds),
        pytest.raises(AnalysisError, match=r"A worker process died: \d+, by SIGKILL"),
    ):
        deque(in_processes(endless(), 2, crew_work.doubling, *arguments), maxlen=0)
    assert workers_of(os.getpid()) == []


@pytest.mark.parametrize("seconds", [0, 0.005, 0.02, 0.05, 0.1, 0.2, 0.5])
def test_workers_may_die_at_any_moment(seconds: float) -> None:
    check_killed_after(seconds)


@pytest.mark.long
def test_workers_may_die_at_any_of_many_moments() -> None:
    random.seed(7)
    for _ in range(200):
        check_killed_after(random.uniform(0, 0.6))


def test_a_worker_that_dies_while_another_works_is_noticed_at_once() -> None:
    """The parent waits for the first; the second is killed."""
    with closing(Crew[int, int](2, crew_work.doubling, SOON)) as crew:
        work = crew.work(iter([1, 2]))
        threading.Timer(0.3, os.kill, (max(workers_of(os.getpid())), signal.SIGKILL)).start()
        with pytest.raises(AnalysisError, match="by SIGKILL"):
            next(work)
    assert workers_of(os.getpid()) == []


def test_an_idle_worker_that_dies_is_noticed() -> None:
    with closing(Crew[int, int](2, crew_work.doubling)) as crew:
        assert list(crew.work(iter([1, 2, 3, 4]))) == [(1, 2), (2, 4), (3, 6), (4, 8)]
        for worker in workers_of(os.getpid()):
            os.kill(worker, signal.SIGKILL)
        with pytest.raises(AnalysisError, match="by SIGKILL"):
            list(crew.work(iter([5])))
    assert workers_of(os.getpid()) == []


def test_closing_ends_those_that_are_gone_already() -> None:
    with closing(Crew[int, int](3, crew_work.doubling)):
        os.kill(workers_of(os.getpid())[0], signal.SIGKILL)
    assert workers_of(os.getpid()) == []


def test_a_stopped_worker_is_named() -> None:
    """It lives and does nothing: while it works, and while it is sent more than it can hold."""
    with (
        closing(Crew[int, int](2, crew_work.stopping, patience=2)) as crew,
        pytest.raises(AnalysisError, match=r"Worker process \d+ gave no sign of life for 2 sec"),
    ):
        list(crew.work(iter([0, 0, 0, 1])))
    with (
        closing(Crew[bytes, bytes](1, crew_work.stopped_at_once, patience=2)) as sending,
        pytest.raises(AnalysisError, match=r"Worker process \d+ gave no sign of life for 2 sec"),
    ):
        list(sending.work(bytes(2**22) for _ in range(9)))
    assert workers_of(os.getpid()) == []


def test_a_slow_worker_is_waited_for() -> None:
    """However long it works, it gives signs of life."""
    with closing(Crew[int, int](1, crew_work.doubling, 5, patience=2.5)) as crew:
        assert list(crew.work(iter([3]))) == [(3, 6)]


@pytest.mark.parametrize(
    "in_make, message", [(True, "ValueError: no names"), (False, "KeyError: 1")]
)
def test_a_worker_that_fails_says_why(
    in_make: bool, message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(AnalysisError, match=f"A worker process failed: {message}"):
        list(in_processes(iter([1, 2, 3]), 2, crew_work.failing, in_make))
    assert capfd.readouterr().err == ""


def test_a_worker_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(AnalysisError, match="No worker process can be started: No such file"):
        Crew[int, int](2, crew_work.doubling)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(AnalysisError, match="A worker process died"):
        list(in_processes(endless(), 2, crew_work.doubling, 0.0, bytes(2**20)))


_PARENT = """
import sys
from archive.indexing.crew import Crew
from tests.indexing import crew_work
crew = Crew(2, crew_work.doubling, float(sys.argv[1]), bytes(2**20))
print("started", flush=True)
for _ in crew.work(iter(range(10**9))):
    pass
"""


@pytest.mark.parametrize("work", [0.0, 30.0])
@pytest.mark.parametrize("wait", [0.0, 0.3])
def test_workers_end_with_their_parent(work: float, wait: float) -> None:
    """At work or not: whoever works for a parent that was killed ends by itself."""
    command = [sys.executable, "-c", _PARENT, str(work)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"started\n"
        time.sleep(wait)
        workers = workers_of(parent.pid)
        assert len(workers) == 2
        parent.kill()
    deadline = time.monotonic() + SOON
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_patience_is_longer_than_the_signs_of_life() -> None:
    assert crews.LONGEST_SILENCE > 10 * BEAT_EVERY
