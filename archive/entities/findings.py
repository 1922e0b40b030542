"""What a model finds in a text, and the contract of a model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from archive.model.entity import Kind


class Finding(NamedTuple):
    """A stretch of a text that a model takes for a name.

    `field` is "title" or "body"; `start` and `end` count its code points, half-open.
    """

    field: str
    kind: Kind
    start: int
    end: int


#: What models find in one article, title before body, in order of place.
Findings = tuple[Finding, ...]


class Stretch(NamedTuple):
    """A part of a text that is a name, as `start` and `end` in it."""

    kind: Kind
    start: int
    end: int


class Model(Protocol):
    """Finds people and organisations in texts of one script. Pure."""

    def find(self, texts: Sequence[str]) -> list[list[Stretch]]:
        """The names in each text, in order, none overlapping another."""
