"""The article in the other language that is nearest to one: of the same event, or the same story.

Candidates are those with the words of its headline and beginning that were published within a few
days. What speaks for each is weighed as logistic regression has it over 269 articles of a
broadcaster, whose candidates a reader judged; `tests/quality/test_nearest.py` has others.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from archive.model.article import Article, Document, Language
from archive.model.query import NEWEST, And, AtLeast, Days
from archive.model.remembering import Lately
from archive.model.result import GenerationInfo, SearchRequest
from archive.query.across import ranking_of
from archive.query.counterparts import ArticleQuestion, headline_terms, question_of_article
from archive.query.synonyms import Rarity
from archive.search.counterpart_evidence import Comparison, CounterpartLikeness, Evidence
from archive.search.differing_figures import DifferingFigure, differing_figures
from archive.search.edition import Edition
from archive.search.page import Related
from archive.search.stories import related

#: Candidates were published within so many days, and so many of each are looked at. Most reports of
#: an event come within a day.
_WINDOWS: Final = ((1, 5), (7, 3))

#: A candidate has so many of the words at least.
_LEAST_WORDS: Final = 2

#: So many articles are remembered with what is nearest to each.
_REMEMBERED: Final = 5_000


class Nearness(StrEnum):
    """What two articles have to do with each other."""

    EVENT = "event"
    STORY = "story"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class NearestArticle:
    """The article in the other language that is nearest to one.

    `language` is the other one: "en" or "zh". With `Nearness.NONE` there is no `article`. `sure` is
    how probable it is that both tell the same, from 0 to 1, and `margin` how much more probable
    than that the next candidate does. `figures` are those that the two tell otherwise.
    """

    language: str
    nearness: Nearness
    article: Related | None = None
    evidence: Evidence = field(default_factory=Evidence)
    sure: float = 0.0
    margin: float = 0.0
    figures: tuple[DifferingFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class NearestPage:
    """An article and what is nearest to it, as a generation has both."""

    article: Article
    nearest: NearestArticle
    generation: GenerationInfo


class _Weights(NamedTuple):
    """What each value of a likeness adds, and how probable something must be to be told."""

    words: float
    headline: float
    back: float
    names: float
    places: float
    figures: float
    days: float
    hours: float
    always: float
    least: float

    def probability(self, likeness: CounterpartLikeness) -> float:
        """How probable it is that two articles are what these weigh."""
        if likeness.daily:
            return 0.0
        weighed = (
            self.always
            + self.words * likeness.words
            + self.headline * likeness.headline
            + self.back * likeness.back
            + self.names * min(likeness.names, 20) / 10
            + self.places * min(likeness.places, 12) / 10
            + self.figures * min(likeness.figures, 6) / 3
            + self.days * min(likeness.days, 2)
            + self.hours * math.log1p(likeness.hours / 3)
        )
        return 1 / (1 + math.exp(-weighed))


_EVENT: Final = _Weights(2.6, 1.85, 3.0, 1.5, 1.1, 2.1, 0.2, -2.7, -2.0, 0.6)
_STORY: Final = _Weights(5.9, 4.7, 2.35, 1.9, 1.2, 1.7, 0.1, -0.55, -4.0, 0.85)


class _Candidate(NamedTuple):
    """An article of the other language with how probable it is of the same event, and story."""

    document: Document
    event: float
    story: float

    def sure(self, nearness: Nearness) -> float:
        """How probable it is."""
        return self.event if nearness is Nearness.EVENT else self.story


class _Remembered:
    """What is nearest to the articles of an edition, as asked lately."""

    def __init__(self, _edition: Edition) -> None:
        self.articles: Final[Lately[str, NearestArticle]] = Lately(_REMEMBERED)


def nearest(edition: Edition, article: str) -> NearestArticle:
    """What is nearest to an article; raises `ArticleNotFoundError`."""
    kept = edition.kept(_Remembered).articles
    return kept.get(article, lambda: _nearest(edition, edition.get(article)))


def nearest_page(edition: Edition, article: str) -> NearestPage:
    """An article and what is nearest to it; raises `ArticleNotFoundError`."""
    document = edition.get(article)
    return NearestPage(document.article, nearest(edition, article), edition.info())


def _nearest(edition: Edition, document: Document) -> NearestArticle:
    language = "zh" if document.article.language is Language.ENGLISH else "en"
    lexicon, segmenter = edition.searcher.lexicon(), edition.words.segmenter
    none = NearestArticle(language, Nearness.NONE)
    if lexicon is None or not document.day:
        return none
    question = question_of_article(document.article, lexicon, segmenter)
    if question is None:
        return none
    rarity = Rarity(edition)
    found = _found(edition, document, question, rarity)
    comparison = Comparison(document, question, rarity, edition.names())
    candidates = []
    for other in found:
        likeness = comparison.likeness(other, headline_terms(other.article, lexicon, segmenter))
        event, story = _EVENT.probability(likeness), _STORY.probability(likeness)
        candidates.append(_Candidate(other, event, story))
    chosen = _chosen(candidates)
    if chosen is None:
        return none
    nearness, best, margin = chosen
    (article,) = related((best.document,))
    sure = best.sure(nearness)
    evidence = comparison.evidence(best.document)
    figures = differing_figures(document, best.document, lexicon, segmenter)
    return NearestArticle(language, nearness, article, evidence, sure, margin, figures)


def _chosen(candidates: Sequence[_Candidate]) -> tuple[Nearness, _Candidate, float] | None:
    """The candidate that is told, what it is, and its margin over the next; None for none."""
    for nearness, least in ((Nearness.EVENT, _EVENT.least), (Nearness.STORY, _STORY.least)):
        ordered = sorted(candidates, key=lambda told: -told.sure(nearness))
        sure = [told.sure(nearness) for told in ordered]
        if sure and sure[0] >= least:
            return nearness, ordered[0], sure[0] - (sure[1] if len(sure) > 1 else 0.0)
    return None


def _found(
    edition: Edition, document: Document, question: ArticleQuestion, rarity: Rarity
) -> tuple[Document, ...]:
    """The articles of the other language with most of the words, none twice."""
    across = question.across
    ranking = ranking_of(across, edition.words, rarity)
    some = AtLeast(min(_LEAST_WORDS, len(across.nodes)), across.nodes)
    requests = [
        SearchRequest(
            tree=And((Days(document.day - days, document.day + days), NEWEST, some)),
            ranking=ranking,
            filters=across.filters(()),
            limit=limit,
        )
        for days, limit in _WINDOWS
    ]
    hits = (hit.id for result in edition.search_many(requests) for hit in result.hits)
    ids = tuple(dict.fromkeys(hits))
    return edition.searcher.get_many(ids) if ids else ()
