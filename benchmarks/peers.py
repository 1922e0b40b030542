"""This archive's engine beside Tantivy, SQLite FTS5 and Whoosh as it comes.

    make bench-install
    python -m benchmarks.peers SOURCE ... --cache FOLDER [--articles 96498] [--rounds 5]

analyses the articles of the sources once, keeps their tokens in the cache folder, and feeds every
engine the same tokens. Each engine builds in a process of its own, with one indexing thread; its
processor time and private memory are taken, without those of loading the tokens. Then 200 simple
questions of one to four tokens and 200 as plans of typed queries ask them (`side_by_side/real.py`)
go to all engines, which take turns with the questions of a kind, in an order that changes with
every round: alone, with every facet of a page and the timeline by month or by day, and with
four facets. Totals and counts are compared. More articles than the sources hold are recombined
from their paragraphs (then with Tantivy only); Whoosh as it comes is asked at 10,000 articles or
fewer.
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
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.side_by_side.corpus import articles, prepare
from benchmarks.side_by_side.engines import EVERY_BY_DAY, EVERY_BY_MONTH, FOUR, Answer, Ours, Peer
from benchmarks.side_by_side.questions import Question, nodes, questions
from benchmarks.side_by_side.real import real_questions
from benchmarks.side_by_side.with_sqlite import Sqlite
from benchmarks.side_by_side.with_tantivy import Tantivy
from benchmarks.side_by_side.with_whoosh import Whoosh

PEERS: Final[dict[str, type[Peer]]] = {one.name: one for one in (Ours, Tantivy, Sqlite, Whoosh)}

#: What is counted beside the ten best.
COUNTED: Final = {
    "ten best alone": (),
    "with four facets": FOUR,
    "with every facet and months": EVERY_BY_MONTH,
    "with every facet and days": EVERY_BY_DAY,
}

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


def compare(peers: list[Peer], asked: list[Question]) -> list[Question]:
    """The questions of which all engines found as many and counted the same of everything.

    The others are printed: they are not measured.
    """
    equal: list[Question] = []
    shared: dict[str, list[float]] = {peer.name: [] for peer in peers[1:]}
    everything = tuple(dict.fromkeys((*EVERY_BY_DAY, *EVERY_BY_MONTH)))
    for question in asked:
        ours = peers[0].ask(question, everything, every=True)
        able = [peer for peer in peers[1:] if peer.can(question)]
        differing = False
        for peer in able:
            theirs = peer.ask(question, everything, every=True)
            same = set(ours.first) & set(theirs.first)
            shared[peer.name].append(len(same) / max(1, len(ours.first)))
            if told := difference(ours, theirs):
                differing = True
                print(f"differs: {peer.name}, {question.kind}, {told}: {str(question.tree)[:300]}")
        if not differing:
            equal.append(question)
    print(f"{len(equal)} of {len(asked)} questions have equal totals and counts everywhere")
    for name, shares in shared.items():
        if shares:
            mean = statistics.fmean(shares)
            print(f"  {name}: {mean:.0%} of this archive's first ten, {len(shares)} questions")
    return equal


def difference(ours: Answer, theirs: Answer) -> str:
    """How two answers differ; "" where totals and all counts agree."""
    if ours.total != theirs.total:
        return f"{theirs.total} instead of {ours.total} articles"
    for name, counts in ours.facets.items():
        other = {value.replace(" ", "_"): n for value, n in theirs.facets[name].items()}
        if other != {value.replace(" ", "_"): n for value, n in counts.items() if n}:
            return f"other counts of {name}"
    return ""


#: Of each engine, by kind of question, of each question the median round.
Times = dict[str, dict[str, list[float]]]


def measure(
    peers: list[Peer], asked: list[Question], rounds: int, counted: Sequence[str]
) -> tuple[Times, Times]:
    """Milliseconds of waiting and of processor.

    Engines take turns with all questions of a kind: after every single one, the slow ones would
    leave the processor's caches cold for the fast ones.
    """
    waited: Times = {peer.name: {} for peer in peers}
    worked: Times = {peer.name: {} for peer in peers}
    for kind in dict.fromkeys(question.kind for question in asked):
        chosen = [question for question in asked if question.kind == kind]
        able = [peer for peer in peers if all(map(peer.can, chosen))]
        times = {peer.name: [[(0.0, 0.0)] * 0 for _ in chosen] for peer in able}
        for turn in range(rounds):
            start = turn % len(able)
            for peer in (*able[start:], *able[:start]):
                for question, of_question in zip(chosen, times[peer.name], strict=True):
                    started, used = time.perf_counter(), time.process_time()
                    peer.ask(question, counted)
                    ended = time.perf_counter(), time.process_time()
                    of_question.append(((ended[0] - started) * 1000, (ended[1] - used) * 1000))
        for name, of_kind in times.items():
            waited[name][kind], worked[name][kind] = (
                [statistics.median(one[place] for one in of_question) for of_question in of_kind]
                for place in (0, 1)
            )
    return waited, worked


def at(times: Sequence[float], share: float) -> float:
    """A percentile."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def _percentiles(taken: Times, name: str, kinds: Iterable[str]) -> tuple[float, float]:
    times = [one for kind in kinds for one in taken[name][kind]]
    return at(times, 0.5), at(times, 0.95)


