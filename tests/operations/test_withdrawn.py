"""What was withdrawn is on no page; what was purged is in no file."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.cli import main
from archive.engine.catalogue import FolderCatalogue
from archive.engine.publications import require_current
from archive.engine.registry import open_searcher
from archive.engine.stored import unpack
from archive.engine.whoosh.opening import opened
from archive.engine.withdrawals import WITHDRAWN, read_withdrawn
from archive.search import library as library_module
from archive.search.library import Library
from archive.search.service import SearchService
from archive.web.app import create_app
from tests.conftest import ROOT
from tests.operations.life import use_small_authority

#: Words that stand in one story alone: in its headline, its text, its source's versions.
SECRET = ("zuckermandel", "quastenflosser", "gold-1", "gold-2")
BODY = (
    "The harbour board said that ferry zuckermandel would sail to pier nine because of works near "
    "the northern quay, and that the quastenflosser aquarium would be closed until the end of May "
    "while the pumps are replaced and the glass is cleaned by divers of the city."
)


def rows() -> list[dict[str, str]]:
    """Two versions of an article and the copy of another paper, among others."""
    url = "https://post.example/ferry"
    day = "2024-03-05T08:00:00+08:00"
    return [
        {"id": "gold-1", "title": "Zuckermandel sails", "body": BODY, "url": url, "published": day},
        {
            "id": "gold-2",
            "title": "Zuckermandel sails again",
            "body": BODY.replace("nine", "ten"),
            "url": url,
            "published": "2024-03-05T10:00:00+08:00",
        },
        {
            "id": "copy-1",
            "title": "From the harbour",
            "body": BODY,
            "source": "Herald",
            "published": day,
        },
        *(
            {
                "id": f"plain-{n}",
                "title": f"Council meets, day {n}",
                "body": f"The council spoke of sugar {n} and of the ferry. " * 3,
                "published": f"2024-03-{10 + n}",
                "source": "Post",
            }
            for n in range(1, 6)
        ),
    ]


class Desk:
    """An archive of some articles, its commands and its pages."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.index = root / "index"
        self.source = root / "source" / "a.jsonl"
        self.source.parent.mkdir()
        self._capsys = capsys
        self.write(rows())
        self.run("reindex", str(self.source.parent))
        self.library = Library(FolderCatalogue("whoosh", self.index))

    def write(self, articles: list[dict[str, str]]) -> None:
        text = "".join(f"{json.dumps(one)}\n" for one in articles)
        self.source.write_text(text, "utf-8")

    def run(self, *arguments: str, code: int = 0) -> str:
        assert main([*arguments, "--index", str(self.index)]) == code
        printed = self._capsys.readouterr()
        return printed.err if code else printed.out

    def reindex(self) -> str:
        return self.run("reindex", "--allow-removals", str(self.source.parent))

    @property
    def app(self) -> Flask:
        return create_app(SearchService(self.library), root=ROOT)

    @property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    def total(self, query: str, **more: str) -> int:
        asked = {"q": query, "versions": "all", "copies": "all", **more}
        answer = self.client.get("/api/v1/search", query_string=asked).get_json()
        return int(answer["total"])


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Desk]:
    use_small_authority(monkeypatch)
    monkeypatch.setattr(library_module, "LOOK_EVERY", 0.0)
    made = Desk(tmp_path, capsys)
    yield made
    made.library.close()


#: What may lead to an article: pages, answers, and what is near what was typed.
WALK = (
    "/",
    "/?q=ferry",
    "/?q=ferry&versions=all&copies=all&size=100",
    "/?q=zuckermandl~",
    "/?q=zuckermandle",
    "/?q=zucker*",
    "/?q=changed:any&versions=all",
    "/?from=2024-03-05&to=2024-03-05&versions=all",
    "/?view=compact&sort=oldest&versions=all",
    "/kept?id=gold-1&id=gold-2",
    "/facets/source",
    "/about",
    "/help",
    "/article/copy-1",
    "/article/plain-1",
    "/api/v1/search?q=ferry&versions=all&copies=all&size=100",
    "/api/v1/search?q=zuckermandle",
    "/api/v1/search?q=quastenflosser",
    "/api/v1/facets/source",
    "/api/v1/status",
)


def told(client: FlaskClient, path: str, words: tuple[str, ...]) -> list[str]:
    """The words that an answer says, beside what its address asks."""
    response = client.get(path)
    assert response.status_code in (200, 404), path
    text = response.get_data(as_text=True).lower()
    return [word for word in words if word in text and word not in path.lower()]


@pytest.mark.parametrize("article", ["gold-1", "gold-2"])
def test_a_withdrawn_article_is_on_no_page(desk: Desk, article: str) -> None:
    """Nor are its versions; a copy of another paper is, until that is withdrawn too."""
    assert desk.total("quastenflosser") == 3
    out = desk.run("withdraw", article, "--reason", "a court says so")
    assert article in out
    assert "copy-1" in out
    assert desk.total("quastenflosser") == 1
    for one in ("gold-1", "gold-2"):
        for path in (
            f"/article/{one}",
            f"/api/v1/articles/{one}",
            f"/compare?old={one}&new=copy-1",
        ):
            assert desk.client.get(path).status_code == 410, path
    assert desk.client.get("/article/no-such").status_code == 404
    desk.run("withdraw", article, "--copies")
    assert desk.total("quastenflosser") == 0
    for path in WALK:
        if "copy-1" not in path:
            assert told(desk.client, path, SECRET) == [], path
    assert desk.client.get("/article/copy-1").status_code == 410
    assert len(read_withdrawn(desk.index)) == 1
    assert article in desk.run("withdraw", "--list")


