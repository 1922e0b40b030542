"""Query trees as the cluster is asked them: terms, positions and ranges, never typed text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, Final, Protocol

from archive.engine.opensearch.encoding import interval_code, is_written
from archive.engine.opensearch.schema import ARTICLE
from archive.model.days import LAST_DAY, AnyYear, falls_within
from archive.model.query import (
    And,
    AtLeast,
    Changed,
    Days,
    Everything,
    FacetFilter,
    HasId,
    HasValue,
    InStory,
    Mentions,
    MentionsYearDay,
    Near,
    Node,
    Not,
    Nothing,
    Older,
    Or,
    Phrase,
    Prefix,
    Printed,
    Ranking,
    Says,
    Term,
    Undated,
    YearDays,
)

Matching = dict[str, Any]

#: The most values that one `terms` clause may hold.
VALUES_A_CLAUSE: Final = 65_000

ALL: Final[Matching] = {"match_all": {}}
NONE: Final[Matching] = {"match_none": {}}


class Hiding(Protocol):
    """What follows from what is hidden; see `archive.engine.opensearch.concealing`."""

    @property
    def older(self) -> Matching:
        """The articles of which a newer version is shown."""

    def changed(self, changes: Iterable[str]) -> Matching:
        """The articles in which something changed."""


class GenerationFacts(Protocol):
    """What must be known of a generation to ask some trees."""

    @property
    def concealed(self) -> Hiding:
        """What follows from what is hidden."""

    def days(self) -> Sequence[int]:
        """Every publication day."""

    def intervals(self) -> Sequence[tuple[int, int]]:
        """Every interval of days that is mentioned."""

    def story_of(self, article: str) -> str | None:
        """The name of an article's story; None where it has none or there is no such article."""

    def verified(self, node: Near | Printed | Says) -> Sequence[str]:
        """The articles of a node that only their texts can tell."""


def any_value(field: str, values: Iterable[Any]) -> Matching:
    """What has one of some values in a field."""
    listed = list(values)
    parts = [listed[at : at + VALUES_A_CLAUSE] for at in range(0, len(listed), VALUES_A_CLAUSE)]
    return in_any([{"terms": {field: child}} for child in parts])


def in_all(parts: Sequence[Matching]) -> Matching:
    """What is in every part."""
    return {"bool": {"filter": list(parts)}} if parts else ALL


def in_any(parts: Sequence[Matching]) -> Matching:
    """What is in any part."""
    return at_least(1, parts)


def at_least(count: int, parts: Sequence[Matching]) -> Matching:
    """What is in so many parts or more."""
    if count <= 0:
        return ALL
    if count > len(parts):
        return NONE
    if len(parts) == 1:
        return parts[0]
    return {"bool": {"should": list(parts), "minimum_should_match": count}}


def in_none(parts: Sequence[Matching]) -> Matching:
    """What is in no part; all documents, whatever their kind."""
    return {"bool": {"must_not": list(parts)}} if parts else ALL


def articles(parts: Sequence[Matching]) -> Matching:
    """The articles that are in every part."""
    return {"bool": {"filter": [{"term": {"kind": ARTICLE}}, *parts]}}


def has_field(field: str) -> Matching:
    """What has a value in a field."""
    return {"exists": {"field": field}}


def term(field: str, text: str) -> Matching:
    """What has a token in a field."""
    return {"term": {field: text}} if is_written(text) else NONE


def prefix(field: str, text: str) -> Matching:
    """What has a token that begins so in a field."""
    if not text:
        return has_field(field)
    return {"prefix": {field: {"value": text}}} if is_written(text) else NONE


def phrase(node: Phrase) -> Matching:
    """What has each token at its place: neighbours, with gaps of the places between."""
    field = node.field
    if not all(map(is_written, node.texts)):
        return NONE
    clauses: list[Matching] = []
    behind = 0
    pairs = zip(node.places, node.texts, strict=True)
    for place, tokens in groupby(pairs, lambda pair: pair[0]):
        if place > behind:
            clauses.append({"span_gap": {field: place - behind}})
        clauses.append(_at_one_place([{"span_term": {field: token}} for _, token in tokens]))
        behind = place + 1
    if len(clauses) == 1:
        return clauses[0]
    return {"span_near": {"clauses": clauses, "slop": 0, "in_order": True}}


