"""Threads that answer: quick requests never wait for searches, and searches not for slow ones."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Final, Protocol

#: Seconds after which a request no longer keeps the next one waiting. Threads of one process that
#: compute at once only take the interpreter from each other: over an index of 18,719 articles one
#: process answers 69 searches a second with one at a time, 59 with two or eight at once. Most
#: take 15 ms; one that needs far more must not keep the others waiting: beside the most
#: expensive requests the 99th percentile of eight clients is 1.1 to 1.5 times what it is without
#: them, where a patience of 0.25 made it 2.5 to 4.3 times.
PATIENCE: Final = 0.05

#: Threads for requests that compute nothing: health, static files, refusals.
QUICK_THREADS: Final = 4

#: Threads for exports and lists of names, which last long: two of each, and one that says no to the
#: next.
EXPORT_THREADS: Final = 5

_log = logging.getLogger("archive.serving")


class Job(Protocol):
    """A connection whose first waiting request is to be answered."""

    def service(self) -> None:
        """Answer it."""


class Lane:
    """Threads over one queue, first come, first served.

    A job begins while fewer than `at_once` others are younger than `PATIENCE`, so of slow ones as
    many as there are threads may run.
    """

    def __init__(self, name: str, threads: int, at_once: int) -> None:
        self._at_once = at_once
        self._queue: deque[Job] = deque()
        self._change = threading.Condition()
        self._began: dict[int, float] = {}
        for number in range(threads):
            threading.Thread(
                target=self._work, args=(number,), name=f"{name}-{number}", daemon=True
            ).start()

    def add(self, job: Job) -> None:
        """Have a job done by the next free thread."""
        with self._change:
            self._queue.append(job)
            self._change.notify()

    def _seconds_to_wait(self) -> float:
        """Until one more job may begin; 0 or less for now."""
        now = time.monotonic()
        young = sorted(began + PATIENCE - now for began in self._began.values())
        return young[-self._at_once] if len(young) >= self._at_once else 0.0

    def _take(self, number: int) -> Job:
        with self._change:
            while not self._queue or (seconds := self._seconds_to_wait()) > 0:
                self._change.wait(seconds if self._queue else None)
            self._began[number] = time.monotonic()
            return self._queue.popleft()

    def _work(self, number: int) -> None:
        while True:
            job = self._take(number)
            try:
                job.service()
            except Exception:  # noqa: BLE001 - a thread that died would answer nothing more
                _log.exception("A request was not answered")
            with self._change:
                del self._began[number]
                self._change.notify()


def _is_none(_: Job) -> bool:
    return False


class Lanes:
    """Lanes with threads of their own for what `is_quick` and what `is_export` say is such."""

    def __init__(
        self,
        threads: int,
        is_quick: Callable[[Job], bool],
        is_export: Callable[[Job], bool] = _is_none,
    ) -> None:
        self._is_quick = is_quick
        self._is_export = is_export
        self._quick = Lane("quick", QUICK_THREADS, QUICK_THREADS)
        self._exports = Lane("export", EXPORT_THREADS, EXPORT_THREADS)
        self._searches = Lane("answer", threads, 1)

    def add_task(self, job: Job) -> None:
        """Have a job done, in its lane."""
        if self._is_quick(job):
            self._quick.add(job)
        elif self._is_export(job):
            self._exports.add(job)
        else:
            self._searches.add(job)
