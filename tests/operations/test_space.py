"""A disk that is really full, at ten sizes: one line, what served serves, the next run is clean."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.engine.catalogue import FolderCatalogue
from archive.indexing import room
from archive.search.library import Library
from tests.operations.life import Life, articles, read_all, use_small_authority


def resize(disk: Path, kilobytes: int) -> None:
    """Give a file system another size."""
    subprocess.run(
        ["mount", "-o", f"remount,size={kilobytes}k", str(disk)], check=True, capture_output=True
    )


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small file system in memory."""
    use_small_authority(monkeypatch)
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True, capture_output=True)


def used(disk: Path) -> int:
    """Kilobytes that are taken."""
    return shutil.disk_usage(disk).used // 1024


@pytest.mark.skipif(shutil.which("mount") is None, reason="there is no mount")
def test_a_full_disk_at_ten_sizes(
    disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From room for not one file of the next generation to almost enough for all of it.

    The look before the work is left out: another program may fill the disk meanwhile.
    """
    life = Life(disk)
    monkeypatch.setattr(Life, "source", tmp_path / "source.jsonl")
    first, second = articles(0, 300, 0), articles(0, 300, 1)
    assert life.reindex(first).code == 0
    at_first, served = used(disk), life.record()
    step = sum(file.stat().st_size for file in life.generations.rglob("*")) // 1024 // 11
    library = Library(FolderCatalogue("whoosh", life.index))
    with monkeypatch.context() as patch:
        patch.setattr(room, "_BUILD", 0.0)
        for more in range(10):
            resize(disk, at_first + more * step)
            outcome = life.reindex(second)
            assert outcome.code == 1, more
            assert len(outcome.said.splitlines()) == 1, outcome.said
            assert str(life.index) in outcome.said
            assert "Free space" in outcome.said
            assert life.record() == served
            with library.reading() as edition:
                assert read_all(edition.searcher) == first
    resize(disk, 8192)
    assert life.reindex(second).code == 0
    record = life.record()
    assert record is not None
    assert life.strangers(record) == []
    library.close()


def test_room_is_looked_for_before_the_work(disk: Path, tmp_path: Path) -> None:
    life = Life(disk)
    assert life.reindex(articles(0, 300, 0)).code == 0
    resize(disk, used(disk) + 64)
    before = sorted(life.index.rglob("*"))
    outcome = life.reindex(articles(0, 300, 1))
    assert outcome.code == 1
    assert f"{life.index} has 0 MB free; a reindex needs about" in outcome.said
    assert "prune" in outcome.said
    assert sorted(life.index.rglob("*")) == before


def test_prune_makes_room_on_a_disk_without_any(disk: Path) -> None:
    """Not a byte is free: the lock is held all the same, and a generation goes first."""
    life = Life(disk)
    for version in range(3):
        assert life.reindex(articles(0, 50, version)).code == 0
    record = life.record()
    assert record is not None
    resize(disk, used(disk) + 4)
    (disk / "filler").write_bytes(b"x" * shutil.disk_usage(disk).free)
    assert shutil.disk_usage(disk).free == 0
    assert life.run("prune", "--keep", 1).code == 0
    assert life.present() == {record.current}
    assert life.run("doctor").code in (0, 1)
    record = life.record()
    assert record is not None
    assert record.candidates == (record.current,)
