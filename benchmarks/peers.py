"""This archive's engine beside Tantivy, SQLite FTS5 and Whoosh as it comes.

    make bench-install
    python -m benchmarks.peers SOURCE ... --cache FOLDER [--articles 96498] [--rounds 5]

analyses the articles of the sources once, keeps their tokens in the cache folder, and feeds every
engine the same tokens. Each engine builds in a process of its own, with one indexing thread; its
processor time and private memory are taken, without those of loading the tokens. Then 200 questions
of eight kinds go to all engines, which take turns with the questions of a kind, in an order that
changes with every round, with facets and without; totals and facet counts are compared. More
articles than the sources hold are recombined from their paragraphs (then with Tantivy only); Whoosh
as it comes is asked at 10,000 articles or fewer.
"""

from __future__ import annotations

import argparse
import gc
import json
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from benchmarks.side_by_side.corpus import articles, prepare
from benchmarks.side_by_side.engines import Answer, Ours, Peer
from benchmarks.side_by_side.questions import Question, questions
from benchmarks.side_by_side.with_sqlite import Sqlite
from benchmarks.side_by_side.with_tantivy import Tantivy
from benchmarks.side_by_side.with_whoosh import Whoosh

PEERS: Final[dict[str, type[Peer]]] = {one.name: one for one in (Ours, Tantivy, Sqlite, Whoosh)}

#: Whoosh as it comes takes too long beyond this.
WHOOSH_MOST: Final = 10_000

#: SQLite is asked up to here.
SQLITE_MOST: Final = 200_000

#: How many articles the questions are drawn from.
DRAWN: Final = 10_000


def private_memory() -> float:
    """Megabytes of this process that no file backs."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("RssAnon:")[2].split(None, 1)[0]) / 1024


class Memory:
    """The most private memory from now on, looked up five times a second."""

    def __init__(self) -> None:
        self._most = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        while not self._done.wait(0.2):
            self._most = max(self._most, private_memory())

    def most(self) -> float:
        """Stop watching; the most there was, in MB."""
        self._done.set()
        self._thread.join()
        return self._most


def build(name: str, cache: Path, count: int, folder: Path) -> None:
    """Build one engine's index in this process and print what it cost, as JSON."""
    peer = PEERS[name]()
    feeding = loaded = 0.0
    memory = Memory()

    def fed() -> Iterator[Any]:
        nonlocal feeding, loaded
        started = time.thread_time()
        for article in articles(cache, count):
            loaded = loaded or private_memory()
            made = peer.fed(article)
            feeding += time.thread_time() - started
            yield made
            started = time.thread_time()

    # Processor time of all threads, since some engines index in one of their own.
    started = time.process_time()
    peer.build(folder, fed())
    seconds = time.process_time() - started - feeding
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    most = memory.most() - loaded
    print(json.dumps({"seconds": seconds, "memory": most, "size": size / 1e6}))


def built(name: str, arguments: argparse.Namespace, count: int) -> tuple[Path, dict[str, float]]:
    """The folder of an engine's index and what it cost, built anew unless it is kept."""
    folder = arguments.cache / f"{count}-{name.split()[0].lower()}"
    costs = folder.with_suffix(".json")
    if not (arguments.keep and costs.exists()):
        shutil.rmtree(folder, ignore_errors=True)
        command = [sys.executable, "-m", "benchmarks.peers", "--build", name]
        command += ["--cache", str(arguments.cache), "--articles", str(count)]
        done = subprocess.run(
            [*command, "--folder", str(folder)], check=True, capture_output=True, text=True
        )
        costs.write_text(done.stdout)
    return folder, json.loads(costs.read_text())


def compare(peers: list[Peer], asked: list[Question]) -> None:
    """Print where engines differ in totals or in any count of any facet."""
    differing = 0
    for question in asked:
        answers = [peer.ask(question, facets=True, every=True) for peer in peers]
        for peer, answer in zip(peers[1:], answers[1:], strict=True):
            if told := difference(answers[0], answer):
                differing += 1
                print(f"differs: {peer.name}, {question.kind}, {question.tree}: {told}")
    print(f"{len(asked)} questions to {len(peers)} engines: {differing} differing answers")


