"""What a plain query asks of the articles in the other language: each of its terms, in theirs.

The words that one term may be there weigh as one word that is as rare as all of them together, each
by the root of how probable it is (after the probabilistic structured queries of Darwish and Oard,
2003): of 130 headlines 0.54 find their counterpart among the first ten, 0.52 by the plain
probability.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from archive.model.fields import TEXTS
from archive.model.language import Language
from archive.model.lexicon import Lexicon, Translation, WordOrigin
from archive.model.query import And, AtLeast, FacetFilter, Node, Ranking, ScoredTerm
from archive.query.names import Expansion
from archive.query.parser import parse
from archive.query.relaxed import LEAST_SHARE
from archive.query.spelling import without_tilde
from archive.query.stars import prefix_of
from archive.query.synonyms import Rarity, nodes_of, shared
from archive.query.syntax import Word, parts_of
from archive.query.words import Words, any_of, in_texts, in_words
from archive.text.common import COMMON_WORDS
from archive.text.phrases import quoted_spans
from archive.text.scan import Span, in_line, scan
from archive.text.segmentation import Segmenter
from archive.text.tokens import stems

#: A query of more words is a pasted text.
MOST_ACROSS: Final = 24

#: A term has so many English words at most, or Chinese characters.
_MOST_ENGLISH: Final = 5
_MOST_HAN: Final = 8

#: Words that a term may be are asked if so probable beside the likeliest, and so many of them.
_LEAST_PROBABLE: Final = 0.08
_MOST_ASKED: Final = 5

#: What a headline says in two languages differs more than what the texts do: so much counts a
#: headline's score beside that within one language. R@10 is 0.60 with it, 0.585 without.
_HEADLINE: Final = 0.6

#: A word that only the archive's own pairs tell is asked unbidden where so many prove it, and it is
#: so probable beside the likeliest; else it is offered.
_PROVED: Final = 5
_SURE: Final = 0.5


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A word of the other language that a term may be; not `asked` where it is only offered."""

    translation: Translation
    node: Node
    asked: bool


@dataclass(frozen=True, slots=True)
class AcrossTerm:
    """A term as typed, and its words in the other language, the likeliest first.

    Without any it is asked as it is typed, if `node` is given: a figure, or a Latin word that
    Chinese texts may print too.
    """

    typed: str
    words: tuple[AskedWord, ...] = ()
    itself: Node | None = None

    @property
    def asked(self) -> tuple[AskedWord, ...]:
        """The words that are asked."""
        return tuple(word for word in self.words if word.asked)

    @property
    def node(self) -> Node | None:
        """Articles with any word that is asked; None where none is."""
        if self.asked:
            return any_of(word.node for word in self.asked)
        return self.itself


@dataclass(frozen=True, slots=True)
class Across:
    """A query in the other language: its terms, and in which languages it is asked."""

    languages: tuple[Language, ...]
    terms: tuple[AcrossTerm, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """What each term asks that asks anything, none twice."""
        nodes = (term.node for term in self.terms)
        return tuple(dict.fromkeys(node for node in nodes if node is not None))

    @property
    def whole(self) -> Node:
        """Articles with every term."""
        return And(self.nodes)

    @property
    def partly(self) -> Node:
        """Articles with some of the terms, of many with several."""
        return AtLeast(max(1, round(LEAST_SHARE * len(self.nodes))), self.nodes)

    def filters(self, chosen: Sequence[FacetFilter]) -> tuple[FacetFilter, ...]:
        """What was chosen in facets, with the other language in the place of any."""
        others = (told for told in chosen if told.facet != "language")
        return (*others, FacetFilter("language", tuple(map(str, self.languages))))


#: The languages of the articles that are asked of a query in English, and in Chinese.
_CHINESE: Final = (Language.TRADITIONAL, Language.SIMPLIFIED)
_ENGLISH: Final = (Language.ENGLISH,)


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
    across = Across(_ENGLISH if chinese else _CHINESE, terms)
    return across if any(term.words for term in terms) else None


def untranslated(query: str, expansion: Expansion) -> Across | None:
    """A plain query of which no term is known in the other language, and nothing is asked there."""
    if expansion.off or not plain_words(query):
        return None
    chinese = any(span.han for span in in_line(scan(query).spans))
    return Across(_ENGLISH if chinese else _CHINESE, ())


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
    return _is_sure(told, likeliest) or told.word in expansion.taken


def _is_sure(told: Translation, likeliest: Translation) -> bool:
    """Whether somebody wrote it down, or enough pairs prove it."""
    proved = told.pairs >= _PROVED and told.probability >= _SURE * likeliest.probability
    return told.origin is not WordOrigin.LEARNED or proved


def _is_term(known: Sequence[Translation] | None) -> bool:
    """Whether several words are one term: where a translation of it is sure."""
    return known is not None and any(_is_sure(told, known[0]) for told in known)


def _written(word: str) -> Node:
    """Articles with a word: an English one with any ending, anything else as it is written."""
    spans = quoted_spans(word)
    if len(spans) == 1 and not spans[0].han:
        return in_words(spans[0].text, TEXTS)
    return in_texts(word, TEXTS)


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


def ranking_of(across: Across, words: Words, rarity: Rarity) -> Ranking:
    """How articles in the other language are scored; all that must be counted is, in one call."""
    asked = [
        (node, list(_forms(term, words)))
        for term in across.terms
        if (node := term.node) is not None
    ]
    scored = (told for _, forms in asked for _, terms in forms for told in terms)
    rarity.learn((*(node for node, _ in asked), *nodes_of(scored)))
    heaviest: dict[tuple[str, str], ScoredTerm] = {}
    for node, forms in asked:
        for weight, terms in forms:
            for told in map(_weighed, shared(terms, weight * rarity(node), rarity)):
                before = heaviest.get((told.field, told.text))
                if before is None or before.weight < told.weight:
                    heaviest[told.field, told.text] = told
    return Ranking(tuple(heaviest.values()))


def _weighed(term: ScoredTerm) -> ScoredTerm:
    """A term of the other language: its headlines count less than those of the query's own."""
    in_title = term.field.startswith("title_")
    return term._replace(weight=term.weight * _HEADLINE) if in_title else term


def _forms(term: AcrossTerm, words: Words) -> Iterator[tuple[float, tuple[ScoredTerm, ...]]]:
    """The words that are asked of a term, each with its weight beside the likeliest's."""
    most = max((word.translation.probability for word in term.asked), default=1.0)
    for word in term.asked:
        weight = math.sqrt(word.translation.probability / most)
        yield weight, words.scored_text(word.translation.word, TEXTS)
    if not term.words:
        yield 1.0, words.scored_text(term.typed, TEXTS)
