"""The page of an entity: each number is what its link finds."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from archive.model.language import LANGUAGES

#: Entities of each kind.
ENTITIES = ("donald-trump", "united-states", "covid-19-pandemic", "white-house")

_COUNTED = re.compile(
    r'<li><a href="(?P<url>[^"]+)">(?:(?!</li>).)*<data value="(?P<count>\d+)">', re.DOTALL
)


def page_of(client: FlaskClient, entity: str, language: str = "en") -> str:
    answer = client.get(f"/entity/{entity}?ui={language}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def total(client: FlaskClient, url: str) -> int:
    """How many articles the API finds for the address of a search."""
    found: int = client.get("/api/v1/search" + url.removeprefix("/")).get_json()["total"]
    return found


@pytest.mark.parametrize("entity", ENTITIES)
def test_each_number_is_what_its_link_finds(client: FlaskClient, entity: str) -> None:
    text = page_of(client, entity)
    listed = [(unescape(url), int(count)) for url, count in _COUNTED.findall(text)]
    assert listed
    for url, count in listed:
        assert total(client, url) == count > 0, url
    data = client.get(f"/api/v1/entities/{entity}").get_json()
    assert total(client, f"/?{data['kind']}={entity}") == data["total"]
    assert f"<b>{data['total']:,} article" in text
    for facet in ("source", "section"):
        for one in data[f"{facet}s"]:
            query = {data["kind"]: entity, facet: one["value"]}
            found = client.get("/api/v1/search", query_string=query).get_json()
            assert found["total"] == one["count"]
    for word in (*data["words"]["en"], *data["words"]["zh"]):
        query = {data["kind"]: entity, "q": word["text"]}
        found = client.get("/api/v1/search", query_string=query).get_json()
        assert found["total"] == word["count"] > 0


def test_reasons_are_those_of_its_articles(client: FlaskClient) -> None:
    """So few that all are looked at: the articles are counted one by one."""
    data = client.get("/api/v1/entities/donald-trump").get_json()
    assert data["reasons"]["articles"] == data["total"] <= 100
    hits = client.get("/api/v1/search?person=donald-trump&size=100&copies=all").get_json()["hits"]
    counts: dict[str, int] = {}
    for hit in hits:
        people = client.get(f"/api/v1/articles/{hit['id']}").get_json()["people"]
        (own,) = (one for one in people if one["id"] == "donald-trump")
        for code in {mention["why_code"]["code"] for mention in own["mentions"]}:
            counts[code] = counts.get(code, 0) + 1
    assert {one["code"]: one["count"] for one in data["reasons"]["kinds"]} == counts


def test_latest_and_first_articles(client: FlaskClient) -> None:
    data = client.get("/api/v1/entities/donald-trump").get_json()
    for key, sort in (("latest", "newest"), ("first", "oldest")):
        query = f"/api/v1/search?person=donald-trump&sort={sort}&copies=all&size=5"
        hits = client.get(query).get_json()["hits"]
        assert [one["id"] for one in data[key]] == [one["id"] for one in hits]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_the_language_of_the_reader(client: FlaskClient, language: str) -> None:
    text = page_of(client, "donald-trump", language)
    assert f'<html lang="{language}"' in text
    for name in ("Donald Trump", "特朗普", "川普"):
        assert f">{name}</bdi>" in text
    assert "manage.py entities merge donald-trump ID" in text
    for url in re.findall(r'href="(/(?:article|entity)/[^"]+|/\?[^"]+)"', text):
        if f"ui={language}" not in url and language != "en":
            # The links that change the language.
            assert "/entity/donald-trump" in url


@pytest.mark.parametrize("path", ["/entity/nobody", "/entity/c:Nobody", "/entity/"])
def test_who_is_not_known_has_no_page(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_unknown_parameter_is_told(client: FlaskClient) -> None:
    assert client.get("/entity/donald-trump?q=x").status_code == 400
    for path in ("suggest?page=2", "suggest?q=x&ui=fr"):
        answer = client.get(f"/api/v1/{path}")
        assert answer.status_code == 400
        assert answer.get_json()["error"]["parameter"] in ("page", "ui")


def test_a_suggestion_leads_to_as_many_articles_as_it_says(client: FlaskClient) -> None:
    for typed in ("trump", "te lang pu", "harbour", "2025-0", "source:", "hong"):
        answer = client.get("/api/v1/suggest", query_string={"q": typed}).get_json()
        assert answer["suggestions"], typed
        for one in answer["suggestions"]:
            if one["count"] is not None:
                assert total(client, one["url"]) == one["count"] > 0


def test_without_scripts_a_name_is_known_by_its_sound(client: FlaskClient) -> None:
    text = client.get("/?q=te+lang+pu").get_data(as_text=True)
    (url, count) = re.findall(
        r'class="sounding">.*?href="([^"]+)".*?\(([\d,]+)\)', text, re.DOTALL
    )[0]
    assert total(client, unescape(url)) == int(count) > 0
    assert 'class="sounding"' not in client.get("/?q=trump").get_data(as_text=True)


def test_what_was_said_leads_to_the_passage(client: FlaskClient) -> None:
    """Each link opens the article with the very words marked; the search finds its articles."""
    text = page_of(client, "jerome-powell")
    links = re.findall(r'<a href="([^"]+#quote)" lang="[^"]+"><q><bdi>([^<]+)</bdi></q>', text)
    assert len(links) == 3
    for url, words in links:
        page = client.get(unescape(url)).get_data(as_text=True)
        assert unescape(words) in unescape(re.sub(r"</?mark[^>]*>", "", page))
        assert 'id="quote"' in page
    (all_of_them,) = re.findall(r'href="([^"]*speaker[^"]*)"', text)
    assert total(client, unescape(all_of_them)) == 3
    assert "speaker" not in page_of(client, "xi-jinping")


def test_what_was_said_is_in_the_interface(client: FlaskClient) -> None:
    """The entity has what it says, each article all that is said in it, a result who says it."""
    said = client.get("/api/v1/entities/jerome-powell").get_json()["said"]
    assert len(said) == 3
    for passage in said:
        article = client.get(f"/api/v1/articles/{passage['article']['id']}").get_json()
        words = article["body"][passage["start"] : passage["end"]]
        assert " ".join(words.split()).startswith(passage["text"].rstrip("…"))
        (own,) = (one for one in article["statements"] if one["start"] == passage["start"])
        assert own["end"] == passage["end"]
        assert own["direct"] is passage["direct"]
        assert own["speaker"]["id"] == "jerome-powell"
    for question, speakers in (("said:data", ["jerome-powell"]), ("data", [])):
        hit = client.get(f"/api/v1/search?q={question}").get_json()["hits"][0]
        assert [speaker["id"] for speaker in hit["speakers"]] == speakers


def test_results_say_who_says_it(client: FlaskClient) -> None:
    page = client.get("/?q=said:data").get_data(as_text=True)
    assert re.search(r"Said by <bdi[^>]*>Jerome Powell</bdi>", page)
    assert "Said by" not in client.get("/?q=data").get_data(as_text=True)
