"""What a plain query asks of the articles in the other language: each of its terms, in theirs.

The words that one term may be there weigh as one word that is as rare as all of them together, each
by the root of how probable it is (after the probabilistic structured queries of Darwish and Oard,
2003): of 130 headlines 0.54 find their counterpart among the first ten, 0.52 by the plain
probability.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from archive.model.fields import TEXTS
from archive.model.language import Language
from archive.model.lexicon import Translation
from archive.model.query import And, AtLeast, FacetFilter, Node, Ranking, ScoredTerm
from archive.query.relaxed import LEAST_SHARE
from archive.query.synonyms import Rarity, nodes_of, shared
from archive.query.words import Words, any_of

#: What a headline says in two languages differs more than what the texts do: so much counts a
#: headline's score beside that within one language. R@10 is 0.60 with it, 0.585 without.
_HEADLINE: Final = 0.6


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A word of the other language that a term may be; not `asked` where it is only offered."""

    translation: Translation
    node: Node
    asked: bool


@dataclass(frozen=True, slots=True)
class AcrossTerm:
    """A term as typed, and its words in the other language, the likeliest first.

    Without any it is asked as it is typed, if `node` is given: a figure, or a Latin word that
    Chinese texts may print too.
    """

    typed: str
    words: tuple[AskedWord, ...] = ()
    itself: Node | None = None

    @property
    def asked(self) -> tuple[AskedWord, ...]:
        """The words that are asked."""
        return tuple(word for word in self.words if word.asked)

    @property
    def node(self) -> Node | None:
        """Articles with any word that is asked; None where none is."""
        if self.asked:
            return any_of(word.node for word in self.asked)
        return self.itself


@dataclass(frozen=True, slots=True)
class Across:
    """A query in the other language: its terms, and in which languages it is asked."""

    languages: tuple[Language, ...]
    terms: tuple[AcrossTerm, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """What each term asks that asks anything, none twice."""
        nodes = (term.node for term in self.terms)
        return tuple(dict.fromkeys(node for node in nodes if node is not None))

    @property
    def whole(self) -> Node:
        """Articles with every term."""
        return And(self.nodes)

    @property
    def partly(self) -> Node:
        """Articles with some of the terms, of many with several."""
        return AtLeast(max(1, round(LEAST_SHARE * len(self.nodes))), self.nodes)

    def filters(self, chosen: Sequence[FacetFilter]) -> tuple[FacetFilter, ...]:
        """What was chosen in facets, with the other language in the place of any."""
        others = (told for told in chosen if told.facet != "language")
        return (*others, FacetFilter("language", tuple(map(str, self.languages))))


def ranking_of(across: Across, words: Words, rarity: Rarity) -> Ranking:
    """How articles in the other language are scored; all that must be counted is, in one call."""
    asked = [
        (node, list(_forms(term, words)))
        for term in across.terms
        if (node := term.node) is not None
    ]
    scored = (told for _, forms in asked for _, terms in forms for told in terms)
    rarity.learn((*(node for node, _ in asked), *nodes_of(scored)))
    heaviest: dict[tuple[str, str], ScoredTerm] = {}
    for node, forms in asked:
        for weight, terms in forms:
            for told in map(_weighed, shared(terms, weight * rarity(node), rarity)):
                before = heaviest.get((told.field, told.text))
                if before is None or before.weight < told.weight:
                    heaviest[told.field, told.text] = told
    return Ranking(tuple(heaviest.values()))


def _weighed(term: ScoredTerm) -> ScoredTerm:
    """A term of the other language: its headlines count less than those of the query's own."""
    in_title = term.field.startswith("title_")
    return term._replace(weight=term.weight * _HEADLINE) if in_title else term


def _forms(term: AcrossTerm, words: Words) -> Iterator[tuple[float, tuple[ScoredTerm, ...]]]:
    """The words that are asked of a term, each with its weight beside the likeliest's."""
    most = max((word.translation.probability for word in term.asked), default=1.0)
    for word in term.asked:
        weight = math.sqrt(word.translation.probability / most)
        yield weight, words.scored_text(word.translation.word, TEXTS)
    if not term.words:
        yield 1.0, words.scored_text(term.typed, TEXTS)
