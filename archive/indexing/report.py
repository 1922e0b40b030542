"""What a reindex did, in numbers that add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from heapq import merge
from itertools import groupby
from operator import itemgetter

from archive.errors import RemovalsError
from archive.indexing.repeated_lines import RepeatedLine

#: More than this share of the served articles, and more than this many, vanish only on request.
REMOVAL_SHARE = 0.02
REMOVAL_COUNT = 20

#: Kinds of reasons, of notes, and lines that the report for people shows; the others stand in the
#: file or in the report as JSON.
MOST_REASONS = 5


@dataclass(frozen=True, slots=True)
class Report:
    """read = stored + repeated + rejected.

    `added`, `changed`, `unchanged` and `removed` compare with the generation served before.
    `rejects` is the file of reasons, "" where there is none to give, `reasons` how often each kind
    of reason was given for a reject, the most frequent first. Of the `repeated`, so many as
    `differing` have other content than the article with their id; `unread` are stored without their
    names or dates. The file names these too. `newly_read` is how many articles models have read
    this time, `missing_models` the packages that are not installed, `cache_problems` what of the
    cache of their findings was damaged. `broken_off` of the rejects are files of which an unknown
    number of articles was not read. `notes` is how often each code was noted on what is stored, the
    most frequent first; `repeated_lines` are what many articles of a source begin or end with.
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
    differing: int = 0
    unread: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    cache_problems: tuple[str, ...] = ()
    broken_off: int = 0
    notes: Mapping[str, int] = field(default_factory=dict)
    repeated_lines: tuple[RepeatedLine, ...] = ()

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
        found += self._lost()
        found += self._odd()
        if self.newly_read:
            found.append(f"names looked for in {self.newly_read:,} new articles")
        found += [
            f"{package} is not installed: names it would find are not shown"
            for package in self.missing_models
        ]
        found += [f"cache of models' findings: {problem}" for problem in self.cache_problems]
        found += [f"authority file: {problem}" for problem in self.authority_problems]
        state = "published" if self.published else "not published (dry run)"
        found.append(f"generation {self.generation} {state}")
        return found

    def _lost(self) -> list[str]:
        """What did not come into the archive as it was meant, and why."""
        lost = [
            f"rejected {count:,}: {reason}"
            for reason, count in list(self.reasons.items())[:MOST_REASONS]
        ]
        if self.differing:
            lost.append(
                f"left out {self.differing:,} whose id another article has: ids must differ"
            )
        if self.unread:
            lost.append(
                f"stored {self.unread:,} without names or dates, which take too long to read"
            )
        if self.broken_off:
            lost.append(
                f"files that broke off, so that more may be lost in them: {self.broken_off:,}"
            )
        if self.rejects:
            lost.append(f"which, where and why: {self.rejects}")
        return lost

    def _odd(self) -> list[str]:
        """What was odd about articles that are stored."""
        notes = list(self.notes.items())[:MOST_REASONS]
        odd = [f"noted on {count:,}: {code}" for code, count in notes]
        odd += [
            f"{line.articles:,} articles of {line.source} have the line “{line.line}”"
            for line in self.repeated_lines[:MOST_REASONS]
        ]
        return odd


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
