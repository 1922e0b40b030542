"""Stored articles, as readers are shown them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from archive.engine.opensearch.cluster import Cluster
from archive.engine.opensearch.encoding import ArticleSource, document_of, is_written
from archive.engine.opensearch.query import Matching, any_value, articles
from archive.engine.opensearch.walking import MOST_HITS, hit_value
from archive.engine.showing import only_shown
from archive.errors import ArticleNotFoundError
from archive.model.article import Document
from archive.model.fields import ENTITY_FACETS

#: What is read of an article to show it.
RECORD_FIELDS: Final = ("record", "hides", *(f"facet_{facet}" for facet in ENTITY_FACETS))

#: Articles read together.
_AT_ONCE: Final = 1000


def shown_document(source: ArticleSource) -> Document:
    """A stored document with those of its names and days that are shown."""
    furniture = frozenset(int(key, 16) for key in source["hides"])
    names = {facet: frozenset(source[f"facet_{facet}"]) for facet in ENTITY_FACETS}
    return only_shown(document_of(source), furniture, lambda kind: names[str(kind)])


def read_articles(
    cluster: Cluster,
    index: str,
    ids: Sequence[str],
    shown: Matching,
    *,
    source: Sequence[str] = (),
    values: Sequence[str] = (),
) -> dict[str, dict[str, Any]]:
    """Some articles by id, of those in `shown`: parts of what is stored, and values of fields."""
    wanted = list(dict.fromkeys(filter(is_written, ids)))
    by_id: dict[str, dict[str, Any]] = {}
    for at in range(0, len(wanted), _AT_ONCE):
        body = {
            "query": articles([shown, any_value("id", wanted[at : at + _AT_ONCE])]),
            "size": MOST_HITS,
            "_source": list(source) or False,
            "docvalue_fields": ["id", *values],
        }
        for hit in cluster.search(index, body)["hits"]["hits"]:
            fields = {name: hit_value(hit, name) for name in values}
            by_id[hit_value(hit, "id")] = hit.get("_source", {}) | fields
    return by_id


def found_in_order(
    by_id: dict[str, dict[str, Any]], ids: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """What was found of each id; raises `ArticleNotFoundError`."""
    for article in ids:
        if article not in by_id:
            raise ArticleNotFoundError(article)
        yield by_id[article]
