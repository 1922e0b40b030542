"""A reindex that is killed at any moment under readers: nothing fails, mixes, hangs or stays."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from archive.cli import main
from archive.engine.publications import read_publications
from tests.conftest import ROOT
from tests.indexing.processes import workers_of
from tests.serving.conftest import Server, serve_command

SEED = 20260325


@dataclass(frozen=True)
class Trial:
    """How often a reindex of so many articles is killed while so many clients search."""

    kills: int
    articles: int
    clients: int


#: Enough articles that worker processes analyse them.
QUICK = Trial(kills=3, articles=260, clients=8)
LONG = Trial(kills=100, articles=3_000, clients=16)


def _source(folder: Path, edition: str, articles: int) -> Path:
    """Articles with the same ids in each edition, which all say whose they are."""
    path = folder / f"{edition}.jsonl"
    rows = (
        {
            "id": f"n{n}",
            "title": f"{edition} tram {n}",
            "body": f"The {edition} tram. 電車{edition}。",
        }
        for n in range(articles)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


class Readers:
    """Clients that ask without end; each answer is of one edition, and whole."""

    def __init__(self, port: int, trial: Trial) -> None:
        self._url = f"http://127.0.0.1:{port}"
        self._articles = trial.articles
        self._stopped = threading.Event()
        self.answers: Counter[str] = Counter()
        self.faults: list[str] = []
        self._threads = [
            threading.Thread(target=self._read, args=(n,)) for n in range(trial.clients)
        ]
        for thread in self._threads:
            thread.start()

    def _read(self, number: int) -> None:
        chance = random.Random(number)
        last = (self._articles + 99) // 100
        while not self._stopped.is_set():
            page = chance.choice((1, 2, last))
            try:
                self._ask(f"/api/v1/search?q=tram&size=100&page={page}", page)
            except (OSError, ValueError, KeyError, AssertionError) as error:
                self.faults.append(repr(error))
            # A reader reads what was found; the reindex needs a share of the machine, too.
            self._stopped.wait(chance.uniform(0, 1))

    def _ask(self, path: str, page: int) -> None:
        with urlopen(self._url + path, timeout=60) as answer:
            assert answer.status == 200
            found = json.load(answer)
        editions = {hit["title"].split()[0] for hit in found["hits"]}
        assert len(editions) == 1, editions
        assert found["total"] == self._articles
        assert len(found["hits"]) == min(100, self._articles - 100 * (page - 1))
        self.answers[editions.pop()] += 1

    def stop(self) -> None:
        """Let every client finish what it asked."""
        self._stopped.set()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive()


def _reindex(index: Path, source: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", "reindex", str(source), "--index", str(index)]
    return subprocess.Popen(
        [*command, "--jobs", "2", "--no-models"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _kill(running: subprocess.Popen[bytes], chance: random.Random, longest: float) -> str:
    """End a reindex or one of its workers at a random moment; says which was met."""
    time.sleep(chance.uniform(0, longest))
    workers = workers_of(running.pid)
    if workers and chance.random() < 0.5:
        try:
            os.kill(chance.choice(workers), signal.SIGKILL)
        except ProcessLookupError:
            return "too late"
        running.wait(900)  # a worker's death ends the reindex, never hangs it
        return "worker"
    running.kill()
    return "too late" if running.wait(900) == 0 else "parent"


def _leftovers(index: Path) -> Iterator[str]:
    """What stands in an index that no success explains."""
    known = set(read_publications(index).known)
    for path in (index / "generations").iterdir():
        if path.name not in known or (path / "UNPUBLISHED").exists():
            yield path.name
    for path in (index / "contents").iterdir():
        if path.name.removesuffix(".gz") not in known:
            yield path.name
    yield from (path.name for path in index.iterdir() if path.name.startswith("."))


def _run(tmp_path: Path, trial: Trial) -> None:
    chance, index = random.Random(SEED), tmp_path / "index"
    sources = {name: _source(tmp_path, name, trial.articles) for name in ("one", "two")}
    assert _reindex(index, sources["one"]).wait(900) == 0
    server = Server(serve_command(index, "--workers", "2"), tmp_path / "log")
    readers = Readers(server.port, trial)
    met: Counter[str] = Counter()
    try:
        started = time.monotonic()
        assert _reindex(index, sources["two"]).wait(900) == 0
        longest = 1.1 * (time.monotonic() - started)
        while met["parent"] + met["worker"] < trial.kills:
            source = chance.choice(list(sources.values()))
            met[_kill(_reindex(index, source), chance, longest)] += 1
            print(f"{dict(met)}, {dict(readers.answers)} answers", flush=True)  # noqa: T201  # a long run's figures
            assert not readers.faults, readers.faults[:5]
        for source in sources.values():
            assert _reindex(index, source).wait(900) == 0
            main(["prune", "--index", str(index)])
    finally:
        readers.stop()
        server.end()
    assert not readers.faults, readers.faults[:5]
    assert list(_leftovers(index)) == []
    assert trial.kills < 20 or met["worker"] > trial.kills // 50
    assert sum(readers.answers.values()) > trial.kills


def test_some_kills_under_readers(tmp_path: Path) -> None:
    _run(tmp_path, QUICK)


@pytest.mark.long
@pytest.mark.timeout(7200)
def test_a_hundred_kills_under_readers(tmp_path: Path) -> None:
    _run(tmp_path, LONG)