def _at_one_place(spans: Sequence[Matching]) -> Matching:
    """Where all of some tokens stand at one position."""
    first, *others = spans
    for another in others:
        first = {"span_containing": {"big": first, "little": another}}
    return first


def filter_clauses(filters: Sequence[FacetFilter]) -> list[Matching]:
    """What passes all filters."""
    clauses: list[Matching] = []
    for chosen in filters:
        field = f"facet_{chosen.facet}"
        if chosen.include:
            clauses.append(any_value(field, filter(is_written, chosen.include)))
        if excluded := [value for value in chosen.exclude if is_written(value)]:
            clauses.append(in_none([any_value(field, excluded)]))
    return clauses


class ClauseWriter:
    """Writes trees for one generation."""

    def __init__(self, known: GenerationFacts) -> None:
        self._known = known

    def clause(self, node: Node) -> Matching:
        """What the cluster is asked for a tree, among the articles."""
        match node:
            case And(parts):
                return in_all([self.clause(child) for child in parts])
            case Or(parts):
                return in_any([self.clause(child) for child in parts])
            case AtLeast(count, parts):
                return at_least(count, [self.clause(child) for child in parts])
            case Not(child):
                return in_none([self.clause(child)])
            case Term(field, text):
                return term(field, text)
            case Prefix(field, text):
                return prefix(field, text)
            case Phrase():
                return phrase(node)
            case Near() | Printed() | Says():
                return any_value("id", self._known.verified(node))
        return self._fact(node)

    def _fact(self, node: Node) -> Matching:
        """A node that asks for no words."""
        match node:
            case Everything():
                return ALL
            case HasValue(facet, value):
                return term(f"facet_{facet}", value)
            case HasId(article):
                return term("id", article)
            case Undated():
                return in_none([has_field("day")])
            case Older():
                return self._known.concealed.older
            case Changed(changes):
                return self._known.concealed.changed(changes)
            case InStory(article):
                story = self._known.story_of(article)
                parts = [term("id", article), *([term("story", story)] if story else [])]
                return in_any(parts)
        return self._time(node)

    def _time(self, node: Node) -> Matching:
        """A node that asks for days."""
        match node:
            case Days(None, None):
                return has_field("day")
            case Days(first, last):
                ends = {"gte": first, "lte": last}
                return {"range": {"day": {k: v for k, v in ends.items() if v is not None}}}
            case Mentions(first, last):
                return mentions(first, last)
            case YearDays():
                days = self._known.days()
                return any_value("day", _those(lambda day: falls_within(node, day, day), days))
            case MentionsYearDay():
                return any_value("intervals", _codes_within(node, self._known.intervals()))
            case Nothing():
                return NONE
        raise TypeError(node)

    def ranked(self, clauses: Sequence[Matching], ranking: Ranking, scale: float) -> Matching:
        """The articles of all clauses, scored; the cluster multiplies BM25 by `scale`."""
        query = articles(clauses)
        scores: list[Matching] = [
            {"term": {chosen.field: {"value": chosen.text, "boost": chosen.weight / scale}}}
            for chosen in ranking.terms
            if is_written(chosen.text)
        ]
        for bonus in ranking.bonuses:
            filtered = self.clause(bonus.node)
            scores.append({"constant_score": {"filter": filtered, "boost": bonus.value}})
        if scores:
            query["bool"]["should"] = scores
        return query


def mentions(first: int | None, last: int | None) -> Matching:
    """What mentions days wholly inside a closed interval."""
    low, high = max(1, first or 1), LAST_DAY if last is None else min(last, LAST_DAY)
    if low > high:
        return NONE
    return {"range": {"mentioned": {"gte": low, "lte": high, "relation": "within"}}}


def _those(holds: Callable[[int], bool], days: Sequence[int]) -> list[int]:
    return [day for day in days if holds(day)]


def _codes_within(node: AnyYear, intervals: Sequence[tuple[int, int]]) -> list[int]:
    return [
        interval_code(first, last) for first, last in intervals if falls_within(node, first, last)
    ]
