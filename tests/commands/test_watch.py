"""`watch` as a service runs it: a line for each run, errors passed over, a clean stop."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.engine.publications import read_current
from archive.indexing.lock import holder, index_lock
from tests.conftest import ROOT
from tests.indexing.processes import workers_of

#: The command, with looks that follow each other sooner.
_RUN = (
    "import sys; from archive.indexing import watching; watching.SECONDS_BETWEEN_LOOKS = 0.2; "
    "from archive.cli import main; sys.exit(main(['watch', *sys.argv[1:]]))"
)


class Watch:
    """A `watch` that runs over a folder of files."""

    def __init__(self, root: Path, *more: str) -> None:
        self.files, self.index = root / "files", root / "index"
        self._out, self._err = root / "out", root / "err"
        command = [sys.executable, "-c", _RUN, str(self.files), "--index", str(self.index)]
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self.process = subprocess.Popen(
                [*command, "--jobs", "1", *more], cwd=ROOT, stdout=out, stderr=err
            )

    def lines(self) -> list[str]:
        """What it has said of its runs."""
        return self._out.read_text("utf-8").splitlines()

    def complaints(self) -> list[str]:
        """What it has said on standard error."""
        return self._err.read_text("utf-8").splitlines()

    def wait(self, happened: Callable[[], bool]) -> None:
        """Wait for something; the test's own time limit ends the wait."""
        while not happened():
            assert self.process.poll() is None, self.complaints()
            time.sleep(0.02)

    def stop(self, number: signal.Signals) -> int:
        """Send a signal; the exit code."""
        self.process.send_signal(number)
        return self.process.wait(60)


def write(files: Path, count: int) -> None:
    rows = ({"id": f"n{n}", "title": f"Title {n}", "body": "Text."} for n in range(count))
    (files / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[..., Watch]]:
    (tmp_path / "files").mkdir()
    write(tmp_path / "files", 2)
    begun: list[Watch] = []

    def start(*more: str) -> Watch:
        begun.append(Watch(tmp_path, *more))
        return begun[-1]

    yield start
    for watch in begun:
        watch.process.kill()
        watch.process.wait(60)


def _leftovers(index: Path) -> list[str]:
    """What stands in an index that the generation that serves does not explain."""
    known = {"CURRENT", "lock", "generations", "contents"}
    left = {path.name for path in index.iterdir()} - known
    left |= {path.name for path in (index / "generations").glob("*.*")}
    return sorted(left)


def test_it_says_a_line_for_each_change_and_goes_on_after_errors(
    started: Callable[..., Watch],
) -> None:
    watch = started()
    watch.wait(lambda: len(watch.lines()) == 1)
    assert "2 articles, added 2, changed 0, removed 0" in watch.lines()[0]
    write(watch.files, 3)
    watch.wait(lambda: len(watch.lines()) == 2)
    assert "3 articles, added 1" in watch.lines()[1]
    served = read_current(watch.index)
    (watch.files / "a.jsonl").write_text("")
    watch.wait(lambda: len(watch.complaints()) == 1)
    assert "The sources hold no article." in watch.complaints()[0]
    assert read_current(watch.index) == served
    away = watch.files.with_name("away")
    watch.files.rename(away)
    watch.wait(lambda: len(watch.complaints()) == 2)
    assert "files cannot be read: No such file or directory." in watch.complaints()[1]
    write(away, 4)
    away.rename(watch.files)
    watch.wait(lambda: len(watch.lines()) == 3)
    assert "4 articles, added 1" in watch.lines()[2]
    with index_lock(watch.index):
        write(watch.files, 5)
        watch.wait(lambda: len(watch.complaints()) == 3)
        assert f"is being written by process {os.getpid()} since" in watch.complaints()[2]
    assert watch.stop(signal.SIGTERM) == 0
    assert "stopped; what served before still serves" in watch.complaints()[3]
    assert len(watch.complaints()) == 4
    assert _leftovers(watch.index) == []


def test_an_idle_watch_is_quiet_and_makes_nothing(started: Callable[..., Watch]) -> None:
    watch = started("--json")
    watch.wait(lambda: len(watch.lines()) == 1)
    time_, _, text = watch.lines()[0].partition(" ")
    assert time_[:2] == "20"
    assert json.loads(text)["stored"] == 2
    os.utime(watch.files / "a.jsonl")
    accessed = watch.index / "lock"
    before = accessed.stat().st_mtime_ns
    watch.wait(lambda: accessed.stat().st_mtime_ns > before)
    watch.wait(lambda: holder(watch.index) is None)
    assert watch.stop(signal.SIGINT) == 0
    assert len(watch.lines()) == 1
    assert len(list((watch.index / "generations").iterdir())) == 1


def test_a_stop_in_the_midst_of_a_run_leaves_nothing(started: Callable[..., Watch]) -> None:
    """Neither a generation, nor a worker."""
    watch = started("--jobs", "2")
    watch.wait(lambda: len(watch.lines()) == 1)
    served = read_current(watch.index)
    write(watch.files, 4_000)
    watch.wait(lambda: bool(workers_of(watch.process.pid)))
    workers = workers_of(watch.process.pid)
    assert watch.stop(signal.SIGTERM) == 0
    assert read_current(watch.index) == served
    assert _leftovers(watch.index) == []
    assert len(list((watch.index / "generations").iterdir())) == 1
    assert holder(watch.index) is None
    assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]
    assert watch.complaints()[-1].endswith("stopped; what served before still serves")
