"""Answers are compressed as the browser likes it, and are the same once unpacked."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Final

import pytest
import zstandard
from flask import Flask, Response
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from archive.web import compression

UNPACK: Final[dict[str, Callable[[bytes], bytes]]] = {
    "": lambda data: data,
    "gzip": gzip.decompress,
    "zstd": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
}

#: What a browser says it takes, and the coding of the answer.
ACCEPTED = [
    (None, ""),
    ("", ""),
    ("gzip", "gzip"),
    ("zstd", "zstd"),
    ("gzip, deflate, br, zstd", "zstd"),
    ("gzip, deflate, br", "gzip"),
    ("GZIP", "gzip"),
    ("gzip;q=1, zstd;q=0.9", "gzip"),
    ("zstd;q=0.2, gzip;q=0.1", "zstd"),
    ("gzip ; q=0.5", "gzip"),
    ("deflate, br", ""),
    ("identity", ""),
    ("identity;q=1, gzip;q=0.5", ""),
    ("identity;q=0.5, gzip;q=0.8", "gzip"),
    ("identity;q=0, gzip", "gzip"),
    ("identity, gzip, zstd", "zstd"),
    ("gzip;q=0", ""),
    ("gzip;q=0, zstd;q=0", ""),
    ("gzip;q=0.001", "gzip"),
    ("*", "zstd"),
    ("*;q=0", ""),
    ("*;q=0, gzip", "gzip"),
    ("gzip, *;q=0", "gzip"),
    ("zstd;q=0, *", "gzip"),
    ("gzip;q=0, *;q=0.5", "zstd"),
    ("gzip;q=0, zstd;q=0, *", ""),
    (";,=;q=", ""),
    ("gzip;q=high", ""),
]

LONG = ["/", "/?q=tariff&ui=zh-Hans", "/api/v1/search", "/static/archive.css", "/nowhere"]
LONG += ["/?colour=red", "/about", "/static/kept.js"]


def asked(client: FlaskClient, path: str, accepted: str | None, **headers: str) -> TestResponse:
    if accepted is not None:
        headers["Accept-Encoding"] = accepted
    answer = client.get(path, headers=headers)
    answer.get_data()
    answer.close()
    return answer


@pytest.mark.parametrize("accepted, coding", ACCEPTED)
def test_what_the_browser_likes_best_is_taken(
    client: FlaskClient, accepted: str | None, coding: str
) -> None:
    plain = asked(client, "/help", None).data
    answer = asked(client, "/help", accepted)
    if accepted == "gzip;q=high":  # no weight: whatever is made of it can be unpacked
        coding = answer.headers.get("Content-Encoding", "")
    assert answer.headers.get("Content-Encoding", "") == coding
    assert UNPACK[coding](answer.data) == plain
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert "Accept-Encoding" in answer.vary


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
@pytest.mark.parametrize("path", LONG)
def test_long_answers_are_shorter_and_the_same(client: FlaskClient, path: str, coding: str) -> None:
    """Failures, JSON and static files too; a first and a second time."""
    plain = asked(client, path, None)
    for _ in range(2):
        answer = asked(client, path, coding)
        assert answer.headers["Content-Encoding"] == coding
        assert answer.status_code == plain.status_code
        assert answer.content_type == plain.content_type
        assert len(answer.data) < len(plain.data)
        unpacked = UNPACK[coding](answer.data)
        if path.startswith("/api/"):  # it tells how long it took
            assert len(unpacked) == pytest.approx(len(plain.data), abs=9)
        else:
            assert unpacked == plain.data


def test_the_first_page_takes_thirty_kilobytes_on_the_line(client: FlaskClient) -> None:
    """With all that it needs that browsers do not hold: under 100 unpacked, of the page alone."""
    assert len(asked(client, "/", None).data) < 100_000
    assert len(asked(client, "/", "gzip").data) < 30_000


@pytest.mark.parametrize("path", ["/", "/api/v1/search", "/static/archive.css"])
@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_head_says_what_get_would(client: FlaskClient, path: str, coding: str) -> None:
    whole = asked(client, path, coding)
    with client.head(path, headers={"Accept-Encoding": coding}) as head:
        assert head.data == b""
        assert head.headers["Content-Encoding"] == coding
        assert head.headers["Content-Type"] == whole.headers["Content-Type"]
        if not path.startswith("/api/"):
            assert head.headers["Content-Length"] == whole.headers["Content-Length"]


@pytest.mark.parametrize("path", ["/", "/static/archive.css"])
def test_what_is_held_has_no_body(client: FlaskClient, path: str) -> None:
    tag = asked(client, path, "gzip").headers["ETag"]
    answer = asked(client, path, "gzip", **{"If-None-Match": tag})
    assert (answer.status_code, answer.data) == (304, b"")
    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" in answer.vary


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/robots.txt", "/api/v1/nowhere"])
def test_short_answers_are_as_they_are(client: FlaskClient, path: str) -> None:
    answer = asked(client, path, "gzip, zstd")
    assert len(answer.data) < 1_000
    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" in answer.vary


def test_a_range_is_of_the_file_itself(client: FlaskClient) -> None:
    """Its bytes and the file's have one strong tag; what is packed has none, nor a part of it."""
    plain = asked(client, "/static/archive.css", None)
    part = asked(client, "/static/archive.css", "gzip", Range="bytes=100-1999")
    assert part.status_code == 206
    assert "Content-Encoding" not in part.headers
    assert part.data == plain.data[100:2000]
    assert part.headers["ETag"] == plain.headers["ETag"]
    packed = asked(client, "/static/archive.css", "gzip")
    assert packed.headers["ETag"] == f"W/{plain.headers['ETag']}"
    beyond = asked(client, "/static/archive.css", "gzip", Range="bytes=999999-")
    assert beyond.status_code == 416


@pytest.fixture(scope="module")
def echo() -> tuple[FlaskClient, list[Response]]:
    """A client of an application that answers with what stands in the list."""
    app = Flask("echo")
    answers: list[Response] = []
    app.add_url_rule("/", view_func=lambda: answers[0])
    compression.install(app)
    return app.test_client(), answers


@given(
    body=st.one_of(
        st.binary(max_size=3_000),
        st.builds(lambda data, n: data * n, st.binary(min_size=1, max_size=9), st.integers(1, 999)),
        st.text(max_size=900).map(lambda text: text.encode("utf-8", "surrogatepass") * 3),
    ),
    mimetype=st.sampled_from(["text/html", "application/json", "image/svg+xml", "image/png"]),
    status=st.sampled_from([200, 400, 404, 503]),
    accepted=st.sampled_from([accepted for accepted, _ in ACCEPTED if accepted]),
)
def test_any_body_is_the_same_once_unpacked(
    echo: tuple[FlaskClient, list[Response]], body: bytes, mimetype: str, status: int, accepted: str
) -> None:
    client, answers = echo
    answers[:] = [Response(body, status, mimetype=mimetype)]
    answer = asked(client, "/", accepted)
    coding = answer.headers.get("Content-Encoding", "")
    assert UNPACK[coding](answer.data) == body
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert answer.status_code == status
    assert not coding or (len(body) >= 1_000 and mimetype != "image/png")


def test_what_is_packed_already_is_left(echo: tuple[FlaskClient, list[Response]]) -> None:
    client, answers = echo
    data = gzip.compress(bytes(range(256)) * 99)
    answers[:] = [Response(data, mimetype="text/html", headers={"Content-Encoding": "gzip"})]
    assert asked(client, "/", "zstd, gzip").data == data
