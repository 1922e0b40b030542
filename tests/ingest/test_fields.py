"""One JSON object becomes one article, or a reason."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ArchiveError
from archive.ingest.fields import article_from, clean
from archive.ingest.published import day_of_url
from archive.ingest.reader import UnreadableArticleError
from archive.model.article import Article, Language
from tests.ingest.support import OPTIONS

HONG_KONG = dt.timedelta(hours=8)

FULL = {
    "id": "a-1",
    "url": "https://example.org/a-1",
    "title": "Ferry returns",
    "body": "The ferry is back.\n\nSo are the gulls.",
    "published": "2024-03-05T09:30:00+01:00",
    "language": "en",
    "source": "The Pier",
    "section": "local",
    "authors": ["Ann Lee", "Bo Chan"],
    "unknown": {"is": "ignored"},
}


def made(**changes: Any) -> Article:
    """The article of `FULL` with some keys changed."""
    return article_from({**FULL, **changes}, OPTIONS)


def test_every_key_finds_its_field() -> None:
    """A complete object gives a complete article."""
    assert made() == Article(
        id="a-1",
        url="https://example.org/a-1",
        title="Ferry returns",
        body="The ferry is back.\n\nSo are the gulls.",
        published=dt.datetime(2024, 3, 5, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1))),
        language=Language.ENGLISH,
        source="The Pier",
        section="local",
        authors=("Ann Lee", "Bo Chan"),
    )


@pytest.mark.parametrize(
    "changes, field, value",
    [
        ({"id": 7}, "id", "7"),
        ({"id": " a-2 "}, "id", "a-2"),
        ({"url": ""}, "url", None),
        ({"section": ""}, "section", None),
        ({"source": None}, "source", ""),
        ({"published": None}, "published", None),
        ({"published": ""}, "published", None),
        ({"authors": None}, "authors", ()),
        ({"authors": " Ann Lee "}, "authors", ("Ann Lee",)),
        ({"authors": ["Ann", "", "Ann"]}, "authors", ("Ann",)),
        ({"language": "ZH-HANS"}, "language", Language.SIMPLIFIED),
        ({"language": None}, "language", Language.ENGLISH),
        ({"language": "tlh", "body": "渡輪復航，市民歡迎。" * 9}, "language", Language.TRADITIONAL),
        ({"body": " \n"}, "body", " \n"),
        ({"body": None}, "body", ""),
        ({"title": None}, "title", ""),
        ({"body": "one\r\ntwo\rthree"}, "body", "one\ntwo\rthree"),
        ({"body": "a\ud800b\0c"}, "body", "a\ufffdb\ufffdc"),
    ],
)
def test_forms_of_a_value(changes: dict[str, object], field: str, value: object) -> None:
    """Values missing or in another form are read, and texts are kept as published."""
    assert getattr(made(**changes), field) == value


@pytest.mark.parametrize(
    "changes, reason",
    [
        ({"title": "", "body": " \n"}, "Neither title nor body"),
        ({"title": 5}, "title: a number (5)"),
        ({"body": ["x"]}, "body: a list"),
        ({"id": True}, "id: true or false"),
        ({"id": 1.5}, "id: a number (1.5)"),
        ({"language": 1}, "language: a number"),
        ({"authors": {"name": "A"}}, "authors: an object"),
        ({"authors": ["A", None]}, "authors: null"),
        ({"published": 1709600000}, "published: a number"),
        ({"published": "2024-02-30"}, "“2024-02-30” is not a date"),
        ({"published": "x" * 90}, "“" + "x" * 59 + "…”"),
        ({"published": "1066-10-14"}, "outside 1500 to 2200"),
        ({"published": "2201-01-01T00:00:00Z"}, "outside 1500 to 2200"),
    ],
)
def test_what_is_rejected(changes: dict[str, object], reason: str) -> None:
    """A value of the wrong kind rejects the article, and the reason names the key."""
    with pytest.raises(UnreadableArticleError, match=re.escape(reason)):
        made(**changes)


@pytest.mark.parametrize("data", [None, 3, "text", [FULL], True])
def test_only_objects_are_articles(data: object) -> None:
    """Anything but an object is rejected."""
    with pytest.raises(UnreadableArticleError, match="Not an object"):
        article_from(data, OPTIONS)


def test_a_made_id_is_stable() -> None:
    """Without an id the url decides, and without both the texts; nothing else counts."""
    by_url = made(id=None)
    by_text = made(id="", url=None)
    assert re.fullmatch(r"x-[0-9a-f]{16}", by_url.id)
    assert re.fullmatch(r"x-[0-9a-f]{16}", by_text.id)
    assert made(id=None, title="Changed").id == by_url.id != by_text.id
    assert made(id=None, url=None, source="Changed").id == by_text.id
    assert made(id=None, url=None, title="Changed").id != by_text.id


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(sorted(FULL)), VALUES))
def test_any_object_is_an_article_or_a_reject(data: dict[str, object]) -> None:
    """Whatever the values, the result can be written, or the reason is one line."""
    try:
        article = article_from(data, OPTIONS)
    except ArchiveError as error:
        message = error.message
    else:
        message = "none"
        assert article.id
        "".join((article.id, article.title, article.body, *article.authors)).encode("utf-8")
    assert message.isprintable()


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\r")))
def test_clean_keeps_what_can_be_written(text: str) -> None:
    """Only line ends and what no page can hold are changed."""
    assert clean(text) == text


@pytest.mark.parametrize(
    "path, day",
    [
        ("/epaper/2016-12/30/content_27818662.htm", "2016-12-30"),
        ("/2017/02/05/opinions/a-title/index.html", "2017-02-05"),
        ("/2017/2/5/a", "2017-02-05"),
        ("/2024-02-29", "2024-02-29"),
        ("/k2/1777258-20241101.htm", "2024-11-01"),
        ("/20241101/20241101-1.htm", "2024-11-01"),
        ("/2023-02-29/a", None),
        ("/2016/12/30/2017-01-02", None),
        ("/article/36628/virus_20201201-name", None),
        ("/content_20161230", None),
        ("/30/12/2016/a", None),
        ("/a?day=2016-12-30", None),
        ("/20161230a", None),
        ("/2016/123/1", None),
        ("/2016/12/30th", None),
        ("/", None),
    ],
)
def test_a_day_in_an_address(path: str, day: str | None) -> None:
    found = day_of_url(f"https://www.example.com{path}")
    assert found == (dt.date.fromisoformat(day) if day else None)


def test_a_day_is_inferred_only_where_none_is_given() -> None:
    """And says that it is."""
    data: dict[str, object] = {"body": "b", "url": "https://paper.example/2016/12/30/a"}
    inferred = article_from(data, OPTIONS)
    assert (inferred.published, inferred.published_inferred) == (dt.date(2016, 12, 30), True)
    given = article_from({**data, "published": "2017-01-01"}, OPTIONS)
    assert (given.published, given.published_inferred) == (dt.date(2017, 1, 1), False)
    none = article_from({"body": "b", "url": "http://[::1/2016/12/30"}, OPTIONS)
    assert (none.published, none.published_inferred) == (None, False)


@pytest.mark.corpus
def test_days_in_addresses_are_publication_days(corpus: Path) -> None:
    """Of articles whose day is known."""
    same = named = 0
    for name in ("rthk-en", "worldnews"):
        with gzip.open(corpus / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                day = day_of_url(row["url"] or "")
                if day is not None and row["published"]:
                    named += 1
                    same += row["published"].startswith(day.isoformat())
    assert named > 3_500
    assert same / named > 0.97
