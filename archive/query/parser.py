"""From tokens to a syntax tree. Whatever is typed has a reading; `notes` says where it is odd.

NOT and the minus bind to the next part, then NEAR, then AND, written or not, then OR.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from archive.model.message import Message
from archive.model.query import FARTHEST
from archive.query.lexer import Sign, Token, lex
from archive.query.syntax import (
    AndParts,
    Fielded,
    NearParts,
    NotPart,
    OrParts,
    Part,
    Quote,
    Word,
    parts_of,
)

#: Parentheses nested deeper than this are left out.
MAX_DEPTH: Final = 40

#: Parts of one query beyond this are left out.
MAX_PARTS: Final = 300

#: So many words or groups can be asked to stand near each other.
MAX_NEAR: Final = 8

_LEAVES: Final = (Sign.WORD, Sign.QUOTE, Sign.PRINTED)
_BEGINNINGS: Final = (*_LEAVES, Sign.FIELD, Sign.OPEN, Sign.NOT, Sign.MINUS)
_ENDS: Final = (*_LEAVES, Sign.CLOSE)
_BETWEEN: Final = (Sign.AND, Sign.OR, Sign.NEAR)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query's syntax tree, None where nothing was asked, and notes on its reading."""

    part: Part | None
    notes: tuple[Message, ...]


def _settled(tokens: tuple[Token, ...], notes: dict[Message, None]) -> list[Token]:
    """The tokens with operators that join nothing as quoted words, and fields of nothing as words.

    From here on an operator has parts on both sides.
    """
    found: list[Token] = []
    for token, following in pairwise((*tokens, None)):
        assert token is not None
        before = found[-1].sign if found else None
        after = following.sign if following else None
        joins_nothing = before not in _ENDS or after not in _BEGINNINGS
        denies_nothing = after not in _BEGINNINGS or before is Sign.FIELD
        if (token.sign in _BETWEEN and joins_nothing) or (
            token.sign is Sign.NOT and denies_nothing
        ):
            found.append(_lone(token, notes))
        else:
            found.append(token)
    return [_field_or_word(token, after) for token, after in pairwise((*found, None)) if token]


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
        self._parts = 0

    def parse(self) -> Part | None:
        found: list[Part] = []
        while self._at < len(self._tokens):
            part = self._or(0)
            found += [part] if part is not None else []
            if self._at < len(self._tokens):
                self._at += 1
                self.note("stray_parenthesis")
        return _joined(AndParts, found)

    def note(self, code: str, **values: str | int) -> None:
        self.notes[Message.of(code, **values)] = None

    def _sign(self) -> Sign | None:
        return self._tokens[self._at].sign if self._at < len(self._tokens) else None

    def _or(self, depth: int) -> Part | None:
        found = [self._and(depth)]
        while self._sign() is Sign.OR:
            self._at += 1
            found.append(self._and(depth))
        return _joined(OrParts, [part for part in found if part is not None])

    def _and(self, depth: int) -> Part | None:
        found: list[Part] = []
        while (sign := self._sign()) not in (None, Sign.OR, Sign.CLOSE):
            if sign is Sign.AND:
                self._at += 1
                continue
            part = self._near(depth)
            found += [part] if part is not None else []
        return _joined(AndParts, found)

    def _near(self, depth: int) -> Part | None:
        parts = [self._unary(depth)]
        distances: list[int] = []
        while self._sign() is Sign.NEAR:
            distances.append(self._tokens[self._at].number or 0)
            self._at += 1
            parts.append(self._unary(depth))
        kept = [part for part in parts if part is not None]
        if len(kept) < 2:
            return kept[0] if kept else None
        return self._close_by(kept, max(distances), several=len(set(distances)) > 1)

    def _close_by(self, parts: list[Part], distance: int, *, several: bool) -> Part | None:
        flat = [one for part in parts for one in parts_of(part)]
        if len(flat) > MAX_NEAR:
            self.note("near_many", most=MAX_NEAR)
            return _joined(AndParts, parts)
        if not all(map(_can_be_near, flat)):
            self.note("near_operands")
            return _joined(AndParts, parts)
        if several:
            self.note("near_chain", distance=min(distance, FARTHEST))
        return NearParts(tuple(flat), self._distance(distance))

    def _distance(self, asked: int) -> int:
        if asked > FARTHEST:
            self.note("near_far", most=FARTHEST)
        return min(asked, FARTHEST)

    def _unary(self, depth: int) -> Part | None:
        # NOT NOT x is x; a loop, because thousands of them must not nest.
        negative = False
        while self._sign() in (Sign.NOT, Sign.MINUS):
            self._at += 1
            negative = not negative
        if self._sign() not in _BEGINNINGS:
            return None
        part = self._plain(depth)
        if not negative or part is None:
            return part
        return part.part if isinstance(part, NotPart) else NotPart(part)

    def _plain(self, depth: int) -> Part | None:
        token = self._tokens[self._at]
        self._at += 1
        if token.sign is Sign.OPEN:
            return self._group(depth)
        if token.sign is Sign.FIELD and self._sign() is Sign.OPEN:
            self._at += 1
            part = self._group(depth)
            return None if part is None else _fielded(token.text, part)
        self._parts += 1
        if token.sign is Sign.FIELD:
            inner = self._leaf(self._tokens[self._at])
            self._at += 1
            leaf: Part = Fielded(token.text, inner)
        else:
            leaf = self._leaf(token)
        if self._parts > MAX_PARTS:
            self.note("many_words", most=MAX_PARTS)
            return None
        return leaf

    def _leaf(self, token: Token) -> Word | Quote:
        if token.sign is Sign.WORD:
            return Word(token.text)
        number = token.number
        within = None if number is None else self._distance(number)
        return Quote(token.text, token.sign is Sign.PRINTED, within)

    def _group(self, depth: int) -> Part | None:
        if depth >= MAX_DEPTH:
            self.note("deep_parentheses", most=MAX_DEPTH)
            return None
        part = self._or(depth + 1)
        if self._sign() is Sign.CLOSE:
            self._at += 1
        else:
            self.note("open_parenthesis")
        if part is None:
            self.note("empty_parentheses")
        return part


