"""The file of vectors: what is near, without what is gone; damage is told and stops nothing."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest

from archive.engine.generation import MalformedError, digest
from archive.engine.vectors import VectorsFile, open_vectors
from archive.engine.vectors_format import (
    VECTORS,
    VectorRow,
    read_vectors,
    write_vectors,
    write_vectors_without,
)
from archive.model.language import Language
from archive.model.vectors import VECTOR_BYTES
from tests.engine.vectors import MADE_BY, cosine, made_up, row_of

ROWS = [
    row_of("b", "typhoon nears the harbour", Language.ENGLISH),
    row_of("a", "court hears an appeal", Language.ENGLISH, "A court heard an appeal."),
    row_of("c", "颱風逼近", Language.TRADITIONAL, "颱風"),
    row_of("d", "法院審理", Language.TRADITIONAL),
    row_of("a1", "台风", Language.SIMPLIFIED, "台风来了"),
]


def opened(path: Path, rows: list[VectorRow], gone: tuple[str, ...] = ()) -> VectorsFile:
    write_vectors(path, MADE_BY, rows)
    return VectorsFile(read_vectors(path), lambda ids: [one for one in ids if one in gone])


def expected(rows: list[VectorRow], asked: bytes, limit: int) -> list[tuple[str, float]]:
    near = [(row.id, cosine(row.title, asked)) for row in rows]
    return sorted(near, key=lambda one: -one[1])[:limit]


def test_what_is_near_is_as_compared_one_by_one(tmp_path: Path) -> None:
    draw = random.Random(7)
    languages = list(Language)
    rows = [VectorRow(f"{n:04}", draw.choice(languages), _drawn(draw), None) for n in range(700)]
    asked = _drawn(draw)
    vectors = opened(tmp_path / "file", rows)
    for chosen in ([Language.ENGLISH], languages[1:], languages, []):
        some = [row for row in rows if row.language in chosen]
        for limit in (0, 1, 10, 1000):
            told = vectors.nearest(asked, chosen, limit)
            wanted = expected(some, asked, limit)
            assert [one.id for one in told] == [name for name, _ in wanted]
            assert [one.nearness for one in told] == pytest.approx([near for _, near in wanted])
    assert (vectors.headlines, vectors.beginnings, vectors.made_by) == (700, 0, MADE_BY)


def _drawn(draw: random.Random) -> bytes:
    return bytes(draw.randrange(256) if draw.random() < 0.9 else 129 for _ in range(VECTOR_BYTES))


def test_equally_near_articles_come_by_language_then_id(tmp_path: Path) -> None:
    rows = [row_of(name, "same", Language.ENGLISH) for name in "dbca"]
    told = opened(tmp_path / "file", rows).nearest(made_up("same"), [Language.ENGLISH], 3)
    assert [one.id for one in told] == ["a", "b", "c"]
    assert told[0].nearness == pytest.approx(1.0)


IDS = [row.id for row in ROWS]


@pytest.mark.parametrize("gone", [c for n in range(6) for c in combinations(IDS, n)])
def test_to_hide_an_article_is_as_to_write_without_it(
    gone: tuple[str, ...], tmp_path: Path
) -> None:
    hidden = opened(tmp_path / "whole", ROWS, gone)
    write_vectors_without(tmp_path / "without", tmp_path / "whole", gone.__contains__)
    without = VectorsFile(read_vectors(tmp_path / "without"))
    for limit in (1, 3, 9):
        told = hidden.nearest(made_up("typhoon 颱風"), list(Language), limit)
        assert told == without.nearest(made_up("typhoon 颱風"), list(Language), limit)
        assert len(told) == min(limit, len(ROWS) - len(gone))
    for name in IDS:
        assert hidden.nearness(name, IDS) == without.nearness(name, IDS)
    kept = (tmp_path / "without").read_bytes()
    assert all((row.title in kept) == (row.id not in gone) for row in ROWS)


def test_two_articles_are_as_near_as_headlines_and_beginnings(tmp_path: Path) -> None:
    vectors = opened(tmp_path / "file", ROWS)
    by_id = {row.id: row for row in ROWS}
    a, b, c = (by_id[name] for name in "abc")
    assert a.beginning is not None
    assert c.beginning is not None
    both = (cosine(a.title, c.title) + cosine(a.beginning, c.beginning)) / 2
    told = vectors.nearness("a", ["b", "c", "a", "none"])
    assert told[:3] == pytest.approx((cosine(a.title, b.title), both, 1.0))
    assert told[3] is None
    assert vectors.nearness("none", ["a", "b"]) == (None, None)


def _files(path: Path) -> dict[str, tuple[int, str]]:
    return {VECTORS: (path.stat().st_size, digest(path))}


def test_damage_is_told_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / VECTORS
    write_vectors(path, MADE_BY, ROWS)
    files, whole = _files(path), path.read_bytes()
    assert open_vectors(tmp_path, {}, lambda _: ()) == (None, "")
    vectors, damage = open_vectors(tmp_path, files, lambda _: ())
    assert vectors is not None
    assert not damage
    for at in range(0, len(whole), 37):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        vectors, damage = open_vectors(tmp_path, files, lambda _: ())
        assert vectors is None
        assert str(path) in damage
    for length in (0, 1, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert open_vectors(tmp_path, files, lambda _: ()).damage
    path.unlink()
    assert open_vectors(tmp_path, files, lambda _: ()).damage


@pytest.mark.parametrize(
    "old, new",
    [
        (b'"format": 1', b'"format": 2'),
        (b'"made_by"', b'"made_be"'),
        (b'"articles": 5', b'"articles": 6'),
        (b'"beginnings": 3', b'"beginnings": 2'),
    ],
)
def test_a_file_that_does_not_agree_with_itself_is_not_read(
    old: bytes, new: bytes, tmp_path: Path
) -> None:
    write_vectors(tmp_path / "file", MADE_BY, ROWS)
    whole = (tmp_path / "file").read_bytes()
    assert old in whole
    (tmp_path / "file").write_bytes(whole.replace(old, new))
    with pytest.raises(MalformedError):
        read_vectors(tmp_path / "file")


def test_ids_stand_once_and_in_order(tmp_path: Path) -> None:
    write_vectors(tmp_path / "file", MADE_BY, [ROWS[0], ROWS[0]])
    with pytest.raises(MalformedError, match="order"):
        read_vectors(tmp_path / "file")


def test_a_vector_takes_384_bytes_and_its_id(tmp_path: Path) -> None:
    rows = [row_of(f"17{n:05}-20250101", f"{n}", Language.ENGLISH) for n in range(2000)]
    write_vectors(tmp_path / "file", MADE_BY, rows)
    # 40 MB for 96,498 articles.
    assert (tmp_path / "file").stat().st_size / len(rows) < 40e6 / 96_498
    (nearest,) = opened(tmp_path / "other", rows).nearest(made_up("7"), [Language.ENGLISH], 1)
    assert nearest.id == "1700007-20250101"
    assert nearest.nearness == pytest.approx(1.0)
