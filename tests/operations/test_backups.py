"""A backup restored is the archive that it was made of; what is not whole restores nothing."""

from __future__ import annotations

import io
import json
import sqlite3
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.engine.publications import read_publications
from archive.indexing.backups import BackupError, open_backup, read_description
from archive.indexing.findings_cache import PLACE
from tests.operations.apart import KILLED, Fault, Strikes
from tests.operations.life import Life, articles, read_all, use_small_authority

#: What the newsroom's file of words holds.
WORDS = '{"english": "ferry", "chinese": "渡輪"}\n'


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Life:
    use_small_authority(monkeypatch)
    own = tmp_path / "own.jsonl"
    own.write_text('{"reject": "Some Text"}\n', "utf-8")
    monkeypatch.setenv("ARCHIVE_AUTHORITY", str(own))
    words = tmp_path / "words.jsonl"
    words.write_text(WORDS, "utf-8")
    monkeypatch.setenv("ARCHIVE_GLOSSARY", str(words))
    life = Life(tmp_path)
    for version in range(2):
        assert life.reindex(articles(0, 30, version)).code == 0
    assert life.run("withdraw", "n003", "--reason", "court").code == 0
    return life


def restored(life: Life, file: Path) -> tuple[int, str, Life]:
    """The outcome of a restore elsewhere, and the index there."""
    root = file.parent / f"elsewhere of {file.stem}"
    root.mkdir(exist_ok=True)
    other = Life(root)
    outcome = other.run("restore", str(file))
    return outcome.code, outcome.said, other


def served(life: Life) -> dict[str, str]:
    from archive.engine.catalogue import open_current

    searcher = open_current("whoosh", life.index)
    try:
        return read_all(searcher)
    finally:
        searcher.close()


