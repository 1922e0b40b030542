"""The hour beside what is new, in the newsroom's zone; the day shown is the day that is counted."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from archive.indexing.reindex import reindex
from archive.query.days import Newsroom
from archive.search.service import SearchService
from archive.web.app import create_app
from archive.web.messages.catalogues import wordings_of
from archive.web.moments import moment, recent_since
from tests.conftest import ROOT, ZONE, library_of, options_of

HONG_KONG = Newsroom(ZONE)

#: When articles were published by their sources, with what is shown of it in Hong Kong.
SHOWN = {
    "2025-11-21T23:30:00-05:00": "2025-11-22 12:30",
    "2025-11-22T23:30:00+08:00": "2025-11-22 23:30",
    "2025-11-21T22:00:00Z": "2025-11-22 06:00",
    "2025-11-22T05:59:59+08:00": "2025-11-22 05:59",
    "2025-11-22T00:00:00+08:00": "2025-11-22",
    "2025-11-21T16:00:00Z": "2025-11-22",
    "2025-11-22": "2025-11-22",
    "2025-11-16T09:00:00+08:00": "2025-11-16 09:00",
    "2025-11-15T17:00:00Z": "2025-11-16 01:00",
    "2025-11-15T23:59:00+08:00": "2025-11-15",
    "2025-11-15T09:00:00+08:00": "2025-11-15",
    "2019-01-01T09:00:00+08:00": "2019-01-01",
}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """An archive of an article for each of these moments, whose title is when."""
    folder = tmp_path_factory.mktemp("moments")
    source = folder / "news.jsonl"
    rows = ({"id": when, "title": when, "body": "Text.", "published": when} for when in SHOWN)
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    reindex(options_of(folder / "index", source))
    library = library_of(folder / "index")
    yield create_app(SearchService(library), root=ROOT, newsroom=HONG_KONG).test_client()
    library.close()


def words_of(figures: str, chinese: bool) -> str:
    """Figures in words: a day, and a time where there is one."""
    day, _, time = figures.partition(" ")
    date = dt.date.fromisoformat(day)
    if chinese:
        return f"{date.year}年{date.month}月{date.day}日" + f" {time}".rstrip()
    return f"{date:%-d %B %Y}" + (f", {time}" if time else "")


def shown(client: FlaskClient, path: str) -> dict[str, str]:
    """What stands beside each headline."""
    text = client.get(path).get_data(as_text=True)
    return dict(re.findall(r'<time datetime="([^"]+)">([^<]+)</time>', text))


def stored(when: str) -> str:
    """A moment as an archive keeps it."""
    return dt.datetime.fromisoformat(when).isoformat() if "T" in when else when


@pytest.mark.parametrize("view", ["list", "compact"])
@pytest.mark.parametrize("ui", ["en", "zh-Hant"])
def test_the_hour_stands_beside_results_of_seven_days(
    news: FlaskClient, view: str, ui: str
) -> None:
    """In the newsroom's zone; none where only the day is known."""
    seen = shown(news, f"/?size=100&view={view}&ui={ui}")
    right = {stored(when): words for when, words in SHOWN.items()}
    if view == "list":  # what stands in a result is in the article's language
        right = {when: words_of(figures, chinese=False) for when, figures in right.items()}
    assert seen == right


def test_the_newest_are_first_and_their_hour_is_told(news: FlaskClient) -> None:
    page = news.get("/").get_data(as_text=True)
    assert "archive to 22 November 2025, 23:30" in page
    chinese = news.get("/?ui=zh-Hant").get_data(as_text=True)
    assert "2025年11月22日 23:30" in chinese


def test_an_article_shows_its_hour_however_old(news: FlaskClient) -> None:
    for when in SHOWN:
        page = news.get(f"/article/{when}").get_data(as_text=True)
        day, time = moment(when, HONG_KONG)
        assert f">{words_of(f'{day} {time}'.strip(), chinese=False)}</time>" in page


@pytest.mark.parametrize("ui", ["en", "zh-Hans"])
def test_the_day_shown_is_the_day_counted(news: FlaskClient, ui: str) -> None:
    """Every day that is shown finds the articles that show it, and the timeline counts them."""
    days = Counter(moment(when, HONG_KONG)[0] for when in SHOWN)
    assert days["2025-11-22"] == 7
    for day, count in days.items():
        asked = f"from={day}&to={day}&ui={ui}"
        answer = news.get(f"/api/v1/search?{asked}").get_json()
        bars = answer["facets"]["published"]["bars"]
        assert answer["total"] == count == sum(bar["count"] for bar in bars)
        seen = shown(news, f"/?{asked}&view=compact")
        assert {text[:10] for text in seen.values()} == {day}
        assert len(seen) == count


ZONES = st.integers(-14 * 60, 14 * 60).map(lambda n: dt.timezone(dt.timedelta(minutes=n)))
INSTANTS = st.dates(dt.date(2, 1, 1), dt.date(9998, 1, 1)).flatmap(
    lambda day: st.builds(
        lambda time, zone: dt.datetime.combine(day, time, zone),
        st.sampled_from([dt.time(), dt.time(16), dt.time(23, 59, 59)]) | st.times(),
        ZONES,
    )
)


@given(INSTANTS, st.sampled_from(["Asia/Hong_Kong", "America/New_York", "UTC", "Asia/Kathmandu"]))
def test_any_instant_is_that_of_the_zone(instant: dt.datetime, zone: str) -> None:
    day, time = moment(instant.isoformat(), Newsroom(ZoneInfo(zone)))
    local = instant.astimezone(ZoneInfo(zone))
    assert day == local.date().isoformat()
    midnight = dt.time() in (instant.time(), local.time())
    assert time == ("" if midnight else local.strftime("%H:%M"))


def test_seven_days_up_to_the_newest() -> None:
    assert recent_since("2025-11-22") == "2025-11-16"
    assert recent_since("2024-03-03") == "2024-02-26"
    assert recent_since(None) == ""


@pytest.mark.parametrize(
    "query, ui, day",
    [
        ("22 November 2025", "en", "22 November 2025"),
        ("22 November 2025", "zh-Hant", "2025年11月22日"),
        ("2025年11月22日", "zh-Hans", "2025年11月22日"),
        ("November 2025", "en", "November 2025"),
        ("2025年11月", "zh-Hant", "2025年11月"),
    ],
)
def test_a_day_in_a_query_is_offered_in_words(
    news: FlaskClient, query: str, ui: str, day: str
) -> None:
    text = news.get("/", query_string={"q": query, "ui": ui}).get_data(as_text=True)
    offered = wordings_of(ui).text("reading_published_on", day=day)
    assert re.search(rf'<a href="[^"]*date%3A2025-11[^"]*">{offered}</a>', text)
