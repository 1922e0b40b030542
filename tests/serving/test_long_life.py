"""A server that answers for long and moves over often takes no more memory for it."""

from __future__ import annotations

import json
import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import Final
from urllib.parse import quote_plus

import pytest

from archive.cli import main
from archive.engine.publications import read_publications
from archive.indexing.reindex import reindex
from tests.conftest import options_of
from tests.serving.conftest import Server, serve_command

ARTICLES: Final = 300
CLIENTS: Final = 4

#: Requests before memory is first measured, and in all; how often another generation serves.
FIRST: Final = 2_000
EVERY: Final = 200_000
MOVES: Final = 50

#: How much more memory may be taken in the end.
MORE: Final = 1.1

WORDS: Final = ("harbour", "council", "ferry", "碼頭", "渡輪", "pier", "tunnel", "budget", "lei")
ROUTES: Final = ("/?q={}", "/api/v1/search?q={}", "/?q={}&ui=zh-Hant", "/feed.atom?q={}")


def write(path: Path, edition: int) -> None:
    """Articles of which some are others in each edition."""
    chance = random.Random(7)
    rows = []
    for number in range(ARTICLES):
        words = " ".join(chance.choices(WORDS, k=40))
        if number < 10:
            words += f" edition {edition}"
        day = f"2024-{number % 12 + 1:02}-05"
        body = f"{words}. Number {number * 7}."
        rows.append({"id": f"n{number}", "title": f"{words[:30]}", "body": body, "published": day})
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")


def asked(number: int) -> str:
    """One of some thousand addresses: searches of a word or two, and articles."""
    chance = random.Random(number % 1_500)
    if chance.random() < 0.2:
        return f"/article/n{chance.randrange(ARTICLES)}?q=harbour"
    words = " ".join(chance.sample(WORDS, chance.randint(1, 2)))
    return chance.choice(ROUTES).format(quote_plus(words))


class Clients:
    """Connections that are kept, over which requests are sent one after the other."""

    def __init__(self, port: int) -> None:
        self._kept = [HTTPConnection("127.0.0.1", port, timeout=120) for _ in range(CLIENTS)]
        self._pool = ThreadPoolExecutor(CLIENTS)
        self._lock = threading.Lock()
        self.statuses: Counter[int] = Counter()

    def ask(self, count: int) -> None:
        """So many requests in all."""
        done = sum(self.statuses.values())
        shares = [range(done + of, done + count, CLIENTS) for of in range(CLIENTS)]
        for told in self._pool.map(self._ask, self._kept, shares):
            self.statuses += told

    @staticmethod
    def _ask(kept: HTTPConnection, numbers: range) -> Counter[int]:
        told: Counter[int] = Counter()
        for number in numbers:
            kept.request("GET", asked(number))
            answer = kept.getresponse()
            answer.read()
            told[answer.status] += 1
        return told


def own_memory(server: Server) -> int:
    """Bytes that the processes which answer have for themselves."""
    total = 0
    for worker in server.workers():
        rollup = Path(f"/proc/{worker}/smaps_rollup").read_text("ascii")
        total += int(rollup.split("Private_Dirty:")[1].split()[0]) * 1024
    return total


@pytest.mark.long
@pytest.mark.timeout(7200)
def test_memory_does_not_grow(tmp_path: Path) -> None:
    index, source = tmp_path / "index", tmp_path / "a.jsonl"
    for edition in range(3):
        write(source, edition)
        reindex(options_of(index, source))
    names = read_publications(index).known
    server = Server(serve_command(index, "--workers", "2"), tmp_path / "log")
    try:
        clients = Clients(server.port)
        clients.ask(FIRST)
        before = own_memory(server)
        for move in range(1, MOVES + 1):
            assert main(["publish", names[move % len(names)], "--index", str(index)]) == 0
            clients.ask((EVERY - FIRST) // MOVES)
            now = own_memory(server)
            told = f"{clients.statuses}: {now / 1e6:.1f} MB, {before / 1e6:.1f} before"
            print(told, flush=True)  # noqa: T201  # a long run's figures
    finally:
        server.end()
    assert clients.statuses == {200: EVERY}
    assert server.log.count(" serves.") >= MOVES
    assert now <= MORE * before
