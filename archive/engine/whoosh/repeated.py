"""Parts that several query trees have in common."""

from __future__ import annotations

from collections.abc import Sequence

from archive.model.query import And, AtLeast, Node, Not, Or, Printed


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case And(parts) | Or(parts) | AtLeast(_, parts):
            return parts
        case Not(child) | Printed(child):
            return (child,)
    return ()


def _reads_articles(node: Node) -> bool:
    return isinstance(node, Printed) or any(map(_reads_articles, _parts(node)))


def repeated(trees: Sequence[Node]) -> frozenset[Node]:
    """The nodes that stand in more than one tree, and are to be evaluated whole, once.

    Of a node that does, the parts are not looked at again. What reads stored articles is left out:
    whole it would read them all, where its surroundings leave few.
    """
    before: set[Node] = set()
    again: set[Node] = set()
    for tree in trees:
        mine: set[Node] = set()
        waiting = [tree]
        while waiting:
            node = waiting.pop()
            if node in before and not _reads_articles(node):
                again.add(node)
            elif node not in mine:
                mine.add(node)
                waiting += _parts(node)
        before |= mine
    return frozenset(again)
