"""The search service: from parameters to pages, over whatever generation is published."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace
from typing import Final

from archive.engine.searcher import Searcher
from archive.model.aggregations import (
    DayCounts,
    FacetCounts,
    FacetValues,
    MentionedDates,
    MonthGrid,
    PublicationDays,
)
from archive.model.entity import candidate_name
from archive.model.fields import ENTITY_FACETS, FACETS, TEXTS
from archive.model.query import And, Days, Mentions, Node, Ranking, Undated
from archive.model.result import GenerationInfo, SearchRequest, SearchResult, Sort
from archive.search.compile import Compiled, compile_query
from archive.search.days import DaySpan
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
from archive.search.profile import entity_page
from archive.search.showing import Asked, article_page, show_hit
from archive.search.timeline import mentioned_timeline, timeline
from archive.search.words import ask_words, in_texts

_LANGUAGES = ("en", "zh-Hant", "zh-Hans")

#: Where fewer than one in so many articles with the rarest part match, the parts are counted.
SPARSE: Final = 10

#: A query of more parts is a pasted text; counting each would cost more than it tells.
MOST_PARTS: Final = 10


def _between(first: DaySpan | None, last: DaySpan | None) -> tuple[int | None, int | None]:
    """Two bounds as ordinals, both ends inclusive."""
    return first.first.toordinal() if first else None, last.last.toordinal() if last else None


def day_filter(parameters: SearchParameters) -> Node | None:
    """What the parameters ask of days, published and mentioned; None for anything."""
    parts: list[Node] = []
    if parameters.first or parameters.last:
        parts.append(Days(*_between(parameters.first, parameters.last)))
    elif parameters.undated == "no":
        parts.append(Days(None, None))
    if parameters.undated == "only":
        parts.append(Undated())
    if parameters.mentioned_first or parameters.mentioned_last:
        parts.append(Mentions(*_between(parameters.mentioned_first, parameters.mentioned_last)))
    return And(tuple(parts)) if parts else None


def _narrowed(tree: Node, narrowed: Node | None) -> Node:
    return tree if narrowed is None else And((tree, narrowed))


#: What is counted for every page of results.
_FACETS: Final = tuple(map(FacetValues, FACETS))
_DAYS: Final = PublicationDays()

#: Asks how far the whole archive goes.
_WHOLE: Final = SearchRequest(limit=0, aggregations=(_DAYS,))

#: What a reader asks who asks nothing.
_NOTHING: Final = SearchParameters()


class SearchService:
    """Answers readers. Safe for many threads at once."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def search(self, parameters: SearchParameters) -> ResultPage:
        """A page of results; raises `ArchiveError` where nothing can be served."""
        started = time.perf_counter()
        with self._library.reading() as searcher:
            parameters = parameters.redirected(searcher.names().redirects)
            compiled = compile_query(parameters.q, searcher, parameters.expansion)
            narrowed = day_filter(parameters)
            tree = _narrowed(compiled.tree, narrowed)
            mentioned = MentionedDates(
                *_between(parameters.mentioned_first, parameters.mentioned_last)
            )
            request = SearchRequest(
                tree=tree,
                ranking=compiled.ranking,
                filters=parameters.filters(),
                sort=parameters.order,
                offset=(parameters.page - 1) * parameters.size,
                limit=parameters.size,
                aggregations=(*_FACETS, _DAYS, mentioned),
                documents=True,
            )
            result, whole = searcher.search_many((request, _WHOLE))
            hits = _show(searcher, result, tree)
            return ResultPage(
                parameters=parameters,
                reading=_reading(searcher, parameters, compiled, narrowed, result.total),
                total=result.total,
                lines=result.lines,
                took_ms=round((time.perf_counter() - started) * 1000, 3),
                generation=searcher.info(),
                newest=_newest(whole.counts(_DAYS)),
                hits=hits,
                facets={
                    one.facet: _facet(one.facet, result.counts(one), parameters, searcher)
                    for one in _FACETS
                },
                closest=_closest(searcher, compiled, narrowed, request, result.total)
                if parameters.relax
                else (),
                timeline=timeline(
                    result.counts(_DAYS),
                    parameters.first.first if parameters.first else None,
                    parameters.last.last if parameters.last else None,
                ),
                mentioned=mentioned_timeline(result.counts(mentioned)),
            )

    def article(self, article: str, parameters: SearchParameters = _NOTHING) -> ArticlePage:
        """An article with what a search marks in it; raises `ArticleNotFoundError`."""
        with self._library.reading() as searcher:
            document = searcher.get(article)
            compiled = compile_query(parameters.q, searcher)
            asked = Asked.of(_narrowed(compiled.tree, day_filter(parameters)))
            return article_page(document, asked, searcher.names(), searcher.info())

    def entity(self, entity: str) -> EntityPage:
        """What the archive holds of an entity; raises `EntityNotFoundError`."""
        with self._library.reading() as searcher:
            return entity_page(searcher, entity)

    def holdings(self) -> tuple[Holding, ...]:
        """How many articles there are of each source and month, by source, then month."""
        with self._library.reading() as searcher:
            grid = MonthGrid("source")
            counts = searcher.search(SearchRequest(limit=0, aggregations=(grid,))).counts(grid)
            dated = [Holding(one.value, one.month, one.count) for one in counts.cells]
            undated = [Holding(one.value, "", one.count) for one in counts.undated]
            return tuple(sorted([*dated, *undated], key=lambda one: (one.source, one.month)))

    def refused(self) -> tuple[str, ...]:
        """Names of generations that should serve before the one that does, and cannot."""
        return self._library.refused()

    def status(self) -> GenerationInfo:
        """The generation that is served; raises `ArchiveError` where there is none."""
        with self._library.reading() as searcher:
            return searcher.info()


