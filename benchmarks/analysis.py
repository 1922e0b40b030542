"""Articles analysed per second on one core, for each file of the corpus.

    python -m benchmarks.analysis [--corpus DIR] [--sample N]

Analysis is everything between an article's texts and the tokens of its fields; reading files and
writing an index are not in it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import random
import time
from pathlib import Path

from archive.text.segmentation import Segmenter, is_fast
from archive.text.tokens import Analyzer

ROOT = Path(__file__).resolve().parent.parent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--corpus` and `--sample`."""
    default = os.environ.get("ARCHIVE_TEST_CORPUS") or ROOT.parent / "shared" / "corpus"
    parser.add_argument("--corpus", type=Path, default=Path(default), metavar="DIR")
    parser.add_argument(
        "--sample", type=int, default=0, metavar="N", help="so many articles a file (0: all)"
    )


def files_of(corpus: Path) -> list[Path]:
    """Its files; ends the program where there is none."""
    paths = sorted(corpus.glob("*.jsonl.gz"))
    if not paths:
        raise SystemExit(f"There is no *.jsonl.gz in {corpus}: name the corpus with --corpus.")
    return paths


def texts_of(path: Path, sample: int = 0) -> list[tuple[str, str]]:
    """Title and body of every article of a file, or of a fixed random sample of them."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = list(file)
    if sample and sample < len(lines):
        lines = random.Random(1).sample(lines, sample)
    rows = map(json.loads, lines)
    return [(row["title"] or "", row["body"] or "") for row in rows]


def measure(path: Path, sample: int, analyzer: Analyzer) -> tuple[int, int, float]:
    """Articles, characters and seconds of one file."""
    texts = texts_of(path, sample)
    started = time.perf_counter()
    for title, body in texts:
        analyzer.analyse_article(title, body)
    seconds = time.perf_counter() - started
    return len(texts), sum(len(title) + len(body) for title, body in texts), seconds


def main() -> None:
    """Read arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    arguments = parser.parse_args()
    analyzer = Analyzer(Segmenter())
    analyzer.analyse_article("warm 暖", "")
    cutter = "rjieba" if is_fast() else "jieba"
    print(f"{platform.machine()}, Python {platform.python_version()}, {cutter}, one core")
    print(f"{'file':<16}{'articles':>10}{'characters':>14}{'seconds':>10}{'articles/s':>12}")
    total = (0, 0, 0.0)
    for path in files_of(arguments.corpus):
        found = measure(path, arguments.sample, analyzer)
        total = (total[0] + found[0], total[1] + found[1], total[2] + found[2])
        _row(path.name.removesuffix(".jsonl.gz"), *found)
    _row("all", *total)


def _row(name: str, articles: int, characters: int, seconds: float) -> None:
    rate = articles / seconds if seconds else 0
    print(f"{name:<16}{articles:>10,}{characters:>14,}{seconds:>10.1f}{rate:>12,.0f}")


if __name__ == "__main__":
    main()
