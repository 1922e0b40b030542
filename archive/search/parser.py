"""From tokens to a syntax tree. Whatever is typed has a reading; `notes` says where it is odd.

AND, spoken or not, binds tighter than OR; NOT and the minus bind to the next part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from archive.search.lexer import Sign, Token, lex
from archive.search.syntax import AndParts, Fielded, NotPart, OrParts, Part, Quote, Word

#: Parentheses nested deeper than this are left out.
MAX_DEPTH: Final = 40

#: Parts of one query beyond this are left out.
MAX_PARTS: Final = 300


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query's syntax tree, None where nothing was asked, and notes on its reading."""

    part: Part | None
    notes: tuple[str, ...]


class _Parser:
    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self._tokens = tokens
        self._at = 0
        self._parts = 0
        self.notes: dict[str, None] = {}

    def parse(self) -> Part | None:
        found: list[Part] = []
        while self._at < len(self._tokens):
            part = self._or(0)
            found += [part] if part is not None else []
            if self._at < len(self._tokens):
                self._at += 1
                self.note("A closing parenthesis without an opening one is left out.")
        return _joined(AndParts, found)

    def note(self, text: str) -> None:
        self.notes[text] = None

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _or(self, depth: int) -> Part | None:
        found: list[Part] = []
        while True:
            part = self._and(depth)
            token = self._peek()
            operator = token is not None and token.sign is Sign.OR
            if part is not None:
                found.append(part)
            if not operator:
                return _joined(OrParts, found)
            self._at += 1
            if part is None or not self._begins():
                found += self._lone("OR")

    def _and(self, depth: int) -> Part | None:
        found: list[Part] = []
        while (token := self._peek()) is not None and token.sign not in (Sign.OR, Sign.CLOSE):
            if token.sign is Sign.AND:
                self._at += 1
                if not found or not self._begins():
                    found += self._lone("AND")
                continue
            part = self._unary(depth)
            if part is not None:
                found.append(part)
        return _joined(AndParts, found)

    def _begins(self) -> bool:
        """Whether the next token begins a part."""
        token = self._peek()
        return token is not None and token.sign not in (Sign.OR, Sign.AND, Sign.CLOSE)

    def _lone(self, word: str) -> list[Part]:
        self.note(f"{word} stands alone and is read as a word.")
        return [Word(word)]

    def _unary(self, depth: int) -> Part | None:
        token = self._peek()
        assert token is not None
        self._at += 1
        if token.sign in (Sign.NOT, Sign.MINUS):
            if not self._begins():
                return self._lone("NOT")[0] if token.sign is Sign.NOT else None
            # NOT NOT x is x; a loop, because thousands of them must not nest.
            negative = True
            while (again := self._peek()) and again.sign in (Sign.NOT, Sign.MINUS):
                self._at += 1
                negative = not negative
            part = self._unary(depth) if self._begins() else None
            if part is None:
                return None
            return NotPart(part) if negative else part
        if token.sign is Sign.OPEN:
            return self._group(depth)
        return self._leaf(token)

    def _group(self, depth: int) -> Part | None:
        if depth >= MAX_DEPTH:
            self.note(f"Parentheses are read {MAX_DEPTH} deep; deeper ones are left out.")
            return None
        part = self._or(depth + 1)
        token = self._peek()
        if token is not None and token.sign is Sign.CLOSE:
            self._at += 1
        else:
            self.note("A parenthesis is not closed; it is read as closed at the end.")
        return part

    def _leaf(self, token: Token) -> Part | None:
        self._parts += 1
        if self._parts > MAX_PARTS:
            self.note(f"Only the first {MAX_PARTS} words are searched.")
            return None
        if token.sign is Sign.FIELD:
            following = self._peek()
            if following is None or following.sign in (Sign.OPEN, Sign.CLOSE):
                return Word(token.text)
            self._at += 1
            return Fielded(token.text, _plain(following))
        return _plain(token)


def _plain(token: Token) -> Word | Quote:
    if token.sign in (Sign.QUOTE, Sign.PRINTED):
        return Quote(token.text, token.sign is Sign.PRINTED)
    return Word(token.text)


def _joined(group: type[AndParts] | type[OrParts], parts: list[Part]) -> Part | None:
    """Several parts as one; groups of the same kind melt into one."""
    flat: list[Part] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, group) else [part])
    if len(flat) < 2:
        return flat[0] if flat else None
    return group(tuple(flat))


def parse(text: str) -> Parsed:
    """Read a query. Never fails."""
    lexed = lex(text)
    parser = _Parser(lexed.tokens)
    if lexed.unclosed_quote:
        parser.note("A quotation mark is not closed; the words after it are read as plain words.")
    if lexed.headline:
        parser.note("The query is all in capitals, so AND, OR and NOT are read as words.")
    part = parser.parse()
    return Parsed(part, tuple(parser.notes))
