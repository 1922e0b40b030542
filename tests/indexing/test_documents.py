"""Publication days, and the days that an article's texts mention."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from archive.entities.authority import load_authority
from archive.entities.resolver import Resolver
from archive.indexing.documents import Reader, make_document, publication
from archive.model.article import Article, Language
from archive.model.dates import MentionedDate, Precision
from archive.model.message import Message
from archive.text.tokens import Analyzer
from tests.analyzers import with_authority

AUTHORITY = load_authority()
RESOLVER = Resolver(AUTHORITY, with_authority())
HONG_KONG = ZoneInfo("Asia/Hong_Kong")


def dates(article: Article) -> list[MentionedDate]:
    """The days that its document mentions."""
    analyzer = Analyzer(with_authority())
    reader = Reader(RESOLVER, AUTHORITY.names(), HONG_KONG)
    document = make_document(article, (), reader, analyzer).document
    return list(document.dates)


@pytest.mark.parametrize(
    "published, zone, day",
    [
        ("2025-09-21T20:00:00+00:00", "Asia/Hong_Kong", "2025-09-22"),
        ("2025-09-21T20:00:00+00:00", "America/New_York", "2025-09-21"),
        ("2025-09-22T00:30:00+08:00", "Europe/London", "2025-09-21"),
        ("2024-02-29T23:59:59-05:00", "Asia/Hong_Kong", "2024-03-01"),
    ],
)
def test_the_publication_day_is_that_of_the_newsroom(published: str, zone: str, day: str) -> None:
    ordinal, instant = publication(dt.datetime.fromisoformat(published), ZoneInfo(zone))
    assert dt.date.fromordinal(ordinal).isoformat() == day
    assert instant == dt.datetime.fromisoformat(published).timestamp()


def test_a_day_alone_begins_at_midnight_in_the_newsroom() -> None:
    ordinal, instant = publication(dt.date(2025, 9, 22), HONG_KONG)
    assert ordinal == dt.date(2025, 9, 22).toordinal()
    assert instant == dt.datetime(2025, 9, 21, 16, tzinfo=dt.UTC).timestamp()
    assert publication(None, HONG_KONG) == (0, None)


def test_relative_days_count_from_the_newsrooms_day() -> None:
    """Late in the evening of the 21st in London it is the 22nd in Hong Kong."""
    instant = dt.datetime(2025, 9, 21, 20, tzinfo=dt.UTC)
    article = Article("a", "The day after tomorrow", "He spoke yesterday.", Language.ENGLISH)
    read = dates(Article("a", "", article.body, article.language, published=instant))
    assert [(one.text, one.first) for one in read] == [("yesterday", dt.date(2025, 9, 21))]


@pytest.mark.parametrize("inferred, published", [(True, dt.date(2025, 9, 22)), (False, None)])
def test_nothing_relative_is_told_from_a_day_that_is_not_known(
    inferred: bool, published: dt.date | None
) -> None:
    body = "He spoke yesterday, and on 4 June 1989."
    article = Article(
        "a", "", body, Language.ENGLISH, published=published, published_inferred=inferred
    )
    assert [one.text for one in dates(article)] == ["4 June 1989"]


def test_title_and_body_are_told_apart() -> None:
    article = Article("a", "2024年回顧", "2023年3月。", Language.TRADITIONAL)
    assert [(one.field, one.start, one.text) for one in dates(article)] == [
        ("title", 0, "2024年"),
        ("body", 0, "2023年3月"),
    ]


def test_who_names_an_event_speaks_of_its_days() -> None:
    article = Article("a", "", "她悼念元朗襲擊。", Language.TRADITIONAL)
    (one,) = dates(article)
    assert (one.first, one.last) == (dt.date(2019, 7, 21), dt.date(2019, 7, 21))
    assert (one.text, one.precision) == ("元朗襲擊", Precision.DAY)
    assert one.why == Message.of("event", event="yuen-long-attack-2019")


def test_an_event_that_goes_on_means_no_days() -> None:
    assert dates(Article("a", "", "They discussed the US-China trade war.", Language.ENGLISH)) == []
