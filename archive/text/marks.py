"""Marks: where a text holds what a query asks for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import Final, NamedTuple

from archive.model.query import (
    And,
    AtLeast,
    Near,
    Node,
    Or,
    Phrase,
    Positional,
    Prefix,
    Printed,
    Term,
)
from archive.text.near import close_together, word_numbers
from archive.text.scan import HAN, HAN_PAIR, PARAGRAPH_END, Scan, Span, scan
from archive.text.tokens import exact_tokens

#: So many bigrams are looked for one by one; more are met in one pass over all of a text's.
_FEW_PAIRS: Final = 8


class Occurrence(NamedTuple):
    """A span of the original text that holds something asked; `what` numbers the thing asked."""

    start: int
    end: int
    what: int


Leaf = Term | Phrase | Prefix | Near | Printed


def leaves(node: Node) -> Iterator[Leaf]:
    """What a query tree asks for, in order; what it excludes is not among it."""
    if isinstance(node, And | Or | AtLeast):
        for child in node.parts:
            yield from leaves(child)
    elif isinstance(node, Leaf):
        yield node


def field_of(leaf: Leaf) -> tuple[str, str]:
    """The text and the analyzer a leaf asks of."""
    if isinstance(leaf, Printed):
        return leaf.text, "printed"
    text, _, analyzer = leaf.field.rpartition("_")
    return text, analyzer


def tokens_of(leaves: Iterable[Leaf]) -> frozenset[str]:
    """The `exact` tokens that leaves look for."""
    tokens: set[str] = set()
    for leaf in leaves:
        groups = leaf.groups if isinstance(leaf, Near) else ((leaf,),)
        for piece in (piece for group in groups for piece in group):
            if isinstance(piece, Phrase):
                tokens |= set(piece.texts)
            elif isinstance(piece, Term) and field_of(piece)[1] == "exact":
                tokens.add(piece.text)
    return frozenset(tokens)


@dataclass(frozen=True)
class TextTokens:
    """A text with where its tokens stand, each looked up once for everything asked."""

    scanned: Scan
    tokens: frozenset[str]

    @cached_property
    def places(self) -> Mapping[str, dict[int, tuple[int, int]]]:
        """Position -> span in the folded text, of each `exact` token asked for."""
        return _places(self.scanned, self.tokens)

    @cached_property
    def numbers(self) -> dict[int, int]:
        """Position -> number of the word."""
        return word_numbers(self.scanned.spans)

    def beginning(self, start: str) -> list[Span]:
        """The words that begin so."""
        words, spans = self._sorted
        first = bisect_left(words, start)
        return list(takewhile(lambda span: span.text.startswith(start), spans[first:]))

    @cached_property
    def _sorted(self) -> tuple[list[str], list[Span]]:
        spans = sorted((s for s in self.scanned.spans if not s.han), key=lambda s: s.text)
        return [span.text for span in spans], spans


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph of a folded text, without what parts them."""
    start = 0
    for border in PARAGRAPH_END.finditer(text):
        yield start, border.start()
        start = border.end()
    yield start, len(text)


def all_at(text: str, piece: str) -> Iterator[int]:
    """Offsets of every occurrence of `piece`, overlapping ones too."""
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


class _Placed(NamedTuple):
    """An occurrence of `exact` tokens: first and last position, and its span in the folded text."""

    first: int
    last: int
    start: int
    end: int


def _placed(text: TextTokens, sought: Positional) -> Iterator[_Placed]:
    """Where a part of a `Near` occurs."""
    if isinstance(sought, Prefix):
        for span in text.beginning(sought.text):
            yield _Placed(span.position, span.position, span.start, span.end)
        for span in (span for span in text.scanned.spans if span.han):
            for at in all_at(span.text, sought.text):
                place, start = span.position + at, span.start + at
                yield _Placed(place, place, start, start + 1)
        return
    if isinstance(sought, Term):
        sought = Phrase(sought.field, (sought.text,), (0,))
    width = max(
        place + (2 if HAN_PAIR.fullmatch(text) else 1)
        for text, place in zip(sought.texts, sought.places, strict=True)
    )
    for first, start, end in _phrase_places(text, sought):
        yield _Placed(first, first + width - 1, start, end)


