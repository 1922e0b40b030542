"""A packed WARC is read member by member: damage to one costs one record."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from archive.ingest.limits import Limits
from archive.ingest.reader import Reject
from archive.ingest.source import read_files
from archive.model.article import Article
from tests.ingest.support import OPTIONS

PARAGRAPH = "<p>The ferry company said on Monday that {n} boats are back at the pier.</p>"


def member(number: int) -> bytes:
    """One record, packed by itself."""
    title = f"Ferry number {number} is back"
    body = "".join(PARAGRAPH.format(n=number + more) for more in range(8))
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-03-05T00:00:00Z\r\n"
        f"WARC-Target-URI: https://news.example/{number}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "a.gz", "a"])
def test_damage_costs_one_record(tmp_path: Path, name: str) -> None:
    """Whatever the file is called."""
    damaged = bytearray(member(2))
    damaged[40:60] = bytes(20)
    path = tmp_path / name
    path.write_bytes(member(1) + damaged + member(3))
    results = list(read_files([path], OPTIONS))
    assert {result.format for result in results} == {"WARC"}
    rejects = [result.result for result in results if isinstance(result.result, Reject)]
    articles = [result.result for result in results if isinstance(result.result, Article)]
    assert [article.title for article in articles] == [
        "Ferry number 1 is back", "Ferry number 3 is back",
    ]  # fmt: skip
    assert [(reject.place, reject.fatal) for reject in rejects] == [("record 2", False)]


def test_a_bomb_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    zeros = gzip.compress(bytes(80 * 2**20))
    path.write_bytes(member(1) + zeros)
    options = replace(OPTIONS, limits=Limits(ratio=10))
    *_, last = read_files([path], options)
    assert isinstance(last.result, Reject)
    assert last.result.fatal
    assert "ARCHIVE_READ_RATIO" in last.result.reason
