"""This archive's server beside OpenSearch and Groonga: the same questions over HTTP.

    apt-get install groonga-bin maven openjdk-17-jdk-headless
    python -m benchmarks.servers --index DIR --folder FOLDER [--without NAME ...] [--rounds 3]

gives the articles of an index to each server as they are, then asks 200 questions of eight kinds
drawn from them, one client, the servers in turn: the first page of 20 with marks, snippets, every
facet and the timeline. This archive answers as its JSON API, as a whole page, and as the API
without other names and words and without what nearly matches, as the others do; Traditional and
Simplified are one and days mentioned are counted in any case. Prints milliseconds of waiting and of
processor (of all processes of a server): each question's median round, and the first round, where
nothing of a question is remembered; and how many totals are those of the first row.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from archive.engine.publications import require_current
from archive.engine.registry import open_searcher
from archive.engine.searcher import Searcher
from archive.settings import read_settings
from benchmarks.page_kinds import Pairs, requests
from benchmarks.pages import open_server
from benchmarks.serving import ROOT
from benchmarks.side_by_side.sites import Asked, Site, held
from benchmarks.side_by_side.with_groonga import Groonga
from benchmarks.side_by_side.with_opensearch import OpenSearch

#: What readers of any of the servers type.
KINDS: Final = (
    *("a short English query", "a short Chinese query", "both languages", "very common words"),
    *("a name", "a pasted English headline", "a pasted Chinese headline", "a phrase"),
)
EACH: Final = 25

#: So often others are asked each question that warms them: a Java machine compiles what it repeats.
WARMING: Final = 10
WARMING_EACH: Final = 10

#: How this archive is asked: name of the row, path, parameters. The first does what others do.
ROWS: Final[tuple[tuple[str, str, dict[str, str]], ...]] = (
    ("words as typed", "/api/v1/search", {"expand": "off", "relax": "off"}),
    ("API", "/api/v1/search", {}),
    ("page", "/", {}),
)

OTHERS: Final = {one.name: one for one in (OpenSearch, Groonga)}


class Ours:
    """See `Site`."""

    def __init__(self, index: Path, name: str, path: str, **more: str) -> None:
        # A server of its own: what one row asked is not remembered for another.
        self.served = open_server(ROOT, index, "--workers", "2")
        self.name, self._path, self._more = name, path, more

    def address(self, asked: Asked) -> str:
        return f"{self._path}?{urlencode({'q': asked.text, **self._more})}"

    def total(self, body: bytes) -> int | None:
        return int(json.loads(body)["total"]) if self._path != "/" else None


def drawn(searcher: Searcher, each: int, seed: int) -> list[Asked]:
    """What is typed, of each kind so often; what an archive holds decides."""
    # Twice as many, since some are drawn twice.
    kinds: dict[str, list[Pairs]] = requests(searcher, 2 * each, seed)
    texts = {kind: dict.fromkeys(dict(pairs)["q"] for pairs in kinds[kind]) for kind in KINDS}
    return [Asked(kind, text) for kind in KINDS for text in islice(texts[kind], each)]


class Taken:
    """What one server took for each question, round by round."""

    def __init__(self) -> None:
        self._waited: defaultdict[Asked, list[float]] = defaultdict(list)
        self._worked: defaultdict[Asked, list[float]] = defaultdict(list)
        self.totals: dict[Asked, int | None] = {}

    def ask(self, site: Site, asked: Asked) -> None:
        """Ask and note."""
        body = site.served.fetch(asked.kind, site.address(asked))
        page = site.served.pages[-1]
        self._waited[asked].append(page.waited * 1000)
        self._worked[asked].append(page.processor * 1000)
        self.totals[asked] = site.total(body)

    def waited(self, kind: str = "") -> list[float]:
        """Milliseconds until answers of a kind were there, of each the median round; ascending."""
        return self._middle(self._waited, kind)

    def worked(self, kind: str = "") -> list[float]:
        """The same of processor."""
        return self._middle(self._worked, kind)

    def first(self) -> float:
        """Milliseconds of processor of an answer in the first round, on average."""
        return statistics.fmean(times[0] for times in self._worked.values())

    @staticmethod
    def _middle(times: Mapping[Asked, list[float]], kind: str) -> list[float]:
        return sorted(
            statistics.median(taken) for asked, taken in times.items() if kind in ("", asked.kind)
        )


def measure(sites: Sequence[Site], asked: Sequence[Asked], rounds: int) -> list[Taken]:
    """Ask all servers in turn; who begins changes with every question."""
    taken = [Taken() for _ in sites]
    pairs = list(zip(sites, taken, strict=True))
    for _ in range(rounds):
        for number, one in enumerate(asked):
            start = number % len(pairs)
            for site, of_site in (*pairs[start:], *pairs[:start]):
                of_site.ask(site, one)
    return taken


def report(sites: Sequence[Site], taken: Sequence[Taken]) -> None:
    """Print the table, the median of each kind, and how totals compare with the first server's."""
    print(f"{'':29} {'p50':>6} {'p95':>6} | processor: mean    p50    p95  first round |   MB")
    for site, one in zip(sites, taken, strict=True):
        waited, worked = one.waited(), one.worked()
        late = int(len(waited) * 0.95)
        print(f"{site.name:29} {statistics.median(waited):6.1f} {waited[late]:6.1f} |", end="")
        print(f" {statistics.fmean(worked):15.1f} {statistics.median(worked):6.1f}", end="")
        print(f" {worked[late]:6.1f} {one.first():12.1f} | {site.served.memory():4.0f}")
    print("\np50 of waiting / of processor, by kind; totals that equal those of the first server")
    for kind in KINDS:
        print(f"{kind:28}", end="")
        for one in taken:
            middle = map(statistics.median, (one.waited(kind), one.worked(kind)))
            print("{:9.1f} /{:6.1f}".format(*middle), end="")
            chosen = [asked for asked in one.totals if asked.kind == kind]
            told = [one.totals[asked] for asked in chosen]
            if None not in told:
                same = sum(taken[0].totals[q] == n for q, n in zip(chosen, told, strict=True))
                print(f" ({same:2}/{len(chosen)})", end="")
        print()


def main() -> None:
    """Start, fill, ask, report, stop."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True, help="for the others' indexes")
    parser.add_argument("--without", nargs="*", default=[], choices=OTHERS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=20260101)
    options = parser.parse_args()
    searcher = open_searcher(read_settings().engine, options.index, require_current(options.index))
    asked = drawn(searcher, EACH, options.seed)
    warming = drawn(searcher, WARMING_EACH, options.seed + 1)
    sites: list[Site] = []
    try:
        for name, kind in OTHERS.items():
            if name not in options.without:
                shutil.rmtree(options.folder / name, ignore_errors=True)
                sites.append(kind(options.folder / name, held(searcher)))
                print(f"{name} holds the articles", flush=True)
        searcher.close()
        if sites:
            measure(sites, warming, WARMING)
        # Last, since this archive closes a connection on which nothing is asked for a while.
        for at, (label, path, more) in enumerate(ROWS):
            sites.insert(at, Ours(options.index, f"this archive, {label}", path, **more))
        measure(sites, warming, 1)
        report(sites, measure(sites, asked, options.rounds))
    finally:
        for site in sites:
            site.served.server.send_signal(signal.SIGTERM)
            site.served.server.wait()


if __name__ == "__main__":
    main()
