"""From a typed query to tokens: words, quotes, operators, parentheses, field names.

Full-width, curly and half-width forms of every sign mean the same. Nothing is an error here: what
has no meaning as a sign is part of a word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Final

from archive.search.syntax import FIELDS


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
    MINUS = "-"


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its text: of a quote what is inside it, of a field its name."""

    sign: Sign
    text: str


#: Opening quote -> what may close it.
_QUOTES: Final = {
    **dict.fromkeys('"“”„‟＂', '"“”„‟＂'),
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    "﹃": "﹄",
}
_OPEN: Final = "(（"
_CLOSE: Final = ")）"
_MINUS: Final = "-－−﹣"
_EQUALS: Final = "=＝"
_OPERATORS: Final = {"AND": Sign.AND, "OR": Sign.OR, "NOT": Sign.NOT}
_STOPS: Final = frozenset(_OPEN + _CLOSE + "".join(_QUOTES))
_FIELD: Final = re.compile(r"([A-Za-zＡ-Ｚａ-ｚ]{2,8})[:：](?=\S)")


class _Lexer:
    def __init__(self, text: str, *, operators: bool) -> None:
        self.text = text
        self.operators = operators
        self.at = 0
        self.tokens: list[Token] = []
        self.unclosed = False

    def run(self) -> None:
        while self.at < len(self.text):
            character = self.text[self.at]
            if character.isspace():
                self.at += 1
            elif character in _OPEN or character in _CLOSE:
                self._add(Sign.OPEN if character in _OPEN else Sign.CLOSE, character, 1)
            elif not (self._quote() or self._minus() or self._field()):
                self._word()

    def _add(self, sign: Sign, text: str, length: int) -> None:
        self.tokens.append(Token(sign, text))
        self.at += length

    def _quote(self) -> bool:
        start = self.at
        sign = Sign.QUOTE
        if self.text[start] in _EQUALS and self.text[start + 1 : start + 2] in _QUOTES:
            start, sign = start + 1, Sign.PRINTED
        closers = _QUOTES.get(self.text[start : start + 1])
        if closers is None:
            return False
        end = next((i for i in range(start + 1, len(self.text)) if self.text[i] in closers), -1)
        if end < 0:
            self.unclosed = True
            self.at = start + 1
        else:
            self._add(sign, self.text[start + 1 : end], end + 1 - self.at)
        return True

    def _at_word_start(self) -> bool:
        before = self.text[self.at - 1 : self.at]
        return not before or before.isspace() or before in _OPEN

    def _minus(self) -> bool:
        following = self.text[self.at + 1 : self.at + 2]
        if self.text[self.at] not in _MINUS or not self._at_word_start():
            return False
        if not following or following.isspace() or following in _MINUS or following in _CLOSE:
            return False
        self._add(Sign.MINUS, "-", 1)
        return True

    def _field(self) -> bool:
        match = _FIELD.match(self.text, self.at)
        if match is None or match.end() >= len(self.text):
            return False
        name = unicodedata.normalize("NFKC", match[1]).lower()
        if name not in FIELDS or self.text[match.end()] in _OPEN + _CLOSE:
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
        sign = _OPERATORS.get(unicodedata.normalize("NFKC", word)) if self.operators else None
        self._add(sign or Sign.WORD, word, len(word))


def is_capital_headline(text: str) -> bool:
    """Whether a query is all in capitals, operators apart: then AND, OR, NOT are words of it."""
    words = re.findall(r"[A-Za-z]+", unicodedata.normalize("NFKC", text))
    others = [word for word in words if word not in _OPERATORS]
    return bool(others) and all(word.isupper() for word in others)


@dataclass(frozen=True, slots=True)
class Lexed:
    """The tokens of a query, and what could not be read as signs."""

    tokens: tuple[Token, ...]
    unclosed_quote: bool
    headline: bool


def lex(text: str, *, operators: bool = True) -> Lexed:
    """Cut a query into tokens. Without `operators`, AND, OR and NOT are words."""
    headline = operators and is_capital_headline(text)
    lexer = _Lexer(text, operators=operators and not headline)
    lexer.run()
    spoken = headline and any(word in _OPERATORS for word in text.split())
    return Lexed(tuple(lexer.tokens), lexer.unclosed, spoken)
