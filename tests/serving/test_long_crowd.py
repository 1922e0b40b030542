"""Two hundred readers for a minute, beside others that read and write as slowly as they can."""

from __future__ import annotations

import os
import random
import threading
import time
from collections import Counter
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final

import pytest

from archive.indexing.reindex import reindex
from tests.conftest import options_of
from tests.serving.conftest import Server, serve_command

CLIENTS: Final = 200
SLOW: Final = 100
SECONDS: Final = 60

WORDS: Final = ("China", "%E7%89%B9%E6%9C%97%E6%99%AE", "Hong+Kong", "%E7%B6%93%E6%BF%9F", "dollar")


class Crowd:
    """Readers of one server, half of whom keep their connections, and what they were told."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._end = time.monotonic() + SECONDS
        self.told: Counter[str] = Counter()
        self._lock = threading.Lock()

    def run(self) -> None:
        """Let everybody read until the time is over."""
        jobs = [(self._read, number) for number in range(CLIENTS)]
        jobs += [(self._crawl, number) for number in range(2 * SLOW)]
        threads = [threading.Thread(target=job, args=(number,)) for job, number in jobs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _tell(self, what: str) -> None:
        with self._lock:
            self.told[what] += 1

    def _read(self, number: int) -> None:
        chance, keeps = random.Random(number), number % 2 == 0
        connection = HTTPConnection("127.0.0.1", self._server.port, timeout=600)
        while time.monotonic() < self._end:
            route = chance.choice(("/?q={}&page={}", "/api/v1/search?q={}&page={}"))
            try:
                connection.request("GET", route.format(chance.choice(WORDS), chance.randint(1, 9)))
                answer = connection.getresponse()
                answer.read()
                self._tell(str(answer.status))
            except (OSError, HTTPException) as error:
                self._tell(repr(error))
            if not keeps:
                connection.close()
        connection.close()

    def _crawl(self, number: int) -> None:
        """Send a request byte by byte, or take an answer so."""
        request = b"GET /api/v1/search?q=China&size=100 HTTP/1.1\r\nHost: x\r\n\r\n"
        connection = self._server.connect()
        connection.settimeout(600)
        for at in range(len(request)):
            if number % 2 == 0:
                connection.sendall(request[at : at + 1])
            elif at == 0:
                connection.sendall(request)
            else:
                connection.recv(1)
            time.sleep(SECONDS / len(request) / 3)
        connection.close()


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_crowd_for_a_minute(corpus: Path, tmp_path: Path) -> None:
    """Of `ARCHIVE_TEST_INDEX`, else of one source; all are answered."""
    index = Path(os.environ.get("ARCHIVE_TEST_INDEX") or tmp_path / "index")
    if not index.exists():
        reindex(options_of(index, corpus / "rthk-en.jsonl.gz"))
    server = Server(serve_command(index), tmp_path / "log")
    try:
        crowd = Crowd(server)
        crowd.run()
    finally:
        server.end()
    print(dict(crowd.told))  # noqa: T201  # the figures of a long run
    assert set(crowd.told) == {"200"}
    assert crowd.told["200"] >= CLIENTS
