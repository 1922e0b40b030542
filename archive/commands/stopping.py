"""How a command that runs until it is stopped is stopped."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopped(BaseException):
    """A signal asks the command to end; whatever is under way is broken off and cleaned up."""


def _stop(_: int, __: FrameType | None) -> None:
    # A second signal must not interrupt the cleaning up after the first.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    raise Stopped


@contextmanager
def stopping() -> Iterator[None]:
    """Let SIGTERM and SIGINT raise `Stopped`, as long as this lasts."""
    before = [(number, signal.signal(number, _stop)) for number in (signal.SIGTERM, signal.SIGINT)]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)
