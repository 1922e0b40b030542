"""What is new of a search since somebody last looked, by when articles first came."""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.model.result import GenerationInfo, SearchRequest
from archive.query.budget import check_work
from archive.query.plan import Plan
from archive.search.edition import Edition


@dataclass(frozen=True, slots=True)
class NewsCount:
    """How many articles of a search came after an instant.

    `since` is that instant, None where none was given: then nothing is counted. `latest` is when
    the last of all came; None where the search finds nothing. Both are seconds since 1970 UTC.
    """

    count: int
    since: int | None
    latest: int | None
    generation: GenerationInfo


def count_news(edition: Edition, plan: Plan, since: int | None) -> NewsCount:
    """What came of a search; raises `BadParameterError` where it would be too much work."""
    check_work(edition, [plan.strict.tree], shown=0)
    request = SearchRequest(tree=plan.strict.tree, filters=plan.filters, limit=1)
    _, last = edition.searcher.arrivals(request)
    count = 0
    if since is not None:
        count, _ = edition.searcher.arrivals(replace(request, limit=0), since)
    return NewsCount(count, since, last[0].seen if last else None, edition.info())
