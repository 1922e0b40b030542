"""What is new for a watched search since it was last asked about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

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
    ids: frozenset[str] = field(default=frozenset())

    @classmethod
    def up_to(cls, edition: Edition, search: SearchParameters, ids: frozenset[str]) -> Self:
        """All that an edition holds was told; `ids` are of what came last.

        What a later generation adds came after this one was finished, or in the same second; an
        embargo may end at any time.
        """
        created = dt.datetime.fromisoformat(edition.info().created).timestamp()
        return cls(tuple(search.pairs()), int(created) - 1, ids)


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
    plan = edition.plan(search)
    total = edition.count(plan.strict.tree, plan.filters)
    now = ToldSoFar.up_to(edition, search, frozenset())
    same = before is not None and before.search == now.search
    new: tuple[Arrived, ...] = ()
    if before is not None and same:
        came = _arrived(edition, plan, before.after)
        new = tuple(arrived for arrived in came if arrived.article.id not in before.ids)
    late = frozenset(arrived.article.id for arrived in _arrived(edition, plan, now.after))
    return NewsOfSearch(total, new, ToldSoFar.up_to(edition, search, late), not same)


def _arrived(edition: Edition, plan: Plan, after: int) -> Iterator[Arrived]:
    """All that came later than an instant, that which came last first."""
    number, pages = 1, 1
    while number <= pages:
        page = feed_page(edition, plan, after, number)
        pages = page.pages
        number += 1
        yield from page.arrived
