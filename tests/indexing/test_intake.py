"""Which files are opened, which are read, and what became of each since the last time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from archive.errors import SpaceError
from archive.indexing import file_states, intake_tables
from archive.indexing import readings as readings_module
from archive.indexing.room import naming_a_full_disk
from archive.ingest.source import SourceFile, read_file
from tests.indexing.newsdesk import (
    Desk,
    article,
    changes,
    opened_below,
)


def read_names(report_of: Callable[[], object], patched: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are parsed while something is done."""
    names: list[str] = []

    def reading(file: SourceFile, *arguments: object) -> object:
        names.append(file.path.name)
        return read_file(file, *arguments)  # type: ignore[arg-type]  # as it is given

    with patched.context() as patch:
        patch.setattr(readings_module, "read_file", reading)
        report_of()
    return sorted(names)


def test_unchanged_files_are_not_opened(desk: Desk) -> None:
    with opened_below(desk.files) as opened:
        report = desk.reindex()
    assert opened == []
    assert not report.made
    assert changes(report) == {"unchanged": 3}
    assert (report.unchanged, report.read_now) == (4, 0)
    assert desk.generations() == 1


def test_only_what_changed_is_opened(desk: Desk) -> None:
    desk.write("c.jsonl", article("c1", "Other text."))
    with opened_below(desk.files) as opened:
        report = desk.reindex()
    assert set(opened) == {"c.jsonl"}
    assert changes(report) == {"unchanged": 2, "changed": 1}
    assert (report.changed, report.unchanged, report.read_now) == (1, 3, 1)
    assert desk.bodies()["c1"] == "Other text."


def _touched(desk: Desk) -> None:
    os.utime(desk.files / "c.jsonl")


def _copied_over(desk: Desk) -> None:
    path = desk.files / "c.jsonl"
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)


@pytest.mark.parametrize("change", [_touched, _copied_over])
def test_the_same_bytes_with_other_times_are_not_parsed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, change: Callable[[Desk], None]
) -> None:
    change(desk)
    with opened_below(desk.files) as opened:
        assert read_names(desk.reindex, monkeypatch) == []
    assert set(opened) == {"c.jsonl"}
    assert desk.generations() == 1


def test_a_full_disk_is_not_told_as_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_tables, "_CREATE", "PRAGMA max_page_count = 1; CREATE TABLE a (b);")
    with pytest.raises(SpaceError), naming_a_full_disk(tmp_path):
        intake_tables.open_tables(tmp_path / "a", None)


