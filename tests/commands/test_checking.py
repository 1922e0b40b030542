"""Receipts: a search that is repeated on another generation, and what differs."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from flask.testing import FlaskClient

from archive.cli import main
from archive.export.receipt_json import receipt_digest
from archive.indexing.reindex import reindex
from archive.query.parameters import read_parameters
from archive.search.service import SearchService
from archive.web.app import create_app
from tests.conftest import ROOT, library_of, options_of
from tests.operations.life import use_small_authority

Row = dict[str, Any]

ROWS: Final[list[Row]] = [
    {
        "id": f"a{number}",
        "title": f"{('Tariff', 'Harbour', '關稅')[number % 3]} report {number}",
        "body": f"A report about the {('tariff', 'harbour', 'budget')[number % 3]}, part {number}.",
        "language": ("en", "en", "zh-Hant")[number % 3],
        "source": "Post",
        "published": f"2025-0{1 + number % 4}-1{number % 9}",
    }
    for number in range(40)
]


@pytest.fixture(scope="module", autouse=True)
def _small() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        use_small_authority(patched)
        yield


def publish(index: Path, rows: Sequence[Row]) -> FlaskClient:
    """A generation of these articles, and a client of it."""
    source = index.parent / "rows.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    reindex(options_of(index, source, allow_removals=True))
    return create_app(SearchService(library_of(index)), root=ROOT).test_client()


def check(
    index: Path, receipt: Path, capsys: pytest.CaptureFixture[str], *more: str
) -> tuple[int, Any]:
    """The exit code of a check, and what it says."""
    code = main(["check", str(receipt), "--index", str(index), "--json", *more])
    out = capsys.readouterr().out
    return code, json.loads(out) if out else None


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """A place for an index of a test's own."""
    return tmp_path / "index"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FlaskClient]:
    """An index that no test changes, and a client of it."""
    index = tmp_path_factory.mktemp("served") / "index"
    return index, publish(index, ROWS)


def taken(client: FlaskClient, path: Path, query: str) -> Path:
    """The receipt of a search, as a file."""
    answer = client.get(f"/receipt.json?{query}")
    assert answer.status_code == 200
    path.write_bytes(answer.data)
    return path


@pytest.mark.parametrize(
    "query",
    ["", "q=tariff", "q=report&language=en&sort=oldest", "q=tariff&from=2025-02&copies=all"],
)
def test_the_same_generation_says_equal(
    served: tuple[Path, FlaskClient],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    query: str,
) -> None:
    index, client = served
    receipt = taken(client, tmp_path / "receipt.json", query)
    code, told = check(index, receipt, capsys)
    assert (code, told["same"], told["same_content"], told["differences"]) == (0, True, True, [])
    assert main(["check", str(receipt), "--index", str(index)]) == 0
    total = client.get(f"/api/v1/search?{query}").get_json()["total"]
    assert f"the same: {total} articles" in capsys.readouterr().out
    assert json.loads(receipt.read_text())["counts"]["total"] == total


