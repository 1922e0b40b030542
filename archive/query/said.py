"""What a query says in single words: the leaves of a syntax tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from archive.model.fields import TEXTS
from archive.query.names import joined_parts
from archive.query.syntax import (
    AndParts,
    Fielded,
    NearParts,
    NotPart,
    OrParts,
    Quote,
    SyntaxNode,
    Word,
    render,
)
from archive.text.phrases import quoted_spans


def said_in(tree: SyntaxNode, is_term: Callable[[Sequence[str]], bool]) -> Iterator[str]:
    """What a query says in words or in quotes, the words of a term as one."""
    match tree:
        case Word(text) | Quote(text):
            yield text
        case Fielded(_, inner) | NotPart(inner):
            yield from said_in(inner, is_term)
        case AndParts(parts):
            for inner in joined_parts(parts, is_term):
                yield from said_in(inner, is_term)
        case OrParts(parts) | NearParts(parts):
            for inner in parts:
                yield from said_in(inner, is_term)


def words_of(
    tree: SyntaxNode, texts: tuple[str, ...] = TEXTS
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The single words of a query with the texts that they are asked of."""
    match tree:
        case Word(text):
            yield text, texts
        case NotPart(inner):
            yield from words_of(inner, texts)
        case Fielded(field, inner) if field in TEXTS:
            yield from words_of(inner, (field,))
        case AndParts(parts) | OrParts(parts) | NearParts(parts):
            for inner in parts:
                yield from words_of(inner, texts)


def first_known(near: NearParts) -> SyntaxNode:
    """The first of some parts near each other that asks for something."""
    return next(
        operand
        for operand in near.parts
        if isinstance(operand, OrParts) or quoted_spans(render(operand))
    )
