"""A list of kept articles is its address: in that order, each once, and what is wrong is told."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from flask.testing import FlaskClient

from archive.model.language import LANGUAGES
from archive.search.service import SearchService
from archive.web.app import create_app
from archive.web.kept import MOST_ID_CHARACTERS, MOST_KEPT
from archive.web.messages.catalogues import wordings_of
from tests.conftest import ROOT

IDS = ("hoi-kong-2025-0410", "harbour-post-2025-0203", "jiangnan-2025-0411")


def kept(client: FlaskClient, ids: tuple[str, ...], *, status: int = 200, ui: str = "en") -> str:
    query = "&".join(f"id={quote(one, safe='')}" for one in ids)
    answer = client.get(f"/kept?{query}&ui={ui}")
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def listed(text: str) -> list[str]:
    """The ids of the articles that a page lists."""
    return [html.unescape(one) for one in re.findall(r'<li [^>]*data-id="([^"]*)"', text)]


@pytest.mark.parametrize("ids", [IDS, IDS[::-1], IDS[:1], IDS + IDS, ("", *IDS, "")])
def test_articles_are_listed_in_order_each_once(client: FlaskClient, ids: tuple[str, ...]) -> None:
    text = kept(client, ids)
    right = list(dict.fromkeys(filter(None, ids)))
    assert listed(text) == right
    words = f"{len(right)} article{'s' if len(right) > 1 else ''}"
    assert f'<p role="status">{words}</p>' in text
    assert "<mark" not in text
    for one in right:
        assert f'href="/article/{one}"' in text


@pytest.mark.parametrize("ui", LANGUAGES)
def test_what_the_archive_has_not_is_told(client: FlaskClient, ui: str) -> None:
    """By its id, whatever that is; the others are listed."""
    strange = ("nowhere", "<b>x</b>", "a/b?c&d", "渡輪", "\0", "x" * 900)
    text = kept(client, (IDS[0], *strange, IDS[1]), ui=ui)
    assert listed(text) == [IDS[0], IDS[1]]
    told = re.search(r'<p class="failure missing" role="alert">(.*?)</p>', text, re.DOTALL)
    assert told is not None
    assert wordings_of(ui).texts["not_held"] in told[1]
    names = [html.unescape(one) for one in re.findall(r"<bdi[^>]*>(.*?)</bdi>", told[1])]
    assert names == list(strange)
    assert "<b>x" not in text


def test_nothing_kept_is_said(client: FlaskClient) -> None:
    for ids in ((), ("",)):
        text = kept(client, ids)
        assert wordings_of("en").texts["nothing_kept"] in text
        assert listed(text) == []
        assert "alert" not in text
        without_scripts = re.search(r"<noscript>(.*?)</noscript>", text)
        assert without_scripts is not None
        assert wordings_of("en").texts["kept_needs_script"] in without_scripts[1]


@pytest.mark.parametrize(
    "query",
    ["q=tariff", "colour=red", "page=2", "ui=xx", "ui=en&ui=en", "ids=a", "id=a&sort=newest"],
)
def test_what_is_no_parameter_of_a_list_is_one_error(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/kept?id={IDS[0]}&{query}")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert text.count("<h1") == 1
    assert listed(text) == []
    name = "ui" if "ui" in query else query.rpartition("&")[2].partition("=")[0]
    assert f"“{name}”" in text or re.search(rf"\b{name}\b", re.sub(r"<[^>]+>", " ", text))


@pytest.mark.parametrize("ui", LANGUAGES)
def test_too_many_are_one_error_in_the_language(client: FlaskClient, ui: str) -> None:
    many = tuple(f"article-{n}" for n in range(MOST_KEPT + 1))
    long = tuple(f"{n:03d}" + "x" * 197 for n in range(MOST_ID_CHARACTERS // 200 + 1))
    for ids in (many, long):
        text = kept(client, ids, status=400, ui=ui)
        assert text.count("<h1") == 1
        assert "201" in text or "16,200" in text
        assert f'lang="{ui}"' in text
    assert "article-199" in kept(client, many[:-1], ui=ui)
    kept(client, long[:-1], ui=ui)
    # One id twice is one article.
    assert listed(kept(client, IDS * 100, ui=ui)) == list(IDS)


def test_another_language_keeps_the_list(client: FlaskClient) -> None:
    strange = (*IDS, "a&b=c#d e+f", "渡輪")
    for ui in LANGUAGES:
        text = kept(client, strange, ui=ui)
        switch = re.search(r'<nav class="languages".*?</nav>', text, re.DOTALL)
        assert switch is not None
        addresses = [html.unescape(one) for one in re.findall(r'href="([^"]+)"', switch[0])]
        assert len(addresses) == len(LANGUAGES)
        for address, language in zip(addresses, LANGUAGES, strict=True):
            pairs = parse_qsl(urlsplit(address).query)
            assert [value for name, value in pairs if name == "id"] == list(strange)
            assert dict(pairs).get("ui", "en") == language
            again = client.get(address).get_data(as_text=True)
            assert listed(again) == list(IDS)
            assert f'<html lang="{language}">' in again


def test_a_list_leads_on_in_its_language(client: FlaskClient) -> None:
    text = kept(client, IDS, ui="zh-Hans")
    for one in IDS:
        assert f'href="/article/{one}?ui=zh-Hans"' in text
    assert 'name="ui" value="zh-Hans"' in text


def test_every_page_says_where_the_list_is(client: FlaskClient) -> None:
    for path in ("/", "/?q=tariff", "/help", "/about", f"/article/{IDS[0]}", "/nowhere"):
        text = client.get(f"{path}{'&' if '?' in path else '?'}ui=zh-Hant").get_data(as_text=True)
        link = re.search(r'<a class="kept-link" href="([^"]+)"[^>]*>', text)
        assert link is not None, path
        assert link[1] == "/kept?ui=zh-Hant"
        assert client.get(link[1]).status_code == 200


def test_under_a_prefix_the_list_is_there_too(sample_service: SearchService) -> None:
    """What scripts make addresses of as well."""
    client = create_app(sample_service, url_prefix="/news", root=ROOT).test_client()
    text = client.get("/news/help?ui=zh-Hant").get_data(as_text=True)
    link = re.search(r'<a class="kept-link" ([^>]*)>', text)
    assert link is not None
    addresses = dict(re.findall(r'([a-z-]+)="([^"]*)"', link[1]))
    assert addresses["href"] == addresses["data-page"] == "/news/kept?ui=zh-Hant"
    assert addresses["data-search"] == "/news/?ui=zh-Hant"


def test_the_browser_keeps_to_the_bounds_of_the_server() -> None:
    script = (ROOT / "static" / "kept.js").read_text("utf-8")
    assert f"const MOST = {MOST_KEPT};" in script
    assert f"const MOST_CHARACTERS = {MOST_ID_CHARACTERS};" in script
