"""What is new for a watched search since it was last asked about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from archive.query.parameters import SearchParameters
from archive.query.plan import Plan
from archive.search.arriving import Arrived, feed_page
from archive.search.edition import Edition


@dataclass(frozen=True, slots=True)
class ToldSoFar:
    """What a newsroom knows of a search.

    `search` is what was asked, as `SearchParameters.pairs` gives it. All that came up to `after`,
    in seconds since 1970 UTC, was told, and of what came later the articles `ids`.
    """

    search: tuple[tuple[str, str], ...]
    after: int
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class NewsOfSearch:
    """What is `new` of the `total` articles that a search finds, that which came last first.

    Nothing is where it is the first time that the search is asked about. `told` is what the
    newsroom knows with this.
    """

    total: int
    new: tuple[Arrived, ...]
    told: ToldSoFar
    first_time: bool


def news_of(edition: Edition, search: SearchParameters, before: ToldSoFar | None) -> NewsOfSearch:
    """What came since `before`; raises `BadParameterError` where it would be too much work."""
    plan, asked = edition.plan(search), tuple(search.pairs())
    total = edition.count(plan.strict.tree, plan.filters)
    known = before if before is not None and before.search == asked else None
    new: tuple[Arrived, ...] = ()
    if known is not None:
        came = _arrived(edition, plan, known.after)
        new = tuple(arrived for arrived in came if arrived.article.id not in known.ids)
    after = _told_up_to(edition)
    ids = frozenset[str]()
    if known is not None and known.after >= after:
        # Nothing later serves, or an earlier generation does again: what was told stays told.
        after, ids = known.after, known.ids
    ids |= {arrived.article.id for arrived in _arrived(edition, plan, after)}
    return NewsOfSearch(total, new, ToldSoFar(asked, after, ids), first_time=known is None)


def _told_up_to(edition: Edition) -> int:
    """Up to when all that comes is in an edition, in seconds since 1970 UTC.

    What a later generation adds comes after this one was finished, or in the same second; only an
    embargo ends whenever it does.
    """
    created = dt.datetime.fromisoformat(edition.info().created).timestamp()
    return int(created) - 1


def _arrived(edition: Edition, plan: Plan, after: int) -> Iterator[Arrived]:
    """All that came later than an instant, that which came last first."""
    number, pages = 1, 1
    while number <= pages:
        page = feed_page(edition, plan, after, number)
        pages = page.pages
        number += 1
        yield from page.arrived
