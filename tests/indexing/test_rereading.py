"""What is read again: what could not be read, what depends on the clock, what is packed."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from archive.indexing import intake as intake_module
from archive.indexing import readings as readings_module
from archive.indexing.file_states import FileState
from archive.ingest.source import SourceFile, read_file
from tests.indexing.newsdesk import (
    Desk,
    article,
    as_lines,
    changes,
    on_day,
    opened_below,
)


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def _circular(path: Path) -> None:
    path.symlink_to(path.name)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _no_archive(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 no archive at all")


@pytest.mark.parametrize("make", [_dangling, _circular, _pipe, _no_archive])
def test_what_cannot_be_read_is_told_and_makes_no_generations(
    desk: Desk, make: Callable[[Path], None]
) -> None:
    """It is looked at each time, and as long as it stays as it is nothing changes."""
    path = desk.files / "d.zip"
    make(path)
    assert changes(desk.reindex()) == {"unchanged": 3, "added": 1}
    told = desk.rejects()
    assert [row["source"] for row in told] == [str(path)]
    generations = desk.generations()
    report = desk.reindex()
    assert (report.made, report.rejected, desk.rejects()) == (False, 1, told)
    assert desk.generations() == generations
    path.unlink()
    desk.write("d.zip", article("d1"))
    assert desk.reindex().rejected == 0
    assert desk.rejects() == []
    assert "d1" in desk.bodies()


def test_what_can_be_read_again_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that could not be opened for a while: its size and times are the same all the time."""
    failing = [True]
    true_open = Path.open

    def opening(path: Path, *arguments: object, **more: object) -> object:
        if path.name == "d.jsonl" and failing[0]:
            raise PermissionError(13, "Permission denied", str(path))
        return true_open(path, *arguments, **more)  # type: ignore[call-overload]  # as given

    desk.write("d.jsonl", article("d1"))
    desk.rest()
    monkeypatch.setattr(Path, "open", opening)
    assert desk.reindex().rejected == 1
    assert "Permission denied" in desk.rejects()[0]["reason"]
    assert not desk.reindex().made
    failing[0] = False
    assert changes(desk.reindex()) == {"unchanged": 3, "changed": 1}
    assert "d1" in desk.bodies()


def test_a_folder_that_cannot_be_read_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also an empty one, which changes nothing else; when it can be read, that is told too."""
    (desk.files / "closed").mkdir()
    assert not desk.reindex().made
    true_iterdir = Path.iterdir

    def iterdir(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return true_iterdir(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "iterdir", iterdir)
        report = desk.reindex()
        assert (report.made, report.rejected, report.stored) == (True, 1, 4)
        assert desk.rejects()[0]["source"] == str(desk.files / "closed")
        assert not desk.reindex().made
    report = desk.reindex()
    assert (report.made, report.rejected) == (True, 0)
    assert desk.rejects() == []


def test_files_dated_in_the_future_are_read_again_when_that_is_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The note goes on the day before, and the blind spot on the day; no generation in between."""
    on_day(monkeypatch, dt.date(2026, 5, 1))
    desk.write("d.jsonl", article("d1", published="2026-05-20"))
    desk.rest()
    report = desk.reindex()
    assert report.notes == {"day-future": 1}
    assert report.blind_spots["future-dated"] == 1
    for day in (2, 18):
        on_day(monkeypatch, dt.date(2026, 5, day))
        with opened_below(desk.files) as opened:
            assert not desk.reindex().made
        assert opened == []
    on_day(monkeypatch, dt.date(2026, 5, 19))
    report = desk.reindex()
    assert (changes(report), report.notes) == ({"unchanged": 3, "changed": 1}, {})
    assert report.blind_spots["future-dated"] == 1
    on_day(monkeypatch, dt.date(2026, 5, 20))
    assert not desk.reindex().made
    desk.write("e.jsonl", article("e1"))
    assert "future-dated" not in desk.reindex().blind_spots


