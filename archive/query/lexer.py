"""From a typed query to tokens: words, quotes, operators, parentheses, field names.

Full-width, curly and half-width forms of every sign mean the same. Nothing is an error here: what
has no meaning as a sign is part of a word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final

from archive.query.syntax import FIELDS, MINUS, QUOTES


class Sign(Enum):
    """What a token is."""

    WORD = "word"
    QUOTE = "quote"
    PRINTED = "printed"
    FIELD = "field"
    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    NEAR = "NEAR"
    MINUS = "-"


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its text: of a quote what is inside it, of a field its name.

    `number` is the distance of NEAR, or of a quote whose words may stand apart.
    """

    sign: Sign
    text: str
    number: int | None = None


#: A query in capitals of so many Latin words, operators apart, is a pasted headline: acronyms that
#: an operator joins are fewer.
HEADLINE_WORDS: Final = 5

_OPEN: Final = "(（"
_CLOSE: Final = ")）"
_EQUALS: Final = "=＝"
_OPERATORS: Final = {"AND": Sign.AND, "OR": Sign.OR, "NOT": Sign.NOT}
_STOPS: Final = frozenset(_OPEN + _CLOSE + "".join(QUOTES))
_FIELD: Final = re.compile(r"([A-Za-zＡ-Ｚａ-ｚ]{2,8})[:：](?=\S)")
_WITHIN: Final = re.compile(r"[~～〜∼]([0-9０-９]{1,4})(?!\w)")
_NEAR: Final = re.compile(r"NEAR/([0-9]{1,4})")


class _Lexer:
    def __init__(self, text: str, *, operators: bool) -> None:
        self.text = text
        self.operators = operators
        self.at = 0
        self.tokens: list[Token] = []
        self.unclosed = False
        #: Closing marks of which none is left: no later quote needs to look for them again.
        self._missing: set[str] = set()

    def run(self) -> None:
        while self.at < len(self.text):
            character = self.text[self.at]
            if character.isspace():
                self.at += 1
            elif character in _OPEN or character in _CLOSE:
                self._add(Sign.OPEN if character in _OPEN else Sign.CLOSE, character, 1)
            elif not (self._quote() or self._minus() or self._field()):
                self._word()

    def _add(self, sign: Sign, text: str, length: int, number: int | None = None) -> None:
        self.tokens.append(Token(sign, text, number))
        self.at += length

    def _closing(self, start: int, closers: str) -> int:
        if closers in self._missing:
            return -1
        closing = re.compile(f"[{closers}]").search(self.text, start)
        if closing is None:
            self._missing.add(closers)
            return -1
        return closing.start()

    def _quote(self) -> bool:
        start = self.at
        sign = Sign.QUOTE
        if self.text[start] in _EQUALS and self.text[start + 1 : start + 2] in QUOTES:
            start, sign = start + 1, Sign.PRINTED
        closers = QUOTES.get(self.text[start : start + 1])
        if closers is None:
            return False
        end = self._closing(start + 1, closers)
        if end < 0:
            self.unclosed = True
            self.at = start + 1
            return True
        within = _WITHIN.match(self.text, end + 1) if sign is Sign.QUOTE else None
        after, number = (within.end(), int(within[1])) if within else (end + 1, None)
        self._add(sign, self.text[start + 1 : end], after - self.at, number)
        return True

    def _after_field(self) -> bool:
        """Whether what follows is a field's value, in which no minus and no field is read."""
        return bool(self.tokens) and self.tokens[-1].sign is Sign.FIELD

    def _minus(self) -> bool:
        following = self.text[self.at + 1 : self.at + 2]
        if self.text[self.at] not in MINUS or self._after_field():
            return False
        if not following or following.isspace() or following in MINUS or following in _CLOSE:
            return False
        self._add(Sign.MINUS, "-", 1)
        return True

    def _field(self) -> bool:
        match = _FIELD.match(self.text, self.at)
        if match is None or self._after_field() or self.text[match.end()] in _CLOSE:
            return False
        name = unicodedata.normalize("NFKC", match[1]).lower()
        if name not in FIELDS:
            return False
        self._add(Sign.FIELD, name, match.end() - self.at)
        return True

    def _word(self) -> None:
        end = self.at + 1
        while end < len(self.text) and not self.text[end].isspace():
            if self.text[end] in _STOPS:
                break
            end += 1
        word = self.text[self.at : end]
        plain = unicodedata.normalize("NFKC", word)
        near = _NEAR.fullmatch(plain)
        if near:
            self._add(Sign.NEAR, plain, len(word), int(near[1]))
        elif plain not in _OPERATORS:
            self._add(Sign.WORD, word, len(word))
        elif self.operators:
            self._add(_OPERATORS[plain], plain, len(word))
        else:
            # Quoted, it is a word in whatever query it is written.
            self._add(Sign.QUOTE, plain, len(word))


def _is_capital(word: str) -> bool:
    return word.isupper() and any("A" <= letter <= "Z" for letter in word)


def _cut(text: str) -> list[str]:
    return unicodedata.normalize("NFKC", text).split()


def _all_capitals(text: str, words: list[str]) -> bool:
    """Whether all words with letters are Latin and in capitals, without quotes and parentheses."""
    lettered = [word for word in words if any(map(str.isalpha, word))]
    return not _STOPS & set(text) and all(map(_is_capital, lettered))


def is_capital_headline(text: str) -> bool:
    """Whether a query is a headline in capitals: then AND, OR, NOT are words of it.

    It has `HEADLINE_WORDS` Latin words or more, two of them side by side: in `EU OR UN OR WHO`
    the operators join. `NOT TO` joins nothing in a shorter one either.
    """
    words = _cut(text)
    if not _all_capitals(text, words):
        return False
    if ("NOT", "TO") in pairwise(words):
        return True
    beside = any(not {left, right} & _OPERATORS.keys() for left, right in pairwise(words))
    latin = [word for word in words if _is_capital(word) and word not in _OPERATORS]
    return len(latin) >= HEADLINE_WORDS and beside


def shouts(text: str) -> bool:
    """Whether capitals of a query mean nothing: all of it is in capitals, and nothing joins it."""
    words = _cut(text)
    joins = any(word in _OPERATORS for word in words)
    return is_capital_headline(text) or (_all_capitals(text, words) and not joins)


@dataclass(frozen=True, slots=True)
class Lexed:
    """The tokens of a query, and what could not be read as signs.

    `headline`: AND, OR or NOT stand in it as words, because it is a headline in capitals.
    """

    tokens: tuple[Token, ...]
    unclosed_quote: bool
    headline: bool


def lex(text: str) -> Lexed:
    """Cut a query into tokens."""
    headline = is_capital_headline(text)
    lexer = _Lexer(text, operators=not headline)
    lexer.run()
    operator_words = headline and any(word in _OPERATORS for word in _cut(text))
    return Lexed(tuple(lexer.tokens), lexer.unclosed, operator_words)
