"""From tokens to a syntax tree. Whatever is typed has a reading; `notes` says where it is odd.

NOT and the minus bind to the next part, then NEAR, then AND, written or not, then OR.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from archive.model.message import Message
from archive.model.query import FARTHEST
from archive.query.lexer import lex
from archive.query.signs import Sign, Token
from archive.query.syntax import (
    AndParts,
    Fielded,
    NearParts,
    NotPart,
    OrParts,
    Quote,
    SyntaxNode,
    Word,
    parts_of,
)

#: Parentheses nested deeper than this are left out.
MAX_DEPTH: Final = 40

#: Words, quotes and fields of one query beyond this are left out.
MAX_LEAVES: Final = 300

#: So many words or groups can be asked to stand near each other.
MAX_NEAR: Final = 8

#: A page reads its query when it is compiled, for corrections and for days; so many are remembered.
_REMEMBERED: Final = 8

_LEAVES: Final = (Sign.WORD, Sign.QUOTE, Sign.PRINTED)
_BEGINNINGS: Final = (*_LEAVES, Sign.FIELD, Sign.OPEN, Sign.NOT, Sign.MINUS)
_ENDS: Final = (*_LEAVES, Sign.CLOSE)
_BETWEEN: Final = (Sign.AND, Sign.OR, Sign.NEAR)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query's syntax tree, None where nothing was asked, and notes on its reading."""

    tree: SyntaxNode | None
    notes: tuple[Message, ...]


def _settled(tokens: tuple[Token, ...], notes: dict[Message, None]) -> list[Token]:
    """The tokens with operators that join nothing as quoted words, and fields of nothing as words.

    From here on an operator has operands on both sides.
    """
    settled: list[Token] = []
    for token, following in pairwise((*tokens, None)):
        assert token is not None
        before = settled[-1].sign if settled else None
        after = following.sign if following else None
        joins_nothing = before not in _ENDS or after not in _BEGINNINGS
        denies_nothing = after not in _BEGINNINGS or before is Sign.FIELD
        if (token.sign in _BETWEEN and joins_nothing) or (
            token.sign is Sign.NOT and denies_nothing
        ):
            settled.append(_lone(token, notes))
        else:
            settled.append(token)
    return [_field_or_word(token, after) for token, after in pairwise((*settled, None)) if token]


def _lone(token: Token, notes: dict[Message, None]) -> Token:
    notes[Message.of("lone_operator", word=token.text)] = None
    return Token(Sign.QUOTE, token.text)


def _field_or_word(token: Token, following: Token | None) -> Token:
    if token.sign is Sign.FIELD and (
        following is None or following.sign not in (*_LEAVES, Sign.OPEN)
    ):
        return Token(Sign.WORD, token.text)
    return token


