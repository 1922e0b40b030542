"""A search in the other language, ordered by its words there and by nearness of meaning together.

Each article is worth the sum, over both orders, of one by its place in it (reciprocal rank fusion:
Cormack, Clarke and Büttcher, 2009). No score of the one is compared with a score of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from archive.model.query import And, HasId, Node, Not, Or
from archive.model.result import SearchRequest
from archive.model.vectors import NearArticle
from archive.search.edition import Edition

#: So many articles of each order are looked at.
LOOKED_AT: Final = 100

#: What is added to each place: the larger, the less the first places of one order alone decide. And
#: what nearness counts beside words. Of 150 pairs of articles that words told and 109 that nearness
#: told, 0.79 and 0.95 are then found among the first ten by the headline, by words alone 0.78 and
#: 0.84; with 20 and 1.0 it is 0.70 and 0.96.
_SLOWLY: Final = 5
_NEARNESS: Final = 0.5

#: Articles without a shared word are told from this nearness on, and so many of them: from there on
#: what is nearest to a query of a few words is of the same matter, below it often of another.
_LEAST_NEAR: Final = 0.83
_MOST_SIMILAR: Final = 5


class FusedOrder(NamedTuple):
    """The ids of articles with every term, with some of them, and without any, each in order.

    `total` and `lines` count all that have every term, as `SearchResult` does.
    """

    total: int
    lines: int
    whole: tuple[str, ...]
    partly: tuple[str, ...]
    similar: tuple[str, ...]


class Fusing(NamedTuple):
    """What is put into one order.

    `words` are what is asked, each by itself; of the two searches, ranked alike, the first finds
    the articles that have all of them, the second those that have some. `narrowed` gives of any
    articles those that may be told.
    """

    words: tuple[Node, ...]
    whole: SearchRequest
    partly: SearchRequest
    narrowed: Callable[[Node], Node]


def fused(edition: Edition, fusing: Fusing, near: Sequence[NearArticle]) -> FusedOrder:
    """Put the best of two searches and what is near in meaning into one order."""
    every, some = edition.search_many([_best(fusing.whole), _best(fusing.partly)])
    with_all, with_some = ([hit.id for hit in result.hits] for result in (every, some))
    nearness = {close.id: close.nearness for close in near}
    met, unmet = _parted(edition, fusing, [*with_all, *with_some, *nearness])
    everywhere = {*with_all, *met}
    order = _Order(met, [name for name in nearness if name in everywhere])
    first = frozenset(with_all)
    similar = [name for name in nearness if name in unmet and nearness[name] >= _LEAST_NEAR]
    return FusedOrder(
        every.total,
        every.lines,
        tuple(order.ordered(with_all)),
        tuple(order.ordered([name for name in met if name not in first])),
        tuple(similar[:_MOST_SIMILAR]),
    )


def _best(request: SearchRequest) -> SearchRequest:
    return replace(request, offset=0, limit=LOOKED_AT, documents=False)


def _parted(
    edition: Edition, fusing: Fusing, articles: Collection[str]
) -> tuple[list[str], frozenset[str]]:
    """Of some articles those with a word, the best first, and those without any."""
    these, some = Or(tuple(HasId(name) for name in dict.fromkeys(articles))), Or(fusing.words)
    trees = (And((these, some)), And((these, Not(some))))
    with_words, without = edition.search_many(
        [
            replace(
                fusing.partly,
                tree=fusing.narrowed(tree),
                offset=0,
                limit=len(these.parts),
                documents=False,
            )
            for tree in trees
        ]
    )
    return [hit.id for hit in with_words.hits], frozenset(hit.id for hit in without.hits)


class _Order:
    """Two orders of articles as one."""

    def __init__(self, words: Sequence[str], near: Sequence[str]) -> None:
        self._worth: dict[str, float] = {}
        for weight, order in ((1.0, words), (_NEARNESS, near)):
            for place, article in enumerate(order, 1):
                worth = weight / (_SLOWLY + place)
                self._worth[article] = self._worth.get(article, 0.0) + worth

    def ordered(self, articles: Sequence[str]) -> list[str]:
        """Some articles, the worthiest first; those of equal worth as they come."""
        return sorted(articles, key=lambda article: -self._worth.get(article, 0.0))
