"""Whom a query names: the people, organisations and events whose name is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from archive.model.entity import Entity, Kind
from archive.model.fields import TEXTS
from archive.model.query import And, HasValue, Node
from archive.query.names import NameIndex, joined_parts
from archive.query.plan import Plan
from archive.query.syntax import Fielded, OrParts, Quote, SyntaxNode, Word, parts_of
from archive.search.told import ShownBearer

#: So many are told at most.
MOST_BEARERS: Final = 3

#: A query of more parts is a pasted text, in which names are not what is asked.
_MOST_PARTS: Final = 10

#: Fields in which a name means its bearer: a writer or a paper of that name is somebody else.
_FIELDS: Final = frozenset((*TEXTS, *(kind.field for kind in Kind)))

#: Bearers of each name in a query, in its order.
Groups = tuple[tuple[Entity, ...], ...]


def named_in(plan: Plan, index: NameIndex) -> Groups:
    """The entities that a query names, by name; those that are chosen as a filter are left out."""
    syntax, included = plan.reading.syntax, plan.parameters.included
    if syntax is None or len(parts_of(syntax)) > _MOST_PARTS:
        return ()
    chosen = {value for values in included.values() for value in values}
    names = list(dict.fromkeys(_texts(parts_of(syntax), index)))[:MOST_BEARERS]
    groups = ([each for each in index.bearers(name) if each.id not in chosen] for name in names)
    return tuple(tuple(group) for group in groups if group)


def _texts(parts: Sequence[SyntaxNode], index: NameIndex) -> Iterator[str]:
    """The stretches of a query that are names; nothing that is asked to be absent."""
    for part in joined_parts(parts, lambda words: bool(index.bearers(" ".join(words)))):
        if isinstance(part, Fielded) and part.field not in _FIELDS:
            continue
        inner = part.inner if isinstance(part, Fielded) else part
        if isinstance(inner, OrParts):
            yield from _texts(inner.parts, index)
        elif isinstance(inner, Word | Quote) and index.bearers(inner.text):
            yield inner.text


def bearer_nodes(groups: Groups) -> tuple[Node, ...]:
    """What is counted of them: of each its articles, then those in English."""
    named = [HasValue(str(entity.kind), entity.id) for group in groups for entity in group]
    english = HasValue("language", "en")
    return tuple(node for each in named for node in (each, And((each, english))))


def shown_bearers(groups: Groups, counts: Iterator[int]) -> tuple[ShownBearer, ...]:
    """What is told of them; `counts` are those of `bearer_nodes`.

    Of several with one name the one with the most articles comes first; those without any are left
    out.
    """
    shown: dict[str, ShownBearer] = {}
    for group in groups:
        bearers = []
        for entity in group:
            total, english = next(counts), next(counts)
            bearers.append(ShownBearer(entity, total, english, total - english))
        for bearer in sorted(bearers, key=lambda each: -each.total):
            if bearer.total:
                shown[bearer.entity.id] = bearer
    return tuple(shown.values())[:MOST_BEARERS]
