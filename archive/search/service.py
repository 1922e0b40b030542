"""The search service: from parameters to pages, over whatever generation is published."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from archive.model.aggregations import (
    FacetCounts,
    FacetValues,
    MentionedDates,
    MonthGrid,
    PublicationDays,
)
from archive.model.entity import candidate_name
from archive.model.fields import ENTITY_FACETS, FACET_NAMES, TEXTS
from archive.model.language import LANGUAGES
from archive.model.message import Message
from archive.model.query import HasValue, Node
from archive.model.result import GenerationInfo, SearchRequest, SearchResult, Sort
from archive.query.budget import check_marks, check_work, refusing
from archive.query.compile import Compiled
from archive.query.forms import WordCounts, stem_note
from archive.query.names import Alternative
from archive.query.parameters import SearchParameters
from archive.query.plan import Plan, interval, make_plan
from archive.query.values import author_asked
from archive.query.words import Words, in_texts
from archive.search.edition import Edition
from archive.search.highlighting import Highlighter, article_page, question_of, show_hit
from archive.search.library import Library
from archive.search.page import (
    ArticlePage,
    EntityPage,
    Holding,
    Reading,
    ResultPage,
    ShownAlternative,
    ShownFacet,
    ShownHit,
    ShownPart,
    ShownValue,
)
from archive.search.profile import entity_page
from archive.search.timeline import mentioned_timeline, timeline

#: Where fewer than one in so many articles with the rarest part match, the parts are counted.
SPARSE: Final = 10

#: A query of more parts is a pasted text; counting each would cost more than it tells.
MOST_PARTS: Final = 10


#: What is counted for every page of results.
_FACETS: Final = tuple(map(FacetValues, FACET_NAMES))
_DAYS: Final = PublicationDays()

#: What a reader asks without any parameter.
_NOTHING: Final = SearchParameters()


class SearchService:
    """Answers readers. Safe for many threads at once."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def search(self, parameters: SearchParameters) -> ResultPage:
        """A page of results; raises `ArchiveError` where nothing can be served."""
        started = time.perf_counter()
        with self._library.reading() as edition, refusing():
            plan = make_plan(parameters, edition)
            parameters = plan.parameters
            mentioned = MentionedDates(
                *interval(parameters.mentioned_first, parameters.mentioned_last)
            )
            request = _request(plan, mentioned)
            offered = [
                _alone(alternative, edition.words) for alternative in plan.reading.alternatives
            ]
            left = _check(edition, plan, request, offered)
            result = edition.search(request)
            hits = _show(edition, result, Highlighter(plan.strict.tree))
            nearly = _relaxed_request(plan, request, result.total)
            reading, relaxed = _reading(edition, plan, result.total, offered, left, nearly)
            return ResultPage(
                parameters=parameters,
                reading=reading,
                total=result.total,
                lines=result.lines,
                took_ms=round((time.perf_counter() - started) * 1000, 3),
                generation=edition.info(),
                newest=edition.newest.isoformat() if edition.newest else None,
                hits=hits,
                facets={
                    facet.facet: _facet(facet.facet, result.counts(facet), parameters, edition)
                    for facet in _FACETS
                },
                relaxed=_relaxed(edition, plan, relaxed),
                timeline=timeline(
                    result.counts(_DAYS),
                    parameters.first.first if parameters.first else None,
                    parameters.last.last if parameters.last else None,
                ),
                mentioned=mentioned_timeline(result.counts(mentioned)),
            )

    def article(self, article: str, parameters: SearchParameters = _NOTHING) -> ArticlePage:
        """An article with what a search marks in it; raises `ArticleNotFoundError`."""
        with self._library.reading() as edition, refusing():
            document = edition.get(article)
            plan = make_plan(parameters, edition)
            tree = question_of(plan, article, edition).tree
            check_marks(edition, tree)
            return article_page(document, Highlighter(tree), edition.names(), edition.info())

    def entity(self, entity: str) -> EntityPage:
        """What the archive holds of an entity; raises `EntityNotFoundError`."""
        with self._library.reading() as edition:
            return entity_page(edition.searcher, entity)

    def holdings(self) -> tuple[Holding, ...]:
        """How many articles there are of each source and month, by source, then month."""
        with self._library.reading() as edition:
            grid = MonthGrid("source")
            counts = edition.search(SearchRequest(limit=0, aggregations=(grid,))).counts(grid)
            dated = [Holding(cell.value, cell.month, cell.count) for cell in counts.cells]
            undated = [Holding(cell.value, "", cell.count) for cell in counts.undated]
            return tuple(
                sorted([*dated, *undated], key=lambda holding: (holding.source, holding.month))
            )

    def refused(self) -> tuple[str, ...]:
        """Names of generations that should serve before the one that does, and cannot."""
        return self._library.refused()

    def status(self) -> GenerationInfo:
        """The generation that is served; raises `ArchiveError` where there is none."""
        with self._library.reading() as edition:
            return edition.info()


def _request(plan: Plan, mentioned: MentionedDates) -> SearchRequest:
    """What a page of results asks of an engine."""
    parameters = plan.parameters
    return SearchRequest(
        tree=plan.strict.tree,
        ranking=plan.strict.ranking,
        filters=plan.filters,
        sort=plan.sort,
        offset=(parameters.page - 1) * parameters.size,
        limit=parameters.size,
        aggregations=(*_FACETS, _DAYS, mentioned),
        documents=True,
    )


