"""The pages of every occurrence and of trends, their files and the API: all tell the same."""

from __future__ import annotations

import csv
import io
import re
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from archive.export.context_table import LINE_COLUMNS
from archive.export.trends_table import TREND_COLUMNS
from archive.web.trend_drawing import trend_scale

QUERY: Final = "tariff OR 關稅"


def read_table(client: FlaskClient, path: str, **asked: Any) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    answer = client.get(path, query_string=asked)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    text = answer.get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_page_the_file_and_the_api_have_the_same_lines(client: FlaskClient) -> None:
    rows = read_table(client, "/context.csv", q=QUERY)
    assert rows[0].keys() == {column.name for column in LINE_COLUMNS}
    lines = []
    for number in range(1, 20):
        asked = {"q": QUERY, "page": number}
        answer = client.get("/api/v1/context", query_string=asked).get_json()
        lines += answer["lines"]
        page = client.get("/context", query_string=asked).get_data(as_text=True)
        told = re.findall(r'class="place"><a [^>]*><mark>([^<]*)</mark>', page)
        assert told == [line["text"] for line in answer["lines"]]
        if not answer["lines"]:
            break
    keys = ("id", "in", "start", "end", "before", "text", "after")
    plain = [[str(line[key]) for key in keys] for line in lines]
    assert plain == [[row[key].removeprefix("'") for key in keys] for row in rows]


def test_a_line_opens_its_article_at_the_mark(client: FlaskClient) -> None:
    """Which keeps the search: it is one of the marks of that page, and what it is called there."""
    asked = {"q": QUERY, "order": "left", "copies": "all"}
    page = client.get("/context", query_string=asked).get_data(as_text=True)
    links = re.findall(r'class="place"><a href="([^"]+)"><mark>([^<]*)</mark>', page)
    assert len(links) > 10
    for url, text in links[::3]:
        address = urlsplit(url.replace("&amp;", "&"))
        assert address.fragment == "quoted"
        article = client.get(f"{address.path}?{address.query}").get_data(as_text=True)
        quoted = re.search(r'<span class="quoted" id="quoted">(.*?)</span>', article, re.DOTALL)
        assert quoted
        assert text in re.sub("<[^>]+>", "", quoted[1])
        assert "<mark>" in quoted[1]


def test_marks_of_an_article_page_are_as_many_as_its_lines(client: FlaskClient) -> None:
    """As the page itself counts them."""
    for query in (QUERY, "the", '"the government" OR Trump'):
        rows = read_table(client, "/context.csv", q=query, copies="all")
        for article in {row["id"] for row in rows[:60]}:
            page = client.get(f"/article/{article}", query_string={"q": query})
            hits = re.search(r"([\d,]+) hits? in this article", page.get_data(as_text=True))
            assert hits
            assert int(hits[1]) == sum(row["id"] == article for row in rows)


@pytest.mark.parametrize("view", ["context"])
def test_the_view_of_the_results_leads_there(client: FlaskClient, view: str) -> None:
    answer = client.get(f"/?q=tariff&view={view}&source=Island+Wire&page=2&size=50")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/context?q=tariff&source=Island+Wire"
    results = client.get("/?q=tariff").get_data(as_text=True)
    assert 'href="/context?q=tariff"' in results
    assert 'href="/trends?q=tariff"' in results
    assert 'href="/batch"' in client.get("/").get_data(as_text=True)


