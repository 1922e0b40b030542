"""The nearest article in the other language: on pages, in lists, in the API."""

from __future__ import annotations

import html

import pytest
from flask.testing import FlaskClient

from archive.model.language import LANGUAGES
from archive.search.service import SearchService
from archive.web.nearest import MOST_TWINS

ENGLISH, CHINESE = "harbour-post-2024-0617", "hoi-kong-2024-0617"
ALONE = "no-such-article"


def text_of(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return html.unescape(answer.get_data(as_text=True))


@pytest.mark.parametrize("article, other", [(ENGLISH, CHINESE), (CHINESE, ENGLISH)])
def test_each_of_two_leads_to_the_other(client: FlaskClient, article: str, other: str) -> None:
    answer = client.get(f"/api/v1/nearest/{article}").get_json()
    assert (answer["id"], answer["nearness"]) == (article, "event")
    assert answer["article"]["id"] == other
    assert answer["language"] == ("zh" if article == ENGLISH else "en")
    assert 0 < answer["margin"] <= answer["sure"] <= 1
    assert answer["evidence"]["terms"]


def test_the_service_says_the_same_twice(sample_service: SearchService) -> None:
    first, second = sample_service.nearest(ENGLISH), sample_service.nearest(ENGLISH)
    assert first.nearest is second.nearest
    assert first.article.id == ENGLISH


@pytest.mark.parametrize("ui", LANGUAGES)
def test_the_page_tells_it_in_each_language(client: FlaskClient, ui: str) -> None:
    page = text_of(client, f"/nearest/{ENGLISH}?ui={ui}")
    assert f'class="counterpart" href="/article/{CHINESE}' in page
    assert "<summary>" in page
    assert {
        "en": "The same in Chinese:",
        "zh-Hant": "同一事件的中文報道：",
        "zh-Hans": "同一事件的中文报道：",
    }[ui] in page


@pytest.mark.parametrize("article, tongue", [(ENGLISH, "Chinese"), (CHINESE, "English")])
def test_an_article_offers_it_without_asking(
    client: FlaskClient, article: str, tongue: str
) -> None:
    """By a link, which works without scripts, and where a script loads it from."""
    page = text_of(client, f"/article/{article}")
    assert f"Look for the same in {tongue}" in page
    assert f'data-url="/nearest/{article}"' in page


def test_an_article_with_nothing_near_says_so(client: FlaskClient) -> None:
    ids = [hit["id"] for hit in client.get("/api/v1/search?size=100").get_json()["hits"]]
    answers = {one: client.get(f"/api/v1/nearest/{one}").get_json() for one in ids}
    alone = next(one for one, answer in answers.items() if answer["article"] is None)
    assert answers[alone]["nearness"] == "none"
    assert answers[alone]["evidence"]["terms"] == []
    assert "was found that tells the same" in text_of(client, f"/nearest/{alone}")


def test_a_list_takes_links_of_a_few(client: FlaskClient) -> None:
    page = text_of(client, f"/twins?id={ENGLISH}&id={CHINESE}&id={ALONE}")
    assert page.count('class="twin"') == 2
    assert f'data-id="{ENGLISH}"' in page
    # A list may be older than the archive.
    assert text_of(client, f"/twins?id=gone&id={CHINESE}").count('class="twin"') == 1
    many = "&".join(f"id=a{number}" for number in range(MOST_TWINS + 1))
    text_of(client, f"/twins?{many}", 400)


def test_results_say_where_their_links_come_from(client: FlaskClient) -> None:
    assert 'data-twins="/twins?ui=zh-Hant"' in text_of(client, "/?q=tariff&ui=zh-Hant")


@pytest.mark.parametrize("path", ["/nearest/{}", "/api/v1/nearest/{}"])
def test_what_is_not_there_and_what_is_not_known(client: FlaskClient, path: str) -> None:
    text_of(client, path.format(ALONE), 404)
    text_of(client, path.format(ENGLISH) + "?q=tariff", 400)


def test_compared_articles_tell_their_figures(client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/compare?old={ENGLISH}&new={CHINESE}").get_json()
    assert answer["figures"] == client.get(f"/api/v1/nearest/{ENGLISH}").get_json()["figures"]
