"""What an article is about, as a question: its rare words, names and days, which others have too.

The words are those of headline and beginning, and weigh more where they are repeated. Nobody typed
them, so two things in common are enough, one of which few articles have.
"""

from __future__ import annotations

import calendar
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias, TypeVar

from archive.model.article import Document
from archive.model.fields import LEAD
from archive.model.language import Language
from archive.model.query import (
    NEWEST,
    And,
    AtLeast,
    Bonus,
    Days,
    FacetFilter,
    HasValue,
    InStory,
    Mentions,
    Node,
    Not,
    Or,
    Ranking,
    ScoredTerm,
    Term,
)
from archive.query.synonyms import Rarity
from archive.text.common import COMMON_WORDS
from archive.text.cutting import particles
from archive.text.folding import fold_text
from archive.text.scan import Span, in_line, scan
from archive.text.segmentation import Segmenter
from archive.text.tokens import stem

#: So many positions of a body are its beginning. So many characters are read to tell what is
#: repeated, and what names stand before the rest.
_BEGINNING: Final = 120
_READ: Final = 1_200
_EARLY: Final = 600

#: So many words, names and days are asked, the most telling.
_MOST_WORDS: Final = 24
_MOST_NAMES: Final = 8
_MOST_DAYS: Final = 3

#: What a larger share of all articles has says little, and what a smaller one has says much: each
#: with the number up to which that is so in a small archive.
_COMMON: Final = (0.04, 20)
_RARE: Final = (0.005, 5)

#: A word weighs 1, and so much more in a headline, and each time that it stands twice as often, up
#: to so many times.
_IN_TITLE: Final = 1.0
_REPEATED: Final = 0.4
_MOST_REPEATS: Final = 8

#: Words that say when: news of all kinds is dated.
_WEEKDAY: Final = re.compile(
    f"(?:{'|'.join(map(fold_text, ('周', '週', '星期', '禮拜')))})[一二三四五六日天]"
)
_SAYING_LITTLE: Final = COMMON_WORDS | {
    name.lower() for name in (*calendar.day_name, *calendar.month_name)
}

#: Words are counted in bodies, and pairs of characters that are no words.
_WORD: Final = "body_word"
_PAIR: Final = "body_exact"

#: What its BM25 in each field counts.
_FIELDS: Final[Mapping[str, tuple[tuple[str, float], ...]]] = {
    _WORD: (("title_word", 1.5), (LEAD, 0.8), (_WORD, 1.0)),
    _PAIR: (("title_exact", 0.9), (_PAIR, 0.6)),
}

#: What a name adds beside a word that is as rare: in the headline, early in the body, and later;
#: and what a day adds.
_NAME_IN_TITLE: Final = 1.2
_NAME: Final = 0.8
_NAME_LATE: Final = 0.3
_DAY: Final = 0.5

#: Days so near to the publication are mentioned by all articles of then; longer stretches are no
#: days.
_OWN_DAYS: Final = 7
_LONGEST_STRETCH: Final = 7

#: Days between two articles, and what being no further apart adds: a story goes on for days.
_NEAR: Final = ((3, 6.0), (30, 6.0), (365, 8.0))

#: What finds the articles that have a theme.
ThemeNode: TypeAlias = Term | HasValue | Mentions

_Asked = TypeVar("_Asked", Term, HasValue, Mentions)


@dataclass(frozen=True, slots=True)
class Theme:
    """A word, a name or a day of an article that others have too: how much it counts there, and its
    inverse document frequency."""

    node: ThemeNode
    weight: float
    rarity: float

    @property
    def telling(self) -> float:
        """How much an article says by having it."""
        return self.weight * self.rarity


@dataclass(frozen=True, slots=True)
class Likeness:
    """What an article is about, and what finds and sorts those that are about the same."""

    themes: tuple[Theme, ...]
    tree: Node
    ranking: Ranking
    filters: tuple[FacetFilter, ...]


