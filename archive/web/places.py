"""AnswerPlaces for what computes long: so many answers of a kind at once, which take turns."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Final, cast

from flask import Flask, current_app
from flask.ctx import RequestContext
from flask.globals import request_ctx

from archive.errors import BusyError, ExportOverdueError
from archive.model.result import GenerationInfo
from archive.web.contract import Service

#: So many exports are made at once in one process: each computes as long as it lasts.
EXPORTS_AT_ONCE: Final = 2

#: So many lists of names are counted at once, in all processes of a server.
LISTS_AT_ONCE: Final = 2

#: Seconds that one may last, also for who takes it slowly: 50 MB over a line of 30 kB a second.
LONGEST_EXPORT: Final = 1_800.0

#: Seconds that one goes on after another edition has begun to serve: what was withdrawn since is
#: still in the one that it reads.
LONGEST_OVERTAKEN: Final = 45.0

#: The key of `Flask.extensions` that holds the places.
_KEY: Final = "archive_places"


def _is_overtaken(service: Service, read: GenerationInfo) -> bool:
    """Whether what serves now is another generation, or hides something else of it."""
    serving = service.status()
    return (serving.name, serving.concealed) != (read.name, read.concealed)


class AnswerPlace:
    """A place that an answer has while it is made, and its turn among the others."""

    def __init__(self, turn: threading.Lock) -> None:
        self._turn = turn
        self._until = time.monotonic() + LONGEST_EXPORT

    def chunks(
        self, chunks: Iterator[bytes], service: Service, generation: GenerationInfo
    ) -> Iterator[bytes]:
        """The chunks of an answer that reads a generation, each made in its turn.

        Raises `ExportOverdueError` where it has lasted too long: it breaks off before its end then,
        which the browser tells.
        """
        for chunk in self._in_turn(chunks):
            yield chunk
            now = time.monotonic()
            if self._until > now + LONGEST_OVERTAKEN and _is_overtaken(service, generation):
                self._until = now + LONGEST_OVERTAKEN
            if now > self._until:
                raise ExportOverdueError

    def _in_turn(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Chunks of which no two answers make one at once.

        Beside searches two then take no more of the interpreter than one does: over an index of
        33,219 articles the median search takes 1.3 to 1.6 times what it takes alone, where two that
        did not wait for each other made it 2.6 times.
        """
        while True:
            with self._turn:
                chunk = next(chunks, None)
            if chunk is None:
                return
            yield chunk


class Slots:
    """So many places, over all processes that part after it is made.

    A process that dies gives back what it has: each place is a record lock, which its process
    holds, on a byte of a file that is in memory only.
    """

    def __init__(self, number: int) -> None:
        self._file = os.memfd_create("slots")
        self._number = number
        self._lock = threading.Lock()
        #: Those of this process, to which its own locks are no obstacle.
        self._taken: set[int] = set()

    @contextmanager
    def one(self, busy: BusyError) -> Iterator[None]:
        """One of the places; raises `busy` where all are taken."""
        slot = self._take()
        if slot is None:
            raise busy
        try:
            yield
        finally:
            with self._lock:
                fcntl.lockf(self._file, fcntl.LOCK_UN, 1, slot)
                self._taken.remove(slot)

    def _take(self) -> int | None:
        with self._lock:
            for slot in range(self._number):
                if slot in self._taken:
                    continue
                try:
                    fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, slot)
                except OSError:  # another process has it
                    continue
                self._taken.add(slot)
                return slot
        return None


class AnswerPlaces:
    """The places of one process for exports, and those of all for lists of names."""

    def __init__(self, lists: Slots) -> None:
        self._exports = Slots(EXPORTS_AT_ONCE)
        self._lists = lists
        self._turn = threading.Lock()

    @contextmanager
    def export(self) -> Iterator[AnswerPlace]:
        """A place for an export; raises `BusyError` where all are taken."""
        with self._exports.one(BusyError()):
            yield AnswerPlace(self._turn)

    @contextmanager
    def name_list(self) -> Iterator[AnswerPlace]:
        """A place for a list of names; raises `BusyError` where all are taken."""
        with self._lists.one(BusyError(code="busy_lists")):
            yield AnswerPlace(self._turn)


def within_request(chunks: Generator[bytes]) -> Generator[bytes]:
    """Chunks that are made after the view has returned, each as if it had not.

    Between two of them nothing of the request is in force: what answers others meanwhile, in the
    same thread, is not taken for it.
    """
    context = cast(RequestContext, request_ctx._get_current_object())  # type: ignore[attr-defined]
    try:
        while True:
            with context.copy():
                chunk = next(chunks, None)
            if chunk is None:
                return
            yield chunk
    finally:
        chunks.close()


def current_places() -> AnswerPlaces:
    """The places of the application that answers this request."""
    return cast(AnswerPlaces, current_app.extensions[_KEY])


def list_slots() -> Slots:
    """The places for lists of names, for the processes of one server."""
    return Slots(LISTS_AT_ONCE)


def install(app: Flask, lists: Slots | None = None) -> None:
    """Give the application its places; `lists` are those that it shares with other processes."""
    app.extensions[_KEY] = AnswerPlaces(lists or list_slots())
