"""What a searcher says of terms: those that begin alike, near ones, typical ones, completions."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from functools import partial

import numpy as np

from archive.engine.whoosh.aggregate import Columns
from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.completing import Completions
from archive.engine.whoosh.concealing import Concealed
from archive.engine.whoosh.evaluate import Evaluator
from archive.engine.whoosh.lookups import terms_of
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.similar import similar
from archive.engine.whoosh.typical import Typical, commonest
from archive.engine.whoosh.vocabulary import Vocabulary
from archive.model.query import Node
from archive.model.result import Completion, Similar, TermCount, TypicalTerm


class OfTerms:
    """A part of `archive.engine.searcher.Searcher`, over what a generation holds in memory."""

    _segments: list[Segment]
    _columns: Columns
    _concealed: Concealed
    _vocabulary: Vocabulary
    _completions: Completions
    _typical: Typical

    @abstractmethod
    def _evaluators(self, trees: Sequence[Node]) -> list[Evaluator]:
        """One for each segment, for trees that are evaluated together."""

    def terms(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """See `Searcher`."""
        return terms_of(self._segments, field, prefix, limit)

    def similar(self, asked: Sequence[Similar], limit: int) -> tuple[tuple[TermCount, ...], ...]:
        """See `Searcher`."""
        hiding = bool(self._concealed.key)
        near = partial(similar, self._segments, self._vocabulary, hiding=hiding)
        return tuple(near(each, limit) for each in asked)

    def commonest(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """See `Searcher`."""
        return commonest(self._segments, field, prefix, limit)

    def completions(self, typed: str, facets: Sequence[str], limit: int) -> tuple[Completion, ...]:
        """See `Searcher`."""
        return self._completions.find(typed, facets, limit)

    def _counted(self, facet: str) -> dict[str, int]:
        """How many articles without a newer version have each value of a facet."""
        sets = [np.flatnonzero(segment.newest & segment.lives) for segment in self._segments]
        table = self._columns.facets[facet]
        return dict(zip(table.values, table.counts(sets).tolist(), strict=True))

    def typical(self, field: str, tree: Node, among: Node, limit: int) -> tuple[TypicalTerm, ...]:
        """See `Searcher`."""
        return self._typical.terms(field, tree, among, limit)

    def _docs_of(self, tree: Node) -> list[Array]:
        """The live documents of a tree, of each segment."""
        pairs = zip(self._segments, self._evaluators((tree,)), strict=True)
        return [segment.only_live(evaluator.docs(tree)) for segment, evaluator in pairs]
