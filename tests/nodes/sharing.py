"""One cluster for all processes of a run of tests: who needs it first starts it."""

from __future__ import annotations

import fcntl
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.nodes.cluster import Nodes


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """The file that says where the cluster answers and how many processes ask it."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder / "cluster.json"


def _enter(folder: Path) -> tuple[str, Nodes | None]:
    """Where the cluster answers; its nodes, where this process had to start them."""
    with _alone(folder) as told:
        nodes = None
        if told.exists():
            facts = json.loads(told.read_text())
        else:
            place = folder / f"nodes-{time.monotonic_ns()}"
            place.mkdir()
            nodes = Nodes(place)
            facts = {"urls": nodes.urls, "users": 0}
        facts["users"] += 1
        told.write_text(json.dumps(facts))
        return str(facts["urls"]), nodes


def _leave(folder: Path, nodes: Nodes | None) -> None:
    """End the cluster once nobody asks it any more, if this process started it."""
    with _alone(folder) as told:
        facts = json.loads(told.read_text())
        facts["users"] -= 1
        told.write_text(json.dumps(facts))
    while nodes is not None:
        with _alone(folder) as told:
            if not json.loads(told.read_text())["users"]:
                told.unlink()
                nodes.close()
                return
        time.sleep(0.1)


@contextmanager
def sharing(folder: Path) -> Iterator[str]:
    """Where the cluster of a run answers."""
    urls, nodes = _enter(folder)
    try:
        yield urls
    finally:
        _leave(folder, nodes)
