"""What a searcher says of articles by their ids, and of all of them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

from archive.engine.opensearch.buckets import ask_counts
from archive.engine.opensearch.cluster import Cluster
from archive.engine.opensearch.concealing import HiddenArticles
from archive.engine.opensearch.encoding import mark_keys
from archive.engine.opensearch.furniture import ask_furniture
from archive.engine.opensearch.query import Matching, any_value, articles, has_field, in_none
from archive.engine.opensearch.records import (
    RECORD_FIELDS,
    found_in_order,
    read_articles,
    shown_document,
)
from archive.engine.opensearch.stories import ask_sharing, ask_story, ask_story_counts
from archive.engine.opensearch.together import Asking, count_search, total_of
from archive.engine.opensearch.walking import MOST_HITS, hit_value, walk_hits
from archive.engine.visible import NO_BOUND
from archive.model.article import Document
from archive.model.concealment import ArticleMarks, Withdrawn
from archive.model.result import CommonLines, Family, StoryCounts, StoryIds
from archive.text.edges import hashed

_Found = TypeVar("_Found")


class ArticleAnswers:
    """A part of `archive.engine.searcher.Searcher`."""

    _cluster: Cluster
    _index: str
    _shown: Matching
    _concealed: HiddenArticles
    _marks: Sequence[Withdrawn] = ()

    @abstractmethod
    def _ask(self, question: Asking[_Found]) -> _Found:
        """What a question returns."""

    @abstractmethod
    def _ask_all(self, questions: Sequence[Asking[_Found]]) -> list[_Found]:
        """What questions return that are asked together."""

    def _values(self, ids: Sequence[str], *fields: str) -> Iterator[dict[str, Any]]:
        """Values of fields of each article; raises `ArticleNotFoundError`."""
        found = read_articles(self._cluster, self._index, ids, self._shown, values=fields)
        return found_in_order(found, ids)

    def get(self, article: str) -> Document:
        """See `Searcher`."""
        return self.get_many((article,))[0]

    def get_many(self, articles: Sequence[str]) -> tuple[Document, ...]:
        """See `Searcher`."""
        found = read_articles(
            self._cluster, self._index, articles, self._shown, source=RECORD_FIELDS
        )
        return tuple(map(shown_document, found_in_order(found, articles)))

    def stories(self, articles: Sequence[str]) -> tuple[StoryIds, ...]:
        """See `Searcher`."""
        rows = list(self._values(articles, "story", "versions"))
        pairs = zip(articles, rows, strict=True)
        return tuple(self._ask_all([ask_story(one, row, self._concealed) for one, row in pairs]))

    def families(self, articles: Sequence[str]) -> tuple[Family, ...]:
        """See `Searcher`."""
        rows = self._values(articles, "story", "version", "version_count")
        hiding = self._concealed
        return tuple(
            Family(hiding.story(one, row["story"]), hiding.version(one, row)[0])
            for one, row in zip(articles, rows, strict=True)
        )

    def sharing(self, keys: Sequence[int], limit: int) -> tuple[tuple[str, ...], ...]:
        """See `Searcher`."""
        return tuple(self._ask_all([ask_sharing(key, self._concealed, limit) for key in keys]))

    def story_counts(self) -> StoryCounts:
        """See `Searcher`."""
        return self._ask(ask_story_counts(self._concealed))

    def first_seen(self, articles: Sequence[str]) -> tuple[int, ...]:
        """See `Searcher`."""
        return tuple(row["since"] for row in self._values(articles, "since"))

    def is_withdrawn(self, article: str) -> bool:
        """See `Searcher`."""
        own = hashed(article)
        known = any(withdrawn.marks.own == own for withdrawn in self._marks)
        return known or article in self._concealed.withdrawn

    def known_by(self, marks: Sequence[ArticleMarks]) -> tuple[str, ...]:
        """See `Searcher`."""
        keys = list(dict.fromkeys(chain.from_iterable(map(mark_keys, marks))))
        return tuple(hit_value(hit, "id") for hit in self._hits([any_value("marks", keys)], ["id"]))

    def _hits(self, clauses: Sequence[Matching], fields: Sequence[str]) -> Iterator[dict[str, Any]]:
        """All articles in every clause, by id, with values of fields."""
        body = {
            "query": articles([self._shown, *clauses]),
            "sort": [{"id": "asc"}],
            "_source": False,
            "docvalue_fields": list(fields),
        }
        return walk_hits(self._cluster, self._index, body, MOST_HITS)

    def turns(self) -> Sequence[int]:
        """See `Searcher`; also of what is hidden."""
        asked = [ask_counts(articles([]), f"visible_{name}") for name in ("from", "until")]
        instants = {instant for _, some in self._ask_all(asked) for instant in some}
        return sorted(instants.difference(NO_BOUND.values()))

    def contents(self) -> Iterator[tuple[str, str]]:
        """See `Searcher`."""
        for hit in self._hits([], ["id", "digest"]):
            yield hit_value(hit, "id"), hit_value(hit, "digest")

    def without_values(self, facets: Sequence[str]) -> int:
        """See `Searcher`."""
        none = in_none([has_field(f"facet_{facet}") for facet in facets])
        body = count_search(articles([self._shown, none]))
        return total_of(self._cluster.search(self._index, body))

    def furniture(self, least: int, share: float, limit: int) -> CommonLines:
        """See `Searcher`."""
        return self._ask(ask_furniture(self._shown, least, share, limit))

    def facet_values(self, facet: str) -> tuple[str, ...]:
        """See `Searcher`."""
        _, counts = self._ask(ask_counts(articles([self._shown]), f"facet_{facet}"))
        return tuple(sorted(counts))
