"""How well the days that texts mention are read, and how fast.

    python -m benchmarks.dates ../shared/gold/dates/news.json ../shared/corpus [--articles 500]

prints exact F1 (places and intervals) on labelled sentences of news and of sampled articles, and
articles per second of each file on one core.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import random
import time
from pathlib import Path
from typing import Final

from archive.dates.mentions import mentioned_dates
from tests.dates.labelled import corpus_sample, f1, news

SEED: Final = 20260101

#: Stands for publication days; speed does not depend on them.
PUBLISHED: Final = dt.date(2020, 1, 1)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=500)
    arguments = parser.parse_args()
    sets = {"news": news(arguments.news)} | {
        name: list(corpus_sample(arguments.corpus, name))
        for name in ("corpus_sample", "fresh_sample")
    }
    for name, sentences in sets.items():
        for language in ("en", "zh"):
            chosen = [one for one in sentences if one.language == language]
            count = sum(len(one.expressions) for one in chosen)
            print(f"{name}, {language}: F1 {f1(chosen):.3f}, {count} expressions")
    for path in sorted(arguments.corpus.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            bodies = [json.loads(line)["body"] for line in lines]
        chosen_bodies = random.Random(SEED).sample(bodies, min(arguments.articles, len(bodies)))
        started = time.process_time()
        found = sum(len(mentioned_dates(body, PUBLISHED)) for body in chosen_bodies)
        taken = time.process_time() - started
        print(f"{path.name}: {len(chosen_bodies) / taken:,.0f} articles per second, {found:,} read")


if __name__ == "__main__":
    main()
