"""What all articles of a generation say, gathered for what only all of them decide."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from archive.engine.grouping import TraitColumns
from archive.engine.opensearch.encoding import ArticleSaid
from archive.engine.showing import told_key
from archive.model.entity import ACTORS, Kind, candidate_name
from archive.model.fields import ENTITY_FACETS
from archive.model.shown import NameRule
from archive.text.edges import REPEATED_LINE, hashed

#: Numbers of many articles.
NumberArray = npt.NDArray[Any]

#: The value of an unknown instant, before all others.
UNDATED_INSTANT: Final = np.iinfo(np.int64).min

#: The largest hash of a sketch that holds all.
_EVERY: Final = (1 << 32) - 1

_NUMBERS: Final = (
    *("source", "address", "headline", "stem", "revision", "number"),
    *("own", "replaces", "body", "figures"),
)
_ROWS: Final = ("sketch", "numbers", "words")


class _Rows:
    """Rows of unequal length, one an article; see `archive.engine.grouping.TraitRows`."""

    def __init__(self, lengths: Sequence[int], values: NumberArray) -> None:
        self._starts = np.zeros(len(lengths) + 1, np.int64)
        np.cumsum(np.array(lengths, np.int64), out=self._starts[1:])
        self._values = values

    def take(self, articles: NumberArray, /) -> tuple[NumberArray, NumberArray]:
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
        self._instants.append(UNDATED_INSTANT if said.instant is None else said.instant)
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