def _check(edition: Edition, plan: Plan, request: SearchRequest, offered: Sequence[Node]) -> int:
    """Raise `BadParameterError` where a search would be too much work; gives the steps left.

    `offered` is what each alternative asks by itself.
    """
    terms, bonuses = plan.strict.ranking.terms, plan.strict.ranking.bonuses
    trees = [request.tree, *offered]
    trees += [node for _, node in _counted(plan.reading)]
    if plan.relaxed is not None:
        trees.append(plan.relaxed.tree)
        # What matches and what nearly does are scored alike.
        terms = (*terms, *plan.relaxed.ranking.terms)
        bonuses = (*bonuses, *plan.relaxed.ranking.bonuses)
    return check_work(edition, trees, terms, bonuses, shown=request.limit)


def _counted(compiled: Compiled) -> tuple[tuple[str, Node], ...]:
    """The parts of a query that are counted one by one."""
    return compiled.parts if len(compiled.parts) <= MOST_PARTS else ()


def _show(edition: Edition, result: SearchResult, highlighter: Highlighter) -> tuple[ShownHit, ...]:
    names = edition.names()
    return tuple(
        show_hit(document, hit.score, highlighter, names)
        for document, hit in zip(result.documents, result.hits, strict=True)
    )


def _relaxed_request(plan: Plan, request: SearchRequest, total: int) -> SearchRequest | None:
    """What nearly matches, where the first page is not full."""
    if plan.relaxed is None or request.offset or total >= request.limit:
        return None
    return replace(
        request,
        tree=plan.relaxed.tree,
        ranking=plan.relaxed.ranking,
        sort=Sort.RELEVANCE,
        limit=request.limit - total,
        aggregations=(),
    )


def _relaxed(edition: Edition, plan: Plan, result: SearchResult | None) -> tuple[ShownHit, ...]:
    if plan.relaxed is None or result is None:
        return ()
    return _show(edition, result, Highlighter(plan.relaxed.tree))


def _reading(
    edition: Edition,
    plan: Plan,
    total: int,
    offered: Sequence[Node],
    left: int,
    nearly: SearchRequest | None,
) -> tuple[Reading, SearchResult | None]:
    """How the query was read, with the counts of alternatives and parts under the same filters.

    `offered` is what each alternative asks by itself. Where no more than `left` steps may be taken,
    what the others of the parts find may stay untold. What `nearly` asks is answered besides.
    """

    def counting(*nodes: Node) -> SearchRequest:
        return SearchRequest(tree=plan.narrowed(*nodes), filters=plan.filters, limit=0)

    compiled, parameters = plan.reading, plan.parameters
    counted = _counted(compiled)
    nodes = [node for _, node in counted]
    others = [tuple(nodes[:number] + nodes[number + 1 :]) for number in range(len(nodes))]
    alone = [(node,) for node in (*offered, *nodes)]
    most = len(others) * edition.work((compiled.tree,))[0].find
    others = others if most < left else []
    # Where the page is not full, what the others of the parts find is likely to be told.
    few = others if total < parameters.size else []
    forms = [(node,) for _, word in compiled.forms for node in (word.alone, word.whole)]
    requests = [counting(*together) for together in (*alone, *few, *forms)]
    requests += [nearly] if nearly is not None else []
    results = edition.search_many(requests) if requests else ()
    counts = [result.total for result in results[: len(alone) + len(few)]]
    behind = results[len(alone) + len(few) :]
    notes = (*compiled.notes, *_told(compiled, parameters.q, [found.total for found in behind]))
    shown = tuple(
        ShownAlternative(
            alternative.source, alternative.target, alternative.kind, alternative.applied, n
        )
        for alternative, n in zip(compiled.alternatives, counts, strict=False)
    )
    having = counts[len(offered) : len(alone)]
    parts: tuple[ShownPart, ...] = ()
    if having and others and (not total or total * SPARSE < min(having)):
        without = counts[len(alone) :] or [
            result.total for result in edition.search_many([counting(*nodes) for nodes in others])
        ]
        parts = tuple(map(ShownPart, (text for text, _ in counted), having, without))
    reading = Reading(parameters.q, compiled.read_as, notes, shown, parts)
    return reading, results[-1] if nearly is not None else None


def _told(compiled: Compiled, query: str, counts: Sequence[int]) -> Iterator[Message]:
    """What is said of each word whose stem adds much: two counts a word."""
    for (word, _), alone, whole in zip(compiled.forms, counts[::2], counts[1::2], strict=False):
        message = stem_note(query, word, WordCounts(alone, whole, False))
        if message is not None:
            yield message


def _alone(alternative: Alternative, words: Words) -> Node:
    """What an alternative asks by itself: a name as written, another word as a word."""
    if alternative.kind == "author":
        return HasValue("author", author_asked(alternative.target))
    written = alternative.kind in ("name", "spelling")
    clause = None if written else words.words(alternative.target)
    return clause.node if clause is not None else in_texts(alternative.target, TEXTS)


def _facet(
    facet: str, counts: FacetCounts, parameters: SearchParameters, edition: Edition
) -> ShownFacet:
    included = parameters.included.get(facet, ())
    excluded = parameters.excluded.get(facet, ())
    names = edition.names()
    values = []
    for counted in counts.values:
        entity = names.get(counted.value) if facet in ENTITY_FACETS else None
        labels = {
            language: entity.label(language)
            if entity
            else candidate_name(counted.value) or counted.value
            for language in LANGUAGES
        }
        selected, without = counted.value in included, counted.value in excluded
        values.append(ShownValue(counted.value, labels, counted.count, selected, without))
    return ShownFacet(tuple(values), counts.distinct)
