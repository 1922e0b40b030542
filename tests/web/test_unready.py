"""Where nothing can be served every route says why; what becomes whole is served at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.engine.generation import MANIFEST
from archive.search import library as library_module
from archive.search.library import Library
from archive.search.service import SearchService
from archive.text import fingerprint as fingerprint_module
from archive.web.app import create_app
from tests.conftest import ROOT, library_of
from tests.operations.life import Life, articles, use_small_authority

#: Routes that answer without an index.
_ALWAYS = {
    "/healthz",
    "/metrics",
    "/help",
    "/robots.txt",
    "/opensearch.xml",
    "/api/v1/openapi.json",
}

#: What follows a path that answers nothing by itself.
_ASKED = {"/compare": "?old=n001&new=n002", "/quotation": "?text=words"}


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Life:
    use_small_authority(monkeypatch)
    monkeypatch.setattr(library_module, "LOOK_EVERY", 0.0)
    return Life(tmp_path)


@pytest.fixture
def library(life: Life) -> Iterator[Library]:
    library = library_of(life.index)
    yield library
    library.close()


@pytest.fixture
def app(library: Library, life: Life) -> Flask:
    app = create_app(SearchService(library), root=ROOT)
    app.config["INDEX"] = str(life.index)
    return app


def _value(rule: str) -> str:
    """A value of the last part of a rule."""
    return "" if "<" not in rule else "person" if "facet" in rule else "n001"


def routes(app: Flask) -> set[str]:
    """An address of every route that may answer a reader."""
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"}
    plain = (rule.replace("<style>", "ris") for rule in rules)
    found = {
        rule.split("<")[0] + _value(rule) + _ASKED.get(f"/{rule.rpartition('/')[2]}", "")
        for rule in plain
    }
    return {path for path in found if not path.startswith("/static")} - _ALWAYS


def assert_unready(client: FlaskClient, app: Flask, why: str) -> None:
    for path in routes(app):
        found = client.get(path)
        text = found.get_data(as_text=True)
        assert (found.status_code, why in text) == (503, True), (path, text)
        # Where the server keeps it is no reader's business.
        assert app.config["INDEX"] not in text, (path, text)
    for path in _ALWAYS:
        assert client.get(path).status_code == 200
    assert len(client.get("/readyz").get_data(as_text=True).splitlines()) == 1


def test_every_route_is_known(app: Flask) -> None:
    assert {"/", "/about", "/readyz", "/article/n001", "/api/v1/search"} <= routes(app)


def test_no_index_at_all(app: Flask, life: Life) -> None:
    """Then there is one, and it serves."""
    client = app.test_client()
    assert_unready(client, app, "There is no index")
    assert life.reindex(articles(0, 30, 0)).code == 0
    assert client.get("/api/v1/search").get_json()["total"] == 30
    assert client.get("/readyz").status_code == 200


def test_missing_damaged_and_whole_again(app: Flask, life: Life) -> None:
    """One behaviour for each: 503 with the reason, and once it is whole it serves."""
    client = app.test_client()
    assert life.reindex(articles(0, 30, 0)).code == 0
    (name,) = life.present()
    folder, away = life.generations / name, life.root / "away"

    folder.rename(away)
    assert_unready(client, app, name)
    away.rename(folder)
    assert client.get("/readyz").status_code == 200

    for file in ("names.jsonl", MANIFEST, "orders.arrays"):
        path = folder / file
        written = path.read_bytes()
        path.write_bytes(written[:-5])
        assert_unready(client, app, file)
        path.write_bytes(written)
        assert client.get("/readyz").status_code == 200

    written = (life.index / "CURRENT").read_bytes()
    shutil.rmtree(folder)
    (life.index / "CURRENT").write_bytes(b"")
    assert_unready(client, app, "CURRENT does not hold what was written")
    (life.index / "CURRENT").write_bytes(written)

    assert life.reindex(articles(0, 30, 0)).code == 0
    assert client.get("/readyz").status_code == 200


def test_another_analysis(app: Flask, life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    assert life.reindex(articles(0, 30, 0)).code == 0
    with monkeypatch.context() as patch:
        patch.setattr(fingerprint_module, "ANALYSIS", fingerprint_module.ANALYSIS + 1)
        fingerprint_module._program.cache_clear()
        assert_unready(app.test_client(), app, "another version")
    fingerprint_module._program.cache_clear()
    assert app.test_client().get("/readyz").status_code == 200


def test_the_last_good_one_serves_and_is_said_to(app: Flask, life: Life) -> None:
    client = app.test_client()
    for count in (30, 31):
        assert life.reindex(articles(0, count, 0)).code == 0
    assert client.get("/api/v1/search").get_json()["total"] == 31
    record = life.record()
    assert record is not None
    (life.generations / record.current / MANIFEST).unlink()
    assert client.get("/api/v1/search").get_json()["total"] == 30
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert f"refused {record.current}" in ready.get_data(as_text=True).splitlines()
