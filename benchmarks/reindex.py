"""Time and memory of a reindex, and latency of 50 searches with facets.

    python -m benchmarks.reindex SOURCE ... [--jobs N] [--no-models]

builds an index of the sources in a new folder, in a process of its own, and prints its time, rate,
peak memory and size; then asks 50 queries in both languages, with every facet, five times over, and
prints the median and the 95th percentile of the service's own time (engine, snippets, facets).
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from archive.engine.catalogue import FolderCatalogue
from archive.query.parameters import read_parameters
from archive.search.library import Library
from archive.search.service import SearchService

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5

QUERIES = (
    *("特朗普", "特朗普 關稅", "朱克伯格", "甲骨文", "立法會", "醫管局", "港鐵 延誤", "李家超"),
    *("颱風", "恒指 收市", "人民幣", "北部都會區", "施政報告", "長者 醫療券", "大埔 火警"),
    *("「國家安全」", '"香港大學"', "世界盃 外圍賽", "衞生署 OR 醫管局", "樓市 -公屋", "內地 旅客"),
    *("聯儲局 減息", "烏克蘭 俄羅斯", "以色列 加沙 停火", "諾貝爾獎", "的", "5G", "經濟"),
    *("tariff", "tariff -China", '"Xi Jinping"', "Hong Kong", "chief executive", "election"),
    *('"interest rates" fed', "Gaza ceasefire", "Trump OR Harris", "stock market", "typhoon"),
    *("budget deficit", "football", "Ukraine war Russia", "inflation", "tourism visitors"),
    *("date:2025-01", "date:2024-11-05..2024-11-07 Trump", "title:特朗普", "lang:en police"),
    *("person:特朗普 關稅", "source:RTHK 天文台"),
)


def build(sources: list[str], index: Path, jobs: int, *more: str) -> None:
    """Reindex in a process of its own and print what it cost."""
    command = [sys.executable, str(ROOT / "manage.py"), "reindex", "--json", "--index", str(index)]
    command += ["--jobs", str(jobs), *more]
    started = time.perf_counter()
    done = subprocess.run([*command, *sources], check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - started
    report = json.loads(done.stdout)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"articles                {report['stored']:>10,}")
    print(f"wall seconds            {seconds:>10.1f}")
    print(f"processor seconds       {used.ru_utime + used.ru_stime:>10.1f}")
    print(f"articles per second     {report['stored'] / seconds:>10.0f}")
    print(f"peak memory, MB         {used.ru_maxrss / 1024:>10.0f}")
    print(f"size of the index, MB   {report['bytes'] / 1e6:>10.1f}")


def ask(index: Path) -> None:
    """Ask the queries and print how long they took."""
    library = Library(FolderCatalogue("whoosh", index))
    service = SearchService(library)
    started = time.perf_counter()
    first = service.search(read_parameters([("q", QUERIES[0])]))
    print(f"first answer after, ms  {(time.perf_counter() - started) * 1000:>10.0f}")
    times: list[float] = []
    for _ in range(ROUNDS):
        times += [service.search(read_parameters([("q", q)])).took_ms for q in QUERIES]
    ordered = sorted(times)
    print(f"queries                 {len(QUERIES):>10}")
    print(f"p50 with facets, ms     {statistics.median(ordered):>10.1f}")
    print(f"p95 with facets, ms     {ordered[int(len(ordered) * 0.95)]:>10.1f}")
    print(f"slowest, ms             {ordered[-1]:>10.1f}")
    print(f"generation              {first.generation.name}")
    library.close()


def main() -> None:
    """Read arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+", metavar="SOURCE")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--no-models", action="store_true", help="authority names only")
    arguments = parser.parse_args()
    print(f"{platform.machine()}, {platform.python_implementation()} {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        more = ("--no-models",) if arguments.no_models else ()
        build(arguments.sources, index, arguments.jobs, *more)
        if not more:
            print("again, all texts known to the models:")
            build(arguments.sources, index, arguments.jobs)
        ask(index)


if __name__ == "__main__":
    main()