def _can_be_near(part: Part) -> bool:
    """Whether NEAR can join a part: a word, a plain quote, or any of such."""
    if isinstance(part, OrParts):
        return all(isinstance(one, Word | Quote) and _can_be_near(one) for one in part.parts)
    if isinstance(part, Quote):
        return not part.printed and part.within is None
    return isinstance(part, Word)


def _fielded(field: str, part: Part) -> Part:
    """A group asked of a field: each of its words and quotes is; named fields stay."""
    match part:
        case Word() | Quote() | NearParts():
            return Fielded(field, part)
        case NotPart(inner):
            return NotPart(_fielded(field, inner))
        case AndParts(parts):
            return AndParts(tuple(_fielded(field, one) for one in parts))
        case OrParts(parts):
            return OrParts(tuple(_fielded(field, one) for one in parts))
        case _:
            return part


def _joined(group: type[AndParts] | type[OrParts], parts: list[Part]) -> Part | None:
    """Several parts as one; groups of the same kind melt into one."""
    flat: list[Part] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, group) else [part])
    if len(flat) < 2:
        return flat[0] if flat else None
    return group(tuple(flat))


def _first_notes(unclosed_quote: bool, headline: bool) -> Iterator[Message]:
    if unclosed_quote:
        yield Message.of("open_quote")
    if headline:
        yield Message.of("capital_headline")


def parse(text: str) -> Parsed:
    """Read a query. Never fails."""
    lexed = lex(text)
    parser = _Parser(lexed.tokens)
    part = parser.parse()
    return Parsed(part, (*_first_notes(lexed.unclosed_quote, lexed.headline), *parser.notes))
