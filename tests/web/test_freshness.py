"""An answer that a browser holds is not made again, and one that would differ is."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient

from archive.errors import NoGenerationError
from archive.query.days import Newsroom
from archive.search.service import SearchService
from archive.web import freshness
from archive.web.app import create_app
from archive.web.contract import Service
from tests.conftest import ROOT
from tests.web.test_pages import failing
from tests.web.watched import Watched

ARTICLE = "harbour-post-2025-0203"

#: What may be kept: a path of every kind of answer.
KEPT = ["/", "/?q=tariff", f"/article/{ARTICLE}", "/facets/person?q=tariff", "/help", "/about"]
KEPT += [f"/kept?id={ARTICLE}", "/api/v1/search?q=tariff", f"/api/v1/articles/{ARTICLE}"]
KEPT += ["/api/v1/facets/person", "/api/v1/entities/donald-trump", "/feed.atom?q=tariff"]
KEPT += [f"/export.{ending}?q=tariff" for ending in ("csv", "jsonl", "ris")]

#: What is never kept.
FRESH = ["/api/v1/status", "/healthz", "/readyz", "/robots.txt", "/?from=20x", "/?colour=red"]
FRESH += ["/article/nowhere", "/nowhere", "/kept?q=a", "/api/v1/search?size=0", "/?ui=xx"]
FRESH += ["/api/v1/entities/nobody", "/facets/nothing"]


@pytest.fixture
def watched(sample_service: SearchService) -> Watched:
    return Watched(sample_service)


def asking(watched: Watched, **how: Any) -> FlaskClient:
    """A client of an application over a service, made in some way."""
    return create_app(cast("Service", watched), root=ROOT, **how).test_client()


def tag_of(client: FlaskClient, path: str) -> str | None:
    return client.get(path).headers.get("ETag")


def status_of(client: FlaskClient, path: str, held: str | None) -> int:
    """What is answered to a browser that holds a tag."""
    assert held
    return client.get(path, headers={"If-None-Match": held}).status_code


@pytest.mark.parametrize("path", KEPT)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_is_held_is_not_made_again(watched: Watched, path: str, method: str) -> None:
    """Not searched for either; the headers are those that the whole answer has."""
    client = asking(watched)
    whole = client.open(path, method=method)
    tag = whole.headers["ETag"]
    assert re.fullmatch(r'W/"[0-9a-f]+"', tag)
    assert whole.status_code == 200
    watched.calls.clear()
    held = client.open(path, method=method, headers={"If-None-Match": tag})
    assert held.status_code == 304
    assert held.data == b""
    assert watched.calls == []
    for name in ("ETag", "Vary", "Cache-Control", "Content-Security-Policy"):
        assert held.headers[name] == whole.headers[name], name
    assert "no-cache" in held.headers["Cache-Control"]
    assert "no-store" not in held.headers["Cache-Control"]
    assert "private" in held.headers["Cache-Control"]


@pytest.mark.parametrize("path", FRESH)
def test_what_is_not_kept_has_no_tag(watched: Watched, path: str) -> None:
    client = asking(watched)
    answer = client.get(path)
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    for held in ("*", tag_of(client, "/"), f'"x", {tag_of(client, "/")}'):
        assert status_of(client, path, held) == answer.status_code


@pytest.mark.parametrize("path", KEPT)
def test_a_failure_has_no_tag(path: str) -> None:
    answer = failing(NoGenerationError()).get(path, headers={"If-None-Match": "*"})
    assert answer.status_code == (200 if path == "/help" else 503)
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("path", ["/?q=tariff", "/help", f"/api/v1/articles/{ARTICLE}"])
def test_every_form_of_the_condition(watched: Watched, path: str) -> None:
    """Several tags, weak and strong, and a star; what is none is as if it were not there."""
    client = asking(watched)
    tag = str(tag_of(client, path))
    strong = tag.removeprefix("W/")
    same = [tag, strong, f'"x", {tag}', f'{strong},W/"x"', "*", f'W/"y" ,{tag} , "z"']
    other = ['"x"', 'W/"x"', strong.upper(), strong[:-2] + '"', '""', "", '"*"', "x", '",",']
    assert [status_of(client, path, held) for held in same] == [304] * len(same)
    for held in other:
        assert client.get(path, headers={"If-None-Match": held}).status_code == 200, held


def test_the_tag_tells_all_that_an_answer_depends_on(watched: Watched) -> None:
    """The address, `ui`, prefix and generation; who asks, and how, does not matter."""
    client = asking(watched)
    paths = [*KEPT, "/?q=tariff&ui=zh-Hant", "/?q=tariffs", "/?q=tariff&page=2", "/?q=Tariff"]
    tags = [tag_of(client, path) for path in paths]
    assert [tag_of(client, path) for path in paths] == tags
    assert tags == [tag_of(asking(watched), path) for path in paths]
    assert client.head("/?q=tariff").headers["ETag"] == tag_of(client, "/?q=tariff")
    prefixed = asking(watched, url_prefix="/news")
    seen = [*tags, *(tag_of(prefixed, path) for path in paths)]
    assert tag_of(prefixed, "/news/?q=tariff") == tag_of(prefixed, "/?q=tariff")
    watched.generation = "second"
    seen += [tag_of(client, path) for path in paths]
    assert None not in seen
    assert len(set(seen)) == len(seen)


def test_another_generation_is_searched_again(watched: Watched) -> None:
    client = asking(watched)
    tag = tag_of(client, "/?q=tariff")
    watched.generation = "second"
    assert status_of(client, "/?q=tariff", tag) == 200
    watched.generation = "first"
    assert status_of(client, "/?q=tariff", tag) == 304


def test_another_day_of_the_newsroom_is_another_answer(watched: Watched) -> None:
    """Links such as "today" change at its midnight, not at that of Greenwich."""
    now = dt.datetime(2025, 11, 22, 15, 59, tzinfo=dt.UTC)
    client = asking(watched, newsroom=Newsroom(clock=lambda: now))
    tag = tag_of(client, "/?q=tariff")
    now += dt.timedelta(seconds=59)
    assert status_of(client, "/?q=tariff", tag) == 304
    now += dt.timedelta(seconds=1)
    assert status_of(client, "/?q=tariff", tag) == 200


@pytest.mark.parametrize(
    "how",
    [
        {"title": "The Daily"},
        {"newsroom": Newsroom(order="mdy")},
        {"newsroom": Newsroom(zone=ZoneInfo("Asia/Singapore"))},
    ],
)
def test_settings_that_a_page_shows_are_in_its_tag(watched: Watched, how: dict[str, Any]) -> None:
    """Whoever renames the archive and starts it anew is not shown the old name by a browser."""
    noon = dt.datetime(2025, 11, 22, 4, tzinfo=dt.UTC)
    usual = {"newsroom": Newsroom(clock=lambda: noon)}
    if "newsroom" in how:
        held = how["newsroom"]
        how = {"newsroom": Newsroom(held.zone, held.order, lambda: noon)}
    assert tag_of(asking(watched, **usual), "/") != tag_of(asking(watched, **usual | how), "/")


@pytest.mark.parametrize("path", ["/?q=tariff", "/api/v1/search?q=tariff"])
def test_a_generation_that_takes_over_meanwhile_leaves_no_tag(watched: Watched, path: str) -> None:
    """Nobody knows which of both answered."""
    client = asking(watched)

    def take_over() -> None:
        watched.generation = "second"

    watched.meanwhile = take_over
    answer = client.get(path)
    assert answer.status_code == 200
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    watched.generation = "first"
    assert status_of(client, path, "*") == 200
    assert tag_of(client, path)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_writing_is_refused_whatever_is_held(watched: Watched, method: str) -> None:
    client = asking(watched)
    for held in ("*", str(tag_of(client, "/"))):
        answer = client.open("/", method=method, headers={"If-None-Match": held})
        assert answer.status_code == 405
        assert "ETag" not in answer.headers


@pytest.mark.parametrize(
    "changed",
    [
        "archive/web/pages.py",
        "archive/query/data/glossary.tsv",
        "archive/web/translations/zh_Hant/LC_MESSAGES/messages.mo",
        "templates/help/en.html",
        "static/pane.js",
    ],
)
def test_another_program_is_another_answer(tmp_path: Path, changed: str) -> None:
    """Whatever of it is changed: code, words, templates, styles, and the data that it reads."""
    assert (ROOT / changed).is_file()
    here, there = tmp_path / "here", tmp_path / "there"
    for root in (here, there):
        (root / changed).parent.mkdir(parents=True)
        shutil.copy(ROOT / changed, root / changed)
    assert freshness.program_version(here) == freshness.program_version(there)
    freshness.program_version.cache_clear()
    (there / changed).write_bytes((ROOT / changed).read_bytes() + b" ")
    assert freshness.program_version(here) != freshness.program_version(there)
