"""What must be known of a generation to ask some trees of it; remembered, as it never changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from threading import Lock
from typing import Final

from archive.engine.opensearch.buckets import ask_counts
from archive.engine.opensearch.cluster import Cluster, Reply
from archive.engine.opensearch.concealing import HiddenArticles
from archive.engine.opensearch.effort import CountedLeaf
from archive.engine.opensearch.encoding import (
    ArticleSource,
    document_of,
    interval_of,
    is_written,
    text_tokens,
)
from archive.engine.opensearch.query import (
    ClauseWriter,
    Matching,
    any_value,
    articles,
    has_field,
    in_all,
    in_any,
)
from archive.engine.opensearch.records import RECORD_FIELDS, read_articles, shown_document
from archive.engine.opensearch.together import ask_one
from archive.engine.opensearch.verifying import holds_near, holds_said
from archive.engine.opensearch.walking import hit_value, walk_hits
from archive.model.fields import SAID_IN
from archive.model.query import Near, Node, Printed, Says
from archive.model.remembering import Lately
from archive.text.marks import printed_spans

#: So many trees that need verifying are remembered, and so many stories.
_TREES: Final = 256
_STORIES: Final = 1024

#: Of so many tokens it is remembered how many articles hold them.
_TOKENS: Final = 50_000

#: Texts read at once, to be looked through.
_READ: Final = 250


class Facts:
    """See `archive.engine.opensearch.query.GenerationFacts`."""

    def __init__(self, cluster: Cluster, index: str, concealed: HiddenArticles) -> None:
        self._cluster = cluster
        self._index = index
        self.concealed = concealed
        self._shown = concealed.shown
        self.compiler = ClauseWriter(self)
        self._days: Lately[str, tuple[int, ...]] = Lately(1)
        self._intervals: Lately[str, tuple[tuple[int, int], ...]] = Lately(1)
        self._stories: Lately[str, str | None] = Lately(_STORIES)
        self._verified: Lately[Node, tuple[str, ...]] = Lately(_TREES)
        self._counts: OrderedDict[CountedLeaf, int] = OrderedDict()
        self._lock = Lock()

    def _values(self, field: str) -> Sequence[int]:
        query = articles([self._shown])
        _, counts = ask_one(self._cluster, self._index, ask_counts(query, field))
        return sorted(counts)

    def days(self) -> Sequence[int]:
        """See `GenerationFacts`."""
        return self._days.get("day", lambda: tuple(self._values("day")))

    def intervals(self) -> Sequence[tuple[int, int]]:
        """See `GenerationFacts`."""
        return self._intervals.get(
            "intervals", lambda: tuple(map(interval_of, self._values("intervals")))
        )

    def counts(
        self,
        leaves: Sequence[CountedLeaf],
        count: Callable[[Sequence[CountedLeaf]], Sequence[int]],
    ) -> dict[CountedLeaf, int]:
        """How many articles hold each token; `count` is asked of those not known."""
        with self._lock:
            known = {leaf: self._counts[leaf] for leaf in leaves if leaf in self._counts}
        new = [leaf for leaf in leaves if leaf not in known]
        known |= zip(new, count(new) if new else (), strict=True)
        with self._lock:
            self._counts.update(known)
            while len(self._counts) > _TOKENS:
                self._counts.popitem(last=False)
        return known

    def story_of(self, article: str) -> str | None:
        """See `GenerationFacts`."""

        def looked_up() -> str | None:
            rows = read_articles(
                self._cluster, self._index, [article], self._shown, values=["story"]
            )
            return rows[article]["story"] if article in rows else None

        return self._stories.get(article, looked_up)

    def verified(self, node: Near | Printed | Says) -> Sequence[str]:
        """See `GenerationFacts`."""
        return self._verified.get(node, lambda: tuple(self._looked_through(node)))

    def _looked_through(self, node: Near | Printed | Says) -> Iterator[str]:
        """Read the candidates of a node; those that it denotes."""
        candidates, fields = self._candidates(node)
        body: Reply = {
            "query": articles([self._shown, candidates]),
            "sort": [{"id": "asc"}],
            "_source": fields,
            "docvalue_fields": ["id"],
        }
        for hit in walk_hits(self._cluster, self._index, body, _READ):
            if _holds(hit["_source"], node):
                yield hit_value(hit, "id")

    def _candidates(self, node: Near | Printed | Says) -> tuple[Matching, list[str]]:
        """What may be denoted by a node, and what must be read of it to tell."""
        clause = self.compiler.clause
        if isinstance(node, Printed):
            return clause(node.part), ["record"]
        groups = [in_any([clause(each) for each in parts]) for parts in node.groups]
        if isinstance(node, Near):
            return in_all(groups), [node.field]
        if node.speakers is None:
            speaking = has_field("speakers")
        else:
            speaking = any_value("speakers", filter(is_written, node.speakers))
        return in_all([speaking, *groups]), [SAID_IN, *RECORD_FIELDS]


def _holds(source: ArticleSource, node: Near | Printed | Says) -> bool:
    """Whether an article is denoted by a node, by what was read of it."""
    match node:
        case Near(field):
            return holds_near(text_tokens(field, source.get(field, "")), node)
        case Says():
            tokens = text_tokens(SAID_IN, source.get(SAID_IN, ""))
            return holds_said(tokens, shown_document(source).statements, node)
        case Printed():
            article = document_of(source).article
            text = article.title if node.text == "title" else article.body
            return any(True for _ in printed_spans(text, node.literal))
