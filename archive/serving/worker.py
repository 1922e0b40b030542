"""One process that answers: its connections, its threads, and its clean stop."""

from __future__ import annotations

import logging
import math
import os
import resource
import signal
import socket
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from waitress import wasyncore

from archive.serving.balance import Board
from archive.serving.connections import YIELD, Channel, Listener
from archive.serving.lanes import Job, Lanes
from archive.web.guards import BATCH_PATH

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

#: Connections of one process at most, where it may have that many files open. When they are
#: reached, those that have been silent longest go.
MAX_CONNECTIONS: Final = 4_000

#: Bytes of answers that clients have not taken yet, in one process; above, the slowest go.
MAX_UNSENT: Final = 256 * 1024 * 1024

#: Files that are not connections: the index, logs, packages.
_OTHER_FILES: Final = 400

#: Seconds between looks at all connections.
_LOOK_EVERY: Final = 1.0
_STOPPING_EVERY: Final = 0.05

#: Seconds for which a connection must have been silent to be closed while stopping: who has
#: connected may be about to ask.
_SETTLED: Final = 0.5

_QUICK: Final = ("/healthz", "/readyz", "/metrics", "/static/")

#: What computes as long as somebody takes it.
_EXPORTS: Final = ("/export.", "/context.csv", BATCH_PATH)

_log = logging.getLogger("archive.serving")


def _connection_limit() -> int:
    """How many connections fit under the limit of open files, which is raised as far as it goes.

    A connection may have a file open that it is sent.
    """
    wanted = 2 * MAX_CONNECTIONS + _OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(16, (most - _OTHER_FILES) // 2)


class _Lifeline(wasyncore.file_dispatcher):
    """Tells when the process at the other end of a pipe has ended, however it did."""

    def __init__(self, descriptor: int, worker: Worker, watched: dict[int, Any]) -> None:
        super().__init__(descriptor, map=watched)  # type: ignore[arg-type]  # a descriptor it is
        self._worker = worker

    def writable(self) -> bool:
        """Nothing is ever sent."""
        return False

    def handle_read(self) -> None:
        """The pipe is at its end."""
        self._worker.stop()
        self.close()

    handle_close = handle_read


class Worker:
    """Answers on listening sockets until it is told to stop."""

    def __init__(
        self,
        application: WSGIApplication,
        sockets: Sequence[socket.socket],
        *,
        threads: int,
        grace: float,
        url_prefix: str = "",
        board: Board,
        seat: int,
    ) -> None:
        self._board = board
        self._seat = seat
        self._watched: dict[int, Any] = {}
        self._grace = grace
        self._stop_by = math.inf
        self._looked = 0.0
        self._limit = _connection_limit()
        prefix = url_prefix.rstrip("/")
        starts = {"", prefix}
        self._quick = tuple(start + path for start in starts for path in _QUICK)
        self._exports = tuple(start + path for start in starts for path in _EXPORTS)
        lanes = Lanes(threads, self._is_quick, self._is_export)
        # Where every single one is asking something, the next waits to be taken in.
        most = self._limit + self._limit // 2
        self._listeners = [
            Listener(application, listening, lanes, self._watched, most, self._has_fewer_elsewhere)
            for listening in sockets
        ]

    def end_with(self, descriptor: int) -> None:
        """Stop when the pipe that `descriptor` reads is closed at its other end."""
        _Lifeline(descriptor, self, self._watched)

    def run(self) -> None:
        """Answer until stopped."""
        while not self._is_done():
            if self._stop_by == math.inf:
                self._board.show(self._seat, len(self._channels()))
            wasyncore.poll2(self._seconds_to_wait(), self._watched)
            for listener in self._listeners:
                listener.rest()
            self._look_after()

    def _seconds_to_wait(self) -> float:
        if self._stop_by < math.inf:
            return _STOPPING_EVERY
        yields = any(listener.yields_until for listener in self._listeners)
        return YIELD if yields else _LOOK_EVERY

    def _has_fewer_elsewhere(self) -> bool:
        self._board.show(self._seat, len(self._channels()))
        return self._board.has_fewer_elsewhere(self._seat)

    def stop(self) -> None:
        """Stop listening and answer the requests at hand, for the seconds of grace at most.

        Called again it changes nothing. May be called by a signal.
        """
        if self._stop_by < math.inf:
            return
        self._stop_by = time.monotonic() + self._grace
        self._board.leave(self._seat)
        # It ends then, whatever a thread does, even if no other process watches.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(math.ceil(self._grace) + 2)
        self._listeners[0].pull_trigger()

    def _is_quick(self, job: Job) -> bool:
        if not isinstance(job, Channel):
            return False
        request: Any = job.requests[0]
        return request.error is not None or request.path.startswith(self._quick)

    def _is_export(self, job: Job) -> bool:
        if not isinstance(job, Channel):
            return False
        request: Any = job.requests[0]
        path: str = request.path
        return path.startswith(self._exports)

    def _channels(self) -> list[Channel]:
        return [channel for listener in self._listeners for channel in listener.channels.values()]

    def _is_done(self) -> bool:
        if self._stop_by == math.inf:
            return False
        for listener in self._listeners:
            if not listener.stopping:
                listener.stop()
        channels = self._channels()
        if time.monotonic() < self._stop_by:
            return not channels
        cut = sum(channel.is_in_use() for channel in channels)
        if cut:
            _log.warning("process %d: %d requests were cut off by the stop", os.getpid(), cut)
        return True

    def _look_after(self) -> None:
        """Close what has had its time, and what there is no room for."""
        now = time.monotonic()
        stopping = self._stop_by < math.inf
        channels = self._channels()
        full = len(channels) >= self._limit
        if now - self._looked < _LOOK_EVERY and not stopping and not full:
            return
        self._looked = now
        for channel in channels:
            settled = stopping and not channel.is_in_use()
            if channel.is_overdue() or (settled and channel.silent_for() > _SETTLED):
                channel.handle_close()
        if full:
            self._make_room()
        self._keep_unsent_small()

    def _make_room(self) -> None:
        silent = [channel for channel in self._channels() if not channel.requests]
        silent.sort(key=lambda channel: channel.last_activity)
        for channel in silent[: max(1, self._limit // 10)]:
            channel.handle_close()
        if silent:
            _log.warning("process %d: %d connections; the silent go", os.getpid(), self._limit)

    def _keep_unsent_small(self) -> None:
        channels = [channel for channel in self._channels() if channel.total_outbufs_len]
        channels.sort(key=lambda channel: channel.last_activity)
        unsent = sum(channel.total_outbufs_len for channel in channels)
        given_up = 0
        while unsent > MAX_UNSENT:
            unsent -= channels[given_up].total_outbufs_len
            channels[given_up].handle_close()
            given_up += 1
        if given_up:
            _log.warning("process %d: %d answers were not taken", os.getpid(), given_up)