def test_another_mapping_is_read_by(desk: Desk) -> None:
    desk.write("d.json", json.dumps({"head": "From a mapping", "text": "Mapped."}))
    mapping = desk.files / "mapping.toml"
    mapping.write_text('["d.json"]\ntitle = "head"\nbody = "text"\n')
    desk.reindex()
    assert "Mapped." in desk.bodies().values()
    mapping.write_text('["d.json"]\n# The same.\ntitle = "head"\nbody = "text"\n')
    assert not desk.reindex().made
    mapping.write_text('["d.json"]\ntitle = "text"\nbody = "head"\n')
    assert desk.reindex().made
    assert "From a mapping" in desk.bodies().values()


def test_a_file_that_is_written_while_it_is_read_is_read_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.write("d.jsonl", article("d1"))

    def slow(file: SourceFile, *arguments: object) -> object:
        yield from read_file(file, *arguments)  # type: ignore[arg-type]  # as it is given
        if file.path == path:
            with path.open("a", encoding="utf-8") as more:
                more.write(as_lines([article("d2")]))

    with monkeypatch.context() as patch:
        patch.setattr(readings_module, "read_file", slow)
        desk.reindex()
    assert "d2" not in desk.bodies()
    assert desk.reindex().added == 1
    assert "d2" in desk.bodies()


def test_a_file_written_twice_within_one_tick_is_looked_into(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it was just written, its times may stay the same when it is written again."""
    monkeypatch.setattr(
        intake_module, "state_of", lambda _: FileState(7, 4_000_000_000_000_000_000, 7)
    )
    desk.write("d.jsonl", article("d1"))
    desk.reindex()
    desk.write("d.jsonl", article("d2"))
    desk.reindex()
    assert "d2" in desk.bodies()


def _zipped(path: Path, members: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def _tarred(path: Path, members: Mapping[str, bytes]) -> None:
    with tarfile.open(path, "w:gz") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))


@pytest.mark.parametrize("name, pack", [("d.zip", _zipped), ("d.tar.gz", _tarred)])
def test_archives_are_files_whose_members_change(
    desk: Desk, name: str, pack: Callable[[Path, Mapping[str, bytes]], None]
) -> None:
    """A member that is gone takes its articles along; the others are not analysed again."""
    first, second = (as_lines([article(one)]).encode() for one in ("d1", "d2"))
    path = desk.files / name
    pack(path, {"x/one.jsonl": first, "two.jsonl": second + b"{broken\n"})
    desk.rest()
    report = desk.reindex()
    assert (report.added, report.rejected) == (2, 1)
    told = desk.rejects()
    assert told[0]["source"] == f"{path}: two.jsonl"
    with opened_below(desk.files) as opened:
        assert not desk.reindex().made
    assert (opened, desk.rejects()) == ([], told)
    pack(path, {"renamed.jsonl": second, "three.jsonl": as_lines([article("d3")]).encode()})
    report = desk.reindex()
    assert changes(report) == {"unchanged": 3, "changed": 1}
    assert (report.added, report.removed, report.rejected) == (1, 1, 0)
    assert report.stages["tokens"]["articles"] == 1
    assert {"d2", "d3"} < set(desk.bodies())


def test_the_file_of_rejects_is_the_same_whenever_they_were_read(desk: Desk) -> None:
    """Also where it was removed, and after a run that failed."""
    desk.write("d.jsonl", "{broken", article("d1", published="1 January"), article("d1"))
    desk.write("b/e.jsonl", article("a1", "Another text.", source="Post"), "[]")
    desk.reindex()
    told = desk.rejects()
    assert {row["kind"] for row in told} == {"reject", "note", "own id"}
    desk.write("f.jsonl", article("f1"))
    desk.reindex()
    assert desk.rejects() == told
    (desk.index / "rejects.jsonl").unlink()
    report = desk.reindex()
    assert (report.made, report.rejects) == (False, str(desk.index / "rejects.jsonl"))
    assert desk.rejects() == told
    desk.reindex(full=True)
    assert desk.rejects() == told


def test_a_dry_run_leaves_the_file_of_rejects(desk: Desk) -> None:
    desk.write("d.jsonl", "{broken", article("d1"))
    report = desk.reindex(dry_run=True)
    assert (report.rejects, report.rejected, len(report.reasons)) == ("", 1, 1)
    assert report.added == 1
    assert desk.rejects() == []
    assert desk.generations() == 1
