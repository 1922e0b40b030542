"""Days, names, addresses and page numbers as readers see them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from archive.model.result import Sort
from archive.query.parameters import SearchParameters
from archive.web import links, words
from archive.web.results import pager


@pytest.mark.parametrize(
    "value, unit, expected",
    [
        ("2024-03-05", "day", "5 March 2024"),
        ("2025-W01", "week", "week of 30 December 2024"),
        ("2024-03", "month", "March 2024"),
        ("2024-Q4", "quarter", "October to December 2024"),
        ("2024", "year", "2024"),
        ("1990s", "decade", "1990s"),
    ],
)
def test_a_bar_is_named_by_its_unit(value: str, unit: str, expected: str) -> None:
    assert words.bar_words(value, unit) == expected


@pytest.mark.parametrize(
    "iso, language, expected",
    [
        ("2025-02-04", "en", "4 February 2025"),
        ("2025-02-04T18:40:00+08:00", "zh-Hant", "2025年2月4日"),
        ("0999-12-31", "zh-Hans", "999年12月31日"),
    ],
)
def test_a_day_follows_the_language(iso: str, language: str, expected: str) -> None:
    assert words.day_words(iso, language) == expected


@pytest.mark.parametrize(
    "url, expected",
    [
        ("https://a.example/x", "https://a.example/x"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("javascript:alert(1)", ""),
        ("//a.example", ""),
        ("https:x", ""),
        ("http://[", ""),
        (None, ""),
    ],
)
def test_only_web_addresses_are_followed(url: str | None, expected: str) -> None:
    assert words.web_address(url) == expected


@pytest.mark.parametrize(
    "labels, expected",
    [
        ({"en": "Tesla", "zh-Hant": "特斯拉"}, (("Tesla", "en"), ("特斯拉", "zh-Hant"))),
        ({"en": "Business", "zh-Hant": "Business"}, (("Business", "en"),)),
        ({"en": "江南财经", "zh-Hant": "江南财经"}, (("江南财经", "zh"),)),
        ({}, (("x", "en"),)),
    ],
)
def test_a_value_has_one_or_two_names(
    labels: dict[str, str], expected: tuple[tuple[str, str], ...]
) -> None:
    assert words.names_shown(labels, "x") == expected


@pytest.mark.parametrize(
    "page, pages, expected",
    [
        (1, 1, [1]),
        (1, 5, [1, 2, 3, 4, 5]),
        (1, 20, [1, 2, 3, None, 20]),
        (10, 20, [1, None, 8, 9, 10, 11, 12, None, 20]),
        (20, 20, [1, None, 18, 19, 20]),
        (99, 3, [1, 2, 3]),
    ],
)
def test_the_pager_shows_ends_and_neighbours(
    page: int, pages: int, expected: list[int | None]
) -> None:
    assert pager(page, pages) == expected


def test_addresses_are_percent_encoded(client: FlaskClient) -> None:
    with client.application.test_request_context():
        asked = SearchParameters(q="關稅 & a+b", included={"source": ("海港日報",)})
        url = links.article_url("a/b?c#d%20e", asked)
        assert url.startswith("/article/a/b%3Fc%23d%2520e?q=%E9%97%9C%E7%A8%85+%26+a%2Bb&source=")
        assert url.isascii()
        assert links.search_url(SearchParameters()) == "/"
        # The order a search has anyway is left out of its address.
        assert "sort=" not in links.sort_url(asked, Sort.RELEVANCE)
        assert "sort=newest" in links.sort_url(asked, Sort.NEWEST)


def test_a_static_file_with_its_version_is_kept(client: FlaskClient) -> None:
    for query, expected in (("?v=1", "immutable"), ("", "no-cache")):
        with client.get(f"/static/archive.css{query}") as found:
            assert expected in found.headers["Cache-Control"]
    assert client.get("/").headers["Cache-Control"] == "no-store"
    assert client.get("/static/none.css?v=1").headers["Cache-Control"] == "no-store"
