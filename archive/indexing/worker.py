"""What runs in a worker process: batches in, what is made of them out, in the same order."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import threading
from queue import Empty, SimpleQueue
from typing import Final

from archive.errors import AnalysisError
from archive.indexing.line import BEAT, messages, packed

#: A worker that has nothing to give says so this often, in seconds.
BEAT_EVERY: Final = 1.0


def _take(line: socket.socket, inbox: SimpleQueue[bytes]) -> None:
    """Hand on what the parent sends; end with the parent, however it ends."""
    try:
        for message in messages(line):
            inbox.put(message)
    finally:
        os._exit(1)


def _give(line: socket.socket, made: SimpleQueue[bytes]) -> None:
    """Send the parent what was made, and beats between; end where that cannot be."""
    try:
        while True:
            try:
                message = made.get(timeout=BEAT_EVERY)
            except Empty:
                message = BEAT
            line.sendall(message)
    finally:
        os._exit(1)


def _failure(error: Exception) -> AnalysisError:
    if isinstance(error, AnalysisError):
        return error
    return AnalysisError(f"A worker process failed: {type(error).__name__}: {error}.")


def serve(descriptor: int) -> None:
    """Work for the parent at the other end of a socket, until it is gone.

    Its first message is what makes the work, with arguments; every other one is a batch. Taking and
    giving have threads of their own, so that the worker goes on while the parent is busy, and
    neither ever waits for the other to read.
    """
    # An interrupt reaches every process of a terminal; the parent alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    line = socket.socket(fileno=descriptor)
    inbox: SimpleQueue[bytes] = SimpleQueue()
    made: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_take, args=(line, inbox), daemon=True).start()
    threading.Thread(target=_give, args=(line, made), daemon=True).start()
    try:
        make, arguments = pickle.loads(inbox.get())  # noqa: S301  # of the parent
        work = make(*arguments)
        while True:
            batch = pickle.loads(inbox.get())  # noqa: S301  # of the parent
            made.put(packed(work(batch)))
    except Exception as error:  # noqa: BLE001  # whatever it is, the parent is told
        made.put(packed(_failure(error)))
    # The parent ends whoever failed.
    threading.Event().wait()
