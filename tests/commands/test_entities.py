"""`entities`: what a curator sees and decides, and what the next reindex makes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.entities.models import installed
from tests.commands.test_cli import run

BODIES = [
    "據陳大文說，第{n}日下雨。北京大學教授白雅思（Bo Ashworth）同意。",
    "Mr Jonathan Woodfield said on day {n} that it rained. Woodfield left.",
]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "newsroom" / "own.jsonl"
    monkeypatch.setenv("ARCHIVE_AUTHORITY", str(path))
    return path


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if installed()[1]:
        pytest.skip(f"{', '.join(installed()[1])} not installed")
    monkeypatch.setenv("ARCHIVE_MODELS", "on")
    rows = [
        {"id": f"{k}-{n}", "title": "t", "body": body.format(n=n)}
        for k, body in enumerate(BODIES)
        for n in range(4)
    ]
    source = tmp_path / "rows.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path / "index"


def reindexed(capsys: pytest.CaptureFixture[str], index: Path) -> None:
    code, _, told = run(capsys, "reindex", index.parent / "rows.jsonl", "--index", index)
    assert code == 0, told


def candidates(capsys: pytest.CaptureFixture[str], index: Path) -> dict[str, int]:
    _, out, _ = run(capsys, "entities", "candidates", "--index", index, "--json")
    rows = json.loads(out)
    for row in rows:
        assert row["examples"]
        for example in row["examples"]:
            assert example[example.index("[") + 1 : example.index("]")] in row["name"]
    return {row["name"]: row["articles"] for row in rows}


def test_from_a_name_to_an_entity(
    index: Path, own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ARCHIVE_AUTHORITY")
    reindexed(capsys, index)
    monkeypatch.setenv("ARCHIVE_AUTHORITY", str(own))
    found = candidates(capsys, index)
    assert found["陳大文"] == found["Jonathan Woodfield"] == 4

    approve = ("approve", "陳大文", "--id", "chan-tai-man", "--kind", "person", "--en", "Chan T M")
    assert run(capsys, "entities", *approve)[0] == 0
    assert run(capsys, "entities", "merge", "Jonathan Woodfield", "chan-tai-man")[0] == 0
    assert run(capsys, "entities", "check", own)[0] == 0
    reindexed(capsys, index)
    assert not {"陳大文", "Jonathan Woodfield"} & set(candidates(capsys, index))
    _, out, _ = run(capsys, "search", "", "--person", "chan-tai-man", "--index", index, "--json")
    assert json.loads(out)["total"] == 8


def test_a_merged_entity_leads_to_the_other(
    index: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, kept in (("陳大文", "first"), ("Jonathan Woodfield", "second")):
        run(capsys, "entities", "approve", name, "--id", kept, "--kind", "person")
    assert run(capsys, "entities", "merge", "first", "second")[0] == 0
    reindexed(capsys, index)
    options = ("--index", index, "--json")
    for query in (("", "--person", "first"), ("person:first",), ("", "--person", "second")):
        _, out, _ = run(capsys, "search", *query, *options)
        assert json.loads(out)["total"] == 8, query


@pytest.mark.parametrize("how", [(), ("--kind", "person"), ("--private",)])
def test_a_rejected_name_is_not_shown(
    index: Path, own: Path, capsys: pytest.CaptureFixture[str], how: tuple[str, ...]
) -> None:
    assert run(capsys, "entities", "reject", "陳大文", *how)[0] == 0
    reindexed(capsys, index)
    found = candidates(capsys, index)
    assert "陳大文" not in found
    assert "Jonathan Woodfield" in found


def test_pairs_of_names_are_suggested(
    index: Path, own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVE_MODELS", "off")
    own.parent.mkdir()
    own.write_text("")
    reindexed(capsys, index)
    code, out, _ = run(capsys, "entities", "suggest", "--index", index)
    assert code == 0
    assert "白雅思\tBo Ashworth\t4 articles" in out


@pytest.mark.parametrize(
    "arguments, says",
    [
        (("merge", "甲", "nobody"), "there is no entity 'nobody' above"),
        (
            ("approve", "Trump", "--id", "other", "--kind", "person"),
            "a name of donald-trump and other",
        ),
        (("approve", "X Y", "--id", "No Slug", "--kind", "person"), "is not made of a-z"),
    ],
)
def test_a_wrong_decision_is_refused(
    own: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    own.parent.mkdir()
    own.write_text('{"reject": "x"}\n')
    code, _, told = run(capsys, "entities", *arguments)
    assert code == 1
    assert says in told
    assert len(told.splitlines()) == 1
    assert own.read_text() == '{"reject": "x"}\n'


def test_decisions_need_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, told = run(capsys, "entities", "reject", "x")
    assert code == 1
    assert "Set ARCHIVE_AUTHORITY" in told


def test_entities_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "entities", "list", "--find", "祖克柏")
    assert code == 0
    assert out.startswith("mark-zuckerberg\tperson\t")
    _, out, _ = run(capsys, "entities", "list", "--kind", "event", "--json")
    assert {row["kind"] for row in json.loads(out)} == {"event"}


def test_faults_of_a_file_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "x"}\n{"id": "y", "kind": "person", "en": "Donald Trump"}\n')
    code, out, _ = run(capsys, "entities", "check", path)
    assert code == 1
    assert "line 1: it has no name" in out
    assert "'donald trump' is a name of donald-trump and y" in out
