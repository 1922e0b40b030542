"""How a plain query is read for the other language: its terms, and what each may be there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from archive.model.fields import TEXTS
from archive.model.language import Language
from archive.model.lexicon import Lexicon, Translation, WordOrigin
from archive.model.query import Node
from archive.query.across import Across, AcrossTerm, AskedWord
from archive.query.names import Expansion
from archive.query.parser import parse
from archive.query.spelling import without_tilde
from archive.query.stars import prefix_of
from archive.query.syntax import Word, parts_of
from archive.query.words import in_texts, in_words
from archive.text.common import COMMON_WORDS
from archive.text.phrases import quoted_spans
from archive.text.scan import Span, in_line, scan
from archive.text.segmentation import Segmenter
from archive.text.terms import term_text
from archive.text.tokens import stems

#: A query of more words is a pasted text.
MOST_ACROSS: Final = 24

#: A term has so many English words at most, or Chinese characters.
_MOST_ENGLISH: Final = 5
_MOST_HAN: Final = 8

#: Words that a term may be are asked if so probable beside the likeliest, and so many of them.
_LEAST_PROBABLE: Final = 0.08
_MOST_ASKED: Final = 5

#: A word that only the archive's own pairs tell is asked unbidden where so many prove it, and it is
#: so probable beside the likeliest; else it is offered.
_PROVED: Final = 5
_SURE: Final = 0.5


#: Words of the other language are offered to a search if so probable beside the likeliest, and so
#: many of each term: what each adds is counted.
_LEAST_OFFERED: Final = 0.3
_MOST_OFFERED: Final = 2

_CHINESE: Final = (Language.TRADITIONAL, Language.SIMPLIFIED)
_ENGLISH: Final = (Language.ENGLISH,)


def other_languages(*, chinese: bool) -> tuple[Language, ...]:
    """The languages of the articles that are asked of what is in Chinese, or else in English."""
    return _ENGLISH if chinese else _CHINESE


def plain_words(query: str) -> tuple[str, ...] | None:
    """The words of a query that has nothing but words; None for any other."""
    tree = parse(query).tree
    if tree is None:
        return None
    words = []
    for leaf in parts_of(tree):
        if not isinstance(leaf, Word) or without_tilde(leaf.text) or prefix_of(leaf.text):
            return None
        words.append(leaf.text)
    return tuple(words) if len(words) <= MOST_ACROSS else None


def read_across(
    query: str, lexicon: Lexicon, segmenter: Segmenter, expansion: Expansion
) -> Across | None:
    """What a query asks of the other language; None where it is not plain, or asks nothing there.

    `expansion` leaves words out.
    """
    words = None if expansion.off else plain_words(query)
    if not words:
        return None
    typed = _Typed(" ".join(words))
    chinese = any(span.han for span in typed.spans)
    reader = _HanReader(segmenter) if chinese else _LatinReader()
    known = lexicon.translations(reader.keys(typed.spans))
    terms = tuple(reader.terms(typed, known, expansion))
    across = Across(other_languages(chinese=chinese), terms)
    return across if any(term.words for term in terms) else None


def untranslated(query: str, expansion: Expansion) -> Across | None:
    """A plain query of which no term is known in the other language, and nothing is asked there."""
    if expansion.off or not plain_words(query):
        return None
    chinese = any(span.han for span in in_line(scan(query).spans))
    return Across(other_languages(chinese=chinese), ())


def _asked(typed: str, known: Sequence[Translation], expansion: Expansion) -> AcrossTerm:
    """A term with its words."""
    least = _LEAST_PROBABLE * known[0].probability if known else 0.0
    chosen = [told for told in known if told.probability >= least][:_MOST_ASKED]
    words = (AskedWord(t, _written(t.word), _is_asked(t, known[0], expansion)) for t in chosen)
    return AcrossTerm(typed, tuple(words))


def _is_asked(told: Translation, likeliest: Translation, expansion: Expansion) -> bool:
    """Whether a word is asked: one that was only learned is where it is sure, or was taken in."""
    if told.word in expansion.without:
        return False
    return is_sure(told, likeliest) or told.word in expansion.taken


def is_sure(told: Translation, likeliest: Translation) -> bool:
    """Whether somebody wrote a translation down, or enough pairs prove it."""
    proved = told.pairs >= _PROVED and told.probability >= _SURE * likeliest.probability
    return told.origin is not WordOrigin.LEARNED or proved


def _is_term(known: Sequence[Translation] | None) -> bool:
    """Whether several words are one term: where a translation of it is sure."""
    return known is not None and any(is_sure(told, known[0]) for told in known)


def _written(word: str) -> Node:
    """Articles with a word: an English one with any ending, anything else as it is written."""
    spans = quoted_spans(word)
    if len(spans) == 1 and not spans[0].han:
        return in_words(spans[0].text, TEXTS)
    return in_texts(word, TEXTS)


def offered_words(text: str, lexicon: Lexicon | None) -> tuple[str, ...]:
    """The words that a term surely is in the other language, the likeliest, as they are printed."""
    if lexicon is None or not (key := term_text(text)):
        return ()
    known = lexicon.translations((key,)).get(key, ())
    least = _LEAST_OFFERED * known[0].probability if known else 0.0
    sure = (told for told in known if is_sure(told, known[0]) and told.probability >= least)
    return tuple(told.word for told in sure)[:_MOST_OFFERED]


class _Typed:
    """The words of a query, and how they are typed."""

    def __init__(self, text: str) -> None:
        scanned = scan(text)
        self.spans = tuple(in_line(scanned.spans))
        self._folded = scanned.folded

    def printed(self, start: int, end: int) -> str:
        """A stretch of the folded text as it is typed."""
        return self._folded.original[slice(*self._folded.span(start, end))]


class _LatinReader:
    """Reads a query without Han characters."""

    def keys(self, spans: Sequence[Span]) -> list[str]:
        """The keys of all terms that may stand in it."""
        roots = stems([span.text for span in spans])
        sizes = range(1, _MOST_ENGLISH + 1)
        return [
            " ".join(roots[at : at + size])
            for at in range(len(roots))
            for size in sizes
            if at + size <= len(roots)
        ]

    def terms(
        self,
        typed: _Typed,
        known: Mapping[str, Sequence[Translation]],
        expansion: Expansion,
    ) -> Iterator[AcrossTerm]:
        """The terms, the longest known ones first."""
        spans, at = typed.spans, 0
        texts = [span.text for span in spans]
        roots = stems(texts)
        while at < len(roots):
            for size in range(min(_MOST_ENGLISH, len(roots) - at), 0, -1):
                key = " ".join(roots[at : at + size])
                common = texts[at] in COMMON_WORDS
                if (not common and key in known) if size == 1 else _is_term(known.get(key)):
                    printed = typed.printed(spans[at].start, spans[at + size - 1].end)
                    yield _asked(printed, known[key], expansion)
                    break
            else:
                size = 1
                if texts[at] not in COMMON_WORDS:
                    printed = typed.printed(spans[at].start, spans[at].end)
                    yield AcrossTerm(printed, (), in_words(texts[at], TEXTS))
            at += size


class _HanReader:
    """Reads a query with Han characters, cut where the dictionary has borders of words."""

    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter

    def _stretches(self, run: str) -> Iterator[tuple[int, int]]:
        """Where terms of a run may stand: of two characters and more, from border to border."""
        borders = sorted(self._segmenter.word_borders(run))
        for place, first in enumerate(borders):
            for last in borders[place + 1 :]:
                if 2 <= last - first <= _MOST_HAN:
                    yield first, last

    def keys(self, spans: Sequence[Span]) -> list[str]:
        """The keys of all terms that may stand in it."""
        return [
            span.text[first:last]
            for span in spans
            if span.han
            for first, last in self._stretches(span.text)
        ]

    def terms(
        self,
        typed: _Typed,
        known: Mapping[str, Sequence[Translation]],
        expansion: Expansion,
    ) -> Iterator[AcrossTerm]:
        """The terms, the longest known ones first; a single character says too little."""
        for span in typed.spans:
            if not span.han:
                printed = typed.printed(span.start, span.end)
                yield AcrossTerm(printed, (), in_words(span.text, TEXTS))
                continue
            at, longest = 0, dict[int, int]()
            words = list(pairwise(sorted(self._segmenter.word_borders(span.text))))
            for first, last in self._stretches(span.text):
                key = span.text[first:last]
                if key in known if (first, last) in words else _is_term(known.get(key)):
                    longest[first] = max(last, longest.get(first, 0))
            for first, last in words:
                if first < at:
                    continue
                if first in longest:
                    at = longest[first]
                    printed = typed.printed(span.start + first, span.start + at)
                    yield _asked(printed, known[span.text[first:at]], expansion)
                elif last - first > 1:
                    yield AcrossTerm(typed.printed(span.start + first, span.start + last))
