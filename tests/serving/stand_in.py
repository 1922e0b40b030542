"""An application that does what a test asks, under the real supervisor.

    python -m tests.serving.stand_in WORKERS THREADS GRACE

/sleep/N answers after N seconds, /big/N with N bytes, /die/N kills its process by signal N, /pid
says which process answers. /export.N has N pieces of a megabyte, made one after the other; the log
tells how many were. While the file that BROKEN names exists no process can start. FILES is how many
files a process may have open, UNSENT how many bytes of answers may wait to be taken.
"""

from __future__ import annotations

import logging
import os
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from archive.serving import worker
from archive.serving.listening import listen
from archive.serving.supervisor import Supervisor

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: What is written when the first process answers.
READY = "The archive is at http://127.0.0.1:{} "

_log = logging.getLogger("stand-in")


def pieces(count: int) -> Iterator[bytes]:
    """Pieces of a megabyte."""
    made = 0
    try:
        while made < count:
            made += 1
            yield b"x" * 1_000_000
    finally:
        _log.info("let go after %d", made)


def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Do what the path says."""
    if environ["PATH_INFO"].startswith("/export."):
        start_response("200 OK", [])
        return pieces(int(environ["PATH_INFO"].removeprefix("/export.")))
    _, kind, number = (environ["PATH_INFO"] + "/0").split("/")[:3]
    body = b"ok"
    if kind == "sleep":
        time.sleep(float(number))
    elif kind == "big":
        body = b"x" * int(number)
    elif kind == "die":
        os.kill(os.getpid(), int(number))
        time.sleep(60)
    elif kind == "pid":
        body = str(os.getpid()).encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


def make(_seat: int) -> WSGIApplication:
    """The application, unless it is not to start."""
    if Path(os.environ["BROKEN"]).exists():
        raise RuntimeError("it is broken")
    return answer


def main() -> None:
    """Serve until stopped."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    files = int(os.environ.get("FILES", "1024"))
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    setattr(worker, "MAX_UNSENT", int(os.environ.get("UNSENT", worker.MAX_UNSENT)))  # noqa: B010
    workers, threads, grace = (int(text) for text in sys.argv[1:4])
    sockets = listen("127.0.0.1", 0)
    supervisor = Supervisor(
        make,
        sockets,
        workers=workers,
        threads=threads,
        grace=grace,
        on_ready=lambda: _log.info(READY.format(sockets[0].getsockname()[1])),
    )
    sys.exit(supervisor.run())


if __name__ == "__main__":
    main()
