"""What is hidden of a generation when it is opened, and what follows for what is left.

The index itself never changes: hidden articles are left out of every question, and what the columns
say of their versions is corrected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Final

from archive.engine.opensearch.cluster import Cluster, Reply
from archive.engine.opensearch.encoding import different_tokens, mark_keys
from archive.engine.opensearch.query import (
    ALL,
    Matching,
    any_value,
    articles,
    in_all,
    in_any,
    in_none,
)
from archive.engine.opensearch.schema import LISTED_FIELDS
from archive.engine.opensearch.walking import hit_value, hit_values, walk_hits
from archive.engine.visible import NO_BOUND
from archive.model.concealment import Concealment

_OLDER: Final[Matching] = {"term": {"older": True}}

#: Read of each article whose group is looked at.
_FIELDS: Final = ("id", "instant", "story", "versions", "version")

#: Values of one clause that is made of some articles.
_AT_ONCE: Final = 10_000


@dataclass(frozen=True, slots=True)
class HiddenArticles:
    """What is hidden, by id, and of these what was withdrawn.

    Of what is left, where other versions are hidden: `newest` have no newer version any more,
    `alone` no other at all; `versions` says which version of how many an article is. `firsts` are
    the ids that stories are called by whose first article is hidden. `key` is "" where nothing is
    hidden, and differs where others are; `tokens` counts those of hidden articles, by field.
    """

    hidden: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()
    newest: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    versions: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    firsts: Mapping[str, str] = field(default_factory=dict)
    tokens: Mapping[str, Counter[str]] = field(default_factory=dict)
    key: str = ""

    @property
    def shown(self) -> Matching:
        """The articles that are not hidden."""
        return in_none([any_value("id", sorted(self.hidden))]) if self.hidden else ALL

    @property
    def older(self) -> Matching:
        """The articles of which a newer version is shown."""
        return self._without(_OLDER, self.newest)

    def changed(self, changes: Iterable[str]) -> Matching:
        """The articles in which something changed since a version that is shown."""
        return self._without(any_value("changed", changes), self.alone)

    @staticmethod
    def _without(clause: Matching, ids: frozenset[str]) -> Matching:
        return in_all([clause, in_none([any_value("id", sorted(ids))])]) if ids else clause

    def is_older(self, article: str, older: bool) -> bool:
        """Whether a newer version is shown of an article of which there is one."""
        return older and article not in self.newest

    def version(self, article: str, row: Mapping[str, int]) -> tuple[int, int]:
        """Which version of how many an article is, whose columns are given."""
        return self.versions.get(article) or (row["version"], row["version_count"])

    def story(self, article: str, story: str | None) -> str:
        """The id by which the story of an article is called."""
        return self.firsts.get(story, story) if story else article

    def counted(self, field: str, token: str, count: int) -> int:
        """How many articles that are shown have a token that `count` have."""
        return count - self.tokens[field][token] if self.tokens else count


def conceal(cluster: Cluster, index: str, concealment: Concealment | None) -> HiddenArticles:
    """What is hidden; nothing where `concealment` is None."""
    if concealment is None:
        return HiddenArticles()
    reading = _Reading(cluster, index)
    withdrawn = reading.withdrawn(concealment)
    hidden = withdrawn | reading.bound(concealment.now) | reading.recalled()
    if not hidden:
        return HiddenArticles()
    told = "\0".join([*sorted(hidden), "", *sorted(withdrawn)])
    key = blake2b(told.encode("utf-8"), digest_size=6).hexdigest()
    return reading.left(hidden, withdrawn, key)


class _Reading:
    """What the index says of hidden articles and of those beside them."""

    def __init__(self, cluster: Cluster, index: str) -> None:
        self._cluster = cluster
        self._index = index

    def _rows(self, clause: Matching, *fields: str) -> Iterator[Reply]:
        body = {
            "query": articles([clause]),
            "sort": [{"id": "asc"}],
            "_source": False,
            "docvalue_fields": list(fields),
        }
        return walk_hits(self._cluster, self._index, body)

    def _having(self, name: str, values: Iterable[Any], *fields: str) -> Iterator[Reply]:
        """The articles with any of some values, however many these are."""
        listed = list(dict.fromkeys(values))
        for at in range(0, len(listed), _AT_ONCE):
            yield from self._rows(any_value(name, listed[at : at + _AT_ONCE]), *fields)

    def _with_all(self, keys: Iterable[str], group: str) -> set[str]:
        """The articles that have some marks, and all of their groups."""
        rows = list(self._having("marks", keys, "id", group))
        groups = {hit_value(row, group) for row in rows} - {None}
        more = self._having(group, sorted(groups), "id")
        return {hit_value(row, "id") for row in rows} | {hit_value(row, "id") for row in more}

    def withdrawn(self, concealment: Concealment) -> set[str]:
        """What was withdrawn with all its versions, and with its copies where that was asked."""
        rows = concealment.withdrawn
        every = (key for row in rows for key in mark_keys(row.marks))
        copied = (key for row in rows if row.copies for key in mark_keys(row.marks))
        return self._with_all(every, "versions") | self._with_all(copied, "story")

    def bound(self, now: int) -> set[str]:
        """What its source does not let be shown at an instant."""
        bounds: list[Matching] = [
            {"range": {"visible_from": {"gt": now}}},
            {"range": {"visible_until": {"lte": now}}},
        ]
        return {hit_value(row, "id") for row in self._rows(in_any(bounds), "id")}

    def recalled(self) -> set[str]:
        """What was published before a notice by which its source canceled it.

        That is its versions, what has its id, and what the notice says it takes the place of. What
        has no date cancels all of it.
        """
        canceled: Matching = {"term": {"visible_until": NO_BOUND["from"]}}
        limits: dict[str, dict[str, float]] = {"recall": {}, "versions": {}}
        for row in self._rows(canceled, "instant", "versions", "recalls"):
            instant = hit_value(row, "instant")
            until = float("inf") if instant is None else instant
            names = {"recall": hit_values(row, "recalls"), "versions": hit_values(row, "versions")}
            for name, keys in names.items():
                for key in keys:
                    limits[name][key] = max(until, limits[name].get(key, until))
        gone = set()
        for name, of_keys in limits.items():
            for row in self._having(name, of_keys, "id", "instant", name):
                instant = hit_value(row, "instant")
                came = float("-inf") if instant is None else instant
                if any(came <= of_keys.get(key, float("-inf")) for key in hit_values(row, name)):
                    gone.add(hit_value(row, "id"))
        return gone

    def left(self, hidden: set[str], withdrawn: set[str], key: str) -> HiddenArticles:
        """What follows for what is left."""
        own = list(self._having("id", sorted(hidden), *_FIELDS))
        groups = {hit_value(row, "versions") for row in own} - {None}
        stories = {hit_value(row, "story") for row in own} - {None}
        newest: set[str] = set()
        alone: set[str] = set()
        versions: dict[str, tuple[int, int]] = {}
        for members in self._members("versions", groups, hidden).values():
            members.sort(key=lambda row: int(hit_value(row, "version")))
            ids = [hit_value(row, "id") for row in members]
            newest.add(ids[-1])
            alone |= set(ids[:1]) if len(ids) == 1 else set()
            versions |= {article: (number, len(ids)) for number, article in enumerate(ids, 1)}
        of_story = self._members("story", stories & hidden, hidden)
        firsts = {
            story: hit_value(min(rows, key=_oldest), "id") for story, rows in of_story.items()
        }
        return HiddenArticles(
            frozenset(hidden),
            frozenset(withdrawn),
            frozenset(newest),
            frozenset(alone),
            versions,
            firsts,
            self._tokens(hidden),
            key,
        )

    def _members(
        self, group: str, values: Iterable[str], hidden: set[str]
    ) -> dict[str, list[Reply]]:
        """The articles of some groups that are left."""
        members: dict[str, list[Reply]] = {}
        for row in self._having(group, sorted(values), *_FIELDS):
            if hit_value(row, "id") not in hidden:
                members.setdefault(hit_value(row, group), []).append(row)
        return members

    def _tokens(self, hidden: set[str]) -> dict[str, Counter[str]]:
        """How many of the hidden articles have each token of the fields that are listed."""
        counts: dict[str, Counter[str]] = {name: Counter() for name in LISTED_FIELDS}
        ids: Sequence[str] = sorted(hidden)
        for at in range(0, len(ids), _AT_ONCE):
            body = {
                "query": articles([any_value("id", ids[at : at + _AT_ONCE])]),
                "sort": [{"id": "asc"}],
                "_source": list(LISTED_FIELDS),
            }
            for hit in walk_hits(self._cluster, self._index, body):
                for name, count in counts.items():
                    count.update(different_tokens(hit["_source"], name))
        return counts


def _oldest(row: Reply) -> tuple[bool, int, str]:
    instant = hit_value(row, "instant")
    return instant is None, instant or 0, hit_value(row, "id")
