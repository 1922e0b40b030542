"""Exact counts by value: all values, however many there are.

The values of a field are counted at once where all of them fit in one answer, which the answer
itself tells; else they are walked through, a packet after another. No count is ever approximate.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from archive.engine.opensearch.cluster import Reply
from archive.engine.opensearch.together import Asking, count_search

#: The cluster counts 65,535 values at once and no more.
_AT_ONCE: Final = 60_000

#: Values, or groups of values, of a packet.
_PACKET: Final = 10_000


def ask_counts(
    query: Reply, field: str, *, least: int = 1, include: Sequence[Any] | None = None
) -> Asking[tuple[int, dict[Any, int]]]:
    """How many documents there are, and how many have each value that `least` have."""
    terms: Reply = {"field": field, "size": _AT_ONCE, "min_doc_count": least}
    if include is not None:
        terms["include"] = list(include)
    (answer,) = yield [count_search(query, aggs={"values": {"terms": terms}})]
    values = answer["aggregations"]["values"]
    total: int = answer["hits"]["total"]["value"]
    if not values["sum_other_doc_count"] and not values["doc_count_error_upper_bound"]:
        return total, {bucket["key"]: bucket["doc_count"] for bucket in values["buckets"]}
    groups = yield from ask_groups(query, [field])
    wanted = None if include is None else frozenset(include)
    return total, {
        value: count
        for (value,), count in groups.items()
        if count >= least and (wanted is None or value in wanted)
    }


def ask_groups(
    query: Reply, fields: Sequence[str], missing: Sequence[str] = ()
) -> Asking[dict[tuple[Any, ...], int]]:
    """How many documents have each combination of values, in their order.

    Of the fields of `missing` None stands for no value; what has none of another does not count.
    """
    sources = [
        {field: {"terms": {"field": field, "missing_bucket": field in missing}}} for field in fields
    ]
    groups: dict[tuple[Any, ...], int] = {}
    composite: dict[str, Any] = {"size": _PACKET, "sources": sources}
    while True:
        body = {"size": 0, "query": query, "aggs": {"groups": {"composite": composite}}}
        (answer,) = yield [body]
        found = answer["aggregations"]["groups"]
        for bucket in found["buckets"]:
            groups[tuple(bucket["key"][field] for field in fields)] = bucket["doc_count"]
        if len(found["buckets"]) < _PACKET:
            return groups
        composite = {**composite, "after": found["after_key"]}
