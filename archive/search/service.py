"""The search service: from parameters to pages, over whatever generation is published."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from archive.model.aggregations import (
    DaysByValue,
    FacetValues,
    MentionedDates,
    PublicationDays,
)
from archive.model.fields import FACET_NAMES
from archive.model.query import Nothing
from archive.model.result import GenerationInfo, SearchRequest, SearchResult
from archive.query.active import unknown_choices
from archive.query.budget import check_work, refusing
from archive.query.parameters import SearchParameters
from archive.query.plan import Plan, Question, interval, unversioned
from archive.search.arriving import FeedPage, feed_page
from archive.search.desk import DeskService
from archive.search.edition import Edition
from archive.search.emptied import found_without
from archive.search.exporting import Export, export_of
from archive.search.gaps import gaps_of, held_request
from archive.search.highlighting import Highlighter, show_hit
from archive.search.home import Example, examples, holdings
from archive.search.listing import FacetPage, facet_page, shown_facet
from archive.search.naming import NamingService
from archive.search.nearly import relaxed_request
from archive.search.opening import OpeningService
from archive.search.page import (
    Holding,
    ResultPage,
    ShownHit,
    Timeline,
)
from archive.search.reading import ToCount, read_back, to_count
from archive.search.stories import (
    count_outdated,
    folded_requests,
    outdated_request,
    with_folded,
)
from archive.search.suggesting import days_typed, did_you_mean
from archive.search.timeline import mentioned_timeline, shares, timeline

#: What is counted for every page of results.
_FACETS: Final = tuple(map(FacetValues, FACET_NAMES))
_DAYS, _LANGUAGE_DAYS = PublicationDays(), DaysByValue("language")


class SearchService(DeskService, NamingService, OpeningService):
    """Answers readers. Safe for many threads at once."""

    def search(self, parameters: SearchParameters) -> ResultPage:
        """A page of results; raises `ArchiveError` where nothing can be served."""
        started = time.perf_counter()
        with self._library.reading() as edition, refusing():
            plan = edition.plan(parameters)
            parameters = plan.parameters
            mentioned = _mentioned(parameters)
            request = _request(plan, mentioned)
            counted = to_count(plan, edition)
            left = _check(edition, plan, request, counted)
            result = edition.search(request)
            hits = _show(edition, result, plan.strict)
            also = _Also(edition, plan, request, result)
            asked = also.requests()
            reading, results = read_back(edition, plan, result.total, counted, left, asked)
            also.answered(results)
            meant = did_you_mean(edition, plan, result.total, left)
            days = days_typed(edition, plan, left)
            notes = (*reading.notes, *unknown_choices(parameters, edition))
            reading = replace(reading, notes=notes, corrections=meant, days=days)
            published = _published(result, parameters)
            return ResultPage(
                parameters=parameters,
                reading=reading,
                total=result.total,
                lines=result.lines,
                took_ms=round((time.perf_counter() - started) * 1000, 3),
                generation=edition.info(),
                oldest=edition.days[0].isoformat() if edition.days else None,
                newest=edition.newest,
                latest=edition.latest,
                hits=with_folded(hits, result, also.folded),
                facets={
                    facet.facet: shown_facet(facet.facet, result.counts(facet), parameters, edition)
                    for facet in _FACETS
                },
                relaxed=_relaxed(edition, plan, also.relaxed),
                outdated=count_outdated(edition, plan, result.total, also.older),
                timeline=published,
                shares=shares(published, result.counts(_LANGUAGE_DAYS), edition.months),
                mentioned=mentioned_timeline(result.counts(mentioned)),
                without=() if result.total else found_without(edition, plan, reading.parts, left),
                gaps=gaps_of(edition, plan, result.total, also.held),
            )

    @contextmanager
    def exporting(self, parameters: SearchParameters) -> Iterator[Export]:
        """All articles that a search finds, to be read while the context lasts.

        Raises `BadParameterError` where that would be too much work.
        """
        with self._library.reading() as edition, refusing():
            yield export_of(edition, edition.plan(parameters))

    def feed(self, parameters: SearchParameters) -> FeedPage:
        """What came last of what a search finds; `page` of the parameters is that of the feed."""
        with self._library.reading() as edition, refusing():
            return feed_page(edition, edition.plan(parameters))

    def facet(self, facet: str, parameters: SearchParameters, contains: str = "") -> FacetPage:
        """All values of a facet under a search, a page of them; raises KeyError for no facet."""
        with self._library.reading() as edition, refusing():
            plan = edition.plan(parameters)
            terms, bonuses = plan.strict.ranking.terms, plan.strict.ranking.bonuses
            check_work(edition, [plan.strict.tree], terms, bonuses, shown=0)
            return facet_page(edition, plan, facet, contains)

    def examples(self, language: str) -> tuple[Example, ...]:
        """Queries that find something, in the names of a language."""
        with self._library.reading() as edition:
            return edition.kept(examples)[language]

    def holdings(self) -> tuple[Holding, ...]:
        """How many articles there are of each source and month, by source, then month."""
        with self._library.reading() as edition:
            return edition.kept(holdings)

    def refused(self) -> tuple[str, ...]:
        """Names of generations that should serve before the one that does, and cannot."""
        return self._library.refused()

    def status(self) -> GenerationInfo:
        """The generation that is served; raises `ArchiveError` where there is none."""
        with self._library.reading() as edition:
            return edition.info()

    def check(self) -> None:
        """Have the engine answer, whatever it says; raises `ArchiveError` where it does not."""
        with self._library.reading() as edition:
            edition.searcher.count(Nothing())


def _mentioned(parameters: SearchParameters) -> MentionedDates:
    return MentionedDates(*interval(parameters.mentioned_first, parameters.mentioned_last))


def _published(result: SearchResult, parameters: SearchParameters) -> Timeline:
    first, last = parameters.first, parameters.last
    return timeline(
        result.counts(_DAYS), first.first if first else None, last.last if last else None
    )


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
        aggregations=(*_FACETS, _DAYS, _LANGUAGE_DAYS, mentioned),
        collapse=plan.collapse,
        documents=True,
    )


def _check(edition: Edition, plan: Plan, request: SearchRequest, counted: ToCount) -> int:
    """Raise `BadParameterError` where a search would be too much work; gives the steps left."""
    terms, bonuses = plan.strict.ranking.terms, plan.strict.ranking.bonuses
    trees = [request.tree, *counted.nodes()]
    if outdated_request(edition, plan) is not None:
        trees.append(unversioned(plan))
    if plan.relaxed is not None:
        trees.append(plan.relaxed.tree)
        # What matches and what nearly does are scored alike.
        terms = (*terms, *plan.relaxed.ranking.terms)
        bonuses = (*bonuses, *plan.relaxed.ranking.bonuses)
    return check_work(edition, trees, terms, bonuses, shown=request.limit)


class _Also:
    """What else is asked for a page once its hits are known, and the answers."""

    def __init__(
        self, edition: Edition, plan: Plan, request: SearchRequest, result: SearchResult
    ) -> None:
        self._relaxed = relaxed_request(plan, request, result)
        self._older = outdated_request(edition, plan)
        self._held = held_request(plan, result.total)
        self._folded = folded_requests(plan, plan.strict.tree, result)
        self.relaxed: SearchResult | None = None
        self.older: SearchResult | None = None
        self.held: SearchResult | None = None
        self.folded: tuple[SearchResult, ...] = ()

    def requests(self) -> list[SearchRequest]:
        """What is asked."""
        single = (self._relaxed, self._older, self._held)
        return [*filter(None, single), *self._folded]

    def answered(self, results: Sequence[SearchResult]) -> None:
        """Take the answers, one for each of `requests`."""
        answers = iter(results)
        self.relaxed = next(answers) if self._relaxed is not None else None
        self.older = next(answers) if self._older is not None else None
        self.held = next(answers) if self._held is not None else None
        self.folded = tuple(answers)


def _show(edition: Edition, result: SearchResult, question: Question) -> tuple[ShownHit, ...]:
    if not result.hits:
        return ()
    names, highlighter = edition.names(), Highlighter(question.tree)
    return tuple(
        show_hit(document, hit.score, highlighter, names)
        for document, hit in zip(result.documents, result.hits, strict=True)
    )


def _relaxed(edition: Edition, plan: Plan, result: SearchResult | None) -> tuple[ShownHit, ...]:
    if plan.relaxed is None or result is None:
        return ()
    shown = _show(edition, result, plan.relaxed)
    asked = folded_requests(plan, plan.relaxed.tree, result)
    return with_folded(shown, result, edition.search_many(asked) if asked else ())
