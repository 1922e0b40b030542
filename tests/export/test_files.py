"""`manage.py export`: every form read back, nothing half done, nothing overwritten."""

from __future__ import annotations

import builtins
import errno
import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from archive.cli import main
from archive.commands import exporting
from archive.errors import ArchiveError
from archive.export import files
from archive.export.columns import EXPORT_COLUMNS
from archive.export.files import FILE_FORMS
from archive.search.service import SearchService
from tests.conftest import ROOT
from tests.export.desk import Desk, apart, read_csv, read_json, read_ris

QUERY = "harbour OR 碼頭 OR council"


@pytest.fixture(autouse=True)
def _without_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_MODELS", "off")


@pytest.fixture
def export(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs the command on the desk's archive, which is open, into a folder of its own."""
    monkeypatch.setattr(
        exporting, "search_service", lambda _: nullcontext(SearchService(desk.library))
    )

    def run(query: str, name: str, *options: str) -> int:
        index = desk.root / "index"
        return main(["export", query, str(tmp_path / name), "--index", str(index), *options])

    return run


def rows_of(path: Path) -> list[dict[str, Any]]:
    """What another program reads from a file: id, family and headline of each row."""
    names = ("id", "family", "headline")
    match path.suffix:
        case ".csv":
            rows = read_csv(path.read_bytes())
        case ".jsonl":
            rows = read_json(path.read_bytes())
        case ".ris":
            read = read_ris(path.read_bytes())
            return [{"id": r["id"], "family": r["custom1"], "headline": r["title"]} for r in read]
        case ".sqlite":
            with closing(sqlite3.connect(path)) as database:
                database.row_factory = sqlite3.Row
                found = database.execute("SELECT * FROM articles ORDER BY position")
                rows = [dict(row) for row in found]
        case _:
            rows = pyarrow.parquet.read_table(path).to_pylist()
    return [{name: row[name] for name in names} for row in rows]


@pytest.mark.parametrize("ending", FILE_FORMS)
@pytest.mark.parametrize("mode", [(), ("--versions", "all"), ("--copies", "all")])
def test_every_form_has_what_the_oracle_finds(
    desk: Desk, tmp_path: Path, export: Callable[..., int], ending: str, mode: tuple[str, ...]
) -> None:
    path = tmp_path / f"found.{ending}"
    for query in (QUERY, "渡輪", "nosuchwordanywhere"):
        assert export(query, path.name, "--force", *mode) == 0
        pairs = [("q", query), *([(mode[0][2:], mode[1])] if mode else [])]
        expected = desk.expected(pairs)
        rows = rows_of(path)
        assert [row["id"] for row in rows] == expected
        for row in rows:
            assert row["headline"] == desk.articles[row["id"]].title
            assert row["family"] == desk.oracle.families([row["id"]])[0].first
        receipt = json.loads((tmp_path / f"{path.name}.receipt.json").read_text("utf-8"))
        assert receipt["rows"] == receipt["total"] == len(expected)
        assert receipt["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert receipt["bytes"] == path.stat().st_size
        assert [tuple(pair) for pair in receipt["parameters"]] == pairs
        assert receipt["columns"] == [column.name for column in EXPORT_COLUMNS]
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        path.name,
        f"{path.name}.receipt.json",
    ]


def test_files_hold_what_is_answered_over_http(
    desk: Desk, tmp_path: Path, export: Callable[..., int]
) -> None:
    for ending in ("csv", "jsonl", "ris"):
        assert export(QUERY, f"a.{ending}", "--address", "http://localhost") == 0
        answered = desk.export(ending, [("q", QUERY)])
        assert (tmp_path / f"a.{ending}").read_bytes() == answered


def test_a_database_holds_together(tmp_path: Path, export: Callable[..., int]) -> None:
    """Its keys lead somewhere, and its lists are those of the other forms."""
    assert export("", "a.sqlite", "--versions", "all") == 0
    assert export("", "a.csv", "--versions", "all") == 0
    assert export("", "a.parquet", "--versions", "all") == 0
    cells = {row["id"]: row for row in read_csv((tmp_path / "a.csv").read_bytes())}
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
        assert tables >= {"articles", "authors", "entities", "article_entities"}
        names: dict[str, list[str]] = {one: [] for one in cells}
        for article, label in database.execute(
            "SELECT article, label FROM article_entities JOIN entities"
            " ON id = entity AND entities.kind = article_entities.kind"
            " WHERE article_entities.kind = 'place' ORDER BY article, place"
        ):
            names[article].append(label)
        authors: dict[str, list[str]] = {one: [] for one in cells}
        for article, name in database.execute(
            "SELECT article, name FROM authors ORDER BY 1, place"
        ):
            authors[article].append(name)
    assert names == {one: apart(row["places"]) for one, row in cells.items()}
    assert authors == {one: apart(row["authors"]) for one, row in cells.items()}
    for row in pyarrow.parquet.read_table(tmp_path / "a.parquet").to_pylist():
        assert row["authors"] == authors[row["id"]]
        assert row["places"] == names[row["id"]]
        assert row["hits"] == 0


def test_nothing_is_overwritten_unasked(
    tmp_path: Path, export: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.csv", "b.csv.receipt.json"):
        (tmp_path / name).write_text("precious", "utf-8")
        assert export(QUERY, name.removesuffix(".receipt.json")) == 1
        assert capsys.readouterr().err.count("\n") == 1
        assert (tmp_path / name).read_text("utf-8") == "precious"
    assert not (tmp_path / "b.csv").exists()
    assert export(QUERY, "a.csv", "--force") == 0
    assert rows_of(tmp_path / "a.csv")
    (tmp_path / "folder.csv").mkdir()
    assert export(QUERY, "folder.csv", "--force") == 1


def test_what_came_meanwhile_stays(
    tmp_path: Path, export: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    monkeypatch.setattr(files, "fsync_path", lambda _: path.write_text("precious", "utf-8"))
    assert export(QUERY, path.name) == 1
    assert path.read_text("utf-8") == "precious"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("ending", FILE_FORMS)
@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "full"), ArchiveError("damaged")])
def test_a_failure_leaves_nothing(
    tmp_path: Path,
    export: Callable[..., int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ending: str,
    failure: Exception,
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(files, "_receipt", failing)
    assert export(QUERY, f"a.{ending}") == 1
    assert list(tmp_path.iterdir()) == []
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_killed_export_leaves_no_half_file(
    desk: Desk, tmp_path: Path, export: Callable[..., int], number: signal.Signals
) -> None:
    """What is killed at once leaves a hidden file, which goes with a later export."""
    program = (
        "import sys, time\n"
        "from contextlib import nullcontext\n"
        "from archive.cli import main\n"
        "from archive.commands import exporting\n"
        "from archive.export import files\n"
        "def slow(rows, path):\n"
        "    path.write_text('half'); print('begun', flush=True); time.sleep(60)\n"
        "class Service:\n"
        "    def exporting(self, parameters): return nullcontext(None)\n"
        "files.FILE_FORMS['csv'] = slow\n"
        "exporting.search_service = lambda arguments: nullcontext(Service())\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    arguments = ["export", QUERY, str(tmp_path / "a.csv"), "--index", str(desk.root / "index")]
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        assert process.stdout
        assert process.stdout.readline() == b"begun\n"
        process.send_signal(number)
    assert process.returncode != 0
    left = list(tmp_path.iterdir())
    assert all(one.name.startswith(".a.csv.") for one in left)
    if number == signal.SIGTERM:
        assert left == []
    for one in left:
        old = time.time() - 2 * 3_600
        os.utime(one, (old, old))
    assert export(QUERY, "a.csv") == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.csv", "a.csv.receipt.json"]


def test_parquet_says_what_to_install(
    tmp_path: Path,
    export: Callable[..., int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    real = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert export(QUERY, "a.parquet") == 1
    line = capsys.readouterr().err
    assert "pip install pyarrow" in line
    assert line.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_usage(
    tmp_path: Path, export: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        export(QUERY, "a.xls")
    assert ".parquet" in capsys.readouterr().err
    assert export(QUERY, "a.csv", "--address", "archive") == 2
    assert export(QUERY, "a.csv", "--from", "20x") == 2
    assert export(QUERY, "no/such/a.csv") == 1
    assert list(tmp_path.iterdir()) == []
    assert export(QUERY, "a.csv", "--json") == 0
    assert json.loads(capsys.readouterr().out)["file"] == "a.csv"
