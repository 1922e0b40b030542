"""Nothing that was read goes without being named, in a file and memory that stay small."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.engine.publications import require_current
from archive.engine.registry import open_searcher
from archive.errors import EmptyArchiveError
from archive.indexing import rejects as rejects_file
from archive.indexing.assigning import Assignment
from archive.indexing.reindex import reindex
from archive.indexing.rejects import (
    MOST_KINDS,
    MOST_ROWS,
    REJECTS,
    RejectsFile,
    Remark,
    kind_of,
)
from tests.conftest import ROOT, options_of


def rows_of(path: str | Path) -> list[dict[str, Any]]:
    text = Path(path).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n")[:-1]]


def write(path: Path, *articles: object) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in articles), encoding="utf-8")
    return path


def test_another_content_gets_an_id_of_its_own(tmp_path: Path) -> None:
    """Nothing is lost, and it is told; the same content again is counted only."""
    one = write(
        tmp_path / "a.jsonl",
        {"id": "n", "title": "First", "body": "Text."},
        {"id": "n", "title": "First", "body": "Text."},
        {"id": "n", "title": "First", "body": "Another text."},
        {"id": 7, "title": "Seven"},
    )
    other = tmp_path / "b.json"
    articles = [{"title": "?"}, {"id": "7", "title": "Not seven"}, {"id": "n", "title": "Third"}]
    other.write_text(json.dumps(articles))
    report = reindex(options_of(tmp_path / "index", one, other))
    assert (report.read, report.stored, report.repeated, report.own_ids) == (7, 6, 1, 3)
    assert "stored 3 under ids of their own: other articles have theirs" in report.lines()
    told = [
        (row["id"].split("~")[0], f"{Path(row['source']).name}, {row['place']}")
        for row in rows_of(report.rejects)
        if row["kind"] == "own id"
    ]
    assert told == [
        ("n", "a.jsonl, line 3"),
        ("7", "b.json, line 1, article 2"),
        ("n", "b.json, line 1, article 3"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "u"},
        {"body": "c"},
        {"published": "2020-01-02"},
        {"source": "s"},
        {"url": "https://a.example/2020/01/02/x"},
        {"section": "s"},
        {"authors": ["a"]},
        {"language": "zh-Hans"},
    ],
)
def test_any_other_content_is_another_article(tmp_path: Path, change: dict[str, object]) -> None:
    row = {"id": "n", "title": "t", "body": "b", "published": "2020-01-01", "language": "en"}
    source = write(tmp_path / "a.jsonl", row, row, {**row, **change})
    report = reindex(options_of(tmp_path / "index", source, dry_run=True))
    assert (report.repeated, report.stored, report.own_ids) == (1, 2, 1)


def test_many_rejects_of_a_kind_are_counted(tmp_path: Path) -> None:
    """So many rows of each source and kind, then a row with the number of the others."""
    source = tmp_path / "a.jsonl.gz"
    junk = "5\n" * (MOST_ROWS + 30) + "{broken\n" * 3
    source.write_bytes(gzip.compress((junk + '{"id": "n", "title": "t", "body": "b"}\n').encode()))
    report = reindex(options_of(tmp_path / "index", source))
    assert report.rejected == MOST_ROWS + 33
    rows = rows_of(report.rejects)
    assert len(rows) == MOST_ROWS + 4
    assert [row["more"] for row in rows if "more" in row] == [30]
    assert rows[-1]["source"] == str(source)
    assert list(report.reasons.values()) == [MOST_ROWS + 30, 3]
    assert f"rejected {MOST_ROWS + 30:,}: Not an object but a number." in report.lines()


def test_each_source_has_rows_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rejects_file, "MOST_ROWS", 2)
    with closing(RejectsFile(tmp_path)) as file:
        for source in "ab":
            for number in range(5):
                file.add(Remark("reject", source, f"line {number}", f"Not at byte {number}."))
        path = file.finish()
    assert [(row["source"], row.get("more")) for row in rows_of(path)] == [
        *[("a", None), ("a", None), ("a", 3), ("b", None), ("b", None), ("b", 3)]
    ]
    assert file.reasons == {"Not at byte N.": 10}


def test_kinds_of_reasons_have_an_end(tmp_path: Path) -> None:
    with closing(RejectsFile(tmp_path)) as file:
        for number in range(MOST_KINDS * 9):
            reason = "".join(chr(ord("a") + int(digit)) for digit in str(number))
            file.add(Remark("reject", "a", "line 1", reason))
        path = file.finish()
    assert len(file.reasons) == MOST_KINDS + 1
    assert sum(file.reasons.values()) == MOST_KINDS * 9
    assert len(rows_of(path)) <= MOST_KINDS + MOST_ROWS + 1


@pytest.mark.parametrize(
    "reason, kind",
    [
        ("Not JSON at column 7: Expecting value.", "Not JSON at column N: Expecting value."),
        (
            "title: a number (5 (6)) where a text belongs.",
            "title: a number … where a text belongs.",
        ),
        ("published: “day 2” is not a date.", "published: … is not a date."),
        ("Holds more than 2,000,000 parts.", "Holds more than N parts."),
    ],
)
def test_a_kind_is_a_reason_without_its_values(reason: str, kind: str) -> None:
    assert kind_of(reason) == kind


def test_what_a_killed_process_left_goes(tmp_path: Path) -> None:
    """Half-written files of this and of earlier forms, at the next reindex."""
    index = tmp_path / "index"
    index.mkdir()
    source = write(tmp_path / "a.jsonl", 5, {"id": "n", "title": "t", "body": "b"})
    for name in (f".{REJECTS}.new", f".{REJECTS}.0a1b2c3d"):
        (index / name).write_text('{"source": "ha')
    assert len(rows_of(reindex(options_of(index, source)).rejects)) == 1
    assert list(index.glob(f".{REJECTS}*")) == []


def test_a_failed_reindex_leaves_the_file_of_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, index = tmp_path / "a.jsonl", tmp_path / "index"
    write(source, 5, {"id": "n", "title": "t", "body": "b"})
    rows = rows_of(reindex(options_of(index, source)).rejects)
    write(source, 5, 6, 7, {"id": "n", "title": "t", "body": "b"})
    with monkeypatch.context() as patch:
        patch.setattr(RejectsFile, "finish", lambda _: pytest.fail("it is finished"))
        patch.setattr(Assignment, "assign", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            reindex(options_of(index, source))
    assert rows_of(index / REJECTS) == rows
    assert list(index.glob(f".{REJECTS}*")) == []
    write(source, {"id": "n", "title": "t", "body": "b"})
    assert reindex(options_of(index, source)).rejects == ""
    assert not (index / REJECTS).exists()


def test_what_is_odd_about_articles_is_named_and_counted(tmp_path: Path) -> None:
    """By code in the report, each with its place and id in the file; encodings by name."""
    notes = (("day-unreadable", "“spring”"), ("encoding", "big5hkscs"))
    with closing(RejectsFile(tmp_path)) as file:
        for number in range(3):
            for code, detail in notes[: 1 + number // 2]:
                place = f"line {number}"
                file.add(Remark("note", "a.jsonl", place, detail, code, f"n{number}"))
        path = file.finish()
    assert file.notes == {"day-unreadable": 3, "encoding: big5hkscs": 1}
    assert file.reasons == {}
    assert rows_of(path)[-1] == {
        "kind": "note",
        "source": "a.jsonl",
        "place": "line 2",
        "reason": "big5hkscs",
        "id": "n2",
        "code": "encoding",
    }


@pytest.mark.parametrize(
    "code, detail, counted",
    [
        ("encoding", "big5hkscs", "encoding: big5hkscs"),
        ("encoding", "read as gb18030, declared nothing", "encoding: gb18030"),
        ("encoding-guessed", "Read as windows-1252.", "encoding: windows-1252"),
        ("encoding-contradicted", "Says “utf-8”, is UTF-16.", "encoding: utf-16"),
        ("encoding", "read as utf-8, declared iso-8859-1", "encoding"),
        ("encoding-damaged", "3 characters are not big5.", "encoding-damaged"),
        ("day-unreadable", "is utf-16", "day-unreadable"),
    ],
)
def test_encodings_are_counted_by_name(
    tmp_path: Path, code: str, detail: str, counted: str
) -> None:
    with closing(RejectsFile(tmp_path)) as file:
        file.add(Remark("note", "a", "line 1", detail, code, "n"))
    assert file.notes == {counted: 1}


def test_notes_are_bounded_as_rejects_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rejects_file, "MOST_ROWS", 2)
    with closing(RejectsFile(tmp_path)) as file:
        for number in range(7):
            title = f"Title {number}"
            file.add(Remark("note", "a.jsonl", f"line {number}", title, "no-body", f"n{number}"))
        path = file.finish()
    rows = [(row["kind"], row["reason"], row.get("more")) for row in rows_of(path)]
    assert rows == [
        ("note", "Title 0", None),
        ("note", "Title 1", None),
        ("note", "no-body", 5),
    ]


def test_an_archive_of_junk_says_where_to_look(tmp_path: Path) -> None:
    source, index = write(tmp_path / "a.jsonl", 5, 6), tmp_path / "index"
    with pytest.raises(EmptyArchiveError, match=r"2 could not be read: see .*rejects\.jsonl"):
        reindex(options_of(index, source))
    assert len(rows_of(index / REJECTS)) == 2


_READING = """
import resource, sys
from pathlib import Path
from archive.errors import EmptyArchiveError
from archive.indexing.reindex import reindex
from tests.conftest import options_of
try:
    reindex(options_of(Path(sys.argv[1]), Path(sys.argv[2])))
