"""What a reindex did, in numbers that add up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter

from archive.errors import RemovalsError

#: More than this share of the served articles, and more than this many, vanish only on request.
REMOVAL_SHARE = 0.02
REMOVAL_COUNT = 20


@dataclass(frozen=True, slots=True)
class Report:
    """read = stored + repeated + rejected.

    `added`, `changed`, `unchanged` and `removed` compare with the generation served before.
    `rejects` is the file of reasons, "" where nothing was rejected. `newly_read` is how many
    articles models have read this time, `missing_models` the packages that are not installed.
    """

    generation: str
    published: bool
    read: int
    stored: int
    repeated: int
    rejected: int
    added: int
    changed: int
    unchanged: int
    removed: int
    seconds: float
    articles_per_second: float
    bytes: int
    rejects: str
    authority_problems: tuple[str, ...]
    newly_read: int = 0
    missing_models: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The report as plain values."""
        return asdict(self)

    def lines(self) -> list[str]:
        """The report for people."""
        found = [
            f"read {self.read:,} = stored {self.stored:,} + repeated ids {self.repeated:,} "
            f"+ rejected {self.rejected:,}",
            f"added {self.added:,}, changed {self.changed:,}, unchanged {self.unchanged:,}, "
            f"removed {self.removed:,}",
            f"{self.seconds:,.1f} s, {self.articles_per_second:,.0f} articles per second, "
            f"{self.bytes / 1e6:,.1f} MB",
        ]
        if self.rejects:
            found.append(f"why articles were rejected: {self.rejects}")
        if self.newly_read:
            found.append(f"names looked for in {self.newly_read:,} new articles")
        found += [
            f"{package} is not installed: names it would find are not shown"
            for package in self.missing_models
        ]
        found += [f"authority file: {problem}" for problem in self.authority_problems]
        state = "published" if self.published else "not published (dry run)"
        found.append(f"generation {self.generation} {state}")
        return found


@dataclass(frozen=True, slots=True)
class Changes:
    """How two sets of stored articles differ, by id and digest."""

    added: int
    changed: int
    unchanged: int
    removed: int


def compare(before: Iterable[tuple[str, str]], after: Iterable[tuple[str, str]]) -> Changes:
    """Compare what was served with what would be; both by id, and neither is held in memory."""
    added = changed = unchanged = removed = 0
    old = ((article, 0, digest) for article, digest in before)
    new = ((article, 1, digest) for article, digest in after)
    for _, rows in groupby(merge(old, new), key=itemgetter(0)):
        (_, place, digest), *others = rows
        if others:
            unchanged += digest == others[0][2]
            changed += digest != others[0][2]
        else:
            added += place
            removed += 1 - place
    return Changes(added, changed, unchanged, removed)


def check_removals(changes: Changes) -> None:
    """Raise `RemovalsError` where so much would vanish that a source is likely missing."""
    served = changes.removed + changes.changed + changes.unchanged
    if changes.removed > REMOVAL_COUNT and changes.removed > REMOVAL_SHARE * served:
        raise RemovalsError(
            f"{changes.removed:,} of {served:,} served articles are no longer in the sources."
        )
