"""A server that answers for long and moves over often takes no more memory for it."""

from __future__ import annotations

import json
import random
import socket
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import quote_plus

import pytest

from archive.cli import main
from archive.engine.publications import read_publications
from archive.indexing.reindex import reindex
from tests.conftest import options_of
from tests.serving.conftest import Server, serve_command

ARTICLES: Final = 300
CLIENTS: Final = 4

#: So many requests a client sends before it reads what is answered.
AT_ONCE: Final = 20

#: Requests before memory is first measured, and in all; how often another generation serves, and
#: how often before that: two lie in memory while one takes over, and that room stays taken.
FIRST: Final = 2_000
EVERY: Final = 200_000
MOVES: Final = 50
SETTLED: Final = 4

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
    """The first pages that everybody asks for, nine times in ten; else one of a thousand others."""
    if number % 10:
        return f"/?q={quote_plus(WORDS[number % len(WORDS)])}&page={number % 3 + 1}"
    chance = random.Random(number // 10 % 1_500)
    if chance.random() < 0.2:
        return f"/article/n{chance.randrange(ARTICLES)}?q=harbour"
    words = " ".join(chance.sample(WORDS, chance.randint(1, 2)))
    return chance.choice(ROUTES).format(quote_plus(words))


def ask(port: int, numbers: range) -> Counter[bytes]:
    """Send requests over one connection, some at once; counts the answers by status."""
    told: Counter[bytes] = Counter()
    with socket.create_connection(("127.0.0.1", port), timeout=300) as kept:
        answers = kept.makefile("rb")
        for first in range(0, len(numbers), AT_ONCE):
            some = [asked(number) for number in numbers[first : first + AT_ONCE]]
            kept.sendall(
                b"".join(f"GET {one} HTTP/1.1\r\nHost: x\r\n\r\n".encode() for one in some)
            )
            told.update(read_answer(answers) for _ in some)
    return told


def read_answer(answers: BinaryIO) -> bytes:
    """Read an answer to its end; gives its status."""
    status, length = answers.readline().split()[1], 0
    while (line := answers.readline().lower()) != b"\r\n":
        if line.startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    assert len(answers.read(length)) == length > 0
    return status


def ask_all(port: int, numbers: range) -> Counter[bytes]:
    """Ask with all clients at once."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        parts = [numbers[of::CLIENTS] for of in range(CLIENTS)]
        return sum(pool.map(ask, [port] * CLIENTS, parts), Counter())


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
        told: Counter[bytes] = Counter()
        for move in range(SETTLED):
            assert main(["publish", names[move % len(names)], "--index", str(index)]) == 0
            told += ask_all(server.port, range(sum(told.values()), FIRST * (move + 1) // SETTLED))
        before = own_memory(server)
        for move in range(1, MOVES + 1):
            assert main(["publish", names[move % len(names)], "--index", str(index)]) == 0
            done, each = sum(told.values()), (EVERY - FIRST) // MOVES
            told += ask_all(server.port, range(done, done + each))
            now = own_memory(server)
            print(f"{told}: {now / 1e6:.1f} MB, {before / 1e6:.1f} before", flush=True)  # noqa: T201  # a long run's figures
    finally:
        server.end()
    assert told == {b"200": EVERY}
    assert server.log.count(" serves.") >= MOVES
    assert now <= MORE * before
