"""The syntax tree of a query: what was typed, taken apart; and written out again.

`render` gives a text that parses to the same tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

#: Fields that a query may name before a colon.
FIELDS: Final = (
    "title",
    "body",
    "person",
    "org",
    "source",
    "section",
    "author",
    "lang",
    "date",
    "id",
)


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch without spaces, as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch; `printed` asks for exactly these characters."""

    text: str
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Fielded:
    """A word or quote asked of one field."""

    field: str
    part: Word | Quote


@dataclass(frozen=True, slots=True)
class NotPart:
    """Whatever is not in `part`."""

    part: Part


@dataclass(frozen=True, slots=True)
class AndParts:
    """All of two or more parts."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class OrParts:
    """Any of two or more parts."""

    parts: tuple[Part, ...]


Part: TypeAlias = Word | Quote | Fielded | NotPart | AndParts | OrParts


def parts_of(part: Part) -> tuple[Part, ...]:
    """What a query asks, one by one."""
    return part.parts if isinstance(part, AndParts) else (part,)


def render(part: Part) -> str:
    """The part as a query in half-width signs and straight quotes.

    AND is a space and NOT a minus, which mean the same in a query all in capitals.
    """
    match part:
        case Word(text):
            return text
        case Quote(text, printed):
            return f'{"=" if printed else ""}"{text}"'
        case Fielded(field, inner):
            return f"{field}:{render(inner)}"
        case NotPart(inner):
            return f"-{_wrapped(inner, AndParts, OrParts)}"
        case AndParts(parts):
            return " ".join(_wrapped(one, AndParts, OrParts) for one in parts)
        case OrParts(parts):
            return " OR ".join(_wrapped(one, OrParts) for one in parts)


def _wrapped(part: Part, *groups: type[AndParts | OrParts]) -> str:
    text = render(part)
    return f"({text})" if isinstance(part, groups) else text
