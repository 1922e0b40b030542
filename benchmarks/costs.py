"""What a command costs: wall, processor seconds, and the memory of it and of its workers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent

#: Seconds between two looks at the memory of processes.
_LOOK_EVERY: Final = 0.05


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took, and what it reported.

    `peak` is the most memory that its processes took together, in MB, files that are mapped among
    it; `own` the most that they took for themselves.
    """

    wall: float
    processor: float
    peak: float
    own: float
    report: dict[str, Any]

    def row(self, name: str, first: Cost | None = None) -> str:
        """A row of a table; shares are those of the first run."""
        share = ""
        if first is not None:
            wall, processor = self.wall / first.wall, self.processor / first.processor
            share = f"{wall:.1%} | {processor:.1%}"
        return (
            f"| {name} | {self.wall:,.1f} | {self.processor:,.1f} | {share or ' | '} "
            f"| {self.peak:,.0f} | {self.own:,.0f} |"
        )


HEAD: Final = (
    "| run | wall s | processor s | of the first, wall | processor | peak MB | own MB |\n"
    "| --- | --- | --- | --- | --- | --- | --- |"
)


def _family(process: int) -> Iterator[int]:
    """A process and those that it started."""
    yield process
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in (thread / "children").read_text("ascii").split():
                yield from _family(int(child))


def _memory(process: int) -> tuple[int, int]:
    """Kilobytes of a process in memory, and those that are no file's."""
    rows = dict.fromkeys(("VmRSS", "RssAnon"), 0)
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text("ascii", "replace").splitlines():
            name, _, value = line.partition(":")
            if name in rows:
                rows[name] = int(value.split()[0])
    return rows["VmRSS"], rows["RssAnon"]


class _Watch(threading.Thread):
    """Looks at the memory of a process and of its workers until it is stopped."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._over = threading.Event()
        self.peak = self.own = 0

    def run(self) -> None:
        """See `threading.Thread`."""
        while not self._over.wait(_LOOK_EVERY):
            rows = [_memory(member) for member in _family(self._process)]
            self.peak = max(self.peak, sum(peak for peak, _ in rows))
            self.own = max(self.own, sum(own for _, own in rows))

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self.join()


def reindexed(index: Path, sources: Path, jobs: int, *more: str) -> Cost:
    """Reindex in a process of its own; raises where it fails or its sums are wrong."""
    command = [sys.executable, str(ROOT / "manage.py"), "reindex", "--json", "--no-models"]
    command += ["--index", str(index), "--jobs", str(jobs), *more, str(sources)]
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=said)
        watch = _Watch(process.pid)
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.stop()
        if process.returncode:
            said.seek(0)
            raise SystemExit(said.read())
        out.seek(0)
        report = json.load(out)
    check_sums(report)
    processor = used.ru_utime + used.ru_stime
    return Cost(wall, processor, watch.peak / 1024, watch.own / 1024, report)


def check_sums(report: dict[str, Any]) -> None:
    """End where the numbers of a report do not add up."""
    came = report["stored"] + report["repeated"] + report["rejected"]
    now = report["added"] + report["changed"] + report["unchanged"]
    if report["read"] != came or report["stored"] != now:
        raise SystemExit(f"The sums of {report['generation']} are wrong: {report}")


def expect(report: dict[str, Any], **counts: int) -> None:
    """End where a report counts otherwise."""
    wrong = {name: report[name] for name, count in counts.items() if report[name] != count}
    if wrong:
        raise SystemExit(f"{report['generation']} has {wrong} instead of {counts}")
