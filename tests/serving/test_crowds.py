"""More connections and more work than one server can hold."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

import pytest

from archive.indexing.reindex import reindex
from tests.conftest import options_of
from tests.serving.conftest import Server, read_all, serve_command

QUERIES = ("China", "%E7%89%B9%E6%9C%97%E6%99%AE", "Hong+Kong", "%E7%B6%93%E6%BF%9F", "a", "-Trump")


def test_the_longest_silent_make_room(stand_in: Callable[..., Server]) -> None:
    """Where files run out, half requests are dropped, oldest first, and who asks is answered."""
    server = stand_in(1, FILES="600")
    held = []
    for _ in range(150):
        connection = server.connect()
        connection.sendall(b"GET / HT")
        held.append(connection)
    assert server.get("/pid")[0] == 200
    server.wait_for("100 connections; the silent go")
    assert read_all(held[0]) == b""
    held[-1].sendall(b"TP/1.0\r\n\r\n")
    assert read_all(held[-1]).startswith(b"HTTP/1.0 200 ")


def test_answers_that_nobody_takes_are_given_up(stand_in: Callable[..., Server]) -> None:
    """They lie in memory, and that has its bounds: who has taken nothing for longest goes."""
    server = stand_in(1, UNSENT="50000000")
    slow = []
    for _ in range(3):
        slow.append(server.connect())
        slow[-1].sendall(b"GET /big/40000000 HTTP/1.0\r\n\r\n")
        assert slow[-1].recv(1) == b"H"
    server.wait_for("2 answers were not taken")
    sizes = [size_of_rest(connection) for connection in slow]
    assert sizes[2] > 40_000_000
    assert max(sizes[:2]) < 40_000_000
    assert server.get("/pid")[0] == 200


def test_a_stream_is_made_no_faster_than_it_is_taken(
    stand_in: Callable[..., Server],
) -> None:
    """It holds back no search, with one thread either; who breaks off ends it; what is taken is
    whole."""
    server = stand_in(1, 1)
    slow = server.connect()
    slow.sendall(b"GET /export.1000 HTTP/1.1\r\nHost: x\r\n\r\n")
    assert slow.recv(1) == b"H"
    assert server.get("/pid")[0] == 200
    status, body = server.get("/export.40")
    assert status == 200
    assert body.count(b"x") == 40_000_000
    assert body.endswith(b"0\r\n\r\n")
    server.wait_for("let go after 40")
    slow.close()
    made = int(server.wait_for(r"let go after (?!40\b)(\d+)")[1])
    # What lies in the sockets of both sides, and in the server.
    assert made < 20
    assert server.ask(b"HEAD /export.9 HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.0 200 ")


def test_a_stream_takes_no_more_memory_the_longer_it_is(stand_in: Callable[..., Server]) -> None:
    server = stand_in(1)
    (worker,) = server.workers()
    before = own_memory(worker)
    taken = server.connect()
    taken.sendall(b"GET /export.400 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert size_of_rest(taken) > 400_000_000
    # What the kernel calls the most is of all that is mapped; little else is, in the stand-in.
    assert own_memory(worker) - before < 30_000_000


def own_memory(process: int) -> int:
    """The most memory that a process has had, in bytes."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def size_of_rest(connection: socket.socket) -> int:
    """How many bytes still come, until the connection is closed or cut."""
    size = 0
    try:
        while part := connection.recv(65_536):
            size += len(part)
    except ConnectionResetError:
        return size
    return size


@pytest.mark.long
def test_two_hundred_readers_search(corpus: Path, tmp_path: Path) -> None:
    """Each on a connection of its own: every search is answered, and so is who watches."""
    reindex(options_of(tmp_path / "index", corpus / "rthk-en.jsonl.gz"))
    server = Server(serve_command(tmp_path / "index"), tmp_path / "log")
    statuses: list[int] = []

    def read(number: int) -> None:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=300)
        for query in QUERIES:
            connection.request("GET", f"/api/v1/search?q={query}&page={number % 5 + 1}")
            answer = connection.getresponse()
            answer.read()
            statuses.append(answer.status)
        connection.close()

    readers = [threading.Thread(target=read, args=(number,)) for number in range(200)]
    for reader in readers:
        reader.start()
    while any(reader.is_alive() for reader in readers):
        assert server.get("/healthz") == (200, b"ok\n")
        assert server.get("/readyz")[0] == 200
    assert statuses == [200] * 200 * len(QUERIES)
    server.end()