except EmptyArchiveError:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def memory_of(index: Path, source: Path) -> int:
    """The most memory that a reindex without any article takes, in KiB."""
    command = [sys.executable, "-c", _READING, str(index), str(source)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return int(told.stdout)


def test_junk_takes_no_memory(tmp_path: Path) -> None:
    """Three hundred thousand rejects from files of some kilobytes."""
    few = write(tmp_path / "few.jsonl", 5)
    usual = memory_of(tmp_path / "few", few)
    for name, start, junk, end in (
        ("many.jsonl.gz", b"", b"5\n", b""),
        ("many.json.gz", b"[", b"[],", b"[]]"),
    ):
        many = tmp_path / name
        many.write_bytes(gzip.compress(start + junk * 300_000 + end))
        assert memory_of(tmp_path / "many", many) - usual < 20 * 1024, name


def stored_ids(index: Path) -> Iterator[str]:
    with closing(open_searcher("whoosh", index, require_current(index))) as searcher:
        yield from (article for article, _ in searcher.contents())


def test_ids_that_differ_only_in_what_is_cleaned_stay_apart(tmp_path: Path) -> None:
    ids = ["a\0b", "a\ufffdb", "a\ud800b", "a\udfffb", "\0", "\ufffd", "a\r\nb", "a\nb", "a\rb"]
    source = write(tmp_path / "a.jsonl", *({"id": one, "title": "t"} for one in ids))
    report = reindex(options_of(tmp_path / "index", source))
    assert (report.stored, report.repeated) == (len(ids), 0)
    stored = set(stored_ids(tmp_path / "index"))
    assert len(stored) == len(ids)
    # What nothing was changed of is what it was.
    assert {"a\ufffdb", "\ufffd"} < stored
    # And an id that looks like a changed one is no other's.
    write(source, *({"id": one, "title": one} for one in ["a\0b", *sorted(stored)]))
    report = reindex(options_of(tmp_path / "index", source, allow_removals=True))
    assert (report.stored, report.repeated) == (len(ids) + 1, 0)
