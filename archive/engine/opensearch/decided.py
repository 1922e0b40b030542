"""What follows from all articles together: names, furniture, versions and copies."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from archive.engine.grouping import Grouping, StoryGroupColumns
from archive.engine.opensearch.encoding import ArticleSaid, ArticleSource, interval_code
from archive.engine.opensearch.gathered import UNDATED_INSTANT, Everyone, NumberArray
from archive.model.days import innermost
from archive.model.entity import ACTORS
from archive.model.fields import ENTITY_FACETS
from archive.model.query import CHANGES
from archive.model.shown import NameRule
from archive.text.edges import MOST_EDGES, hashed


class StoryPlace(NamedTuple):
    """Where an article stands among others: `story` and `versions` are the ids that these are
    called by, "" for none; `version` of `of`, from 1 on."""

    story: str = ""
    versions: str = ""
    version: int = 1
    of: int = 1
    older: bool = False
    changed: tuple[str, ...] = ()


class Decided:
    """What is decided of all articles; `names` are then asked for in a second walk."""

    def __init__(self, everyone: Everyone, rule: NameRule, grouping: Grouping) -> None:
        self._furniture = everyone.furniture()
        self._hidden = everyone.hidden_names(rule)
        self._ids = everyone.ids
        self._traits = everyone.traits(self._furniture)
        self._groups: StoryGroupColumns = grouping.groups(self._traits)
        self._named = np.zeros(len(self._ids), np.uint64)
        self._changed: NumberArray | None = None
        self._stories = self._firsts(self._groups.story)
        self._versions, self._numbers, self._counts = self._numbered()

    def is_version(self, number: int) -> bool:
        """Whether there are other versions of an article, so that its names are compared."""
        return bool(self._groups.versions[number])

    def learn(self, number: int, said: ArticleSaid) -> None:
        """What names an article shows; wanted of each that `is_version`, before `place`."""
        names = self.names(said)
        keys = [hashed(kind, entity) for kind in map(str, ACTORS) for entity in names[kind]]
        self._named[number] = sum(keys) % (1 << 64)

    def _oldest(self) -> NumberArray:
        """Articles, the earliest first, the undated last, then by id."""
        instant = self._traits.instant
        return np.lexsort((self._traits.place, instant, instant == UNDATED_INSTANT))

    def _firsts(self, groups: NumberArray) -> dict[int, str]:
        """The id of the earliest article of each group of two or more."""
        order = self._oldest()
        order = order[groups[order] > 0]
        numbers, at, counts = np.unique(groups[order], return_index=True, return_counts=True)
        rows = zip(numbers.tolist(), order[at].tolist(), counts.tolist(), strict=True)
        return {number: self._ids[first] for number, first, count in rows if count > 1}

    def _numbered(self) -> tuple[dict[int, str], NumberArray, NumberArray]:
        """The name of each group of versions, and of each article its number and their count."""
        groups, traits = self._groups.versions, self._traits
        ranks = np.empty(len(groups), np.int64)
        ranks[self._oldest()] = np.arange(len(groups))
        order = np.lexsort((ranks, traits.number, traits.revision, traits.instant, groups))
        order = order[groups[order] > 0]
        begins = np.flatnonzero(np.diff(groups[order].astype(np.int64), prepend=-1))
        lengths = np.diff(begins, append=len(order))
        numbers, counts = np.ones(len(groups), np.int64), np.ones(len(groups), np.int64)
        numbers[order] = np.arange(len(order)) - np.repeat(begins, lengths) + 1
        counts[order] = np.repeat(lengths, lengths)
        firsts = order[begins].tolist()
        return {int(groups[first]): self._ids[first] for first in firsts}, numbers, counts

    def _changes(self) -> NumberArray:
        """What changed in each article since its first version, a bit each."""
        before, traits = self._groups.before, self._traits
        bits = np.zeros(len(before), np.uint8)
        later = np.flatnonzero(before >= 0)
        columns = {
            "headline": traits.headline,
            "figures": traits.figures,
            "names": self._named,
            "text": traits.body,
        }
        for bit, name in enumerate(CHANGES):
            differs = columns[name][later] != columns[name][before[later]]
            bits[later] |= differs.astype(np.uint8) << np.uint8(bit)
        at = before.copy()
        # Each step reaches twice as far back as the one before it.
        while (more := np.flatnonzero(at >= 0)).size:
            earlier = at[more]
            bits[more] |= bits[earlier]
            at[more] = at[earlier]
        return bits

    def place(self, number: int) -> StoryPlace:
        """Where an article stands among others."""
        if self._changed is None:
            self._changed = self._changes()
        bits = int(self._changed[number])
        return StoryPlace(
            self._stories.get(int(self._groups.story[number]), ""),
            self._versions.get(int(self._groups.versions[number]), ""),
            int(self._numbers[number]),
            int(self._counts[number]),
            bool(self._groups.older[number]),
            tuple(name for bit, name in enumerate(CHANGES) if bits >> bit & 1),
        )

    def _hiding(self, said: ArticleSaid) -> set[int]:
        """The numbers of an article's lines that are furniture."""
        return {number for number, key in enumerate(said.lines, 1) if key in self._furniture}

    def names(self, said: ArticleSaid) -> dict[str, list[str]]:
        """The entities of each kind that an article shows."""
        hiding = self._hiding(said)
        shown: dict[str, set[str]] = {facet: set() for facet in ENTITY_FACETS}
        for kind, entity, line in said.names:
            if line not in hiding and (kind, entity) not in self._hidden:
                shown[kind].add(entity)
        return {facet: sorted(entities) for facet, entities in shown.items()}

    def columns(self, number: int, said: ArticleSaid) -> ArticleSource:
        """The fields of an article that follow from all articles; each of `COMMIT_COLUMNS`."""
        hiding, place = self._hiding(said), self.place(number)
        days = innermost((first, last) for first, last, line in said.days if line not in hiding)
        columns: ArticleSource = {f"facet_{kind}": some for kind, some in self.names(said).items()}
        columns |= {
            "mentioned": [{"gte": first, "lte": last} for first, last in days],
            "intervals": [interval_code(first, last) for first, last in days],
            "hides": [f"{said.lines[line - 1]:x}" for line in sorted(hiding)],
            "furniture_only": 0 < len(said.lines) < MOST_EDGES and len(hiding) == len(said.lines),
            "story": place.story or None,
            "versions": place.versions or None,
            "by_story": place.story or f"\0{said.id}",
            "by_versions": place.versions or f"\0{said.id}",
            "version": place.version,
            "version_count": place.of,
            "older": place.older,
            "changed": list(place.changed),
        }
        return columns | {"columns": _digest(columns)}


def _digest(columns: ArticleSource) -> str:
    line = json.dumps(columns, sort_keys=True).encode("ascii")
    return blake2b(line, digest_size=12).hexdigest()


def decide(
    walk: Callable[[], Iterator[ArticleSaid]], rule: NameRule, grouping: Grouping
) -> Decided:
    """Gather and decide; `walk` gives all articles, each time in the same order."""
    everyone = Everyone()
    for said in walk():
        everyone.add(said)
    decided = Decided(everyone, rule, grouping)
    if any(map(decided.is_version, range(len(everyone.ids)))):
        for number, said in enumerate(walk()):
            if decided.is_version(number):
                decided.learn(number, said)
    return decided
