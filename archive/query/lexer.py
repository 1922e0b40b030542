"""From a typed query to tokens: words, quotes, operators, parentheses, field names.

Full-width, curly and half-width forms of every sign mean the same. Nothing is an error here: what
has no meaning as a sign is part of a word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from archive.model.fields import TEXTS
from archive.model.message import Message
from archive.query.capitals import OPERATORS, cut_words, is_capital_headline, shouts
from archive.query.foreign_signs import (
    ABSENT,
    ALIASES,
    BANG,
    PLUS,
    SINCE,
    UNTIL,
    bracketed_range,
    choices,
    wildcard_pieces,
    without_boost,
)
from archive.query.signs import Sign, Token
from archive.query.syntax import DAY_FIELDS, FIELDS, MINUS, QUOTES
from archive.text.scan import AMPERSAND

#: So much of what was typed stands in a note.
_SHOWN: Final = 40

_OPEN: Final = "(（"
_CLOSE: Final = ")）"
_EQUALS: Final = "=＝"
_STOPS: Final = frozenset(_OPEN + _CLOSE + "".join(QUOTES))

#: What a word begins behind: parentheses and quotation marks of either kind.
_BESIDE: Final = _STOPS | frozenset("".join(QUOTES.values()))
_FIELD: Final = re.compile(r"([A-Za-zＡ-Ｚａ-ｚ]{2,15})[:：](?=\S)")
_LONE_FIELD: Final = re.compile(r"([A-Za-z]{2,15})[:：]")
_WITHIN: Final = re.compile(r"[~～〜∼]([0-9０-９]{1,4})(?!\w)")
_NEAR: Final = re.compile(r"(?:NEAR|[Ww])/([0-9]{1,4})")
_AROUND: Final = re.compile(r"AROUND\(([0-9]{1,4})\)(?!\w)")

#: What joins like an operator in whatever case the words beside it are.
_JOINING: Final = {"&&": Sign.AND, "||": Sign.OR}


class _Lexer:
    def __init__(self, text: str, *, operators: bool) -> None:
        self.text = text
        self.operators = operators
        self.at = 0
        self.tokens: list[Token] = []
        self.unclosed = False
        self.notes: dict[Message, None] = {}
        #: Closing marks of which none is left: no later quote needs to look for them again.
        self._missing: set[str] = set()

    def run(self) -> None:
        readers = (self._around, self._range, self._quote, self._minus, self._required, self._field)
        while self.at < len(self.text):
            character = self.text[self.at]
            if character.isspace():
                self.at += 1
            elif character in _OPEN or character in _CLOSE:
                self._add(Sign.OPEN if character in _OPEN else Sign.CLOSE, character, 1)
            elif not any(reads() for reads in readers):
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
        if self._after_field():
            return False
        if self.text[self.at] in MINUS:
            joins = following and not following.isspace() and following not in MINUS + _CLOSE
        else:
            joins = self.text[self.at] in BANG and self._begins_word(following)
            if joins:
                self._note(Message.of("bang", word=self._stretch(self.at)))
        if not joins:
            return False
        self._add(Sign.MINUS, "-", 1)
        return True

    def _begins_word(self, following: str) -> bool:
        """Whether a sign stands before a word, a quote or a group rather than behind one."""
        before = self.text[self.at - 1 : self.at]
        free = not before or before.isspace() or before in _BESIDE
        return free and (following.isalnum() or (following in _STOPS and following not in _CLOSE))

    def _required(self) -> bool:
        """A plus before what must be there: all must."""
        following = self.text[self.at + 1 : self.at + 2]
        if self.text[self.at] not in PLUS or self._after_field():
            return False
        if not following or not self._begins_word(following):
            return False
        self.at += 1
        return True

    def _around(self) -> bool:
        match = _AROUND.match(self.text, self.at) if self.operators else None
        if match:
            self._add(Sign.NEAR, match[0], len(match[0]), int(match[1]))
        return match is not None

    def _range(self) -> bool:
        """`[2020 TO 2024]`: of a field of days a range; elsewhere words."""
        bounds = bracketed_range(self.text, self.at)
        if bounds is None:
            return False
        first, last, end = bounds
        typed = self.text[self.at : end]
        if self._after_field() and self.tokens[-1].text in DAY_FIELDS:
            self._add(Sign.WORD, f"{first}..{last}", end - self.at)
            return True
        self._note(Message.of("bracketed_range", word=typed[:_SHOWN], first=first, last=last))
        return False

    def _note(self, message: Message) -> None:
        self.notes[message] = None

    def _stretch(self, start: int) -> str:
        """What stands up to the next space, as far as a note shows it."""
        return self.text[start : start + _SHOWN].split()[0]

    def _field(self) -> bool:
        match = _FIELD.match(self.text, self.at)
        if match is None or self._after_field() or self.text[match.end()] in _CLOSE:
            return False
        name = unicodedata.normalize("NFKC", match[1]).lower()
        name = ALIASES.get(name, name)
        if name in SINCE | UNTIL:
            return self._bound(name, match.end())
        if name not in FIELDS:
            return False
        self._add(Sign.FIELD, name, match.end() - self.at)
        return True

    def _bound(self, name: str, start: int) -> bool:
        """`after:2024-01-01`: days from this one on; `before:` those up to it."""
        if self.text[start] in _STOPS:
            return False
        value = self.text[start : self._end(start)]
        self._add(Sign.FIELD, "date", 0)
        self._add(
            Sign.WORD,
            f"{value}.." if name in SINCE else f"..{value}",
            start + len(value) - self.at,
        )
        return True

    def _end(self, start: int) -> int:
        """Where a word ends that begins here."""
        end = start + 1
        while end < len(self.text) and not self.text[end].isspace():
            if self.text[end] in _STOPS:
                break
            end += 1
        return end

    def _word(self) -> None:
        word = self.text[self.at : self._end(self.at)]
        plain = unicodedata.normalize("NFKC", word)
        near = _NEAR.fullmatch(plain)
        if near:
            self._add(Sign.NEAR, plain, len(word), int(near[1]))
        elif plain in _JOINING and self.operators:
            self._add(_JOINING[plain], plain, len(word))
        elif AMPERSAND.match(self.text, self.at):
            self._add(Sign.WORD, "and", len(word))
        elif plain not in OPERATORS:
            self._plain_word(word)
        elif self.operators:
            self._add(OPERATORS[plain], plain, len(word))
        else:
            # Quoted, it is a word in whatever query it is written.
            self._add(Sign.QUOTE, plain, len(word))

    def _plain_word(self, word: str) -> None:
        """A word, taken apart where it holds signs of other systems."""
        after = self.at + len(word)
        if self._after_field() and self.tokens[-1].text not in TEXTS:
            self._add(Sign.WORD, word, len(word))
            return
        bare = without_boost(word)
        if bare == "" and not self._touches_before():
            bare = None
        if bare is not None:
            self._note(Message.of("boost", word=word[:_SHOWN]))
            word = bare
        self._tell(word)
        if pieces := choices(word):
            self._note(Message.of("bar", word=word[:_SHOWN]))
            self._group(pieces, Sign.OR)
        elif pieces := wildcard_pieces(word):
            self._note(Message.of("wildcard", word=word[:_SHOWN]))
            self._group(pieces, Sign.AND)
        elif word == "|" and self._touches_before() and not self._is_free(after):
            self._add(Sign.OR, word, 0)
        elif word and bare is not None:
            self._derived(word)
        elif word:
            self._add(Sign.WORD, word, 0)
        self.at = after

    def _derived(self, word: str) -> None:
        """What is left of a word: quoted where it would be read as a sign by itself."""
        lexer = _Lexer(word, operators=True)
        lexer.run()
        itself = lexer.tokens == [Token(Sign.WORD, word)]
        self._add(Sign.WORD if itself else Sign.QUOTE, word, 0)

    def _tell(self, word: str) -> None:
        """Notes on a word that looks like a sign of another system, and stays a word."""
        lone = _LONE_FIELD.fullmatch(word)
        if lone and lone[1].lower() in ABSENT:
            self._note(Message.of("unknown_field", field=lone[1], word=word))
        if word == "NEAR" and self.operators and not shouts(self.text):
            self._note(Message.of("near_alone"))

    def _group(self, pieces: list[str], operator: Sign) -> None:
        """Words joined by an operator, as one."""
        self._add(Sign.OPEN, "(", 0)
        for number, piece in enumerate(pieces):
            if number:
                self._add(operator, operator.value, 0)
            self._derived(piece)
        self._add(Sign.CLOSE, ")", 0)

    def _is_free(self, at: int) -> bool:
        """Whether nothing but a space stands here."""
        return not self.text[at : at + 1].strip()

    def _touches_before(self) -> bool:
        return not self._is_free(self.at - 1) if self.at else False


@dataclass(frozen=True, slots=True)
class Lexed:
    """The tokens of a query, and what could not be read as signs, or not as typed.

    `headline`: AND, OR or NOT stand in it as words, because it is a headline in capitals.
    """

    tokens: tuple[Token, ...]
    unclosed_quote: bool
    headline: bool
    notes: tuple[Message, ...]


def lex(text: str) -> Lexed:
    """Cut a query into tokens."""
    headline = is_capital_headline(text)
    lexer = _Lexer(text, operators=not headline)
    lexer.run()
    operator_words = headline and any(word in OPERATORS for word in cut_words(text))
    return Lexed(tuple(lexer.tokens), lexer.unclosed, operator_words, tuple(lexer.notes))
