"""A day typed among words is offered as a day; the words stay words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.query.days_typed import days_in
from archive.query.parameters import read_parameters
from archive.query.parser import parse
from archive.search.service import SearchService
from tests.search.test_parameters import at_noon
from tests.search.typed import ask, ids, service_of

ROWS = (
    {"body": "An earthquake struck Tibet.", "published": "2025-01-07"},
    {"body": "The earthquake of 7 January 2025 was strong.", "published": "2025-02-01"},
    {"body": "西藏地震。", "published": "2025-01-07"},
    {"body": "2025年1月7日西藏發生地震。", "published": "2025-03-01"},
    {"body": "Another earthquake.", "published": "2024-01-07"},
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with service_of(tmp_path_factory.mktemp("days_typed"), ROWS) as opened:
        yield opened


@pytest.mark.parametrize(
    "typed, own, published, mentions",
    [
        ("earthquake 7 January 2025", "1", "0", "1"),
        ("earthquake January 7, 2025", "1", "0", "1"),
        ("earthquake 7/1/2025", "", "0", "1"),
        ("earthquake 2025-01-07", "", "0", "1"),
        ("7 January 2025 earthquake", "1", "0", "1"),
        ("2025年1月7日 地震", "3", "2", "23"),
        ("2025年1月7日地震", "3", "2", "23"),
        ("地震2025年1月7日", "3", "2", "23"),
        ("7 January 2025", "1", "02", "123"),
        ("earthquake January 2025", "1", "0", "1"),
    ],
)
def test_both_days_are_offered(
    service: SearchService, typed: str, own: str, published: str, mentions: str
) -> None:
    page = ask(service, typed)
    assert ids(page) == own
    (day,) = page.reading.days
    assert ids(ask(service, day.published)) == published
    assert ids(ask(service, day.mentioned)) == mentions
    assert (day.published_count, day.mentioned_count) == (len(published), len(mentions))
    assert day.day in ("2025-01-07", "2025-01")


@pytest.mark.parametrize(
    "typed",
    [
        "earthquake",
        "earthquake 2025",
        "2025",
        "24/7",
        "9/11 attack",
        "Monday Night Football",
        "May",
        "date:2025-01-07 earthquake",
        '"7 January 2025"',
        "-2025-01-07 earthquake",
        "31 February 2025",
        "earthquake OR 2025-01-07",
        "F-16 2025",
    ],
)
def test_what_is_no_day_is_not_offered(service: SearchService, typed: str) -> None:
    assert not ask(service, typed).reading.days


@pytest.mark.parametrize(
    "typed, day",
    [
        ("颱風 昨天", "2025-03-04"),
        ("flood last week", "2025-02-24..2025-03-02"),
        ("上月 失業率", "2025-02"),
        ("失業率 今年2月", "2025-02"),
        ("budget 26 Feb 2025", "2025-02-26"),
        ("budget 20250226", "2025-02-26"),
        ("二〇二五年二月二十六日 預算案", "2025-02-26"),
    ],
)
def test_days_as_people_type_them(typed: str, day: str) -> None:
    tree = parse(typed).tree
    assert tree is not None
    assert [found.day for found in days_in(tree, at_noon())] == [day]


def test_filters_hold_for_what_is_offered(service: SearchService) -> None:
    (day,) = ask(service, "earthquake 7 January 2025", ("language", "en")).reading.days
    assert (day.published_count, day.mentioned_count) == (1, 1)
    assert not ask(service, "earthquake 7 January 2025", ("language", "zh-Hant")).reading.days


def test_a_page_of_a_day_reads_its_query(service: SearchService) -> None:
    page = service.search(read_parameters([("q", "earthquake 7 January 2025")]))
    (day,) = page.reading.days
    assert day.published == "earthquake date:2025-01-07"
    assert day.mentioned == "earthquake mentions:2025-01-07"
