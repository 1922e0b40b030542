"""What a searcher says of terms: those that begin alike, near ones, typical ones, completions."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar

from archive.engine.opensearch.buckets import ask_counts
from archive.engine.opensearch.completing import ValueCompletions
from archive.engine.opensearch.concealing import HiddenArticles
from archive.engine.opensearch.effort import counted_leaves, work_of
from archive.engine.opensearch.facts import Facts
from archive.engine.opensearch.query import Matching, articles, in_none
from archive.engine.opensearch.schema import LISTED_FIELDS
from archive.engine.opensearch.spellings import ask_commonest, ask_similar, ask_terms
from archive.engine.opensearch.together import Asking
from archive.engine.opensearch.typical import ask_typical
from archive.model.entity import Names
from archive.model.fields import FACET_NAMES
from archive.model.query import Node
from archive.model.result import Completion, Similar, TermCount, TypicalTerm, Work

_Found = TypeVar("_Found")


class TermAnswers:
    """A part of `archive.engine.searcher.Searcher`."""

    _shown: Matching
    _concealed: HiddenArticles
    _facts: Facts
    _names: Names
    _completions: ValueCompletions | None = None

    @abstractmethod
    def _ask(self, question: Asking[_Found]) -> _Found:
        """What a question returns."""

    @abstractmethod
    def _ask_all(self, questions: Sequence[Asking[_Found]]) -> list[_Found]:
        """What questions return that are asked together."""

    @abstractmethod
    def _clause(self, tree: Node) -> Matching:
        """A tree, among the articles that are shown."""

    @abstractmethod
    def count_many(self, trees: Sequence[Node]) -> tuple[int, ...]:
        """How many articles are in each tree."""

    def work(self, trees: Sequence[Node]) -> tuple[Work, ...]:
        """See `Searcher`. How many articles hold a token is asked once of each."""
        wanted = dict.fromkeys(leaf for tree in trees for leaf in counted_leaves(tree))
        counts = self._facts.counts(list(wanted), self.count_many)
        return tuple(work_of(tree, counts) for tree in trees)

    def terms(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """See `Searcher`."""
        return self._ask(ask_terms(_listed(field), prefix, limit, self._concealed))

    def commonest(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """See `Searcher`."""
        return self._ask(ask_commonest(_listed(field), prefix, limit, self._concealed))

    def similar(self, asked: Sequence[Similar], limit: int) -> tuple[tuple[TermCount, ...], ...]:
        """See `Searcher`."""
        for each in asked:
            _listed(each.field)
        return tuple(self._ask_all([ask_similar(each, limit, self._concealed) for each in asked]))

    def typical(self, field: str, tree: Node, among: Node, limit: int) -> tuple[TypicalTerm, ...]:
        """See `Searcher`."""
        return self._ask(ask_typical(field, self._clause(tree), self._clause(among), limit))

    def completions(self, typed: str, facets: Sequence[str], limit: int) -> tuple[Completion, ...]:
        """See `Searcher`."""
        if self._completions is None:
            newest = articles([self._shown, in_none([self._concealed.older])])
            counts = self._ask_all([ask_counts(newest, f"facet_{facet}") for facet in FACET_NAMES])
            of_facet = {facet: some for facet, (_, some) in zip(FACET_NAMES, counts, strict=True)}
            self._completions = ValueCompletions(of_facet, self._names)
        return self._completions.find(typed, facets, limit)


def _listed(field: str) -> str:
    """The field, if its tokens are listed; raises ValueError for another."""
    if field not in LISTED_FIELDS:
        raise ValueError(f"the tokens of {LISTED_FIELDS} are listed, not those of {field}")
    return field
