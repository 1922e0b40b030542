"""How long exports of a whole archive take over HTTP, and how much memory.

    python -m benchmarks.exports --index DIR [--queries Q ...] [--forms csv jsonl ris]

starts a server of one process, asks each query once as a page, and then for each form of the whole
result. Prints rows, megabytes, seconds, the process's own processor time, and how much more memory
it had at most than before: its own, and with the pages of the index that it maps, which the system
takes back when it needs them.
"""

from __future__ import annotations

import argparse
import signal
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from benchmarks.serving import ROOT, processor_seconds, start

#: Everything; what most articles have; words and a name in both languages.
_QUERIES: Final = ("", "的 OR the", "香港 政府 OR Hong Kong government", "特朗普")

_FORMS: Final = ("csv", "jsonl", "ris")

#: Seconds between looks at the memory.
_LOOK: Final = 0.02


@dataclass
class Most:
    """The most memory that a process had, in bytes, by the names of `/proc/PID/status`."""

    bytes: dict[str, int] = field(default_factory=lambda: {"RssAnon": 0, "VmRSS": 0})

    def look(self, process: int) -> None:
        """Look once more."""
        for name, size in _memory(process).items():
            self.bytes[name] = max(self.bytes[name], size)


def _memory(process: int) -> Mapping[str, int]:
    lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    sizes = dict(line.split(":", 1) for line in lines)
    return {name: int(sizes[name].split()[0]) * 1024 for name in ("RssAnon", "VmRSS")}


@contextmanager
def _watching(process: int) -> Iterator[Most]:
    """The most memory while this lasts."""
    most, done = Most(), threading.Event()

    def watch() -> None:
        while not done.wait(_LOOK):
            most.look(process)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield most
    finally:
        done.set()
        thread.join()


def _get(port: int, path: str) -> tuple[int, int, str]:
    """Takes a whole answer: its bytes, its line ends, and the total that its headers tell."""
    connection = HTTPConnection("127.0.0.1", port, timeout=3_600)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert answer.status == 200, (path, answer.status)
    size = lines = 0
    while piece := answer.read(65_536):
        size += len(piece)
        lines += piece.count(b"\n")
    connection.close()
    return size, lines, answer.headers.get("Archive-Total", "")


def _measure(port: int, process: int, form: str, query: str) -> str:
    """One export, in a line."""
    path = urlencode({"q": query, "versions": "all"})
    _get(port, f"/?{path}")
    before, used, began = _memory(process), processor_seconds(process), time.monotonic()
    with _watching(process) as most:
        size, _, total = _get(port, f"/export.{form}?{path}")
    seconds, taken = time.monotonic() - began, processor_seconds(process) - used
    more = [(most.bytes[name] - before[name]) / 1e6 for name in ("RssAnon", "VmRSS")]
    return (
        f"{form:5} {query!r:38} {int(total):8,} rows {size / 1e6:7.1f} MB {seconds:7.1f} s "
        f"{taken:7.1f} s processor  +{more[0]:.1f} MB of its own, +{more[1]:.1f} MB with the index"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How exports behave.")
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--queries", nargs="*", default=_QUERIES)
    parser.add_argument("--forms", nargs="*", default=_FORMS, choices=_FORMS)
    options = parser.parse_args()
    server, port = start(ROOT, options.index.resolve(), "--workers", "1")
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text("ascii").split()
    process = int(children[0])
    try:
        for query in options.queries:
            for form in options.forms:
                print(_measure(port, process, form, query), flush=True)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


if __name__ == "__main__":
    main()
