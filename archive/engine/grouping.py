"""The contract between an engine and what groups articles: traits in, groups out.

An engine gives the traits of all articles that live, in an order of its own; whoever builds a
generation says which of them are versions and copies of each other.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

TraitColumn: TypeAlias = npt.NDArray[Any]


class TraitRows(Protocol):
    """Rows of unequal length, one an article: too much to have all of them at hand."""

    def take(self, articles: TraitColumn, /) -> tuple[TraitColumn, TraitColumn]:
        """The lengths of the rows of some articles, and their values, one row after the other."""


class TraitColumns(NamedTuple):
    """One value an article in each array, as `archive.model.traits.Traits` describes them.

    `day` is the publication day as an ordinal, 0 where unknown; `instant` seconds since 1970, the
    least number where unknown; `place` is the article's place when all are sorted by id. `sketch`
    is without what stands in furniture alone; `most` is the largest hash that it would hold: the
    largest number where it is whole.
    """

    day: TraitColumn
    instant: TraitColumn
    place: TraitColumn
    source: TraitColumn
    address: TraitColumn
    headline: TraitColumn
    stem: TraitColumn
    revision: TraitColumn
    number: TraitColumn
    own: TraitColumn
    replaces: TraitColumn
    body: TraitColumn
    figures: TraitColumn
    most: TraitColumn
    sketch: TraitRows
    numbers: TraitRows
    words: TraitRows


class StoryGroupColumns(NamedTuple):
    """Which articles belong together.

    `story` numbers, from 1 on, articles with all their versions and copies; `versions` numbers
    those that are versions of each other; 0 stands for none. `older` is true where a newer version
    is there; `before` is the article whose next version each is, -1 for none.
    """

    story: TraitColumn
    versions: TraitColumn
    older: TraitColumn
    before: TraitColumn


class Grouping(Protocol):
    """Says which articles are versions and copies of each other. Pure: order does not matter."""

    def groups(self, traits: TraitColumns, /) -> StoryGroupColumns:
        """The groups of all articles."""


class NoGroups:
    """Lets every article stand for itself."""

    def groups(self, traits: TraitColumns, /) -> StoryGroupColumns:
        """See `Grouping`."""
        count = len(traits.day)
        none = np.zeros(count, np.uint32)
        return StoryGroupColumns(none, none, np.zeros(count, bool), np.full(count, -1, np.int64))