@pytest.mark.parametrize(
    "path, words",
    [
        ("/context?q=tariff&order=up", "cannot be"),
        ("/context?q=tariff&order=left&order=left", "given twice"),
        ("/context?colour=red", "no parameter"),
        ("/context?q=tariff&page=0", "cannot be"),
        ("/trends?q=a&measure=tons", "cannot be"),
        ("/trends?q=a&tongue=fr", "cannot be"),
        ("/trends?q=a&q=b&q=c&q=d&q=e&q=f", "at most 5"),
        ("/trends?q=a&from=20x", "not a day"),
    ],
)
def test_bad_parameters_are_told(client: FlaskClient, path: str, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert words in answer.get_data(as_text=True)


def test_a_page_past_the_end_leads_back(client: FlaskClient) -> None:
    page = client.get("/context?q=tariff&page=99").get_data(as_text=True)
    assert "no line on this page" in page
    assert "First page" in page


TRENDS: Final = [("q", "tariff"), ("q", "關稅"), ("q", "zzqx"), ("from", "2023")]


def test_the_table_the_file_and_the_api_of_trends_agree(client: FlaskClient) -> None:
    answer = client.get("/api/v1/trends", query_string=TRENDS).get_json()
    text = client.get("/trends.csv", query_string=TRENDS).get_data().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == TREND_COLUMNS
    at = iter(rows)
    for trend in answer["trends"]:
        for period, counts in zip(answer["periods"], trend["counts"], strict=True):
            for language in ("all", *counts["languages"]):
                row = next(at)
                assert (row["query"], row["period"]) == (trend["query"], period["value"])
                assert row["language"] == language
                whole = language == "all"
                count = counts["total"] if whole else counts["languages"][language]
                of = period["published"]
                published = of["total"] if whole else of["languages"][language]
                assert (int(row["articles"]), int(row["published"])) == (count, published)
                share = float(row["per_10000"]) if row["per_10000"] else None
                expected = count * 10_000 / published if published else None
                assert share == pytest.approx(expected, abs=1e-4)
    assert next(at, None) is None


@pytest.mark.parametrize("tongue", ["", "en", "zh"])
@pytest.mark.parametrize("measure", ["articles", "share"])
@pytest.mark.parametrize("filters", [(), (("language", "zh-Hant"), ("language", "en"))])
def test_every_point_and_cell_leads_to_what_it_counts(
    client: FlaskClient, measure: str, tongue: str, filters: tuple[tuple[str, str], ...]
) -> None:
    """Also where a language is chosen twice, as a filter and for the chart."""
    asked = [*TRENDS, *filters, ("measure", measure), ("tongue", tongue)]
    page = client.get("/trends", query_string=asked).get_data(as_text=True)
    points = re.findall(r'<a href="([^"]+)" aria-label="[^"]*?: (\d+) articles?,', page)
    cells = re.findall(r'<td class="count"><a href="([^"]+)">(\d+)</a>', page)
    assert sorted(points) == sorted(cells)
    assert len(points) >= 2
    for url, count in points[::2]:
        query = url.replace("&amp;", "&").removeprefix("/")
        assert client.get(f"/api/v1/search{query}").get_json()["total"] == int(count)


def test_ends_lead_to_the_first_and_last_article(client: FlaskClient) -> None:
    answer = client.get("/api/v1/trends?q=tariff").get_json()
    (trend,) = answer["trends"]
    page = client.get("/trends?q=tariff").get_data(as_text=True)
    for end, sort in ((trend["first"], "oldest"), (trend["last"], "newest")):
        assert f'href="/article/{end["id"]}?q=tariff"' in page
        hits = client.get(f"/api/v1/search?q=tariff&sort={sort}").get_json()["hits"]
        assert hits[0]["published"] == end["published"]


@pytest.mark.parametrize("coding", ["", "gzip", "zstd"])
def test_the_length_of_the_file_is_its_own(client: FlaskClient, coding: str) -> None:
    answer = client.get("/trends.csv", query_string=TRENDS, headers={"Accept-Encoding": coding})
    length = answer.headers.get("Content-Length")
    assert length is None or int(length) == len(answer.data)


def test_a_language_that_the_filter_leaves_out_leads_nowhere(client: FlaskClient) -> None:
    """Nothing is counted of it, and no link or article says otherwise."""
    asked = [("q", "tariff"), ("language", "zh-Hant"), ("tongue", "en")]
    page = client.get("/trends", query_string=asked).get_data(as_text=True)
    told = page.partition('<ul class="trend-list"')[2].partition("</ul>")[0]
    assert "0 articles" in told
    assert '<a href="/?q=tariff' not in told
    assert "<time" not in told


@pytest.mark.parametrize("tongue", ["", "en", "zh"])
def test_the_last_use_is_not_called_the_first(client: FlaskClient, tongue: str) -> None:
    page = client.get(f"/trends?q=Trump&tongue={tongue}").get_data(as_text=True)
    (trend,) = client.get("/api/v1/trends?q=Trump").get_json()["trends"]
    for end, word in ((trend["first"], "first"), (trend["last"], "last")):
        before = page.partition(f'<a href="/article/{end["id"]}?q=Trump"')[0]
        if len(before) < len(page):
            assert word in before[-60:].lower()


def test_what_is_refused_keeps_its_filters(client: FlaskClient) -> None:
    asked = [("q", f"word{n}") for n in range(6)] + [("language", "zh-Hant"), ("source", "X")]
    page = client.get("/trends", query_string=asked)
    assert page.status_code == 400
    for name, value in asked[6:]:
        assert f'name="{name}" value="{value}"' in page.get_data(as_text=True)


def test_a_form_without_a_search_and_a_search_without_a_day(client: FlaskClient) -> None:
    assert "<svg" not in client.get("/trends").get_data(as_text=True)
    page = client.get("/trends?q=zzqx").get_data(as_text=True)
    assert "None of these searches" in page


@pytest.mark.parametrize("most", [0.004, 0.31, 1, 2, 3.9, 7, 99, 100, 101, 4_999, 120_000])
def test_a_scale_reaches_what_is_drawn(most: float) -> None:
    step, steps = trend_scale(most)
    assert 1 <= steps <= 4
    assert most <= step * steps * (1 + 1e-6)
    assert step * (steps - 1) < most


def test_few_results_say_where_the_archive_is_empty(client: FlaskClient) -> None:
    page = client.get("/?q=zzqx&from=1990&to=2020").get_data(as_text=True)
    assert "has nothing from 1990 to 2020" in page
    assert "nothing from" not in client.get("/?q=the+OR+的&from=1990").get_data(as_text=True)
    about = client.get("/about").get_data(as_text=True)
    assert "Nothing from" in about


@pytest.mark.parametrize(
    "path",
    ["/context?q=tariff&order=left&source=Island+Wire", "/trends?q=a&q=b&measure=share&tongue=zh"],
)
def test_another_language_shows_the_same(client: FlaskClient, path: str) -> None:
    page = client.get(path).get_data(as_text=True)
    links = re.findall(r'<a href="([^"]+)" lang="zh-Hans" hreflang', page)
    (address,) = [link.replace("&amp;", "&") for link in links]
    assert sorted(address.partition("?")[2].split("&")) == sorted(
        [*path.partition("?")[2].split("&"), "ui=zh-Hans"]
    )
    assert client.get(address).status_code == 200