def report(waited: Times, worked: Times, label: str) -> None:
    """Print p50 and p95 of every engine, how they compare with Tantivy's, and p50 by kind.

    An engine that cannot be asked some kind is compared over the others.
    """
    print(f"\n{label}: p50 / p95 in ms (times Tantivy's); processor ms")
    for name, kinds in waited.items():
        if not kinds:
            continue
        (a, b), (x, y) = (_percentiles(waited, one, kinds) for one in (name, Tantivy.name))
        c, d = _percentiles(worked, name, kinds)
        ratios = f"({a / x:.2f}x / {b / y:.2f}x)"
        print(f"  {name:20} {a:8.2f} / {b:8.2f}   {ratios:18} {c:8.2f} / {d:8.2f}")
    for kind in waited[Tantivy.name]:
        cells = (kinds.get(kind) for kinds in waited.values())
        row = "  ".join(f"{at(cell, 0.5):8.2f}" if cell else " " * 8 for cell in cells)
        print(f"    p50 of {kind:14} {row}", flush=True)


def describe(asked: list[Question]) -> None:
    """Print how much the questions ask."""
    for label, sizes in (
        ("terms scored", [len(question.ranking.terms) for question in asked]),
        ("nodes of the tree", [sum(1 for _ in nodes(question.tree)) for question in asked]),
        ("bonuses", [len(question.ranking.bonuses) for question in asked]),
    ):
        print(f"  {label}: median {statistics.median(sizes)}, p95 {at(sizes, 0.95)}")


def opened(arguments: argparse.Namespace, count: int) -> list[Peer]:
    """Build every engine that takes part, print what it cost, and open it."""
    most = {Whoosh.name: WHOOSH_MOST, Sqlite.name: SQLITE_MOST}
    peers: list[Peer] = []
    print(f"{count:,} articles\n{'':20} articles/CPU s   MB on disk   MB of memory at most")
    for name, kind in PEERS.items():
        if count > most.get(name, count) or name in arguments.without:
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
    parser.add_argument("--without", nargs="*", default=[], choices=[Sqlite.name, Whoosh.name])
    parser.add_argument("--keep", action="store_true", help="use indexes built before")
    parser.add_argument("--build", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.build:
        build(arguments.build, arguments.cache, arguments.articles, arguments.folder)
        return
    prepare(arguments.sources, arguments.cache)
    peers = opened(arguments, arguments.articles)
    ours = peers[0]
    assert isinstance(ours, Ours)
    drawn = list(articles(arguments.cache, min(arguments.articles, DRAWN)))
    chosen = {"simple": questions(drawn), "real": real_questions(drawn, ours.searcher)}
    gc.collect()
    gc.freeze()
    for name, asked in chosen.items():
        print(f"\n{name} questions")
        describe(asked)
        equal = compare(peers, asked)
        for label, counted in COUNTED.items():
            report(*measure(peers, equal, arguments.rounds, counted), f"{name}, {label}")


if __name__ == "__main__":
    main()
