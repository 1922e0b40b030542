"""WARC and ARC files: pages of records, whatever of them is damaged."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import os
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it has no types
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.formats.warc import Warc
from archive.ingest.reader import READ_ERRORS
from tests.ingest.raw_support import check_raw, raw_articles, raw_rejects, read_raw
from tests.ingest.streams import Breaking, streaming
from tests.ingest.support import OPTIONS

CORPUS = Path(
    os.environ.get("ARCHIVE_TEST_CORPUS")
    or Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
)
FIXTURES = CORPUS.parent / "fixtures"

TITLES = ("Pier stays open in the wind", "碼頭大風下照常開放", "码头大风下照常开放")


def page(title: str, encoding: str = "utf-8") -> bytes:
    text = (
        "港務處今日表示，碼頭照常開放，船隻可停泊至晚上十時。"
        if title > "a"
        else ("The harbour master said on Tuesday that the pier stays open, whatever the wind.")
    )
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
        f"<div class=date>2024-03-05 15:15</div><p>{text}</p><p>{text}</p></body></html>"
    ).encode(encoding)


def response(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    head = "".join(f"{header}\r\n" for header in ("Content-Type: text/html", *headers))
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def record(block: bytes, kind: str = "response", length: int | None = None, **more: str) -> bytes:
    headers = {
        "WARC-Type": kind,
        "WARC-Target-URI": "http://port.example/2024/pier.html",
        "WARC-Date": "2024-03-06T01:00:00Z",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block) if length is None else length),
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def packed(records: list[bytes]) -> bytes:
    """Each record as a member of its own."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)


RECORDS = [record(response(page(title))) for title in TITLES]
INFO = record(b"software: test\r\n", "warcinfo", Content_Type="application/warc-fields")


def titles(data: bytes) -> list[str]:
    results = read_raw(Warc(), data)
    check_raw(results)
    return [article.title for article in raw_articles(results)]


def chunked(body: bytes) -> bytes:
    pieces = [body[at : at + 100] for at in range(0, len(body), 100)]
    return (
        b"".join(f"{len(each):x}\r\n".encode() + each + b"\r\n" for each in pieces) + b"0\r\n\r\n"
    )


@pytest.mark.parametrize(
    "pack",
    [
        b"".join,
        packed,
        lambda records: gzip.compress(b"".join(records)),
        lambda records: zstandard.compress(b"".join(records)),
        lambda records: b"".join(map(zstandard.compress, records)),
        lambda records: b"\r\n\r\n".join(records),
        lambda records: b"".join(records).replace(b"\r\nWARC", b"\nWARC"),
    ],
    ids=["plain", "members", "one member", "zstandard", "frames", "blank lines", "line feeds"],
)
def test_records_are_pages_in_their_order(pack: Callable[[list[bytes]], bytes]) -> None:
    results = read_raw(Warc(), pack([INFO, *RECORDS]))
    assert [article.title for article in raw_articles(results)] == list(TITLES)
    assert [article.place for article in raw_articles(results)] == [
        "record 2",
        "record 3",
        "record 4",
    ]
    assert raw_rejects(results) == []


def test_the_day_of_a_capture_is_no_day_of_publication() -> None:
    (article,) = raw_articles(read_raw(Warc(), RECORDS[0]))
    assert article.published == "2024-03-05 15:15"
    assert article.fetched == dt.datetime(2024, 3, 6, 1, tzinfo=dt.UTC)
    assert article.url == "http://port.example/2024/pier.html"


BODY = page(TITLES[1])


