"""What a reader opens: an article, its neighbours in a list, what differs, articles by ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from archive.errors import ArticleNotFoundError
from archive.model.query import Everything
from archive.model.quotation import QuotedSpan
from archive.query.budget import check_marks, refusing
from archive.query.parameters import SearchParameters
from archive.search.across import across_marks
from archive.search.beside import beside
from archive.search.comparing import ComparedPage, compared
from archive.search.highlighting import Highlighter, article_page, question_of, show_hit
from archive.search.library import Library
from archive.search.more_like import more_like
from archive.search.page import ArticlePage, ListedPage
from archive.search.quoting import with_quotation
from archive.search.stories import with_story
from archive.search.withdrawing import withdrawing

#: What a reader asks without any parameter.
_NOTHING: Final = SearchParameters()


class OpeningService:
    """Gives what a reader opens. Safe for many threads at once."""

    _library: Library

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
            page = replace(with_story(edition, page), like=more_like(edition, document))
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
