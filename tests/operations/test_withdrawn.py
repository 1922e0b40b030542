"""What was withdrawn is on no page."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest
from flask.testing import FlaskClient

from archive.engine.catalogue import FolderCatalogue
from archive.engine.generation import generation_folder
from archive.engine.publications import require_current
from archive.engine.withdrawals import WITHDRAWN, read_withdrawn
from archive.indexing.lock import index_lock
from archive.search.library import Library
from tests.operations.desk import SECRET, Desk, Opening, desk, opening, rows

__all__ = ["desk", "opening"]


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
    "/quotation?text=the+ferry",
    "/api/v1/quotation?text=ferry",
    "/receipt?q=ferry&versions=all&copies=all",
    "/receipt.json?versions=all&copies=all",
    "/api/v1/receipt?q=quastenflosser",
    "/api/v1/suggest?q=quast",
    "/api/v1/suggest?q=zuck",
    "/entity/donald-trump",
    "/api/v1/entities/donald-trump",
    "/api/v1/new?q=quastenflosser&since=2001-01-01T00:00:00Z",
    "/api/v1/openapi.json",
    "/opensearch.xml",
    "/export.csv?versions=all",
    "/export.jsonl?q=ferry&versions=all&copies=all",
    "/export.ris?versions=all",
    "/feed.atom?versions=all",
    "/feed.atom?q=quastenflosser",
    "/?q=ferry&view=context",
    "/context?q=ferry&versions=all&copies=all",
    "/context?q=zuckermandel+OR+quastenflosser&order=left",
    "/context.csv?q=ferry&versions=all&copies=all",
    "/api/v1/context?q=ferry&order=right&versions=all&copies=all",
    "/trends?q=ferry&q=quastenflosser&measure=share",
    "/trends.csv?q=ferry&q=quastenflosser&versions=all",
    "/api/v1/trends?q=ferry&q=quastenflosser&versions=all",
    "/batch",
    "/across?q=ferry&versions=all&copies=all",
    "/?q=ferry&across=words&versions=all",
    "/api/v1/search?q=ferry&across=words&versions=all&copies=all",
    "/export.csv?q=ferry&across=words&versions=all",
    "/feed.atom?q=ferry&across=words&versions=all",
    "/nearest/copy-1",
    "/nearest/plain-1",
    "/api/v1/nearest/copy-1",
    "/api/v1/nearest/plain-1",
    "/api/v1/articles/plain-1",
    "/twins?id=gold-1&id=plain-1",
)

#: Routes that tell nothing of any article, and those whose walk is in a test of its own.
OTHERS = {
    *("/healthz", "/metrics", "/readyz", "/robots.txt", "/static/<path:filename>"),
    *("/compare", "/api/v1/compare", "/cite/<style>/<everything:article>"),
}

#: A list of names that is sent, with what may be told of each.
NAMES = "quastenflosser\nZuckermandel\nferry\nHarbour board"


def told(client: FlaskClient, path: str, words: tuple[str, ...]) -> list[str]:
    """The words that an answer says, beside what its address asks."""
    response = client.get(path)
    assert response.status_code in (200, 302, 404), path
    text = response.get_data(as_text=True).lower()
    return [word for word in words if word in text and word not in path.lower()]


def test_the_walk_leaves_no_route_out(desk: Desk) -> None:
    matching = desk.client.application.url_map.bind("localhost")
    walked = {matching.match(path.partition("?")[0], return_rule=True)[0].rule for path in WALK}
    every = {
        rule.rule
        for rule in desk.client.application.url_map.iter_rules()
        if "GET" in (rule.methods or ())
    }
    assert every - walked == OTHERS


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
            f"/cite/bibtex/{one}",
            f"/article/{one}?quote=body.0-5",
            f"/nearest/{one}",
            f"/api/v1/nearest/{one}",
        ):
            assert desk.client.get(path).status_code == 410, path
    assert desk.client.get("/article/no-such").status_code == 404
    desk.run("withdraw", article, "--copies")
    assert desk.total("quastenflosser") == 0
    for path in WALK:
        if "copy-1" not in path:
            assert told(desk.client, path, SECRET) == [], path
    for form in ("page", "csv"):
        sent = {"names": NAMES, "as": form}
        page = desk.client.post("/batch", data=sent).get_data(as_text=True)
        assert not any(one in page for one in ("gold-1", "gold-2", "Herald", "2024-03-05")), form
    assert desk.client.get("/article/copy-1").status_code == 410
    assert [one.because for one in read_withdrawn(desk.index) if one.id == article] == [""]
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


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x1c", "\n", "“\U0001f600”"])
def test_any_reason_can_be_given(desk: Desk, sign: str) -> None:
    """Whatever ends a line elsewhere."""
    desk.run("withdraw", "plain-1", "--reason", f"court order{sign}of 5 March")
    desk.run("withdraw", "plain-2")
    assert [one.id for one in read_withdrawn(desk.index)] == ["plain-1", "plain-2"]
    assert "plain-1" not in desk.shown()


def test_copies_stay_withdrawn_once_it_has_left_the_sources(desk: Desk) -> None:
    """And versions that have only the headline in common."""
    headline = {**rows()[0], "id": "later", "url": "", "source": "post.example"}
    desk.write([*rows(), headline])
    desk.reindex()
    assert "later" in desk.run("withdraw", "gold-1", "--copies")
    desk.write([headline, *rows()[2:]])
    desk.reindex()
    assert [one for one in desk.shown() if not one.startswith("plain")] == []
    assert desk.client.get("/article/copy-1").status_code == 410


@pytest.mark.parametrize(
    "what, others",
    [
        ("an address of a page of news", {"url": "https://post.example/news", "day": True}),
        ("an id that is used again", {"id": "lead", "day": True}),
        ("what is said to readers who did not pay", {"body": "The story is for subscribers."}),
    ],
)
def test_other_articles_stay(opening: Opening, what: str, others: dict[str, Any]) -> None:
    """What a source's other articles have too is no mark of one."""
    articles = []
    for n in range(1, 6):
        words = " ".join(f"n{n}word{k}" for k in range(60))
        more = {name: value for name, value in others.items() if name != "day"}
        day = f"2024-0{n}-05" if "day" in others else f"202{n}-03-05"
        row = {"id": f"n{n}", "title": f"News {n}", "body": f"{words}.", "source": "Post"}
        articles.append({**row, "published": day, **more})
    desk = opening(articles)
    shown = desk.shown()
    assert len(shown) == 5
    out = desk.run("withdraw", shown[2])
    assert desk.shown() == [one for one in shown if one != shown[2]], what
    assert "versions" not in out


def test_it_can_be_withdrawn_while_a_reindex_runs(desk: Desk) -> None:
    with index_lock(desk.index):
        desk.run("withdraw", "plain-1")
    assert "plain-1" not in desk.shown()


def test_it_can_be_withdrawn_where_the_newest_is_damaged(desk: Desk) -> None:
    """The one before it serves then, and holds it."""
    desk.write([*rows(), {"id": "new", "title": "New", "body": "New text."}])
    desk.reindex()
    folder = generation_folder(desk.index, require_current(desk.index))
    for file in folder.glob("*.arrays"):
        file.unlink()
    desk.run("withdraw", "plain-1")
    assert "plain-1" not in desk.shown()


def test_what_was_set_aside_can_be_withdrawn(desk: Desk) -> None:
    """It may be published again."""
    desk.write([*rows(), {"id": "new", "title": "New", "body": "New text."}])
    desk.reindex()
    name = require_current(desk.index)
    desk.run("rollback")
    desk.run("withdraw", "new")
    desk.run("publish", name)
    assert "new" not in desk.shown()
    assert "plain-1" in desk.shown()
