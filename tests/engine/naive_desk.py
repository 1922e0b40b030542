"""What may be typed, and what is typical of some articles, by the plainest means."""

from __future__ import annotations

import sys
from abc import abstractmethod
from collections import Counter
from collections.abc import Mapping, Sequence

from archive.engine.completing import completion_weight
from archive.model.article import Document
from archive.model.association import LEAST_TOGETHER, LEAST_WEIGHT, log_likelihood
from archive.model.entity import Names
from archive.model.facets import facet_values
from archive.model.fields import ENTITY_FACETS, FACET_NAMES
from archive.model.query import Node
from archive.model.result import Completion, TermCount, TypicalTerm
from archive.text.readings import typing_keys
from tests.engine.naive_stories import Known


def naive_completions(
    newest: Sequence[Document], names: Names, typed: str, facets: Sequence[str]
) -> tuple[Completion, ...]:
    """Of every value of some documents every name is compared with what was typed."""
    weights = {}
    for place, facet in enumerate(FACET_NAMES):
        counts = Counter(value for one in newest for value in facet_values(one, facet))
        for value, count in counts.items() if facet in facets and typed else ():
            entity = names.get(value) if facet in ENTITY_FACETS else None
            found = [
                completion_weight(typed, key, way, count)
                for name in (entity.all_names() if entity else (value.removeprefix("c:"),))
                for key, way in typing_keys(name).items()
                if key.startswith(typed)
            ]
            if found:
                weights[Completion(facet, value, count)] = -max(found), place, value
    return tuple(sorted(weights, key=weights.__getitem__))


def naive_typical(
    field: str, some: Sequence[Document], every: Sequence[Document]
) -> tuple[TypicalTerm, ...]:
    """Every term of some documents is counted in all of them."""
    found = []
    for term in {term for one in some for term in one.fields[field].terms}:
        together = sum(term in one.fields[field].terms for one in some)
        everywhere = sum(term in one.fields[field].terms for one in every)
        weight = round(log_likelihood(together, len(some), everywhere, len(every)), 6)
        if together >= LEAST_TOGETHER and weight >= LEAST_WEIGHT:
            found.append(TypicalTerm(term, together, everywhere, weight))
    return tuple(sorted(found, key=lambda term: (-term.weight, term.text)))


class NaiveDesk:
    """A part of `NaiveSearcher`."""

    _documents: list[Document]
    _names: Names
    _stories: Mapping[str, Known]

    @abstractmethod
    def terms(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """See `Searcher`."""

    @abstractmethod
    def _holds(self, document: Document, node: Node) -> bool:
        """Whether a tree denotes a document."""

    def _is_older(self, document: Document) -> bool:
        article = document.article.id
        return article in self._stories[article].older

    def commonest(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        found = (t for t in self.terms(field, prefix, sys.maxsize) if t.text not in ",.")
        return tuple(sorted(found, key=lambda term: (-term.count, term.text))[:limit])

    def completions(self, typed: str, facets: Sequence[str], limit: int) -> tuple[Completion, ...]:
        newest = [d for d in self._documents if not self._is_older(d)]
        return naive_completions(newest, self._names, typed, facets)[:limit]

    def typical(self, field: str, tree: Node, among: Node, limit: int) -> tuple[TypicalTerm, ...]:
        every = [d for d in self._documents if self._holds(d, among)]
        some = [d for d in self._documents if self._holds(d, tree)]
        return naive_typical(field, some, every)[:limit]
