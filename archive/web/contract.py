"""What the web asks of the search service."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Final, Protocol, cast

from flask import current_app

from archive.model.quotation import QuotedSpan
from archive.model.result import GenerationInfo
from archive.model.vectors import MeaningState
from archive.query.days import Newsroom
from archive.query.name_list import NameList
from archive.query.parameters import SearchParameters
from archive.search.across import AcrossPage
from archive.search.arriving import FeedPage
from archive.search.comparing import ComparedPage
from archive.search.exporting import Export
from archive.search.home import Example
from archive.search.in_context import ContextExport, ContextPage
from archive.search.listing import FacetPage
from archive.search.name_counts import CountedNames
from archive.search.nearest import NearestPage
from archive.search.news import NewsCount
from archive.search.page import ArticlePage, Holding, ListedPage, ResultPage
from archive.search.profile import EntityPage
from archive.search.quoting import QuotationPage
from archive.search.receipts import SearchReceipt
from archive.search.trends import TrendsPage
from archive.search.typed import TypedSuggestion

#: The key of `Flask.extensions` that holds the service.
KEY: Final = "archive"

#: The key of `Flask.extensions` that holds how days are read.
NEWSROOM_KEY: Final = "archive_newsroom"


class Service(Protocol):
    """Answers readers; safe for many threads. Each method raises `ArchiveError`."""

    def search(self, parameters: SearchParameters) -> ResultPage:
        """A page of results."""

    def exporting(self, parameters: SearchParameters) -> AbstractContextManager[Export]:
        """All articles that a search finds, to be read while the context lasts."""

    def feed(self, parameters: SearchParameters) -> FeedPage:
        """What came last of what a search finds."""

    def article(
        self,
        article: str,
        parameters: SearchParameters = ...,
        quoted: QuotedSpan | None = ...,
    ) -> ArticlePage:
        """An article with what a search marks in it, and a passage that somebody quotes.

        Raises `ArticleNotFoundError`.
        """

    def news(self, parameters: SearchParameters, since: int | None) -> NewsCount:
        """How many articles of a search came after an instant."""

    def receipt(self, parameters: SearchParameters) -> SearchReceipt:
        """The receipt of a search."""

    def quotation(self, text: str) -> QuotationPage:
        """Where the archive has these words."""

    def suggestions(self, typed: str, language: str) -> tuple[TypedSuggestion, ...]:
        """What a reader may be typing, whose page is in a language."""

    def sounding(self, text: str) -> tuple[TypedSuggestion, ...]:
        """The entities whose name sounds like a text, or whose initials it is."""

    def entity(self, entity: str, language: str = ...) -> EntityPage:
        """What the archive holds of an entity, for a reader of a language.

        Raises `EntityNotFoundError`.
        """

    def facet(self, facet: str, parameters: SearchParameters, contains: str = ...) -> FacetPage:
        """A page of all values of a facet under a search, of which a name holds a text."""

    def beside(
        self, article: str, at: int, parameters: SearchParameters
    ) -> tuple[str | None, str | None]:
        """The results before and after an article, which is number `at` of a search."""

    def compared(self, old: str, new: str) -> ComparedPage:
        """What differs between two articles; raises `ArticleNotFoundError`."""

    def listed(self, articles: Sequence[str]) -> ListedPage:
        """Articles by their ids, in this order, each once."""

    def examples(self, language: str) -> tuple[Example, ...]:
        """Queries that find something, in the names of a language."""

    def holdings(self) -> tuple[Holding, ...]:
        """How many articles there are of each source and month."""

    def counting(self, listed: NameList) -> AbstractContextManager[CountedNames]:
        """A list of names, to be counted while the context lasts."""

    def compares_meanings(self) -> MeaningState:
        """Whether searches in the other language are compared by meaning, or why not."""

    def across(self, parameters: SearchParameters) -> AcrossPage | None:
        """The articles of a search in the other language; None where nothing is asked of it."""

    def nearest(self, article: str) -> NearestPage:
        """The article in the other language that is nearest to one.

        Raises `ArticleNotFoundError`.
        """

    def nearest_of_each(self, articles: Sequence[str]) -> tuple[NearestPage, ...]:
        """What is nearest to each of some articles, of those that are here and have something."""

    def in_context(self, parameters: SearchParameters, order: str) -> ContextPage:
        """A page of all places of a search, sorted by one of `LINE_ORDERS`."""

    def exporting_context(
        self, parameters: SearchParameters
    ) -> AbstractContextManager[ContextExport]:
        """All places of a search, to be read while the context lasts."""

    def trends(self, asked: Sequence[SearchParameters]) -> TrendsPage:
        """Searches that differ in their queries only, side by side."""

    def refused(self) -> tuple[str, ...]:
        """Names of generations that should serve before the one that does, and cannot."""

    def check(self) -> None:
        """Have the engine answer, whatever it says."""

    def status(self) -> GenerationInfo:
        """The generation that is served."""


def current_service() -> Service:
    """The service of the application that answers this request."""
    return cast(Service, current_app.extensions[KEY])


def current_newsroom() -> Newsroom:
    """How the days of the current request are read."""
    return cast("Newsroom", current_app.extensions[NEWSROOM_KEY])
