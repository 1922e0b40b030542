"""Writing many documents: in packets, again where the cluster has no room now, each counted."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from archive.engine.opensearch.cluster import BUSY, Cluster
from archive.errors import ClusterError

#: A packet has so many bytes, or a document more.
_PACKET: Final = 1 << 20
_MOST: Final = 2000

#: How often what was refused for lack of room is sent again, and seconds before the first time;
#: each wait is twice the one before.
_ATTEMPTS: Final = 8
_WAIT: Final = 0.25


class Write(NamedTuple):
    """One document to `index`, `update` in part, or `delete`, by its key."""

    kind: str
    key: str
    body: dict[str, Any] | None = None


def _packets(writes: Iterable[Write]) -> Iterator[list[Write]]:
    packet: list[Write] = []
    size = 0
    for write in writes:
        packet.append(write)
        size += len(json.dumps(write.body)) if write.body else 0
        if size >= _PACKET or len(packet) >= _MOST:
            yield packet
            packet, size = [], 0
    if packet:
        yield packet


def write_all(cluster: Cluster, index: str, writes: Iterable[Write]) -> Counter[str]:
    """How many documents were "created", "updated" and "deleted".

    Raises `ClusterError` where any was not: nothing is counted that is not there.
    """
    done: Counter[str] = Counter()
    for packet in _packets(writes):
        wait = _WAIT
        for _ in range(_ATTEMPTS):
            packet = _sent(cluster, index, packet, done)
            if not packet:
                break
            time.sleep(wait)
            wait *= 2
        else:
            raise ClusterError(f"The cluster had no room for {len(packet)} documents of {index}.")
    return done


def _sent(cluster: Cluster, index: str, packet: list[Write], done: Counter[str]) -> list[Write]:
    """Send a packet; what of it is to be sent again."""
    rows: list[object] = []
    for write in packet:
        rows.append({write.kind: {"_id": write.key}})
        if write.body is not None:
            rows.append({"doc": write.body} if write.kind == "update" else write.body)
    answers = cluster.ask("POST", f"/{index}/_bulk", rows, lines=True)["items"]
    again = []
    for write, answer in zip(packet, answers, strict=True):
        ((_, told),) = answer.items()
        if told["status"] == BUSY:
            again.append(write)
        elif told["status"] >= 300 or told["result"] not in ("created", "updated", "deleted"):
            reason = told.get("error", told.get("result"))
            raise ClusterError(f"{write.kind} of a document of {index}: {reason}.")
        else:
            done[told["result"]] += 1
    return again
