"""How long it takes to read a query.

    python -m benchmarks.queries [--count 100000] [--index DIR]

reads random queries of signs, operators and words in every width and script (a fixed seed), some of
them as long as a query may be, and prints the median, the 99.9th percentile and the slowest. With
an index a query is read as a page of results reads it: names, terms, runs, days.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from archive.engine.catalogue import FolderCatalogue
from archive.errors import BadParameterError
from archive.query.checks import MAX_QUERY
from archive.query.parameters import SearchParameters
from archive.query.parser import parse
from archive.query.plan import make_plan
from archive.search.edition import Edition
from archive.search.library import Library

SEED = 20260101
PIECES = (
    *("特朗普", "關稅", "tariff", "Trump", "恒大清盤", "5G", "1,560", "é", "𠮷", "\u200b", "的"),
    *("AND", "OR", "NOT", "ＯＲ", "NEAR/5", "NEAR/999", "-", "－", "--", "*", "~", "～2", "~5"),
    *("(", ")", "（", "）", '"', "“", "”", "「", "」", "『", "』", "=", "＝", "：", ":", "'"),
    *("title:", "person:", "date:", "ｔｉｔｌｅ：", "autor:", " ", " ", " ", "\u3000", "\n"),
)


def query(chooser: random.Random) -> str:
    """A query of some pieces; one in a hundred of as many as fit."""
    if chooser.random() < 0.01:
        kinds = chooser.sample(PIECES, chooser.randint(1, 4))
        return "".join(chooser.choices(kinds, k=MAX_QUERY))[:MAX_QUERY]
    return "".join(chooser.choices(PIECES, k=chooser.randint(1, 30)))


def plan(edition: Edition, text: str) -> None:
    """Read a query as a page of results does; one that is refused is read as well."""
    with suppress(BadParameterError):
        make_plan(SearchParameters(q=text), edition)


def measure(count: int, read: Callable[[str], object]) -> list[tuple[float, str]]:
    """Seconds that each of so many queries takes, and the query."""
    chooser = random.Random(SEED)
    taken = []
    for _ in range(count):
        text = query(chooser)
        started = time.perf_counter()
        read(text)
        taken.append((time.perf_counter() - started, text))
    return taken


def main() -> None:
    """Read the queries and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--index", type=Path)
    options = parser.parse_args()
    count = options.count
    if options.index is None:
        taken = measure(count, parse)
    else:
        library = Library(FolderCatalogue("whoosh", options.index))
        with library.reading() as edition:
            taken = measure(count, partial(plan, edition))
    times = sorted(seconds for seconds, _ in taken)
    slowest = max(taken)
    print(f"queries                {count:>10,}")
    print(f"median, ms             {statistics.median(times) * 1000:>10.3f}")
    print(f"99.9th percentile, ms  {times[int(count * 0.999)] * 1000:>10.3f}")
    print(f"slowest, ms            {slowest[0] * 1000:>10.3f}   {slowest[1][:60]!r}")


if __name__ == "__main__":
    main()
