"""How exports are answered: two at once, held, refused, broken off, and without what is hidden."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
import zstandard
from flask.testing import FlaskClient

from archive.cli import main
from archive.errors import DamagedIndexError, ExportOverdueError
from archive.export.forms import EXPORT_FORMS
from archive.indexing.reindex import reindex
from archive.query import budget
from archive.search import exporting
from archive.search.library import Library
from archive.search.service import SearchService
from archive.web import places, takeaway
from archive.web.app import create_app
from tests.conftest import ROOT, library_of, options_of
from tests.export.desk import read_csv
from tests.operations.life import use_small_authority

ENDINGS = tuple(EXPORT_FORMS)


@pytest.fixture
def client(sample_service: SearchService) -> FlaskClient:
    """A client of an application of its own, with all its places free."""
    return create_app(sample_service, root=ROOT).test_client()


def test_the_third_at_once_is_told_to_come_back(client: FlaskClient) -> None:
    """As on any page that fails, in the reader's language; and a place is free with its answer."""
    path = "/export.csv?ui=zh-Hant"
    first, second = client.get(path, buffered=False), client.get(path, buffered=False)
    assert first.status_code == second.status_code == 200
    for ask in (client.get, client.head):
        refused = ask(path)
        assert refused.status_code == 503
        assert int(refused.headers["Retry-After"]) > 0
        assert refused.headers["Cache-Control"] == "no-store"
    assert "匯出" in client.get(path).get_data(as_text=True)
    # Who holds it is told so without a place, and who breaks off gives his back.
    tag = first.headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    second.close()
    assert len(read_csv(client.get(path).get_data())) == len(read_csv(first.get_data()))
    first.close()


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_answer_keeps_a_place(client: FlaskClient, ending: str) -> None:
    path = f"/export.{ending}?q=tariff"
    for _ in range(3):
        assert client.head(path).status_code == 200
        assert client.get(path, headers={"If-None-Match": "*"}).status_code == 304
        assert client.get(f"{path}&size=0").status_code == 400
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("more", ["colour=red", "from=20x", "q=a", "copies=some", "size=0"])
def test_what_is_refused_on_the_page_is_refused_here(
    client: FlaskClient, ending: str, more: str
) -> None:
    query = f"q=tariff&{more}"
    answer = client.get(f"/export.{ending}?{query}")
    assert answer.status_code == client.get(f"/api/v1/search?{query}").status_code == 400
    assert answer.mimetype == "text/html"
    assert client.post(f"/export.{ending}").status_code == 405


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_an_export_is_packed_as_it_is_made(client: FlaskClient, ending: str, coding: str) -> None:
    """And who breaks off gives the place back."""
    whole = client.get(f"/export.{ending}").get_data()
    headers = {"Accept-Encoding": coding}
    for _ in range(3):
        answer = client.get(f"/export.{ending}", headers=headers)
        assert answer.headers["Content-Encoding"] == coding
        packed = answer.get_data()
        assert len(packed) < len(whole) / 2
        unpacked = (
            gzip.decompress(packed)
            if coding == "gzip"
            else zstandard.ZstdDecompressor().decompressobj().decompress(packed)
        )
        assert unpacked == whole
        client.get(f"/export.{ending}", headers=headers).close()
        assert client.head(f"/export.{ending}", headers=headers).status_code == 200


def test_only_known_forms_are_answered(client: FlaskClient) -> None:
    for ending in ("xml", "csv.gz", "CSV", ""):
        assert client.get(f"/export.{ending}").status_code == 404


