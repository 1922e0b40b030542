"""Whether rjieba cuts as jieba does, and how much faster.

    python -m benchmarks.segmentation [--corpus DIR] [--sample N] [--show N]

cuts every different run of Han characters of the corpus with both, as the archive cuts it, and
prints how many are cut differently and the most frequent differences.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from archive.text.dictionary import to_dictionary
from archive.text.scan import scan
from archive.text.segmentation import Cutter, FastCutter, ReferenceCutter
from benchmarks.analysis import add_arguments, files_of, texts_of


def runs_of(path: Path, sample: int) -> Counter[str]:
    """The Han runs of a file, in the dictionary's spelling, with their frequencies."""
    runs: Counter[str] = Counter()
    for texts in texts_of(path, sample):
        for text in texts:
            runs.update(to_dictionary(span.text) for span in scan(text).spans if span.han)
    return runs


def cut_all(cutter: Cutter, runs: Iterable[str]) -> tuple[list[list[str]], float]:
    """The words of each run as they are indexed, and the seconds it took."""
    started = time.perf_counter()
    cuts = [cutter.cut_for_search(run) for run in runs]
    return cuts, time.perf_counter() - started


def differing(reference: list[str], other: list[str]) -> tuple[str, str]:
    """What stands between the words that two cuts of a run begin and end with."""
    first, shorter = 0, min(len(reference), len(other))
    while first < shorter and reference[first] == other[first]:
        first += 1
    last = 0
    while last < shorter - first and reference[-1 - last] == other[-1 - last]:
        last += 1
    middles = (words[first : len(words) - last] for words in (reference, other))
    one, two = ("/".join(words) for words in middles)
    return one, two


def main() -> None:
    """Read arguments, cut and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    parser.add_argument("--show", type=int, default=30, metavar="N", help="differences to list")
    arguments = parser.parse_args()
    reference, fast = ReferenceCutter(), FastCutter()
    for cutter in (reference, fast):
        cutter.cut_for_search("暖")
    print(
        f"{'file':<16}{'runs':>12}{'different':>12}{'jieba s':>10}{'rjieba s':>10}{'unequal':>10}"
    )
    differences: Counter[tuple[str, str]] = Counter()
    for path in files_of(arguments.corpus):
        runs = runs_of(path, arguments.sample)
        expected, slow_seconds = cut_all(reference, runs)
        found, fast_seconds = cut_all(fast, runs)
        unequal = 0
        for times, one, two in zip(runs.values(), expected, found, strict=True):
            if one != two:
                unequal += 1
                differences[differing(one, two)] += times
        name = path.name.removesuffix(".jsonl.gz")
        print(
            f"{name:<16}{runs.total():>12,}{len(runs):>12,}"
            f"{slow_seconds:>10.1f}{fast_seconds:>10.1f}{unequal:>9,}"
        )
    print(f"\n{len(differences):,} differences, with how often they occur (jieba | rjieba):")
    for (left, right), times in differences.most_common(arguments.show):
        print(f"{times:>8,}  {left} | {right}")


if __name__ == "__main__":
    main()
