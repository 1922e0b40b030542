"""The feed of a search: valid, complete, and each article in it once, whenever it comes."""

from __future__ import annotations

import calendar
import json
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser  # type: ignore[import-untyped]  # it has no types
import pytest
from flask.testing import FlaskClient

from archive.indexing.reindex import reindex
from archive.search import arriving
from archive.search.service import SearchService
from archive.web.app import create_app
from tests.conftest import ROOT, library_of, options_of
from tests.export.desk import MODES, SEARCHES, Desk
from tests.operations.life import use_small_authority

ATOM = "{http://www.w3.org/2005/Atom}"


def read_feed(client: FlaskClient, path: str) -> list[feedparser.FeedParserDict]:
    """The entries on all pages of a feed."""
    entries = []
    while path:
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.mimetype == "application/atom+xml"
        read = feedparser.parse(answer.get_data())
        assert not read.bozo, read.get("bozo_exception")
        entries += read.entries
        (own,) = (link.href for link in read.feed.links if link.rel == "self")
        assert own.startswith("http://localhost/feed.atom")
        following = [link.href for link in read.feed.links if link.rel == "next"]
        path = _local(following[0]) if following else ""
    return entries


def _local(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def article_of(entry: feedparser.FeedParserDict) -> str:
    """The id of the article that an entry links to."""
    return str(urlsplit(entry.link).path).removeprefix("/article/")


@pytest.mark.parametrize("copies, versions", MODES)
def test_a_feed_has_what_the_search_finds(
    desk: Desk, copies: str, versions: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each article once, by when it came, on pages of any size."""
    monkeypatch.setattr(arriving, "FEED_SIZE", 7)
    for query in SEARCHES:
        pairs = [("q", query), ("copies", copies), ("versions", versions)]
        path = f"/feed.atom?q={query}&copies={copies}&versions={versions}".replace(" ", "+")
        entries = read_feed(desk.client, path)
        assert Counter(map(article_of, entries)) == Counter(desk.expected(pairs))
        assert len({entry.id for entry in entries}) == len(entries)


def check_rfc_4287(data: bytes) -> None:
    """What section 4.1 asks of a feed and its entries."""
    feed = ET.fromstring(data)
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, name
        assert str(element.findtext(f"{ATOM}id")).startswith("urn:uuid:")
        time.strptime(str(element.findtext(f"{ATOM}updated")), "%Y-%m-%dT%H:%M:%SZ")
        links = element.findall(f"{ATOM}link")
        alternates = [link for link in links if link.get("rel") == "alternate"]
        assert len(alternates) == 1
        assert all(str(link.get("href")).startswith("http") for link in links)
        for person in element.findall(f"{ATOM}author"):
            assert person.findtext(f"{ATOM}name")
        assert len(element.findall(f"{ATOM}published")) <= 1
    assert feed.findall(f"{ATOM}author")


def test_a_feed_is_valid(desk: Desk) -> None:
    for path in (
        "/feed.atom",
        "/feed.atom?q=nosuchword",
        "/feed.atom?page=999",
        "/feed.atom?q=&ui=zh-Hans",
    ):
        check_rfc_4287(desk.client.get(path).get_data())


def test_the_search_page_names_its_feed(desk: Desk) -> None:
    page = desk.client.get("/?q=harbour&size=50&page=2&sort=oldest&ui=zh-Hant").get_data(
        as_text=True
    )
    (line,) = (line for line in page.split("\n") if 'rel="alternate"' in line)
    assert 'type="application/atom+xml"' in line
    address = line.split('href="')[1].split('"')[0].replace("&amp;", "&")
    assert address == "/feed.atom?q=harbour&sort=oldest&ui=zh-Hant"
    feed = feedparser.parse(desk.client.get(address).get_data())
    assert feed.feed.title.startswith("harbour – ")
    assert feed.feed.language == "zh-Hant"


def test_a_feed_is_called_by_what_was_asked(desk: Desk) -> None:
    for asked, name in (
        ("", "All articles"),
        ("?q=harbour&source=Post&-language=en", "harbour · Post · -en"),
        ("?from=2024-03&ui=zh-Hant", "2024-03"),
        ("?ui=zh-Hans", "所有文章"),
    ):
        feed = feedparser.parse(desk.client.get(f"/feed.atom{asked}").get_data()).feed
        assert feed.title == f"{name} – News Archive"
        assert f'title="{feed.title}"' in desk.client.get(f"/{asked}").get_data(as_text=True)


def test_feeds_of_one_search_are_one_feed(desk: Desk) -> None:
    """Whatever the order and the language; another search is another."""

    def feed(asked: str) -> str:
        return str(feedparser.parse(desk.client.get(f"/feed.atom?{asked}").get_data()).feed.id)

    same = {feed(f"q=harbour{more}") for more in ("", "&sort=oldest", "&ui=zh-Hant", "&page=2")}
    assert len(same) == 1
    others = {feed(asked) for asked in ("q=council", "q=harbour&source=Post", "")}
    assert len(same | others) == 4


def test_a_reader_that_holds_it_is_told_so(desk: Desk) -> None:
    answer = desk.client.get("/feed.atom?q=harbour")
    held = {"If-None-Match": answer.headers["ETag"]}
    assert desk.client.get("/feed.atom?q=harbour", headers=held).status_code == 304
    assert desk.client.get("/feed.atom?q=council", headers=held).status_code == 200
    assert desk.client.head("/feed.atom?q=harbour").headers["ETag"] == answer.headers["ETag"]
    assert desk.client.get("/feed.atom?colour=red").status_code == 400


def test_back_filled_articles_are_announced_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However old they are, also more of them than one page has; what is known stays known."""
    monkeypatch.setattr(arriving, "FEED_SIZE", 10)
    index, source = tmp_path / "index", tmp_path / "a.jsonl"
    told: Counter[str] = Counter()
    ids: dict[str, str] = {}
    rows: list[dict[str, str]] = []
    for build, (year, count) in enumerate(((2024, 12), (1998, 25), (2025, 3))):
        rows += [
            {
                "id": f"a{year}-{n}",
                "title": f"Harbour {n} of {year}",
                "body": f"Boats number {n * 7} of {year} in the harbour.",
                "published": f"{year}-03-{n % 28 + 1:02}",
            }
            for n in range(count)
        ]
        source.write_text("\n".join(map(json.dumps, rows)), "utf-8")
        now = 1_700_000_000 + 1_000 * build
        with monkeypatch.context() as patch:
            use_small_authority(patch)
            patch.setattr(time, "time", lambda now=now: float(now))
            reindex(options_of(index, source))
        library = library_of(index)
        client = create_app(SearchService(library), root=ROOT).test_client()
        entries = read_feed(client, "/feed.atom?q=harbour")
        seen = [calendar.timegm(entry.updated_parsed) for entry in entries]
        assert seen == sorted(seen, reverse=True)
        new = [entry for entry in entries if entry.id not in ids]
        assert len(new) == count
        # What came now stands before all that was told before.
        assert [entry.id for entry in entries[:count]] == [entry.id for entry in new]
        assert {calendar.timegm(entry.updated_parsed) for entry in new} == {now}
        told.update(article_of(entry) for entry in new)
        ids |= {entry.id: article_of(entry) for entry in entries}
        library.close()
    assert set(told.values()) == {1}
    assert len(told) == len(ids) == len(rows)
