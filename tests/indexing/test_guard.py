"""The guard against vanished sources: whatever became of what was served, it is never silent."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from archive.engine.contents import contents_path
from archive.engine.generation import MANIFEST, generations_folder
from archive.engine.publications import read_current
from archive.engine.registry import open_store
from archive.engine.whoosh import build as whoosh_build
from archive.errors import RemovalsError, UnknownContentsError
from archive.indexing.reindex import reindex
from tests.conftest import options_of
from tests.operations.life import use_small_authority

Harm = Callable[[Path, str], None]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small authority file: reindexing a hundred articles takes a moment."""
    use_small_authority(monkeypatch)


def lines(count: int) -> str:
    rows = ({"id": f"n{i}", "title": f"Title {i}", "body": "Text of it."} for i in range(count))
    return "".join(json.dumps(row) + "\n" for row in rows)


def _folder(index: Path, name: str) -> Path:
    return generations_folder(index) / name


def _flip(path: Path) -> None:
    flipped = bytearray(path.read_bytes())
    flipped[len(flipped) // 2] ^= 1
    path.write_bytes(flipped)


def _flip_arrays(index: Path, name: str) -> None:
    _flip(next(_folder(index, name).glob("MAIN_*.arrays")))


def _flip_manifest(index: Path, name: str) -> None:
    _flip(_folder(index, name) / MANIFEST)


def _another_format(index: Path, name: str) -> None:
    path = _folder(index, name) / MANIFEST
    data = json.loads(path.read_text("utf-8"))
    del data["digest"]
    path.write_text(json.dumps({**data, "format": 1}), "utf-8")


def _remove_generation(index: Path, name: str) -> None:
    shutil.rmtree(_folder(index, name))


def _remove_list(index: Path, name: str) -> None:
    contents_path(index, name).unlink()


def _cut_list(index: Path, name: str) -> None:
    path = contents_path(index, name)
    path.write_bytes(path.read_bytes()[:-8])


def _remove_current(index: Path, _: str) -> None:
    (index / "CURRENT").unlink()


def _empty_current(index: Path, _: str) -> None:
    (index / "CURRENT").write_bytes(b"")


KNOWN: Final[tuple[tuple[Harm, ...], ...]] = (
    (_flip_arrays,),
    (_flip_manifest,),
    (_another_format,),
    (_remove_generation,),
    (_remove_list,),
    (_cut_list,),
    (_remove_current,),
    (_remove_current, _remove_generation),
    (_remove_current, _remove_list),
)
UNKNOWN: Final[tuple[tuple[Harm, ...], ...]] = (
    (_remove_list, _flip_manifest),
    (_cut_list, _another_format),
    (_remove_list, _remove_generation),
    (_empty_current,),
    (_empty_current, _remove_generation),
)


def _served(tmp_path: Path, count: int) -> tuple[Path, Path, str]:
    source, index = tmp_path / "a.jsonl", tmp_path / "index"
    source.write_text(lines(count))
    return source, index, reindex(options_of(index, source)).generation


def _named(harms: tuple[Harm, ...]) -> str:
    return " and ".join(one.__name__.strip("_").replace("_", " ") for one in harms)


@pytest.mark.parametrize("harms", KNOWN, ids=_named)
def test_what_was_served_is_compared_whatever_became_of_it(
    tmp_path: Path, harms: tuple[Harm, ...]
) -> None:
    source, index, name = _served(tmp_path, 100)
    for harm in harms:
        harm(index, name)
    source.write_text(lines(79))
    with pytest.raises(RemovalsError, match="21 of 100"):
        reindex(options_of(index, source))
    source.write_text(lines(80))
    report = reindex(options_of(index, source))
    assert (report.removed, report.unchanged) == (20, 80)


@pytest.mark.parametrize("harms", UNKNOWN, ids=_named)
def test_where_it_is_not_known_reindex_stops_and_says_so(
    tmp_path: Path, harms: tuple[Harm, ...]
) -> None:
    """Before any article is read; with removals allowed it goes on, and restores what was lost."""
    source, index, name = _served(tmp_path, 100)
    for harm in harms:
        harm(index, name)
    found = sorted(index.rglob("*"))
    with pytest.raises(UnknownContentsError, match="not known") as caught:
        reindex(options_of(index, source), reading=lambda _: pytest.fail("articles are read"))
    assert "--allow-removals" in caught.value.one_line()
    assert len(caught.value.one_line().splitlines()) == 1
    assert sorted(path for path in index.rglob("*") if path.name != "lock") == [
        path for path in found if path.name != "lock"
    ]
    new = reindex(options_of(index, source, allow_removals=True)).generation
    assert read_current(index) == new
    assert reindex(options_of(index, source)).unchanged == 100


def test_the_clock_does_not_say_what_was_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A generation made by a clock that was set back serves, is compared, and is gone back from."""
    names = iter(["20260102T000000-0000000", "20260101T000000-0000000", "20250101T000000-0000000"])
    monkeypatch.setattr(whoosh_build, "new_name", lambda: next(names))
    source, index, first = _served(tmp_path, 40)
    source.write_text(lines(100))
    second = reindex(options_of(index, source)).generation
    assert second < first
    store = open_store("whoosh", index)
    assert [info.name for info in store.generations()] == [first, second]
    assert store.candidates() == (second, first)
    source.write_text(lines(60))
    with pytest.raises(RemovalsError, match="40 of 100"):
        reindex(options_of(index, source))


def test_which_of_several_served_is_not_guessed(tmp_path: Path) -> None:
    """The list that was written last need not be that of what served last."""
    source, index, first = _served(tmp_path, 40)
    source.write_text(lines(100))
    second = reindex(options_of(index, source)).generation
    os.utime(contents_path(index, first), (2e9, 2e9))
    (index / "CURRENT").unlink()
    source.write_text(lines(40))
    with pytest.raises(UnknownContentsError, match="CURRENT is missing"):
        reindex(options_of(index, source))
    open_store("whoosh", index).publish(second)
    with pytest.raises(RemovalsError, match="60 of 100"):
        reindex(options_of(index, source))


def test_a_dry_run_is_guarded_alike_and_leaves_no_trace(tmp_path: Path) -> None:
    source, index, name = _served(tmp_path, 100)
    _flip_arrays(index, name)
    source.write_text(lines(50))
    found = sorted(index.rglob("*"))
    with pytest.raises(RemovalsError, match="50 of 100"):
        reindex(options_of(index, source, dry_run=True))
    report = reindex(options_of(index, source, dry_run=True, allow_removals=True))
    assert (report.removed, report.published) == (50, False)
    assert sorted(index.rglob("*")) == found
    assert read_current(index) == name