class _Parser:
    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.notes: dict[Message, None] = {}
        self._tokens = _settled(tokens, self.notes)
        self._at = 0
        self._leaves = 0

    def parse(self) -> SyntaxNode | None:
        children: list[SyntaxNode] = []
        while self._at < len(self._tokens):
            child = self._or(0)
            children += [child] if child is not None else []
            if self._at < len(self._tokens):
                self._at += 1
                self.note("stray_parenthesis")
        return _joined(AndParts, children)

    def note(self, code: str, **values: str | int) -> None:
        self.notes[Message.of(code, **values)] = None

    def _sign(self) -> Sign | None:
        return self._tokens[self._at].sign if self._at < len(self._tokens) else None

    def _or(self, depth: int) -> SyntaxNode | None:
        children = [self._and(depth)]
        while self._sign() is Sign.OR:
            self._at += 1
            children.append(self._and(depth))
        return _joined(OrParts, [child for child in children if child is not None])

    def _and(self, depth: int) -> SyntaxNode | None:
        children: list[SyntaxNode] = []
        while (sign := self._sign()) not in (None, Sign.OR, Sign.CLOSE):
            if sign is Sign.AND:
                self._at += 1
                continue
            child = self._near(depth)
            children += [child] if child is not None else []
        return _joined(AndParts, children)

    def _near(self, depth: int) -> SyntaxNode | None:
        parts = [self._unary(depth)]
        distances: list[int] = []
        while self._sign() is Sign.NEAR:
            distances.append(self._tokens[self._at].number or 0)
            self._at += 1
            parts.append(self._unary(depth))
        operands = [operand for operand in parts if operand is not None]
        if len(operands) < 2:
            return operands[0] if operands else None
        return self._close_by(operands, max(distances), several=len(set(distances)) > 1)

    def _close_by(
        self, parts: list[SyntaxNode], distance: int, *, several: bool
    ) -> SyntaxNode | None:
        flat = [operand for child in parts for operand in parts_of(child)]
        if len(flat) > MAX_NEAR:
            self.note("near_many", most=MAX_NEAR)
            return _joined(AndParts, parts)
        if not all(map(_can_be_near, flat)):
            self.note("near_operands")
            return _joined(AndParts, parts)
        if several:
            self.note("near_chain", distance=min(distance, FARTHEST))
        return NearParts(tuple(flat), self._distance(distance))

    def _distance(self, distance: int) -> int:
        if distance > FARTHEST:
            self.note("near_far", most=FARTHEST)
        return min(distance, FARTHEST)

    def _unary(self, depth: int) -> SyntaxNode | None:
        # NOT NOT x is x; a loop, because thousands of them must not nest.
        negative = False
        while self._sign() in (Sign.NOT, Sign.MINUS):
            self._at += 1
            negative = not negative
        if self._sign() not in _BEGINNINGS:
            return None
        child = self._plain(depth)
        if not negative or child is None:
            return child
        return child.inner if isinstance(child, NotPart) else NotPart(child)

    def _plain(self, depth: int) -> SyntaxNode | None:
        token = self._tokens[self._at]
        self._at += 1
        if token.sign is Sign.OPEN:
            return self._group(depth)
        if token.sign is Sign.FIELD and self._sign() is Sign.OPEN:
            self._at += 1
            group = self._group(depth)
            return None if group is None else _fielded(token.text, group)
        self._leaves += 1
        if token.sign is Sign.FIELD:
            inner = self._leaf(self._tokens[self._at])
            self._at += 1
            leaf: SyntaxNode = Fielded(token.text, inner)
        else:
            leaf = self._leaf(token)
        if self._leaves > MAX_LEAVES:
            self.note("many_words", most=MAX_LEAVES)
            return None
        return leaf

    def _leaf(self, token: Token) -> Word | Quote:
        if token.sign is Sign.WORD:
            return Word(token.text)
        number = token.number
        within = None if number is None else self._distance(number)
        return Quote(token.text, token.sign is Sign.PRINTED, within)

    def _group(self, depth: int) -> SyntaxNode | None:
        if depth >= MAX_DEPTH:
            self.note("deep_parentheses", most=MAX_DEPTH)
            return None
        group = self._or(depth + 1)
        if self._sign() is Sign.CLOSE:
            self._at += 1
        else:
            self.note("open_parenthesis")
        if group is None:
            self.note("empty_parentheses")
        return group


def _can_be_near(tree: SyntaxNode) -> bool:
    """Whether NEAR can join a part: a word, a plain quote, or any of such."""
    if isinstance(tree, OrParts):
        return all(isinstance(child, Word | Quote) and _can_be_near(child) for child in tree.parts)
    if isinstance(tree, Quote):
        return not tree.printed and tree.within is None
    return isinstance(tree, Word)


def _fielded(field: str, tree: SyntaxNode) -> SyntaxNode:
    """A group asked of a field: each of its words and quotes is; named fields stay."""
    match tree:
        case Word() | Quote() | NearParts():
            return Fielded(field, tree)
        case NotPart(inner):
            return NotPart(_fielded(field, inner))
        case AndParts(parts):
            return AndParts(tuple(_fielded(field, child) for child in parts))
        case OrParts(parts):
            return OrParts(tuple(_fielded(field, child) for child in parts))
        case _:
            return tree


def _joined(kind: type[AndParts] | type[OrParts], parts: list[SyntaxNode]) -> SyntaxNode | None:
    """Several parts as one; groups of the same kind melt into one."""
    flat: list[SyntaxNode] = []
    for child in parts:
        flat.extend(child.parts if isinstance(child, kind) else [child])
    if len(flat) < 2:
        return flat[0] if flat else None
    return kind(tuple(flat))


def _first_notes(unclosed_quote: bool, headline: bool) -> Iterator[Message]:
    if unclosed_quote:
        yield Message.of("open_quote")
    if headline:
        yield Message.of("capital_headline")


@lru_cache(maxsize=_REMEMBERED)
def parse(text: str) -> Parsed:
    """Read a query. Never fails."""
    lexed = lex(text)
    parser = _Parser(lexed.tokens)
    tree = parser.parse()
    first = _first_notes(lexed.unclosed_quote, lexed.headline)
    return Parsed(tree, (*first, *lexed.notes, *parser.notes))
