"""Places for what computes long: so many answers of a kind at once, which take turns."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, cast

from flask import Flask, current_app

from archive.errors import BusyError, ExportOverdueError
from archive.model.result import GenerationInfo
from archive.web.contract import Service

#: So many exports are made at once in one process: each computes as long as it lasts.
EXPORTS_AT_ONCE: Final = 2

#: And so many lists of names are counted.
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


class Place:
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


class Places:
    """The places of one process."""

    def __init__(self) -> None:
        self._exports = threading.BoundedSemaphore(EXPORTS_AT_ONCE)
        self._lists = threading.BoundedSemaphore(LISTS_AT_ONCE)
        self._turn = threading.Lock()

    @contextmanager
    def export(self) -> Iterator[Place]:
        """A place for an export; raises `BusyError` where all are taken."""
        with self._one(self._exports, BusyError()) as place:
            yield place

    @contextmanager
    def name_list(self) -> Iterator[Place]:
        """A place for a list of names; raises `BusyError` where all are taken."""
        with self._one(self._lists, BusyError(code="busy_lists")) as place:
            yield place

    @contextmanager
    def _one(self, free: threading.BoundedSemaphore, taken: BusyError) -> Iterator[Place]:
        if not free.acquire(blocking=False):
            raise taken
        try:
            yield Place(self._turn)
        finally:
            free.release()


def current_places() -> Places:
    """The places of the application that answers this request."""
    return cast(Places, current_app.extensions[_KEY])


def install(app: Flask) -> None:
    """Give the application its places."""
    app.extensions[_KEY] = Places()