def test_it_stays_withdrawn(desk: Desk) -> None:
    """Over reindexes, of any kind, rollbacks, a later version and another server."""
    desk.run("withdraw", "gold-1", "--copies")
    desk.reindex()
    desk.run("reindex", "--full", str(desk.source.parent))
    assert desk.total("quastenflosser") == 0
    later = {**rows()[1], "id": "gold-9", "published": "2024-03-06", "title": "A third one"}
    desk.write([*rows()[1:], later])
    desk.reindex()
    assert desk.total("quastenflosser") == 0
    assert desk.client.get("/article/gold-9").status_code == 410
    desk.write([later, *rows()[3:]])
    desk.reindex()
    assert desk.total("quastenflosser") == 0
    desk.run("rollback")
    assert desk.total("quastenflosser") == 0
    other = Library(FolderCatalogue("whoosh", desk.index))
    with closing(other), other.reading() as edition:
        assert edition.searcher.is_withdrawn("gold-1")


def test_counts_and_pages_agree_after_it(desk: Desk) -> None:
    desk.run("withdraw", "plain-2")
    answer = desk.client.get("/api/v1/search", query_string={"q": "council"}).get_json()
    assert answer["total"] == len(answer["hits"]) == 4
    (source,) = (v for v in answer["facets"]["source"] if v["value"] == "Post")
    assert source["count"] == 4
    assert sum(bar["count"] for bar in answer["facets"]["published"]["bars"]) == 4
    assert desk.client.get("/api/v1/status").get_json()["articles"] == 7


def stored_texts(index: Path) -> Iterator[str]:
    """Everything that an index holds, as text: files as they are, and unpacked."""
    for path in sorted(index.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            yield data.decode("utf-8", "replace")
            if path.suffix == ".gz":
                yield gzip.decompress(data).decode("utf-8", "replace")
    with closing(open_searcher("whoosh", index, require_current(index))) as searcher:
        folder, manifest = searcher._folder, searcher._manifest  # type: ignore[attr-defined]
        for segment in opened(folder, manifest, None).segments:
            for doc in range(segment.size):
                yield zlib.decompress(segment.record(doc)).decode()
                unpack(segment.record(doc))


@pytest.mark.parametrize("before", [(), ("withdraw", "gold-1")])
def test_what_is_purged_is_in_no_file(desk: Desk, before: tuple[str, ...]) -> None:
    if before:
        desk.run(*before)
    assert any("gold-2" in text for text in stored_texts(desk.index))
    desk.library.close()
    out = desk.run("purge", "gold-1", "--json")
    assert set(json.loads(out)["purged"]) == {"gold-1", "gold-2"}
    for text in stored_texts(desk.index):
        for word in ("gold-1", "gold-2", "sails again", "pier ten"):
            assert word not in text
    # The copy of another paper stays, and with it the words that it shares.
    assert desk.total("quastenflosser") == 1
    assert desk.client.get("/article/gold-1").status_code == 410
    # There is nothing to go back to.
    assert "No generation served before" in desk.run("rollback", code=1)
    lines = (desk.index / WITHDRAWN).read_text("utf-8").splitlines()
    assert len(lines) == 2
    assert all(not json.loads(line)["id"] for line in lines)


def test_what_was_purged_is_not_read_again(desk: Desk) -> None:
    """Also from a file that was written since, and by a reindex from nothing."""
    desk.library.close()
    desk.run("purge", "gold-1")
    assert "nothing changed" in desk.reindex()
    desk.write([*rows(), {"id": "new", "title": "New", "body": "New text of the desk."}])
    out = desk.reindex()
    assert "added 1, changed 0" in out
    desk.run("reindex", "--full", str(desk.source.parent))
    for text in stored_texts(desk.index):
        assert "gold-1" not in text
        assert "sails again" not in text
    rejects = [json.loads(line) for line in (desk.index / "rejects.jsonl").read_text().splitlines()]
    assert [row["place"] for row in rejects] == ["line 1", "line 2"]
    assert all("Erased" in row["reason"] for row in rejects)
    assert desk.total("quastenflosser") == 1


def test_purge_waits_for_readers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then says who reads; nobody is shown it meanwhile, and the same command goes on."""
    monkeypatch.setattr("archive.indexing.withdrawing._PATIENCE", 0.0)
    first = require_current(desk.index)
    held = open_searcher("whoosh", desk.index, first)
    try:
        assert f"{first} still holds what was erased" in desk.run("purge", "gold-1", code=1)
        assert desk.total("quastenflosser") == 1
    finally:
        held.close()
    desk.library.close()
    assert "gold-1" in desk.run("purge", "gold-1")
    assert not any("sails again" in text for text in stored_texts(desk.index))


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("withdraw", "no-such"), "There is no article"),
        (("purge", "no-such"), "There is no article"),
    ],
)
def test_an_unknown_article_is_told(desk: Desk, arguments: tuple[str, ...], words: str) -> None:
    assert words in desk.run(*arguments, code=1)
    assert not (desk.index / WITHDRAWN).exists()


def test_withdraw_without_an_id_is_wrong_usage(desk: Desk) -> None:
    assert "Give its id" in desk.run("withdraw", code=2)


def test_a_damaged_list_serves_nothing(desk: Desk) -> None:
    """Nobody knows then what must not be shown; whole again, all is as it was."""
    desk.run("withdraw", "gold-1")
    path = desk.index / WITHDRAWN
    whole = path.read_text("utf-8")
    path.write_text("not what was written\n", "utf-8")
    assert desk.client.get("/api/v1/search").status_code == 503
    path.write_text(whole, "utf-8")
    desk.library.close()
    desk.library = Library(FolderCatalogue("whoosh", desk.index))
    assert desk.total("quastenflosser") == 1
