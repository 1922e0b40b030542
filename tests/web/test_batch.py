"""Lists of names over HTTP: what is sent, what comes back while it is counted, what is refused."""

from __future__ import annotations

import csv
import gzip
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from flask.testing import FlaskClient

from archive.errors import BusyError, ExportOverdueError
from archive.model.language import LANGUAGES
from archive.query.parameters import SearchParameters, read_parameters
from archive.search import name_counts
from archive.search.service import SearchService
from archive.web import places
from archive.web.app import create_app
from archive.web.guards import BATCH_PATH, MOST_POSTED
from tests.conftest import ROOT

NAMES = "Donald Trump\n特朗普\n\n關稅\nnobody here\n!!\nDonald Trump"


@pytest.fixture
def client(sample_service: SearchService) -> FlaskClient:
    """A client of an application of its own, with all its places free."""
    return create_app(sample_service, root=ROOT).test_client()


def table(client: FlaskClient, text: str) -> list[dict[str, str]]:
    """The rows of a list as CSV."""
    answer = client.post(BATCH_PATH, data={"names": text, "as": "csv"})
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    text = answer.get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_bytes(piece: object) -> bytes:
    """A piece of an answer."""
    assert isinstance(piece, bytes)
    return piece


def linked_total(service: SearchService, url: str) -> int:
    """How many articles the search of a link finds."""
    return service.search(read_parameters(parse_qsl(url.partition("?")[2]))).total


def test_every_number_of_the_page_leads_to_as_many(
    client: FlaskClient, sample_service: SearchService
) -> None:
    page = client.post(BATCH_PATH, data={"names": NAMES}).get_data(as_text=True)
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    cells = re.findall(r'<td class="count"><a href="([^"]+)">([\d,]+)</a>', body)
    sources = re.findall(
        r'<a href="([^"]*source=[^"]+)">.*?</a> <span class="soft">([\d,]+)<', body
    )
    assert len(cells) > 6
    assert sources
    for url, number in (*cells, *sources):
        total = linked_total(sample_service, url.replace("&amp;", "&"))
        assert total == int(number.replace(",", "")), url
    assert "Line 6" in page
    assert "in line 1 already" in page
    assert "4 names counted, 1 is in no article" in page


def test_the_file_has_what_the_service_counts(
    client: FlaskClient, sample_service: SearchService
) -> None:
    rows = table(client, NAMES)
    assert [row["line"] for row in rows] == ["1", "2", "4", "5", "6", "7"]
    for row in rows[:4]:
        total = sample_service.search(SearchParameters(q=row["query"])).total
        assert int(row["total"]) == total == sum(int(row[each]) for each in LANGUAGES)
        assert row["not_counted"] == ""
    assert [bool(row["not_counted"]) for row in rows] == [False] * 4 + [True] * 2
    assert rows[0]["total"] == rows[1]["total"]


def test_a_file_is_read_like_what_is_pasted(client: FlaskClient) -> None:
    for encoding in ("utf-8", "utf-16"):
        sent = {"file": (io.BytesIO("特朗普\n關稅".encode(encoding)), "names.txt"), "as": "csv"}
        answer = client.post(BATCH_PATH, data=sent, content_type="multipart/form-data")
        assert answer.get_data(as_text=True).count("\r\n") == 3
        assert "特朗普" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "sent, words",
    [
        ({"names": " \n"}, "no name in the list"),
        ({"names": "\n".join(map(str, range(2_001)))}, "2,001 names"),
        ({"names": "x", "as": "pdf"}, "cannot be"),
        ({"names": "x", "colour": "red"}, "no parameter"),
    ],
)
def test_what_is_refused_is_told_beside_what_was_typed(
    client: FlaskClient, sent: dict[str, str], words: str
) -> None:
    answer = client.post(BATCH_PATH, data=sent)
    assert answer.status_code == 400
    assert words in answer.get_data(as_text=True)
    assert sent["names"].strip()[:20] in answer.get_data(as_text=True)


def test_a_list_too_large_is_refused_before_it_is_read(client: FlaskClient) -> None:
    answer = client.post(BATCH_PATH, data={"names": "x" * MOST_POSTED})
    assert answer.status_code == 413
    for language, words in (("en", "500,000 bytes at most"), ("zh-Hans", "发送的内容太大")):
        told = client.post(f"{BATCH_PATH}?ui={language}", data={"names": "x" * MOST_POSTED})
        assert words in told.get_data(as_text=True)


def test_a_list_of_the_same_line_is_bounded(client: FlaskClient) -> None:
    """What is not counted is told line by line: so many lines, and no more, are looked at."""
    answer = client.post(BATCH_PATH, data={"names": "x\n" * 2_001})
    assert answer.status_code == 200
    answer = client.post(BATCH_PATH, data={"names": "x\n" * 100_000})
    assert answer.status_code == 400
    assert "100,000 names" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "table",
    [
        b"Donald Trump,US\r\nXi Jinping,China\r\n",
        b'"Donald Trump";US\nXi Jinping;"a ""b"""\n',
        b"Donald Trump\nXi Jinping",
        b"Donald Trump\tUS\nXi Jinping\tChina\n",
    ],
)
def test_a_table_is_read_by_its_first_column(client: FlaskClient, table: bytes) -> None:
    """As a file of that kind; what is pasted is a name a line."""
    sent = {"file": (io.BytesIO(table), "names.CSV"), "as": "csv"}
    rows = list(
        csv.DictReader(io.StringIO(client.post(BATCH_PATH, data=sent).get_data(as_text=True)))
    )
    pasted = client.post(BATCH_PATH, data={"names": "Donald Trump\nXi Jinping", "as": "csv"})
    assert rows == list(csv.DictReader(io.StringIO(pasted.get_data(as_text=True))))


