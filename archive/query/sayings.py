"""What a query asks of statements: who says what, all in one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from archive.model.query import Node, Positional, Says
from archive.query.proximity import Group, chunks_of, written
from archive.query.syntax import SAID, Quote, SyntaxNode, Word, render
from archive.query.words import Clause, Words
from archive.text.phrases import quoted_spans

_BODY = "body"


class AskedPart(NamedTuple):
    """A part of a query and what it asks."""

    part: SyntaxNode
    clause: Clause


def said_clause(inner: Word | Quote, group: Group, words: Words) -> Clause | None:
    """What is asked of a statement by a word or a quote, which `group` asks of a text.

    Of a quote whose words may stand apart each stands somewhere in the statement. None where
    nothing is asked.
    """
    if not quoted_spans(inner.text):
        return None
    groups: tuple[tuple[Positional, ...], ...] = (group(_BODY),)
    shown = render(inner)
    if isinstance(inner, Quote) and inner.within is not None:
        chunks = chunks_of(inner.text, words.segmenter)
        groups = tuple(written(chunk, _BODY) for chunk in chunks)
        shown = " ".join(f'"{chunk}"' for chunk in chunks)
    scored = words.scored_text(inner.text, (_BODY,))
    return Clause(Says(None, groups), scored, (), f"{SAID}:{shown}")


def in_one_statement(asked: Sequence[AskedPart]) -> list[AskedPart]:
    """All that is asked at once, with what one statement says as one.

    What is said is said by the speaker before it, else by the one behind it; without any, all that
    is said stands in one statement.
    """
    left: list[AskedPart] = []
    groups: list[int] = []
    for one in asked:
        node = one.clause.node
        if not isinstance(node, Says):
            left.append(one)
            continue
        to = _joining(node, left, groups)
        if to is None:
            groups.append(len(left))
            left.append(one)
        else:
            left[to] = left[to]._replace(clause=_joined(left[to].clause, one.clause, node))
    return left


def _joining(node: Says, left: Sequence[AskedPart], groups: Sequence[int]) -> int | None:
    """Which of the statements asked for so far a part belongs to; None for one of its own."""
    if not groups:
        return None
    last = left[groups[-1]].clause.node
    assert isinstance(last, Says)
    return groups[-1] if node.speakers is None or last.speakers is None else None


def _joined(before: Clause, clause: Clause, node: Says) -> Clause:
    old: Node = before.node
    assert isinstance(old, Says)
    speakers = node.speakers if old.speakers is None else old.speakers
    return replace(
        before,
        node=Says(speakers, (*old.groups, *node.groups)),
        terms=(*before.terms, *clause.terms),
        read_as=f"{before.read_as} {clause.read_as}",
    )
