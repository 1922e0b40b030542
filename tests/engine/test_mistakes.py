"""Damage is what reading meets; a mistake of this program is never told as damage."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import pytest

from archive.engine import contents, generation, names, stored
from archive.engine.contents import contents_path, read_contents
from archive.engine.generation import MANIFEST, MalformedError, naming_damage, read_manifest
from archive.engine.registry import open_searcher, open_store
from archive.engine.whoosh import (
    arrays,
    columns,
    opening,
    ranked,
    read_articles,
    searcher,
    toc,
    vocabulary,
)
from archive.errors import DamagedIndexError, UnknownContentsError
from archive.model.query import Everything, Printed
from archive.model.remembering import Lately
from archive.model.result import SearchRequest
from tests.engine.small import folder, make


@pytest.fixture
def name(tmp_path: Path) -> str:
    """A published generation of three articles."""
    return make(open_store("whoosh", tmp_path), 1, 2, 3)


def _opens(index: Path, name: str) -> None:
    open_searcher("whoosh", index, name).close()


def _gets(index: Path, name: str) -> None:
    with closing(open_searcher("whoosh", index, name)) as opened:
        opened.get("id-001")


def _reads_texts(index: Path, name: str) -> None:
    with closing(open_searcher("whoosh", index, name)) as opened:
        # A quotation mark is not looked for in the bytes that are stored.
        opened.search(SearchRequest(tree=Printed(Everything(), "body", '"so"')))


def _lists(index: Path, name: str) -> None:
    list(read_contents(index, name))


@pytest.mark.parametrize("mistake", [KeyError("x"), IndexError("x"), ValueError("x")], ids=repr)
@pytest.mark.parametrize(
    "module, function, does",
    [
        (generation, "_own_digest", _opens),
        (ranked, "Statistics", _opens),
        (searcher, "Columns", _opens),
        (searcher, "opened", _opens),
        (opening, "open_segments", _opens),
        (searcher, "read_names", _opens),
        (names, "Entity", _opens),
        (toc, "json.loads", _opens),
        (arrays, "np.frombuffer", _opens),
        (arrays, "map_file", _opens),
        (stored, "_document", _gets),
        (stored, "_published", _gets),
        (stored, "zlib.decompress", _gets),
        (stored, "_text_of", _reads_texts),
        (read_articles, "StoredText", _reads_texts),
        (contents, "_parsed", _lists),
        (contents, "json.loads", _lists),
    ],
)
def test_a_mistake_stays_what_it_is(
    tmp_path: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    function: str,
    does: Callable[[Path, str], None],
    mistake: Exception,
) -> None:
    """Wherever a file is read: what no damage raises comes through as it was raised."""
    does(tmp_path, name)

    def wrong(*_: object, **__: object) -> NoReturn:
        raise mistake

    owner, _, attribute = function.rpartition(".")
    # The file of names was read just now, and is to be read again.
    monkeypatch.setattr(names, "_read", Lately(1))
    monkeypatch.setattr(getattr(module, owner) if owner else module, attribute, wrong)
    with pytest.raises(type(mistake)) as caught:
        does(tmp_path, name)
    assert caught.value is mistake


def test_a_text_that_is_not_there_is_a_mistake(tmp_path: Path, name: str) -> None:
    with (
        closing(open_searcher("whoosh", tmp_path, name)) as opened,
        pytest.raises(KeyError, match="lead"),
    ):
        opened.search(SearchRequest(tree=Printed(Everything(), "lead", "so")))


@pytest.mark.parametrize(
    "met",
    [
        PermissionError(13, "Permission denied"),
        EOFError("cut"),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
        json.JSONDecodeError("Expecting value", "x", 0),
        zlib.error("incorrect data check"),
        MalformedError("it is empty"),
    ],
    ids=repr,
)
def test_what_reading_raises_is_damage(tmp_path: Path, met: Exception) -> None:
    with pytest.raises(DamagedIndexError, match=str(tmp_path)) as caught, naming_damage(tmp_path):
        raise met
    assert caught.value.__cause__ is met


@pytest.mark.parametrize(
    "written", [b"", b"\xff", b"[", b"[]", b"5", b"null", b"{}", b'{"format": 1}']
)
def test_what_is_no_manifest_is_damaged(tmp_path: Path, name: str, written: bytes) -> None:
    (folder(tmp_path, name) / MANIFEST).write_bytes(written)
    with pytest.raises(DamagedIndexError, match=MANIFEST):
        read_manifest(folder(tmp_path, name))


@pytest.mark.parametrize(
    "key, value",
    [
        ("files", []),
        ("files", {"a": 5}),
        ("files", {"a": [1]}),
        ("files", {"a": ["1", "b"]}),
        ("articles", None),
        ("articles", "3"),
        ("created", 5),
    ],
)
def test_a_manifest_of_another_shape_is_damaged(
    tmp_path: Path, name: str, key: str, value: object
) -> None:
    """Also in the first format, which has no digest."""
    path = folder(tmp_path, name) / MANIFEST
    data = {**json.loads(path.read_text("utf-8")), "format": 1}
    path.write_text(json.dumps(data), "utf-8")
    assert read_manifest(path.parent).articles == 3
    path.write_text(json.dumps({**data, key: value}), "utf-8")
    with pytest.raises(DamagedIndexError, match="does not hold what was written"):
        read_manifest(path.parent)


def test_files_that_are_read_alone_are_named(tmp_path: Path, name: str) -> None:
    """What is read without having been compared with the manifest: by its own function."""
    home = folder(tmp_path, name)
    for path, read in (
        (home / toc.SEGMENTS, lambda: toc.read_segments(home)),
        (home / names.NAMES_FILE, lambda: names.read_names(home)),
        (home / columns.ORDERS_FILE, lambda: columns.open_orders(home, 3)),
        (home / vocabulary.VOCABULARY_FILE, lambda: vocabulary.open_vocabulary(home)),
    ):
        read()
        for written in (b"\xff\xfe", b"{", None):
            path.unlink() if written is None else path.write_bytes(written)
            with pytest.raises(DamagedIndexError, match=path.name):
                read()


def test_an_empty_file_is_not_mapped(tmp_path: Path) -> None:
    (tmp_path / "a.arrays").touch()
    with pytest.raises(DamagedIndexError, match=r"a\.arrays cannot be read: it is empty"):
        arrays.Arrays(tmp_path / "a.arrays")


def test_a_list_of_another_kind_is_not_believed(tmp_path: Path, name: str) -> None:
    contents_path(tmp_path, name).write_bytes(b"no gzip")
    with pytest.raises(UnknownContentsError, match="Not a gzipped file"):
        list(read_contents(tmp_path, name))
