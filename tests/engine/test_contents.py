"""What was served is known by a list, by itself, or not at all."""

from __future__ import annotations

import gzip
import os
import shutil
from pathlib import Path

import pytest

from archive.engine.contents import contents_path, is_whole, read_contents, write_contents
from archive.engine.registry import open_store
from archive.engine.store import Store
from archive.errors import (
    DamagedIndexError,
    UnknownContentsError,
)
from archive.model.result import Standing
from tests.engine.small import folder, ids, make

_ROWS = [(f"n{i:02d} 中文\u2028\n", f"{i:032x}") for i in range(50)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store("whoosh", tmp_path)


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
