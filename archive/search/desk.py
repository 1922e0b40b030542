"""What a journalist asks beside a single search: a list of names, all places, several searches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from archive.errors import ArticleNotFoundError
from archive.model.vectors import MeaningState
from archive.query.budget import refusing
from archive.query.name_list import NameList
from archive.query.parameters import SearchParameters
from archive.search.across import AcrossPage, across_page
from archive.search.checking import CheckingService
from archive.search.in_context import ContextExport, ContextPage, context_export, context_page
from archive.search.name_counts import CountedNames, counted_names
from archive.search.nearest import NearestPage, nearest_page
from archive.search.trends import TrendsPage, side_by_side
from archive.search.withdrawing import withdrawing


class DeskService(CheckingService):
    """Answers questions over many articles at once. Safe for many threads at once."""

    @contextmanager
    def counting(self, listed: NameList) -> Iterator[CountedNames]:
        """A list of names, to be counted while the context lasts."""
        with self._library.reading() as edition, refusing():
            yield counted_names(edition, listed)

    def in_context(self, parameters: SearchParameters, order: str) -> ContextPage:
        """A page of all places of a search, sorted by one of `LINE_ORDERS`.

        Raises `BadParameterError` where it is too much work.
        """
        with self._library.reading() as edition, refusing():
            return context_page(edition, edition.plan(parameters), order)

    @contextmanager
    def exporting_context(self, parameters: SearchParameters) -> Iterator[ContextExport]:
        """All places of a search, to be read while the context lasts.

        Raises `BadParameterError` where that would be too much work.
        """
        with self._library.reading() as edition, refusing():
            yield context_export(edition, edition.plan(parameters))

    def across(self, parameters: SearchParameters) -> AcrossPage | None:
        """The articles of a search in the other language; None where nothing is asked of it.

        Raises `BadParameterError` where it is too much work.
        """
        with self._library.reading() as edition, refusing():
            return across_page(edition, edition.plan(parameters), self._meaning)

    def compares_meanings(self) -> MeaningState:
        """Whether searches in the other language are compared by meaning, or why not."""
        with self._library.reading() as edition:
            return self._meaning.state(edition)

    def nearest(self, article: str) -> NearestPage:
        """The article in the other language that is nearest to one.

        Raises `ArticleNotFoundError` and `ArticleWithdrawnError`.
        """
        with self._library.reading() as edition, refusing(), withdrawing(edition, article):
            return nearest_page(edition, article)

    def nearest_of_each(self, articles: Sequence[str]) -> tuple[NearestPage, ...]:
        """What is nearest to each of some articles, of those that are here and have something."""
        pages = []
        with self._library.reading() as edition, refusing():
            for article in articles:
                # A list may be older than the archive.
                with suppress(ArticleNotFoundError):
                    pages.append(nearest_page(edition, article))
        return tuple(page for page in pages if page.nearest.article is not None)

    def trends(self, asked: Sequence[SearchParameters]) -> TrendsPage:
        """Searches that differ in their queries only, one at least, side by side."""
        with self._library.reading() as edition, refusing():
            return side_by_side(edition, asked)
