"""Where the processor time of a whole reindex goes.

    ARCHIVE_MODELS=off python -m benchmarks.stages SOURCE ... [--rounds N]

builds an index of the sources in a new folder, in one process without models, and prints the
processor seconds of each stage, without those of the stages inside it: of the fastest round in all.
"""

from __future__ import annotations

import argparse
import functools
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from archive.engine.whoosh import build, segment_writer
from archive.engine.whoosh.build import WhooshBuild
from archive.engine.whoosh.segment_writer import ArrayWriter
from archive.engine.whoosh.store import WhooshStore
from archive.entities.resolver import Resolver
from archive.indexing import documents, filling, reindex
from archive.indexing.assigning import Assignment
from archive.indexing.intake import Intake
from archive.indexing.spool import ArticleSpool
from archive.ingest import containers
from archive.text.tokens import Analyzer

#: What is measured: the object, the name in it, and the stage.
STAGES: Final[tuple[tuple[Any, str, str], ...]] = (
    (containers, "complete", "completing articles"),
    (Intake, "take", "reading files"),
    (Intake, "_reading", "the manifest of what was read"),
    (ArticleSpool, "add", "articles set aside"),
    (Assignment, "assign", "ids"),
    (filling, "documents", "documents, the rest"),
    (reindex, "write_rejects", "the file of rejects"),
    (documents, "_rule_dates", "dates"),
    (Resolver, "mentions", "names"),
    (documents, "byline", "bylines"),
    (Analyzer, "analyse_article", "analysis"),
    (segment_writer, "pack", "records"),
    (segment_writer, "compress", "records"),
    (segment_writer, "packed_digest", "records"),
    (WhooshBuild, "add", "engine: gathering"),
    (ArrayWriter, "flush", "engine: segments"),
    (WhooshBuild, "_merge", "engine: merging"),
    (WhooshBuild, "commit", "engine: committing"),
    (build, "write_orders", "columns"),
    (build, "write_names", "columns"),
    (build, "write_vocabulary", "columns"),
    (build, "write_shown", "columns"),
    (WhooshStore, "publish", "publishing, comparing"),
    (reindex, "compare", "publishing, comparing"),
)


class Clock:
    """Processor time of stages, each without those inside it."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._open: list[str] = ["all else"]
        self._since = time.process_time()

    def _switch(self) -> None:
        now = time.process_time()
        self.seconds[self._open[-1]] += now - self._since  # type: ignore[assignment]  # seconds
        self._since = now

    def enter(self, stage: str) -> None:
        """A stage begins, inside the one that runs."""
        self._switch()
        self._open.append(stage)

    def leave(self) -> None:
        """The stage that runs ends."""
        self._switch()
        self._open.pop()

    def _walked(self, items: Iterator[Any], stage: str) -> Iterator[Any]:
        while True:
            self.enter(stage)
            try:
                item = next(items)
            except StopIteration:
                return
            finally:
                self.leave()
            yield item

    def timed(self, work: Callable[..., Any], stage: str) -> Callable[..., Any]:
        """A function whose time, and that of what it generates, is of a stage."""

        @functools.wraps(work)
        def measured(*arguments: Any, **named: Any) -> Any:
            self.enter(stage)
            try:
                made = work(*arguments, **named)
            finally:
                self.leave()
            # A generator too, so that whoever asked for it may close it.
            return self._walked(made, stage) if isinstance(made, Iterator) else made

        return measured


def measure(sources: tuple[Path, ...]) -> tuple[Counter[str], int]:
    """Processor seconds by stage of one reindex, and how many articles were stored."""
    clock = Clock()
    originals = [(owner, name, getattr(owner, name)) for owner, name, _ in STAGES]
    for (owner, name, stage), (_, _, work) in zip(STAGES, originals, strict=True):
        setattr(owner, name, clock.timed(work, stage))
    try:
        with tempfile.TemporaryDirectory() as folder:
            options = reindex.ReindexOptions(
                Path(folder) / "index", sources, "whoosh", ZoneInfo("Asia/Hong_Kong"), models=False
            )
            stored = reindex.reindex(options).stored
        clock.enter("all else")
    finally:
        for owner, name, work in originals:
            setattr(owner, name, work)
    return clock.seconds, stored


def main() -> None:
    """Read arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+", metavar="SOURCE", type=Path)
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    rounds = [measure(tuple(arguments.sources)) for _ in range(arguments.rounds)]
    seconds, stored = min(rounds, key=lambda one: sum(one[0].values()))
    total = sum(seconds.values())
    for stage, taken in seconds.most_common():
        print(f"{stage:<34}{taken:>8.2f} s{taken / total:>7.1%}{taken / stored * 1e3:>8.3f} ms")
    print(f"{stored:,} articles, {total:.2f} s, {stored / total:.0f} articles a processor second")


if __name__ == "__main__":
    main()