def test_lists_sent_in_two_fields_are_one(client: FlaskClient) -> None:
    both = client.post(BATCH_PATH, data={"names": ["Donald Trump", "Xi Jinping"], "as": "csv"})
    one = client.post(BATCH_PATH, data={"names": "Donald Trump\nXi Jinping", "as": "csv"})
    assert both.data == one.data


@pytest.mark.parametrize("path", ["/", "/search", "/batch/", "/context", "/trends", "/about"])
def test_nothing_else_takes_a_body(client: FlaskClient, path: str) -> None:
    answer = client.post(path, data={"names": "x"})
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert client.open(BATCH_PATH, method=method).status_code == 405
    assert "POST" in client.put(BATCH_PATH).headers["Allow"]
    assert client.get(f"{BATCH_PATH}?q=x").status_code == 400


def test_the_third_at_once_is_told_to_come_back(client: FlaskClient) -> None:
    """In the reader's language; exports have places of their own."""
    path = f"{BATCH_PATH}?ui=zh-Hans"
    held = [client.post(path, data={"names": NAMES}, buffered=False) for _ in range(2)]
    refused = client.post(path, data={"names": NAMES})
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) > 0
    assert "名单正在统计" in refused.get_data(as_text=True)
    assert client.get(path).status_code == client.get("/export.csv").status_code == 200
    for answer in held:
        assert answer.status_code == 200
        answer.close()
    assert client.post(path, data={"names": NAMES}).status_code == 200


def test_places_are_those_of_all_processes() -> None:
    """One that dies gives its own back."""
    slots = places.Slots(2)
    ready, go = os.pipe(), os.pipe()
    child = os.fork()
    if not child:  # pragma: no cover - it ends without telling
        with slots.one(BusyError()):
            os.write(ready[1], b".")
            os.read(go[0], 1)
            os._exit(0)
    assert os.read(ready[0], 1) == b"."
    with slots.one(BusyError()), pytest.raises(BusyError), slots.one(BusyError()):
        raise AssertionError
    os.write(go[1], b".")
    os.waitpid(child, 0)
    with slots.one(BusyError()), slots.one(BusyError()):
        pass
    for descriptor in (*ready, *go):
        os.close(descriptor)


def test_the_table_comes_as_it_is_counted(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the first rows are there, the last names are not asked yet; packed or not."""
    asked: list[int] = []
    whole = name_counts._rows

    def watched(edition: object, names: object) -> Iterator[object]:
        for row in whole(edition, names):  # type: ignore[arg-type]  # as it is called
            asked.append(row.line)
            yield row

    monkeypatch.setattr(name_counts, "_rows", watched)
    names = "\n".join(f"Trump {n}" for n in range(1_000))
    for headers in ({}, {"Accept-Encoding": "gzip"}):
        asked.clear()
        answer = client.post(BATCH_PATH, data={"names": names}, headers=headers, buffered=False)
        pieces = map(as_bytes, answer.response)
        first = b""
        while len(first) < 100:
            first += next(pieces)
        assert 0 < len(asked) < 900
        rest = b"".join(pieces)
        page = gzip.decompress(first + rest) if headers else first + rest
        assert page.count(b"<tr>") == 1_001
        answer.close()


def test_what_lasts_too_long_breaks_off(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And gives its place back."""
    monkeypatch.setattr(places, "LONGEST_EXPORT", -1.0)
    for _ in range(3):
        with pytest.raises(ExportOverdueError):
            client.post(BATCH_PATH, data={"names": NAMES}).get_data()


def test_nothing_of_it_is_kept(
    client: FlaskClient,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """No file, no line in the log, no answer for the next."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    sent = {"file": (io.BytesIO(b"Secretname\n" + b"Secretname " * 40_000), "names.txt")}
    answer = client.post(BATCH_PATH, data=sent, content_type="multipart/form-data")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    assert list(tmp_path.iterdir()) == []
    assert "Secretname" not in caplog.text


def test_a_list_is_counted_under_a_path_of_a_proxy(sample_service: SearchService) -> None:
    """Whether or not that cuts it off."""
    client = create_app(sample_service, url_prefix="/archive", root=ROOT).test_client()
    for path in ("/archive/batch", "/batch"):
        page = client.post(path, data={"names": NAMES})
        assert page.status_code == 200
        text = page.get_data(as_text=True)
        assert 'action="/archive/batch"' in text
        assert 'href="/archive/?q=' in text
    assert client.post("/archive/").status_code == 405
