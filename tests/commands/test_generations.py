"""The life of an index that meets damage, kills and newer programs, as an administrator sees it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from archive.cli import main
from archive.engine.catalogue import FolderCatalogue
from archive.engine.generation import MANIFEST, UNPUBLISHED, generations_folder
from archive.engine.publications import read_current, read_publications
from archive.engine.registry import open_searcher, open_store
from archive.engine.whoosh.schema import new_schema
from archive.engine.whoosh.toc import read_toc
from archive.errors import DamagedIndexError
from archive.indexing.lock import index_lock
from archive.search.library import Library
from archive.text import fingerprint as fingerprint_module
from tests.operations.apart import KILLED
from tests.operations.life import Life, articles, use_small_authority


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    use_small_authority(monkeypatch)


@pytest.fixture
def life(tmp_path: Path) -> Life:
    return Life(tmp_path)


def ran(capsys: pytest.CaptureFixture[str], life: Life, *arguments: object) -> tuple[int, str, str]:
    """Run a command; its exit code, what it printed, and what it complained of in one line."""
    code = main([str(one) for one in (*arguments, "--index", life.index)])
    printed = capsys.readouterr()
    assert len(printed.err.splitlines()) <= 1
    return code, printed.out, printed.err


def made(capsys: pytest.CaptureFixture[str], life: Life, count: int, *more: str) -> str:
    """The name of a generation of so many articles, published."""
    source = life.root / "a.jsonl"
    rows = ({"id": f"n{i}", "title": f"Title {i}", "body": "Text."} for i in range(count))
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    code = main(["reindex", str(source), "--index", str(life.index), "--jobs", "1", *more])
    assert (code, capsys.readouterr().out.count(" published\n")) == (0, 1)
    return read_current(life.index) or ""


def spoil(life: Life, name: str, file: str = "names.jsonl") -> None:
    path = life.generations / name / file
    path.write_bytes(path.read_bytes() + b"x")


def states(capsys: pytest.CaptureFixture[str], life: Life) -> dict[str, str]:
    rows = json.loads(ran(capsys, life, "generations", "--json")[1])
    return {row["name"]: row["standing"] for row in rows}


def findings(capsys: pytest.CaptureFixture[str], life: Life) -> dict[str, dict[str, object]]:
    rows = json.loads(ran(capsys, life, "doctor", "--json")[1])
    return {row["what"]: row for row in rows}


@pytest.mark.parametrize("place", ["contents.write_contents", "write_publications"])
def test_a_run_killed_before_it_published_is_not_rolled_back_to(
    life: Life, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """What it finished never serves, is named, and the next run removes it."""
    life.reindex(articles(0, 30, 0))
    served = read_current(life.index)
    with monkeypatch.context() as patch:
        patch.setattr(f"archive.engine.folder_store.{place}", lambda *_: os._exit(KILLED))
        assert life.reindex(articles(0, 25, 1)).code == KILLED
    (left,) = life.present() - {served}
    assert open_store("whoosh", life.index).verify(left) == ()
    code, _, err = ran(capsys, life, "rollback")
    assert (code, "No generation served before" in err) == (1, True)
    assert states(capsys, life) == {left: "unpublished", served: "serves"}
    found = findings(capsys, life)["generations"]
    assert (found["well"], left in str(found["found"])) == (False, True)
    assert life.reindex(articles(0, 26, 1)).code == 0
    record = life.record()
    assert record is not None
    assert record.before == (served,)
    assert life.strangers(record) == []
    assert findings(capsys, life)["generations"]["well"]


def test_prune_keeps_what_is_needed(life: Life, capsys: pytest.CaptureFixture[str]) -> None:
    """What is open, what is published though damaged, and the last good one."""
    one, two, three, four = (made(capsys, life, 30 + n) for n in range(4))
    spoil(life, four)
    spoil(life, three, MANIFEST)
    with closing(open_searcher("whoosh", life.index, one)):
        code, out, err = ran(capsys, life, "prune", "--keep", 1)
        assert (code, out) == (0, f"removed {three}\n")
        assert f"{one} is open in another process" in err
        assert life.present() == {one, two, four}
    assert ran(capsys, life, "prune", "--keep", 1)[1] == f"removed {one}\n"
    assert ran(capsys, life, "rollback")[1] == f"published {two}\n"
    assert ran(capsys, life, "prune", "--keep", 1)[1] == f"removed {four}\n"
    assert ran(capsys, life, "prune", "--keep", 1)[1] == "nothing removed\n"


def test_prune_keeps_a_whole_one_that_was_rolled_back_from(
    life: Life, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nothing that may serve is whole, it is the last good one."""
    one, two = made(capsys, life, 30), made(capsys, life, 31)
    ran(capsys, life, "rollback")
    spoil(life, one)
    assert ran(capsys, life, "prune", "--keep", 1)[1] == "nothing removed\n"
    assert ran(capsys, life, "publish", two)[0] == 0


