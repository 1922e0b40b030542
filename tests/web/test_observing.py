"""What is logged and counted of requests, and that nothing typed or read is among it."""

from __future__ import annotations

import json
import logging
import random
from typing import cast

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from archive.search.service import SearchService
from archive.serving.log_lines import LogLines
from archive.web.app import Operation, create_app
from archive.web.meters import DURATIONS, MOST_ROUTES, Meters
from tests.conftest import ROOT
from tests.web.test_freshness import ARTICLE

#: Labels of samples, in the order in which they are looked up here.
LABELS = ("route", "status", "name", "le")

TYPED = "tariff-rumour"
PAGES = (
    f"/?q={TYPED}",
    f"/api/v1/search?q={TYPED}",
    f"/article/{ARTICLE}?q={TYPED}",
    f"/?q={TYPED}&from=yesteryear",
    f"/nowhere/{TYPED}",
)


def client(service: SearchService, *, log_queries: bool = False) -> FlaskClient:
    return create_app(
        service, root=ROOT, operation=Operation(log_queries=log_queries)
    ).test_client()


def numbers(client: FlaskClient) -> dict[tuple[str, ...], float]:
    """Every sample that is exposed, by its name and labels."""
    text = client.get("/metrics").get_data(as_text=True)
    return {
        (sample.name, *(sample.labels[label] for label in LABELS if label in sample.labels)): (
            sample.value
        )
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    """The log as it is written, a value a line."""
    written = [LogLines().format(record) for record in caplog.records]
    assert not any("\n" in line for line in written)
    return [json.loads(line) for line in written]


def test_a_line_tells_no_word_that_was_typed(
    sample_service: SearchService, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    asking = client(sample_service)
    answers = [asking.get(page) for page in PAGES]
    told = [line for line in lines(caplog) if line["logger"] == "archive.requests"]
    assert TYPED not in json.dumps(lines(caplog))
    assert ARTICLE not in json.dumps(lines(caplog))
    assert [line["status"] for line in told] == [answer.status_code for answer in answers]
    assert [line["request"] for line in told] == [a.headers["X-Request-Id"] for a in answers]
    assert [line["route"] for line in told][:3] == ["/", "/api/v1/search", told[2]["route"]]
    assert told[1]["total"] == json.loads(answers[1].data)["total"]
    assert {line["generation"] for line in told} == {sample_service.status().name}
    assert all(isinstance(line["ms"], float) for line in told)


def test_what_was_typed_is_told_where_that_is_switched_on(
    sample_service: SearchService, caplog: pytest.LogCaptureFixture
) -> None:
    """The page that tells readers what is logged says so, in three languages."""
    caplog.set_level(logging.INFO)
    silent, telling = client(sample_service), client(sample_service, log_queries=True)
    telling.get(PAGES[0])
    (line,) = lines(caplog)
    assert line["query"] == f"q={TYPED}"
    for language in ("en", "zh-Hant", "zh-Hans"):
        pages = [
            one.get(f"/about?ui={language}").get_data(as_text=True) for one in (silent, telling)
        ]
        before, after = (page.partition('id="logged"')[2].partition("</li>")[0] for page in pages)
        assert before != after


def test_what_watches_writes_no_lines(
    sample_service: SearchService, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for path in ("/healthz", "/readyz", "/metrics", "/static/archive.css"):
        with client(sample_service).get(path) as answer:
            assert answer.status_code == 200
    assert caplog.records == []


def test_a_page_that_is_kept_tells_what_it_found(
    sample_service: SearchService, caplog: pytest.LogCaptureFixture
) -> None:
    """So do exports and feeds."""
    caplog.set_level(logging.INFO)
    asking = client(sample_service)
    for path in ("/?q=tariff", "/?q=tariff", "/feed.atom?q=tariff"):
        asking.get(path)
    with asking.get("/export.csv?q=tariff") as answer:
        assert answer.data
    totals = {line["total"] for line in lines(caplog)}
    assert len(totals) == 1
    assert totals != {None}


def test_about_is_not_kept_where_what_is_logged_changes(sample_service: SearchService) -> None:
    tag = client(sample_service).get("/about").headers["ETag"]
    telling = client(sample_service, log_queries=True)
    assert telling.get("/about", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/static/archive.css"])
def test_health_does_not_ask_the_index(path: str) -> None:
    """It may be opening for a while, or fail in any way."""

    class Opening:
        def status(self) -> None:
            raise RuntimeError("asked")

    asking = create_app(cast("SearchService", Opening()), root=ROOT).test_client()
    with asking.get(path) as answer:
        assert answer.status_code == 200


def test_what_servers_say_of_a_request_holds_no_path(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    for words in (
        "Client disconnected while serving /article/secret",
        "Exception while serving /article/secret",
        "Exception on /secret [GET]",
    ):
        logging.getLogger("waitress").info(words)
    assert "secret" not in json.dumps(lines(caplog))
    assert len(lines(caplog)) == 3


def test_a_failure_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        try:
            raise ValueError("two\nlines")
        except ValueError:
            logging.getLogger("archive.web").exception("%s failed", "pages.search")
    (line,) = lines(caplog)
    assert line["message"] == "pages.search failed"
    assert "two\nlines" in str(line["traceback"])


def test_what_is_counted_adds_up(sample_service: SearchService) -> None:
    asking = client(sample_service)
    for _ in range(3):
        for page in PAGES:
            asking.get(page)
    counted = numbers(asking)
    total = "archive_requests_total"
    assert counted[total, "pages.search", "2xx"] == 3
    assert counted[total, "pages.search", "4xx"] == 3
    assert counted[total, "api.search", "2xx"] == 3
    assert counted[total, "none", "4xx"] == 3
    for name in ("pages.search", "api.search", "pages.article", "none"):
        seen = [counted["archive_request_seconds_bucket", name, str(end)] for end in DURATIONS]
        seen.append(counted["archive_request_seconds_bucket", name, "+Inf"])
        assert seen == sorted(seen)
        answers = sum(n for key, n in counted.items() if key[:2] == (total, name))
        assert seen[-1] == counted["archive_request_seconds_count", name] == answers
    status = sample_service.status()
    assert counted["archive_articles",] == status.articles
    assert counted["archive_generation", status.name] == 1
    assert counted["archive_ready",] == 1


def test_seats_are_added_up() -> None:
    """By a plain count of the same answers."""
    chance = random.Random(7)
    meters = Meters(3)
    expected: dict[tuple[int, int], int] = {}
    seconds: dict[int, float] = {}
    for _ in range(2_000):
        seat, row = chance.randrange(3), chance.randrange(MOST_ROUTES + 5)
        status, took = chance.choice((200, 304, 404, 500)), chance.choice((0.0, 0.03, 0.25, 99.0))
        meters.count(seat, row, status, took)
        key = min(row, MOST_ROUTES - 1)
        expected[key, status // 100] = expected.get((key, status // 100), 0) + 1
        seconds[key] = seconds.get(key, 0.0) + took
    for row in range(MOST_ROUTES):
        measured = meters.measured(row)
        assert measured.classes == tuple(expected.get((row, n), 0) for n in range(1, 6))
        assert sum(measured.steps) == sum(measured.classes)
        assert measured.seconds == pytest.approx(seconds.get(row, 0.0))
    for seat in (0, 2, 2):
        meters.count_move(seat)
    assert meters.moves() == 3