def test_a_file_written_just_now_is_compared_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if it held then what it had held before: its time may not tell what is written next."""
    path = desk.files / "c.jsonl"
    monkeypatch.setattr(file_states, "_FINE", 10**18)
    os.utime(path)
    desk.write("d.jsonl", article("d1"))
    assert changes(desk.reindex()) == {"unchanged": 3, "added": 1}
    with opened_below(desk.files) as opened:
        assert not desk.reindex().made
    assert set(opened) == {"c.jsonl", "d.jsonl"}


def test_a_file_of_the_same_size_with_its_time_restored_is_another(desk: Desk) -> None:
    path = desk.files / "c.jsonl"
    status = path.stat()
    content = path.read_text("utf-8").replace("Some", "Same")
    other = path.with_name(".c")
    other.write_text(content, "utf-8")
    other.replace(path)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    assert changes(desk.reindex()) == {"unchanged": 2, "changed": 1}
    assert desk.bodies()["c1"] == "Same text."


def _moved(files: Path) -> None:
    (files / "a.jsonl").rename(files / "b" / "a.jsonl")


def _renamed(files: Path) -> None:
    (files / "a.jsonl").rename(files / "z.jsonl")


def _folder_renamed(files: Path) -> None:
    (files / "b").rename(files / "later")


def _swapped(files: Path) -> None:
    (files / "a.jsonl").rename(files / "x")
    (files / "c.jsonl").rename(files / "a.jsonl")
    (files / "x").rename(files / "c.jsonl")


def _copied(files: Path) -> None:
    shutil.copy2(files / "a.jsonl", files / "copy.jsonl")


def _linked(files: Path) -> None:
    (files / "link.jsonl").symlink_to("a.jsonl")


def _folder_in_its_place(files: Path) -> None:
    (files / "c.jsonl").rename(files / "x")
    (files / "c.jsonl").mkdir()
    (files / "x").rename(files / "c.jsonl" / "c.jsonl")


def _file_in_the_place_of_a_folder(files: Path) -> None:
    (files / "b" / "b.jsonl").rename(files / "x")
    (files / "b").rmdir()
    (files / "x").rename(files / "b")


def _through_a_link(files: Path) -> None:
    (files / "b").rename(files.parent / "elsewhere")
    (files / "b").symlink_to(files.parent / "elsewhere")


@pytest.mark.parametrize(
    "change, told, repeated",
    [
        (_moved, {"unchanged": 2, "moved": 1}, 0),
        (_renamed, {"unchanged": 2, "renamed": 1}, 0),
        (_folder_renamed, {"unchanged": 2, "moved": 1}, 0),
        (_swapped, {"unchanged": 1, "changed": 2}, 0),
        (_copied, {"unchanged": 3, "added": 1}, 2),
        (_linked, {"unchanged": 3, "added": 1}, 2),
        (_folder_in_its_place, {"unchanged": 2, "moved": 1}, 0),
        (_file_in_the_place_of_a_folder, {"unchanged": 2, "moved": 1}, 0),
    ],
)
def test_files_elsewhere_are_told_from_others(
    desk: Desk, change: Callable[[Path], None], told: Mapping[str, int], repeated: int
) -> None:
    """None of their articles is analysed again, and all are found where they are now."""
    change(desk.files)
    report = desk.reindex()
    assert changes(report) == told
    assert (report.added, report.changed, report.removed, report.repeated) == (0, 0, 0, repeated)
    assert report.stages.keys() <= {"ingest"}  # nothing was analysed
    assert set(desk.bodies()) == {"a1", "a2", "b1", "c1"}
    assert not desk.reindex().made


def test_a_folder_that_became_a_link_holds_the_same_files(desk: Desk) -> None:
    _through_a_link(desk.files)
    assert changes(desk.reindex()) == {"unchanged": 3}


def test_removed_files_take_their_articles_with_them(desk: Desk) -> None:
    (desk.files / "a.jsonl").unlink()
    report = desk.reindex()
    assert changes(report) == {"unchanged": 2, "removed": 1}
    assert (report.removed, report.stored) == (2, 2)
    assert set(desk.bodies()) == {"b1", "c1"}


def test_an_article_stays_as_long_as_any_file_holds_it(desk: Desk) -> None:
    desk.write("d.jsonl", article("a1"))
    assert desk.reindex().repeated == 1
    (desk.files / "a.jsonl").unlink()
    report = desk.reindex()
    assert (report.removed, report.stored) == (1, 3)
    # No article was analysed: only what all of them say together may be learned again.
    assert report.stages.keys() <= {"lexicon"}
    assert set(desk.bodies()) == {"a1", "b1", "c1"}


def test_the_same_file_given_twice_is_read_twice_and_stored_once(desk: Desk) -> None:
    once, twice = desk.files / "c.jsonl", (desk.files / "c.jsonl", desk.files / "c.jsonl")
    report = desk.reindex(*twice)
    assert (report.read, report.repeated, report.stored) == (2, 1, 1)
    assert not desk.reindex(*twice).made
    report = desk.reindex(once)
    assert (changes(report), report.stored) == ({"unchanged": 1, "removed": 1}, 1)


def test_sources_in_another_order_change_nothing(desk: Desk) -> None:
    given = (desk.files / "c.jsonl", desk.files / "b", desk.files / "a.jsonl")
    with opened_below(desk.files) as opened:
        assert not desk.reindex(*given).made
        assert not desk.reindex(*given[::-1]).made
    assert opened == []


def test_relative_paths_name_the_same_files(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the file for people names them as they were given."""
    desk.write("d.jsonl", article("d1"), "{broken")
    desk.reindex()
    monkeypatch.chdir(desk.files.parent)
    with opened_below(desk.files) as opened:
        assert not desk.reindex(Path("files")).made
    assert opened == []
    assert [row["source"] for row in desk.rejects()] == ["files/d.jsonl"]
    desk.write("e.jsonl", article("e1"))
    desk.reindex()
    assert [row["source"] for row in desk.rejects()] == [str(desk.files / "d.jsonl")]