def test_without_a_record_nothing_is_pruned(life: Life, capsys: pytest.CaptureFixture[str]) -> None:
    names = {made(capsys, life, 30), made(capsys, life, 31)}
    current = life.index / "CURRENT"
    current.write_bytes(b"")
    code, _, err = ran(capsys, life, "prune")
    assert (code, "publish NAME" in err, life.present()) == (1, True, names)
    current.unlink()
    code, out, err = ran(capsys, life, "prune")
    assert (out, "Nothing is published" in err, life.present()) == (
        "nothing removed\n",
        True,
        names,
    )


@pytest.mark.parametrize("written", [b"", None])
def test_a_lost_record_is_said_everywhere(
    life: Life, capsys: pytest.CaptureFixture[str], written: bytes | None
) -> None:
    name = made(capsys, life, 30)
    current = life.index / "CURRENT"
    current.unlink() if written is None else current.write_bytes(written)
    code, out, err = ran(capsys, life, "generations")
    assert (code, name in out, "not known" in out) == (0, True, True)
    assert str(current) in err
    assert "publish NAME" in err
    index = findings(capsys, life)["index"]
    assert (index["well"], str(current) in str(index["found"])) == (False, True)
    assert "publish NAME" in str(index["remedy"])
    assert ran(capsys, life, "publish", name)[0] == 0
    assert ran(capsys, life, "verify")[1] == f"{name} is whole.\n"


