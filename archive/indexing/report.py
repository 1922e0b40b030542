"""What a reindex did, in numbers that add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Final

from archive.errors import RemovalsError
from archive.model.result import RepeatedLine

#: More than this share of the served articles, and more than this many, vanish only on request.
REMOVAL_SHARE = 0.02
REMOVAL_COUNT = 20

#: Kinds of reasons, of notes, and lines that the report for people shows; the others stand in the
#: file or in the report as JSON.
MOST_REASONS = 5


#: So many articles of a source, and so large a share of them, make a line furniture: headings of
#: series and signatures of columns are rarer. So many lines are reported.
FEWEST: Final = 20
SHARE: Final = 0.05
MOST_LINES: Final = 50

#: The report's file in the folder of a generation.
REPORT: Final = "report.json"


@dataclass(frozen=True, slots=True)
class Report:
    """read = stored + repeated + rejected.

    `generation` is the one that was made, or that serves still where `made` is False, as nothing
    changed. `added`, `changed`, `unchanged` and `removed` are articles, compared with the
    generation served before; `sources` counts files so, and those that moved or have another name.
    `again` are the stages that changed, so that they were done again for what was stored.
    `read_now` articles were read this time, the others are known from before; `stages` says of each
    step for how many articles it was done, and its seconds. `anew` says why nothing that was made
    before could be used, "" where it was, or was not to be.

    `rejects` is the file of reasons, "" where there is none to give, `reasons` how often each kind
    of reason was given for a reject, the most frequent first. `own_ids` are stored under an id of
    their own, as another article has theirs; `unread` are stored without their names or dates. The
    file names these too. `newly_read` is how many articles models have read this time,
    `missing_models` the packages that are not installed, `recognisers` the newsroom's own models,
    name and version by the setting of each, `missing_meaning` says why headlines have no vectors
    though they are wanted, `cache_problems` what of the cache of their findings
    was damaged. `broken_off` of the rejects are files of which an unknown number of
    articles was not read. `notes` is how often each code was noted on what is stored, the most
    frequent first; `repeated_lines` are what many articles of a source begin or end with;
    `blind_spots` count stored articles that lack what readers search by. `copies` of the stored
    articles say what another says, `versions` have a newer one; the copies of `dated_apart` stories
    are of different days.
    """

    generation: str
    published: bool
    read: int
    stored: int
    repeated: int
    rejected: int
    authority_problems: tuple[str, ...]
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    seconds: float = 0.0
    articles_per_second: float = 0.0
    bytes: int = 0
    rejects: str = ""
    made: bool = True
    sources: Mapping[str, int] = field(default_factory=dict)
    read_now: int = 0
    stages: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    again: tuple[str, ...] = ()
    anew: str = ""
    newly_read: int = 0
    missing_models: tuple[str, ...] = ()
    recognisers: Mapping[str, str] = field(default_factory=dict)
    own_ids: int = 0
    unread: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    cache_problems: tuple[str, ...] = ()
    broken_off: int = 0
    notes: Mapping[str, int] = field(default_factory=dict)
    repeated_lines: tuple[RepeatedLine, ...] = ()
    blind_spots: Mapping[str, int] = field(default_factory=dict)
    copies: int = 0
    versions: int = 0
    glossary_problems: tuple[str, ...] = ()
    dated_apart: int = 0
    missing_meaning: str = ""

    def as_dict(self) -> dict[str, object]:
        """The report as plain values."""
        return asdict(self)

    def lines(self) -> list[str]:
        """The report for people."""
        if not self.made:
            return [self._in_one_line(), *self._of_authority()]
        told = [
            f"read {self.read:,} = stored {self.stored:,} + repeated ids {self.repeated:,} "
            f"+ rejected {self.rejected:,}",
            f"added {self.added:,}, changed {self.changed:,}, unchanged {self.unchanged:,}, "
            f"removed {self.removed:,}",
            f"files: {_listed(self.sources) or 'none'}; read now: {self.read_now:,} articles",
            f"{self.seconds:,.1f} s, {self._rate()}{self.bytes / 1e6:,.1f} MB",
        ]
        if self.copies or self.versions:
            apart = f"; dated on different days: {self.dated_apart:,} stories"
            told.append(
                f"copies {self.copies:,}, earlier versions {self.versions:,}"
                f"{apart if self.dated_apart else ''}"
            )
        if self.stages:
            told.append(f"done: {self._stages()}")
        if self._renewed():
            told.append("done again for what was stored: " + self._renewed())
        if self.anew:
            told.append(f"everything was made anew: {self.anew}")
        told += self._lost()
        told += self._odd()
        if self.newly_read:
            told.append(f"names looked for in {self.newly_read:,} new articles")
        told += [f"{setting}: {program}" for setting, program in self.recognisers.items()]
        told += [
            f"{package} is not installed: names it would find are not shown"
            for package in self.missing_models
        ]
        told += [f"cache of models: {problem}" for problem in self.cache_problems]
        told += self._of_authority()
        state = "published" if self.published else "not published (dry run)"
        told.append(f"generation {self.generation} {state}")
        return told

    def _stages(self) -> str:
        return ", ".join(
            f"{stage} {made['articles']:,.0f} ({made['seconds']:,.1f} s)"
            for stage, made in self.stages.items()
        )

    def _rate(self) -> str:
        """How quick it was; that says nothing where most is known from before."""
        if self.read_now < self.unchanged:
            return ""
        return f"{self.articles_per_second:,.0f} articles per second, "

    def _renewed(self) -> str:
        """What was done again as a stage changed, in articles."""
        return _listed({name: int(self.stages[name]["articles"]) for name in self.again})

    def _of_authority(self) -> list[str]:
        files = {"authority": self.authority_problems, "glossary": self.glossary_problems}
        told = [f"{name} file: {one}" for name, problems in files.items() for one in problems]
        return [*told, *filter(None, (self.missing_meaning,))]

    def _in_one_line(self) -> str:
        return (
            f"nothing changed: {self.stored:,} articles in {self.generation}, {self.seconds:,.1f} s"
        )

    def line(self) -> str:
        """The report in one line, for a log."""
        if not self.made:
            return self._in_one_line()
        rejected = f", rejected {self.rejected:,}" if self.rejected else ""
        return (
            f"{self.generation}: {self.stored:,} articles, added {self.added:,}, "
            f"changed {self.changed:,}, removed {self.removed:,}{rejected}, {self.seconds:,.1f} s"
        )

    def _lost(self) -> list[str]:
        """What did not come into the archive as it was meant, and why."""
        lost = [
            f"rejected {count:,}: {reason}"
            for reason, count in list(self.reasons.items())[:MOST_REASONS]
        ]
        if self.own_ids:
            lost.append(
                f"stored {self.own_ids:,} under ids of their own: other articles have theirs"
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
        if self.blind_spots:
            odd.append(f"hard to find: {_listed(self.blind_spots)}")
        odd += [
            f"{line.articles:,} articles of {line.source} have the line “{line.line}”"
            for line in self.repeated_lines[:MOST_REASONS]
        ]
        return odd


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items() if count)


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
    before, after = iter(before), iter(after)
    old, new = next(before, None), next(after, None)
    while old is not None or new is not None:
        if new is None or (old is not None and old[0] < new[0]):
            removed += 1
            old = next(before, None)
        elif old is None or new[0] < old[0]:
            added += 1
            new = next(after, None)
        else:
            unchanged += old[1] == new[1]
            changed += old[1] != new[1]
            old, new = next(before, None), next(after, None)
    return Changes(added, changed, unchanged, removed)


def check_removals(changes: Changes) -> None:
    """Raise `RemovalsError` where so much would vanish that a source is likely missing."""
    served = changes.removed + changes.changed + changes.unchanged
    if changes.removed > REMOVAL_COUNT and changes.removed > REMOVAL_SHARE * served:
        raise RemovalsError(
            f"{changes.removed:,} of {served:,} served articles are no longer in the sources."
        )
