"""The generation that is served: opened when published, kept while it is read, then closed."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from archive.engine.searcher import Catalogue, Searcher
from archive.errors import ArchiveError, DamagedIndexError, NoGenerationError
from archive.search.edition import Edition

#: Seconds between looks at which generation is published.
LOOK_EVERY: Final = 1.0

#: A refused generation whose files have not changed is tried again after twice the time of the
#: last try, and at least once in so many seconds: a disk may have failed and be back.
_LONGEST: Final = 60.0

_log = logging.getLogger("archive.library")


class _OpenEdition:
    """An open edition, its files' stamp before it was opened, and how many requests read it."""

    def __init__(self, name: str, edition: Edition, stamp: object) -> None:
        self.name = name
        self.edition = edition
        self.stamp = stamp
        self.readers = 0
        self.retired = False


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why a generation is not served, and when it is tried again.

    With `read` the damage was met while reading, so every byte is compared before it serves again.
    """

    error: ArchiveError
    stamp: object
    wait: float
    until: float
    read: bool


class Library:
    """Lends the published generation's edition to requests, and moves over when it changes.

    Where the published generation cannot be opened, or turns out to be damaged while it is read,
    the last good generation serves; where there is none, every request is told why. A generation
    that becomes whole again serves from the next look on, and one that was changed since it was
    opened is opened anew: a file that lost its end would end the process. Generations are opened
    while requests read others.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        # Guards what serves and how many read it; never locked while a file is touched.
        self._lock = threading.Lock()
        # Held by the one request that looks which generation is published.
        self._looking = threading.Lock()
        self._serving: _OpenEdition | None = None
        self._due = 0.0
        self._closed = threading.Event()
        self._refused: dict[str, _Refusal] = {}
        # Why it is not known what may serve, and why nothing does.
        self._lost: ArchiveError | None = None
        self._reason: ArchiveError = NoGenerationError()

    @contextmanager
    def reading(self) -> Iterator[Edition]:
        """The edition to use for one request; it stays open until the request is done.

        Raises `ArchiveError` where nothing can be served.
        """
        self._look()
        with self._lock:
            serving = self._serving
            if serving is None:
                raise self._reason.with_traceback(None)
            serving.readers += 1
        try:
            yield serving.edition
        except DamagedIndexError as error:
            self._distrust(serving, error)
            raise
        finally:
            with self._lock:
                serving.readers -= 1
            self._close_unread(serving)

    def watch(self) -> None:
        """Look by itself from now on, too.

        What is no longer published is let go of also where nobody asks, and the next reader does
        not wait for what is.
        """
        threading.Thread(target=self._watch, name="library", daemon=True).start()

    def _watch(self) -> None:
        while not self._closed.wait(LOOK_EVERY):
            try:
                self._look()
            except Exception:  # noqa: BLE001 - the next look may go well
                _log.exception("What is published could not be looked at")

    def refused(self) -> tuple[str, ...]:
        """The generations that should serve before the one that does, and cannot."""
        return tuple(self._refused)

    def close(self) -> None:
        """Close the open generation, and look no longer."""
        self._closed.set()
        self._replace(None)

    def _look(self) -> None:
        """Move over to what is published, if it is time to look; one request does it at a time.

        The others read on meanwhile, unless there is nothing to read.
        """
        if time.monotonic() < self._due or not self._looking.acquire(
            blocking=self._serving is None
        ):
            return
        try:
            if time.monotonic() >= self._due:
                self._move_over()
                self._due = time.monotonic() + LOOK_EVERY
        finally:
            self._looking.release()

    def _move_over(self) -> None:
        serving, lost = self._serving, self._lost
        names: tuple[str, ...] = ()
        try:
            names, self._lost = self._catalogue.candidates(), None
        except ArchiveError as error:
            self._say(lost, error)
            self._lost = error
        for name in list(self._refused):
            if name not in names and (serving is None or name != serving.name):
                del self._refused[name]
        for name in names:
            if self._serve(name):
                return
        # What was open stays as long as its files do, because there is nothing better.
        if serving is not None and serving.name not in names:
            self._serve(serving.name)
        self._reason = self._lost or self._refused[names[0]].error

    def _serve(self, name: str) -> bool:
        """Whether a generation serves now."""
        serving, refusal = self._serving, self._refused.get(name)
        stamp = self._catalogue.stamp(name)
        if serving is not None and serving.name == name and serving.stamp == stamp:
            return True
        if refusal and refusal.stamp == stamp and time.monotonic() < refusal.until:
            return False
        try:
            searcher = self._opened(name, whole=refusal is not None and refusal.read)
        except ArchiveError as error:
            self._refuse(name, error, stamp)
            return False
        self._refused.pop(name, None)
        self._replace(_OpenEdition(name, Edition(searcher), stamp))
        _log.info("%s serves.", name)
        return True

    def _opened(self, name: str, *, whole: bool) -> Searcher:
        """Open a generation; with `whole` every byte of it is compared."""
        searcher = self._catalogue.open(name)
        if whole:
            try:
                searcher.check_files()
            except BaseException:
                searcher.close()
                raise
        return searcher

    def _refuse(self, name: str, error: ArchiveError, stamp: object, *, read: bool = False) -> None:
        """Remember why a generation is not served; let go of it if it was."""
        before = self._refused.get(name)
        wait = min(_LONGEST, before.wait * 2) if before else LOOK_EVERY
        read = read or (before is not None and before.read)
        self._refused[name] = _Refusal(error, stamp, wait, time.monotonic() + wait, read)
        self._say(before.error if before else None, error)
        serving = self._serving
        if serving is not None and serving.name == name:
            self._reason = error
            self._replace(None)

    def _distrust(self, opened: _OpenEdition, error: DamagedIndexError) -> None:
        """What was read is damaged: serve another, from the next request on."""
        with self._looking:
            if self._serving is opened:
                self._refuse(opened.name, error, opened.stamp, read=True)
                self._due = 0.0

    def _say(self, before: ArchiveError | None, error: ArchiveError) -> None:
        if before is None or before.detail != error.detail:
            _log.error("%s", error.one_line())

    def _replace(self, new: _OpenEdition | None) -> None:
        """Serve another generation, or none; the old one is closed when nobody reads it."""
        with self._lock:
            old, self._serving = self._serving, new
            if old is not None:
                old.retired = True
        if old is not None:
            self._close_unread(old)

    def _close_unread(self, opened: _OpenEdition) -> None:
        with self._lock:
            done = opened.retired and not opened.readers
            opened.retired = opened.retired and not done
        if done:
            opened.edition.close()
