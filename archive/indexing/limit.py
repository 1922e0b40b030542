"""A limit of time for work that a hostile text may make endless."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Final, TypeVar

from archive.errors import ArchiveError

#: Seconds of computing for the names of an article, and for its dates: a thousand times what most
#: take.
LIMIT: Final = 20.0

#: Seconds of computing between two attempts to end what takes too long, as the first may be lost
#: where Python can raise nothing.
_AGAIN: Final = 1.0

_Made = TypeVar("_Made")


class TooLongError(ArchiveError):
    """The work takes too long."""


class _Interruption(BaseException):
    """Raised in the midst of work; no `except Exception` there takes it for its own."""


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise _Interruption


def limited(work: Callable[[], _Made]) -> _Made:
    """What the work gives; raises `TooLongError` where it computes for more than `LIMIT`.

    Time of this process is counted, not that of the clock: on a busy machine work takes longer and
    gives the same. Python code and patterns of `re` are broken off wherever they stand. Only a
    process's main thread can be, so work in another has no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        return work()
    before = signal.signal(signal.SIGVTALRM, _interrupt)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT, _AGAIN)
        try:
            return work()
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except _Interruption:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        raise TooLongError from None
    finally:
        signal.signal(signal.SIGVTALRM, before)
