"""What a query needs to know of the archive, and what it asked while it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from archive.model.entity import Names
from archive.model.lexicon import Lexicon
from archive.model.query import Node
from archive.query.budget import Estimates
from archive.query.forms import WordCounts
from archive.query.names import Expansion, NameIndex
from archive.query.proximity import Terms
from archive.query.spelling import Spelled, Spellings, Tilde
from archive.query.synonyms import Counts
from archive.query.words import Clause, Words


class Holdings(Terms, Spellings, Estimates, Counts, Protocol):
    """What an edition knows of names, words, facet values, tokens and counts."""

    index: NameIndex
    words: Words

    @property
    def authors(self) -> Mapping[str, str]:
        """Authors by their folded names."""

    def names(self) -> Names:
        """The entities of the generation."""

    @property
    def lexicon(self) -> Lexicon | None:
        """The words of two languages that the generation knows; None if it was made without."""

    def values(self, facet: str) -> tuple[tuple[str, str], ...]:
        """Every value of a facet with its folded form."""


@dataclass(frozen=True, slots=True)
class WordRead:
    """What a word asks, and the alternatives on which that depends."""

    clause: Clause | None
    targets: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of the archive while a query was read for a reader with these choices."""

    expansion: Expansion

    #: Whether other ways to say a word are told, and not only searched if they are taken in.
    offers: bool = True

    #: What words ask of all texts, but for those with a tilde.
    read: dict[str, WordRead] = field(default_factory=dict)

    #: Every spelling near a word; None where there are none.
    spellings: dict[Tilde, Spelled | None] = field(default_factory=dict)

    #: How many articles have a word as printed, and in any form.
    capitals: dict[Node, tuple[int, int]] = field(default_factory=dict)

    #: Whether neighbouring words are one name or term; or that, or one word written apart.
    terms: dict[tuple[str, ...], bool] = field(default_factory=dict)
    things: dict[tuple[str, ...], bool] = field(default_factory=dict)

    #: How many articles have a word that may be a name in its forms.
    words: dict[str, WordCounts] = field(default_factory=dict)
