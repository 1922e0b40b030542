"""A server as an administrator starts it: `manage.py serve` over the sample archive."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT


class Server:
    """A started `serve`: its process, port and log."""

    def __init__(self, index: Path, log: Path, *options: str) -> None:
        command = [sys.executable, str(ROOT / "manage.py"), "serve", "--index", str(index)]
        self._log = log
        with log.open("wb") as errors:
            self.process = subprocess.Popen([*command, "--port", "0", *options], stderr=errors)
        self.port = int(self.wait_for(r"The archive is at http://127\.0\.0\.1:(\d+) ")[1])

    @property
    def log(self) -> str:
        """What it has written so far."""
        return self._log.read_text("utf-8")

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Wait until its log has something; the test's own time limit ends the wait."""
        while not (found := re.search(pattern, self.log)):
            assert self.process.poll() is None, self.log
        return found

    def workers(self) -> list[int]:
        """The processes that answer."""
        process = self.process.pid
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
        return [int(child) for child in children.split()]

    def connect(self) -> socket.socket:
        """A new connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)

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
        """Stop it, however it goes."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def read_all(connection: socket.socket) -> bytes:
    """What comes until the other end closes."""
    parts = []
    while part := connection.recv(65_536):
        parts.append(part)
    return b"".join(parts)


def is_alive(process: int) -> bool:
    """Whether a process runs (one that ended and was not yet counted does not)."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text("ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


@pytest.fixture(scope="session")
def server(
    sample_index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server with two processes that all tests may ask and none may harm."""
    os.environ.pop("ARCHIVE_URL_PREFIX", None)
    started = Server(
        sample_index, tmp_path_factory.mktemp("serving") / "log", "--workers", "2", "--threads", "2"
    )
    yield started
    started.end()
