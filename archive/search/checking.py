"""What can be checked later of what was found: quoted words, a search, and what is new of it."""

from __future__ import annotations

from abc import abstractmethod

from archive.errors import ArticleNotFoundError
from archive.query.budget import refusing
from archive.query.parameters import SearchParameters
from archive.search.library import Library
from archive.search.meaning import NO_MEANING, Meaning
from archive.search.news import NewsCount, count_news
from archive.search.page import ResultPage
from archive.search.quoting import QuotationPage, check_quotation
from archive.search.receipts import (
    SearchReceipt,
    article_digest,
    matching_ids,
    receipt_of,
    settled,
)


class CheckingService:
    """Checks what was taken away from the archive. Safe for many threads at once."""

    def __init__(self, library: Library, meaning: Meaning = NO_MEANING) -> None:
        self._library = library
        self._meaning = meaning

    @abstractmethod
    def search(self, parameters: SearchParameters) -> ResultPage:
        """A page of results."""

    def quotation(self, text: str) -> QuotationPage:
        """Where the archive has these words.

        Raises `BadParameterError` for too long a text, and for one without words.
        """
        with self._library.reading() as edition, refusing():
            return check_quotation(edition, text)

    def news(self, parameters: SearchParameters, since: int | None) -> NewsCount:
        """How many articles of a search came after an instant, in seconds since 1970 UTC."""
        with self._library.reading() as edition, refusing():
            return count_news(edition, edition.plan(parameters), since)

    def receipt(self, parameters: SearchParameters) -> SearchReceipt:
        """The receipt of a search; raises `BadParameterError` where it is too much work."""
        asked = settled(parameters)
        while True:
            page = self.search(asked)
            with self._library.reading() as edition, refusing():
                # Another generation may have taken over meanwhile: a receipt is of one.
                if edition.info() == page.generation:
                    return receipt_of(edition, edition.plan(asked), page, parameters.newsroom)

    def found_ids(self, parameters: SearchParameters) -> list[str]:
        """The ids of all that a search finds, in its order; for programs that may wait."""
        with self._library.reading() as edition, refusing():
            return matching_ids(edition, edition.plan(settled(parameters)))

    def text_digests(self, articles: list[str]) -> dict[str, str]:
        """The digests of headline and text of those of some articles that the archive has."""
        digests = {}
        with self._library.reading() as edition:
            for article in articles:
                try:
                    digests[article] = article_digest(edition.get(article).article)
                except ArticleNotFoundError:
                    continue
        return digests
