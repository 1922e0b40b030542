"""A query in the other language: its words there, and the articles that have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from archive.model.article import Document
from archive.model.fields import TEXTS
from archive.model.language import Language
from archive.model.lexicon import Translation
from archive.model.query import Node, Or
from archive.model.result import GenerationInfo, SearchRequest, SearchResult, Sort
from archive.query.across import Across, AcrossTerm, ranking_of
from archive.query.across_terms import read_across
from archive.query.budget import check_work
from archive.query.parameter_table import ACROSS_CHOICES
from archive.query.parameters import SearchParameters
from archive.query.plan import Plan
from archive.query.synonyms import Rarity
from archive.search.edition import Edition
from archive.search.highlighting import Highlighter, show_hit
from archive.search.page import ShownHit
from archive.text.marks import leaves

#: So many articles of the other language stand on a page.
ACROSS_SIZE: Final = 10


@dataclass(frozen=True, slots=True)
class ShownWord:
    """A word of the other language for a term; not `asked` where it is offered or left out."""

    told: Translation
    asked: bool


@dataclass(frozen=True, slots=True)
class ShownTerm:
    """A term as typed, with its words in the other language.

    Without any it is asked as it is typed where `itself` is true; else the lexicon does not know
    it, and it is not asked.
    """

    typed: str
    words: tuple[ShownWord, ...]
    itself: bool


@dataclass(frozen=True, slots=True)
class MetTerm:
    """A term as typed, and what an article has of it, as printed."""

    typed: str
    printed: str


@dataclass(frozen=True, slots=True)
class AcrossHit:
    """A result in the other language, with the terms that it meets in their order."""

    hit: ShownHit
    met: tuple[MetTerm, ...]


@dataclass(frozen=True, slots=True)
class AcrossPage:
    """Articles in the other language; `parameters` are those of the search.

    `total` is how many articles have every term that is asked, `lines` how many there are where
    copies fold; `hits` are a page of these, `partly` the best of those that have some of the terms
    where the first page is not full. `newest` is the ISO day of the archive's last article.
    """

    parameters: SearchParameters
    languages: tuple[Language, ...]
    terms: tuple[ShownTerm, ...]
    total: int
    lines: int
    hits: tuple[AcrossHit, ...]
    partly: tuple[AcrossHit, ...]
    generation: GenerationInfo
    newest: str | None = None

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.lines // ACROSS_SIZE))


def asked_across(edition: Edition, plan: Plan) -> Across | None:
    """What a search asks of the other language; None where it asks nothing there."""
    lexicon, asked = edition.lexicon, plan.parameters
    if lexicon is None:
        return None
    return read_across(asked.q, lexicon, edition.words.segmenter, asked.expansion)


def across_page(edition: Edition, plan: Plan) -> AcrossPage | None:
    """The articles of the other language; None where nothing can be asked of it.

    Raises `BadParameterError` where it would be too much work.
    """
    across = asked_across(edition, plan)
    if across is None:
        return None
    result, partly = _found(edition, plan, across) if across.nodes else (None, None)
    meeting = _Meeting(across)
    return AcrossPage(
        parameters=plan.parameters,
        languages=across.languages,
        terms=tuple(map(_shown_term, across.terms)),
        total=result.total if result else 0,
        lines=result.lines if result else 0,
        hits=tuple(meeting.shown(edition, result)) if result else (),
        partly=tuple(meeting.shown(edition, partly)) if partly else (),
        generation=edition.info(),
        newest=edition.newest,
    )


def across_marks(edition: Edition, plan: Plan, document: Document) -> Node | None:
    """What a search in the other language marks in an article; None where it is none of these."""
    across = asked_across(edition, plan) if plan.parameters.across == ACROSS_CHOICES[1] else None
    if across is None or document.article.language not in across.languages:
        return None
    return Or(across.nodes)


def _shown_term(term: AcrossTerm) -> ShownTerm:
    words = tuple(ShownWord(word.translation, word.asked) for word in term.words)
    return ShownTerm(term.typed, words, term.itself is not None)


def _found(
    edition: Edition, plan: Plan, across: Across
) -> tuple[SearchResult, SearchResult | None]:
    """What has every term, and what has some where that does not fill the first page."""
    ranking = ranking_of(across, edition.words, Rarity(edition))
    check_work(edition, [across.partly, across.whole], ranking.terms, shown=ACROSS_SIZE)
    first = (plan.parameters.page - 1) * ACROSS_SIZE

    def request(tree: Node, offset: int) -> SearchRequest:
        return SearchRequest(
            tree=plan.narrowed(tree),
            ranking=ranking,
            filters=across.filters(plan.filters),
            sort=Sort.RELEVANCE,
            offset=offset,
            limit=ACROSS_SIZE,
            collapse=plan.collapse,
            documents=True,
        )

    if first or len(across.nodes) < 2:
        return edition.search(request(across.whole, first)), None
    whole, partly = edition.search_many((request(across.whole, 0), request(across.partly, 0)))
    return whole, _without(partly, whole)


def _without(partly: SearchResult, whole: SearchResult) -> SearchResult | None:
    """What has some of the terms and is not told already, to the end of the first page."""
    told = {hit.id for hit in whole.hits}
    hits = tuple(hit for hit in partly.hits if hit.id not in told)[: ACROSS_SIZE - len(told)]
    return replace(partly, hits=hits) if hits else None


class _Meeting:
    """Says which term of a query stands where in an article."""

    def __init__(self, across: Across) -> None:
        self._highlighter = Highlighter(Or(across.nodes))
        self._terms = [
            (term.typed, frozenset(leaves(node)))
            for term in across.terms
            if (node := term.node) is not None
        ]

    def shown(self, edition: Edition, result: SearchResult) -> Iterator[AcrossHit]:
        """The hits of a result."""
        names = edition.names()
        for document, hit in zip(result.documents, result.hits, strict=True):
            shown = show_hit(document, hit.score, self._highlighter, names)
            yield AcrossHit(shown, tuple(self._met(document)))

    def _met(self, document: Document) -> Iterable[MetTerm]:
        """The terms that an article has, each as it prints it first, the headline before all."""
        printed: dict[str, str] = {}
        for name in TEXTS:
            article = document.article
            text = article.title if name == "title" else article.body
            for start, end, what in self._highlighter.occurrences(document, name):
                leaf = self._highlighter.leaf(name, what)
                for typed, own in self._terms:
                    if leaf in own:
                        printed.setdefault(typed, text[start:end])
        return (MetTerm(typed, printed[typed]) for typed, _ in self._terms if typed in printed)
