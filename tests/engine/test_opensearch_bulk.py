"""Writing to a cluster that has no room now and then; no node is needed for that."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from archive.engine.opensearch import bulk
from archive.engine.opensearch.bulk import Write, write_all
from archive.engine.opensearch.cluster import BUSY, Cluster
from archive.errors import ClusterError


class _Crowded(Cluster):
    """Refuses each document so often before it takes it; `taken` are those it has."""

    def __init__(self, refusals: int, status: int = BUSY) -> None:
        self._refusals = refusals
        self._status = status
        self._asked: Counter[str] = Counter()
        self.taken: list[str] = []

    def ask(
        self, method: str, path: str, body: object = None, lines: bool = False, **options: object
    ) -> Any:
        assert (method, path, lines, options) == ("POST", "/index/_bulk", True, {})
        assert isinstance(body, list)
        keys = [row["index"]["_id"] for row in body if "index" in row]
        return {"items": [{"index": self._told(key)} for key in keys]}

    def _told(self, key: str) -> dict[str, object]:
        self._asked[key] += 1
        # Only every third is refused.
        if int(key) % 3 == 0 and self._asked[key] <= self._refusals:
            return {"status": self._status, "error": "no room"}
        self.taken.append(key)
        return {"status": 201, "result": "created"}


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_WAIT", 0.0)
    monkeypatch.setattr(bulk, "_MOST", 7)


_WRITES = [Write("index", str(number), {"n": number}) for number in range(20)]


def test_what_was_refused_is_sent_again_and_all_is_counted() -> None:
    cluster = _Crowded(3)
    assert write_all(cluster, "index", _WRITES) == Counter(created=20)
    assert sorted(cluster.taken, key=int) == [write.key for write in _WRITES]


@pytest.mark.parametrize("status", [400, 500])
def test_another_refusal_is_a_failure(status: int) -> None:
    with pytest.raises(ClusterError, match="no room"):
        write_all(_Crowded(1, status), "index", _WRITES)


def test_a_cluster_without_room_is_given_up() -> None:
    with pytest.raises(ClusterError, match="no room for"):
        write_all(_Crowded(1000), "index", _WRITES)
