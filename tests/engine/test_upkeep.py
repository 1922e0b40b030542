"""What stands in an index's folder: what is left over there and what is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from archive.engine.contents import contents_path, write_contents
from archive.engine.files import temporary_beside
from archive.engine.generation import MANIFEST, UNPUBLISHED, generations_folder
from archive.engine.registry import open_store
from archive.engine.store import Store
from tests.engine.small import folder, ids, make

_ROWS = [(f"n{i:02d} 中文\u2028\n", f"{i:032x}") for i in range(50)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store("whoosh", tmp_path)


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
