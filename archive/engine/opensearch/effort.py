"""How much work a tree is, from how many articles hold each of its tokens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive.model.query import And, AtLeast, Near, Node, Not, Or, Phrase, Prefix, Printed, Term
from archive.model.result import Work

#: What is counted: a token, or all that begin alike.
Leaf = Term | Prefix


def leaves(node: Node) -> Iterator[Leaf]:
    """The tokens that a tree asks for."""
    match node:
        case Term() | Prefix():
            yield node
        case Phrase(field, texts):
            yield from (Term(field, text) for text in texts)
        case And(parts) | Or(parts) | AtLeast(_, parts):
            for part in parts:
                yield from leaves(part)
        case Near(_, groups):
            for group in groups:
                for part in group:
                    yield from leaves(part)
        case Not(part) | Printed(part):
            yield from leaves(part)


def work_of(node: Node, counts: Mapping[Leaf, int]) -> Work:
    """The work of a tree: a step a node, and one for each article that holds a token."""
    match node:
        case Term() | Prefix():
            return Work(1 + counts[node], 1)
        case Phrase(field, texts):
            return work_of(Or(tuple(Term(field, text) for text in texts)), counts)
        case And(parts) | Or(parts) | AtLeast(_, parts):
            each = [work_of(part, counts) for part in parts]
            return Work(1 + sum(one.find for one in each), sum(one.show for one in each))
        case Near(_, groups):
            return work_of(Or(tuple(part for group in groups for part in group)), counts)
        case Not(part):
            return Work(1 + work_of(part, counts).find, 0)
        case Printed(part):
            inner = work_of(part, counts)
            return Work(1 + inner.find, 1 + inner.show)
    return Work(1, 0)
