"""Vectors of headlines: made once for each text, without what is gone, whatever breaks off."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from archive.engine.publications import require_current
from archive.engine.registry import open_searcher
from archive.engine.vectors_format import VECTORS, VectorRow, read_vectors
from archive.errors import NoModelError
from archive.indexing import embedding
from archive.indexing.beginnings import embed_beginnings
from archive.indexing.purging import purge
from archive.indexing.vectors_cache import VECTORS_PLACE
from archive.meaning.encoder import beginning_of
from archive.model.language import Language
from tests.engine.vectors import MADE_BY, MadeUpEncoder, made_up, no_encoder
from tests.indexing.newsdesk import Desk, article


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """An archive without sources."""
    shutil.rmtree(desk.files)
    desk.files.mkdir()
    return desk


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> MadeUpEncoder:
    """Stands in the place of the model."""
    model = MadeUpEncoder()
    monkeypatch.setattr(embedding, "made_by", lambda: MADE_BY)
    monkeypatch.setattr(embedding, "Encoder", lambda _: model)
    return model


def rows_of(desk: Desk) -> dict[str, VectorRow]:
    """The vectors of what serves."""
    path = desk.index / "generations" / require_current(desk.index) / VECTORS
    return {row.id: row for row in read_vectors(path).rows()} if path.exists() else {}


def vectors_of(desk: Desk) -> dict[str, bytes]:
    return {name: row.title for name, row in rows_of(desk).items()}


def expected(*names: str) -> dict[str, bytes]:
    return {name: made_up(f"Title {name}") for name in names}


def test_each_headline_is_given_to_the_model_once(desk: Desk, encoder: MadeUpEncoder) -> None:
    desk.write("a.jsonl", article("a"), article("b"), article("c", title="Title a"))
    desk.rest()
    report = desk.reindex(meaning=True)
    assert report.stages["meaning"]["articles"] == 2
    assert vectors_of(desk) == expected("a", "b") | {"c": made_up("Title a")}
    assert encoder.given == ["Title a", "Title b"]
    assert not desk.reindex(meaning=True).made

    desk.write("a.jsonl", article("a"), article("c", title="Title c"), article("d"))
    desk.reindex(meaning=True)
    assert vectors_of(desk) == expected("a", "c", "d")
    assert encoder.given == ["Title a", "Title b", "Title c", "Title d"]

    desk.reindex(meaning=True, full=True)
    assert vectors_of(desk) == expected("a", "c", "d")
    assert len(encoder.given) == 4


def test_who_switches_it_on_later_or_off_gets_what_is_asked(
    desk: Desk, encoder: MadeUpEncoder
) -> None:
    desk.write("a.jsonl", article("a"), article("b"))
    desk.rest()
    assert not desk.reindex().missing_meaning
    assert vectors_of(desk) == {}
    report = desk.reindex(meaning=True)
    assert report.again == ("meaning",)
    assert vectors_of(desk) == expected("a", "b")
    assert desk.reindex().made
    assert vectors_of(desk) == {}
    desk.reindex(meaning=True)
    assert vectors_of(desk) == expected("a", "b")
    assert len(encoder.given) == 2


def test_vectors_of_another_version_are_all_made_anew(
    desk: Desk, encoder: MadeUpEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("a.jsonl", article("a"), article("b"))
    desk.rest()
    desk.reindex(meaning=True)
    monkeypatch.setattr(embedding, "made_by", lambda: "made up 2")
    desk.reindex(meaning=True)
    assert vectors_of(desk) == expected("a", "b")
    assert len(encoder.given) == 4


def test_broken_off_it_goes_on(
    desk: Desk, encoder: MadeUpEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "BATCH_OF_TEXTS", 2)
    names = "abcdefg"
    desk.write("a.jsonl", *map(article, names))
    desk.rest()
    encoder.most = 5
    with pytest.raises(KeyboardInterrupt):
        desk.reindex(meaning=True)
    assert len(encoder.given) == 4
    encoder.most = 100
    desk.reindex(meaning=True)
    assert sorted(encoder.given) == sorted(f"Title {name}" for name in names)
    assert vectors_of(desk) == expected(*names)


def test_without_the_package_a_line_says_so_and_all_else_is_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent() -> str:
        raise NoModelError("It is not installed.", remedy="Install it.")

    monkeypatch.setattr(embedding, "made_by", absent)
    desk.write("a.jsonl", article("a"))
    desk.rest()
    report = desk.reindex(meaning=True)
    assert report.missing_meaning == "It is not installed. Install it."
    assert report.lines().count("It is not installed. Install it.") == 1
    assert vectors_of(desk) == {}
    again = desk.reindex(meaning=True)
    assert not again.made
    assert "It is not installed. Install it." in again.lines()


def test_a_damaged_package_is_tried_again_by_the_next_reindex(
    desk: Desk, encoder: MadeUpEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("a.jsonl", article("a"))
    desk.rest()
    monkeypatch.setattr(embedding, "Encoder", no_encoder)
    report = desk.reindex(meaning=True)
    assert report.missing_meaning == "The package is damaged."
    assert report.stored == 1
    assert vectors_of(desk) == {}
    monkeypatch.setattr(embedding, "Encoder", lambda _: encoder)
    assert desk.reindex(meaning=True).again == ("meaning",)
    assert vectors_of(desk) == expected("a")


def test_what_is_purged_is_in_neither_file(desk: Desk, encoder: MadeUpEncoder) -> None:
    desk.write("a.jsonl", article("a"), article("b"), article("c"))
    desk.rest()
    desk.reindex(meaning=True)
    cache = desk.index / VECTORS_PLACE
    gone = made_up("Title b")
    assert gone in cache.read_bytes()
    purge("whoosh", desk.index, "b")
    assert vectors_of(desk) == expected("a", "c")
    assert all(gone not in path.read_bytes() for path in cache.parent.glob("meaning*"))
    assert made_up("Title a") in cache.read_bytes()
    assert len(encoder.given) == 3


def test_a_damaged_row_is_made_anew(desk: Desk, encoder: MadeUpEncoder) -> None:
    desk.write("a.jsonl", article("a"), article("b"))
    desk.rest()
    desk.reindex(meaning=True)
    cache = desk.index / VECTORS_PLACE
    data = cache.read_bytes()
    at = data.index(made_up("Title a"))
    cache.write_bytes(data[: at + 5] + b"x" + data[at + 6 :])
    report = desk.reindex(meaning=True, full=True)
    assert any("meaning.sqlite3: damaged rows, made anew: 1" in one for one in report.lines())
    assert vectors_of(desk) == expected("a", "b")
    assert encoder.given.count("Title a") == 2


def test_beginnings_are_added_beside_and_stay(
    desk: Desk, encoder: MadeUpEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("a.jsonl", article("a"), article("b", "Other text."))
    desk.rest()
    desk.reindex(meaning=True)
    told: list[tuple[int, int]] = []
    encoder.most = 3
    monkeypatch.setattr(embedding, "BATCH_OF_TEXTS", 1)
    with pytest.raises(KeyboardInterrupt):
        embed_beginnings("whoosh", desk.index, 1, lambda *of: told.append(of))
    assert told == [(1, 2)]
    encoder.most = 100
    assert embed_beginnings("whoosh", desk.index, 1, lambda *of: told.append(of)) == 2
    assert told == [(1, 2), (1, 1)]
    begun = {
        "a": made_up(beginning_of("Title a", "Some text.", Language.ENGLISH)),
        "b": made_up(beginning_of("Title b", "Other text.", Language.ENGLISH)),
    }
    assert {name: row.beginning for name, row in rows_of(desk).items()} == begun
    assert vectors_of(desk) == expected("a", "b")
    # What was made for them is used by whatever reindex comes.
    assert not desk.reindex(meaning=True).made
    desk.write("c.jsonl", article("c"))
    desk.reindex(meaning=True)
    assert {name: row.beginning for name, row in rows_of(desk).items()} == begun | {"c": None}
    with closing(open_searcher("whoosh", desk.index, require_current(desk.index))) as searcher:
        vectors, damage = searcher.vectors()
        assert vectors is not None
        assert (vectors.headlines, vectors.beginnings, damage) == (3, 2, "")
        assert searcher.lexicon() is not None


def test_a_damaged_file_of_vectors_stops_no_search(desk: Desk, encoder: MadeUpEncoder) -> None:
    desk.write("a.jsonl", article("a"))
    desk.rest()
    desk.reindex(meaning=True)
    path: Path = desk.index / "generations" / require_current(desk.index) / VECTORS
    path.write_bytes(path.read_bytes()[:-1])
    with closing(open_searcher("whoosh", desk.index, require_current(desk.index))) as searcher:
        assert searcher.get("a").article.title == "Title a"
        vectors, damage = searcher.vectors()
        assert vectors is None
        assert VECTORS in damage
    assert len(encoder.given) == 1
    # A reindex cannot build on it, and makes everything anew from what is kept by text.
    assert desk.reindex(meaning=True).anew
    assert vectors_of(desk) == expected("a")
    assert len(encoder.given) == 1
