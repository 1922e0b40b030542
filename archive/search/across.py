"""A query in the other language: its words there, and the articles that have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from archive.model.article import Document
from archive.model.entity import Names
from archive.model.fields import TEXTS
from archive.model.language import Language
from archive.model.lexicon import Translation
from archive.model.query import Node, Nothing, Or
from archive.model.result import GenerationInfo, SearchRequest, SearchResult, Sort
from archive.model.vectors import MeaningState
from archive.query.across import Across, AcrossTerm, ranking_of
from archive.query.across_terms import read_across, untranslated
from archive.query.budget import check_work
from archive.query.parameter_table import ACROSS_CHOICES
from archive.query.parameters import SearchParameters
from archive.query.plan import Plan
from archive.query.synonyms import Rarity
from archive.search.edition import Edition
from archive.search.fusing import LOOKED_AT, Fusing, fused
from archive.search.highlighting import Highlighter, show_hit
from archive.search.meaning import NO_MEANING, Meaning
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
    `meaning` says whether nearness of meaning orders them; then `similar` are articles near in
    meaning in which no term was met, and which no number counts.
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
    similar: tuple[AcrossHit, ...] = ()
    meaning: MeaningState = MeaningState.OFF

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


def across_page(edition: Edition, plan: Plan, meaning: Meaning = NO_MEANING) -> AcrossPage | None:
    """The articles of the other language; None where nothing can be asked of it.

    Raises `BadParameterError` where it would be too much work.
    """
    across, parameters = asked_across(edition, plan), plan.parameters
    state = meaning_of(edition, parameters, meaning)
    if across is None and state is MeaningState.USED and edition.lexicon is not None:
        across = untranslated(parameters.q, parameters.expansion)
    if across is None:
        return None
    answered = _answered(edition, plan, across, meaning if state is MeaningState.USED else None)
    meeting = _Meeting(across)
    names = edition.names()
    return AcrossPage(
        parameters=plan.parameters,
        languages=across.languages,
        terms=tuple(map(_shown_term, across.terms)),
        total=answered.total,
        lines=answered.lines,
        hits=tuple(meeting.shown(answered.whole, names)),
        partly=tuple(meeting.shown(answered.partly, names)),
        generation=edition.info(),
        newest=edition.newest,
        similar=tuple(meeting.shown(answered.similar, names)),
        meaning=state,
    )


def meaning_of(edition: Edition, parameters: SearchParameters, meaning: Meaning) -> MeaningState:
    """Whether a search is compared by meaning: where that can be, and words alone are not asked."""
    state, chosen = meaning.state(edition), parameters.across
    if state is MeaningState.USED and chosen in ACROSS_CHOICES[:2]:
        return MeaningState.UNASKED
    return state


def across_marks(edition: Edition, plan: Plan, document: Document) -> Node | None:
    """What a search in the other language marks in an article; None where it is none of these."""
    chosen = plan.parameters.across in ACROSS_CHOICES[1:]
    across = asked_across(edition, plan) if chosen else None
    if across is None or document.article.language not in across.languages:
        return None
    return Or(across.nodes)


def _shown_term(term: AcrossTerm) -> ShownTerm:
    words = tuple(ShownWord(word.translation, word.asked) for word in term.words)
    return ShownTerm(term.typed, words, term.itself is not None)


#: Articles with their scores.
_Scored = tuple[tuple[Document, float], ...]


@dataclass(frozen=True, slots=True)
class _FoundAcross:
    """What a page shows of the other language, and how many articles have every term."""

    total: int = 0
    lines: int = 0
    whole: _Scored = ()
    partly: _Scored = ()
    similar: _Scored = ()


def _searches(edition: Edition, plan: Plan, across: Across) -> Fusing:
    """The searches for articles with every term, and with some of them."""
    ranking = ranking_of(across, edition.words, Rarity(edition))
    # Where no term is asked, every article would have all of them.
    every: Node = across.whole if across.nodes else Nothing()
    check_work(edition, [across.partly, every], ranking.terms, shown=ACROSS_SIZE)

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

    first = (plan.parameters.page - 1) * ACROSS_SIZE
    return Fusing(across.nodes, request(every, first), request(across.partly, 0), plan.narrowed)


def _answered(
    edition: Edition, plan: Plan, across: Across, meaning: Meaning | None
) -> _FoundAcross:
    """What is found, by `meaning` too where that is given."""
    if meaning is not None:
        return _by_meaning(edition, plan, across, meaning)
    return _by_words(edition, plan, across) if across.nodes else _FoundAcross()


def _by_words(edition: Edition, plan: Plan, across: Across) -> _FoundAcross:
    """What has every term, and what has some where that does not fill the first page."""
    searches = _searches(edition, plan, across)
    if searches.whole.offset or len(across.nodes) < 2:
        whole = edition.search(searches.whole)
        return _FoundAcross(whole.total, whole.lines, _scored(whole))
    whole, partly = edition.search_many((searches.whole, searches.partly))
    told = {hit.id for hit in whole.hits}
    others = [pair for pair in _scored(partly) if pair[0].article.id not in told]
    left = ACROSS_SIZE - len(whole.hits)
    return _FoundAcross(whole.total, whole.lines, _scored(whole), tuple(others[:left]))


def _by_meaning(edition: Edition, plan: Plan, across: Across, meaning: Meaning) -> _FoundAcross:
    """The same in another order, and what is near in meaning without a term."""
    searches = _searches(edition, plan, across)
    first = searches.whole.offset
    if first >= LOOKED_AT:
        return _by_words(edition, plan, across)
    near = meaning.nearest(edition, plan.parameters.q, across.languages, LOOKED_AT)
    order = fused(edition, searches, near)
    shown = order.whole[first : first + ACROSS_SIZE]
    left = 0 if first else ACROSS_SIZE - len(shown)
    parts = (shown, order.partly[:left], () if first else order.similar)
    read = iter(edition.searcher.get_many([name for names in parts for name in names]))
    documents = [tuple((next(read), 0.0) for _ in names) for names in parts]
    return _FoundAcross(order.total, order.lines, *documents)


def _scored(result: SearchResult) -> _Scored:
    documents = zip(result.documents, result.hits, strict=True)
    return tuple((document, hit.score) for document, hit in documents)


class _Meeting:
    """Says which term of a query stands where in an article."""

    def __init__(self, across: Across) -> None:
        self._highlighter = Highlighter(Or(across.nodes))
        self._terms = [
            (term.typed, frozenset(leaves(node)))
            for term in across.terms
            if (node := term.node) is not None
        ]

    def shown(self, scored: _Scored, names: Names) -> Iterator[AcrossHit]:
        """Articles with what they meet."""
        for document, score in scored:
            shown = show_hit(document, score, self._highlighter, names)
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
