"""What is asked where few articles match: those that nearly do."""

from __future__ import annotations

from dataclasses import replace

from archive.model.query import HasId, InStory, Not, Or
from archive.model.result import SearchRequest, SearchResult, Sort
from archive.query.plan import Plan


def relaxed_request(
    plan: Plan, request: SearchRequest, result: SearchResult
) -> SearchRequest | None:
    """What nearly matches, where the first page is not full."""
    lines, nearly = result.lines, plan.reading.relaxed
    if plan.relaxed is None or nearly is None or request.offset or lines >= request.limit:
        return None
    # All that match are known: to name them is less work than to find again which they are.
    named = HasId if request.collapse is None else InStory
    matching = tuple(named(hit.id) for hit in result.hits)
    others = (Not(Or(matching)),) if matching else ()
    return replace(
        request,
        tree=plan.narrowed(nearly.partly, *others),
        ranking=plan.relaxed.ranking,
        sort=Sort.RELEVANCE,
        limit=request.limit - lines,
        aggregations=(),
    )
