"""Copies and versions on pages and in answers: every count agrees with what there is."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.indexing.reindex import reindex
from archive.model.article import Article
from archive.search.service import SearchService
from archive.text.folding import fold_text
from archive.web.app import create_app
from tests.conftest import ROOT, library_of, options_of
from tests.corpus.columns import article, grouped
from tests.corpus.test_stories import LONG, OTHER, SHORT, ZH, ZH_HANS, edited

URL = "https://post.example/story/"

#: Words that some texts have, and others not.
WORDS = ("harbour", "council", "碼頭", "captains", "Qtly")


def made(seed: int) -> list[Article]:
    """Articles of a few sources and days, many of which are versions or copies of others."""
    chance = random.Random(seed)
    bodies = [LONG, edited(LONG, 2), edited(LONG, 3), OTHER, edited(OTHER, 4), ZH, ZH_HANS, SHORT]
    return [
        article(
            f"n{number}",
            chance.choice(bodies),
            None if chance.random() < 0.1 else f"2024-03-0{chance.randrange(1, 8)}T0{hour}:00",
            title=chance.choice(("Ferries cut", "", "Dividends", "渡輪減班")),
            source=chance.choice(("Post", "Herald", "日報")),
            url=chance.choice((None, f"{URL}1", f"{URL}2")),
        )
        for number, hour in enumerate(chance.choices(range(10), k=40))
    ]


def row_of(one: Article) -> dict[str, object]:
    published = one.published.isoformat() if one.published else None
    return {
        **{name: getattr(one, name) for name in ("id", "title", "body", "source", "url")},
        "language": "zh-Hant" if one.body in (ZH, ZH_HANS) else "en",
        "published": published,
        "authors": list(one.authors),
    }


class Shelf:
    """An archive of articles, its pages, and what they should say."""

    def __init__(self, root: Path, articles: Sequence[Article]) -> None:
        root.mkdir(parents=True)
        source = root / "a.jsonl"
        rows = (json.dumps(row_of(one), ensure_ascii=False) for one in articles)
        source.write_text("\n".join(rows) + "\n", "utf-8")
        report = reindex(options_of(root / "index", source))
        self.articles = {one.id: one for one in articles}
        groups = grouped(articles)
        ids = [one.id for one in articles]
        self.story = dict(zip(ids, groups.story.tolist(), strict=True))
        self.versions = dict(zip(ids, groups.versions.tolist(), strict=True))
        self.older = {one for one, old in zip(ids, groups.older.tolist(), strict=True) if old}
        assert report.versions == len(self.older)
        self.library = library_of(root / "index")
        self.client: FlaskClient = create_app(SearchService(self.library), root=ROOT).test_client()

    def having(self, word: str) -> list[str]:
        """The articles whose texts have a word."""
        wanted = fold_text(word)
        pattern = rf"\b{wanted}\b" if word.isascii() else wanted
        texts = {one.id: fold_text(f"{one.title}\n{one.body}") for one in self.articles.values()}
        return [one for one, text in texts.items() if re.search(pattern, text)]

    def asked(self, **parameters: str) -> dict[str, object]:
        answer: dict[str, object] = self.client.get(
            "/api/v1/search", query_string={"expand": "off", "relax": "off", **parameters}
        ).get_json()
        return answer

    def lines(self, ids: Sequence[str]) -> list[list[str]]:
        """Articles by story; each that has none by itself."""
        stories: dict[object, list[str]] = defaultdict(list)
        for one in ids:
            stories[self.story[one] or one].append(one)
        return list(stories.values())


@pytest.fixture(scope="module", params=[1, 2, 3])
def shelf(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shelf]:
    held = Shelf(tmp_path_factory.mktemp("stories") / "x", made(request.param))
    yield held
    held.library.close()


MODES = [(copies, versions) for copies in ("fold", "all") for versions in ("newest", "all")]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("copies, versions", MODES)
def test_counts_agree_in_every_mode(shelf: Shelf, word: str, copies: str, versions: str) -> None:
    every = shelf.having(word)
    found = [one for one in every if versions == "all" or one not in shelf.older]
    lines = shelf.lines(found) if copies == "fold" else [[one] for one in found]
    answer = shelf.asked(q=f'"{word}"', copies=copies, versions=versions, size="100")
    assert (answer["total"], answer["lines"]) == (len(found), len(lines))
    hits = answer["hits"]
    assert isinstance(hits, list)
    shown = {hit["id"]: hit for hit in hits}
    assert len(shown) == len(hits) == len(lines)
    for line in lines:
        (first,) = (one for one in line if one in shown)
        assert shown[first]["copies"] == len(line) - 1
        number = shelf.versions[first]
        same = [one for one, of in shelf.versions.items() if number and of == number]
        assert shown[first]["versions"] == max(0, len(same) - 1)
    # Facets and the timeline count articles, folded or not.
    facets = answer["facets"]
    assert isinstance(facets, dict)
    for facet in ("source", "language"):
        assert sum(value["count"] for value in facets[facet]) == len(found)
    published = facets["published"]
    assert sum(bar["count"] for bar in published["bars"]) + published["undated"] == len(found)
    if versions == "newest":
        groups = {shelf.versions[one] or one for one in every}
        newest = {shelf.versions[one] or one for one in found}
        assert answer["outdated"] == len(groups - newest)
    else:
        assert answer["outdated"] == 0


@pytest.mark.parametrize("copies, versions", MODES)
def test_pages_show_each_line_once(shelf: Shelf, copies: str, versions: str) -> None:
    asked = {"copies": copies, "versions": versions, "sort": "oldest"}
    whole = shelf.asked(**asked, size="100")["hits"]
    assert isinstance(whole, list)
    pages = []
    for page in range(1, len(whole) // 3 + 2):
        hits = shelf.asked(**asked, size="3", page=str(page))["hits"]
        assert isinstance(hits, list)
        pages += [hit["id"] for hit in hits]
    assert pages == [hit["id"] for hit in whole]


def test_the_page_says_what_the_answer_says(shelf: Shelf) -> None:
    answer = shelf.asked(q="harbour")
    page = shelf.client.get("/?q=harbour&expand=off&relax=off&size=100").get_data(as_text=True)
    assert f"{answer['total']} article" in page
    if answer["lines"] != answer["total"]:
        assert f"({answer['lines']} stor" in page
    folded = re.findall(r"<summary>\+(\d+) cop", page)
    everything = shelf.asked(q="harbour", size="100")["hits"]
    assert isinstance(everything, list)
    assert sorted(map(int, folded)) == sorted(hit["copies"] for hit in everything if hit["copies"])


def test_an_article_leads_to_its_versions_and_copies(shelf: Shelf) -> None:
    for one in shelf.articles:
        answer = shelf.client.get(f"/api/v1/articles/{one}").get_json()
        number, story = shelf.versions[one], shelf.story[one]
        same = {a for a, of in shelf.versions.items() if number and of == number} | {one}
        others = {a for a, of in shelf.story.items() if story and of == story} - same - shelf.older
        assert {a["id"] for a in answer["versions"]} == same - {one}
        assert {a["id"] for a in answer["copies"]} == others
        assert answer["newest"] in same - shelf.older
        page = shelf.client.get(f"/article/{one}").get_data(as_text=True)
        assert ("There is a newer version" in page) == (one in shelf.older)
        for other in sorted(same - {one})[:2]:
            assert f"old={other}&amp;new={one}" in page or f"old={one}&amp;new={other}" in page


def _plain(text: str) -> str:
    """A text without what does not count as a change: scripts, cases, punctuation."""
    return "".join(filter(str.isalnum, fold_text(text)))


def test_what_changed_is_found(shelf: Shelf) -> None:
    """Of an article the newest version, by anything that changed since the first."""
    groups: dict[int, list[str]] = defaultdict(list)
    for one, number in shelf.versions.items():
        if number:
            groups[number].append(one)
    for what, part in (("headline", "title"), ("text", "body")):
        hits = shelf.asked(q=f"changed:{what}", size="100", copies="all")["hits"]
        assert isinstance(hits, list)
        found = {hit["id"] for hit in hits}
        for versions in groups.values():
            (newest,) = (one for one in versions if one not in shelf.older)
            texts = {_plain(getattr(shelf.articles[one], part)) for one in versions}
            assert (newest in found) == (len(texts) > 1), (what, versions)


def test_a_note_leads_to_all_versions(tmp_path: Path) -> None:
    """Where only an older version has the word."""
    before = article("a1", LONG, "2024-03-05T08:00", url=f"{URL}9")
    after = article("a2", LONG.replace("northern", "polar"), "2024-03-05T09:00", url=f"{URL}9")
    shelf = Shelf(tmp_path / "x", [before, after])
    try:
        assert shelf.asked(q="northern")["total"] == 0
        assert shelf.asked(q="northern")["outdated"] == 1
        assert shelf.asked(q="northern", versions="all")["total"] == 1
        page = shelf.client.get("/?q=northern").get_data(as_text=True)
        assert "1 more article matches in an older version only" in page
        assert "versions=all" in page
        page = shelf.client.get("/compare?old=a1&new=a2").get_data(as_text=True)
        assert "<del>northern</del><ins>polar</ins>" in page
    finally:
        shelf.library.close()


def test_a_paragraph_says_where_else_it_stands(tmp_path: Path) -> None:
    """In stories of its own or another source; not in its versions and copies."""
    release = " ".join(f"The ministry said that measure {n} begins at once." for n in range(8))
    articles = [
        article("a", f"{release}\n\n{LONG}", source="Post"),
        article("a2", f"{release}\n\n{LONG}", source="Herald"),
        article("b", f"{OTHER}\n\n{release}", "2024-06-01", source="日報"),
        article("c", f"{edited(OTHER, 9)} And more was said.\n\nShort.", "2024-06-02"),
    ]
    shelf = Shelf(tmp_path / "x", articles)
    try:
        answer = shelf.client.get("/api/v1/articles/a").get_json()
        assert [one["id"] for one in answer["copies"]] == ["a2"]
        (passage,) = answer["passages"]
        assert answer["body"][passage["start"] : passage["end"]] == release
        assert passage["count"] == 1
        assert [one["id"] for one in passage["articles"]] == ["b"]
        other = shelf.client.get("/api/v1/articles/b").get_json()
        assert [one["id"] for one in other["passages"][0]["articles"]] == ["a", "a2"]
        assert shelf.client.get("/api/v1/articles/c").get_json()["passages"] == []
        page = shelf.client.get("/article/a").get_data(as_text=True)
        assert "This paragraph also appears in:" in page
        assert 'href="/article/b"' in page
    finally:
        shelf.library.close()


def test_another_search_keeps_the_modes(shelf: Shelf) -> None:
    page = shelf.client.get("/?q=harbour&copies=all&versions=all").get_data(as_text=True)
    for name in ("copies", "versions"):
        assert f'name="{name}" value="all" form="search"' in page
