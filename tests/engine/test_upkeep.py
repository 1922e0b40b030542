"""What stands in an index's folder: lists, leftovers, lost records, open generations."""

from __future__ import annotations

import errno
import gc
import gzip
import os
import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from archive.engine import holding
from archive.engine.contents import contents_path, is_whole, read_contents, write_contents
from archive.engine.files import temporary_beside
from archive.engine.generation import MANIFEST, UNPUBLISHED, generations_folder, is_generation
from archive.engine.holding import Hold
from archive.engine.registry import open_searcher, open_store
from archive.engine.store import Store
from archive.errors import (
    ArchiveError,
    DamagedIndexError,
    GenerationNotFoundError,
    InUseError,
    UnknownContentsError,
)
from archive.model.result import Standing
from tests.engine.corpora import NAMES, document

_ROWS = [(f"n{i:02d} 中文\u2028\n", f"{i:032x}") for i in range(50)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store("whoosh", tmp_path)


def make(store: Store, *numbers: int, publish: bool = True) -> str:
    """A generation of a few articles."""
    build = store.begin("a")
    for number in numbers or (1, 2):
        build.add(document(number, f"Title {number}", "Some text."))
    build.commit(NAMES)
    if publish:
        store.publish(build.name)
    return build.name


def folder(index: Path, name: str) -> Path:
    return generations_folder(index) / name


def ids(contents: Sequence[tuple[str, str]]) -> list[str]:
    return [one for one, _ in contents]


def test_a_list_of_contents_is_read_as_written(tmp_path: Path) -> None:
    write_contents(tmp_path, "one", _ROWS)
    assert list(read_contents(tmp_path, "one")) == _ROWS
    write_contents(tmp_path, "none", [])
    assert list(read_contents(tmp_path, "none")) == []
    assert sorted(path.name for path in (tmp_path / "contents").iterdir()) == [
        "none.gz",
        "one.gz",
    ]


def test_a_list_with_a_flipped_byte_is_never_believed(tmp_path: Path) -> None:
    """At any place: what is read to its end is what was written, or it is said and named.

    Gzip compares neither the time nor the name that it keeps at its head.
    """
    write_contents(tmp_path, "one", _ROWS)
    path = contents_path(tmp_path, "one")
    written, believed = path.read_bytes(), 0
    for place in range(len(written)):
        for bit in range(8):
            flipped = bytearray(written)
            flipped[place] ^= 1 << bit
            path.write_bytes(flipped)
            if is_whole(tmp_path, "one"):
                believed += 1
                assert list(read_contents(tmp_path, "one")) == _ROWS
    assert 0 < believed < len(written)
    with pytest.raises(UnknownContentsError, match=str(path)):
        list(read_contents(tmp_path, "one"))


@pytest.mark.parametrize(
    "text", ["", 'd "a"\n', 'd "a"\nend 2\n', 'd "a"\nend 1\nd "b"\n', "d 5\n"]
)
def test_a_list_that_is_not_whole_is_not_believed(tmp_path: Path, text: str) -> None:
    path = contents_path(tmp_path, "one")
    path.parent.mkdir()
    path.write_bytes(gzip.compress(text.encode()))
    with pytest.raises(UnknownContentsError, match=r"one\.gz"):
        list(read_contents(tmp_path, "one"))
    assert not is_whole(tmp_path, "one")


def test_what_was_served_is_known_however_it_is_harmed(store: Store, tmp_path: Path) -> None:
    """By its list or by itself; where both are gone it is not known, and that is said."""
    name = make(store, 1, 2, 3)
    path, served = contents_path(tmp_path, name), list(store.served() or ())
    assert ids(served) == ["id-001", "id-002", "id-003"]
    listed = path.read_bytes()
    path.write_bytes(listed[:-9])
    assert list(store.served() or ()) == served
    path.unlink()
    assert list(store.served() or ()) == served
    shutil.rmtree(folder(tmp_path, name))
    with pytest.raises(UnknownContentsError, match=name):
        list(store.served() or ())
    path.write_bytes(listed)
    assert list(store.served() or ()) == served


@pytest.mark.parametrize("written", [b"", b"\xff\n", None])
def test_a_lost_record_is_not_taken_for_no_record(
    store: Store, tmp_path: Path, written: bytes | None
) -> None:
    """With `CURRENT` lost nothing is swept, and which of two served is not guessed by a clock."""
    one, two = make(store, 1), make(store, 1, 2)
    left = make(store, 3, publish=False)
    os.utime(contents_path(tmp_path, one), (2e9, 2e9))
    current = tmp_path / "CURRENT"
    current.unlink() if written is None else current.write_bytes(written)
    with pytest.raises(UnknownContentsError, match="CURRENT") as caught:
        list(store.served() or ())
    assert "publish NAME" in caught.value.one_line()
    assert store.sweep() == ()
    assert {info.name for info in store.generations()} == {one, two, left}
    assert {info.standing for info in store.generations()} == {None}
    store.publish(two)
    standings = {info.name: info.standing for info in store.generations()}
    never = Standing.UNPUBLISHED
    assert standings == {one: never, left: never, two: Standing.SERVES}
    assert store.sweep() == (left,)


def test_the_only_one_that_can_have_served_is_what_served(store: Store, tmp_path: Path) -> None:
    """Also where its folder is gone with `CURRENT`; the list is not swept before it is asked."""
    name = make(store, 1, 2)
    served = list(store.served() or ())
    make(store, 3, publish=False)
    (tmp_path / "CURRENT").unlink()
    shutil.rmtree(folder(tmp_path, name))
    assert store.sweep() == ()
    assert list(store.served() or ()) == served


def test_going_back_needs_the_record(store: Store, tmp_path: Path) -> None:
    one, _ = make(store), make(store)
    (tmp_path / "CURRENT").write_bytes(b"")
    with pytest.raises(DamagedIndexError, match="CURRENT"):
        store.roll_back(one)
    with pytest.raises(DamagedIndexError, match="CURRENT"):
        store.remove(one)
    store.publish(one)
    assert store.candidates() == (one,)


def test_everything_that_broken_runs_leave_is_named_and_swept(store: Store, tmp_path: Path) -> None:
    one, two = make(store), make(store)
    finished = make(store, publish=False)
    folders = generations_folder(tmp_path)
    for name in ("x.building", f"{one}.removing"):
        (folders / name).mkdir()
        (folders / name / "file").write_text("x")
    write_contents(tmp_path, "gone", _ROWS)
    for path in (tmp_path / "CURRENT", folders / "x", contents_path(tmp_path, one)):
        temporary_beside(path).write_text("half")
    write_contents(tmp_path, finished, _ROWS)
    left = store.leftovers()
    assert len(left) == 8
    assert sorted(Path(path).name for path in left) == sorted(store.sweep())
    assert sorted(path.name for path in folders.iterdir()) == sorted([one, two])
    names = sorted(path.name for path in (tmp_path / "contents").iterdir())
    assert names == sorted([f"{one}.gz", f"{two}.gz"])
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {"CURRENT", "contents", "generations"}
    assert (store.leftovers(), store.candidates()) == ((), (two, one))


def test_a_publication_broken_off_at_its_end_is_finished(store: Store, tmp_path: Path) -> None:
    """The mark of what was never published must not outlive the record that says otherwise."""
    name = make(store)
    (folder(tmp_path, name) / UNPUBLISHED).touch()
    assert (store.leftovers(), store.sweep()) == ((), ())
    assert not (folder(tmp_path, name) / UNPUBLISHED).exists()


def test_what_is_left_of_a_broken_sweep_is_still_left_over(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever file was removed first, the rest is not taken for a generation."""
    served, finished = make(store), make(store, publish=False)

    def break_off(path: Path) -> None:
        (Path(path) / UNPUBLISHED).unlink()
        (Path(path) / MANIFEST).unlink()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", break_off)
        with pytest.raises(KeyboardInterrupt):
            store.sweep()
    assert [info.name for info in store.generations()] == [served]
    assert store.sweep() == (f"{finished}.removing",)


def test_a_generation_without_its_folder_is_forgotten_unless_it_serves(
    store: Store, tmp_path: Path
) -> None:
    one, two, three = make(store), make(store), make(store, 1, 2, 3)
    shutil.rmtree(folder(tmp_path, one))
    shutil.rmtree(folder(tmp_path, three))
    assert store.sweep() == ()
    assert store.candidates() == (three, two)
    assert ids(list(store.served() or ())) == ["id-001", "id-002", "id-003"]


def test_a_copy_from_a_backup_is_no_leftover(store: Store, tmp_path: Path) -> None:
    one, two = make(store), make(store)
    shutil.copytree(folder(tmp_path, one), tmp_path / "backup")
    store.remove(one)
    shutil.copytree(tmp_path / "backup", folder(tmp_path, one))
    assert store.sweep() == ()
    assert [info.name for info in store.generations()] == [one, two]
    store.publish(one)
    assert store.candidates() == (one, two)


def test_damaged_generations_are_listed_and_removed(store: Store, tmp_path: Path) -> None:
    """Also without a manifest; a folder that is none of ours is not touched."""
    one, two, three = make(store), make(store), make(store)
    (folder(tmp_path, one) / MANIFEST).write_text("{")
    (folder(tmp_path, two) / MANIFEST).unlink()
    for name in ("lost+found", ".snapshot"):
        (generations_folder(tmp_path) / name).mkdir()
    infos = {info.name: info for info in store.generations()}
    assert set(infos) == {one, two, three}
    assert [bool(infos[name].problem) for name in (one, two, three)] == [True, True, False]
    assert infos[one].bytes > 0
    for name in (one, two):
        store.remove(name)
    left = {path.name for path in generations_folder(tmp_path).iterdir()}
    assert left == {three, "lost+found", ".snapshot"}


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

    for place in ("whoosh_index.create_in", "write_orders", "write_publications"):
        with monkeypatch.context() as patch:
            patch.setattr(f"archive.engine.whoosh.store.{place}", full)
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
