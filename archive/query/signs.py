"""What a query is cut into: tokens, each of a kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Sign(Enum):
    """What a token is."""

    WORD = "word"
    QUOTE = "quote"
    PRINTED = "printed"
    FIELD = "field"
    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    NEAR = "NEAR"
    MINUS = "-"


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its text: of a quote what is inside it, of a field its name.

    `number` is the distance of NEAR, or of a quote whose words may stand apart.
    """

    sign: Sign
    text: str
    number: int | None = None
