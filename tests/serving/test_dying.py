"""A process that dies is replaced; the service goes on."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.serving.supervisor import FIRST_PAUSE, LONGEST_PAUSE, pause_after, told
from tests.conftest import ROOT
from tests.serving.conftest import Server, serve_command
from tests.serving.stand_in import READY

Start = Callable[..., Server]


def test_a_file_cut_short_costs_one_process_at_most(tmp_path: Path, sample_index: Path) -> None:
    """Reading a mapped file beyond its end is death, unless the size was looked at before.

    Either way the service goes on and the file is named.
    """
    index = tmp_path / "index"
    shutil.copytree(sample_index, index)
    server = Server(serve_command(index, "--workers", "2"), tmp_path / "log")
    assert len(server.workers()) == 2
    for path in (index / "generations").rglob("*.arrays"):
        path.chmod(0o644)
        os.truncate(path, 0)
    died = 0
    while (answer := server.get("/api/v1/search?q=Trump&size=100"))[0] != 503:
        assert answer[0] == 0  # a process died of it
        assert server.process.poll() is None
        died += 1
    assert died <= 2
    assert b"instead of" in answer[1]
    assert server.get("/healthz") == (200, b"ok\n")
    while len(server.workers()) < 2:
        time.sleep(0.01)
    assert server.process.poll() is None
    server.end()


def test_any_death_is_answered_by_a_new_process(stand_in: Start) -> None:
    server = stand_in(1)
    for number in (signal.SIGKILL, signal.SIGBUS, signal.SIGSEGV):
        assert server.get(f"/die/{number:d}") == (0, b"")
        assert server.get("/pid")[0] == 200
        death = rf"was ended by {number.name}( \(a file of the index .*)? after"
        assert re.search(death, server.log)
    assert server.log.count("another starts in") == 3


def test_who_cannot_start_again_tries_on(stand_in: Start, tmp_path: Path) -> None:
    server = stand_in(1)
    (tmp_path / "broken").touch()
    server.get(f"/die/{signal.SIGKILL:d}")
    server.wait_for("(?s)(ended with code 1 after .*){2}")
    assert "RuntimeError: it is broken" in server.log
    (tmp_path / "broken").unlink()
    assert server.get("/pid")[0] == 200


def test_who_never_started_does_not_try_on(tmp_path: Path) -> None:
    (tmp_path / "broken").touch()
    done = subprocess.run(
        [sys.executable, "-m", "tests.serving.stand_in", "2", "1", "1"],
        cwd=ROOT,
        env={**os.environ, "BROKEN": str(tmp_path / "broken")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "The first process that was to answer ended with code 1" in done.stderr
    assert READY.format("") not in done.stderr


def test_the_pause_grows_to_its_end() -> None:
    pauses = [pause_after(failures) for failures in (0, 1, 3, 9, 10**6)]
    assert pauses == pytest.approx([0.0, FIRST_PAUSE, 0.8, LONGEST_PAUSE, LONGEST_PAUSE])


def test_how_a_process_ended_is_told() -> None:
    assert told(0) == "ended with code 0"
    assert told(1 << 8) == "ended with code 1"
    assert told(signal.SIGKILL) == "was ended by SIGKILL"
    assert told(signal.SIGRTMIN + 1) == f"was ended by signal {signal.SIGRTMIN + 1}"
    assert "manage.py verify" in told(signal.SIGBUS)
