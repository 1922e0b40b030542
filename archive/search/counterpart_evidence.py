"""What speaks for two articles in different languages telling the same."""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from archive.model.article import Document
from archive.model.dates import Precision
from archive.model.entity import Kind, Names, candidate_name
from archive.model.fields import TEXTS
from archive.model.query import HasValue, Node
from archive.query.across import AcrossTerm
from archive.query.counterparts import ArticleQuestion
from archive.query.synonyms import Rarity
from archive.search.across import MetTerm
from archive.search.page import Label
from archive.text.amount_units import Amount, agree, significant
from archive.text.amounts import amounts
from archive.text.reports import is_daily_report
from archive.text.scan import HAN_RUN, in_line, scan
from archive.text.terms import term_key
from archive.text.tokens import stems

#: Of a body so many code points are read for words and figures.
READ: Final = 900

#: Figures that both have tell something with so many digits that count; of reports that come every
#: day they must have so many.
_TELLING: Final = 2
_DAILY: Final = 3

#: So many of each kind of evidence are told.
_TOLD: Final = 6


@dataclass(frozen=True, slots=True)
class TextFigure:
    """A figure of an article: where it stands in its `field`, and as it is printed there."""

    field: str
    amount: Amount
    printed: str


@dataclass(frozen=True, slots=True)
class SharedFigure:
    """A figure that two articles have, as each prints it."""

    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two articles have in common, the rarest first.

    `names` are people, organisations and events, `days` closed intervals, `terms` words as the one
    has them with what the other has for them.
    """

    names: tuple[Label, ...] = ()
    places: tuple[Label, ...] = ()
    figures: tuple[SharedFigure, ...] = ()
    days: tuple[tuple[dt.date, dt.date], ...] = ()
    terms: tuple[MetTerm, ...] = ()


@dataclass(frozen=True, slots=True)
class CounterpartLikeness:
    """How much of two articles is the same, as `archive.search.nearest` weighs it.

    `words`, `headline` and `back` are shares from 0 to 1: of all that the one asks, of what its
    headline asks, and of what the other's headline asks of it. `names` and `places` are how rare
    the shared ones are, `figures` how many digits of shared ones count, `days` how many they share,
    `hours` how far apart they were published. `daily`: of a report that comes every day, whose
    figures do not agree.
    """

    words: float
    headline: float
    back: float
    names: float
    places: float
    figures: int
    days: int
    hours: float
    daily: bool


def figures_of(document: Document) -> tuple[TextFigure, ...]:
    """The figures of an article's headline and beginning; days are none."""
    told: list[TextFigure] = []
    for name in TEXTS:
        article = document.article
        text = article.title if name == "title" else article.body[:READ]
        spans = [(day.start, day.end) for day in document.dates if day.field == name]
        told += [
            TextFigure(name, amount, text[amount.start : amount.end])
            for amount in amounts(text, spans)
        ]
    return tuple(told)


def is_daily(document: Document, figures: Sequence[TextFigure]) -> bool:
    """Whether an article is of a kind that comes every day."""
    return is_daily_report(document.article.title, [figure.amount for figure in figures])


def _read(document: Document) -> str:
    return f"{document.article.title}\n{document.article.body[:READ]}"


class _TextWords:
    """The words of a text, in which terms are looked up by the keys that a lexicon has for them."""

    def __init__(self, text: str) -> None:
        scanned = scan(text)
        self._folded = scanned.folded
        self._spans = [span for span in in_line(scanned.spans) if not span.han]
        self._starts: list[int] = []
        pieces, at = [" "], 1
        for stemmed in stems([span.text for span in self._spans]):
            self._starts.append(at)
            pieces.append(f"{stemmed} ")
            at += len(stemmed) + 1
        self._latin = "".join(pieces)

    def printed(self, key: str) -> str | None:
        """A term as it is printed first; None where the text has it not."""
        if HAN_RUN.search(key):
            start = self._folded.text.find(key)
            end = start + len(key)
        else:
            at = self._latin.find(f" {key} ")
            if at < 0:
                return None
            first = bisect_left(self._starts, at + 1)
            start = self._spans[first].start
            end = self._spans[first + key.count(" ")].end
        return self._folded.original[slice(*self._folded.span(start, end))] if start >= 0 else None


def _keys(term: AcrossTerm) -> tuple[str, ...]:
    """The keys of what a term asks."""
    asked = tuple(word.translation.key for word in term.asked)
    return asked or (" ".join(stems(term_key(term.typed))),)


def _met(terms: Sequence[AcrossTerm], words: _TextWords) -> dict[int, str]:
    """The numbers of the terms that a text has, each with what it has of it."""
    met = {}
    for number, term in enumerate(terms):
        forms = (words.printed(key) for key in _keys(term))
        if (form := next(filter(None, forms), None)) is not None:
            met[number] = form
    return met


