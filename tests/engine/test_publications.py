"""`CURRENT`: what is and was published, read back as written, and never half believed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.engine.publications import (
    Publications,
    read_current,
    read_publications,
    require_candidates,
    write_publications,
)
from archive.errors import DamagedIndexError, GenerationNotFoundError, NoGenerationError

_NAMES = tuple("abcd")


@given(st.lists(st.tuples(st.sampled_from(_NAMES), st.sampled_from(["publish", "back", "gone"]))))
def test_any_history_keeps_each_name_once(steps: list[tuple[str, str]]) -> None:
    """What serves is first, what is gone back to served before, and nothing stands twice."""
    publications = Publications()
    for name, step in steps:
        before = publications
        if step == "publish":
            publications = publications.published(name)
            assert publications.candidates == (
                name,
                *(one for one in before.candidates if one != name),
            )
        elif step == "back" and name in before.before:
            publications = publications.rolled_back(name)
            assert publications.current == name
            assert set(publications.aside) > set(before.aside)
        elif step == "back":
            with pytest.raises(GenerationNotFoundError, match=name):
                publications.rolled_back(name)
        elif name != before.current:
            publications = publications.without(name)
            assert name not in publications.known
        assert len(set(publications.known)) == len(publications.known)
        if step != "gone":
            assert set(before.known) <= set(publications.known)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    publications = Publications("d", ("c", "a name with spaces"), ("b",))
    write_publications(tmp_path, publications)
    assert read_publications(tmp_path) == publications
    assert require_candidates(tmp_path) == ("d", "c", "a name with spaces")
    assert [path.name for path in tmp_path.iterdir()] == ["CURRENT"]


@pytest.mark.parametrize("text", ["one", "one\n", "one\r\n"])
def test_a_file_of_one_name_is_read(tmp_path: Path, text: str) -> None:
    """Written before there was a history, or by hand."""
    (tmp_path / "CURRENT").write_bytes(text.encode())
    assert read_publications(tmp_path) == Publications("one")


def test_no_file_is_no_publication(tmp_path: Path) -> None:
    assert read_current(tmp_path) is None
    with pytest.raises(NoGenerationError, match=str(tmp_path)):
        require_candidates(tmp_path)


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"\n",
        b" \nbefore one\n",
        b"one\nbefore\n",
        b"one\nafter two\n",
        b"one\nbefore \n",
        b"../one\n",
        b"..\n",
        b".hidden\n",
        b"one\nbefore a/b\n",
        b"one\nbefore two.building\n",
        b"o\xffne\n",
        b"o\0ne\n",
    ],
)
def test_what_was_not_written_so_is_damage(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "CURRENT").write_bytes(written)
    with pytest.raises(DamagedIndexError, match="CURRENT") as caught:
        read_publications(tmp_path)
    assert len(caught.value.one_line().splitlines()) == 1


def test_a_folder_in_its_place_is_damage(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").mkdir()
    with pytest.raises(DamagedIndexError, match="CURRENT"):
        read_current(tmp_path)
