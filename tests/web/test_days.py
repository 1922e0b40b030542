"""The days that articles mention, as readers ask for them and as they are shown."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from archive.model.periods import MAX_BARS

Json = dict[str, Any]


def ask(client: FlaskClient, **parameters: str) -> Json:
    """The answer of the API to a search."""
    answer = client.get("/api/v1/search", query_string=parameters)
    assert answer.status_code == 200, answer.get_json()
    found: Json = answer.get_json()
    return found


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": "the OR 的"},
        {"language": "en", "-source": "Island Wire"},
        {"mentioned_from": "2020"},
        {"mentioned_to": "2024-06"},
        {"mentioned_from": "2025-08", "mentioned_to": "2025-10", "from": "2025-09"},
    ],
)
def test_every_number_is_what_choosing_it_gives(client: FlaskClient, asked: dict[str, str]) -> None:
    """A bar, and what lies before and after all bars, is a search between two days."""
    found = ask(client, **asked)
    mentioned = found["facets"]["mentioned"]
    bars = mentioned["bars"]
    assert 0 < len(bars) <= MAX_BARS
    for bar in bars:
        between = {"mentioned_from": bar["from"], "mentioned_to": bar["to"]}
        assert ask(client, **{**asked, **between})["total"] == bar["count"], bar
    total = ask(client, **{"mentioned_from": "0001", **asked})["total"]
    assert mentioned["undated"] == found["total"] - total
    assert max(bar["count"] for bar in bars) <= total - mentioned["wider"]


@pytest.mark.parametrize(
    "query, parameters",
    [
        ("mentions:2025", {"mentioned_from": "2025", "mentioned_to": "2025"}),
        ("mentions:2025-09..2025-10", {"mentioned_from": "2025-09", "mentioned_to": "2025-10"}),
        ("mentions:2024..", {"mentioned_from": "2024"}),
        ("mentions:..2024", {"mentioned_to": "2024"}),
        ("mentions:２０２５年９月", {"mentioned_from": "2025-09", "mentioned_to": "2025-09"}),
    ],
)
def test_the_field_and_the_filter_find_the_same(
    client: FlaskClient, query: str, parameters: dict[str, str]
) -> None:
    by_field, by_filter = ask(client, q=query, size="100"), ask(client, **parameters, size="100")
    assert 0 < by_field["total"] == by_filter["total"] < ask(client)["total"]
    assert {hit["id"] for hit in by_field["hits"]} == {hit["id"] for hit in by_filter["hits"]}


def test_a_day_of_any_year_finds_its_days_and_no_others(client: FlaskClient) -> None:
    found = ask(client, q="mentions:*-09-22~2d", size="100")
    assert found["total"]
    days = {f"-09-{day}" for day in range(20, 25)}
    for hit in found["hits"]:
        dates = client.get(f"/api/v1/articles/{hit['id']}").get_json()["dates"]
        assert any(one["from"][4:] in days and one["to"][4:] in days for one in dates)


def test_a_result_shows_where_it_speaks_of_the_day(client: FlaskClient) -> None:
    """A mark stands on every mention of a day that was asked for, and on nothing else."""
    asked = {"mentioned_from": "2025-09-01", "mentioned_to": "2025-09-30"}
    found = ask(client, **asked, size="100")
    assert found["total"]
    for hit in found["hits"]:
        dates = client.get(f"/api/v1/articles/{hit['id']}").get_json()["dates"]
        inside = {
            one["text"]
            for one in dates
            if asked["mentioned_from"] <= one["from"] <= one["to"] <= asked["mentioned_to"]
        }
        marked = {s["text"][a:b] for s in hit["snippets"] for a, b in s["highlights"]}
        marked |= {hit["title"][a:b] for a, b in hit["title_highlights"]}
        assert marked
        assert marked <= inside
        assert hit["matched_in"]


def test_the_days_of_an_article_stand_in_its_text(client: FlaskClient) -> None:
    seen = 0
    for hit in ask(client, size="100")["hits"]:
        article = client.get(f"/api/v1/articles/{hit['id']}").get_json()
        for one in article["dates"]:
            seen += 1
            assert article[one["in"]][one["start"] : one["end"]] == one["text"]
            assert one["from"] <= one["to"]
            assert one["precision"]
            assert one["why"]
    assert seen > 20


def test_the_page_has_either_timeline_and_both_filters(client: FlaskClient) -> None:
    asked = "/?mentioned_from=2025-09&mentioned_to=2025"
    assert 'class="timeline published"' in client.get(asked).get_data(as_text=True)
    page = client.get(f"{asked}&chart=mentioned").get_data(as_text=True)
    assert 'class="timeline mentioned"' in page
    assert "days mentioned September to December 2025 <span" in page
    assert 'name="mentioned_from" form="search" value="2025-09"' in page
    assert "mention it" in page


def test_a_bad_day_is_named_beside_its_field(client: FlaskClient) -> None:
    answer = client.get("/?mentioned_to=2025-02-30&q=a")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert 'id="mentioned_to-error"' in page
    assert 'value="2025-02-30"' in page
    assert "“2025-02-30” is not a day" in page


@pytest.mark.parametrize(
    "query", ["from=2024&from=2025", "from=2024&to=2025&to=2025", "colour=red&from=20x", "page=0"]
)
def test_what_else_is_bad_is_told_in_place_of_an_answer(client: FlaskClient, query: str) -> None:
    page = client.get(f"/?{query}").get_data(as_text=True)
    assert "“2024” is not a day" not in page
    assert "Nothing has been searched yet" in page


def test_days_in_an_article_lead_to_who_else_mentions_them(client: FlaskClient) -> None:
    hit = ask(client, mentioned_from="2025-09-01", mentioned_to="2025-09-30")["hits"][0]
    article = client.get(f"/api/v1/articles/{hit['id']}").get_json()
    date = next(one for one in article["dates"] if one["in"] == "body")
    page = client.get(f"/article/{hit['id']}").get_data(as_text=True)
    assert f'href="/?mentioned_from={date["from"]}&amp;mentioned_to={date["to"]}"' in page
    assert "Days mentioned" in page


@pytest.mark.parametrize("field", ["date", "mentions"])
@pytest.mark.parametrize("typed", ["*-02-30", "*-13-01", "2024-02-30", "soon", "*-06-04~100d"])
def test_what_is_no_day_is_read_as_words_and_said_so(
    client: FlaskClient, field: str, typed: str
) -> None:
    notes = ask(client, q=f"{field}:{typed}")["query"]["notes"]
    assert any(f"{field}:{typed} names no day" in note for note in notes)


@pytest.mark.parametrize("field", ["date", "mentions"])
@pytest.mark.parametrize(
    "typed", ["*-02-29", "*-12-31~99d", "0001", "9999", "2024..2023", "..0001"]
)
def test_any_day_can_be_asked_for(client: FlaskClient, field: str, typed: str) -> None:
    answer = ask(client, q=f"{field}:{typed}")
    assert answer["query"]["read_as"] == f"{field}:{typed}"
    assert answer["query"]["notes"] == []
