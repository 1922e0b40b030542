"""Every route: its status, its headers, and what its page says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NoReturn

import pytest
from flask.testing import FlaskClient

from archive.engine.registry import open_store
from archive.errors import ArchiveError, DamagedIndexError, NoGenerationError
from archive.model.article import Article, Document, Language
from archive.model.entity import Kind, Mention
from archive.model.language import LANGUAGES
from archive.model.message import Message
from archive.query.parameter_table import REPEATED, SINGLE
from archive.query.parameters import read_parameters
from archive.search.service import SearchService
from archive.text.fingerprint import fingerprint
from archive.web.app import create_app
from archive.web.messages.catalogues import wordings_of
from tests.analyzers import plain_analyzer
from tests.conftest import ROOT, SAMPLES, library_of
from tests.engine.corpora import NAMES

PAGES = ["/", "/?q=tariff", "/?q=tariff&page=99", "/help", "/about", "/?person=donald-trump"]
PAGES += ["/facets/person?q=tariff", "/?view=compact&size=50", "/?q=nowhere+tariff&ui=zh-Hant"]
OTHERS = ["/healthz", "/readyz", "/robots.txt", "/api/v1/search", "/api/v1/status"]
STATIC = [f"/static/{path.name}" for path in sorted((ROOT / "static").iterdir())]
BAD = ["/?from=20x", "/?colour=red", "/api/v1/search?size=0"]
MISSING = ["/nowhere", "/article/nowhere", "/api/v1/articles/nowhere", "/api/v1/x", "/static/x"]


@pytest.mark.parametrize("path", [*PAGES, *OTHERS, *STATIC])
def test_answers(client: FlaskClient, path: str) -> None:
    for method in (client.get, client.head):
        with method(path) as found:
            assert found.status_code == 200


def test_no_page_tells_where_an_article_was_read(
    client: FlaskClient, sample_service: SearchService
) -> None:
    """The server's paths are nobody's business who reads."""
    hits = sample_service.search(read_parameters([("size", "100")])).hits
    articles = [f"{prefix}/{hit.id}" for hit in hits for prefix in ("/article", "/api/v1/articles")]
    names = {str(path) for path in SAMPLES.iterdir()} | {str(SAMPLES)}
    assert articles
    for path in (*PAGES, *OTHERS, *articles):
        text = client.get(path).get_data(as_text=True)
        assert not any(name in text for name in names), path


@pytest.mark.parametrize("path", [*PAGES, *OTHERS, *STATIC, *BAD, *MISSING])
def test_every_answer_has_its_headers(client: FlaskClient, path: str) -> None:
    """Also errors and static files: nothing from elsewhere may run, frame or index a page."""
    with client.get(path) as found:
        headers = found.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_whole_and_carry_no_inline_code(client: FlaskClient, path: str) -> None:
    text = client.get(path).get_data(as_text=True)
    assert len(text.encode()) < 100_000
    assert text.count("<h1") == 1
    assert not re.search(r"<style|style=|onclick|<script(?![^>]*\bsrc=)", text)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', text)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
@pytest.mark.parametrize("path", ["/", "/api/v1/search", "/healthz", "/static/archive.css"])
def test_nothing_but_reading(client: FlaskClient, method: str, path: str) -> None:
    found = getattr(client, method)(path)
    assert found.status_code == 405
    assert set(found.headers["Allow"].replace(" ", "").split(",")) == {"GET", "HEAD"}


@pytest.mark.parametrize("path", MISSING)
def test_what_is_missing_is_404_in_the_right_form(client: FlaskClient, path: str) -> None:
    found = client.get(path)
    assert found.status_code == 404
    if path.startswith("/api/"):
        assert found.get_json()["error"]["message"]
    else:
        assert "<h1" in found.get_data(as_text=True)


def test_a_bad_date_is_named_beside_its_field(client: FlaskClient) -> None:
    """The page stays usable: query, filters and the date as typed are still there."""
    found = client.get("/?q=tariff&from=20x&person=donald-trump")
    text = found.get_data(as_text=True)
    assert found.status_code == 400
    assert "20x" in text
    assert "“20x” is not a day" in text
    assert "articles for “<bdi>tariff</bdi>”" in text
    assert 'value="tariff"' in text


@pytest.mark.parametrize(
    "path, parameter",
    [
        ("/api/v1/search?from=x", "from"),
        ("/api/v1/search?colour=red", "colour"),
        ("/api/v1/search?size=0", "size"),
        ("/api/v1/search?sort=best", "sort"),
        (f"/api/v1/search?q={'x' * 10_001}", "q"),
        ("/api/v1/articles/harbour-post-2025-0203?colour=red", "colour"),
    ],
)
def test_the_api_names_a_bad_parameter(client: FlaskClient, path: str, parameter: str) -> None:
    found = client.get(path)
    error = found.get_json()["error"]
    assert found.status_code == 400
    assert (error["code"], error["parameter"]) == ("bad_parameter", parameter)
    assert error["message"]
    assert error["remedy"]


def test_the_query_stays_as_typed(client: FlaskClient) -> None:
    text = client.get("/", query_string={"q": '“特朗普” <b>"x" &amp;'}).get_data(as_text=True)
    assert "&lt;b&gt;" in text
    assert "<b>&#34;" not in text
    assert "“特朗普” &lt;b&gt;&#34;x&#34; &amp;amp;" in text


def test_search_answers_in_the_form_of_the_interface(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search", query_string={"q": "特朗普 關稅", "size": "3"}).get_json()
    assert list(answer) == (
        "query total lines outdated page size took_ms generation hits closest facets across".split()
    )
    assert list(answer["query"]) == (
        "text read_as notes note_codes parts also_searched did_you_mean days entities".split()
    )
    hit = answer["hits"][0]
    assert list(hit) == (
        "id title url published published_inferred language source section authors score "
        "title_highlights snippets matched_in people organisations speakers copies versions".split()
    )
    for start, end in hit["title_highlights"]:
        assert hit["title"][start:end] in ("特朗普", "川普", "關稅", "关税")
    for snippet in hit["snippets"]:
        for start, end in snippet["highlights"]:
            assert snippet["text"][start:end] in ("特朗普", "川普", "關稅", "关税")
    value = answer["facets"]["person"][0]
    assert list(value) == "value label count selected excluded".split()
    assert set(value["label"]) == {"en", "zh-Hant", "zh-Hans"}
    bars = answer["facets"]["published"]
    assert sum(bar["count"] for bar in bars["bars"]) + bars["undated"] == answer["total"]


def test_every_facet_number_is_what_choosing_it_gives(client: FlaskClient) -> None:
    """The number beside each value is the total of the search with that value alone."""
    chosen = {"q": "the OR 的", "language": "en", "-source": "Island Wire"}
    answer = client.get("/api/v1/search", query_string=chosen).get_json()
    for facet, values in answer["facets"].items():
        if facet in ("published", "mentioned"):
            continue
        for one in values:
            asked = {k: v for k, v in chosen.items() if k != facet}
            if one["excluded"]:
                del asked[f"-{facet}"]
            asked[facet] = one["value"]
            total = client.get("/api/v1/search", query_string=asked).get_json()["total"]
            assert total == one["count"], (facet, one)


def test_an_article_has_its_people_in_place(client: FlaskClient) -> None:
    found = client.get("/api/v1/search", query_string={"q": "person:特朗普"}).get_json()
    article = client.get(f"/api/v1/articles/{found['hits'][0]['id']}").get_json()
    trump = next(one for one in article["people"] if one["id"] == "donald-trump")
    for mention in trump["mentions"]:
        assert article[mention["in"]][mention["start"] : mention["end"]] == mention["text"]
        assert mention["why"]


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&\u202e\u0000</article>"


def test_article_text_is_never_markup(tmp_path: Path) -> None:
    """Whatever an article holds is shown as text, in titles, snippets, names and bodies."""
    body = f"{HOSTILE} tariff\n\n{HOSTILE}"
    article = Article(
        "a/b c?#", f"{HOSTILE} tariff", body, Language.ENGLISH, HOSTILE, url="javascript:x"
    )
    why = Message.of("known_name", name=HOSTILE)
    mention = Mention("a-person", Kind.PERSON, 2, 12, body[2:12], "body", why)
    fields = plain_analyzer().analyse_article(article.title, article.body)
    store = open_store("whoosh", tmp_path)
    build = store.begin(fingerprint(NAMES))
    build.add(Document(article, mentions=(mention,), fields=fields))
    build.commit(NAMES)
    store.publish(build.name)
    library = library_of(tmp_path)
    client = create_app(SearchService(library), root=ROOT).test_client()
    for path in ("/?q=tariff", "/article/a%2Fb%20c%3F%23?q=tariff", "/about"):
        found = client.get(path)
        text = found.get_data(as_text=True)
        assert found.status_code == 200
        assert "alert(1)" in text
        assert "<script>alert" not in text
        assert "<img" not in text
        assert 'href="javascript' not in text
    library.close()


def failing_service(error: ArchiveError) -> SearchService:
    """A service whose every answer is this failure."""

    def fail() -> NoReturn:
        raise error

    library = library_of(Path("/nowhere"))
    service = SearchService(library)
    library.reading = fail  # type: ignore[method-assign]  # a stand-in
    return service


def failing(error: ArchiveError) -> FlaskClient:
    """A client of an archive whose every answer is this failure."""
    return create_app(failing_service(error), root=ROOT).test_client()


def test_help_names_every_parameter(client: FlaskClient) -> None:
    page = client.get("/help").get_data(as_text=True)
    for name in (*SINGLE, *REPEATED):
        assert f"<code>{name.removeprefix('-')}</code>" in page, name


@pytest.mark.parametrize("error", [NoGenerationError(), DamagedIndexError("index/x is cut short.")])
def test_no_index_is_503_never_an_empty_result(error: ArchiveError) -> None:
    client = failing(error)
    for path in ("/", "/api/v1/search", "/article/x", "/api/v1/status", "/readyz", "/about"):
        found = client.get(path)
        assert found.status_code == 503, path
        assert found.get_data(as_text=True).strip()
    assert client.get("/healthz").status_code == 200
    assert client.get("/help").status_code == 200


def test_works_under_a_prefix(sample_service: SearchService) -> None:
    """Whether the proxy passes the prefix on or cuts it off, every link carries it."""
    client = create_app(sample_service, url_prefix="/news", root=ROOT).test_client()
    for path in ("/news/?q=tariff", "/?q=tariff"):
        text = client.get(path).get_data(as_text=True)
        links = re.findall(r'(?:href|src|action)="([^"#][^"]*)"', text)
        assert links
        assert all(link.startswith("/news/") for link in links), links


@pytest.mark.parametrize("ui", LANGUAGES)
def test_a_misspelt_word_is_offered_as_a_link(client: FlaskClient, ui: str) -> None:
    """In the reader's language; the link keeps the filters and finds as many as it says."""
    text = client.get(f"/?q=goverment&language=en&ui={ui}").get_data(as_text=True)
    line = re.search(r'<p class="meant">(.*?)</p>', text, re.DOTALL)
    assert line is not None
    assert wordings_of(ui).texts["reading_did_you_mean"] in line[1]
    link = re.search(r'href="([^"]+)"><bdi>government</bdi></a> \((\d+)\)', line[1])
    assert link is not None
    address = link[1].replace("&amp;", "&")
    assert f"ui={ui}" in address or ui == "en"
    (offered,) = client.get("/api/v1/search?q=goverment&language=en").get_json()["query"][
        "did_you_mean"
    ]
    assert offered == {
        "from": "goverment",
        "to": "government",
        "query": "government",
        "count": int(link[2]),
    }
    assert client.get(f"/api/v1/search{address[1:]}").get_json()["total"] == offered["count"]


def test_a_query_that_is_spelt_as_meant_has_no_such_line(client: FlaskClient) -> None:
    assert 'class="meant"' not in client.get("/?q=tariff").get_data(as_text=True)
