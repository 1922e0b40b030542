"""What is told of how a query was read."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model.entity import Entity
from archive.model.message import Message


@dataclass(frozen=True, slots=True)
class ShownAlternative:
    """Another way to say a part of a query, searched (`applied`) or offered.

    `count` is how many articles hold it, `gain` how many the search finds with it and not without
    it, None where that is much work; both under the same filters. `excluded`: it is a
    name of what must be absent.
    """

    source: str
    target: str
    kind: str
    applied: bool
    count: int
    gain: int | None
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part of a query that few articles match whole.

    `count` is how many have the part, `without` how many match all other parts; both under the
    same filters.
    """

    text: str
    count: int
    without: int


@dataclass(frozen=True, slots=True)
class ShownCorrection:
    """What a part of a query may be meant to say.

    `source` as typed, `target` what may be meant, `query` the whole query with it, which finds
    `count` articles under the same filters.
    """

    source: str
    target: str
    query: str
    count: int


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A day that a query names: the queries for it, with what each finds under the same filters."""

    source: str
    day: str
    published: str
    published_count: int
    mentioned: str
    mentioned_count: int


@dataclass(frozen=True, slots=True)
class ShownBearer:
    """An entity that a query names, with its articles under the same filters, by language."""

    entity: Entity
    total: int
    english: int
    chinese: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a query was read: in words, what could not be read as typed, what else is searched.

    `corrections` are offered where a part finds little, the likeliest first; `bearers` are those
    whom it names.
    """

    text: str
    read_as: str
    notes: tuple[Message, ...] = ()
    alternatives: tuple[ShownAlternative, ...] = ()
    parts: tuple[ShownPart, ...] = ()
    corrections: tuple[ShownCorrection, ...] = ()
    days: tuple[ShownDay, ...] = ()
    bearers: tuple[ShownBearer, ...] = ()
