"""How long it takes to read a query.

    python -m benchmarks.queries [--count 100000]

reads random queries of signs, operators and words in every width and script (a fixed seed), some of
them as long as a query may be, and prints the median, the 99.9th percentile and the slowest.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time

from archive.query.parameters import MAX_QUERY
from archive.query.parser import parse

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


def main() -> None:
    """Read the queries and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    count = parser.parse_args().count
    chooser = random.Random(SEED)
    taken = []
    for _ in range(count):
        text = query(chooser)
        started = time.perf_counter()
        parse(text)
        taken.append((time.perf_counter() - started, text))
    times = sorted(seconds for seconds, _ in taken)
    slowest = max(taken)
    print(f"queries                {count:>10,}")
    print(f"median, ms             {statistics.median(times) * 1000:>10.3f}")
    print(f"99.9th percentile, ms  {times[int(count * 0.999)] * 1000:>10.3f}")
    print(f"slowest, ms            {slowest[0] * 1000:>10.3f}   {slowest[1][:60]!r}")


if __name__ == "__main__":
    main()
