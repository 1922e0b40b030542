"""An article is made of what a format says of it, and nothing of that is lost unsaid."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.completing import complete
from archive.ingest.raw import Markup, Note, RawArticle
from archive.ingest.reader import Reject
from archive.model.article import Article, Place, Status
from archive.model.language import Language
from tests.ingest.checks import check_result
from tests.ingest.support import OPTIONS

ZONE = OPTIONS.zone
BODY = "The ferry is back.\n\nSo are the gulls."


def made(**fields: Any) -> Article:
    """The article of what a file says, with a title and a text where none are given."""
    raw = RawArticle(**{"title": "Ferry returns", "body": BODY, "place": "line 1", **fields})
    result = complete(raw, OPTIONS, "some/file")
    assert isinstance(result, Article), result
    return result


def codes(article: Article) -> list[str]:
    return [note.code for note in article.notes]


def test_every_field_finds_its_place() -> None:
    article = made(
        id="a-1",
        url=" https://example.org/a-1 ",
        published="2024-03-05T09:30:00+01:00",
        language="en",
        source="The\nPier",
        section=" local ",
        bylines=("Ann Lee", "Bo Chan"),
        agency="Pier Wire",
        not_before=dt.datetime(2024, 3, 6, 9, tzinfo=dt.UTC),
        expires="2024-04-01T00:00:00+00:00",
        status="stat:usable",
        replaces="a-0",
        notes=(Note("format-note", "line\none"),),
    )
    assert article == Article(
        id="a-1",
        title="Ferry returns",
        body=BODY,
        language=Language.ENGLISH,
        source="The Pier",
        published=dt.datetime(2024, 3, 5, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1))),
        url="https://example.org/a-1",
        section="local",
        authors=("Ann Lee", "Bo Chan"),
        agency="Pier Wire",
        not_before=dt.datetime(2024, 3, 6, 9, tzinfo=dt.UTC),
        expires=dt.datetime(2024, 4, 1, tzinfo=dt.UTC),
        status=Status.USABLE,
        replaces="a-0",
    )
    assert article.notes == (Note("format-note", "line one"),)
    assert article.place == Place("some/file", "line 1")


@pytest.mark.parametrize(
    "title, body, expected_title, expected_body, noted",
    [
        ("A", "B.", "A", "B.", []),
        (" A\n B ", "C.", "A B", "C.", []),
        ("A", "", "A", "", ["no-body"]),
        ("A", " \n\n ", "A", "", ["no-body"]),
        ("", "Ferry returns\n\nIt is back.", "Ferry returns", "It is back.", ["title-from-body"]),
        ("", "渡輪復航\n渡輪今日復航。", "渡輪復航", "渡輪今日復航。", ["title-from-body"]),
        ("", "Ferry returns", "Ferry returns", "", ["title-from-body"]),
        ("  ", "The ferry is back.", "", "The ferry is back.", ["no-title"]),
        ("", "渡輪今日復航。\n\n市民歡迎。", "", "渡輪今日復航。\n\n市民歡迎。", ["no-title"]),
        ("", "word " * 60, "", ("word " * 60).strip(), ["no-title"]),
    ],
)
def test_titles(
    title: str, body: str, expected_title: str, expected_body: str, noted: list[str]
) -> None:
    """The first line of the text is the title where there is none but a headline."""
    article = made(title=title, body=body)
    assert (article.title, article.body) == (expected_title, expected_body)
    assert codes(article) == noted


@pytest.mark.parametrize("title, body", [("", ""), (" ", "\n\n"), ("\u3000", "\t")])
def test_no_text_is_a_reject(title: str, body: str) -> None:
    """Whatever else is said."""
    raw = RawArticle(title, body, id="n", url="https://example.org", place="line 7")
    result = complete(raw, OPTIONS, "some/file")
    assert result == Reject("some/file", "line 7", "Neither title nor body holds text.")


@pytest.mark.parametrize(
    "fields, published, inferred, noted",
    [
        ({"published": "2024-03-05"}, dt.date(2024, 3, 5), False, []),
        ({"published": dt.date(2024, 3, 5)}, dt.date(2024, 3, 5), False, []),
        (
            {"published": dt.date(2024, 3, 5), "published_inferred": True},
            *(dt.date(2024, 3, 5), True, []),
        ),
        (
            {"published": dt.datetime(2024, 3, 5, 9)},  # noqa: DTZ001  # the newsroom's is given
            *(dt.datetime(2024, 3, 5, 9, tzinfo=ZONE), False, []),
        ),
        ({}, None, False, []),
        ({"published": " "}, None, False, []),
        ({"url": "https://example.org/2024/03/05/x"}, dt.date(2024, 3, 5), True, []),
        ({"published": "spring tide"}, None, False, ["day-unreadable"]),
        (
            {"published": "spring tide", "url": "https://example.org/2024/03/05/x"},
            *(dt.date(2024, 3, 5), True, ["day-unreadable"]),
        ),
    ],
)
def test_days(
    fields: dict[str, Any], published: dt.date | None, inferred: bool, noted: list[str]
) -> None:
    """What cannot be read keeps the article; the address names the day at need."""
    article = made(**fields)
    assert (article.published, article.published_inferred) == (published, inferred)
    assert codes(article) == noted


@pytest.mark.parametrize(
    "given_status, status, noted",
    [
        ("", Status.USABLE, []),
        ("Usable", Status.USABLE, []),
        ("http://cv.iptc.org/newscodes/pubstatus/canceled", Status.CANCELED, []),
        ("stat:withheld", Status.WITHHELD, []),
        ("Cancelled", Status.CANCELED, []),
        ("KILL", Status.CANCELED, []),
        ("Embargoed", Status.WITHHELD, []),
        ("stat:deleted", Status.CANCELED, []),
        ("publish", Status.USABLE, []),
        ("sunny", Status.USABLE, ["status-unknown"]),
    ],
)
def test_statuses(given_status: str, status: Status, noted: list[str]) -> None:
    article = made(status=given_status)
    assert (article.status, codes(article)) == (status, noted)


@pytest.mark.parametrize(
    "fields, not_before, expires",
    [
        ({"not_before": "2030-01-01"}, dt.datetime(2030, 1, 1, tzinfo=ZONE), None),
        ({"expires": "2030-01-01"}, None, dt.datetime(2030, 1, 2, tzinfo=ZONE)),
        ({"not_before": ""}, None, None),
        ({"expires": "2030-01-01T12:00Z"}, None, dt.datetime(2030, 1, 1, 12, tzinfo=dt.UTC)),
        # A placeholder: it never expires.
        ({"expires": dt.datetime.max.replace(tzinfo=dt.UTC)}, None, None),
        ({"expires": "9999-12-31"}, None, None),
    ],
)
def test_a_day_bounds_from_its_start_and_to_its_end(
    fields: dict[str, Any], not_before: dt.datetime | None, expires: dt.datetime | None
) -> None:
    article = made(**fields)
    assert (article.not_before, article.expires) == (not_before, expires)
    assert (codes(article), article.status) == ([], Status.USABLE)


def test_an_embargo_that_cannot_be_read_withholds() -> None:
    """It may not be over; an expiry that cannot be read is told only."""
    article = made(not_before="after the speech", status="usable")
    assert (article.status, codes(article)) == (Status.WITHHELD, ["embargo-day-unreadable"])
    article = made(not_before="after the speech", status="canceled")
    assert article.status is Status.CANCELED
    article = made(expires="when it is over")
    assert (article.status, codes(article)) == (Status.USABLE, ["expiry-day-unreadable"])


@pytest.mark.parametrize(
    "tag, body, language, noted",
    [
        ("", "The ferry is back at its pier after the storm.", Language.ENGLISH, False),
        ("", "渡輪今日復航，市民歡迎。", Language.TRADITIONAL, False),
        ("", "渡轮今日复航，市民欢迎。", Language.SIMPLIFIED, False),
        (
            "",
            "Le bac est de retour dans le port et les habitants de la ville sont heureux.",
            *(Language.ENGLISH, True),
        ),
        (
            "fr",
            "Le bac est de retour dans le port et les habitants de la ville sont heureux.",
            *(Language.ENGLISH, True),
        ),
        (
            "",
            "Паром вернулся в порт, и жители города рады.",
            Language.ENGLISH,
            True,
        ),
        (
            "",
            "フェリーが港に戻り、市民は喜んでいます。",
            Language.ENGLISH,
            True,
        ),
    ],
)
def test_languages(tag: str, body: str, language: Language, noted: bool) -> None:
    """What is neither English nor Chinese is never called so silently."""
    article = made(title="", body=body, language=tag)
    assert article.language is language
    assert any(code.startswith("language") for code in codes(article)) is noted


def test_an_id_is_given_or_made_of_the_address_or_of_the_texts() -> None:
    by_url = made(url="https://example.org/a")
    assert made(url="https://example.org/a", title="Changed").id == by_url.id
    assert made(id="n", url="https://example.org/a").id == "n"
    assert made(source="Changed").id == made().id != made(title="Changed").id
    assert len({by_url.id, made().id, made(body="Changed.").id}) == 3


_TEXT = st.text(max_size=40) | st.text("<b>&amp;\r\n\u2028\0\ud800 渡輪a.", max_size=20)
_DAYS = st.one_of(
    *(st.none(), _TEXT, st.dates(), st.datetimes(), st.datetimes(timezones=st.timezones())),
    *(st.floats(), st.integers(-(10**15), 10**15)),
)
_BOUNDS = st.none() | _TEXT | st.datetimes() | st.datetimes(timezones=st.timezones())


@given(
    st.builds(
        RawArticle,
        title=_TEXT,
        body=_TEXT,
        title_markup=st.sampled_from(Markup),
        body_markup=st.sampled_from(Markup),
        id=_TEXT,
        url=_TEXT,
        published=_DAYS,
        published_inferred=st.booleans(),
        language=_TEXT,
        source=_TEXT,
        section=_TEXT,
        bylines=st.lists(_TEXT, max_size=3).map(tuple),
        agency=_TEXT,
        not_before=_BOUNDS,
        expires=_BOUNDS,
        status=_TEXT,
        replaces=_TEXT,
        place=st.just("line 1"),
    )
)
def test_whatever_a_file_says_is_an_article_or_a_reject(raw: RawArticle) -> None:
    """With an id of one line, in characters that can be written."""
    result = complete(raw, OPTIONS, "some/file")
    check_result(result)
    if isinstance(result, Article):
        for instant in (result.published, result.not_before, result.expires):
            assert not isinstance(instant, dt.datetime) or instant.utcoffset() is not None


@pytest.mark.parametrize("fields, source", [
    ({"url": "https://www.harbour-post.example/news/1"}, "harbour-post.example"),
    ({"url": "http://News.Harbour.example:8080/1", "source": " "}, "news.harbour.example"),
    ({"url": "https://www.harbour.example/1", "source": "Harbour Post"}, "Harbour Post"),
    ({"url": "harbour"}, ""),
    ({"url": "http://[harbour/1"}, ""),
    ({}, ""),
])  # fmt: skip
def test_the_source_is_the_host_where_none_is_named(fields: dict[str, Any], source: str) -> None:
    assert made(**fields).source == source


@pytest.mark.parametrize("markup, body, text", [
    (Markup.PLAIN, "Garc\xc3\xada took the ferry.", "García took the ferry."),
    (Markup.HTML, "<p>Garc\xc3\xada took the ferry.</p>", "García took the ferry."),
    (Markup.UNKNOWN, "Garc\xc3\xada took the ferry.", "García took the ferry."),
    (Markup.HTML, "<p>The caf&Atilde;&copy; is back.</p>", "The café is back."),
    (Markup.HTML, "<p>It\x92s back.</p>", "It’s back."),
])  # fmt: skip
def test_characters_are_repaired_before_and_behind_markup(
    markup: Markup, body: str, text: str
) -> None:
    """A soft hyphen or a control may be half of a character; a reference may be one, too."""
    article = made(body=body, body_markup=markup)
    assert article.body == text
    assert [code for code in codes(article) if code.startswith("damage")] == ["damage-repaired"]


def test_an_address_in_markup_is_no_damage() -> None:
    article = made(body='<p>Here <a href="/a?s">it</a> is.</p>', body_markup=Markup.HTML)
    assert codes(article) == []
