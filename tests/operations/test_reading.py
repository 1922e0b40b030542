"""Who reads changes nothing: an index may stand on a disk that nobody can write to."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.engine.catalogue import FolderCatalogue
from archive.search.library import Library
from tests.operations.apart import KILLED, Fault, Strikes, apart
from tests.operations.life import Life, articles, read_all, use_small_authority

#: Dies before the first change to anything in the index.
_NO_CHANGE = Fault(Strikes.KILL, 1)


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Life:
    use_small_authority(monkeypatch)
    life = Life(tmp_path)
    for version in range(2):
        assert life.reindex(articles(0, 30, version)).code == 0
    return life


@pytest.mark.parametrize("command", ["search Title", "stats", "verify", "generations", "doctor"])
def test_a_command_that_reads_changes_nothing(life: Life, command: str) -> None:
    outcome = life.run(*command.split(), fault=_NO_CHANGE)
    assert (outcome.code, outcome.said) == (0, "")


def test_a_server_changes_nothing(life: Life) -> None:
    """Neither where what is published serves, nor where it is damaged and another does."""

    def serve() -> int:
        library = Library(FolderCatalogue("whoosh", life.index))
        with library.reading() as edition:
            found = read_all(edition.searcher)
        library.close()
        return 0 if found == expected else 1

    expected = articles(0, 30, 1)
    assert apart(serve, life.index, _NO_CHANGE).code == 0
    record = life.record()
    assert record is not None
    (life.generations / record.current / "names.jsonl").write_bytes(b"")
    expected = articles(0, 30, 0)
    assert apart(serve, life.index, _NO_CHANGE).code == 0


@pytest.mark.parametrize("command", ["rollback", "prune --keep 1"])
def test_a_command_that_writes_does(life: Life, command: str) -> None:
    """So what is shown above is shown."""
    assert life.run(*command.split(), fault=_NO_CHANGE).code == KILLED
