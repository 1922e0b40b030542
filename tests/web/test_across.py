"""The other language beside a page of results: what the page offers, and what it loads."""

from __future__ import annotations

import html
import json
import re
from typing import Any, Final
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from archive.model.language import LANGUAGES
from archive.model.lexicon import Translation, WordOrigin
from archive.query.parameters import read_parameters
from archive.search.across import ShownWord
from archive.web.across import _toggled
from archive.web.messages.page import PAGE

#: The names of a feed.
ATOM: Final = "{http://www.w3.org/2005/Atom}"


def text_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.unescape(answer.get_data(as_text=True))


def answer_of(client: FlaskClient, address: str) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(f"/api/v1/search{address}").get_json()
    return answer


@pytest.mark.parametrize(
    "address, offered",
    [
        ("?q=tariff", True),
        ("?q=關稅", True),
        ("?q=tariff&across=words", True),
        ("?q=tariff&across=off", False),
        ("?q=tariff OR trade", False),
        ("?q=%22tariff%22", False),
        ("?q=tariff&expand=off", False),
        ("?q=tariff&page=2", False),
        ("", False),
        ("?q=tariff&sort=bad", None),
    ],
)
def test_the_column_is_offered_for_plain_queries(
    client: FlaskClient, address: str, *, offered: bool | None
) -> None:
    page = html.unescape(client.get(f"/{address}").get_data(as_text=True))
    assert ('class="across"' in page) == bool(offered)
    # Where a reader has hidden it, a link brings it back.
    hidden = "across=off" in address
    assert ("across-on" in page) == hidden


def test_without_scripts_a_link_leads_to_it(client: FlaskClient) -> None:
    page = text_of(client, "/?q=tariff&source=x")
    link = re.search(r'<div class="across-late"><p><a href="([^"]+)"', page)
    assert link is not None
    assert link[1] == "/across?q=tariff&source=x"
    assert "across-answer" in text_of(client, link[1])


@pytest.mark.parametrize("ui", LANGUAGES)
def test_the_page_tells_what_was_asked_and_met(client: FlaskClient, ui: str) -> None:
    page = text_of(client, f"/across?q=tariff&ui={ui}")
    answer = answer_of(client, "?q=tariff&across=words")["across"]
    assert answer["total"] == len(answer["hits"]) > 0
    for hit in answer["hits"]:
        assert hit["language"] in ("zh-Hant", "zh-Hans")
        assert f'data-id="{hit["id"]}"' in page
        assert [one["text"] for one in hit["met"]] == ["tariff"]
        assert f">{hit['met'][0]['printed']}</b>" in page
    if ui == "en":
        assert PAGE["in_other_zh"] in page
        assert f"{answer['total']} articles with every word below" in page


def test_a_word_is_left_out_and_asked_again(client: FlaskClient) -> None:
    before = answer_of(client, "?q=tariff&across=words")["across"]
    words = [one["word"] for one in before["terms"][0]["words"]]
    page = text_of(client, "/across?q=tariff")
    for word in words:
        assert f'aria-label="Do not ask for {word}"' in page
    leaving = "".join(f"&without={word}" for word in words)
    after = answer_of(client, f"?q=tariff&across=words{leaving}")["across"]
    assert (after["total"], after["hits"]) == (0, [])
    assert not any(one["asked"] for one in after["terms"][0]["words"])
    assert f'aria-label="Ask for {words[0]} too"' in text_of(client, f"/across?q=tariff{leaving}")


def test_what_cannot_be_asked_is_said(client: FlaskClient) -> None:
    assert answer_of(client, "?q=xyzzy&across=words")["across"] is None
    assert answer_of(client, "?q=tariff")["across"] is None
    assert PAGE["across_nothing_zh"] in text_of(client, "/across?q=xyzzy")
    assert client.get("/across?q=tariff&across=sense").status_code == 400


def test_an_article_is_marked_by_the_words_that_found_it(client: FlaskClient) -> None:
    hit = answer_of(client, "?q=tariff&across=words")["across"]["hits"][0]
    page = text_of(client, f"/article/{hit['id']}?q=tariff&across=words")
    assert f"<mark>{hit['met'][0]['printed']}" in page or hit["met"][0]["printed"] in re.sub(
        "<[^>]*>", "", "".join(re.findall("<mark.*?</mark>", page))
    )


