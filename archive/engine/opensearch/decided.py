"""What follows from all articles together: names, furniture, versions and copies."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from archive.engine.grouping import Grouping, StoryGroupColumns, TraitColumns
from archive.engine.opensearch.encoding import ArticleSaid, ArticleSource, interval_code
from archive.engine.showing import told_key
from archive.model.days import innermost
from archive.model.entity import ACTORS, Kind, candidate_name
from archive.model.fields import ENTITY_FACETS
from archive.model.query import CHANGES
from archive.model.shown import NameRule
from archive.text.edges import MOST_EDGES, REPEATED_LINE, hashed

_Values = npt.NDArray[Any]

#: The value of an unknown instant, before all others.
_NO_INSTANT: Final = np.iinfo(np.int64).min

#: The largest hash of a sketch that holds all.
_EVERY: Final = (1 << 32) - 1

_NUMBERS: Final = (
    *("source", "address", "headline", "stem", "revision", "number"),
    *("own", "replaces", "body", "figures"),
)
_ROWS: Final = ("sketch", "numbers", "words")


class _Rows:
    """Rows of unequal length, one an article; see `archive.engine.grouping.TraitRows`."""

    def __init__(self, lengths: Sequence[int], values: _Values) -> None:
        self._starts = np.zeros(len(lengths) + 1, np.int64)
        np.cumsum(np.array(lengths, np.int64), out=self._starts[1:])
        self._values = values

    def take(self, articles: _Values, /) -> tuple[_Values, _Values]:
        """See `TraitRows`."""
        first = self._starts[articles]
        lengths = self._starts[np.asarray(articles) + 1] - first
        places = np.repeat(first - (np.cumsum(lengths) - lengths), lengths)
        return lengths, self._values[places + np.arange(len(places))]


class _TextsOf:
    """In how many different texts each key stands."""

    def __init__(self) -> None:
        self._keys = array("Q")
        self._texts = array("Q")

    def add(self, keys: Iterable[int], text: int) -> None:
        """A text has these keys."""
        before = len(self._keys)
        self._keys.extend(keys)
        self._texts.extend([text] * (len(self._keys) - before))

    def counts(self) -> dict[int, int]:
        """How many texts have each key."""
        keys = np.array(self._keys, np.uint64)
        texts = np.array(self._texts, np.uint64)
        order = np.lexsort((texts, keys))
        keys, texts = keys[order], texts[order]
        new = np.ones(len(keys), bool)
        new[1:] = (keys[1:] != keys[:-1]) | (texts[1:] != texts[:-1])
        distinct, counts = np.unique(keys[new], return_counts=True)
        return dict(zip(distinct.tolist(), counts.tolist(), strict=True))


class Everyone:
    """What all articles say, gathered one after the other."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._days, self._instants = array("q"), array("q")
        self._traits = {name: array("Q") for name in (*_NUMBERS, "most")}
        self._lengths: dict[str, list[int]] = {name: [] for name in _ROWS}
        self._rows = {name: array("Q") for name in _ROWS}
        self._sketch_lines: list[bytes] = []
        self._said_lines: list[list[int]] = []
        self._lines, self._proposed = _TextsOf(), _TextsOf()
        self._candidates: dict[str, set[str]] = {facet: set() for facet in ENTITY_FACETS}

    def add(self, said: ArticleSaid) -> None:
        """The next article."""
        self.ids.append(said.id)
        self._days.append(said.day)
        self._instants.append(_NO_INSTANT if said.instant is None else said.instant)
        self._lines.add(said.lines, said.text)
        self._proposed.add(said.proposed, said.text)
        for kind, entity, _ in said.names:
            if candidate_name(entity) is not None:
                self._candidates[kind].add(entity)
        traits = said.traits
        for name in _NUMBERS:
            self._traits[name].append(getattr(traits, name))
        self._traits["most"].append(_EVERY if traits.whole else traits.sketch[-1])
        for name, row in self._rows.items():
            values = getattr(traits, name)
            self._lengths[name].append(len(values))
            row.extend(values)
        self._sketch_lines.append(traits.lines)
        self._said_lines.append(said.lines if any(traits.lines) else [])

    def furniture(self) -> frozenset[int]:
        """The keys of lines that are furniture."""
        counts = self._lines.counts()
        return frozenset(key for key, count in counts.items() if count >= REPEATED_LINE)

    def hidden_names(self, rule: NameRule) -> frozenset[tuple[str, str]]:
        """The kinds and ids of names that are not shown."""
        counts = self._proposed.counts()
        return frozenset(
            (kind, entity)
            for kind, entities in self._candidates.items()
            for entity in entities
            if not _is_shown(Kind(kind), candidate_name(entity) or "", rule, counts)
        )

    def _sketch(self, furniture: frozenset[int]) -> _Rows:
        """The sketches, without what stands in furniture alone."""
        values = np.array(self._rows["sketch"], np.uint64)
        lengths = list(self._lengths["sketch"])
        kept = np.ones(len(values), bool)
        start = 0
        pairs = zip(self._sketch_lines, self._said_lines, strict=True)
        for number, (lines, keys) in enumerate(pairs):
            length = lengths[number]
            hidden = [at for at, key in enumerate(keys, 1) if key in furniture]
            if hidden:
                stay = ~np.isin(np.frombuffer(lines, np.uint8), hidden)
                kept[start : start + length] = stay
                lengths[number] = int(stay.sum())
            start += length
        return _Rows(lengths, values[kept])

    def traits(self, furniture: frozenset[int]) -> TraitColumns:
        """What groups are made of."""
        place = np.empty(len(self.ids), np.int64)
        order = sorted(range(len(self.ids)), key=self.ids.__getitem__)
        place[order] = np.arange(len(self.ids))
        values = {name: np.array(some, np.uint64) for name, some in self._traits.items()}
        return TraitColumns(
            day=np.array(self._days, np.int64),
            instant=np.array(self._instants, np.int64),
            place=place,
            source=values["source"],
            address=values["address"],
            headline=values["headline"],
            stem=values["stem"],
            revision=values["revision"],
            number=values["number"],
            own=values["own"],
            replaces=values["replaces"],
            body=values["body"],
            figures=values["figures"],
            most=values["most"],
            sketch=self._sketch(furniture),
            numbers=_Rows(self._lengths["numbers"], np.array(self._rows["numbers"], np.uint64)),
            words=_Rows(self._lengths["words"], np.array(self._rows["words"], np.uint64)),
        )


def _is_shown(kind: Kind, name: str, rule: NameRule, counts: dict[int, int]) -> bool:
    of_kind = {each: counts.get(hashed(each, name), 0) for each in {kind, *ACTORS}}
    mine = of_kind.pop(kind)
    told = counts.get(told_key(kind, name), 0)
    return rule.is_shown(kind, name, mine, sum(of_kind.values()), told)


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
        self._changed: _Values | None = None
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

    def _oldest(self) -> _Values:
        """Articles, the earliest first, the undated last, then by id."""
        instant = self._traits.instant
        return np.lexsort((self._traits.place, instant, instant == _NO_INSTANT))

    def _firsts(self, groups: _Values) -> dict[int, str]:
        """The id of the earliest article of each group of two or more."""
        order = self._oldest()
        order = order[groups[order] > 0]
        numbers, at, counts = np.unique(groups[order], return_index=True, return_counts=True)
        rows = zip(numbers.tolist(), order[at].tolist(), counts.tolist(), strict=True)
        return {number: self._ids[first] for number, first, count in rows if count > 1}

    def _numbered(self) -> tuple[dict[int, str], _Values, _Values]:
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

    def _changes(self) -> _Values:
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
