"""A failure is told in the reader's language, and never in the words of the log."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from flask.testing import FlaskClient

from archive.engine.damage import (
    missing_file,
    missing_generation,
    removed_generation,
    resized_file,
    unreadable_file,
)
from archive.errors import (
    ArchiveError,
    ArticleNotFoundError,
    BadParameterError,
    ClusterError,
    DamagedIndexError,
    EntityNotFoundError,
    GenerationNotFoundError,
    IndexFormatError,
    LockedError,
    NoGenerationError,
    TooMuchWorkError,
)
from archive.model.language import LANGUAGES
from archive.web.messages.speech import remedy, say
from tests.web.test_pages import failing

#: A folder that no reader may see.
SECRET: Final = Path("/srv/secret")
DETAIL: Final = f"{SECRET} is private to the machine"

#: Errors, the status of each, and what its code is called in the interface.
ERRORS: Final[tuple[tuple[ArchiveError, int, str], ...]] = (
    (BadParameterError("from", "not_a_day", value="20x"), 400, "bad_parameter"),
    (ArticleNotFoundError("a/b"), 404, "article_not_found"),
    (EntityNotFoundError("x"), 404, "entity_not_found"),
    (NoGenerationError(DETAIL), 503, "no_generation"),
    (GenerationNotFoundError(DETAIL), 503, "no_generation"),
    (missing_generation("20250101"), 503, "no_generation"),
    (removed_generation("20250101"), 503, "no_generation"),
    (DamagedIndexError(DETAIL), 503, "damaged_index"),
    (DamagedIndexError(DETAIL, file=SECRET / "names.jsonl"), 503, "damaged_index"),
    (missing_file(SECRET / "CURRENT"), 503, "damaged_index"),
    (unreadable_file(SECRET / "CURRENT", DETAIL), 503, "damaged_index"),
    (resized_file(SECRET / "orders.arrays", 0, 1234), 503, "damaged_index"),
    (IndexFormatError(DETAIL), 503, "index_format"),
    (ClusterError(DETAIL), 503, "cluster_away"),
    (LockedError(DETAIL, remedy=DETAIL), 500, "internal"),
    (TooMuchWorkError(DETAIL), 500, "internal"),
    (ArchiveError(DETAIL), 500, "internal"),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("error, status, code", ERRORS, ids=lambda value: str(value)[:40])
def test_a_failure_is_told_in_the_language_of_the_page(
    error: ArchiveError, status: int, code: str, language: str
) -> None:
    """By what its code says: in the API, on a page, and nowhere with a folder of the server."""
    client = failing(error)
    message = error.told_to_readers()
    answer = client.get(f"/api/v1/articles/x?ui={language}")
    told = answer.get_json()["error"]
    assert (answer.status_code, told["code"]) == (status, code)
    assert told["message"] == say(message, language)
    assert told["remedy"] == remedy(message, language)
    assert told["parameter"] == getattr(error, "parameter", None)
    page = client.get(f"/article/x?ui={language}")
    text = page.get_data(as_text=True)
    assert page.status_code == status
    assert f'<h1 lang="{language}">' in text
    for written in (text, answer.get_data(as_text=True)):
        assert str(SECRET) not in written
        assert "private" not in written


@pytest.mark.parametrize("path", ["/?ui=xx", "/nowhere?ui=xx", "/nowhere?ui=", "/nowhere"])
def test_a_language_that_is_not_known_is_the_first(client: FlaskClient, path: str) -> None:
    text = client.get(path).get_data(as_text=True)
    assert 'lang="en"' in text
    assert 'lang="xx"' not in text


@pytest.mark.parametrize(
    "query, words",
    [
        ("from=20x", ("「20x」不是日期", "搜尋時已略去", "請寫成 2024")),
        ("colour=red", ("沒有「colour」這個參數", "略去「colour」搜尋")),
        ("q=a&q=b", ("q 重複了", "請更正上面的查詢")),
        ("sort=best", ("relevance、newest、oldest",)),
    ],
)
def test_a_page_to_correct_speaks_one_language(
    client: FlaskClient, query: str, words: tuple[str, ...]
) -> None:
    """What stands around the message too."""
    answer = client.get(f"/?{query}&ui=zh-Hant")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert all(word in text for word in words)
    assert "Nothing has been searched" not in text


@pytest.mark.parametrize("path", ["/nowhere", "/api/v1/nowhere"])
def test_what_is_no_page_is_told_in_the_language(client: FlaskClient, path: str) -> None:
    assert "這個網址沒有對應的網頁" in client.get(f"{path}?ui=zh-Hant").get_data(as_text=True)
    assert "这个网址没有对应的网页" in client.get(f"{path}?ui=zh-Hans").get_data(as_text=True)
    assert "There is no page at this address" in client.get(path).get_data(as_text=True)


def test_machines_are_told_in_english() -> None:
    """Of one line, whatever a browser would be told."""
    answer = failing(unreadable_file(SECRET / "CURRENT", "rotten")).get("/readyz?ui=zh-Hant")
    assert answer.status_code == 503
    line = "CURRENT cannot be read. Publish another generation, or run `manage.py reindex`.\n"
    assert answer.get_data(as_text=True) == line