@pytest.mark.parametrize(
    "block",
    [
        response(gzip.compress(BODY), "Content-Encoding: gzip"),
        response(zlib.compress(BODY), "Content-Encoding: deflate"),
        response(zlib.compress(BODY)[2:-4], "Content-Encoding: deflate"),
        response(brotli.compress(BODY), "Content-Encoding: br"),
        response(zstandard.compress(BODY), "Content-Encoding: zstd"),
        response(chunked(BODY), "Transfer-Encoding: chunked"),
        response(
            chunked(gzip.compress(BODY)), "Transfer-Encoding: chunked", "Content-Encoding: gzip"
        ),
        response(BODY, "Transfer-Encoding: chunked"),
        response(BODY, "Content-Encoding: gzip"),
        response(BODY, "Content-Encoding: br"),
        response(BODY, "Content-Encoding: deflate"),
        response(BODY, "Content-Length: 12"),
        response(page(TITLES[1], "big5"), "X: Content-Type"),
        response(page(TITLES[1], "gb18030")).replace(b"html\r", b"html; charset=iso-8859-1\r"),
        response(BODY).replace(b"text/html", b"application/octet-stream"),
        BODY,
    ],
    ids=[
        "gzip", "zlib", "deflate", "brotli", "zstandard", "chunked", "chunked gzip",
        "not chunked", "not gzip", "not brotli", "not deflate", "wrong length", "big5",
        "wrong charset", "wrong type", "no head",
    ],
)  # fmt: skip
def test_bodies_are_read_whatever_their_headers_say(block: bytes) -> None:
    (article,) = raw_articles(read_raw(Warc(), record(block)))
    assert article.title == TITLES[1]
    assert article.body.count("港務處今日表示") == 2
    assert all(note.code.startswith("encoding-") for note in article.notes)


@pytest.mark.parametrize(
    "block, more",
    [
        (response(gzip.compress(BODY)[:-12], "Content-Encoding: gzip"), {}),
        (response(chunked(BODY)[:-30], "Transfer-Encoding: chunked"), {}),
        (response(BODY), {"WARC_Truncated": "length"}),
    ],
    ids=["gzip", "chunked", "said"],
)
def test_pages_that_are_cut_are_noted(block: bytes, more: dict[str, str]) -> None:
    (article,) = raw_articles(read_raw(Warc(), record(block, "response", None, **more)))
    assert [note.code for note in article.notes] == ["page-truncated"]


def test_a_resource_is_a_page() -> None:
    assert titles(record(BODY, "resource", Content_Type="text/html")) == [TITLES[1]]


OTHERS = [
    record(b"GET / HTTP/1.1\r\n\r\n", "request"),
    record(response(b""), "revisit"),
    record(b"a: b\r\n", "metadata"),
    record(response(BODY, status="404 Not Found")),
    record(response(BODY, status="301 Moved")),
    record(response(b"\x89PNG\r\n\x1a\n").replace(b"text/html", b"image/png")),
    record(response(b"User-agent: *\n").replace(b"text/html", b"text/plain")),
    record(b"20240306 dns", Content_Type="text/dns"),
]


def test_what_is_no_page_is_neither_article_nor_reject() -> None:
    assert len(read_raw(Warc(), b"".join([*OTHERS, RECORDS[0], *OTHERS]))) == 1


def test_a_file_without_any_page_says_what_it_holds() -> None:
    (reject,) = raw_rejects(read_raw(Warc(), b"".join(OTHERS)))
    assert reject.place == "the file"
    assert reject.reason.startswith("Holds no page: 1 request, 1 revisit, ")


def test_a_page_without_an_article_is_a_reject_with_its_address() -> None:
    links = b"<html><title>News</title>" + b"<a href=/>Pier stays open</a> " * 40 + b"</html>"
    (reject,) = raw_rejects(read_raw(Warc(), record(response(links))))
    assert reject.reason == (
        "No article in this page: it is a list of links (http://port.example/2024/pier.html)."
    )