def likeness_of(document: Document, segmenter: Segmenter, rarity: Rarity) -> Likeness | None:
    """What is asked for an article; None where it has too little that few others have.

    Its copies and its other versions are no answer, nor are articles in another language.
    """
    words, names, days = _words(document, segmenter), _names(document), _days(document)
    rarity.learn((*words, *names, *days))
    themes = (
        *_telling(words, rarity, _MOST_WORDS),
        *_telling(names, rarity, _MOST_NAMES),
        *_telling(days, rarity, _MOST_DAYS),
    )
    every = tuple(theme.node for theme in themes)
    rare = tuple(node for node in every if not rarity.is_common(node, *_RARE))
    if len(every) < 2 or not rare:
        return None
    own = InStory(document.article.id)
    return Likeness(
        themes,
        And((Or(rare), AtLeast(2, every), Not(own), NEWEST)),
        Ranking(tuple(_scored(themes)), (*_bonuses(themes), *_nearness(document))),
        (FacetFilter("language", _same_language(document.article.language)),),
    )


def _telling(weights: Mapping[_Asked, float], rarity: Rarity, most: int) -> Iterator[Theme]:
    """Those that say most: some other article has them, and few have."""
    kept = [
        Theme(node, weight, rarity(node))
        for node, weight in weights.items()
        if rarity.is_common(node, 0.0, 1) and not rarity.is_common(node, *_COMMON)
    ]
    yield from sorted(kept, key=lambda theme: -theme.telling)[:most]


def _same_language(language: Language) -> tuple[str, ...]:
    """English, or Chinese in either script."""
    if language is Language.ENGLISH:
        return (str(language),)
    return (str(Language.TRADITIONAL), str(Language.SIMPLIFIED))


def _words(document: Document, segmenter: Segmenter) -> dict[Term, float]:
    """The words of headline and beginning, each with its weight."""
    article = document.article
    in_title = dict.fromkeys(_terms(in_line(scan(article.title).spans), segmenter))
    spans = list(in_line(scan(article.body[:_READ]).spans))
    begun = _terms((span for span in spans if span.position < _BEGINNING), segmenter)
    counted = Counter(_terms(spans, segmenter))
    weights = {}
    for term in (*in_title, *begun):
        times = max(1, min(counted[term], _MOST_REPEATS))
        # Two characters that are no word are a name where they stand together again.
        if times > 1 or term.field == _WORD:
            weight = 1.0 + _REPEATED * math.log2(times)
            weights[term] = weight + (_IN_TITLE if term in in_title else 0.0)
    return weights


def _terms(spans: Iterable[Span], segmenter: Segmenter) -> Iterator[Term]:
    """The words of a text, and pairs of characters that are no words, as unknown names are."""
    for span in spans:
        if not span.han:
            if len(span.text) > 1 and span.text not in _SAYING_LITTLE:
                yield Term(_WORD, stem(span.text))
            continue
        cut = segmenter.cut_words(span.text)
        words = (word for word in cut if len(word) > 1 and not _WEEKDAY.fullmatch(word))
        yield from (Term(_WORD, word) for word in words)
        for before, behind in pairwise(cut):
            if len(before) == len(behind) == 1 and not {before, behind} & particles():
                yield Term(_PAIR, before + behind)


def _names(document: Document) -> dict[HasValue, float]:
    """Whom an article names, those of the headline before all."""
    weights: dict[HasValue, float] = {}
    for mention in document.mentions:
        if mention.stays:
            continue
        node = HasValue(str(mention.kind), mention.entity)
        in_body = _NAME if mention.start < _EARLY else _NAME_LATE
        weight = _NAME_IN_TITLE if mention.field == "title" else in_body
        weights[node] = max(weight, weights.get(node, 0.0))
    return weights


def _days(document: Document) -> dict[Mentions, float]:
    """The days that an article mentions, but those around its own."""
    days = {}
    for date in document.dates:
        first, last = date.first.toordinal(), date.last.toordinal()
        own = document.day and abs(first - document.day) <= _OWN_DAYS
        if not own and last - first < _LONGEST_STRETCH:
            days[Mentions(first, last)] = _DAY
    return days


def _scored(themes: Iterable[Theme]) -> Iterator[ScoredTerm]:
    """The words, each in its fields."""
    for theme in themes:
        if isinstance(theme.node, Term):
            for field, weight in _FIELDS[theme.node.field]:
                yield ScoredTerm(field, theme.node.text, round(weight * theme.weight, 4))


def _bonuses(themes: Iterable[Theme]) -> Iterator[Bonus]:
    return (
        Bonus(theme.node, theme.telling) for theme in themes if not isinstance(theme.node, Term)
    )


def _nearness(document: Document) -> Iterator[Bonus]:
    """What articles published near an article have before others."""
    if document.day:
        for days, value in _NEAR:
            yield Bonus(Days(document.day - days, document.day + days), value)