def difference(ours: Answer, theirs: Answer) -> str:
    """How two answers differ; "" where totals and all counts agree."""
    if ours.total != theirs.total:
        return f"{theirs.total} instead of {ours.total} articles"
    for name, counts in ours.facets.items():
        other = {value.replace(" ", "_"): n for value, n in theirs.facets[name].items()}
        if other != {value.replace(" ", "_"): n for value, n in counts.items() if n}:
            return f"other counts of {name}"
    return ""


def measure(
    peers: list[Peer], asked: list[Question], rounds: int, *, facets: bool
) -> dict[str, dict[str, list[float]]]:
    """Milliseconds of each engine by kind of question: of each question the median round.

    Engines take turns with all questions of a kind: after every single one, the slow ones would
    leave the processor's caches cold for the fast ones.
    """
    taken: dict[str, dict[str, list[float]]] = {peer.name: {} for peer in peers}
    for kind in dict.fromkeys(question.kind for question in asked):
        chosen = [question for question in asked if question.kind == kind]
        times: dict[str, list[list[float]]] = {peer.name: [[] for _ in chosen] for peer in peers}
        for turn in range(rounds):
            start = turn % len(peers)
            for peer in (*peers[start:], *peers[:start]):
                for question, of_question in zip(chosen, times[peer.name], strict=True):
                    started = time.perf_counter()
                    peer.ask(question, facets=facets)
                    of_question.append((time.perf_counter() - started) * 1000)
        for name, of_kind in times.items():
            taken[name][kind] = list(map(statistics.median, of_kind))
    return taken


def at(times: list[float], share: float) -> float:
    """A percentile."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def report(taken: dict[str, dict[str, list[float]]], label: str) -> None:
    """Print p50 and p95 of every engine, and how they compare with Tantivy's."""
    every = {name: [t for times in kinds.values() for t in times] for name, kinds in taken.items()}
    p50, p95 = at(every[Tantivy.name], 0.5), at(every[Tantivy.name], 0.95)
    print(f"\n{label}: p50 / p95 in ms (times Tantivy's)")
    for name, times in every.items():
        a, b = at(times, 0.5), at(times, 0.95)
        print(f"  {name:20} {a:8.2f} / {b:8.2f}   ({a / p50:.2f}x / {b / p95:.2f}x)")
    for kind in taken[Tantivy.name]:
        row = "  ".join(f"{at(kinds[kind], 0.5):8.2f}" for kinds in taken.values())
        print(f"    p50 of {kind:14} {row}")


def opened(arguments: argparse.Namespace, count: int) -> list[Peer]:
    """Build every engine that takes part, print what it cost, and open it."""
    most = {Whoosh.name: WHOOSH_MOST, Sqlite.name: SQLITE_MOST}
    peers: list[Peer] = []
    print(f"{count:,} articles\n{'':20} articles/CPU s   MB on disk   MB of memory at most")
    for name, kind in PEERS.items():
        if count > most.get(name, count):
            continue
        folder, costs = built(name, arguments, count)
        rate, size, memory = count / costs["seconds"], costs["size"], costs["memory"]
        print(f"{name:20} {rate:10,.0f} {size:12,.0f} {memory:12,.0f}", flush=True)
        peer = kind()
        peer.open(folder)
        peers.append(peer)
    return peers


def main() -> None:
    """Build, compare, measure, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="*", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=96_498)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", action="store_true", help="use indexes built before")
    parser.add_argument("--build", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.build:
        build(arguments.build, arguments.cache, arguments.articles, arguments.folder)
        return
    prepare(arguments.sources, arguments.cache)
    peers = opened(arguments, arguments.articles)
    asked = questions(articles(arguments.cache, min(arguments.articles, DRAWN)))
    compare(peers, asked)
    gc.collect()
    gc.freeze()
    for facets in (False, True):
        taken = measure(peers, asked, arguments.rounds, facets=facets)
        report(taken, "with facets" if facets else "ten best alone")


if __name__ == "__main__":
    main()