def _show(searcher: Searcher, result: SearchResult, tree: Node) -> tuple[ShownHit, ...]:
    asked = Asked.of(tree)
    names = searcher.names()
    return tuple(
        show_hit(document, hit.score, asked, names)
        for document, hit in zip(result.documents, result.hits, strict=True)
    )


def _closest(
    searcher: Searcher,
    compiled: Compiled,
    narrowed: Node | None,
    request: SearchRequest,
    total: int,
) -> tuple[ShownHit, ...]:
    """What nearly matches, where the first page is not full."""
    if compiled.closest is None or request.offset or total >= request.limit:
        return ()
    near = compiled.closest
    terms, bonuses = compiled.ranking.terms, compiled.ranking.bonuses
    wanted = replace(
        request,
        tree=_narrowed(near.node, narrowed),
        ranking=Ranking((*terms, *near.terms), (*bonuses, *near.bonuses)),
        sort=Sort.RELEVANCE,
        limit=request.limit - total,
        aggregations=(),
    )
    return _show(searcher, searcher.search(wanted), wanted.tree)


def _reading(
    searcher: Searcher,
    parameters: SearchParameters,
    compiled: Compiled,
    narrowed: Node | None,
    total: int,
) -> Reading:
    """How the query was read, with the counts of alternatives and parts under the same filters."""

    def count(*trees: tuple[Node, ...]) -> tuple[int, ...]:
        rest = () if narrowed is None else (narrowed,)
        return searcher.count_many([And((*nodes, *rest)) for nodes in trees], parameters.filters())

    asked = compiled.parts if len(compiled.parts) <= MOST_PARTS else ()
    nodes = [node for _, node in asked]
    offered = [_alone(one) for one in compiled.alternatives]
    counts = count(*((node,) for node in (*offered, *nodes))) if offered or nodes else ()
    shown = tuple(
        ShownAlternative(one.source, one.target, one.kind, one.applied, n)
        for one, n in zip(compiled.alternatives, counts, strict=False)
    )
    parts: tuple[ShownPart, ...] = ()
    having = counts[len(offered) :]
    if having and (not total or total * SPARSE < min(having)):
        others = [tuple(nodes[:number] + nodes[number + 1 :]) for number in range(len(nodes))]
        texts = [text for text, _ in asked]
        parts = tuple(map(ShownPart, texts, having, count(*others)))
    notes = tuple(note.text(parameters.ui) for note in compiled.notes)
    return Reading(parameters.q, compiled.read_as, notes, shown, parts)


def _alone(one: Alternative) -> Node:
    """What an alternative asks by itself: a name as written, another word as a word."""
    written = one.kind in ("name", "spelling")
    asked = None if written else ask_words(one.target)
    return asked.node if asked is not None else in_texts(one.target, TEXTS)


def _newest(counts: DayCounts) -> str | None:
    """The last publication day, ISO."""
    return dt.date.fromordinal(counts.days[-1]).isoformat() if counts.days else None


def _facet(
    facet: str, counts: FacetCounts, parameters: SearchParameters, searcher: Searcher
) -> ShownFacet:
    included = parameters.included.get(facet, ())
    excluded = parameters.excluded.get(facet, ())
    names = searcher.names()
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
