"""Lines that a source repeats near the ends of its articles, and articles of nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from archive.engine.opensearch.buckets import ask_counts, ask_groups
from archive.engine.opensearch.encoding import document_of
from archive.engine.opensearch.query import Matching, articles, term
from archive.engine.opensearch.together import Asking, count_search, total_of
from archive.model.result import CommonLines, RepeatedLine
from archive.text.edges import edges

#: Of a line's text so many characters are told.
_TOLD: Final = 100


def ask_furniture(shown: Matching, least: int, share: float, limit: int) -> Asking[CommonLines]:
    """See `Searcher.furniture`."""
    query = articles([shown])
    groups = yield from ask_groups(query, ["hides", "facet_source"], missing=["facet_source"])
    _, sizes = yield from ask_counts(query, "facet_source")
    chosen = _chosen(groups, sizes, least, share)
    texts: dict[str, str] = {}
    for key in dict.fromkeys(key for key, _, _ in chosen[:limit]):
        body = {"query": articles([shown, term("hides", key)]), "size": 1, "_source": ["record"]}
        (answer,) = yield [body | {"sort": [{"id": "asc"}]}]
        for hit in answer["hits"]["hits"]:
            texts[key] = _line(document_of(hit["_source"]).article.body, int(key, 16))
    told = [RepeatedLine(source, texts[key], count) for key, source, count in chosen[:limit]]
    told.sort(key=lambda line: (-line.articles, line.source, line.line))
    alone = articles([shown, {"term": {"furniture_only": True}}])
    (only,) = yield [count_search(alone)]
    return CommonLines(tuple(told), total_of(only))


def _chosen(
    groups: Mapping[tuple[str, str | None], int],
    sizes: Mapping[str, int],
    least: int,
    share: float,
) -> list[tuple[str, str, int]]:
    """Lines by key, with their source and how many of its articles have them; most first."""
    counts = Counter({(key, source or ""): count for (key, source), count in groups.items()})
    lines = [
        (key, source, count)
        for (key, source), count in counts.items()
        if count >= max(least, share * (sizes[source] if source else count))
    ]
    return sorted(lines, key=lambda line: (-line[2], line[1], int(line[0], 16)))


def _line(body: str, key: int) -> str:
    """What a line says, as an article prints it."""
    edge = next(edge for edge in edges(body) if edge.key == key)
    return body[edge.start : edge.end].strip()[:_TOLD]
