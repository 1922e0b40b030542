"""Whether words stand close together in an article, which only all its tokens tell."""

from __future__ import annotations

from archive.model.article import Tokens
from archive.model.query import Near, Phrase, Positional, Prefix, Term
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


def _extents(words: _Words, part: Positional) -> list[Extent]:
    """The occurrences of a part: from its first word to behind its last."""
    match part:
        case Term(_, text):
            numbers = map(words.number, words.starts(text))
            return [(number, number + _width(text)) for number in numbers]
        case Prefix(_, text):
            return [(words.number(at), words.number(at) + 1) for at in words.beginning(text)]
        case Phrase(_, texts, places):
            pairs = list(zip(texts, places, strict=True))
            starts = set.intersection(
                *({at - place for at in words.starts(text)} for text, place in pairs)
            )
            length = max(place + _width(text) for text, place in pairs)
            return [(words.number(at), words.number(at + length - 1) + 1) for at in sorted(starts)]


def holds_near(tokens: Tokens, node: Near) -> bool:
    """Whether a text holds what a node asks for."""
    words = _Words(tokens)
    groups = [
        sorted({extent for part in parts for extent in _extents(words, part)})
        for parts in node.groups
    ]
    return any_together(groups, node.distance)
