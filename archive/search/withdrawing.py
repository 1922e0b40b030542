"""What was withdrawn is told apart from what never was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from archive.errors import ArticleNotFoundError, ArticleWithdrawnError
from archive.search.edition import Edition


@contextmanager
def withdrawing(edition: Edition, *articles: str) -> Iterator[None]:
    """Say of an article that is not found whether it was withdrawn.

    Raises `ArticleWithdrawnError` in the place of `ArticleNotFoundError`.
    """
    try:
        yield
    except ArticleNotFoundError:
        for article in articles:
            if edition.searcher.is_withdrawn(article):
                raise ArticleWithdrawnError(article) from None
        raise
