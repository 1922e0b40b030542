"""More like this: on the page in three languages, and in the API."""

from __future__ import annotations

import html
from typing import Any

import pytest
from flask.testing import FlaskClient

from archive.model.language import LANGUAGES

ARTICLE = "hoi-kong-2025-0410"

#: The heading, and how it begins that both have words.
WORDS = {
    "en": ("More like this", "Both say "),
    "zh-Hant": ("同類報道", "同樣寫到"),
    "zh-Hans": ("同类报道", "同样写到"),
}


@pytest.fixture(scope="module")
def like(client: FlaskClient) -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = client.get(f"/api/v1/articles/{ARTICLE}").get_json()["like"]
    return answer


@pytest.mark.parametrize("ui", LANGUAGES)
def test_the_page_has_what_the_interface_has(
    client: FlaskClient, like: list[dict[str, Any]], ui: str
) -> None:
    page = html.unescape(client.get(f"/article/{ARTICLE}?ui={ui}").text)
    heading, saying = WORDS[ui]
    section = page.split(heading)[1].split("</section>")[0]
    assert like
    assert section.count("<li>") == len(like)
    for one in like:
        assert one["title"] in section
        assert f"/article/{one['id']}" in section
        for word in one["words"]:
            assert word in section
        for name in one["names"]:
            assert name["label"] in section
    assert saying in section


def test_each_says_why(like: list[dict[str, Any]]) -> None:
    for one in like:
        assert one["id"] != ARTICLE
        assert one["names"] or one["words"] or one["days"]


def test_where_nothing_is_like_it_nothing_is_said(client: FlaskClient) -> None:
    assert client.get("/api/v1/articles/harbour-post-2025-0203").get_json()["like"] == []
    assert "More like this" not in client.get("/article/harbour-post-2025-0203").text
