"""People, organisations, events, places; where a text names them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Self

from archive.model.language import LANGUAGES
from archive.model.message import Message


class Kind(StrEnum):
    """What an entity is, a row a kind.

    `plural` is what several are called in an answer; `field` stands before a colon in a query, ""
    where there is none. `acts`: models propose names of it, results list it, and the page of an
    entity tells which of it appear in the same articles.
    """

    plural: str
    field: str
    acts: bool

    def __new__(cls, name: str, plural: str = "", field: str = "", acts: bool = False) -> Self:
        """A row; `Kind(name)` finds it."""
        kind = str.__new__(cls, name)
        kind._value_ = name
        kind.plural, kind.field, kind.acts = plural, field, acts
        return kind

    PERSON = "person", "people", "person", True
    ORGANISATION = "organisation", "organisations", "org", True
    EVENT = "event", "events", "event"
    PLACE = "place", "places", "place"


#: The kinds that act.
ACTORS: Final = tuple(kind for kind in Kind if kind.acts)


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation, event or place, whatever the script.

    `names` holds the canonical form per language (`en`, `zh-Hant`, `zh-Hans`); a language without
    one is absent. `aliases` are further names in any script. `guarded` are those of its names that
    are dangerous: words of their own, or other people's names. `days` are the closed intervals in
    which an event was; one without a last day goes on. `within` is the place that a place lies in,
    "" where none is told.
    """

    id: str
    kind: Kind
    names: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    note: str = ""
    guarded: tuple[str, ...] = ()
    days: tuple[tuple[dt.date, dt.date | None], ...] = ()
    within: str = ""

    @property
    def resolved(self) -> bool:
        """Whether it is an entity, not a name that links to nobody."""
        return candidate_name(self.id) is None

    def label(self, language: str) -> str:
        """The canonical form in `language`, or the nearest one there is."""
        nearest = {"zh-Hant": "zh-Hans", "zh-Hans": "zh-Hant"}.get(language, "en")
        for key in (language, nearest, *LANGUAGES):
            if key in self.names:
                return self.names[key]
        return candidate_name(self.id) or self.id

    def all_names(self) -> tuple[str, ...]:
        """Canonical forms, then aliases, each once."""
        return tuple(dict.fromkeys((*self.names.values(), *self.aliases)))


#: An entity whose id begins so is a name that links to nobody.
_CANDIDATE: Final = "c:"


def candidate_id(name: str) -> str:
    """The id of a name that links to nobody."""
    return _CANDIDATE + name


def candidate_name(entity: str) -> str | None:
    """The name that links to nobody and has this id; None for the id of an entity."""
    return entity.removeprefix(_CANDIDATE) if entity.startswith(_CANDIDATE) else None


#: Why a name that is a surname alone stays in its article: it is a value of no facet.
SURNAME_ALONE: Final = "surname_alone"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of text that names an entity.

    `start` and `end` count code points of the article's `field` ("title" or "body"),
    half-open. `why` says which rule or list recognised it.
    """

    entity: str
    kind: Kind
    start: int
    end: int
    text: str
    field: str
    why: Message

    @property
    def stays(self) -> bool:
        """Whether it is told in its own article only, as many bear the name."""
        return self.why.code == SURNAME_ALONE


@dataclass(frozen=True, slots=True)
class Names:
    """What readers need to know of entities; travels inside a generation.

    `redirects` maps the id of an entity that was merged into another to that one's.
    """

    entities: Mapping[str, Entity] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)

    def get(self, entity: str) -> Entity | None:
        """The entity with this id, or that it was merged into; None if unknown."""
        return self.entities.get(self.redirects.get(entity, entity))

    def of(self, mention: Mention) -> Entity | None:
        """The entity that is mentioned: also a name that links to nobody; None if unknown."""
        if candidate_name(mention.entity) is not None:
            return Entity(mention.entity, mention.kind, {})
        return self.entities.get(mention.entity)