def test_what_is_published_and_missing_is_said(
    life: Life, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = made(capsys, life, 30), made(capsys, life, 31)
    shutil.rmtree(life.generations / two)
    assert f"{two} is published and missing" in ran(capsys, life, "generations")[2]
    assert not findings(capsys, life)["index"]["well"]
    assert ran(capsys, life, "rollback")[1] == f"published {one}\n"


def test_rollback_passes_over_what_cannot_serve(
    life: Life, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two, three = (made(capsys, life, 30 + n) for n in range(3))
    spoil(life, two)
    assert ran(capsys, life, "rollback")[1] == f"published {one}\n"
    assert states(capsys, life) == {one: "serves", two: "aside", three: "aside"}
    assert ran(capsys, life, "publish", three)[0] == 0
    spoil(life, one)
    code, _, err = ran(capsys, life, "rollback")
    assert (code, "can serve" in err, "manage.py reindex" in err) == (1, True, True)
    assert read_current(life.index) == three


def test_damaged_generations_are_listed_named_and_pruned(
    life: Life, capsys: pytest.CaptureFixture[str]
) -> None:
    """By a manifest that is no JSON, that changed, and that is gone."""
    names = [made(capsys, life, 30 + n) for n in range(5)]
    (life.generations / names[0] / MANIFEST).write_text("{")
    spoil(life, names[1], MANIFEST)
    (life.generations / names[2] / MANIFEST).unlink()
    out = ran(capsys, life, "generations")[1]
    assert all(name in out for name in names)
    assert out.count("damaged") == 3
    found = findings(capsys, life)["generations"]
    assert (found["well"], "2 more" in str(found["found"])) == (False, True)
    for name in names[:3]:
        assert ran(capsys, life, "verify", name)[0] == 1
    removed = ran(capsys, life, "prune", "--keep", 5)[1]
    assert all(name in removed for name in names[:3])
    assert life.present() == set(names[3:])
    assert findings(capsys, life)["generations"]["well"]


def test_a_run_at_work_leaves_nothing_over_yet(
    life: Life, capsys: pytest.CaptureFixture[str]
) -> None:
    made(capsys, life, 30)
    (life.generations / "20260101T000000-0000000.building").mkdir()
    with index_lock(life.index):
        assert findings(capsys, life)["generations"]["well"]
    assert not findings(capsys, life)["generations"]["well"]


def test_another_analysis_is_refused(
    life: Life, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer program opens nothing that an older one analysed; the older one serves on."""
    old = made(capsys, life, 30)
    library = Library(FolderCatalogue("whoosh", life.index))
    with library.reading() as searcher:
        assert searcher.info().name == old
    analysis = fingerprint_module.ANALYSIS
    monkeypatch.setattr(fingerprint_module, "ANALYSIS", analysis + 1)
    fingerprint_module._program.cache_clear()
    for command in (("search", "x"), ("stats",), ("publish", old)):
        code, _, err = ran(capsys, life, *command)
        assert (code, "another version" in err, "manage.py reindex" in err) == (1, True, True)
    index = findings(capsys, life)["index"]
    assert (index["well"], index["remedy"]) == (False, "Run `manage.py reindex`.")
    new = made(capsys, life, 30)
    assert ran(capsys, life, "search", "Title")[0] == 0
    code, _, err = ran(capsys, life, "rollback")
    assert (code, "another version" in err) == (1, True)
    assert read_publications(life.index).candidates == (new, old)
    assert "is open" in ran(capsys, life, "prune", "--keep", 1)[2]
    monkeypatch.setattr(fingerprint_module, "ANALYSIS", analysis)
    fingerprint_module._program.cache_clear()
    for server in (library, Library(FolderCatalogue("whoosh", life.index))):
        monkeypatch.setattr(server, "_due", 0.0)
        with server.reading() as searcher:
            assert searcher.info().name == old
        assert server.refused() == (new,)
        server.close()


@pytest.fixture(autouse=True)
def _program_as_it_is() -> Iterator[None]:
    yield
    fingerprint_module._program.cache_clear()


class _Trap:
    """Makes a folder when it is unpickled."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.mkdir, (Path(self._folder),)  # type: ignore[return-value]


def test_nothing_planted_is_unpickled(life: Life, capsys: pytest.CaptureFixture[str]) -> None:
    """A table of contents that no manifest lists, in every generation."""
    one, two = made(capsys, life, 30), made(capsys, life, 31)
    (life.generations / two / UNPUBLISHED).touch()
    sprung = life.root / "sprung"
    for name in (one, two):
        folder = life.generations / name
        TOC(new_schema(), [_Trap(sprung)], 99).write(FileStorage(str(folder)), "MAIN")
    store = open_store("whoosh", life.index)
    library = Library(FolderCatalogue("whoosh", life.index))
    with library.reading() as searcher:
        assert searcher.info().name == two
    library.close()
    commands = "search x|stats|verify|doctor|generations|rollback|publish " + two
    for command in commands.split("|"):
        assert ran(capsys, life, *command.split())[0] == 0, command
    build = store.begin(store.generations()[0].fingerprint, two)
    build.delete("n0")
    with closing(open_searcher("whoosh", life.index, two)) as searcher:
        build.commit(searcher.names())
    assert store.verify(build.name) == ()
    made(capsys, life, 32)
    assert ran(capsys, life, "prune", "--keep", 1)[0] == 0
    assert not sprung.exists()


def test_the_trap_is_one(life: Life, capsys: pytest.CaptureFixture[str]) -> None:
    """What the test above finds unsprung does spring."""
    folder = generations_folder(life.index) / made(capsys, life, 3)
    TOC(new_schema(), [_Trap(life.root / "sprung")], 99).write(FileStorage(str(folder)), "MAIN")
    with suppress(DamagedIndexError):  # what it gave is no segment
        read_toc(folder)
    assert (life.root / "sprung").is_dir()
