"""Quotations over HTTP: the link to a passage, and the check of words."""

from __future__ import annotations

import html
import re
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient

from archive.model.language import LANGUAGES
from archive.model.quotation import QuotedSpan

ARTICLE = "harbour-post-2025-0203"


@pytest.fixture(scope="module")
def body(client: FlaskClient) -> str:
    text: str = client.get(f"/api/v1/articles/{ARTICLE}").get_json()["body"]
    return text


def passage(page: str) -> str:
    """What a page marks as quoted, over paragraphs and names."""
    article = page.split('<div class="text">')[1]
    pieces = re.findall(r'<span class="quoted"[^>]*>(.*?)</span>', article, re.DOTALL)
    return "".join(html.unescape(re.sub(r"<[^>]+>", "", piece)) for piece in pieces)


@pytest.mark.parametrize("bounds", [(0, 40), (25, 400), (300, 310)])
def test_a_link_opens_at_its_passage(
    client: FlaskClient, body: str, bounds: tuple[int, int]
) -> None:
    """With names in it, over paragraphs, in any language of the page."""
    start, end = bounds
    span = QuotedSpan.of("body", body, start, end)
    for ui in LANGUAGES:
        page = client.get(f"/article/{ARTICLE}?quote={span.written()}&ui={ui}").text
        marked = passage(page)
        assert "".join(marked.split()) == "".join(body[start:end].split())
        assert page.count('id="quote"') == 1
        assert page.index('id="quote"') < page.index('class="quoted"')
        assert page.count(f"quote={span.written()}") == 4  # three languages, and the link


def test_a_place_becomes_a_link(client: FlaskClient, body: str) -> None:
    """As a script gives it, which knows no digest."""
    page = client.get(f"/article/{ARTICLE}?quote=body.0-40").text
    assert f"quote={QuotedSpan.of('body', body, 0, 40).written()}#quote" in page


def test_a_headline_is_quoted(client: FlaskClient) -> None:
    page = client.get(f"/article/{ARTICLE}?quote=title.0-6").text
    assert re.search(r'<h1[^>]*><span class="quoted" id="quoted">', page)
    assert page.index("<h1") < page.index('id="quote"') < page.index('<div class="text">')


def test_a_changed_text_says_so(client: FlaskClient) -> None:
    page = client.get(f"/article/{ARTICLE}?quote=body.0-40.0123456789abcdef").text
    assert "no longer stands in it" in page
    assert 'class="quoted"' not in page


@pytest.mark.parametrize("written", ["x", "body.9-3", "body.0-999999", "body.1-2&quote=body.1-2"])
def test_what_is_no_passage_is_named(client: FlaskClient, written: str) -> None:
    answer = client.get(f"/article/{ARTICLE}?quote={written}")
    assert answer.status_code == 400
    assert re.search(r"<h1[^>]*>(quote is |The article has [\d,]+ characters)", answer.text)


def test_the_check_by_page_and_json(client: FlaskClient, body: str) -> None:
    words = body[:60].rsplit(" ", 1)[0]
    answer = client.get(f"/api/v1/quotation?{urlencode({'text': words})}").get_json()
    assert answer["verdict"] == "verbatim"
    assert answer["total"] == len(answer["articles"])
    quoting = next(article for article in answer["articles"] if article["id"] == ARTICLE)
    assert quoting["places"][0]["text"] == words
    assert body[quoting["places"][0]["start"] : quoting["places"][0]["end"]] == words
    page = client.get(f"/quotation?{urlencode({'text': words})}").text
    assert html.escape(words, quote=False)[:30] in page
    link = re.search(rf'href="(/article/{ARTICLE}\?quote=[^"#]+)#quote"', page)
    assert link is not None
    assert passage(client.get(html.unescape(link[1])).text) == words


def test_what_nobody_wrote(client: FlaskClient) -> None:
    answer = client.get("/api/v1/quotation?text=nobody+wrote+these+words").get_json()
    assert (answer["verdict"], answer["total"], answer["alike"]) == ("none", 0, [])
    page = client.get("/quotation?text=nobody+wrote+these+words&ui=zh-Hant").text
    assert "沒有文章有這段文字" in page


@pytest.mark.parametrize("query", ["", "text=", "text=%E2%80%A6", "text=a&text=b", "q=x"])
def test_a_bad_question(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/api/v1/quotation?{query}")
    assert answer.status_code == 400
    assert answer.get_json()["error"]["parameter"] in ("text", "q")


def test_the_form_stands_alone(client: FlaskClient) -> None:
    """Without words there is nothing to say yet; what is typed is data."""
    assert "verdict" not in client.get("/quotation").text
    page = client.get(f"/quotation?text={quote('<script>alert(1)</script> …')}").text
    assert "<script>alert" not in page