def near_spans(text: TextTokens, leaf: Near) -> Iterator[tuple[int, int]]:
    """What lies close together in the folded text, each occurrence by itself; in no order."""
    groups = []
    for parts in leaf.groups:
        groups.append(sorted({place for part in parts for place in _placed(text, part)}))
        if not groups[-1]:
            return
    numbers = text.numbers
    extents = [
        [(numbers[place.first], numbers[place.last] + 1) for place in group] for group in groups
    ]
    for group, close in zip(groups, close_together(extents, leaf.distance), strict=True):
        for number in close:
            yield group[number].start, group[number].end


def _places(scanned: Scan, texts: frozenset[str]) -> Mapping[str, dict[int, tuple[int, int]]]:
    """Position -> span in the folded text, of each of these `exact` tokens."""
    places: dict[str, dict[int, tuple[int, int]]] = {text: {} for text in texts}
    pairs = [text for text in texts if len(text) == 2]
    others = texts - set(pairs)
    for span in scanned.spans:
        if span.han and not others and len(pairs) <= _FEW_PAIRS:
            for pair in pairs:
                for at in all_at(span.text, pair):
                    first = span.start + at
                    places[pair][span.position + at] = (first, first + 2)
            continue
        for text, position, start, end in exact_tokens((span,)):
            if text in places:
                places[text][position] = (start, end)
    return places


def phrase_spans(text: TextTokens, leaf: Phrase) -> Iterator[tuple[int, int]]:
    """Where a phrase occurs, in the folded text; in no order."""
    for _, start, end in _phrase_places(text, leaf):
        yield start, end


def _phrase_places(text: TextTokens, leaf: Phrase) -> Iterator[tuple[int, int, int]]:
    """Where a phrase occurs: position, start and end in the folded text."""
    places = text.places
    if not all(places[token] for token in leaf.texts):
        return
    # From the token that stands fewest times, and stop at the first that is missing.
    wanted = [(places[token], place) for token, place in zip(leaf.texts, leaf.places, strict=True)]
    rarest, offset = min(wanted, key=lambda pair: len(pair[0]))
    for at in rarest:
        position = at - offset
        if all(position + place in places_of for places_of, place in wanted):
            start = wanted[0][0][position][0]
            yield (
                position,
                start,
                max(places_of[position + place][1] for places_of, place in wanted),
            )


def printed_spans(text: str, literal: str) -> Iterator[tuple[int, int]]:
    """Where `literal` stands in `text` character for character, not inside a longer word.

    1,560 and 1.2 are words, so 560 does not stand in the one nor 2 in the other; nor does He in
    He'll.
    """
    if literal not in text:
        return
    pattern = _printed_pattern(literal)
    # A pattern that begins by looking back is tried everywhere; a plain search is much faster.
    for at in all_at(text, literal):
        if pattern.match(text, at):
            yield at, at + len(literal)


@lru_cache(maxsize=1024)
def _printed_pattern(literal: str) -> re.Pattern[str]:
    """A literal that no word or number continues."""
    before, after = unbroken(literal)
    return re.compile(f"{before}{re.escape(literal)}{after}")


def unbroken(literal: str) -> tuple[str, str]:
    """The patterns of what may stand before and behind a literal whose words are whole."""
    before = rf"(?<![^\W_{HAN}])(?<![^\W_]['’])" if _is_word(literal[:1]) else ""
    after = rf"(?![^\W_{HAN}])(?!['’](?![sS](?![^\W_]))[^\W\d_])" if _is_word(literal[-1:]) else ""
    if literal[:1].isdigit():
        before += r"(?<!\d[.,])"
    if literal[-1:].isdigit():
        after += r"(?![.,]\d)"
    return before, after


def _is_word(character: str) -> bool:
    """Whether a character belongs to words written with spaces between."""
    return any(not span.han for span in scan(character).spans)


def merge(occurrences: Iterable[Occurrence]) -> list[tuple[int, int]]:
    """Marks: overlapping occurrences as one span, touching ones as two; in order."""
    marks: list[tuple[int, int]] = []
    for start, end, _ in sorted(occurrences):
        if marks and start < marks[-1][1]:
            marks[-1] = (marks[-1][0], max(marks[-1][1], end))
        else:
            marks.append((start, end))
    return marks
