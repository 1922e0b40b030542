"""Keeps several processes answering: starts them, replaces those that die, stops them cleanly."""

from __future__ import annotations

import logging
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NoReturn

from archive.errors import ArchiveError
from archive.serving.balance import Board
from archive.serving.worker import Worker

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

#: Seconds after which a process counts as steady: if it dies, another is started at once.
STEADY: Final = 10.0

#: Seconds before another is started in place of one that died earlier; doubled each time.
FIRST_PAUSE: Final = 0.2
LONGEST_PAUSE: Final = 5.0

_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)

_log = logging.getLogger("archive.serving")


def pause_after(failures: int) -> float:
    """Seconds to wait after so many early deaths in a row."""
    return min(FIRST_PAUSE * 2.0 ** min(failures - 1, 20), LONGEST_PAUSE) if failures else 0.0


def told(status: int) -> str:
    """How a process ended, in words; `status` is what `os.waitpid` gives."""
    if not os.WIFSIGNALED(status):
        return f"ended with code {os.waitstatus_to_exitcode(status)}"
    number = os.WTERMSIG(status)
    hint = ""
    if number == signal.SIGBUS:
        hint = " (a file of the index became shorter or unreadable: `manage.py verify` names it)"
    names = {int(member): member.name for member in signal.Signals}
    return f"was ended by {names.get(number, f'signal {number}')}{hint}"


class Supervisor:
    """Processes that answer on the same sockets.

    `make` makes the application, in each process for itself, of the number of its seat: nothing of
    it is shared. `on_ready` is called once, when the first process answers.
    """

    def __init__(
        self,
        make: Callable[[int], WSGIApplication],
        sockets: Sequence[socket.socket],
        *,
        workers: int,
        threads: int,
        grace: float,
        url_prefix: str = "",
        on_ready: Callable[[], None] = lambda: None,
    ) -> None:
        self._make = make
        self._sockets = list(sockets)
        self._workers = workers
        self._threads = threads
        self._grace = grace
        self._url_prefix = url_prefix
        self._on_ready = on_ready
        self._began: dict[int, float] = {}
        self._board = Board(workers)
        self._seats: dict[int, int] = {}
        self._failures = 0
        self._not_before = 0.0
        self._was_ready = False
        # Closed by whatever ends this process, which ends the others.
        self._life, self._life_end = os.pipe()
        self._ready, self._ready_end = os.pipe()
        self._heard, self._heard_end = os.pipe()

    def run(self) -> int:
        """Keep the processes answering until a signal says stop; gives the exit code.

        Raises `ArchiveError` where the first processes cannot start.
        """
        os.set_blocking(self._heard_end, False)
        os.set_blocking(self._heard, False)
        for number in _SIGNALS:
            signal.signal(number, _note)
        signal.set_wakeup_fd(self._heard_end, warn_on_full_buffer=False)
        while True:
            self._fill()
            if self._wait(self._seconds_to_wait()):
                return self._stop()
            self._reap()

    def _seconds_to_wait(self) -> float | None:
        if len(self._began) == self._workers:
            return None
        return max(0.0, self._not_before - time.monotonic())

    def _wait(self, seconds: float | None) -> bool:
        """Sleep until something happens; whether it is a signal to stop."""
        readable, _, _ = select.select([self._heard, self._ready], [], [], seconds)
        if self._ready in readable and os.read(self._ready, 4096) and not self._was_ready:
            self._was_ready = True
            self._on_ready()
        heard = os.read(self._heard, 4096) if self._heard in readable else b""
        return signal.SIGTERM in heard or signal.SIGINT in heard

    def _fill(self) -> None:
        """Start as many processes as are missing, unless they died too soon."""
        while len(self._began) < self._workers and time.monotonic() >= self._not_before:
            self._start()

    def _start(self) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            seat = min(set(range(self._workers)) - set(self._seats.values()))
            process = os.fork()
            if not process:
                self._work(seat)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        self._began[process] = time.monotonic()
        self._seats[process] = seat

    def _work(self, seat: int) -> NoReturn:
        """What a new process does, to its end."""
        code = 1
        try:
            self._be_a_worker()
            worker = Worker(
                self._make(seat),
                self._sockets,
                threads=self._threads,
                grace=self._grace,
                url_prefix=self._url_prefix,
                board=self._board,
                seat=seat,
            )
            worker.end_with(self._life)
            signal.signal(signal.SIGTERM, lambda *_: worker.stop())
            os.write(self._ready_end, b".")
            worker.run()
            code = 0
        except ArchiveError as error:
            _log.error("%s", error.one_line())
        except BaseException:  # noqa: BLE001 - it must not go on as a second parent
            _log.exception("The process cannot go on")
        finally:
            sys.stderr.flush()
            os._exit(code)

    def _be_a_worker(self) -> None:
        """Leave behind what belongs to the parent."""
        signal.set_wakeup_fd(-1)
        # The terminal's Ctrl-C reaches every process; the parent decides what it means.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        for descriptor in (self._life_end, self._ready, self._heard, self._heard_end):
            os.close(descriptor)

    def _reap(self) -> None:
        """Take note of processes that have died."""
        while self._began:
            process, status = os.waitpid(-1, os.WNOHANG)
            if not process:
                return
            began = self._began.pop(process, None)
            if began is not None:
                self._board.leave(self._seats.pop(process))
                self._mourn(process, status, time.monotonic() - began)

    def _mourn(self, process: int, status: int, age: float) -> None:
        if not self._was_ready:
            self._end_at_once()
            raise ArchiveError(
                f"The first process that was to answer {told(status)}.",
                remedy="Its own words stand above.",
            )
        self._failures = 0 if age >= STEADY else self._failures + 1
        pause = pause_after(self._failures)
        self._not_before = time.monotonic() + pause
        later = f"in {pause:.1f} s" if pause else "now"
        _log.error(
            "process %d %s after %.0f s; another starts %s", process, told(status), age, later
        )

    def _stop(self) -> int:
        """Let the processes finish what they were asked; a second signal ends them at once."""
        _log.info("stopping; requests in flight have %g s", self._grace)
        for sock in self._sockets:
            sock.close()
        self._send(signal.SIGTERM)
        stop_by = time.monotonic() + self._grace + 1.0
        while self._began:
            seconds = stop_by - time.monotonic()
            if seconds <= 0 or self._wait(seconds):
                self._end_at_once()
                return 0
            self._forget_ended()
        return 0

    def _forget_ended(self) -> None:
        for process in list(self._began):
            if os.waitpid(process, os.WNOHANG)[0]:
                del self._began[process]

    def _send(self, number: signal.Signals) -> None:
        for process in self._began:
            os.kill(process, number)

    def _end_at_once(self) -> None:
        self._send(signal.SIGKILL)
        for process in self._began:
            os.waitpid(process, 0)
        self._began.clear()


def _note(*_: object) -> None:
    """A signal is noted by its number in the pipe."""
