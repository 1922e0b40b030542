"""The client in one file, against a server."""

from __future__ import annotations

import builtins
import importlib.util
import json
import sys
import threading
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from archive.search.service import SearchService
from archive.web.app import create_app
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def client_module() -> ModuleType:
    """The file, as somebody has it who took it elsewhere."""
    path = ROOT / "docs" / "archive_client.py"
    spec = importlib.util.spec_from_file_location("archive_client", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=["", "/archive"])
def archive(
    request: pytest.FixtureRequest, client_module: ModuleType, sample_service: SearchService
) -> Iterator[Any]:
    """A client of the sample archive, with and without a path."""
    app = create_app(sample_service, url_prefix=request.param, root=ROOT)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield client_module.Archive(f"http://127.0.0.1:{server.server_port}{request.param}")
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)


def test_every_operation_answers(archive: Any, client: FlaskClient) -> None:
    def api(path: str) -> Any:
        return client.get(f"/api/v1/{path}").get_json()

    found = archive.search("tariff", size=5, not_language="zh-Hans", from_="2025", sort="newest")
    same = api("search?q=tariff&size=5&-language=zh-Hans&from=2025&sort=newest")
    assert found | {"took_ms": 0} == same | {"took_ms": 0}
    hit = found["hits"][0]["id"]
    assert archive.article(hit) == api(f"articles/{hit}")
    assert archive.entity("donald-trump") == api("entities/donald-trump")
    assert archive.values("person", "tariff") == api("facets/person?q=tariff")
    assert archive.compare(hit, hit)["same"]
    assert archive.quotation("tariff") == api("quotation?text=tariff")
    assert sum(archive.months("tariff").values()) <= archive.search("tariff")["total"]
    assert archive.receipt("tariff")["counts"]["total"] == archive.search("tariff")["total"]
    assert archive.status()["generation"] == found["generation"]
    assert archive.parameters("search").keys() >= {"q", "from", "-person", "with"}


def test_all_hits_come_in_order(
    archive: Any, client_module: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "_PAGE", 7)
    hits = list(
        archive.hits("", copies="all", source=["The Harbour Post", "Nowhere"], sort="oldest")
    )
    page = archive.search("", copies="all", source="The Harbour Post", sort="oldest", size=100)
    assert [hit["id"] for hit in hits] == [hit["id"] for hit in page["hits"]]
    assert len(hits) == page["total"] > 7
    assert len(list(archive.hits("", limit=9))) == 9


def test_another_generation_is_noticed(
    archive: Any, client_module: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: Iterator[Any] = iter({"generation": g, "hits": [{}], "lines": 1_000} for g in ("a", "b"))
    monkeypatch.setattr(client_module.Archive, "search", lambda *_, **__: next(pages))
    with pytest.raises(client_module.ChangedError):
        list(archive.hits(""))


@pytest.mark.parametrize(
    "call, status, parameter",
    [
        (lambda archive: archive.search("x", colour="red"), 400, "colour"),
        (lambda archive: archive.search("x", from_="soon"), 400, "from"),
        (lambda archive: archive.article("no/../where"), 404, None),
    ],
)
def test_refusals_say_why(
    archive: Any, client_module: ModuleType, call: Any, status: int, parameter: str | None
) -> None:
    with pytest.raises(client_module.ArchiveClientError) as refused:
        call(archive)
    assert (refused.value.status, refused.value.parameter) == (status, parameter)
    assert str(refused.value).startswith(f"{status}: ")


def test_a_table_without_pandas_is_a_list(archive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert archive.table(iter([{"a": 1}])) == [{"a": 1}]


def test_a_table_with_pandas_is_a_frame(archive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pandas = ModuleType("pandas")
    monkeypatch.setattr(pandas, "DataFrame", lambda rows: ("frame", rows), raising=False)
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    assert archive.table([{"a": 1}]) == ("frame", [{"a": 1}])


def test_it_asks_only_what_is_described(archive: Any) -> None:
    json.dumps(archive.described())
    with pytest.raises(ValueError, match="no operation"):
        archive.call("delete")
