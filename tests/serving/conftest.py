"""Servers as an administrator starts them: over the sample archive, and over a stand-in for it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.serving.stand_in import READY


class Server:
    """A started server: its process, port and log."""

    def __init__(self, command: Sequence[str], log: Path, **variables: str) -> None:
        self._log = log
        self._connections: list[socket.socket] = []
        kept = {name: value for name, value in os.environ.items() if name[:8] != "ARCHIVE_"}
        with log.open("wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, stderr=errors, env={**kept, **variables}
            )
        self.port = int(self.wait_for(READY.format(r"(\d+)"))[1])

    @property
    def log(self) -> str:
        """What it has written so far."""
        return self._log.read_text("utf-8")

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Wait until its log has something; the test's own time limit ends the wait."""
        while not (found := re.search(pattern, self.log)):
            assert self.process.poll() is None, self.log
            time.sleep(0.01)
        return found

    def workers(self) -> list[int]:
        """The processes that answer."""
        process = self.process.pid
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
        return [int(child) for child in children.split()]

    def connect(self) -> socket.socket:
        """A new connection, closed with the server at the latest."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self._connections.append(connection)
        return connection

    def ask(self, request: bytes) -> bytes:
        """Everything that is answered to some bytes, until the server closes the connection."""
        with self.connect() as connection:
            connection.sendall(request)
            return read_all(connection)

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of a page; (0, b"") where the connection breaks."""
        request = f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
        try:
            head, _, body = self.ask(request).partition(b"\r\n\r\n")
        except ConnectionError:
            return 0, b""
        return (int(head.split()[1]), body) if head else (0, b"")

    def end(self) -> None:
        """Stop it at once."""
        for connection in self._connections:
            connection.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.wait_for("stopping")
            self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def read_all(connection: socket.socket) -> bytes:
    """What comes until the other end closes."""
    parts = []
    while part := connection.recv(65_536):
        parts.append(part)
    return b"".join(parts)


def is_alive(process: int) -> bool:
    """Whether a thread of a process runs (one that ended and was not yet counted does not).

    The first thread may have ended before the others, whose sockets are then still open.
    """
    return any(_runs(stat) for stat in Path(f"/proc/{process}/task").glob("*/stat"))


def _runs(stat: Path) -> bool:
    try:
        text = stat.read_text("ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return text.rpartition(")")[2].split()[0] not in "ZX"


def serve_command(index: Path, *options: str) -> list[str]:
    """How an administrator starts the server of an index, on a free port."""
    return ["manage.py", "serve", "--index", str(index), "--port", "0", *options]


@pytest.fixture(scope="session")
def server(sample_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with two processes that all tests may ask and none may harm."""
    command = serve_command(sample_index, "--workers", "2", "--threads", "2")
    started = Server(command, tmp_path_factory.mktemp("serving") / "log")
    yield started
    started.end()


@pytest.fixture
def stand_in(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts a stand-in for the archive with so many workers, threads and seconds of grace."""
    started: list[Server] = []

    def start(workers: int, threads: int = 2, grace: int = 30, **variables: str) -> Server:
        numbers = [str(workers), str(threads), str(grace)]
        command = ["-m", "tests.serving.stand_in", *numbers]
        server = Server(command, tmp_path / "log", BROKEN=str(tmp_path / "broken"), **variables)
        started.append(server)
        return server

    yield start
    for server in started:
        server.end()
