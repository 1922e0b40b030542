"""The indexes of the cluster: one a generation, and the alias of the one that serves."""

from __future__ import annotations

import time
from typing import Any, Final

from archive.engine.generation import REMOVING, UNFINISHED
from archive.engine.opensearch.cluster import Cluster, Reply
from archive.engine.opensearch.query import articles
from archive.engine.opensearch.schema import EVERY, INDEX_FORMAT, OPENSEARCH, index_body
from archive.errors import ClusterError, DamagedIndexError, IndexFormatError

#: Shards of an index: so many machines can share it.
SHARDS: Final = 3

#: How the names of indexes begin.
_PREFIX: Final = "archive-"

#: How the number of documents is told in the explanation of a score.
_TOTAL: Final = "N, total"

#: Seconds until what was deleted must be out of the files, and between two looks.
_EXPUNGED: Final = 600
_LOOK: Final = 0.1

#: Seconds until the copies of an index must be there.
_COPIED: Final = 600


def _meta(generation: str, fingerprint: str) -> dict[str, object]:
    """What an index says of itself."""
    return {
        "generation": generation,
        "engine": OPENSEARCH,
        "format": INDEX_FORMAT,
        "fingerprint": fingerprint,
    }


def _articles_in(explanation: Reply) -> int:
    """How many documents a score was made of; raises `ClusterError` where it does not say."""
    waiting = [explanation]
    while waiting:
        part_of_score = waiting.pop()
        if part_of_score["description"].startswith(_TOTAL):
            return int(part_of_score["value"])
        waiting += part_of_score["details"]
    raise ClusterError("The cluster does not say of how many articles a score is made.")


class Indexes:
    """What is done with whole indexes."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    @staticmethod
    def name_of(generation: str) -> str:
        """The name of a generation's index; the cluster knows small letters only."""
        bare = generation.removesuffix(UNFINISHED).removesuffix(REMOVING)
        return _PREFIX + bare.lower()

    def create(self, generation: str, fingerprint: str, base: str | None) -> str:
        """A new index, empty or with all that the finished index `base` holds; its name."""
        index = self.name_of(generation)
        meta = _meta(generation, fingerprint)
        if base is None:
            self._cluster.ask("PUT", f"/{index}", index_body(meta, SHARDS))
            return index
        settings: dict[str, Any] = {
            "index.blocks.write": False,
            "index.number_of_replicas": 0,
            "index.auto_expand_replicas": False,
        }
        self._cluster.ask("PUT", f"/{base}/_clone/{index}", {"settings": settings})
        self._cluster.ask("PUT", f"/{index}/_mapping", {"_meta": meta})
        return index

    def open(self, generation: str, fingerprint: str) -> str:
        """The name of a finished generation's index.

        Raises `DamagedIndexError` where the cluster has none, and `IndexFormatError` where it is
        not what the generation says.
        """
        index = self.name_of(generation)
        meta = self.meta(index)
        if meta != _meta(generation, fingerprint):
            raise IndexFormatError(f"The index {index} is another than that of {generation}.")
        return index

    def finish(self, index: str) -> None:
        """Make all that was written searchable, without what was deleted, and never to change."""
        self._cluster.ask("POST", f"/{index}/_flush", wait_if_ongoing="true")
        self._cluster.ask("POST", f"/{index}/_refresh")
        self._expunge(index)
        settings = {"index.blocks.write": True, "index.auto_expand_replicas": "0-1"}
        self._cluster.ask("PUT", f"/{index}/_settings", settings)

    def _expunge(self, index: str) -> None:
        """Take what was deleted out of the files, and so out of all statistics."""
        until = time.monotonic() + _EXPUNGED
        while dead := self._dead(index):
            if time.monotonic() > until:
                raise ClusterError(f"{index} still counts {dead} articles that were deleted.")
            self._cluster.ask(
                "POST", f"/{index}/_forcemerge", only_expunge_deletes="true", request_timeout=3600
            )
            self._cluster.ask("POST", f"/{index}/_refresh")
            time.sleep(_LOOK)

    def _dead(self, index: str) -> int:
        """How many articles statistics count that were deleted or replaced.

        A score is asked for that all articles have, with the numbers that it is made of. The
        cluster's own count of what was deleted has also what tells its copies of deletions.
        """
        body = {
            "size": 1,
            "track_total_hits": True,
            "query": {"term": {EVERY: EVERY}},
            "explain": True,
        }
        hits = self._cluster.search(index, body)["hits"]
        if not hits["hits"]:
            return 0
        return _articles_in(hits["hits"][0]["_explanation"]) - int(hits["total"]["value"])

    def count(self, index: str) -> int:
        """How many articles an index holds."""
        body = {"size": 0, "track_total_hits": True, "query": articles([])}
        total: int = self._cluster.search(index, body)["hits"]["total"]["value"]
        return total

    def size(self, index: str) -> int:
        """How many bytes an index has, without its copies."""
        stats = self._cluster.ask("GET", f"/{index}/_stats/store")
        size: int = stats["_all"]["primaries"]["store"]["size_in_bytes"]
        return size

    def meta(self, index: str) -> dict[str, Any]:
        """What was said of an index when it was made; raises `DamagedIndexError` for none."""
        mappings = self._cluster.ask("GET", f"/{index}/_mapping")[index]["mappings"]
        meta: dict[str, Any] = mappings.get("_meta", {})
        return meta

    def wait_for_copies(self, index: str) -> None:
        """Wait until each shard of an index has its copies; raises `DamagedIndexError`."""
        health = self._cluster.ask(
            "GET",
            f"/_cluster/health/{index}",
            wait_for_status="green",
            timeout=f"{_COPIED}s",
            request_timeout=_COPIED + 30,
        )
        if health["status"] != "green":
            raise DamagedIndexError(f"The index {index} is {health['status']}, not green.")

    def point_alias(self, alias: str, index: str) -> None:
        """Let an alias name this index and no other, in one step."""
        remove = {"remove": {"index": f"{_PREFIX}*", "alias": alias, "must_exist": False}}
        add = {"add": {"index": index, "alias": alias}}
        self._cluster.ask("POST", "/_aliases", {"actions": [remove, add]})

    def remove(self, generation: str) -> None:
        """Remove the index of a generation, if there is one."""
        index = self.name_of(generation)
        self._cluster.ask("DELETE", f"/{index}", ignore_unavailable="true")