BAD = {
    "length": record(response(BODY)).replace(b"Content-Length: ", b"Content-Length: x"),
    "no length": record(response(BODY)).replace(b"Content-Length", b"Content-Lenght"),
    "no version": b"<html>\r\nrubbish between records\r\n\r\n",
    "negative": record(response(BODY), length=-1),
    "unreadable": record(response(b"\x1f\x8b" + b"x" * 50, "Content-Encoding: gzip")),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_bad_record_does_not_end_a_file(bad: bytes) -> None:
    """It is a reject, and the next ones are read."""
    results = read_raw(Warc(), RECORDS[0] + bad + RECORDS[1] + RECORDS[2])
    assert [article.title for article in raw_articles(results)] == list(TITLES)
    assert len(raw_rejects(results)) == 1
    check_raw(results)


@pytest.mark.parametrize("wrong", [-40, -1, 1, 3, 200, 900])
def test_a_wrong_length_loses_no_record(wrong: int) -> None:
    """Too small or too large: the next record is found where it begins."""
    block = response(BODY)
    bad = record(block, length=len(block) + wrong)
    assert titles(RECORDS[0] + bad + RECORDS[1] + RECORDS[2]) == [TITLES[0], TITLES[1], *TITLES[1:]]


@pytest.mark.parametrize("at", [12, 40, 200])
def test_a_damaged_member_is_passed_over(at: int) -> None:
    members = [gzip.compress(each, mtime=0) for each in RECORDS]
    damaged = bytearray(members[1])
    damaged[at : at + 4] = b"\xff\xff\xff\xff"
    results = read_raw(Warc(), members[0] + damaged + members[2])
    assert [article.title for article in raw_articles(results)] == [TITLES[0], TITLES[2]]
    assert [reject.reason for reject in raw_rejects(results)] == ["The compression is damaged."]


@pytest.mark.parametrize("pack", [b"".join, packed], ids=["plain", "packed"])
def test_a_cut_file_is_a_fatal_reject(pack: Callable[[list[bytes]], bytes]) -> None:
    whole = pack(RECORDS)
    for end in range(len(whole) - 300, len(whole) - 60, 7):
        *_, last = read_raw(Warc(), whole[:end])
        assert last in raw_rejects([last])
        assert raw_rejects([last])[0].fatal


@pytest.mark.parametrize("error", [kind("broken") for kind in READ_ERRORS])
def test_a_stream_that_fails_is_a_fatal_reject(error: Exception) -> None:
    whole = b"".join(RECORDS)
    for end in range(0, len(whole), 211):
        results = list(Warc().read(streaming(Breaking(whole[:end], error)), "some/file", OPTIONS))
        check_raw(results)
        assert raw_rejects(results)[-1].fatal


ARC = (
    b"filedesc://port.arc 127.0.0.1 20240306010000 text/plain 74\n"
    b"1 0 Port Crawler\nURL IP-address Archive-date Content-type Archive-length\n\n"
)


def arc_record(block: bytes, length: str = "") -> bytes:
    head = (
        f"http://port.example/a b.html 127.0.0.1 20240306010000 text/html {length or len(block)}\n"
    )
    return head.encode() + block + b"\n"


def test_arc_files() -> None:
    data = ARC + b"".join(arc_record(response(page(title))) for title in TITLES)
    results = read_raw(Warc(), data)
    assert [article.title for article in raw_articles(results)] == list(TITLES)
    first = raw_articles(results)[0]
    assert first.fetched == dt.datetime(2024, 3, 6, 1, tzinfo=dt.UTC)
    assert first.url == "http://port.example/a%20b.html"
    assert titles(gzip.compress(data)) == list(TITLES)


def test_bad_records_of_arc_files() -> None:
    data = ARC + arc_record(b"", "-1") + arc_record(response(BODY)) + arc_record(b"x", "abc")
    results = read_raw(Warc(), data)
    assert [article.title for article in raw_articles(results)] == [TITLES[1]]
    assert len(raw_rejects(results)) == 2


@pytest.mark.parametrize(
    "head, suffix, sure",
    [(b"WARC/1.0\r\n", "", 3), (ARC, ".gz", 3), (b"", ".warc", 1), (b"<html>", ".html", 0)],
)
def test_recognised(head: bytes, suffix: str, sure: int) -> None:
    assert Warc().recognises(head, suffix) == sure


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.sampled_from((b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08", ARC)))
def test_any_bytes_are_read(data: bytes, head: bytes) -> None:
    check_raw(read_raw(Warc(), head + data))


class Repeated(io.RawIOBase):
    """A stream of the same bytes some number of times."""

    def __init__(self, data: bytes, times: int) -> None:
        super().__init__()
        self._data = data
        self._left = len(data) * times

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # what is given is one
        start = -self._left % len(self._data)
        piece = self._data[start : start + min(len(buffer), self._left)]
        buffer[: len(piece)] = piece
        self._left -= len(piece)
        return len(piece)


def test_memory_does_not_grow_with_the_file() -> None:
    """Forty mebibytes of images with pages between them."""
    image = record(response(b"\x89PNG" + bytes(2**20)).replace(b"text/html", b"image/png"))
    stream = streaming(Repeated(image * 2 + RECORDS[0], 20))
    tracemalloc.start()
    try:
        results = [1 for _ in Warc().read(stream, "some/file", OPTIONS)]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(results) == 20
    assert peak < 16 * 2**20


def test_a_bomb_is_a_reject() -> None:
    bomb = gzip.compress(bytes(40 * 2**20))
    results = read_raw(Warc(), record(response(bomb, "Content-Encoding: gzip")) + RECORDS[0])
    assert [reject.reason for reject in raw_rejects(results)] == ["The page is larger than 32 MiB."]
    assert len(raw_articles(results)) == 1


SAVED = [
    ("own/warc_chinese_pages.warc.gz", 5, 0),
    ("warc/bad.arc", 0, 3),
    ("warc/example-bad-non-chunked.warc.gz", 1, 0),
    ("warc/example-bad.warc.gz.bad", 1, 0),
    ("warc/example-digest.warc", 0, 1),
    ("warc/example-iana.org-chunked.warc", 0, 1),
    ("warc/example-resource.warc.gz", 1, 0),
    ("warc/example-space-in-target-uri.warc.gz", 0, 1),
    ("warc/example-space-in-url.arc", 1, 0),
    ("warc/example-trunc.warc", 1, 0),
    ("warc/example-wget-bad-target-uri.warc.gz", 1, 0),
    ("warc/example-wrong-chunks.warc.gz", 1, 0),
    ("warc/example.arc", 1, 0),
    ("warc/example.arc.gz", 1, 0),
    ("warc/example.warc", 1, 0),
    ("warc/example.warc.gz", 1, 0),
    ("warc/post-test.warc.gz", 0, 1),
]


@pytest.mark.corpus
@pytest.mark.parametrize("name, articles, rejects", SAVED, ids=[row[0] for row in SAVED])
def test_saved_files(name: str, articles: int, rejects: int) -> None:
    """Files that crawlers wrote, well and badly."""
    path = FIXTURES / name
    if not path.is_file():
        pytest.skip(f"{path} is absent: this file of a crawler is not read")
    results = read_raw(Warc(), path.read_bytes())
    check_raw(results)
    assert (len(raw_articles(results)), len(raw_rejects(results))) == (articles, rejects)


@pytest.mark.corpus
def test_the_chinese_pages() -> None:
    """Big5, GBK, chunked, Brotli, a lying header: five articles, published a day before."""
    path = FIXTURES / "own" / "warc_chinese_pages.warc.gz"
    if not path.is_file():
        pytest.skip(f"{path} is absent: these pages are not read")
    results = raw_articles(read_raw(Warc(), path.read_bytes()))
    assert {article.published for article in results} == {"2024年3月5日 15:15"}
    assert {article.fetched for article in results} == {dt.datetime(2024, 3, 6, 1, tzinfo=dt.UTC)}
    assert [len(article.body.split("\n\n")) for article in results] == [3] * 5
