"""The search service: from parameters to pages, over whatever generation is published."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from archive.errors import ArticleNotFoundError
from archive.model.aggregations import (
    DaysByValue,
    FacetValues,
    MentionedDates,
    PublicationDays,
)
from archive.model.fields import FACET_NAMES
from archive.model.query import Everything, Nothing
from archive.model.quotation import QuotedSpan
from archive.model.result import GenerationInfo, SearchRequest, SearchResult
from archive.query.active import unknown_choices
from archive.query.budget import check_marks, check_work, refusing
from archive.query.parameters import SearchParameters
from archive.query.plan import Plan, Question, interval, unversioned
from archive.search.across import across_marks
from archive.search.arriving import FeedPage, feed_page
from archive.search.beside import beside
from archive.search.comparing import ComparedPage, compared
from archive.search.desk import DeskService
from archive.search.edition import Edition
from archive.search.emptied import found_without
from archive.search.exporting import Export, export_of
from archive.search.gaps import gaps_of, held_request
from archive.search.highlighting import Highlighter, article_page, question_of, show_hit
from archive.search.home import Example, examples, holdings
from archive.search.listing import FacetPage, facet_page, shown_facet
from archive.search.naming import NamingService
from archive.search.nearly import relaxed_request
from archive.search.page import (
    ArticlePage,
    Holding,
    ListedPage,
    ResultPage,
    ShownHit,
    Timeline,
)
from archive.search.quoting import with_quotation
from archive.search.reading import ToCount, read_back, to_count
from archive.search.stories import (
    count_outdated,
    folded_requests,
    outdated_request,
    with_folded,
    with_story,
)
from archive.search.suggesting import days_typed, did_you_mean
from archive.search.timeline import mentioned_timeline, shares, timeline
from archive.search.withdrawing import withdrawing

#: What is counted for every page of results.
_FACETS: Final = tuple(map(FacetValues, FACET_NAMES))
_DAYS, _LANGUAGE_DAYS = PublicationDays(), DaysByValue("language")

#: What a reader asks without any parameter.
_NOTHING: Final = SearchParameters()


class SearchService(DeskService, NamingService):
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

    def article(
        self,
        article: str,
        parameters: SearchParameters = _NOTHING,
        quoted: QuotedSpan | None = None,
    ) -> ArticlePage:
        """An article with what a search marks in it, and with a passage that somebody quotes.

        Raises `ArticleNotFoundError` and `ArticleWithdrawnError`, and `BadParameterError` for a
        passage that cannot be.
        """
        with self._library.reading() as edition, refusing(), withdrawing(edition, article):
            document = edition.get(article)
            plan = edition.plan(parameters)
            tree = across_marks(edition, plan, document)
            if tree is None:
                tree = question_of(plan, article, edition).tree
            check_marks(edition, tree)
            page = article_page(document, Highlighter(tree), edition.names(), edition.info())
            page = with_story(edition, page)
            return page if quoted is None else with_quotation(edition, page, quoted)

    def beside(
        self, article: str, at: int, parameters: SearchParameters
    ) -> tuple[str | None, str | None]:
        """The results before and after an article, which is number `at` (from 1) of a search.

        None where there is none, and both where the search has another article there.
        """
        with self._library.reading() as edition, refusing():
            return beside(edition, edition.plan(parameters), article, at)

    def compared(self, old: str, new: str) -> ComparedPage:
        """What differs between two articles.

        Raises `ArticleNotFoundError` and `ArticleWithdrawnError`.
        """
        with self._library.reading() as edition, withdrawing(edition, old, new):
            return compared(edition, old, new)

    def listed(self, articles: Sequence[str]) -> ListedPage:
        """Articles by their ids, each once; those that the archive has not are told apart."""
        with self._library.reading() as edition:
            hits, missing = [], []
            highlighter = Highlighter(Everything())
            for article in dict.fromkeys(articles):
                try:
                    document = edition.get(article)
                except ArticleNotFoundError:
                    missing.append(article)
                else:
                    hits.append(show_hit(document, 0.0, highlighter, edition.names()))
            return ListedPage(tuple(hits), tuple(missing), edition.newest)

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
