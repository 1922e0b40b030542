"""What a reindex costs where little changed, and what many of them leave.

    python -m benchmarks.increments --corpus DIR --folder DIR --part PART ... [--jobs N]

runs `manage.py reindex`, without models, as a process, and checks the sums of its reports:

- `changes`: all articles of the corpus (or `--articles`), with `--full`; then nothing new, 1 %
  added, 1 % changed, 1 % removed. Once in files of 300 articles, once in the files of the corpus.
- `one`: one article more beside those of two sources (`--sources`).
- `nights`: increments of `--night` articles, with some changes and removals, `--nights` times, on
  `--base` recombined articles; then a fresh index of the same, beside it 50 searches of each.
- `memory`: the whole and a small increment at each of `--sizes`, of recombined articles.

Where other programs run, processor seconds tell more than wall. The folder is emptied at the end.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from typing import Final

from archive.engine.catalogue import FolderCatalogue
from archive.query.parameters import read_parameters
from archive.search.library import Library
from archive.search.service import SearchService
from benchmarks.costs import HEAD, ROOT, Cost, expect, reindexed
from benchmarks.newsroom import (
    OF_A_FILE,
    Newsroom,
    Recombined,
    altered,
    corpus_files,
    corpus_lines,
)
from benchmarks.reindex import QUERIES

SHARE: Final = 0.01

#: Of the articles of a night: new ones for each that is changed, and for each that is removed.
_FOR_A_CHANGE: Final = 20
_FOR_A_REMOVAL: Final = 50

_ROUNDS: Final = 9


def _show(row: str) -> None:
    print(row, flush=True)


def _filled(newsroom: Newsroom, options: argparse.Namespace) -> dict[str, list[bytes]]:
    """Give a newsroom all articles but the last of each source; these, to be added later."""
    files = corpus_files(options.corpus)
    each = options.articles // len(files) if options.articles else None
    later = {}
    for path in files:
        lines = list(islice(corpus_lines(path), each))
        name, last = path.name.partition(".")[0], round(len(lines) * (1 - SHARE))
        newsroom.fill(name, iter(lines[:last]))
        later[name] = lines[last:]
    return later


def changes(options: argparse.Namespace) -> None:
    """One in a hundred articles added, changed, removed; of many files, and of six."""
    for large in (False, True):
        folder = options.folder / ("large" if large else "small")
        newsroom, index = Newsroom(folder, large=large), options.folder / f"{folder.name}-index"
        later = _filled(newsroom, options)

        def run(*more: str, folder: Path = folder, index: Path = index) -> Cost:
            return reindexed(index, folder, options.jobs, *more)

        count = len(list(folder.iterdir()))
        first = run("--full")
        _show(f"\n{first.report['stored']:,} articles in {count} files\n\n{HEAD}")
        _show(first.row("`--full`"))
        nothing = run()
        if nothing.report["made"]:
            raise SystemExit("A generation was made of nothing.")
        _show(nothing.row("nothing changed", first))
        for name, lines in later.items():
            newsroom.add(name, lines)
        added = run()
        expect(added.report, removed=0, changed=0)
        _show(added.row(f"{added.report['added']:,} added", first))
        count = newsroom.alter(SHARE, altered)
        changed = run()
        expect(changed.report, added=0, removed=0)
        _show(changed.row(f"{changed.report['changed']:,} of {count:,} changed", first))
        newsroom.alter(SHARE, lambda _: b"")
        removed = run()
        expect(removed.report, added=0)
        _show(removed.row(f"{removed.report['removed']:,} removed", first))


def one(options: argparse.Namespace) -> None:
    """One article added to those of some sources."""
    folder, index = options.folder / "one", options.folder / "one-index"
    newsroom = Newsroom(folder, large=False)
    for path in corpus_files(options.corpus, options.sources):
        newsroom.fill(path.name.partition(".")[0], corpus_lines(path))
    recombined = Recombined(corpus_files(options.corpus, options.sources))
    first = reindexed(index, folder, options.jobs, "--full")
    _show(f"\nOne added to {first.report['stored']:,} articles\n\n{HEAD}")
    _show(first.row("`--full`"))
    for number in range(5):
        (folder / f"one-{number}.jsonl").write_bytes(recombined.line(number))
        cost = reindexed(index, folder, options.jobs)
        expect(cost.report, added=1, changed=0, removed=0)
        _show(cost.row(f"one added, load {os.getloadavg()[0]:.1f}", first))


def _files(folder: Path, recombined: Recombined, nights: range, size: int) -> None:
    """Write the articles of some nights, a file for each."""
    for number in nights:
        numbers = range(number * size, (number + 1) * size)
        recombined.write(folder / f"night-{number:04d}.jsonl", numbers)


def _correct(folder: Path, number: int, size: int) -> None:
    """Change and remove some articles of an earlier night."""
    files = sorted(folder.iterdir())
    old = files[number * 7919 % len(files)]
    lines = old.read_bytes().splitlines(keepends=True)
    change, remove = size // _FOR_A_CHANGE, size // _FOR_A_REMOVAL
    lines[:change] = map(altered, lines[:change])
    if len(lines) > change + remove:
        del lines[-remove:]
    old.write_bytes(b"".join(lines))


def _answering(indexes: list[Path]) -> list[tuple[float, float]]:
    """Milliseconds of processor of 50 searches: median of each one's best, and the sum of these."""
    services = [SearchService(Library(FolderCatalogue("whoosh", index))) for index in indexes]
    best = [dict.fromkeys(QUERIES, float("inf")) for _ in services]
    for _ in range(_ROUNDS):
        for query in QUERIES:
            asked = read_parameters([("q", query)])
            for times, service in zip(best, services, strict=True):
                began = time.process_time()
                service.search(asked)
                times[query] = min(times[query], (time.process_time() - began) * 1e3)
    return [(statistics.median(times.values()), sum(times.values())) for times in best]


