"""How much work a tree is, from how many articles hold each of its tokens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive.model.query import (
    And,
    AtLeast,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Printed,
    Says,
    Term,
)
from archive.model.result import Work

#: What is counted: a token, or all that begin alike.
CountedLeaf = Term | Prefix


def counted_leaves(node: Node) -> Iterator[CountedLeaf]:
    """The tokens that a tree asks for."""
    match node:
        case Term() | Prefix():
            yield node
        case Phrase(field, texts):
            yield from (Term(field, text) for text in texts)
        case And(parts) | Or(parts) | AtLeast(_, parts):
            for child in parts:
                yield from counted_leaves(child)
        case Near(_, groups) | Says(_, groups):
            for group in groups:
                for child in group:
                    yield from counted_leaves(child)
        case Not(child) | Printed(child):
            yield from counted_leaves(child)


def work_of(node: Node, counts: Mapping[CountedLeaf, int]) -> Work:
    """The work of a tree: a step a node, and one for each article that holds a token."""
    match node:
        case Term() | Prefix():
            return Work(1 + counts[node], 1)
        case Phrase(field, texts):
            return work_of(Or(tuple(Term(field, text) for text in texts)), counts)
        case And(parts) | Or(parts) | AtLeast(_, parts):
            each = [work_of(child, counts) for child in parts]
            return Work(1 + sum(work.find for work in each), sum(work.show for work in each))
        case Near(_, groups) | Says(_, groups):
            return work_of(Or(tuple(child for group in groups for child in group)), counts)
        case Not(child):
            return Work(1 + work_of(child, counts).find, 0)
        case Printed(child):
            inner = work_of(child, counts)
            return Work(1 + inner.find, 1 + inner.show)
    return Work(1, 0)
