"""The search service: from parameters to pages, over whatever generation is published."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from dataclasses import replace
from typing import Final

from archive.model.entity import candidate_name
from archive.model.fields import ENTITY_FACETS, FACETS, TEXTS
from archive.model.query import Mentions, Node
from archive.model.result import FacetCounts, GenerationInfo, SearchRequest, SearchResult, Sort
from archive.search.budget import check_marks, check_work, refusing, steps
from archive.search.compile import Compiled
from archive.search.edition import Edition
from archive.search.highlighting import Highlighter
from archive.search.library import Library
from archive.search.names import Alternative
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
from archive.search.parameters import SearchParameters
from archive.search.plan import Plan, interval, make_plan
from archive.search.profile import entity_page
from archive.search.showing import article_page, show_hit
from archive.search.timeline import mentioned_timeline, timeline
from archive.search.words import Words, in_texts

_LANGUAGES = ("en", "zh-Hant", "zh-Hans")

#: Where fewer than one in so many articles with the rarest part match, the parts are counted.
SPARSE: Final = 10

#: A query of more parts is a pasted text; counting each would cost more than it tells.
MOST_PARTS: Final = 10


#: What a reader asks who asks nothing.
_NOTHING: Final = SearchParameters()


class SearchService:
    """Answers readers. Safe for many threads at once."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def search(self, parameters: SearchParameters) -> ResultPage:
        """A page of results; raises `ArchiveError` where nothing can be served."""
        started = time.perf_counter()
        with self._library.reading() as edition:
            plan = make_plan(parameters, edition)
            request = _request(plan)
            _check(edition, plan, request)
            with refusing():
                result = edition.search(request)
            hits = _show(edition, result, plan.strict.highlighter)
            asked = plan.parameters
            return ResultPage(
                parameters=asked,
                reading=_reading(edition, plan, result.total),
                total=result.total,
                lines=result.total,
                took_ms=round((time.perf_counter() - started) * 1000, 3),
                generation=edition.info(),
                newest=edition.newest.isoformat() if edition.newest else None,
                hits=hits,
                facets={
                    facet: _facet(facet, counts, asked, edition)
                    for facet, counts in result.facets.items()
                },
                closest=_relaxed(edition, plan, request, result.total),
                timeline=timeline(
                    result.days,
                    asked.first.first if asked.first else None,
                    asked.last.last if asked.last else None,
                ),
                mentioned=mentioned_timeline(result.mentioned),
            )

    def article(self, article: str, parameters: SearchParameters = _NOTHING) -> ArticlePage:
        """An article with what a search marks in it; raises `ArticleNotFoundError`."""
        with self._library.reading() as edition:
            document = edition.get(article)
            plan = make_plan(parameters, edition)
            highlighter = plan.highlighter_of(article, edition)
            check_marks(edition, plan.strict.tree)
            return article_page(document, highlighter, edition.names(), edition.info())

    def entity(self, entity: str) -> EntityPage:
        """What the archive holds of an entity; raises `EntityNotFoundError`."""
        with self._library.reading() as edition:
            return entity_page(edition.searcher, entity)

    def holdings(self) -> tuple[Holding, ...]:
        """How many articles there are of each source and month, by source, then month."""
        with self._library.reading() as edition:
            found = []
            for source, _ in edition.values("source"):
                parameters = SearchParameters(included={"source": (source,)})
                request = SearchRequest(filters=parameters.filters(), limit=0, days=True)
                result = edition.search(request)
                months: Counter[str] = Counter()
                for day, count in zip(result.days.days, result.days.counts, strict=True):
                    months[dt.date.fromordinal(day).isoformat()[:7]] += count
                if result.days.undated:
                    months[""] = result.days.undated
                found += [Holding(source, month, n) for month, n in sorted(months.items())]
            return tuple(found)

    def refused(self) -> tuple[str, ...]:
        """Names of generations that should serve before the one that does, and cannot."""
        return self._library.refused()

    def status(self) -> GenerationInfo:
        """The generation that is served; raises `ArchiveError` where there is none."""
        with self._library.reading() as edition:
            return edition.info()


