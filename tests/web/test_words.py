"""Days, names, addresses and page numbers as readers see them."""

from __future__ import annotations

import datetime as dt

import pytest
from flask.testing import FlaskClient

from archive.model.result import Sort
from archive.query.parameters import SearchParameters
from archive.web import links, words
from archive.web.results import pager


@pytest.mark.parametrize(
    "first, last, english, chinese",
    [
        ("2024-03-05", "2024-03-05", "5 March 2024", "2024年3月5日"),
        (
            "2024-12-30",
            "2025-01-05",
            "30 December 2024 to 5 January 2025",
            "2024年12月30日至2025年1月5日",
        ),
        ("2025-09-01", "2025-09-20", "1 to 20 September 2025", "2025年9月1日至20日"),
        ("2025-08-05", "2025-09-20", "5 August to 20 September 2025", "2025年8月5日至9月20日"),
        ("2024-02-01", "2024-02-29", "February 2024", "2024年2月"),
        ("2023-02-01", "2023-02-28", "February 2023", "2023年2月"),
        ("2024-10-01", "2024-12-31", "October to December 2024", "2024年10月至12月"),
        ("2024-07-01", "2025-03-31", "July 2024 to March 2025", "2024年7月至2025年3月"),
        ("2024-01-01", "2024-12-31", "2024", "2024年"),
        ("1990-01-01", "1999-12-31", "1990 to 1999", "1990年至1999年"),
        ("0001-01-01", "9999-12-31", "1 to 9999", "1年至9999年"),
        (
            "2025-01-01",
            "2024-12-31",
            "1 January 2025 to 31 December 2024",
            "2025年1月1日至2024年12月31日",
        ),
    ],
)
def test_days_are_named_as_whole_as_they_are(
    first: str, last: str, english: str, chinese: str
) -> None:
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    assert words.span_words(*days) == english
    assert words.span_words(*days, "zh-Hant") == words.span_words(*days, "zh-Hans") == chinese


@pytest.mark.parametrize(
    "numbers, english, chinese",
    [
        ((2025,), "2025", "2025年"),
        ((2025, 9), "Sep 2025", "2025年9月"),
        ((2025, 9, 3), "3 Sep", "9月3日"),
    ],
)
def test_labels_of_days_are_short(numbers: tuple[int, ...], english: str, chinese: str) -> None:
    assert words.tick_words(numbers) == english
    assert words.tick_words(numbers, "zh-Hans") == chinese


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
    assert client.get("/").headers["Cache-Control"] == "private, no-cache"
    assert client.get("/static/none.css?v=1").headers["Cache-Control"] == "no-store"
