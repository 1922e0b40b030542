"""What whole pages and API answers cost over HTTP, by kind of request.

    python -m benchmarks.pages --index DIR [--each 20] [--clients 1 8 32] [--seed N]

draws requests of 22 kinds from the archive (`page_kinds.py`), starts `manage.py serve`, asks for
each page and each API answer once, one client, and prints processor and waiting time by kind, the
ten slowest and the memory of the server; then so many clients ask for all pages without a pause.

    python -m benchmarks.pages --index DIR --before CHECKOUT[:INDEX]

asks this checkout and another in turn, page after page, so that what else the machine does falls on
both alike; prints ratios by kind and whether all answers are equal. The other checkout needs an
index of its own where its format is another. What both have asked before is not in it: the pages
that warm them are drawn from another seed. `--workers 1 2` sets servers of so many processes beside
them, and tells what the clients themselves take of the processor.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import statistics
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from subprocess import Popen
from typing import Final
from urllib.parse import urlencode

from archive.engine.publications import require_current
from archive.engine.registry import open_searcher
from archive.settings import read_settings
from benchmarks.page_kinds import Pairs, requests
from benchmarks.serving import ROOT, start

#: A page and an API answer of each request.
PATHS: Final = ("/", "/api/v1/search")

#: So many of the slowest are printed, and so many that warm a server are asked of each kind.
SLOWEST: Final = 10
WARMING: Final = 2


@dataclass(frozen=True)
class Page:
    """An answer of a server: seconds of its processes, seconds until it was read."""

    kind: str
    address: str
    processor: float
    waited: float


@dataclass
class Served:
    """A server with its processes and what it answered."""

    name: str
    server: Popen[str]
    connection: HTTPConnection
    processes: list[int]
    pages: list[Page] = field(default_factory=list)

    def processor(self) -> float:
        """Seconds of processor that all its processes took so far."""
        # What Linux calls the clock of a process; the ticks in /proc are too coarse for one page.
        return sum(time.clock_gettime((~process << 3) | 2) for process in self.processes)

    def memory(self) -> float:
        """Megabytes of all its processes, what they share counted once."""
        rows = [Path(f"/proc/{process}/smaps_rollup").read_text() for process in self.processes]
        return sum(int(row.partition("\nPss:")[2].split(None, 1)[0]) for row in rows) / 1024

    def fetch(self, kind: str, address: str) -> bytes:
        """The answer at an address; what it took is noted."""
        used, began = self.processor(), time.perf_counter()
        body = _fetch(self.connection, address)
        waited = time.perf_counter() - began
        self.pages.append(Page(kind, address, self.processor() - used, waited))
        return body


def _fetch(connection: HTTPConnection, address: str) -> bytes:
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    # What is refused is an answer as well.
    if answer.status not in (200, 400):
        raise SystemExit(f"{connection.host}:{connection.port} answers {answer.status}: {address}")
    return body


def _family(process: int) -> list[int]:
    """A process with all processes that it started."""
    children = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        parent = int(stat.read_text().rpartition(")")[2].split()[1])
        if parent == process:
            children.append(int(stat.parent.name))
    return [process, *children]


def open_server(checkout: Path, index: Path, *options: str) -> Served:
    """A server of a checkout over an index."""
    server, port = start(checkout.resolve(), index.resolve(), *options)
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    _fetch(connection, "/readyz")
    return Served(str(checkout), server, connection, _family(server.pid))


def addresses(kinds: Mapping[str, Sequence[Pairs]]) -> list[tuple[str, str]]:
    """Kind and address of each page and API answer, the kinds in turn."""
    turns = zip(*kinds.values(), strict=True)
    return [
        (kind, f"{path}?{urlencode(pairs)}")
        for turn in turns
        for kind, pairs in zip(kinds, turn, strict=True)
        for path in PATHS
    ]


def _content(body: bytes, address: str) -> object:
    """What is compared of an answer: all of it, but for how long it took."""
    if not address.startswith("/api/"):
        return body
    answer = json.loads(body)
    answer.pop("took_ms", None)
    return json.dumps(answer)


def ask_all(
    servers: Sequence[Served], warming: Iterable[tuple[str, str]], asked: Iterable[tuple[str, str]]
) -> list[str]:
    """Ask the servers in turn; gives the addresses where their answers differ."""
    for _, address in warming:
        for served in servers:
            _fetch(served.connection, address)
    differing = []
    for number, (kind, address) in enumerate(asked):
        # A page and its API answer follow each other: both servers begin with each in turn.
        turn = servers if number // 2 % 2 else servers[::-1]
        contents = {_content(served.fetch(kind, address), address) for served in turn}
        if len(contents) > 1:
            differing.append(address)
    return differing


def crowd(served: Served, clients: int, asked: Sequence[tuple[str, str]]) -> tuple[float, ...]:
    """So many clients share all pages.

    Gives pages a second, milliseconds of processor a page of the server and of the clients, p50,
    p95, p99.
    """
    waiting = [address for _, address in asked]
    random.Random(clients).shuffle(waiting)
    waited: list[float] = []

    def work() -> None:
        connection = HTTPConnection(served.connection.host, served.connection.port, timeout=120)
        while waiting:
            try:
                address = waiting.pop()
            except IndexError:
                break
            began = time.perf_counter()
            _fetch(connection, address)
            waited.append(time.perf_counter() - began)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(clients)]
    used, began, own = served.processor(), time.perf_counter(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = len(waited) / (time.perf_counter() - began)
    each = 1000 * (served.processor() - used) / len(waited)
    clients_own = 1000 * (time.process_time() - own) / len(waited)
    return rate, each, clients_own, *_percentiles(waited)


def _percentiles(seconds: Iterable[float]) -> tuple[float, float, float]:
    """Milliseconds: median, 95th and 99th percentile."""
    ordered = sorted(seconds)
    at = [ordered[int(len(ordered) * share)] for share in (0.95, 0.99)]
    return 1000 * statistics.median(ordered), 1000 * at[0], 1000 * at[1]


def _mean(pages: Iterable[Page]) -> float:
    """Milliseconds of processor of a page, on average."""
    return 1000 * statistics.fmean(page.processor for page in pages)


def print_kinds(now: Served, before: Served | None) -> None:
    """Processor time by kind, with what it was and the ratio where there is another."""
    print(f"{'milliseconds of processor a page':<34} {'now':>8} {'before':>8} {'ratio':>6}")
    kinds = dict.fromkeys(page.kind for page in now.pages)
    for kind in (*kinds, ""):
        rows = [
            _mean(page for page in served.pages if page.kind == kind or not kind)
            for served in (now, before)
            if served is not None
        ]
        ratio = f" {rows[1]:>8.1f} {rows[0] / rows[1]:>6.2f}" if len(rows) > 1 else ""
        print(f"{kind or 'all':<34} {rows[0]:>8.1f}{ratio}")


def print_served(served: Served) -> None:
    """Waiting time and memory of a server, and its slowest answers."""
    times = "  ".join(f"{ms:.1f}" for ms in _percentiles(page.waited for page in served.pages))
    print(f"{served.name}: p50, p95, p99 {times} ms; memory {served.memory():.0f} MB")
    slowest = sorted(served.pages, key=lambda page: -page.processor)[:SLOWEST]
    for page in slowest:
        print(f"  {1000 * page.processor:8.1f} ms  {page.kind}: {page.address[:90]}")


def print_crowds(
    servers: Sequence[Served], clients: Iterable[int], asked: Sequence[tuple[str, str]]
) -> None:
    """What so many clients at once get of each server."""
    names = ("pages/s", "server's", "clients'", "p50", "p95", "p99")
    print(f"{'clients':>7}" + "".join(f" {name:>9}" for name in names))
    for number in clients:
        for served in servers:
            cells = crowd(served, number, asked)
            print(f"{number:>7}" + "".join(f" {cell:>9.1f}" for cell in cells), served.name)


def opened(options: argparse.Namespace) -> list[Served]:
    """The server of this checkout, and those that are set beside it."""
    servers = [open_server(ROOT, options.index)]
    if options.before:
        checkout, _, index = options.before.partition(":")
        servers.append(open_server(Path(checkout), Path(index or options.index)))
    for workers in options.workers:
        served = open_server(ROOT, options.index, "--workers", str(workers))
        served.name = f"{workers} workers"
        servers.append(served)
    return servers


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--before", metavar="CHECKOUT[:INDEX]")
    parser.add_argument("--each", type=int, default=20, help="so many requests of each kind")
    parser.add_argument("--clients", type=int, nargs="*", default=[1, 8, 32])
    parser.add_argument(
        "--workers", type=int, nargs="*", default=[], help="servers of so many processes"
    )
    parser.add_argument("--seed", type=int, default=20260101)
    options = parser.parse_args()
    searcher = open_searcher(read_settings().engine, options.index, require_current(options.index))
    warming = addresses(requests(searcher, WARMING, options.seed + 1))
    asked = addresses(requests(searcher, options.each, options.seed))
    searcher.close()
    servers = opened(options)
    try:
        differing = ask_all(servers, warming, asked)
        print_kinds(servers[0], servers[1] if options.before else None)
        if options.before:
            print(f"{len(differing)} of {len(asked)} answers differ", *differing, sep="\n  ")
        for served in servers:
            print_served(served)
        print_crowds(servers, options.clients, asked)
    finally:
        for served in servers:
            served.server.send_signal(signal.SIGTERM)
            served.server.wait()


if __name__ == "__main__":
    main()