def test_what_would_take_too_long_is_refused_before_it_begins(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the number of articles that would be marked; a page of them is still answered."""
    monkeypatch.setattr(budget, "EXPORT_STEPS", 1_000)
    for query, status in (("the OR 的", 400), ("nosuchword", 200)):
        answer = client.get("/export.csv", query_string={"q": query})
        assert answer.status_code == status
        assert client.get("/", query_string={"q": query}).status_code == 200
    assert "more work" in client.get("/export.csv?q=the OR 的").get_data(as_text=True)
    monkeypatch.setattr(budget, "STEPS", -(10**12))
    for path in ("/export.csv?q=the", "/feed.atom?q=the"):
        assert client.get(path).status_code == 400


def test_headers_say_what_was_asked(client: FlaskClient) -> None:
    answer = client.get("/export.csv?q=關稅 -tariff&language=zh-Hant&size=5&page=9")
    headers = answer.headers
    assert unquote(headers["Archive-Query"]).startswith("q=關稅 -tariff&language=zh-Hant")
    page = client.get("/api/v1/search?q=關稅 -tariff&language=zh-Hant").get_json()
    assert unquote(headers["Archive-Reading"]) == page["query"]["read_as"]
    assert headers["Archive-Generation"] == page["generation"]
    assert headers["Archive-Total"] == str(page["total"])
    assert headers["Archive-Time"].endswith("Z")
    assert headers["Content-Type"] == "text/csv; charset=utf-8"
    assert headers["Content-Disposition"].startswith("attachment; filename=articles-")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_headers_are_short_whatever_is_asked(client: FlaskClient) -> None:
    answer = client.head("/export.csv", query_string={"q": "關稅 " * 300})
    assert answer.status_code == 200
    assert all(len(value) <= 1_000 for value in answer.headers.values())
    assert unquote(answer.headers["Archive-Query"]).endswith("…")


@pytest.mark.parametrize("text", ["", "a", "關" * 5_000, "a" * 1_001, "é\n" * 700, "%" * 400])
def test_a_header_is_cut_between_characters(text: str) -> None:
    encoded = takeaway.header_text(text)
    assert len(encoded) <= 1_000
    assert encoded.isascii()
    assert encoded.isprintable()
    read = unquote(encoded)
    assert read == text or (read[-1] == "…" and text.startswith(read[:-1]) and len(read) > 100)


def test_nothing_found_is_a_whole_file(client: FlaskClient) -> None:
    query = "q=nosuchwordanywhere"
    assert read_csv(client.get(f"/export.csv?{query}").get_data()) == []
    assert client.get(f"/export.csv?{query}").get_data().count(b"\r\n") == 1
    assert client.get(f"/export.jsonl?{query}").get_data() == b""
    assert client.get(f"/export.ris?{query}").get_data() == b""


def test_addresses_are_those_of_the_host(sample_service: SearchService) -> None:
    """And what was made for one host is not given to who asks another."""
    client = create_app(sample_service, root=ROOT, url_prefix="/archive").test_client()
    tags = set()
    for host in ("news.example", "other.example:8443"):
        answer = client.get("/archive/export.csv?q=tariff", base_url=f"https://{host}/")
        rows = read_csv(answer.get_data())
        assert rows
        for row in rows:
            assert row["address"] == f"https://{host}/archive/article/{row['id']}"
            assert client.get(row["address"]).status_code == 200
        tags.add(answer.headers["ETag"])
    assert len(tags) == 2


def test_damage_breaks_the_answer_off(monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    """It never looks whole; the place is free again, and the generation is no longer trusted."""

    def damaged(*_: object) -> Iterator[object]:
        raise DamagedIndexError("rotten")
        yield

    client = create_app(SearchService(library), root=ROOT).test_client()
    monkeypatch.setattr(exporting, "exported", damaged)
    with pytest.raises(DamagedIndexError):
        client.get("/export.csv").get_data()
    refused = client.get("/export.csv")
    assert refused.status_code == 503
    assert "Retry-After" not in refused.headers
    with pytest.raises(DamagedIndexError), library.reading():
        pass


@pytest.fixture
def library(sample_index: Path) -> Iterator[Library]:
    opened = library_of(sample_index)
    yield opened
    opened.close()


def test_who_takes_too_long_is_cut_off(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "LONGEST_EXPORT", -1.0)
    for _ in range(3):
        with pytest.raises(ExportOverdueError):
            client.get("/export.jsonl").get_data()


def test_who_is_overtaken_is_cut_off_soon(
    client: FlaskClient, sample_service: SearchService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was withdrawn meanwhile must not be read for long."""
    monkeypatch.setattr(places, "LONGEST_OVERTAKEN", -1.0)
    assert client.get("/export.jsonl").get_data()
    other = replace(sample_service.status(), concealed="something")
    answer = client.get("/export.jsonl")
    monkeypatch.setattr(sample_service, "status", lambda: other)
    with pytest.raises(ExportOverdueError):
        answer.get_data()


@pytest.fixture(scope="module")
def hiding(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """An archive of which readers see two articles."""
    folder = tmp_path_factory.mktemp("hiding")
    more: dict[str, dict[str, str | None]] = {
        "seen": {},
        "undated": {"published": None},
        "embargoed": {"not_before": "2999-01-01T00:00:00Z"},
        "expired": {"expires": "2001-01-01T00:00:00Z"},
        "withheld": {"status": "withheld"},
        "withdrawn": {},
    }
    rows: list[dict[str, object]] = [
        {"id": one, "title": f"The {one} quay", "body": f"A harbour of {one} boats, {n}."}
        | {"published": "2024-03-05", "source": "Post", **fields}
        for n, (one, fields) in enumerate(more.items())
    ]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    index = folder / "index"
    with pytest.MonkeyPatch.context() as patch:
        use_small_authority(patch)
        reindex(options_of(index, folder / "a.jsonl"))
    assert main(["withdraw", "withdrawn", "--index", str(index)]) == 0
    library = library_of(index)
    yield create_app(SearchService(library), root=ROOT).test_client()
    library.close()


@pytest.mark.parametrize("query", ["", "harbour", "quay", "embargoed OR withdrawn OR seen"])
def test_what_is_hidden_is_in_no_export(hiding: FlaskClient, query: str) -> None:
    texts = [
        hiding.get(path, query_string={"q": query, "versions": "all"}).get_data(as_text=True)
        for path in (*(f"/export.{ending}" for ending in ENDINGS), "/feed.atom")
    ]
    for text in texts:
        assert "seen quay" in text
        for hidden in ("embargoed quay", "expired", "withheld", "withdrawn quay"):
            assert hidden not in text


def test_undated_articles_are_told_as_such(hiding: FlaskClient) -> None:
    (row,) = read_csv(hiding.get("/export.csv?undated=only").get_data())
    assert (row["id"], row["published"], row["day"]) == ("undated", "", "")
    assert "PY  -" not in hiding.get("/export.ris?undated=only").get_data(as_text=True)