@pytest.mark.parametrize(
    "given, asked, expected",
    [
        ("", True, "without=關稅"),
        ("&with=關稅", True, ""),
        ("", False, "with=關稅"),
        ("&without=關稅", False, ""),
    ],
)
def test_a_click_undoes_what_was_done(given: str, expected: str, *, asked: bool) -> None:
    told = Translation("關稅", "關稅", 1.0, WordOrigin.LEARNED)
    pairs = [tuple(pair.split("=")) for pair in f"q=tariff{given}".split("&")]
    after = _toggled(
        read_parameters([(pair[0], pair[1]) for pair in pairs]), ShownWord(told, asked)
    )
    assert "&".join(f"{name}={value}" for name, value in after.pairs()[1:]) == expected


def exported(client: FlaskClient, address: str) -> list[dict[str, Any]]:
    text = client.get(f"/export.jsonl{address}").get_data(as_text=True)
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("query", ["tariff", "關稅", "market", "ferry trial"])
def test_a_file_has_the_other_language_behind_its_own_and_marked(
    client: FlaskClient, query: str
) -> None:
    own = exported(client, f"?q={query}")
    both = exported(client, f"?q={query}&across=words")
    assert not any(row["across"] for row in own)
    assert both[: len(own)] == own
    added = both[len(own) :]
    across = answer_of(client, f"?q={query}&across=words")["across"]
    found = {hit["id"] for hit in across["hits"]}
    assert found - {row["id"] for row in own} <= {row["id"] for row in added}
    assert len({row["id"] for row in both}) == len(both)
    for row in added:
        assert row["across"]
        assert row["language"] in across["languages"]
        assert row["hits"] > 0
    headers = client.get(f"/export.csv?q={query}&across=words").headers
    assert headers["Archive-Total"] == str(len(own))
    assert headers["Archive-Across"] == str(len(added))
    assert "Archive-Across" not in client.get(f"/export.csv?q={query}").headers


@pytest.mark.parametrize("query", ["tariff", "關稅"])
def test_a_feed_has_both_and_marks_the_other(client: FlaskClient, query: str) -> None:
    def read(address: str) -> tuple[str, list[ElementTree.Element], str]:
        feed = ElementTree.fromstring(client.get(address).data)
        entries = feed.findall(f"{ATOM}entry")
        return feed.findtext(f"{ATOM}id") or "", entries, feed.findtext(f"{ATOM}subtitle") or ""

    def marked(entries: list[ElementTree.Element]) -> list[str]:
        """The languages of those that are marked."""
        return [
            entry.attrib["{http://www.w3.org/XML/1998/namespace}lang"]
            for entry in entries
            if entry.find(f"{ATOM}category[@term='across']") is not None
        ]

    own, both = read(f"/feed.atom?q={query}"), read(f"/feed.atom?q={query}&across=words")
    rows = exported(client, f"?q={query}&across=words")
    assert own[0] != both[0]
    assert not marked(own[1])
    assert not own[2]
    assert len(both[1]) == len(rows)
    languages = sorted(row["language"] for row in rows if row["across"])
    assert sorted(marked(both[1])) == languages
    assert f"{len(languages)} article" in both[2]
    assert read(f"/feed.atom?q={query}&across=off")[0] == own[0]


def test_the_page_leads_to_files_of_both(client: FlaskClient) -> None:
    assert "/export.csv?q=tariff&across=words" in text_of(client, "/?q=tariff")
    assert "across=words" not in text_of(client, "/?q=tariff&across=off")


@pytest.mark.parametrize("chosen", ["&language=en", "&-language=zh-Hant", "&language=zh-Hant"])
def test_a_chosen_language_is_of_the_search_itself(client: FlaskClient, chosen: str) -> None:
    """As on the page, the other language takes the place of any that was chosen."""
    address = f"?q=tariff{chosen}"
    own = exported(client, address)
    added = exported(client, f"{address}&across=words")[len(own) :]
    across = answer_of(client, f"{address}&across=words")["across"]
    found = {hit["id"] for hit in across["hits"]} - {row["id"] for row in own}
    assert found == {row["id"] for row in added}
    entries = ElementTree.fromstring(client.get(f"/feed.atom{address}&across=words").data)
    assert len(entries.findall(f"{ATOM}entry")) == len(own) + len(added)
