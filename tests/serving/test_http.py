"""Whatever a client sends is answered rightly, with the headers that every answer has."""

from __future__ import annotations

import re
import threading
from http.client import HTTPConnection

import pytest

from archive.web.guards import HEADERS
from tests.serving.conftest import Server, read_all

HOST = b"Host: x\r\n"
CLOSE = HOST + b"Connection: close\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
GET = b"GET /healthz HTTP/1.1\r\n"
POST = b"POST / HTTP/1.1\r\n"
LIST = b"POST /batch HTTP/1.1\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"

#: What is sent, and the status of each answer that comes before the connection is closed.
REQUESTS = {
    "an old client": (b"GET /healthz HTTP/1.0\r\n\r\n", [200]),
    "blank lines first": (b"\r\n\r\nGET /healthz HTTP/1.0\r\n\r\n", [200]),
    "a whole address": (b"GET http://x/healthz HTTP/1.1\r\n" + CLOSE + b"\r\n", [200]),
    "four at once": ((GET + HOST + b"\r\n") * 3 + GET + CLOSE + b"\r\n", [200] * 4),
    "a body that nobody reads": (GET + CLOSE + b"Content-Length: 3\r\n\r\nabc", [200]),
    "nothing to go on with": (GET + CLOSE + b"Expect: 100-continue\r\n\r\n", [200]),
    "no host": (GET + b"\r\n", [400]),
    "two hosts": (GET + HOST + HOST + b"\r\n", [400]),
    "a method in small letters": (b"get / HTTP/1.1\r\n" + HOST + b"\r\n", [400]),
    "two spaces": (b"GET  / HTTP/1.1\r\n" + HOST + b"\r\n", [400]),
    "no request": (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", [400]),
    "raw Chinese": ("GET /?q=川普 HTTP/1.1\r\n\r\n".encode(), [400]),
    "half a bracket": (b"GET http://[::1 HTTP/1.1\r\n" + HOST + b"\r\n", [400]),
    "a space in a name": (GET + HOST + b"x y: 1\r\n\r\n", [400]),
    "lines without CR": (b"GET / HTTP/1.1\nHost: x\n\n", [400]),
    "length and chunks": (POST + HOST + CHUNKED + b"Content-Length: 3\r\n\r\n0\r\n\r\n", [400]),
    "chunks of old": (b"POST / HTTP/1.0\r\n" + CHUNKED + b"\r\n0\r\n\r\n", [400]),
    "no encoding": (POST + HOST + b"Transfer-Encoding:\r\n\r\n", [400]),
    "no chunks": (POST + HOST + CHUNKED + b"\r\nzz\r\nabc\r\n0\r\n\r\n", [400]),
    "a negative length": (POST + HOST + b"Content-Length: -3\r\n\r\n", [400]),
    "two lengths": (POST + HOST + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", [400]),
    "an endless length": (POST + HOST + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n", [400]),
    "a post": (POST + CLOSE + b"Content-Length: 3\r\n\r\nabc", [405]),
    "a post in chunks": (POST + CLOSE + CHUNKED + b"\r\n3\r\nabc\r\n0\r\n\r\n", [405]),
    "a list of names": (LIST + CLOSE + FORM + b"Content-Length: 11\r\n\r\nnames=Trump", [200]),
    "a long list": (
        LIST + CLOSE + FORM + b"Content-Length: 100006\r\n\r\nnames=" + b"a%0A" * 25_000,
        [400],
    ),
    "a list too large": (LIST + HOST + FORM + b"Content-Length: 2000001\r\n\r\n", [413]),
    "a list elsewhere": (POST + HOST + FORM + b"Content-Length: 100006\r\n\r\n", [413]),
    "an unknown method": (b"BREW / HTTP/1.1\r\n" + CLOSE + b"\r\n", [405]),
    "a proxy's method": (b"CONNECT x:443 HTTP/1.1\r\n" + CLOSE + b"\r\n", [405]),
    "options": (b"OPTIONS * HTTP/1.1\r\n" + CLOSE + b"\r\n", [405]),
    "a body too large": (POST + HOST + b"Content-Length: 200000000\r\n\r\n", [413]),
    "a body that waits": (
        POST + HOST + b"Expect: 100-continue\r\nContent-Length: 200000000\r\n\r\n",
        [413],
    ),
    "headers too large": (GET + HOST + b"X: " + b"a" * 300_000 + b"\r\n\r\n", [431]),
    "an unknown encoding": (POST + HOST + b"Transfer-Encoding: gzip\r\n\r\n", [501]),
    "another version": (b"PRI * HTTP/2.0\r\n\r\n", [505]),
}


@pytest.mark.parametrize("kind", REQUESTS)
def test_each_request_has_its_answer(server: Server, kind: str) -> None:
    request, expected = REQUESTS[kind]
    answer = server.ask(request)
    statuses = re.findall(rb"^HTTP/1\.[01] (\d{3}) ", answer, re.MULTILINE)
    assert [int(status) for status in statuses] == expected
    for name, value in HEADERS.items():
        assert answer.count(f"\r\n{name}: {value}\r\n".encode()) == len(expected), name


def test_head_has_the_headers_of_get_and_no_body(server: Server) -> None:
    for path in (b"/", b"/healthz", b"/nowhere", b"/static/archive.css"):
        got, asked = (
            server.ask(method + b" " + path + b" HTTP/1.1\r\n" + CLOSE + b"\r\n")
            for method in (b"GET", b"HEAD")
        )
        lines = got.partition(b"\r\n\r\n")[0].split(b"\r\n")
        assert asked.endswith(b"\r\n\r\n")
        assert asked.strip().split(b"\r\n")[0] == lines[0]
        assert {line.partition(b":")[0] for line in asked.split(b"\r\n") if line} == {
            line.partition(b":")[0] for line in lines
        }
    refused = server.ask(b"HEAD / HTTP/1.1\r\n\r\n")
    assert refused.startswith(b"HTTP/1.1 400 ")
    assert refused.endswith(b"\r\n\r\n")


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_is_refused_while_it_is_sent(server: Server, *, chunked: bool) -> None:
    """A client that sends on and reads afterwards still learns why; nothing of it is kept."""
    size = 20_000_000
    with server.connect() as connection:
        kind = CHUNKED if chunked else f"Content-Length: {size}\r\n".encode()
        connection.sendall(POST + HOST + kind + b"\r\n")
        if chunked:
            connection.sendall(f"{size:x}\r\n".encode())
        connection.sendall(b"x" * size)
        assert read_all(connection).startswith(b"HTTP/1.1 413 ")


def test_a_connection_is_kept(server: Server) -> None:
    """Many requests on one connection; an old client's too, where it asks for that."""
    for head in (GET + HOST, b"GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n"):
        with server.connect() as connection:
            for _ in range(3):
                connection.sendall(head + b"\r\n")
                answer = b""
                while not answer.endswith(b"\r\n\r\nok\n"):
                    part = connection.recv(4096)
                    assert part
                    answer += part


def test_a_connection_is_kept_by_a_page_that_has_not_changed(server: Server) -> None:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers: dict[str, str] = {}
    statuses = []
    for _ in range(3):
        connection.request("GET", "/static/archive.css", headers=headers)
        answer = connection.getresponse()
        answer.read()
        headers = {"If-None-Match": str(answer.headers["ETag"])}
        statuses.append(answer.status)
        assert connection.sock is not None
    assert statuses == [200, 304, 304]
    connection.close()


def test_who_stops_sending_has_its_answer(server: Server) -> None:
    """A client may close its sending side before it reads."""
    with server.connect() as connection:
        connection.sendall(b"GET /api/v1/search?q=Trump HTTP/1.1\r\n" + HOST + b"\r\n")
        connection.shutdown(1)
        assert read_all(connection).startswith(b"HTTP/1.1 200 ")


def test_half_requests_shut_nobody_out(server: Server) -> None:
    """Three hundred connections that never finish a request."""
    held = [server.connect() for _ in range(300)]
    for connection in held:
        connection.sendall(b"GET / HTTP/1.1\r\nHost:")
    assert server.get("/healthz") == (200, b"ok\n")
    assert server.get("/api/v1/search?q=Trump")[0] == 200
    for connection in held:
        connection.close()


def test_two_hundred_readers_who_keep_their_connection(server: Server) -> None:
    statuses: list[bytes] = []

    def read() -> None:
        with server.connect() as connection:
            for number in range(2):
                more = CLOSE if number else HOST
                connection.sendall(b"GET /api/v1/status HTTP/1.1\r\n" + more + b"\r\n")
                answer = connection.recv(65_536)
                statuses.append(answer.split(b" ")[1])
                while not answer.endswith(b"}\n"):
                    answer += connection.recv(65_536)

    readers = [threading.Thread(target=read) for _ in range(200)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert statuses == [b"200"] * 400
