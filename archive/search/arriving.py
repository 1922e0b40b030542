"""What came last of what a search finds: articles by when readers could first see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from archive.model.article import Article
from archive.model.query import And, HasId, Or
from archive.model.result import Arrival, GenerationInfo, SearchRequest
from archive.query.budget import check_work
from archive.query.parameters import SearchParameters
from archive.query.plan import Plan
from archive.search.edition import Edition
from archive.search.exporting import context_of
from archive.search.highlighting import Highlighter
from archive.search.other_language import OtherLanguage, added_language, own_tree

#: Articles on one page of a feed. A night's work of a newsroom is on one, and who comes back after
#: more has come follows the link to the next.
FEED_SIZE: Final = 200


@dataclass(frozen=True, slots=True)
class Arrived:
    """An article that came, with the line of its body that says most of what is asked.

    `instant` is when it was published, None where unknown, `seen` since when readers could see it,
    both in seconds since 1970 UTC. `across`: it was found by its words in the other language.
    """

    article: Article
    instant: int | None
    seen: int
    context: str
    across: bool = False


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of what a search finds, that which came last first; of `total` articles in all.

    Copies are not folded: each article comes once. `page` of the parameters is that of the feed.
    `others` of them have the words in the other language only, None where that was not asked.
    """

    parameters: SearchParameters
    read_as: str
    total: int
    arrived: tuple[Arrived, ...]
    generation: GenerationInfo
    others: int | None = None

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // FEED_SIZE))


def feed_page(edition: Edition, plan: Plan, after: int | None = None, page: int = 0) -> FeedPage:
    """What came last, of what came later than `after` (seconds since 1970 UTC).

    `page` is from 1 on; 0 stands for that of the plan's parameters.

    Raises `BadParameterError` where it would be too much work.
    """
    added = added_language(edition, plan)
    tree, filters = plan.strict.tree, plan.filters
    if added is not None:
        tree = Or((own_tree(plan), added.tree))
        filters = tuple(choice for choice in plan.filters if choice.facet != "language")
    check_work(edition, [tree], shown=FEED_SIZE)
    offset = ((page or plan.parameters.page) - 1) * FEED_SIZE
    request = SearchRequest(tree, filters=filters, offset=offset, limit=FEED_SIZE)
    total, arrivals = edition.searcher.arrivals(request, after)
    telling = _Telling(edition, plan, added, arrivals)
    return FeedPage(
        parameters=plan.parameters,
        read_as=plan.reading.read_as,
        total=total,
        arrived=tuple(telling.arrived()),
        generation=edition.info(),
        others=None if added is None else edition.count(added.tree, added.filters),
    )


class _Telling:
    """Tells what came, with what each has of the search in its own language."""

    def __init__(
        self,
        edition: Edition,
        plan: Plan,
        added: OtherLanguage | None,
        arrivals: Sequence[Arrival],
    ) -> None:
        self._edition = edition
        self._arrivals = arrivals
        self._own = Highlighter(plan.strict.tree)
        self._others = self._own if added is None else Highlighter(added.across.whole)
        self._across = frozenset[str]() if added is None else self._found_across(added)

    def _found_across(self, added: OtherLanguage) -> frozenset[str]:
        """The ids of those that came from the other language."""
        among = Or(tuple(HasId(arrival.id) for arrival in self._arrivals))
        request = SearchRequest(And((among, added.tree)), filters=added.filters, limit=FEED_SIZE)
        return frozenset(hit.id for hit in self._edition.search(request).hits)

    def arrived(self) -> Iterator[Arrived]:
        """The articles, in the order in which they came."""
        documents = self._edition.searcher.get_many([arrival.id for arrival in self._arrivals])
        for document, arrival in zip(documents, self._arrivals, strict=True):
            across = arrival.id in self._across
            context = context_of(document, self._others if across else self._own).text
            yield Arrived(document.article, document.instant, arrival.seen, context, across)
