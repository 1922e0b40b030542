"""What a name or a term asks that is searched in several forms.

The forms of one thing weigh as one word that is as rare as all of them together. Otherwise its
rarest form would put its articles before all others, and every form another order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from archive.model.fields import TEXTS
from archive.model.query import Bonus, Node, ScoredTerm, Term
from archive.model.result import GenerationInfo
from archive.query.names import Expanded
from archive.query.parted import without_dot
from archive.query.words import Alike, Clause, Words, any_of, in_texts
from archive.text.folding import fold_text


class Counts(Protocol):
    """What counts articles."""

    def count_many(self, trees: Sequence[Node]) -> tuple[int, ...]:
        """How many articles each tree finds."""

    def info(self) -> GenerationInfo:
        """What is known of the generation."""


class Rarity:
    """Inverse document frequency of sets of articles, as BM25 has it; each is counted once."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self._found: dict[Node, int] = {}
        self._expected: dict[Node, None] = {}

    def expect(self, nodes: Iterable[Node]) -> None:
        """Count these too when something is counted next."""
        self._expected |= dict.fromkeys(nodes)

    def forget(self) -> None:
        """Count nothing of what was expected."""
        self._expected.clear()

    def learn(self, nodes: Iterable[Node] = ()) -> None:
        """Count these, and all that is expected, in one call."""
        self.expect(nodes)
        new = [node for node in self._expected if node not in self._found]
        self._expected.clear()
        if new:
            self._found.update(zip(new, self._counts.count_many(new), strict=True))

    def __call__(self, node: Node) -> float:
        """The inverse document frequency of a node."""
        n = self._number(node)
        return math.log(1 + (self._counts.info().articles - n + 0.5) / (n + 0.5))

    def is_common(self, node: Node, share: float, least: int) -> bool:
        """Whether more than this share of all articles, and more than `least`, are found."""
        return self._number(node) > max(least, share * self._counts.info().articles)

    def _number(self, node: Node) -> int:
        if node not in self._found:
            self.learn((node,))
        return self._found[node]


def nodes_of(terms: Iterable[ScoredTerm]) -> Iterator[Node]:
    """What is counted for each term."""
    return (Term(term.field, term.text) for term in terms)


def counted_of(alike: Alike) -> Iterator[Node]:
    """What is counted for terms of which each form weighs alike."""
    yield alike.node
    for form in alike.forms:
        yield from nodes_of(form)


def shared(terms: Sequence[ScoredTerm], whole: float, rarity: Rarity) -> list[ScoredTerm]:
    """The terms of one form, weighed so that together they are as rare as the group."""
    fields: dict[str, list[tuple[ScoredTerm, float]]] = {}
    for term in terms:
        fields.setdefault(term.field, []).append((term, rarity(Term(term.field, term.text))))
    weighed_terms = []
    for weighed in fields.values():
        own = sum(idf for _, idf in weighed)
        factor = whole / own if own else 0.0
        weighed_terms += [
            ScoredTerm(t.field, t.text, round(t.weight * factor, 4)) for t, _ in weighed
        ]
    return weighed_terms


def _alike(node: Node, forms: Iterable[Iterable[ScoredTerm | Alike]], rarity: Rarity) -> Alike:
    """The terms of all forms, whose weights wait until everything was counted."""
    plain = tuple(tuple(term for term in form if isinstance(term, ScoredTerm)) for form in forms)
    alike = Alike(node, plain)
    rarity.expect(counted_of(alike))
    return alike


def _weighed(alike: Alike, rarity: Rarity) -> list[ScoredTerm]:
    """The terms of all forms, none twice."""
    whole = rarity(alike.node)
    heaviest: dict[tuple[str, str], ScoredTerm] = {}
    for form in alike.forms:
        for term in shared(form, whole, rarity):
            before = heaviest.get((term.field, term.text))
            if before is None or before.weight < term.weight:
                heaviest[term.field, term.text] = term
    return list(heaviest.values())


def weighed(terms: Sequence[ScoredTerm | Alike], rarity: Rarity) -> tuple[ScoredTerm, ...]:
    """The terms of a query with all their weights."""
    plain = [term for term in terms if isinstance(term, ScoredTerm)]
    if len(plain) == len(terms):
        return tuple(plain)
    rarity.learn()
    every: list[ScoredTerm] = []
    for term in terms:
        every += [term] if isinstance(term, ScoredTerm) else _weighed(term, rarity)
    return tuple(dict.fromkeys(every))


def ways_of_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names as they are written, each once: as given, then in Chinese without a middle dot."""
    plain = (bare for name in names if (bare := without_dot(name)) is not None)
    return tuple(dict.fromkeys((*names, *plain)))


def ask_name(
    expanded: Expanded, rarity: Rarity, words: Words, texts: tuple[str, ...] = TEXTS
) -> Clause:
    """What a name asks: any of the names it is expanded to, each as it is written.

    A Chinese name with a middle dot also stands for itself without it. A doubtful name asks for
    what its words ask, so that taking another name in never finds less.
    """
    nodes = [in_texts(name, texts) for name in ways_of_names(expanded.searched)]
    typed = words.words(expanded.typed, texts) if expanded.doubtful else None
    node = any_of(nodes if typed is None else (typed.node, *nodes))
    # In one order, whichever was typed: a sum depends on it.
    names = sorted(expanded.searched, key=fold_text)
    forms = [words.scored_text(name, texts) for name in names]
    return Clause(node, (_alike(node, forms, rarity),), (), expanded.typed)


def ask_term(
    expanded: Expanded, rarity: Rarity, words: Words, texts: tuple[str, ...] = TEXTS
) -> Clause | None:
    """What a term asks: any of the words it is expanded to, each read as a word."""
    clauses = [
        clause for word in expanded.searched if (clause := words.words(word, texts)) is not None
    ]
    if not clauses:
        return None
    node = any_of(clause.node for clause in clauses)
    bonuses: tuple[Bonus, ...] = tuple(bonus for clause in clauses for bonus in clause.bonuses)
    alike = _alike(node, [clause.terms for clause in clauses], rarity)
    return Clause(node, (alike,), bonuses, expanded.typed)
