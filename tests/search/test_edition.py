"""What one generation lends the next: what it made of its names, where both know the same."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.engine.names import read_names, write_names
from archive.engine.publications import require_current
from archive.engine.registry import open_searcher
from archive.model.entity import Entity, Kind, Names
from archive.search.edition import Edition


def known(*ids: str) -> Names:
    """A few entities."""
    return Names(
        {each: Entity(each, Kind.PERSON, {"en": f"Ann {each}"}) for each in ids}, {"x": "a"}
    )


def test_equal_files_of_names_are_held_once(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "two", "other")]
    for folder, names in zip(folders, (known("a"), known("a"), known("a", "b")), strict=True):
        folder.mkdir()
        write_names(folder, names)
    one, two, other = map(read_names, folders)
    assert one is two
    assert one == known("a")
    assert other == known("a", "b")


def test_a_file_of_names_that_was_changed_is_read_again(tmp_path: Path) -> None:
    write_names(tmp_path, known("a"))
    before = read_names(tmp_path)
    write_names(tmp_path, known("b"))
    assert read_names(tmp_path) == known("b")
    assert before == known("a")


def test_names_are_let_go_of_with_the_next(tmp_path: Path) -> None:
    write_names(tmp_path, known("once"))
    read_names(tmp_path)
    write_names(tmp_path, known("then"))
    read_names(tmp_path)
    gc.collect()
    held = [each for each in gc.get_objects() if isinstance(each, Names) and each.get("once")]
    assert held == []


@contextmanager
def edition_of(index: Path) -> Iterator[Edition]:
    """The published generation of an index, opened for this."""
    searcher = open_searcher("whoosh", index, require_current(index))
    try:
        yield Edition(searcher)
    finally:
        searcher.close()


def test_generations_that_know_the_same_share_what_is_made_of_it(
    sample_index: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "index"
    shutil.copytree(sample_index, copy, symlinks=True)
    with edition_of(sample_index) as one, edition_of(copy) as two:
        assert one.index is two.index
        assert one.near_names is two.near_names
        assert one.words is two.words
    with edition_of(copy) as three:
        assert three.index is two.index
        assert three.index.printed
