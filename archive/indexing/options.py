"""What to index and how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from zoneinfo import ZoneInfo

from archive.ingest.limits import Limits
from archive.ingest.reader import ReadOptions


def today_of(reading: ReadOptions) -> dt.date:
    """The day on which sources are read."""
    return reading.today or dt.datetime.now(reading.zone).date()


#: Called after each article with how many there were.
Progress: TypeAlias = Callable[[int], None]

#: Called with how much of something is done, and of how much.
Told: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ReindexOptions:
    """What to index and how.

    `jobs` is the number of processes that analyse; `models` whether models propose names.
    `recognisers` are the commands of the newsroom's own models by language, "en" and "zh", each in
    place of the shipped one. `full`: nothing that was made before is used. `glossary` is the file
    of what the newsroom decided of words in two languages; `meaning` whether headlines get vectors.
    """

    index: Path
    sources: tuple[Path, ...]
    engine: str
    zone: ZoneInfo
    authority: Path | None = None
    dry_run: bool = False
    allow_removals: bool = False
    jobs: int = 1
    models: bool = True
    recognisers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    day_order: str = "dmy"
    full: bool = False
    glossary: Path | None = None
    meaning: bool = False

    def reading(self) -> ReadOptions:
        """How sources are read."""
        return ReadOptions(self.zone, self.day_order, limits=self.limits)
