"""The generation that is served: opened when published, kept while it is read, then closed."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from archive.engine.searcher import Searcher
from archive.errors import ArchiveError
from archive.text.segmentation import all_names, use_names

#: Seconds between looks at which generation is published.
LOOK_EVERY: Final = 1.0

_log = logging.getLogger("archive.library")


class _Held:
    """An open searcher and how many requests are reading it."""

    def __init__(self, name: str, searcher: Searcher) -> None:
        self.name = name
        self.searcher = searcher
        self.readers = 0
        self.retired = False


class Library:
    """Lends the published generation's searcher to requests, and moves over when it changes.

    `current` says which generation is published and raises where none is; `opener` opens one. If
    a new generation cannot be opened, the one that served goes on serving.
    """

    def __init__(self, current: Callable[[], str], opener: Callable[[str], Searcher]) -> None:
        self._current = current
        self._opener = opener
        self._lock = threading.Lock()
        self._held: _Held | None = None
        self._looked = 0.0
        self._refused = ""

    @contextmanager
    def reading(self) -> Iterator[Searcher]:
        """The searcher to use for one request; it stays open until the request is done."""
        with self._lock:
            self._move_over()
            held = self._held
            assert held is not None
            held.readers += 1
        try:
            yield held.searcher
        finally:
            with self._lock:
                held.readers -= 1
                if held.retired and not held.readers:
                    held.searcher.close()

    def _move_over(self) -> None:
        """Open what is published, if it is not open yet."""
        now = time.monotonic()
        before = self._held
        if before is not None and now - self._looked < LOOK_EVERY:
            return
        self._looked = now
        name = ""
        try:
            name = self._current()
            if before is not None and name in (before.name, self._refused):
                return
            searcher = self._opener(name)
            # A query must be cut as the articles were.
            use_names(all_names(searcher.names()))
            self._held = _Held(name, searcher)
        except ArchiveError as error:
            if before is None:
                raise
            self._refused = name
            _log.error("%s The generation %s goes on serving.", error.one_line(), before.name)
            return
        if before is not None:
            before.retired = True
            if not before.readers:
                before.searcher.close()

    def close(self) -> None:
        """Close the open generation."""
        with self._lock:
            if self._held is not None:
                self._held.searcher.close()
                self._held = None