@pytest.mark.parametrize("options", [(), ("--cache",)])
def test_a_restored_backup_answers_the_same(
    life: Life, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """And goes on from there: what is withdrawn stays hidden, and a reindex finds all unchanged."""
    file = tmp_path / "day.tar"
    assert life.run("backup", str(file), *options).code == 0
    code, said, other = restored(life, file)
    assert (code, said) == (0, "")
    assert served(other) == served(life)
    assert "n003" not in served(other)
    assert read_publications(other.index).known == (life.record().current,)  # type: ignore[union-attr]
    assert other.run("verify").code == 0
    assert (other.index / "authority.jsonl").read_text("utf-8") == '{"reject": "Some Text"}\n'
    assert (other.index / "glossary.jsonl").read_text("utf-8") == WORDS
    assert other.reindex(articles(0, 30, 1)).code == 0
    assert "n003" not in served(other)


def test_a_file_that_is_there_is_not_written_over(life: Life, tmp_path: Path) -> None:
    file = tmp_path / "day.tar"
    file.write_text("last week's", "utf-8")
    outcome = life.run("backup", str(file))
    assert outcome.code == 1
    assert "exists already" in outcome.said
    assert file.read_text("utf-8") == "last week's"
    assert life.run("backup", str(file), "--force").code == 0
    assert restored(life, file)[0] == 0


def test_the_newsroom_s_files_go_where_there_is_none(
    life: Life, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "day.tar"
    assert life.run("backup", str(file)).code == 0
    place = tmp_path / "new" / "own.jsonl"
    place.parent.mkdir()
    words = place.with_name("words.jsonl")
    monkeypatch.setenv("ARCHIVE_AUTHORITY", str(place))
    monkeypatch.setenv("ARCHIVE_GLOSSARY", str(words))
    assert restored(life, file)[0] == 0
    assert place.read_text("utf-8") == '{"reject": "Some Text"}\n'
    assert words.read_text("utf-8") == WORDS


def test_an_index_is_not_written_over(life: Life, tmp_path: Path) -> None:
    file = tmp_path / "day.tar"
    assert life.run("backup", str(file)).code == 0
    before = served(life)
    outcome = life.run("restore", str(file))
    assert outcome.code == 1
    assert "is not empty" in outcome.said
    assert served(life) == before


def rewritten(file: Path, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> None:
    """The same tar file with each member changed, or left out."""
    with tarfile.open(file) as tar:
        members = [
            (one.name, content.read())
            for one in tar
            if (content := tar.extractfile(one)) is not None
        ]
    with tarfile.open(file, "w") as out:
        for name, held in members:
            changed = change(name, held)
            if changed is not None:
                member = tarfile.TarInfo(changed[0])
                member.size = len(changed[1])
                out.addfile(member, io.BytesIO(changed[1]))


def _flipped(name: str, content: bytes) -> tuple[str, bytes]:
    if name.endswith(".records") and content:
        return name, bytes([content[0] ^ 1]) + content[1:]
    return name, content


def _missing(name: str, content: bytes) -> tuple[str, bytes] | None:
    return None if name == "withdrawn.jsonl" else (name, content)


def _outside(name: str, content: bytes) -> tuple[str, bytes]:
    if name != "backup.json":
        return name, content
    told = json.loads(content)
    told["files"]["../outside"] = "0" * 32
    return name, json.dumps(told).encode()


def _unknown(name: str, content: bytes) -> tuple[str, bytes]:
    return ("generations/other", content) if name.startswith("contents/") else (name, content)


@pytest.mark.parametrize("change", [_flipped, _missing, _outside, _unknown])
def test_what_is_not_whole_restores_nothing(
    life: Life, tmp_path: Path, change: Callable[[str, bytes], tuple[str, bytes] | None]
) -> None:
    """A byte, a file too few, a path outside and a file that does not belong are each told."""
    file = tmp_path / "day.tar"
    assert life.run("backup", str(file)).code == 0
    rewritten(file, change)
    code, said, other = restored(life, file)
    assert code == 1
    assert "is no whole backup" in said
    assert said.count("\n") == 1
    assert not (other.index / "CURRENT").exists()
    assert {path.name for path in other.index.iterdir()} == {"lock"}
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.5])
def test_a_file_cut_short_restores_nothing(life: Life, tmp_path: Path, share: float) -> None:
    file = tmp_path / "day.tar"
    assert life.run("backup", str(file)).code == 0
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    code, _, other = restored(life, file)
    assert code == 1
    assert not (other.index / "CURRENT").exists()


def test_no_backup_without_an_index(tmp_path: Path) -> None:
    outcome = Life(tmp_path).run("backup", str(tmp_path / "day.tar"))
    assert outcome.code == 1
    assert not (tmp_path / "day.tar").exists()


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    file = tmp_path / "day.tar"
    file.write_text("no tar", "utf-8")
    with pytest.raises(BackupError, match=r"day\.tar is no backup"):
        open_backup(file)
    with tarfile.open(file, "w") as out:
        deep = b"[" * 200_000
        member = tarfile.TarInfo("backup.json")
        member.size = len(deep)
        out.addfile(member, io.BytesIO(deep))
    with open_backup(file) as tar, pytest.raises(BackupError, match="cannot be read"):
        read_description(tar, file)


def test_what_the_folder_holds_stays(life: Life, tmp_path: Path) -> None:
    """A list of withdrawn articles without its index, too: it may know more than the backup."""
    file = tmp_path / "day.tar"
    assert life.run("backup", str(file)).code == 0
    other = Life(tmp_path / "other")
    other.index.mkdir(parents=True)
    (other.index / "withdrawn.jsonl").write_text("newer\n", "utf-8")
    outcome = other.run("restore", str(file))
    assert outcome.code == 1
    assert "is not empty: withdrawn.jsonl" in outcome.said
    assert (other.index / "withdrawn.jsonl").read_text("utf-8") == "newer\n"
    assert {path.name for path in other.index.iterdir()} <= {"withdrawn.jsonl", "lock"}


def test_a_restore_killed_at_any_change_serves_nothing_hidden(life: Life, tmp_path: Path) -> None:
    """Whatever is published then: what was withdrawn is hidden, or nothing can be served."""
    file = tmp_path / "day.tar"
    assert life.run("backup", str(file)).code == 0
    (name,) = {life.record().current}  # type: ignore[union-attr]
    ended = False
    for change in range(1, 200, 4):
        root = tmp_path / f"killed at {change}"
        root.mkdir()
        other = Life(root)
        outcome = other.run("restore", str(file), fault=Fault(Strikes.KILL, change))
        if outcome.code == 0:
            ended = True
            break
        assert outcome.code == KILLED
        if other.run("publish", name).code == 0:
            assert "n003" not in served(other)
        else:
            # Again, as if nothing had been begun, or the folder is named as it is.
            again = other.run("restore", str(file))
            assert again.code == 0 or "is not empty" in again.said
    assert ended


def test_a_link_is_followed(life: Life, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = tmp_path / "link.jsonl"
    link.symlink_to(tmp_path / "own.jsonl")
    monkeypatch.setenv("ARCHIVE_AUTHORITY", str(link))
    file = tmp_path / "day.tar"
    assert life.run("backup", str(file)).code == 0
    assert restored(life, file)[0] == 0


def test_what_is_damaged_is_not_backed_up(life: Life, tmp_path: Path) -> None:
    record = life.record()
    assert record is not None
    path = next((life.generations / record.current).glob("*.records"))
    path.write_bytes(_flipped(path.name, path.read_bytes())[1])
    file = tmp_path / "day.tar"
    outcome = life.run("backup", str(file))
    assert outcome.code == 1
    assert "is not whole" in outcome.said
    assert not file.exists()


def test_what_models_found_is_whole(life: Life, tmp_path: Path) -> None:
    """Also what a killed run left beside the file."""
    place = life.index / PLACE
    place.parent.mkdir(exist_ok=True)
    place.unlink(missing_ok=True)
    kept = sqlite3.connect(place)
    kept.execute("PRAGMA journal_mode=WAL")
    kept.execute("CREATE TABLE found (name)")
    kept.executemany("INSERT INTO found VALUES (?)", [(str(n),) for n in range(500)])
    kept.commit()
    file = tmp_path / "day.tar"
    assert life.run("backup", str(file), "--cache").code == 0
    other = restored(life, file)[2]
    copy = sqlite3.connect(other.index / PLACE)
    assert copy.execute("SELECT count(*) FROM found").fetchone() == (500,)
    copy.close()
    kept.close()


def test_the_authority_file_cannot_be_placed(
    life: Life, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index serves all the same, and what to do is told."""
    file = tmp_path / "day.tar"
    assert life.run("backup", str(file)).code == 0
    monkeypatch.setenv("ARCHIVE_AUTHORITY", str(tmp_path / "nowhere" / "own.jsonl"))
    code, said, other = restored(life, file)
    assert code == 1
    assert "The index serves" in said
    assert served(other) == served(life)


@pytest.mark.parametrize("place", [".", "/"])
def test_a_folder_is_no_file(life: Life, place: str) -> None:
    outcome = life.run("backup", place)
    assert (outcome.code, outcome.said.count("\n")) == (1, 1)
