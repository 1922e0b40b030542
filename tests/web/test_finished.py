"""A page that was made lately is given again as it was, and made anew where it would differ."""

from __future__ import annotations

import pytest
from flask import Response
from werkzeug.test import TestResponse

from archive.model.article import Article, Document
from archive.model.language import Language
from archive.search.service import SearchService
from archive.web.finished import MOST_BYTES_OF_A_PAGE, FinishedPages
from tests.analyzers import plain_analyzer
from tests.web.test_freshness import ARTICLE, asking
from tests.web.watched import Watched, client_of

#: Every page that is kept, in both languages.
PAGES = ["/", "/?q=tariff", "/?q=tariff&ui=zh-Hant", f"/article/{ARTICLE}?q=tariff"]
PAGES += ["/facets/person?q=tariff"]


@pytest.fixture
def watched(sample_service: SearchService) -> Watched:
    return Watched(sample_service)


def plain(answer: TestResponse) -> dict[str, str]:
    """The headers of an answer, but for the id of its request."""
    return {name: value for name, value in answer.headers.items() if name != "X-Request-Id"}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("accepted", ["", "gzip"])
def test_a_page_is_made_once(watched: Watched, path: str, accepted: str) -> None:
    """Body and headers are those of the page that was made, however it is asked for."""
    client = asking(watched)
    made = client.get(path, headers={"Accept-Encoding": accepted})
    watched.calls.clear()
    again = client.get(path, headers={"Accept-Encoding": accepted})
    assert watched.calls == []
    assert (again.data, plain(again)) == (made.data, plain(made))
    head = client.head(path, headers={"Accept-Encoding": accepted})
    assert (head.data, plain(head)) == (b"", plain(made))
    assert client.get(path, headers={"If-None-Match": "*"}).status_code == 304


@pytest.mark.parametrize("path", ["/?from=20x", "/article/nowhere", "/api/v1/search?q=tariff"])
def test_failures_and_the_api_are_made_anew(watched: Watched, path: str) -> None:
    client = asking(watched)
    client.get(path)
    watched.calls.clear()
    client.get(path)
    assert watched.calls


def test_another_generation_makes_pages_anew(watched: Watched) -> None:
    client = asking(watched)
    client.get("/?q=tariff")
    watched.generation = "second"
    watched.calls.clear()
    client.get("/?q=tariff")
    assert watched.calls


def test_so_many_bytes_are_kept() -> None:
    pages = FinishedPages(most=250)
    for number in range(3):
        pages.keep(f"tag{number}", "first", Response(b"x" * 100))
    kept = [pages.answer(f"tag{number}") is not None for number in range(3)]
    assert kept == [False, True, True]
    pages.keep("long", "first", Response(b"x" * (MOST_BYTES_OF_A_PAGE + 1)))
    assert pages.answer("long") is None
    pages.keep("other", "second", Response(b"y"))
    assert pages.answer("tag2") is None
    assert pages.answer("other") is not None


def test_an_id_with_a_question_mark_is_no_query() -> None:
    """A page is never that of another article, whatever both are asked with."""
    fields = plain_analyzer().analyse_article("Title", "Text.")
    articles = [Article(one, "Title", one, Language.ENGLISH) for one in ("a", "a?q=x")]
    client = client_of([Document(article, fields=fields) for article in articles])
    bare, other = client.get("/article/a?q=x?"), client.get("/article/a%3Fq=x")
    assert (bare.status_code, other.status_code) == (200, 200)
    assert bare.headers["ETag"] != other.headers["ETag"]
    assert bare.data != other.data