def nights(options: argparse.Namespace) -> None:
    """Many increments, one after the other, beside a fresh index."""
    folder, index = options.folder / "nights", options.folder / "nights-index"
    folder.mkdir()
    recombined = Recombined(corpus_files(options.corpus))
    size, before = options.night, options.base // options.night
    _files(folder, recombined, range(before), size)
    costs = [reindexed(index, folder, options.jobs, "--full")]
    prune = [sys.executable, str(ROOT / "manage.py"), "prune", "--keep", "1", "--index", str(index)]
    for number in range(before, before + options.nights):
        _correct(folder, number, size)
        _files(folder, recombined, range(number, number + 1), size)
        costs.append(reindexed(index, folder, options.jobs))
        expect(costs[-1].report, added=size)
        subprocess.run(prune, check=True, capture_output=True)
    fresh = reindexed(options.folder / "fresh-index", folder, options.jobs, "--full")
    last, stored = costs[-1], costs[0].report["stored"]
    _show(f"\n{options.nights} nights of {size} articles on {stored:,}\n\n{HEAD}")
    _show(costs[0].row("the base"))
    _show(costs[1].row("the first night", fresh))
    _show(last.row("the last night", fresh))
    _show(fresh.row(f"a fresh index, {fresh.report['stored']:,} articles"))
    expect(last.report, stored=fresh.report["stored"])
    sizes = [cost.report["bytes"] / 1e6 for cost in (last, fresh)]
    _compare(sizes, _answering([index, options.folder / "fresh-index"]))


def _compare(sizes: list[float], times: list[tuple[float, float]]) -> None:
    """Show what answers of two indexes cost, and their sizes in MB."""
    rows = [(size, *both) for size, both in zip(sizes, times, strict=True)]
    rows.append(tuple(old / new for old, new in zip(*rows, strict=True)))
    _show("\n| index | MB | median search, ms of processor | 50 searches |")
    _show("| --- | --- | --- | --- |")
    for name, row in zip(("after the nights", "fresh", "ratio"), rows, strict=True):
        _show(f"| {name} | {' | '.join(f'{value:,.3f}' for value in row)} |")


def memory(options: argparse.Namespace) -> None:
    """The memory of whole reindexes and of small ones, at several sizes."""
    recombined = Recombined(corpus_files(options.corpus))
    _show(f"\n{HEAD}")
    for size in options.sizes:
        folder, index = options.folder / f"memory-{size}", options.folder / f"memory-{size}-index"
        folder.mkdir()
        for start in range(0, size, OF_A_FILE):
            numbers = range(start, min(start + OF_A_FILE, size))
            recombined.write(folder / f"{start:07d}.jsonl", numbers)
        first = reindexed(index, folder, options.jobs, "--full")
        _show(first.row(f"`--full`, {first.report['stored']:,}"))
        recombined.write(folder / "more.jsonl", range(size, size + 100))
        more = reindexed(index, folder, options.jobs)
        expect(more.report, added=100, changed=0, removed=0)
        _show(more.row(f"100 added to {first.report['stored']:,}", first))
        shutil.rmtree(folder)
        shutil.rmtree(index)


PARTS: Final = {"changes": changes, "one": one, "nights": nights, "memory": memory}


def main() -> None:
    """Read arguments and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True, help="a new one, for all files")
    parser.add_argument("--part", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--articles", type=int, help="so many only in `changes`")
    parser.add_argument("--sources", nargs="+", default=["rthk-zh", "rthk-en"])
    parser.add_argument("--nights", type=int, default=200)
    parser.add_argument("--night", type=int, default=200)
    parser.add_argument("--base", type=int, default=10_000)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 50_000, 250_000])
    options = parser.parse_args()
    options.folder.mkdir(parents=True)
    try:
        for part in options.part:
            PARTS[part](options)
    finally:
        shutil.rmtree(options.folder)


if __name__ == "__main__":
    main()
