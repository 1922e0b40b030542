"""What cannot be built on is made anew: the report says why, and ids stay."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.engine.publications import require_current
from archive.engine.registry import open_store
from archive.indexing import stages as stages_module
from tests.indexing.newsdesk import Desk, answers, article, without_shipped_names


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    without_shipped_names(monkeypatch)
    made = Desk(tmp_path)
    made.write("a.jsonl", *(article(f"n{at}", f"Text {at}.") for at in range(5)))
    made.rest()
    made.reindex()
    return made


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("pattern", ["intake.sqlite3", "MAIN_*.arrays", "manifest.json"])
@pytest.mark.parametrize("analysis", ["same", "another"])
def test_a_damaged_base_is_built_anew_and_the_report_says_why(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, pattern: str, analysis: str
) -> None:
    if analysis == "another":
        monkeypatch.setattr(stages_module, "program_fingerprint", lambda: "another")
    desk.write("b.jsonl", article("n1", "Another.", source="Post"))
    desk.reindex()
    before = answers(desk.index)
    folder = desk.index / "generations" / require_current(desk.index)
    damaged = next(path for path in sorted(folder.glob(pattern)))
    _flip(damaged)
    if analysis == "another":
        monkeypatch.setattr(stages_module, "program_fingerprint", lambda: "a third")
    report = desk.reindex()
    assert report.made
    assert damaged.name in report.anew
    assert f"everything was made anew: {report.anew}" in report.lines()
    assert report.read_now == 6
    assert answers(desk.index) == before
    assert open_store("whoosh", desk.index).verify(report.generation) == ()
    assert desk.reindex().anew == ""


def _cut(folder: Path) -> None:
    path = folder / "intake.sqlite3"
    path.write_bytes(path.read_bytes()[:-4_096])


def _no_intake(folder: Path) -> None:
    (folder / "intake.sqlite3").unlink()


@pytest.mark.parametrize("harm", [_cut, _no_intake, shutil.rmtree])
def test_ids_stay_those_that_were_given_before(desk: Desk, harm: Callable[[Path], None]) -> None:
    """Where the last record of them is lost, by the one before it."""
    desk.write("b.jsonl", article("n1", "Of the Post.", source="Post"))
    desk.reindex()
    desk.write("c.jsonl", article("c1"))
    desk.reindex()
    before = desk.bodies()
    harm(desk.index / "generations" / require_current(desk.index))
    report = desk.reindex(desk.files / "b.jsonl", desk.files / "a.jsonl", desk.files / "c.jsonl")
    assert report.anew.endswith(".")
    assert report.anew.count("generations") <= 1
    assert desk.bodies() == before
