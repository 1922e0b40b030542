"""Reading all documents of an index that a search finds, in an order, one packet after another.

A finished index never changes, so that the last of a packet says where the next begins: there is
no limit to how far one goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from archive.engine.opensearch.cluster import Cluster, Reply

#: Documents of a packet.
_PACKET: Final = 1000

#: The cluster gives no more hits at once.
MOST_HITS: Final = 10_000


def walk_hits(cluster: Cluster, index: str, body: Reply, packet: int = _PACKET) -> Iterator[Reply]:
    """All hits of a search, whose `sort` must part any two."""
    asked: dict[str, Any] = {**body, "size": packet, "track_total_hits": False}
    while True:
        hits = cluster.search(index, asked)["hits"]["hits"]
        yield from hits
        if len(hits) < packet:
            return
        asked["search_after"] = hits[-1]["sort"]


def hit_values(hit: Reply, field: str) -> list[Any]:
    """The values of a field that was asked for in `docvalue_fields`."""
    values: list[Any] = hit.get("fields", {}).get(field, [])
    return values


def hit_value(hit: Reply, field: str) -> Any:
    """The only value of a field that was asked for in `docvalue_fields`; None for none."""
    values = hit_values(hit, field)
    return values[0] if values else None
