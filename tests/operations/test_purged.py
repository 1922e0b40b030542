"""What was purged is in no file, and never comes back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archive.engine.generation import generations_folder
from archive.engine.publications import require_current
from archive.engine.registry import open_searcher
from archive.engine.withdrawals import WITHDRAWN
from tests.operations.desk import Desk, Opening, desk, opening, rows, stored_texts

__all__ = ["desk", "opening"]


@pytest.mark.parametrize("before", [(), ("withdraw", "gold-1")])
def test_what_is_purged_is_in_no_file(desk: Desk, before: tuple[str, ...]) -> None:
    if before:
        desk.run(*before)
    assert any("gold-2" in text for text in stored_texts(desk.index))
    desk.library.close()
    out = desk.run("purge", "gold-1", "--json")
    assert set(json.loads(out)["purged"]) == {"gold-1", "gold-2"}
    for text in stored_texts(desk.index):
        for word in ("gold-1", "gold-2", "sails again", "pier ten"):
            assert word not in text
    # The copy of another paper stays, and with it the words that it shares.
    assert desk.total("quastenflosser") == 1
    assert desk.client.get("/article/gold-1").status_code == 410
    # There is nothing to go back to.
    assert "No generation served before" in desk.run("rollback", code=1)
    lines = (desk.index / WITHDRAWN).read_text("utf-8").splitlines()
    assert len(lines) == 2
    assert all(not json.loads(line)["id"] for line in lines)


def test_what_was_purged_is_not_read_again(desk: Desk) -> None:
    """Also from a file that was written since, and by a reindex from nothing."""
    desk.library.close()
    desk.run("purge", "gold-1")
    assert "nothing changed" in desk.reindex()
    desk.write([*rows(), {"id": "new", "title": "New", "body": "New text of the desk."}])
    out = desk.reindex()
    assert "added 1, changed 0" in out
    desk.run("reindex", "--full", str(desk.source.parent))
    for text in stored_texts(desk.index):
        assert "gold-1" not in text
        assert "sails again" not in text
    rejects = [json.loads(line) for line in (desk.index / "rejects.jsonl").read_text().splitlines()]
    assert [row["place"] for row in rejects] == ["line 1", "line 2"]
    assert all("Erased" in row["reason"] for row in rejects)
    assert desk.total("quastenflosser") == 1


def test_purge_waits_for_readers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then says who reads; nobody is shown it meanwhile, and the same command goes on."""
    monkeypatch.setattr("archive.indexing.purging._PATIENCE", 0.0)
    first = require_current(desk.index)
    held = open_searcher("whoosh", desk.index, first)
    try:
        assert f"{first} still holds what was erased" in desk.run("purge", "gold-1", code=1)
        assert desk.total("quastenflosser") == 1
    finally:
        held.close()
    desk.library.close()
    assert "gold-1" in desk.run("purge", "gold-1")
    assert not any("sails again" in text for text in stored_texts(desk.index))


def plain(name: str, **more: Any) -> dict[str, object]:
    """An article with words of its own."""
    words = " ".join(f"{name}word{n}" for n in range(60))
    return {"id": name, "title": f"About {name}", "body": f"{words}.", "source": "Post", **more}


def test_every_purge_is_remembered(opening: Opening) -> None:
    """Not only the last one; whatever is read since."""
    desk = opening([plain(name) for name in ("aaa", "bbb", "ccc", "ddd")])
    desk.library.close()
    for name in ("aaa", "bbb", "ccc"):
        desk.run("purge", name)
    assert len((desk.index / WITHDRAWN).read_text("utf-8").splitlines()) == 3
    desk.write([plain(name) for name in ("aaa", "bbb", "ccc", "ddd", "eee")])
    desk.reindex()
    assert desk.held() == ["ddd", "eee"]
    desk.run("reindex", "--full", str(desk.source.parent))
    assert desk.held() == ["ddd", "eee"]
    assert desk.client.get("/article/aaa").status_code == 410


@pytest.mark.parametrize("full", [(), ("--full",)])
def test_the_id_of_what_was_purged_is_nobody_elses(opening: Opening, full: tuple[str, ...]) -> None:
    """Another source's article of that id keeps its address, and stays shown."""
    others = [plain("same", source="Herald", body="Of the Herald. " * 20), plain("other")]
    desk = opening([plain("same"), *others])
    (own,) = (one for one in desk.shown() if one.startswith("same~"))
    desk.library.close()
    desk.run("purge", "same")
    assert desk.shown() == ["other", own]
    desk.write([plain("same"), *others, plain("new")])
    desk.run("reindex", *full, str(desk.source.parent))
    assert desk.held() == desk.shown() == ["new", "other", own]
    # What its own source says under the id since is what must not be there, too.
    desk.write([plain("same", body="Said anew by the Post. " * 20), *others])
    desk.run("reindex", *full, "--allow-removals", str(desk.source.parent))
    assert desk.shown() == ["other", own]


def test_what_says_the_same_goes_with_it(opening: Opening) -> None:
    """Under another id, to the letter: as it would not be read again."""
    twin = {**plain("twin-1"), "id": "twin-2"}
    desk = opening([plain("twin-1"), twin, plain("other")])
    desk.library.close()
    assert json.loads(desk.run("purge", "twin-1", "--json"))["purged"] == ["twin-1", "twin-2"]
    assert desk.held() == ["other"]
    assert "nothing changed" in desk.reindex()


def test_copies_stay_withdrawn_once_it_is_purged(desk: Desk) -> None:
    desk.run("withdraw", "gold-1", "--copies")
    desk.library.close()
    desk.run("purge", "gold-1")
    assert "gold" not in (desk.index / WITHDRAWN).read_text("utf-8")
    assert desk.client.get("/article/copy-1").status_code == 410
    desk.write(rows()[2:])
    desk.reindex()
    assert desk.total("quastenflosser") == 0


def test_a_purge_goes_on_where_it_was_broken_off(desk: Desk) -> None:
    """Once more while what is left of a generation waits to be removed."""
    desk.library.close()
    desk.write([*rows(), plain("new")])
    desk.reindex()
    current = require_current(desk.index)
    folders = generations_folder(desk.index)
    (older,) = (folder for folder in folders.iterdir() if folder.name != current)
    desk.run("purge", "gold-1")
    (folders / older.name).with_suffix(".removing").mkdir()
    desk.run("purge", "gold-1")
    assert not any("sails again" in text for text in stored_texts(desk.index))
