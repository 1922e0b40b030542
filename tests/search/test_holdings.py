"""What the archive holds of each source and month."""

from __future__ import annotations

from collections import Counter

from archive.search.library import Library
from archive.search.service import SearchService


def test_holdings_are_every_article_with_a_source_once(
    sample_library: Library, sample_service: SearchService
) -> None:
    with sample_library.reading() as searcher:
        ids = [article for article, _ in searcher.searcher.contents()]
        articles = [document.article for document in searcher.searcher.get_many(ids)]
    published = [(one.source, str(one.published or "")[:7]) for one in articles if one.source]
    held = sample_service.holdings()
    assert [(one.source, one.month) for one in held] == sorted(set(published))
    assert {(one.source, one.month): one.count for one in held} == Counter(published)
    assert len({one.month for one in held}) > 2
