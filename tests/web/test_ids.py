"""Whatever an id holds, its page and its JSON have an address that browsers can follow."""

from __future__ import annotations

import html
import json
import re
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from flask import url_for
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.serving import make_server

from archive.indexing.reindex import reindex
from archive.ingest.ids import writable_id
from archive.query.parameters import SearchParameters
from archive.search.service import SearchService
from archive.web import links
from archive.web.app import create_app
from tests.conftest import ROOT, library_of, options_of

IDS = (
    *(".", "..", "...", "./a", "a/..", "a/../b", "../../a", "a/./b", "~.", "~..", "~~./~a", "%2e"),
    *("a//b", "/a", "a/", "/", "//", "///a//", "a%2Fb", "a%252Fb", "%", "a?b=c", "a#b", "?", "#"),
    *("a b", "a\nb", "a\n\nb", "a\rb", "a\tb", "a\u2028b", "a\u2029b", "a\u3000b", "a\u0085b"),
    *("a\\b", "..\\b", "a;b", "a+b", "a&b", 'a"b', "a'b", "<b>", "a:b", "https://x.example/?a=b#c"),
    *("新聞/一", "\u202eabc", "e\u0301", "é", "%C3%A9", "\ufffd", "a\x7fb", "\x01", "search", "@"),
)


def as_browsers_ask(url: str) -> str:
    """An address with its steps taken, also those that are percent-encoded."""
    dotted = re.sub(r"(?<=/)[^/?#]*(?=[/?#]|$)", lambda one: _step(one[0]), url)
    # Python takes what follows a semicolon for parameters, which no browser does any more.
    return urljoin("http://archive.example/start", dotted.replace(";", "%3B"))


def _step(segment: str) -> str:
    plain = re.sub("%2e", ".", segment, flags=re.IGNORECASE)
    return plain if plain in (".", "..") else segment


def address(client: FlaskClient, article: str) -> str:
    with client.application.test_request_context():
        return links.article_url(article, SearchParameters())


@given(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
        st.text("~./%2eEf a\n", min_size=1),
    )
)
def test_an_address_leads_back_to_its_id(client: FlaskClient, article: str) -> None:
    """For any id, and no two share one: the way back is a function."""
    asked = as_browsers_ask(address(client, article))
    adapter = client.application.url_map.bind("archive.example", url_scheme="http")
    endpoint, values = adapter.match(unquote(urlsplit(asked).path), method="GET")
    assert (endpoint, values) == ("pages.article", {"article": article})


@contextmanager
def served(index: Path) -> Iterator[str]:
    """The address at which an index is served."""
    library = library_of(index)
    with library.reading():
        app = create_app(SearchService(library), root=ROOT)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
    library.close()


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as answer:
        text: str = answer.read().decode()
    return text


def test_every_article_is_reached_from_the_list(tmp_path: Path) -> None:
    """Over HTTP: the link in the list, and the same id in the API."""
    source = tmp_path / "a.jsonl"
    rows = [{"id": one, "title": f"Tariff {n}"} for n, one in enumerate(IDS)]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert reindex(options_of(tmp_path / "index", source)).stored == len(IDS)
    with served(tmp_path / "index") as start:
        page = fetch(f"{start}/?q=tariff&size=100")
        found = re.findall(r'<h2 dir="auto"><a href="([^"]*)">', page)
        assert len(found) == len(IDS)
        titles = set()
        for link in map(html.unescape, found):
            path = as_browsers_ask(link).removeprefix("http://archive.example")
            title = re.search(r"<h1[^>]*>(.*?)</h1>", fetch(start + path), re.DOTALL)
            assert title is not None
            number = re.sub("<[^>]*>", "", title[1]).split()[-1]
            api = path.replace("/article/", "/api/v1/articles/", 1)
            answer = json.loads(fetch(start + api))
            expected = (writable_id(IDS[int(number)]), f"Tariff {number}")
            assert (answer["id"], answer["title"]) == expected
            titles.add(number)
        assert len(titles) == len(IDS)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.sampled_from(("", "/news"))
)
def test_an_address_is_the_one_that_the_rules_give(
    client: FlaskClient, article: str, prefix: str
) -> None:
    with client.application.test_request_context(environ_overrides={"SCRIPT_NAME": prefix}):
        expected = url_for("pages.article", article=article)
        assert links.article_url(article, SearchParameters()) == expected
        assert links.path_of("pages.about", ui="en") == url_for("pages.about", ui="en")
