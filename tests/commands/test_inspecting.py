"""`inspect` shows what a reindex would read, and writes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archive.cli import main
from archive.indexing.reindex import reindex
from tests.conftest import SAMPLES, options_of
from tests.ingest.packed import line, zipped

ROW = {
    "id": "a-1",
    "title": "Ferry returns",
    "body": "The ferry is back.\n\nSo are the gulls.",
    "published": "2024-03-05T09:30:00+08:00",
    "source": "The Pier",
    "authors": ["Ann Lee"],
}


def ran(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(["inspect", *map(str, arguments)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def facts(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, Any]]:
    code, out, _ = ran(capsys, *arguments, "--json")
    assert code == 0
    told: list[dict[str, Any]] = json.loads(out)
    return told


def test_a_file_is_told_as_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(ROW) + '\n{broken\n{"title": "渡輪復航"}\n')
    code, out, err = ran(capsys, path)
    assert (code, err) == (0, "")
    for words in (
        f"{path}: JSON",
        "2 articles, 1 rejects",
        "Ferry returns",
        "2024-03-05 09:30+08:00",
        "The Pier",
        "Ann Lee",
        "The ferry is back.",
        "undated",
        "zh-Hant",
        "no-body",
        "line 2: Not JSON at column 1",
        "noted on 1: no-body",
    ):
        assert words in out, words


def test_a_file_is_told_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({"a.jsonl": json.dumps(ROW).encode(), "b": b"\x89PNG"}))
    article, picture = facts(capsys, tmp_path)
    assert article["file"] == f"{tmp_path}/x.zip: a.jsonl"
    assert (article["format"], article["articles"], article["rejects"]) == ("JSON", 1, 0)
    shown = article["shown"][0]
    assert (shown["id"], shown["published"]) == ("a-1", "2024-03-05T09:30:00+08:00")
    assert (shown["first_line"], shown["characters"]) == ("The ferry is back.", 37)
    assert (picture["format"], picture["rejects"]) == (None, 1)
    assert "a picture" in picture["shown"][0]["reject"]


def test_only_so_many_are_shown_and_all_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"".join(line(str(n)) for n in range(50)))
    (told,) = facts(capsys, tmp_path, "--limit", 3)
    assert (told["articles"], len(told["shown"])) == (50, 3)
    (told,) = facts(capsys, tmp_path)
    assert len(told["shown"]) == 20
    for wrong in ("0", "-1", "many"):
        with pytest.raises(SystemExit):
            main(["inspect", str(tmp_path), "--limit", wrong])


def test_a_path_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = ran(capsys, tmp_path / "nowhere.json")
    assert (code, out) == (1, "")
    assert "nowhere.json cannot be read" in err


def test_the_samples_are_read_as_a_reindex_reads_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = facts(capsys, SAMPLES, "--limit", 1000)
    report = reindex(options_of(tmp_path / "index", SAMPLES))
    assert sum(file["articles"] for file in told) == report.stored
    assert sum(file["rejects"] for file in told) == report.rejected


@pytest.mark.parametrize("order, day", [("dmy", "2024-04-03"), ("mdy", "2024-03-04")])
def test_days_are_read_as_a_reindex_reads_them(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    order: str,
    day: str,
) -> None:
    monkeypatch.setenv("ARCHIVE_DAY_ORDER", order)
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW | {"published": "03/04/2024"}))
    (file,) = facts(capsys, tmp_path)
    assert file["shown"][0]["published"] == day
    index = tmp_path / "index"
    assert main(["reindex", str(tmp_path / "a.jsonl"), "--no-models", "--index", str(index)]) == 0
    capsys.readouterr()
    assert main(["show", "a-1", "--json", "--index", str(index)]) == 0
    assert json.loads(capsys.readouterr().out)["published"] == day
