"""What came last of what a search finds: articles by when readers could first see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from archive.model.article import Article
from archive.model.result import GenerationInfo, SearchRequest
from archive.query.budget import check_work
from archive.query.parameters import SearchParameters
from archive.query.plan import Plan
from archive.search.edition import Edition
from archive.search.exporting import context_of
from archive.search.highlighting import Highlighter

#: Articles on one page of a feed. A night's work of a newsroom is on one, and who comes back after
#: more has come follows the link to the next.
FEED_SIZE: Final = 200


@dataclass(frozen=True, slots=True)
class Arrived:
    """An article that came, with the line of its body that says most of what is asked.

    `instant` is when it was published, None where unknown, `seen` since when readers could see it,
    both in seconds since 1970 UTC.
    """

    article: Article
    instant: int | None
    seen: int
    context: str


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of what a search finds, that which came last first; of `total` articles in all.

    Copies are not folded: each article comes once. `page` of the parameters is that of the feed.
    """

    parameters: SearchParameters
    read_as: str
    total: int
    arrived: tuple[Arrived, ...]
    generation: GenerationInfo

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // FEED_SIZE))


def feed_page(edition: Edition, plan: Plan, after: int | None = None, page: int = 0) -> FeedPage:
    """What came last, of what came later than `after` (seconds since 1970 UTC).

    `page` is from 1 on; 0 stands for that of the plan's parameters.

    Raises `BadParameterError` where it would be too much work.
    """
    tree = plan.strict.tree
    check_work(edition, [tree], shown=FEED_SIZE)
    offset = ((page or plan.parameters.page) - 1) * FEED_SIZE
    request = SearchRequest(tree, filters=plan.filters, offset=offset, limit=FEED_SIZE)
    total, arrivals = edition.searcher.arrivals(request, after)
    documents = edition.searcher.get_many([arrival.id for arrival in arrivals])
    highlighter = Highlighter(tree)
    return FeedPage(
        parameters=plan.parameters,
        read_as=plan.reading.read_as,
        total=total,
        arrived=tuple(
            Arrived(document.article, document.instant, arrival.seen, context)
            for document, arrival in zip(documents, arrivals, strict=True)
            for context in (context_of(document, highlighter).text,)
        ),
        generation=edition.info(),
    )
