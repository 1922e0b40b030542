"""Marks: where a text holds what was asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from archive.model.query import And, AtLeast, Near, Node, Or, Phrase, Prefix, Printed, Term
from archive.text.near import close_together, word_numbers
from archive.text.scan import HAN, HAN_PAIR, Scan, scan
from archive.text.tokens import cased_word, exact_tokens, stems


class Occurrence(NamedTuple):
    """A span of the original text that holds something asked; `what` numbers the thing asked."""

    start: int
    end: int
    what: int


Leaf = Term | Phrase | Prefix | Near | Printed


def leaves(node: Node) -> Iterator[Leaf]:
    """What a query tree asks for, in order; what it excludes is not among it."""
    if isinstance(node, And | Or | AtLeast):
        for part in node.parts:
            yield from leaves(part)
    elif isinstance(node, Leaf):
        yield node


def field_of(leaf: Leaf) -> tuple[str, str]:
    """The text and the analyzer a leaf asks of."""
    if isinstance(leaf, Printed):
        return leaf.text, "printed"
    text, _, analyzer = leaf.field.rpartition("_")
    return text, analyzer


def find_occurrences(text: str, which: str, asked: Iterable[Leaf]) -> list[Occurrence]:
    """Every occurrence in `text` of what `asked` asks of the text named `which`, by place."""
    of_text = [leaf for leaf in dict.fromkeys(asked) if field_of(leaf)[0] == which]
    if not of_text:
        return []
    scanned = scan(text)
    found: list[Occurrence] = []
    for number, leaf in enumerate(of_text):
        for start, end in _spans(scanned, leaf):
            found.append(Occurrence(start, end, number))
    return sorted(found)


def _spans(scanned: Scan, leaf: Leaf) -> Iterator[tuple[int, int]]:
    """Where one leaf occurs, in the original text."""
    if isinstance(leaf, Printed):
        yield from printed_spans(scanned.folded.original, leaf.literal)
        return
    if isinstance(leaf, Near):
        found = near_spans(scanned, leaf)
    elif isinstance(leaf, Phrase):
        found = _phrase_spans(scanned, leaf)
    elif isinstance(leaf, Prefix):
        found = (
            (span.start, span.end)
            for span in scanned.spans
            if not span.han and span.text.startswith(leaf.text)
        )
    else:
        found = _term_spans(scanned, leaf)
    for start, end in found:
        yield scanned.folded.span(start, end)


def _term_spans(scanned: Scan, leaf: Term) -> Iterator[tuple[int, int]]:
    analyzer = field_of(leaf)[1]
    if analyzer == "char":
        for span in scanned.spans:
            if span.han:
                for at in all_at(span.text, leaf.text):
                    yield span.start + at, span.start + at + 1
    elif analyzer == "word":
        words = [span for span in scanned.spans if not span.han]
        for span, stemmed in zip(words, stems([w.text for w in words]), strict=True):
            if stemmed == leaf.text:
                yield span.start, span.end
    elif analyzer == "cased":
        folded = scanned.folded
        for span in scanned.spans:
            if not span.han:
                first, last = folded.span(span.start, span.end)
                if cased_word(folded.original[first:last]) == leaf.text:
                    yield span.start, span.end
    else:
        yield from _phrase_spans(scanned, Phrase(leaf.field, (leaf.text,), (0,)))


def all_at(text: str, part: str) -> Iterator[int]:
    """Offsets of every occurrence of `part`, overlapping ones too."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


class _Placed(NamedTuple):
    """An occurrence of `exact` tokens: first and last position, and its span in the folded text."""

    first: int
    last: int
    start: int
    end: int


def _placed(scanned: Scan, part: Term | Phrase | Prefix) -> Iterator[_Placed]:
    """Where a part of a `Near` occurs."""
    if isinstance(part, Prefix):
        for span in scanned.spans:
            if not span.han:
                if span.text.startswith(part.text):
                    yield _Placed(span.position, span.position, span.start, span.end)
                continue
            for at in all_at(span.text, part.text):
                place, start = span.position + at, span.start + at
                yield _Placed(place, place, start, start + 1)
        return
    if isinstance(part, Term):
        part = Phrase(part.field, (part.text,), (0,))
    width = max(
        place + (2 if HAN_PAIR.fullmatch(text) else 1)
        for text, place in zip(part.texts, part.places, strict=True)
    )
    for first, start, end in _phrase_places(scanned, part):
        yield _Placed(first, first + width - 1, start, end)


def near_spans(scanned: Scan, leaf: Near) -> Iterator[tuple[int, int]]:
    """What lies close together, each occurrence by itself."""
    numbers = word_numbers(scanned.spans)
    groups = [
        sorted({one for part in parts for one in _placed(scanned, part)}) for parts in leaf.groups
    ]
    extents = [[(numbers[one.first], numbers[one.last] + 1) for one in group] for group in groups]
    for group, kept in zip(groups, close_together(extents, leaf.distance), strict=True):
        for number in kept:
            yield group[number].start, group[number].end


def _places(scanned: Scan, texts: frozenset[str]) -> Mapping[str, dict[int, tuple[int, int]]]:
    """Position -> span in the folded text, of each of these `exact` tokens."""
    places: dict[str, dict[int, tuple[int, int]]] = {text: {} for text in texts}
    pairs = [text for text in texts if len(text) == 2]
    others = texts - set(pairs)
    for span in scanned.spans:
        if span.han and not others:
            for pair in pairs:
                for at in all_at(span.text, pair):
                    first = span.start + at
                    places[pair][span.position + at] = (first, first + 2)
            continue
        for text, position, start, end in exact_tokens((span,)):
            if text in places:
                places[text][position] = (start, end)
    return places


def _phrase_spans(scanned: Scan, leaf: Phrase) -> Iterator[tuple[int, int]]:
    for _, start, end in _phrase_places(scanned, leaf):
        yield start, end


def _phrase_places(scanned: Scan, leaf: Phrase) -> Iterator[tuple[int, int, int]]:
    """Where a phrase occurs: position, start and end in the folded text."""
    places = _places(scanned, frozenset(leaf.texts))
    ordered = [places[text] for text in leaf.texts]
    for position, (start, _) in ordered[0].items():
        ends = [
            held[position + place]
            for held, place in zip(ordered, leaf.places, strict=True)
            if position + place in held
        ]
        if len(ends) == len(ordered):
            yield position, start, max(end for _, end in ends)


def printed_spans(text: str, literal: str) -> Iterator[tuple[int, int]]:
    """Where `literal` stands in `text` character for character, not inside a longer word.

    1,560 and 1.2 are words, so 560 does not stand in the one nor 2 in the other; nor does He in
    He'll.
    """
    for match in printed_pattern(literal).finditer(text):
        yield match.start(1), match.end(1)


@lru_cache(maxsize=256)
def printed_pattern(literal: str) -> re.Pattern[str]:
    """What matches where a literal stands in the way of `printed_spans`; group 1 is its span."""
    before = rf"(?<![^\W_{HAN}])(?<![^\W_]['’])" if _is_word(literal[:1]) else ""
    after = rf"(?![^\W_{HAN}])(?!['’](?![sS](?![^\W_]))[^\W\d_])" if _is_word(literal[-1:]) else ""
    if literal[:1].isdigit():
        before += r"(?<!\d[.,])"
    if literal[-1:].isdigit():
        after += r"(?![.,]\d)"
    return re.compile(f"(?=({before}{re.escape(literal)}{after}))")


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