def _request(plan: Plan) -> SearchRequest:
    """What a page of results asks of an engine."""
    asked = plan.parameters
    return SearchRequest(
        tree=plan.strict.tree,
        ranking=plan.strict.ranking,
        filters=plan.filters,
        sort=plan.sort,
        offset=(asked.page - 1) * asked.size,
        limit=asked.size,
        facets=FACETS,
        days=True,
        mentioned=Mentions(*interval(asked.mentioned_first, asked.mentioned_last)),
    )


def _check(edition: Edition, plan: Plan, request: SearchRequest) -> None:
    """Raise `BadParameterError` where a search would be too much work."""
    terms, bonuses = plan.strict.ranking.terms, plan.strict.ranking.bonuses
    trees = [request.tree]
    trees += [_alone(one, edition.words) for one in plan.reading.alternatives]
    trees += [node for _, node in _counted(plan.reading)]
    if plan.relaxed is not None:
        trees.append(plan.relaxed.tree)
        # What matches and what nearly does are scored alike.
        terms = (*terms, *plan.relaxed.ranking.terms)
        bonuses = (*bonuses, *plan.relaxed.ranking.bonuses)
    check_work(edition, trees, terms, bonuses, shown=request.limit)


def _counted(compiled: Compiled) -> tuple[tuple[str, Node], ...]:
    """The parts of a query that are counted one by one."""
    return compiled.parts if len(compiled.parts) <= MOST_PARTS else ()


def _show(edition: Edition, result: SearchResult, highlighter: Highlighter) -> tuple[ShownHit, ...]:
    documents = edition.get_many([hit.id for hit in result.hits])
    names = edition.names()
    return tuple(
        show_hit(document, hit.score, highlighter, names)
        for document, hit in zip(documents, result.hits, strict=True)
    )


def _relaxed(
    edition: Edition, plan: Plan, request: SearchRequest, total: int
) -> tuple[ShownHit, ...]:
    """What nearly matches, where the first page is not full."""
    if plan.relaxed is None or request.offset or total >= request.limit:
        return ()
    wanted = replace(
        request,
        tree=plan.relaxed.tree,
        ranking=plan.relaxed.ranking,
        sort=Sort.RELEVANCE,
        limit=request.limit - total,
        facets=(),
        days=False,
        mentioned=None,
    )
    return _show(edition, edition.search(wanted), plan.relaxed.highlighter)


def _reading(edition: Edition, plan: Plan, total: int) -> Reading:
    """How the query was read, with the counts of alternatives and parts under the same filters."""

    def count(*nodes: Node) -> int:
        return edition.count(plan.narrowed(*nodes), plan.filters)

    compiled, asked = plan.reading, plan.parameters
    shown = tuple(
        ShownAlternative(
            one.source, one.target, one.kind, one.applied, count(_alone(one, edition.words))
        )
        for one in compiled.alternatives
    )
    parts: list[ShownPart] = []
    counted = _counted(compiled)
    counts = [count(node) for _, node in counted]
    sparse = not total or total * SPARSE < min(counts, default=0)
    # As many counts as there are parts, each of nearly all of them.
    if counted and sparse and len(counted) * edition.work(compiled.tree).find < steps(edition):
        for number, (text, _) in enumerate(counted):
            others = [node for other, (_, node) in enumerate(counted) if other != number]
            parts.append(ShownPart(text, counts[number], count(*others)))
    notes = tuple(note.text(asked.ui) for note in compiled.notes)
    return Reading(asked.q, compiled.read_as, notes, shown, tuple(parts))


def _alone(one: Alternative, words: Words) -> Node:
    """What an alternative asks by itself: a name as written, another word as a word."""
    written = one.kind in ("name", "spelling")
    asked = None if written else words.words(one.target)
    return asked.node if asked is not None else in_texts(one.target, TEXTS)


def _facet(
    facet: str, counts: FacetCounts, parameters: SearchParameters, edition: Edition
) -> ShownFacet:
    included = parameters.included.get(facet, ())
    excluded = parameters.excluded.get(facet, ())
    names = edition.names()
    values = []
    for one in counts.values:
        entity = names.get(one.value) if facet in ENTITY_FACETS else None
        labels = {
            language: entity.label(language) if entity else candidate_name(one.value) or one.value
            for language in _LANGUAGES
        }
        selected, without = one.value in included, one.value in excluded
        values.append(ShownValue(one.value, labels, one.count, selected, without))
    return ShownFacet(tuple(values), counts.distinct)
