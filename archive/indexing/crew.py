"""Worker processes that do one kind of work, batch by batch, in order.

A bounded number of batches is under way, so memory does not grow with the source.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from itertools import islice
from typing import Final, Generic, TypeAlias, TypeVar

from archive.errors import AnalysisError
from archive.indexing.line import PIECE, Incoming, packed

#: Batches under way for each worker: one at work, others waiting, so that none is ever idle.
WAITING: Final = 4

_Batch = TypeVar("_Batch")
_Made = TypeVar("_Made")
_Item = TypeVar("_Item")

#: Makes what does the work, once in each worker; it and its arguments are sent there.
Make: TypeAlias = Callable[..., Callable[[_Batch], _Made]]

#: A worker that is alive gives a sign of it every second; one that gives none for so many seconds,
#: or takes nothing, is stopped or stuck. A machine that swaps is silent for some seconds only.
LONGEST_SILENCE: Final = 120.0

#: Seconds to wait for a killed process: after these it is waiting for the system, and ends with it.
_ENDING: Final = 5.0

#: What a worker runs: the place of its line and the folders of modules follow.
_RUN: Final = (
    "import sys; line, sys.path[:] = int(sys.argv[1]), sys.argv[2:]; "
    "from archive.indexing.worker import serve; serve(line)"
)


def batches(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    """Items in lists of this size; the last may be shorter."""
    items = iter(items)
    while batch := list(islice(items, size)):
        yield batch


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0))


def _start(descriptor: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  # this interpreter, with this program's modules
        [sys.executable, "-c", _RUN, str(descriptor), *sys.path],
        stdin=subprocess.DEVNULL,
        pass_fds=(descriptor,),
        # What a terminal sends to the parent is not for the worker.
        process_group=0,
    )


class _Worker:
    """A process, and the parent's end of the line to it.

    A fresh process each: a fork of one that has threads may hang. The worker alone holds the other
    end, so that its death, at whatever moment, closes the line.
    """

    def __init__(self) -> None:
        self.line, theirs = socket.socketpair()
        self.incoming = Incoming()
        with theirs:
            try:
                self.process = _start(theirs.fileno())
            except BaseException:
                self.line.close()
                raise

    def death(self) -> AnalysisError:
        """What to say where the line is closed."""
        try:
            code = self.process.wait(_ENDING)
        except subprocess.TimeoutExpired:
            return AnalysisError(f"Worker process {self.process.pid} closed its line.")
        how = f"with exit code {code}" if code >= 0 else f"by {signal.Signals(-code).name}"
        return AnalysisError(f"A worker process died: {self.process.pid}, {how}.")

    def close(self) -> None:
        """End the process, which holds nothing that could be lost."""
        self.process.kill()
        self.line.close()
        try:
            self.process.wait(_ENDING)
        except subprocess.TimeoutExpired:
            # Nothing more can be done, and it takes nothing: its line is closed.
            self.process.returncode = -signal.SIGKILL


class Crew(Generic[_Batch, _Made]):
    """Processes with a line to each. Batches go round, so they come back in the order they went.

    A shared queue would be simpler, but a process that dies holding its lock stops all others.
    While the parent waits for one worker it notices the death of any. `patience` is in seconds.
    """

    def __init__(
        self,
        jobs: int,
        make: Make[_Batch, _Made],
        *arguments: object,
        patience: float = LONGEST_SILENCE,
    ) -> None:
        self._patience = patience
        self._workers: list[_Worker] = []
        self._poll = select.poll()
        first = packed((make, arguments))
        try:
            for _ in range(jobs):
                worker = _Worker()
                self._workers.append(worker)
                self._poll.register(worker.line, 0)
            for number in range(jobs):
                self._send(number, first)
        except OSError as error:
            self.close()
            raise AnalysisError(f"No worker process can be started: {error.strerror}.") from error
        except BaseException:
            self.close()
            raise

    def _wait(self, number: int, event: int) -> _Worker:
        """The worker of this number, when its line is ready."""
        worker = self._workers[number]
        self._poll.modify(worker.line, event)
        happened = dict(self._poll.poll(self._patience * 1000))
        self._poll.modify(worker.line, 0)
        if not happened:
            raise AnalysisError(
                f"Worker process {worker.process.pid} gave no sign of life "
                f"for {self._patience:g} seconds."
            )
        for member in self._workers:
            if happened.get(member.line.fileno(), 0) & ~event:
                raise member.death()
        return worker

    def _send(self, number: int, message: bytes) -> None:
        left = memoryview(message)
        while left:
            worker = self._wait(number, select.POLLOUT)
            try:
                left = left[worker.line.send(left, socket.MSG_DONTWAIT) :]
            except OSError as error:
                raise worker.death() from error

    def _receive(self, number: int) -> bytes:
        while True:
            worker = self._workers[number]
            message = worker.incoming.take()
            if message is not None:
                return message
            self._wait(number, select.POLLIN)
            try:
                piece = worker.line.recv(PIECE)
            except OSError as error:
                raise worker.death() from error
            if not piece:
                raise worker.death()
            worker.incoming.add(piece)

    def _answer(self, number: int) -> _Made:
        made = pickle.loads(self._receive(number))  # noqa: S301  # of our own worker
        if isinstance(made, AnalysisError):
            raise made
        answer: _Made = made
        return answer

    def work(self, batches: Iterator[_Batch]) -> Iterator[tuple[_Batch, _Made]]:
        """Each batch with what is made of it, in order. Raises `AnalysisError`."""
        under_way: deque[tuple[int, _Batch]] = deque()
        jobs = len(self._workers)
        sent, more = 0, True
        while more or under_way:
            while more and len(under_way) < jobs * WAITING:
                batch = next(batches, None)
                more = batch is not None
                if batch is not None:
                    self._send(sent % jobs, packed(batch))
                    under_way.append((sent % jobs, batch))
                    sent += 1
            if under_way:
                number, batch = under_way.popleft()
                yield batch, self._answer(number)

    def close(self) -> None:
        """End every worker at once."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.close()


def in_processes(
    batches: Iterator[_Batch], jobs: int, make: Make[_Batch, _Made], *arguments: object
) -> Generator[tuple[_Batch, _Made], None, None]:
    """Each batch with what so many processes make of it, in order.

    With one job the work is done in this process, and no other is started. Raises `AnalysisError`
    where the work does, or where a worker died.
    """
    if jobs == 1:
        work = make(*arguments)
        for batch in batches:
            yield batch, work(batch)
        return
    with closing(Crew[_Batch, _Made](jobs, make, *arguments)) as crew:
        yield from crew.work(batches)