def test_another_generation_says_what_differs(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Random changes, each told by its id, and no other; the old generation still says equal."""
    client = publish(index, ROWS)
    receipts = [
        (query, taken(client, index.parent / f"r{number}.json", query))
        for number, query in enumerate(("", "q=report&sort=oldest", "q=harbour&language=en"))
    ]
    old = client.get("/api/v1/status").get_json()["generation"]
    rng = random.Random(6)
    rows = [dict(row) for row in ROWS]
    for row in rng.sample(rows, 4):
        row["body"] += " Corrected."
    gone = {row["id"] for row in rng.sample(rows, 3)}
    rows = [row for row in rows if row["id"] not in gone]
    rows += [
        {**ROWS[number], "id": f"b{number}", "body": f"Harbour report {number}."}
        for number in (1, 2)
    ]
    changed = {row["id"] for row in rows if "Corrected" in row["body"]}
    client = publish(index, rows)
    for query, path in receipts:
        before = {each["id"] for each in json.loads(path.read_text())["articles"]["first"]}
        pages = client.get(f"/api/v1/search?{query}&size=100&copies=all").get_json()
        after = {hit["id"] for hit in pages["hits"]}
        code, told = check(index, path, capsys)
        assert code == 1
        assert not told["same_content"]
        by_kind = {
            kind: {d["name"] for d in told["differences"] if d["what"] == kind}
            for kind in ("article", "text", "count", "month")
        }
        assert by_kind["article"] == before ^ after
        assert by_kind["text"] == before & after & changed
        total = [d for d in told["differences"] if d["what"] == "count" and d["name"] == "total"]
        assert [(d["then"], d["now"]) for d in total] == (
            [] if len(before) == len(after) else [(len(before), len(after))]
        )
        assert main(["check", str(path), "--index", str(index)]) == 1
        said = capsys.readouterr().out
        assert all(f"new: {name}" in said for name in after - before)
        assert all(f"gone: {name}" in said for name in before - after)
        code, told = check(index, path, capsys, "--generation", old)
        assert (code, told["differences"]) == (0, [])


def test_days_are_counted_from_when_it_was_made(
    served: tuple[Path, FlaskClient], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`date:yesterday` of a receipt is the day before it was made."""
    index, client = served
    path = tmp_path / "receipt.json"
    receipt = taken(client, path, "q=date:yesterday")
    body = json.loads(receipt.read_text())
    assert body["search"]["text"] == "date:yesterday"
    assert body["made"].endswith("Z")
    assert check(index, receipt, capsys)[0] == 0


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[1]", '{"receipt": 2}', '{"receipt": 1}', "\xff", '{"receipt": 1, "digest": "x"}'],
)
def test_what_is_no_receipt(
    served: tuple[Path, FlaskClient],
    tmp_path: Path,
    text: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    index, path = served[0], tmp_path / "receipt.json"
    path.write_bytes(text.encode("latin-1"))
    assert main(["check", str(path), "--index", str(index)]) == 2
    assert str(path) in capsys.readouterr().err


@pytest.mark.parametrize(
    "part, name, value, said",
    [
        ("counts", "total", 3, "was changed"),
        ("counts", "months", [], "lacks"),
        ("articles", "first", ["a1"], "lacks"),
        ("newsroom", "timezone", "Nowhere/City", "tells no time"),
        ("search", "parameters", [["colour", "red"]], "colour"),
    ],
)
def test_a_receipt_that_was_edited(
    served: tuple[Path, FlaskClient],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    part: str,
    name: str,
    value: object,
    said: str,
) -> None:
    """Also with a digest that was made for it."""
    index, client = served
    receipt = taken(client, tmp_path / "receipt.json", "q=tariff")
    body = json.loads(receipt.read_text())
    body[part][name] = value
    if said != "was changed":
        body["digest"] = receipt_digest(body)
    receipt.write_text(json.dumps(body))
    assert main(["check", str(receipt), "--index", str(index)]) == 2
    assert said in capsys.readouterr().err


def test_the_receipt_of_an_exported_file_is_another(
    served: tuple[Path, FlaskClient], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says so, and which is meant."""
    more = ("--index", str(served[0]))
    assert main(["export", "tariff", str(tmp_path / "t.csv"), *more]) == 0
    assert main(["check", str(tmp_path / "t.csv.receipt.json"), *more]) == 2
    said = capsys.readouterr().err
    assert "t.csv" in said
    assert "Search receipt" in said


def test_the_page_says_what_the_file_does(served: tuple[Path, FlaskClient]) -> None:
    _, client = served
    query = "q=tariff&language=en&source=Post&from=2025-01"
    body = client.get(f"/api/v1/receipt?{query}").get_json()
    for ui in ("en", "zh-Hant", "zh-Hans"):
        page = client.get(f"/receipt?{query}&ui={ui}").text
        for text in (body["generation"]["content"], body["articles"]["every"]):
            assert text in page
        assert body["generation"]["name"] in page
    assert body["counts"]["total"] == sum(body["counts"]["months"].values())
    assert body["counts"]["total"] == sum(body["counts"]["languages"].values())
    assert read_parameters(map(tuple, body["search"]["parameters"])).q == "tariff"
    assert client.get("/receipt?from=x").status_code == 400
