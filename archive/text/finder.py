"""Where texts hold what is asked: compiled once, then one pass over each text's tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from archive.model.query import Near, Phrase, Prefix, Printed, Term
from archive.text.folding import Folded, fold
from archive.text.marks import (
    Leaf,
    Occurrence,
    all_at,
    field_of,
    near_spans,
    printed_pattern,
)
from archive.text.scan import HAN_PAIR, SENTENCE_MARK, STRETCH_MARK, Gap, Scan, Span, scan_folded
from archive.text.tokens import cased_word, stems

#: Where a token stands in the folded text, by its position.
Places = Mapping[str, dict[int, tuple[int, int]]]

#: A span of the folded text and the number of the leaf that it holds.
_Found = tuple[int, int, int]

_MARKS: Final = {Gap.STRETCH: STRETCH_MARK, Gap.SENTENCE: SENTENCE_MARK}

_cased: Final = lru_cache(maxsize=1 << 16)(cased_word)


def _run_of(leaf: Leaf) -> str | None:
    """The Han run that is all a leaf asks for; None for any other leaf."""
    if isinstance(leaf, Term):
        analyzer = field_of(leaf)[1]
        whole = analyzer == "char" or (analyzer == "exact" and HAN_PAIR.fullmatch(leaf.text))
        return leaf.text if whole else None
    if not isinstance(leaf, Phrase) or leaf.places != tuple(range(len(leaf.texts))):
        return None
    texts = leaf.texts
    joined = all(left[-1] == right[0] for left, right in pairwise(texts))
    if joined and all(map(HAN_PAIR.fullmatch, texts)):
        return texts[0] + "".join(text[1] for text in texts[1:])
    return None


class Finder:
    """Finds what some leaves ask of the text named `name` ("title" or "body"), article by article.

    A run of Han characters is looked for in the folded text as it is; for everything else a text's
    tokens are made once, and each distinct word is stemmed once.
    """

    def __init__(self, leaves: Iterable[Leaf], name: str) -> None:
        self._runs: list[tuple[str, int]] = []
        self._stems: dict[str, int] = {}
        self._capitals: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self._prefixes: list[tuple[str, int]] = []
        self._phrases: list[tuple[Phrase, int]] = []
        self._near: list[tuple[Near, int]] = []
        self._printed: list[tuple[str, re.Pattern[str], int]] = []
        of_text = [leaf for leaf in dict.fromkeys(leaves) if field_of(leaf)[0] == name]
        for number, leaf in enumerate(of_text):
            self._take(leaf, number)
        self._starts = tuple(start for start, _ in self._prefixes)
        tokens = (self._stems, self._capitals, self._words, self._prefixes)
        self._of_words = any(tokens)
        self._of_tokens = self._of_words or bool(self._phrases or self._near)
        self._asks = bool(of_text)

    def _take(self, leaf: Leaf, number: int) -> None:
        """Put a leaf where it is looked up."""
        run = _run_of(leaf)
        if run is not None:
            self._runs.append((run, number))
        elif isinstance(leaf, Printed):
            self._printed.append((leaf.literal, printed_pattern(leaf.literal), number))
        elif isinstance(leaf, Near):
            self._near.append((leaf, number))
        elif isinstance(leaf, Prefix):
            self._prefixes.append((leaf.text, number))
        elif isinstance(leaf, Phrase):
            self._phrases.append((leaf, number))
        else:
            self._take_term(leaf, number)

    def _take_term(self, leaf: Term, number: int) -> None:
        analyzer = field_of(leaf)[1]
        if analyzer == "word":
            self._stems[leaf.text] = number
        elif analyzer == "cased":
            self._capitals[leaf.text] = number
        else:
            self._phrases.append((Phrase(leaf.field, (leaf.text,), (0,)), number))

    def find(self, text: str) -> list[Occurrence]:
        """Every occurrence in a text, by place; `what` numbers the leaves of this text in order."""
        if not self._asks:
            return []
        folded = fold(text)
        found = [
            (at, at + len(run), number)
            for run, number in self._runs
            for at in all_at(folded.text, run)
        ]
        if self._of_tokens:
            found += self._in_tokens(Scan(folded, scan_folded(folded.text)))
        if folded.starts is not None:
            found = [(*folded.span(start, end), number) for start, end, number in found]
        for literal, pattern, number in self._printed:
            if literal in text:
                found += [(*match.span(1), number) for match in pattern.finditer(text)]
        return sorted(Occurrence(*one) for one in found)

    def _in_tokens(self, scanned: Scan) -> Iterator[_Found]:
        """Spans of the folded text, in no order."""
        if self._of_words:
            words = [span for span in scanned.spans if not span.han]
            yield from self._in_words(words, scanned.folded)
        phrases = self._possible(scanned.folded.text)
        if phrases:
            tokens = {text for phrase, _ in phrases for text in phrase.texts}
            places = _places(scanned.spans, tokens)
            for phrase, number in phrases:
                for start, end in _phrase_spans(places, phrase):
                    yield start, end, number
        for near, number in self._near:
            for start, end in near_spans(scanned, near):
                yield start, end, number

    def _in_words(self, words: Sequence[Span], folded: Folded) -> Iterator[_Found]:
        texts = list(dict.fromkeys(span.text for span in words))
        numbers: dict[str, list[int]] = {}
        if self._stems:
            for text, stemmed in zip(texts, stems(texts), strict=True):
                if stemmed in self._stems:
                    numbers.setdefault(text, []).append(self._stems[stemmed])
        if self._starts:
            for text in texts:
                if text.startswith(self._starts):
                    some = [n for start, n in self._prefixes if text.startswith(start)]
                    numbers.setdefault(text, []).extend(some)
        for span in words:
            for number in numbers.get(span.text, ()):
                yield span.start, span.end, number
        if self._capitals:
            for span in words:
                first, last = folded.span(span.start, span.end)
                capitals = self._capitals.get(_cased(folded.original[first:last]))
                if capitals is not None:
                    yield span.start, span.end, capitals

    def _possible(self, folded: str) -> list[tuple[Phrase, int]]:
        """The phrases whose Han characters all stand in a text."""
        return [
            (phrase, number)
            for phrase, number in self._phrases
            if all(text in folded for text in phrase.texts if HAN_PAIR.fullmatch(text))
        ]


def _places(spans: Iterable[Span], tokens: set[str]) -> Places:
    """Where each of these `exact` tokens stands."""
    places: dict[str, dict[int, tuple[int, int]]] = {token: {} for token in tokens}
    pairs = [token for token in tokens if HAN_PAIR.fullmatch(token)]
    for span in spans:
        mark = _MARKS.get(span.gap)
        if mark in places:
            places[mark][span.position - int(span.gap)] = (span.start, span.start)
        if not span.han:
            if span.text in places:
                places[span.text][span.position] = (span.start, span.end)
            continue
        for pair in pairs:
            for at in all_at(span.text, pair):
                places[pair][span.position + at] = (span.start + at, span.start + at + 2)
        for at in (0, len(span.text) - 1):
            if span.text[at] in places:
                places[span.text[at]][span.position + at] = (span.start + at, span.start + at + 1)
    return places


def _phrase_spans(places: Places, phrase: Phrase) -> Iterator[tuple[int, int]]:
    """Where a phrase occurs in the folded text."""
    ordered = [places[text] for text in phrase.texts]
    for position, (start, _) in ordered[0].items():
        ends = [
            held.get(position + place) for held, place in zip(ordered, phrase.places, strict=True)
        ]
        if None not in ends:
            yield start, max(end for _, end in filter(None, ends))
