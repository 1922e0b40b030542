"""Counters of all processes of a server together, its log, and what nobody can make it believe."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving.conftest import Server, serve_command

SEARCH = "/api/v1/search?q=secretly-typed"


@pytest.fixture
def behind(sample_index: Path, tmp_path: Path) -> Iterator[Server]:
    """A server with two processes that trusts the proxy on this machine."""
    command = serve_command(sample_index, "--workers", "2", "--grace", "0")
    started = Server(command, tmp_path / "log", ARCHIVE_TRUSTED_PROXIES="127.0.0.1")
    yield started
    started.end()


def searches(server: Server) -> int:
    """How many searches have been answered by all processes."""
    status, body = server.get("/metrics")
    assert status == 200
    found = re.search(
        rb'^archive_requests_total\{route="api.search",status="2xx"\} ([\d.]+)$', body, re.MULTILINE
    )
    return int(float(found[1])) if found else 0


def test_whichever_process_is_asked_tells_of_all(behind: Server) -> None:
    """Also of one that has died since."""
    for _ in range(12):
        assert behind.get(SEARCH)[0] == 200
    assert {searches(behind) for _ in range(8)} == {12}
    before = behind.workers()
    os.kill(before[0], signal.SIGKILL)
    behind.wait_for("was ended by SIGKILL")
    while len(behind.workers()) < 2:
        behind.get("/healthz")
    assert searches(behind) == 12


def test_the_log_is_json_and_holds_nothing_typed(behind: Server) -> None:
    assert behind.get(SEARCH)[0] == 200
    behind.wait_for("archive.requests")
    written = [line for line in behind.log.splitlines() if not line.startswith("The archive is at")]
    told = [json.loads(line) for line in written]
    (line,) = [one for one in told if one["logger"] == "archive.requests"]
    assert (line["route"], line["status"], line["total"]) == ("/api/v1/search", 200, 0)
    assert "secretly" not in behind.log


def test_what_comes_over_a_trusted_proxy_is_believed(behind: Server, server: Server) -> None:
    """The other server trusts nobody, and hears none of it."""
    told = (
        b"GET /opensearch.xml HTTP/1.1\r\nHost: inside:80\r\nConnection: close\r\n"
        b"X-Forwarded-Host: archive.example\r\nX-Forwarded-Proto: https\r\n\r\n"
    )
    assert b'template="https://archive.example/' in behind.ask(told)
    assert b'template="http://inside' in server.ask(told)
