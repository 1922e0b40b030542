"""What is new of a search: what came after an instant, whenever it was published."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from archive.indexing.reindex import reindex
from archive.search.service import SearchService
from archive.web.app import create_app
from tests.conftest import ROOT, library_of, options_of
from tests.operations.life import use_small_authority


@pytest.fixture(scope="module", autouse=True)
def _small() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        use_small_authority(patched)
        yield


def publish(folder: Path, *names: str) -> FlaskClient:
    """A generation of articles, the later in the list the longer ago published."""
    with (folder / "rows.jsonl").open("w", encoding="utf-8") as out:
        for number, name in enumerate(names):
            day = dt.date(2025, 6, 30) - dt.timedelta(number)
            row = {"id": name, "title": f"Tariff {name}", "body": "Harbour.", "published": str(day)}
            out.write(json.dumps(row) + "\n")
    reindex(options_of(folder / "index", folder / "rows.jsonl"))
    return create_app(SearchService(library_of(folder / "index")), root=ROOT).test_client()


def news(client: FlaskClient, query: str) -> Any:
    """What is new of a search."""
    return client.get(f"/api/v1/new?{query}").get_json()


def test_what_is_filled_in_later_is_new_once(tmp_path: Path) -> None:
    """Though it was published before everything else."""
    client = publish(tmp_path, "a", "b")
    first = news(client, "q=tariff")
    assert (first["new"], first["since"]) == (0, None)
    assert news(client, f"q=tariff&since={first['latest']}")["new"] == 0
    assert news(client, "q=nothing")["latest"] is None
    # What comes within one second came at once.
    time.sleep(1.1)
    client = publish(tmp_path, "a", "b", "older", "oldest")
    again = news(client, f"q=tariff&since={first['latest']}")
    assert again["new"] == 2
    assert news(client, f"q=tariff+older&since={first['latest']}")["new"] == 1
    assert again["latest"] > first["latest"]
    assert news(client, f"q=tariff&since={again['latest']}")["new"] == 0


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client of an index that no test changes."""
    return publish(tmp_path_factory.mktemp("served"), "a")


@pytest.mark.parametrize(
    "query", ["since=yesterday", "since=2025-09-03", "since=x&since=y", "from=x", "colour=red"]
)
def test_a_bad_question(served: FlaskClient, query: str) -> None:
    assert served.get(f"/api/v1/new?{query}").status_code == 400
