"""Work for workers to do in tests, in a file that they can import."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable


def doubling(seconds: float = 0.0, _padding: bytes = b"") -> Callable[[int], int]:
    """Doubles numbers, each in so many seconds; `_padding` makes what is handed over large."""

    def work(number: int) -> int:
        time.sleep(seconds)
        return number * 2

    return work


def large(size: int) -> Callable[[bytes], bytes]:
    """Gives so many bytes for any."""
    return lambda batch: batch[:1] * size


def stopping() -> Callable[[int], int]:
    """Stops its process at the first number that is not 0."""

    def work(number: int) -> int:
        if number:
            os.kill(os.getpid(), signal.SIGSTOP)
        return number

    return work


def stopped_at_once() -> Callable[[bytes], bytes]:
    """Stops its process before any work."""
    os.kill(os.getpid(), signal.SIGSTOP)
    return bytes


def failing(in_make: bool) -> Callable[[int], int]:
    """Fails with an error that has nothing to do with articles, sooner or later."""
    if in_make:
        raise ValueError("no names")

    def work(number: int) -> int:
        raise KeyError(number)

    return work
