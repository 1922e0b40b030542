"""Where words stand in an article: near each other, in what is said. Only all its tokens tell."""

from __future__ import annotations

from collections.abc import Iterable

from archive.model.article import Tokens
from archive.model.query import Near, Phrase, Positional, Prefix, Says, Term
from archive.model.statement import Statement
from archive.text.near import Extent, any_together
from archive.text.scan import HAN_PAIR, SENTENCE_MARK, STRETCH_MARK, Gap

_MARK_WIDTHS = {STRETCH_MARK: int(Gap.STRETCH), SENTENCE_MARK: int(Gap.SENTENCE)}


def _width(token: str) -> int:
    """How many positions a token takes."""
    return 2 if HAN_PAIR.fullmatch(token) else 1


class _Words:
    """Where the tokens of a text stand, and the number of the word at each position."""

    def __init__(self, tokens: Tokens) -> None:
        self._places: dict[str, list[int]] = {}
        marks: dict[int, int] = {}
        for token, position in zip(tokens.terms, tokens.positions, strict=True):
            self._places.setdefault(token, []).append(position)
            if token in _MARK_WIDTHS:
                marks[position] = _MARK_WIDTHS[token]
        self._before: list[int] = []
        taken = 0
        for position in range(max(tokens.positions, default=-1) + 3):
            self._before.append(taken)
            taken += marks.get(position, 0)

    def number(self, position: int) -> int:
        """The number of the word at a position: punctuation counts nothing."""
        return position - self._before[position]

    def starts(self, token: str) -> list[int]:
        """The positions of a token."""
        return self._places.get(token, [])

    def beginning(self, text: str) -> list[int]:
        """The positions of all tokens that begin so."""
        places = [at for token, at in self._places.items() if token.startswith(text)]
        return sorted({position for some in places for position in some})


def _places(words: _Words, part: Positional) -> list[tuple[int, int]]:
    """The first and last positions of each occurrence of a part."""
    match part:
        case Term(_, text):
            return [(at, at + _width(text) - 1) for at in words.starts(text)]
        case Prefix(_, text):
            return [(at, at) for at in words.beginning(text)]
        case Phrase(_, texts, places):
            pairs = list(zip(texts, places, strict=True))
            starts = set.intersection(
                *({at - place for at in words.starts(text)} for text, place in pairs)
            )
            length = max(place + _width(text) for text, place in pairs)
            return [(at, at + length - 1) for at in sorted(starts)]


def _extents(words: _Words, part: Positional) -> list[Extent]:
    """The occurrences of a part: from its first word to behind its last."""
    return [(words.number(at), words.number(last) + 1) for at, last in _places(words, part)]


def holds_near(tokens: Tokens, node: Near) -> bool:
    """Whether a text holds what a node asks for."""
    words = _Words(tokens)
    groups = [
        sorted({extent for part in parts for extent in _extents(words, part)})
        for parts in node.groups
    ]
    return any_together(groups, node.distance)


def holds_said(tokens: Tokens, statements: Iterable[Statement], node: Says) -> bool:
    """Whether one of the statements that are shown of an article is such; `tokens` of `SAID_IN`."""
    words = _Words(tokens)
    groups = [[place for part in parts for place in _places(words, part)] for parts in node.groups]
    return any(
        all(
            any(one.first <= first and last <= one.last for first, last in places)
            for places in groups
        )
        for one in statements
        if node.speakers is None or (one.speaker and one.speaker.entity in node.speakers)
    )
