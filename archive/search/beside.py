"""The results before and after one that is being read."""

from __future__ import annotations

from archive.model.result import SearchRequest
from archive.query.budget import check_work
from archive.query.plan import Plan
from archive.search.edition import Edition


def beside(edition: Edition, plan: Plan, article: str, at: int) -> tuple[str | None, str | None]:
    """The ids of the results before and after an article, which is number `at` (from 1).

    None where there is none, and both where the search has another article there. Raises
    `BadParameterError` where the search would be too much work.
    """
    ranking = plan.strict.ranking
    check_work(edition, [plan.strict.tree], ranking.terms, ranking.bonuses, shown=0)
    first = max(0, at - 2)
    request = SearchRequest(
        tree=plan.strict.tree,
        ranking=ranking,
        filters=plan.filters,
        sort=plan.sort,
        collapse=plan.collapse,
        offset=first,
        limit=at + 1 - first,
    )
    ids = [hit.id for hit in edition.search(request).hits]
    place = at - 1 - first
    if not 0 <= place < len(ids) or ids[place] != article:
        return None, None
    before = ids[place - 1] if place else None
    return before, ids[place + 1] if place + 1 < len(ids) else None
