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
    Term,
    Undated,
    YearDays,
)

Clause = dict[str, Any]

#: The most values that one `terms` clause may hold.
MOST_VALUES: Final = 65_000

ALL: Final[Clause] = {"match_all": {}}
NONE: Final[Clause] = {"match_none": {}}


class Hiding(Protocol):
    """What follows from what is hidden; see `archive.engine.opensearch.concealing`."""

    @property
    def older(self) -> Clause:
        """The articles of which a newer version is shown."""

    def changed(self, changes: Iterable[str]) -> Clause:
        """The articles in which something changed."""


class Known(Protocol):
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

    def verified(self, node: Near | Printed) -> Sequence[str]:
        """The articles of a node that only their texts can tell."""


def any_value(field: str, values: Iterable[Any]) -> Clause:
    """What has one of some values in a field."""
    listed = list(values)
    parts = [listed[at : at + MOST_VALUES] for at in range(0, len(listed), MOST_VALUES)]
    return any_of([{"terms": {field: part}} for part in parts])


def all_of(parts: Sequence[Clause]) -> Clause:
    """What is in every part."""
    return {"bool": {"filter": list(parts)}} if parts else ALL


def any_of(parts: Sequence[Clause]) -> Clause:
    """What is in any part."""
    return at_least(1, parts)


def at_least(count: int, parts: Sequence[Clause]) -> Clause:
    """What is in so many parts or more."""
    if count <= 0:
        return ALL
    if count > len(parts):
        return NONE
    if len(parts) == 1:
        return parts[0]
    return {"bool": {"should": list(parts), "minimum_should_match": count}}


def none_of(parts: Sequence[Clause]) -> Clause:
    """What is in no part; all documents, whatever their kind."""
    return {"bool": {"must_not": list(parts)}} if parts else ALL


def articles(parts: Sequence[Clause]) -> Clause:
    """The articles that are in every part."""
    return {"bool": {"filter": [{"term": {"kind": ARTICLE}}, *parts]}}


def has_field(field: str) -> Clause:
    """What has a value in a field."""
    return {"exists": {"field": field}}


def term(field: str, text: str) -> Clause:
    """What has a token in a field."""
    return {"term": {field: text}} if is_written(text) else NONE


def prefix(field: str, text: str) -> Clause:
    """What has a token that begins so in a field."""
    if not text:
        return has_field(field)
    return {"prefix": {field: {"value": text}}} if is_written(text) else NONE


def phrase(node: Phrase) -> Clause:
    """What has each token at its place: neighbours, with gaps of the places between."""
    field = node.field
    if not all(map(is_written, node.texts)):
        return NONE
    clauses: list[Clause] = []
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


def _at_one_place(spans: Sequence[Clause]) -> Clause:
    """Where all of some tokens stand at one position."""
    first, *others = spans
    for other in others:
        first = {"span_containing": {"big": first, "little": other}}
    return first


def filter_clauses(filters: Sequence[FacetFilter]) -> list[Clause]:
    """What passes all filters."""
    clauses: list[Clause] = []
    for one in filters:
        field = f"facet_{one.facet}"
        if one.include:
            clauses.append(any_value(field, filter(is_written, one.include)))
        if excluded := [value for value in one.exclude if is_written(value)]:
            clauses.append(none_of([any_value(field, excluded)]))
    return clauses


class Compiler:
    """Writes trees for one generation."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def clause(self, node: Node) -> Clause:
        """What the cluster is asked for a tree, among the articles."""
        match node:
            case And(parts):
                return all_of([self.clause(part) for part in parts])
            case Or(parts):
                return any_of([self.clause(part) for part in parts])
            case AtLeast(count, parts):
                return at_least(count, [self.clause(part) for part in parts])
            case Not(part):
                return none_of([self.clause(part)])
            case Term(field, text):
                return term(field, text)
            case Prefix(field, text):
                return prefix(field, text)
            case Phrase():
                return phrase(node)
            case Near() | Printed():
                return any_value("id", self._known.verified(node))
        return self._fact(node)

    def _fact(self, node: Node) -> Clause:
        """A node that asks for no words."""
        match node:
            case Everything():
                return ALL
            case HasValue(facet, value):
                return term(f"facet_{facet}", value)
            case HasId(article):
                return term("id", article)
            case Undated():
                return none_of([has_field("day")])
            case Older():
                return self._known.concealed.older
            case Changed(changes):
                return self._known.concealed.changed(changes)
            case InStory(article):
                story = self._known.story_of(article)
                parts = [term("id", article), *([term("story", story)] if story else [])]
                return any_of(parts)
        return self._time(node)

    def _time(self, node: Node) -> Clause:
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

    def ranked(self, clauses: Sequence[Clause], ranking: Ranking, scale: float) -> Clause:
        """The articles of all clauses, scored; the cluster multiplies BM25 by `scale`."""
        query = articles(clauses)
        scores: list[Clause] = [
            {"term": {one.field: {"value": one.text, "boost": one.weight / scale}}}
            for one in ranking.terms
            if is_written(one.text)
        ]
        for bonus in ranking.bonuses:
            filtered = self.clause(bonus.node)
            scores.append({"constant_score": {"filter": filtered, "boost": bonus.value}})
        if scores:
            query["bool"]["should"] = scores
        return query


def mentions(first: int | None, last: int | None) -> Clause:
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