class Comparison:
    """Compares an article with others in the other language."""

    def __init__(
        self, document: Document, question: ArticleQuestion, rarity: Rarity, names: Names
    ) -> None:
        """`rarity` knows the terms of the question already."""
        self._document, self._names, self._rarity = document, names, rarity
        self._terms = question.across.terms
        self._weights = [rarity(term.node) if term.node else 0.0 for term in self._terms]
        self._headline = [term in question.headline for term in self._terms]
        self._entities = _entities(document)
        self._nodes: Mapping[str, Node] = {
            entity: HasValue(kind, entity) for entity, kind in self._entities.items()
        }
        rarity.learn(self._nodes.values())
        self._days = _days(document)
        self._words = _TextWords(_read(document))
        self.figures: Final = figures_of(document)
        self._daily = is_daily(document, self.figures)

    def likeness(self, other: Document, back: Sequence[AcrossTerm]) -> CounterpartLikeness:
        """How alike another article is; `back` is what its headline asks."""
        met = self._met(other)
        theirs = figures_of(other)
        digits = [
            min(significant(one.amount), significant(two.amount))
            for one, two in _shared_figures(self.figures, theirs)
        ]
        daily = self._daily or is_daily(other, theirs)
        rare: dict[bool, float] = {True: 0.0, False: 0.0}
        for entity, idf in self._shared(other):
            rare[self._entities[entity] is Kind.PLACE] += idf
        return CounterpartLikeness(
            words=_share(self._weights, met),
            headline=_share(self._of_headline(), met),
            back=len(_met(back, self._words)) / len(back) if back else 0.0,
            names=rare[False],
            places=rare[True],
            figures=sum(min(count, 4) - 1 for count in digits if count >= _TELLING),
            days=len(self._days & _days(other)),
            hours=abs((other.instant or 0) - (self._document.instant or 0)) / 3600,
            daily=daily and max(digits, default=0) < _DAILY,
        )

    def evidence(self, other: Document) -> Evidence:
        """What another article has in common."""
        shared = [entity for entity, _ in self._shared(other)]
        places = [entity for entity in shared if self._entities[entity] is Kind.PLACE]
        met = self._met(other)
        figures = _shared_figures(self.figures, figures_of(other))
        return Evidence(
            names=self._labels(entity for entity in shared if entity not in places),
            places=self._labels(places),
            figures=tuple(
                SharedFigure(one.printed, two.printed)
                for one, two in figures
                if min(significant(one.amount), significant(two.amount)) >= _TELLING
            )[:_TOLD],
            days=tuple(sorted(self._days & _days(other)))[:_TOLD],
            terms=self._told(met),
        )

    def _met(self, other: Document) -> dict[int, str]:
        """The terms that another article has."""
        return _met(self._terms, _TextWords(_read(other)))

    def _of_headline(self) -> list[float]:
        """The weights of the headline's terms, 0 for others."""
        pairs = zip(self._weights, self._headline, strict=True)
        return [weight if headline else 0.0 for weight, headline in pairs]

    def _shared(self, other: Document) -> list[tuple[str, float]]:
        """The entities that both name and how rare each is, the rarest first."""
        theirs = _entities(other)
        rare = {
            entity: self._rarity(node) for entity, node in self._nodes.items() if entity in theirs
        }
        return sorted(rare.items(), key=lambda pair: -pair[1])

    def _labels(self, entities: Iterable[str]) -> tuple[Label, ...]:
        language = str(self._document.article.language)
        known = ((entity, self._names.get(entity)) for entity in entities)
        labels = (Label(told.id, told.label(language)) for _, told in known if told is not None)
        return tuple(labels)[:_TOLD]

    def _told(self, met: Mapping[int, str]) -> tuple[MetTerm, ...]:
        """The rarest terms that met."""
        numbers = sorted(met, key=lambda number: -self._weights[number])[:_TOLD]
        return tuple(MetTerm(self._terms[number].typed, met[number]) for number in numbers)


def _share(weights: Sequence[float], met: Iterable[int]) -> float:
    """The share of weights that met."""
    every = math.fsum(weights)
    return math.fsum(weights[number] for number in met) / every if every else 0.0


def _entities(document: Document) -> dict[str, Kind]:
    """The entities that an article names, without those that stay in it and names of nobody."""
    return {
        mention.entity: mention.kind
        for mention in document.mentions
        if not mention.stays and candidate_name(mention.entity) is None
    }


def _days(document: Document) -> set[tuple[dt.date, dt.date]]:
    """The days and months that an article mentions, but those beside its own day."""
    return {
        (mentioned.first, mentioned.last)
        for mentioned in document.dates
        if mentioned.precision in (Precision.DAY, Precision.MONTH)
        and abs(mentioned.first.toordinal() - document.day) > 1
    }


def _shared_figures(
    ours: Sequence[TextFigure], theirs: Sequence[TextFigure]
) -> Iterator[tuple[TextFigure, TextFigure]]:
    """The figures that both have, each once."""
    told: list[Amount] = []
    for figure in ours:
        if any(agree(figure.amount, before) for before in told):
            continue
        same = next((each for each in theirs if agree(figure.amount, each.amount)), None)
        if same is not None:
            told.append(figure.amount)
            yield figure, same
