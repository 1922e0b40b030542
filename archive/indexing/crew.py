"""Worker processes that do one kind of work, batch by batch, in order.

A bounded number of batches is under way, so memory does not grow with the source.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from typing import Any, Final, Generic, TypeAlias, TypeVar

from archive.errors import AnalysisError

#: Batches under way for each worker: one at work, others waiting, so that none is ever idle.
WAITING: Final = 4

Batch = TypeVar("Batch")
Made = TypeVar("Made")
Item = TypeVar("Item")

#: Makes what does the work, once in each worker; it and its arguments are sent there.
Make: TypeAlias = Callable[..., Callable[[Batch], Made]]

#: One end of the line between the parent and a worker.
_Line: TypeAlias = "Connection[Any, Any]"

_DIED: Final = "A worker process died."


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Items in lists of this size; the last may be shorter."""
    items = iter(items)
    while batch := list(islice(items, size)):
        yield batch


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0))


def _take(line: _Line, asked: SimpleQueue[Any]) -> None:
    """Hand on what the parent sends; end with the parent, however it ends."""
    try:
        while True:
            asked.put(line.recv())
    finally:
        os._exit(1)


def _give(line: _Line, made: SimpleQueue[Any]) -> None:
    """Send the parent what was made; end where that cannot be, lest the parent wait for ever."""
    try:
        while True:
            line.send(made.get())
    finally:
        os._exit(1)


def _serve(line: _Line, make: Make[Any, Any], arguments: tuple[Any, ...]) -> None:
    """A worker: batches in, what is made of them out, in the same order.

    Taking and giving have threads of their own, so that the worker goes on while the parent is
    busy, and neither ever waits for the other to read.
    """
    # An interrupt reaches every process of a terminal; the parent alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked: SimpleQueue[Any] = SimpleQueue()
    made: SimpleQueue[Any] = SimpleQueue()
    for target, queue in ((_take, asked), (_give, made)):
        threading.Thread(target=target, args=(line, queue), daemon=True).start()
    work = make(*arguments)
    while True:
        batch = asked.get()
        try:
            made.put(work(batch))
        except AnalysisError as error:
            made.put(error)


class Crew(Generic[Batch, Made]):
    """Processes with a line to each. Batches go round, so they come back in the order they went.

    A shared queue would be simpler, but whoever dies holding its lock stops everyone.
    """

    def __init__(self, jobs: int, make: Make[Batch, Made], *arguments: object) -> None:
        # A fresh process each: a fork of one that has threads may hang.
        context = multiprocessing.get_context("spawn")
        self._lines: list[_Line] = []
        self._processes: list[SpawnProcess] = []
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, make, arguments), daemon=True)
            self._lines.append(ours)
            self._processes.append(process)
            process.start()
            # With the worker's copy the only one, its death closes the line.
            theirs.close()

    def _ask(self, number: int, batch: Batch) -> None:
        try:
            self._lines[number % len(self._lines)].send(batch)
        except OSError as error:
            raise AnalysisError(_DIED) from error

    def _answer(self, number: int) -> Made:
        try:
            made = self._lines[number % len(self._lines)].recv()
        except (EOFError, OSError) as error:
            raise AnalysisError(_DIED) from error
        if isinstance(made, AnalysisError):
            raise made
        answer: Made = made
        return answer

    def work(self, batches: Iterator[Batch]) -> Iterator[tuple[Batch, Made]]:
        """Each batch with what is made of it, in order. Raises `AnalysisError`."""
        under_way: deque[tuple[int, Batch]] = deque()
        asked, more = 0, True
        while more or under_way:
            while more and len(under_way) < len(self._lines) * WAITING:
                batch = next(batches, None)
                more = batch is not None
                if batch is not None:
                    self._ask(asked, batch)
                    under_way.append((asked, batch))
                    asked += 1
            if under_way:
                number, batch = under_way.popleft()
                yield batch, self._answer(number)

    def close(self) -> None:
        """End every worker at once: they hold nothing that could be lost."""
        for process in self._processes:
            process.kill()
        for process, line in zip(self._processes, self._lines, strict=True):
            process.join()
            line.close()


def in_processes(
    batches: Iterator[Batch], jobs: int, make: Make[Batch, Made], *arguments: object
) -> Generator[tuple[Batch, Made], None, None]:
    """Each batch with what so many processes make of it, in order.

    With one job the work is done in this process, and no other is started. Raises `AnalysisError`
    where the work does, or where a worker died.
    """
    if jobs == 1:
        work = make(*arguments)
        for batch in batches:
            yield batch, work(batch)
        return
    with closing(Crew[Batch, Made](jobs, make, *arguments)) as crew:
        yield from crew.work(batches)
