"""How many searches a second `manage.py serve` answers, and how long readers wait.

    python -m benchmarks.serving --index DIR [--checkout DIR ...] [--clients 1 8 32] [--rounds 3]

starts the server of each checkout in turn (of this one, where none is named), round after round, so
that what else the machine does falls on all alike. Clients keep their connection and ask for pages
of results without pause; beside them one asks for /healthz ten times a second. Prints searches a
second, the server's processor time for one, the median and the slowest search, and the slowest
/healthz.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
SEED = 20260101
QUERIES = (
    *("香港經濟", "特朗普", "天氣", "股市 恒指", "疫情 感染", "樓價", "颱風", "中美關係"),
    *("Hong Kong economy", "housing policy", "police arrest", '"Legislative Council"', "budget"),
)
_TICK = os.sysconf("SC_CLK_TCK")


def start(checkout: Path, index: Path, *options: str) -> tuple[subprocess.Popen[str], int]:
    """A server of that checkout and its port, as soon as it answers."""
    command = [str(checkout / ".venv/bin/python"), "manage.py", "serve", "--index", str(index)]
    port = random.SystemRandom().randint(20_000, 30_000)
    server = subprocess.Popen(
        [*command, "--port", str(port), *options], cwd=checkout, stderr=subprocess.PIPE, text=True
    )
    assert server.stderr is not None
    for line in server.stderr:
        if found := re.search(r"The archive is at http://[^:]+:(\d+)", line):
            threading.Thread(target=server.stderr.read, daemon=True).start()
            return server, int(found[1])
    raise SystemExit(f"{checkout}: the server did not start")


def processor_seconds(process: int) -> float:
    """What a process and its children have used."""
    parents = {}
    used = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[int(stat.parent.name)] = int(fields[1])
        used[int(stat.parent.name)] = (int(fields[11]) + int(fields[12])) / _TICK
    return sum(used[one] for one in used if process in (one, parents[one]))


def ask(port: int, path: Callable[[], str], end: float, pause: float, times: list[float]) -> None:
    """Ask on one connection until `end`; seconds of each answer go to `times`."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    while time.monotonic() < end:
        began = time.monotonic()
        connection.request("GET", path())
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        times.append(time.monotonic() - began)
        time.sleep(pause)
    connection.close()


def measure(port: int, process: int, clients: int, seconds: float) -> tuple[float, ...]:
    """Searches a second, milliseconds of processor, median, slowest, slowest /healthz."""
    searches: list[float] = []
    healths: list[float] = []
    chooser = random.Random(SEED)

    def search() -> str:
        query = quote(chooser.choice(QUERIES))
        return f"/api/v1/search?q={query}&page={chooser.randint(1, 3)}"

    used = processor_seconds(process)
    began = time.monotonic()
    end = began + seconds
    workers = [
        threading.Thread(target=ask, args=(port, search, end, 0.0, searches))
        for _ in range(clients)
    ]
    workers.append(threading.Thread(target=ask, args=(port, lambda: "/healthz", end, 0.1, healths)))
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    rate = len(searches) / (time.monotonic() - began)
    each = (processor_seconds(process) - used) / len(searches)
    ordered = (each, statistics.median(searches), max(searches), max(healths))
    return (rate, *(value * 1000 for value in ordered))


def main() -> None:
    """Measure each checkout, and print the medians of its rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--checkout", type=Path, nargs="+", default=[ROOT])
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5.0)
    options = parser.parse_args()
    results = defaultdict(list)
    for _ in range(options.rounds):
        for checkout in options.checkout:
            server, port = start(checkout, options.index.resolve())
            for clients in options.clients:
                figures = measure(port, server.pid, clients, options.seconds)
                results[checkout, clients].append(figures)
            server.send_signal(signal.SIGTERM)
            server.wait()
    print("clients  searches/s  processor ms  median ms  slowest ms  slowest /healthz ms")
    for (checkout, clients), rounds in sorted(results.items()):
        middle = [statistics.median(values) for values in zip(*rounds, strict=True)]
        cells = "".join(f"{value:>12.1f}" for value in middle)
        print(f"{clients:>7}{cells}   {checkout}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
