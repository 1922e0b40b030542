"""Stopping cuts nobody off who has asked, and nothing outlives the server."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.serving.conftest import Server, is_alive, read_all

Start = Callable[..., Server]


def asked(server: Server, path: str) -> socket.socket:
    """A connection on which a page has been asked for."""
    connection = server.connect()
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    time.sleep(0.2)
    return connection


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_requests_in_flight_are_finished(stand_in: Start, number: signal.Signals) -> None:
    """Being answered, waiting for a thread, or just arrived; idle connections hold nothing up."""
    server = stand_in(1, threads=1)
    workers = server.workers()
    idle = server.connect()
    asking = [asked(server, "/sleep/0.6"), asked(server, "/sleep/0"), server.connect()]
    server.process.send_signal(number)
    asking[2].sendall(b"GET /pid HTTP/1.1\r\nHost: x\r\n\r\n")
    for connection in asking:
        answer = read_all(connection)
        assert answer.startswith(b"HTTP/1.1 200 ")
        assert b"\r\nConnection: close\r\n" in answer
    assert server.process.wait() == 0
    assert not any(is_alive(worker) for worker in workers)
    assert read_all(idle) == b""
    with pytest.raises(ConnectionRefusedError):
        server.connect()


def test_who_takes_too_long_is_cut_off(stand_in: Start) -> None:
    server = stand_in(1, grace=1)
    connection = asked(server, "/sleep/600")
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait() == 0
    assert connection.recv(100) == b""
    assert "1 requests were cut off" in server.log


def test_a_second_signal_ends_at_once(stand_in: Start) -> None:
    server = stand_in(2, grace=3_000)
    workers = server.workers()
    connections = [asked(server, "/sleep/600") for _ in range(2)]
    server.process.send_signal(signal.SIGTERM)
    server.wait_for("stopping")
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait() == 0
    assert not any(is_alive(worker) for worker in workers)
    assert len(connections) == 2


def test_workers_end_with_the_parent_however_it_ends(stand_in: Start) -> None:
    server = stand_in(2)
    workers = server.workers()
    server.process.kill()
    server.process.wait()
    while any(is_alive(worker) for worker in workers):
        time.sleep(0.01)
    with pytest.raises(ConnectionRefusedError):
        server.connect()


def test_nothing_waits_for_a_half_request(stand_in: Start) -> None:
    server = stand_in(1)
    connection = server.connect()
    connection.sendall(b"GET / HT")
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait() == 0
    assert read_all(connection) == b""


def test_nothing_is_written(stand_in: Start) -> None:
    """Neither a body nor an answer that nobody takes lies in a file, named or not."""
    server = stand_in(1)
    body = server.connect()
    body.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n" + b"x" * 59_000)
    answer = asked(server, "/big/20000000")
    (worker,) = server.workers()
    written = []
    for entry in Path(f"/proc/{worker}/fd").iterdir():
        flags = int(Path(f"/proc/{worker}/fdinfo/{entry.name}").read_text().split()[3], 8)
        if entry.readlink().is_absolute() and flags & os.O_ACCMODE and entry.name not in "012":
            written.append(entry.readlink())
    assert written == []
    answer.shutdown(socket.SHUT_WR)
    assert len(read_all(answer)) > 20_000_000
    body.close()


def test_health_answers_while_every_thread_is_busy(stand_in: Start) -> None:
    """A quick request, and a refusal, need no thread of the searches; nor does a slow one hold
    those back that come after it, while there are threads."""
    server = stand_in(1, threads=2)
    busy = [asked(server, "/sleep/600")]
    assert server.get("/pid")[0] == 200
    busy += [asked(server, "/sleep/600") for _ in range(2)]
    for path in ("/healthz", "/readyz", "/static/x"):
        assert server.get(path) == (200, b"ok")
    assert server.ask(b"GET\r\n\r\n").startswith(b"HTTP/1.0 400 ")
    assert len(busy) == 3


def test_connections_are_shared_out(stand_in: Start) -> None:
    """Each new one goes to the process with fewer, unless that has no time for it just now."""
    server = stand_in(2)
    both = {str(worker).encode() for worker in server.workers()}
    seen: set[bytes] = set()
    while seen != both:
        seen.add(server.get("/pid")[1])
    processes = []
    for _ in range(40):
        connection = server.connect()
        connection.sendall(b"GET /pid HTTP/1.1\r\nHost: x\r\n\r\n")
        answer = b""
        while not answer.partition(b"\r\n\r\n")[2]:
            answer += connection.recv(4096)
        processes.append(answer.partition(b"\r\n\r\n")[2])
    assert set(processes) == both
    assert all(processes.count(process) >= 10 for process in both)
