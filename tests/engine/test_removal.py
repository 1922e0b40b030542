"""What is open or being removed, and builds and disks that fail."""

from __future__ import annotations

import errno
import gc
from contextlib import closing
from pathlib import Path

import pytest

from archive.engine import holding
from archive.engine.contents import contents_path
from archive.engine.generation import MANIFEST, generations_folder, is_generation
from archive.engine.holding import Hold
from archive.engine.registry import open_searcher, open_store
from archive.engine.store import Store
from archive.errors import (
    ArchiveError,
    DamagedIndexError,
    GenerationNotFoundError,
    InUseError,
)
from tests.engine.corpora import NAMES, document
from tests.engine.small import folder, make


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store("whoosh", tmp_path)


def test_an_open_generation_is_not_removed(store: Store, tmp_path: Path) -> None:
    one, _ = make(store), make(store)
    with closing(open_searcher("whoosh", tmp_path, one)):
        with pytest.raises(InUseError, match=one):
            store.remove(one)
        assert store.verify(one) == ()
    store.remove(one)


def test_what_is_being_removed_is_not_opened(store: Store, tmp_path: Path) -> None:
    """Between the opening of its manifest and the lock, too: it was moved away meanwhile."""
    one, _ = make(store), make(store)
    with holding.alone_with(folder(tmp_path, one)):
        with pytest.raises(GenerationNotFoundError, match=one):
            Hold(folder(tmp_path, one))
        folder(tmp_path, one).rename(tmp_path / "away")
        with pytest.raises(GenerationNotFoundError, match=one):
            Hold(folder(tmp_path, one))


def test_a_generation_that_was_moved_before_the_lock_is_not_held(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = make(store), make(store)
    lock = holding._lock

    def late(file: int, kind: int) -> None:
        folder(tmp_path, one).rename(tmp_path / "away")
        lock(file, kind)

    monkeypatch.setattr(holding, "_lock", late)
    with pytest.raises(GenerationNotFoundError, match=one):
        Hold(folder(tmp_path, one))


def _open_files() -> int:
    """How many files this process has open; what nobody refers to is closed first."""
    gc.collect()
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def test_no_open_file_is_left_behind(store: Store, tmp_path: Path) -> None:
    """Neither by asking what was served of the generation itself, nor by what cannot be opened."""
    name = make(store)
    contents_path(tmp_path, name).unlink()
    before = _open_files()
    for _ in range(3):
        assert list(store.served() or ())
    (folder(tmp_path, name) / "names.jsonl").write_text("x")
    for _ in range(3):
        with pytest.raises(DamagedIndexError):
            open_searcher("whoosh", tmp_path, name)
    assert _open_files() == before


def test_a_full_disk_does_not_keep_a_generation_from_being_removed(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Room comes first: what is recorded of it is put right by the next run."""
    one, two = make(store), make(store)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("archive.engine.upkeep.write_publications", full)
        with pytest.raises(OSError, match="No space"):
            store.remove(one)
    assert [path.name for path in generations_folder(tmp_path).iterdir()] == [two]
    store.sweep()
    assert store.candidates() == (two,)
    assert not contents_path(tmp_path, one).exists()


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "a\nb", " a", ".a", "a.building"])
def test_what_cannot_be_a_generation(store: Store, tmp_path: Path, name: str) -> None:
    make(store)
    assert not is_generation(name)
    for act in (store.publish, store.roll_back, store.remove, store.verify):
        with pytest.raises(GenerationNotFoundError):
            act(name)
    assert store.verify(store.current() or "") == ()


def test_linked_folders_serve_and_only_the_link_is_removed(store: Store, tmp_path: Path) -> None:
    """An index, or a generation, may stand on another disk."""
    one, two = make(store), make(store)
    away = tmp_path / "away"
    folder(tmp_path, one).rename(away)
    folder(tmp_path, one).symlink_to(away)
    linked = tmp_path / "linked"
    linked.symlink_to(tmp_path)
    other = open_store("whoosh", linked)
    assert other.verify(one) == ()
    other.publish(one)
    other.publish(two)
    other.remove(one)
    assert away.is_dir()
    assert store.candidates() == (two,)


def test_a_disk_that_does_not_answer_is_told_as_damage(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = make(store)

    def broken(_: Path) -> bool:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "is_dir", broken)
        with pytest.raises(DamagedIndexError, match="Input/output error"):
            open_searcher("whoosh", tmp_path, name)


def test_a_failed_build_leaves_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it fails: at its beginning, at its commit, between list and record."""
    served = make(store)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for place in (
        "whoosh.build.whoosh_index.create_in",
        "whoosh.build.write_orders",
        "folder_store.write_publications",
    ):
        with monkeypatch.context() as patch:
            patch.setattr(f"archive.engine.{place}", full)
            with pytest.raises(OSError, match="No space"):
                _run(store)
        assert [path.name for path in generations_folder(tmp_path).iterdir()] == [served]
        assert [path.name for path in (tmp_path / "contents").iterdir()] == [f"{served}.gz"]


def _run(store: Store) -> None:
    build = store.begin("a")
    try:
        build.add(document(1))
        build.commit(NAMES)
        store.publish(build.name)
    except BaseException:
        build.abort()
        raise


def test_problems_are_archive_errors(store: Store, tmp_path: Path) -> None:
    """A manifest that is a folder, and one of another program."""
    name = make(store)
    path = folder(tmp_path, name) / MANIFEST
    path.unlink()
    path.mkdir()
    with pytest.raises(ArchiveError, match=name):
        open_searcher("whoosh", tmp_path, name)
    assert store.verify(name)
    assert store.generations()[0].problem


def test_a_file_system_without_hard_links_copies(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = make(store, 1, 2)

    def across(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(Path, "hardlink_to", across)
    build = store.begin("a", base)
    build.delete("id-001")
    assert build.commit(NAMES).articles == 1
    assert store.verify(build.name) == () == store.verify(base)
