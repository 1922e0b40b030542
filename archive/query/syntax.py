"""The syntax tree of a query: what was typed, taken apart; and written out again.

`render` gives a text that parses to the same tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from archive.model.facets import BY_FIELD
from archive.model.fields import TEXTS

#: Fields of days: of publication, and of the days that articles mention.
DAY_FIELDS: Final = ("date", "mentions")

#: Fields of what somebody says in a body, and of who does.
SAID: Final = "said"
SPEAKER_FIELD: Final = "speaker"

#: Fields that a query may name before a colon.
FIELDS: Final = (*TEXTS, *BY_FIELD, *DAY_FIELDS, SPEAKER_FIELD, SAID, "changed", "id")

#: What means the minus sign.
MINUS: Final = "-－−﹣"

#: Opening quotation mark -> what may close it.
QUOTES: Final = {
    **dict.fromkeys('"“”„‟＂', '"“”„‟＂'),
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    "﹃": "﹄",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch without spaces; `run` is the longer one as typed that it was a part of."""

    text: str
    run: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch.

    `printed` asks for exactly these characters; `within` for its words in any order, with at most
    so many others among them.
    """

    text: str
    printed: bool = False
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Fielded:
    """A word, a quote or words near each other, asked of one field."""

    field: str
    inner: Word | Quote | NearParts


@dataclass(frozen=True, slots=True)
class NotPart:
    """Whatever is not in `inner`."""

    inner: SyntaxNode


@dataclass(frozen=True, slots=True)
class NearParts:
    """Two or more words, quotes or groups of them joined by OR, in any order.

    At most `distance` other words stand among them.
    """

    parts: tuple[SyntaxNode, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class AndParts:
    """All of two or more parts."""

    parts: tuple[SyntaxNode, ...]


@dataclass(frozen=True, slots=True)
class OrParts:
    """Any of two or more parts; of a `run` typed without spaces they are ways to read it."""

    parts: tuple[SyntaxNode, ...]
    run: str = ""


SyntaxNode: TypeAlias = Word | Quote | Fielded | NotPart | NearParts | AndParts | OrParts


def parts_of(tree: SyntaxNode) -> tuple[SyntaxNode, ...]:
    """What a query asks, one by one."""
    return tree.parts if isinstance(tree, AndParts) else (tree,)


def render(tree: SyntaxNode) -> str:
    """The part as a query in half-width signs and, where they can be, straight quotes.

    AND is a space and NOT a minus, which mean the same in a query all in capitals.
    """
    match tree:
        case Word(text):
            return text
        case Quote():
            return _quote(tree)
        case Fielded(field, inner):
            return f"{field}:{_wrapped(inner, NearParts)}"
        case NotPart(inner):
            return f"-{_wrapped(inner, AndParts, OrParts, NearParts, signs=True)}"
        case NearParts(parts, distance):
            return f" NEAR/{distance} ".join(_wrapped(child, OrParts) for child in parts)
        case AndParts(parts):
            return " ".join(_wrapped(child, AndParts, OrParts) for child in parts)
        case OrParts(parts):
            return " OR ".join(_wrapped(child, OrParts) for child in parts)


def _quote(quote: Quote) -> str:
    """In the first kind of marks whose closing one is not among the quoted text."""
    opening = next(mark for mark, ends in QUOTES.items() if not set(ends) & set(quote.text))
    sign = "=" if quote.printed else ""
    within = "" if quote.within is None else f"~{quote.within}"
    return f"{sign}{opening}{quote.text}{QUOTES[opening][0]}{within}"


def _wrapped(tree: SyntaxNode, *groups: type[SyntaxNode], signs: bool = False) -> str:
    """A part, in parentheses if it is such a group or, with `signs`, begins like a minus."""
    text = render(tree)
    return f"({text})" if isinstance(tree, groups) or (signs and text[0] in MINUS) else text
