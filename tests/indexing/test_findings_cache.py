"""A damaged cache costs time and changes nothing."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archive.entities.findings import Finding, Findings
from archive.errors import CacheError
from archive.indexing import findings_cache
from archive.indexing.cache_file import DAMAGED
from archive.indexing.findings_cache import PLACE, FindingsCache
from archive.model.article import Article, Language
from archive.model.entity import Kind

MODELS = "fake 1 / 1"

ARTICLES = [
    Article(f"n{number}", f"Title {number}", f"Body {number} of it. " * 5, Language.ENGLISH)
    for number in range(120)
]


def found_in(article: Article) -> Findings:
    """What the models of these tests find."""
    number = int(article.id[1:])
    return tuple(
        Finding(field, kind, start, start + 2 + number % 3)
        for start, (field, kind) in enumerate(
            [("title", Kind.PERSON), ("body", Kind.ORGANISATION), ("body", Kind.PERSON)][
                : number % 4
            ]
        )
    )


def survey(index: Path, articles: Sequence[Article] = ARTICLES) -> tuple[list[Findings], int, int]:
    """What is found in articles, by the cache or anew; how many anew; how many problems told.

    As a reindex does: first all, those that are not known in batches; then one after another.
    """
    anew = 0
    with closing(FindingsCache(index, MODELS)) as cache:
        new = [article for article in articles if cache.get(article) is None]
        for start in range(0, len(new), 16):
            batch = new[start : start + 16]
            anew += len(batch)
            cache.put(batch, map(found_in, batch))
        known: list[Findings] = []
        for article in articles:
            found = cache.get(article)
            if found is None:
                anew += 1
                found = found_in(article)
                cache.put([article], [found])
            known.append(found)
        return known, anew, len(cache.problems())


EXPECTED = [found_in(article) for article in ARTICLES]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file that holds what was found in all articles."""
    index = tmp_path_factory.mktemp("whole")
    assert survey(index) == (EXPECTED, len(ARTICLES), 0)
    assert survey(index) == (EXPECTED, 0, 0)
    return (index / PLACE).read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file belongs; its index is two folders up."""
    path = tmp_path / PLACE
    path.parent.mkdir()
    return path


def check(path: Path, damaged: bytes) -> int:
    """A damaged file gives the same, then a whole one is there; gives how many were read anew."""
    for beside in path.parent.iterdir():
        beside.unlink()
    path.write_bytes(damaged)
    known, anew, _ = survey(path.parent.parent)
    assert known == EXPECTED
    assert survey(path.parent.parent) == (EXPECTED, 0, 0)
    return anew


def flips(whole: bytes, count: int) -> Iterator[bytes]:
    """The file with one byte changed: each of the first, then of any."""
    random.seed(5)
    places = [*range(100), *(random.randrange(len(whole)) for _ in range(count))]
    for place in places:
        for change in (1, 0x80, 0xFF):
            yield whole[:place] + bytes([whole[place] ^ change]) + whole[place + 1 :]


def check_flips(path: Path, whole: bytes, count: int) -> None:
    anew = [check(path, damaged) for damaged in flips(whole, count)]
    # Some flips are of bytes that nobody reads, some of rows, some of what holds all together.
    assert {0, 1, len(ARTICLES)} <= set(anew)


def test_a_flipped_byte_changes_nothing(path: Path, whole: bytes) -> None:
    check_flips(path, whole, 50)


@pytest.mark.long
def test_any_flipped_byte_changes_nothing(path: Path, whole: bytes) -> None:
    check_flips(path, whole, 5_000)


def test_a_cut_file_changes_nothing(path: Path, whole: bytes) -> None:
    for length in (*range(0, 110, 9), *range(0, len(whole), 509), len(whole) - 1):
        check(path, whole[:length])
    check(path, b"no database at all" * 100)
    check(path, whole[:4096] + bytes(len(whole) - 4096))


def test_damage_is_told(path: Path, whole: bytes) -> None:
    """Rows are counted; a file of which more is damaged is named and kept aside."""
    at = whole.index(findings_cache._pack(EXPECTED[-1]))
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    with closing(FindingsCache(path.parent.parent, MODELS)) as cache:
        assert [cache.get(article) for article in ARTICLES].count(None) == 1
        assert cache.problems() == (f"{path}: damaged rows, read anew: 1",)
    assert not path.with_name(path.name + DAMAGED).exists()
    path.write_bytes(b"no database at all" * 100)
    with closing(FindingsCache(path.parent.parent, MODELS)) as cache:
        (problem,) = cache.problems()
    assert problem.startswith(f"{path} was damaged (")
    assert path.with_name(path.name + DAMAGED).read_bytes() == b"no database at all" * 100


def row(path: Path, article: Article, found: bytes | str | int) -> None:
    """Write into the row of an article."""
    with closing(FindingsCache(path.parent.parent, MODELS)) as cache:
        key = cache._key(article)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE checked SET found = ? WHERE text = ?", (found, key))


@pytest.mark.parametrize("field", ["title", "body"])
@pytest.mark.parametrize("start, end", [(0, 10_000), (9_999, 10_000), (3, 3), (4, 3)])
def test_findings_outside_the_text_are_refused(
    path: Path, whole: bytes, field: str, start: int, end: int
) -> None:
    """Even with the right checksum."""
    path.write_bytes(whole)
    article = ARTICLES[7]
    with closing(FindingsCache(path.parent.parent, MODELS)) as cache:
        cache.put([article], [(Finding(field, Kind.PERSON, start, end),)])
        assert cache.get(article) is None
    assert survey(path.parent.parent) == (EXPECTED, 1, 1)


@pytest.mark.parametrize("found", [b"", b"12345678", b"x" * 20, "text", 7, b"\0" * 8 + b"1" * 12])
def test_other_values_are_refused(path: Path, whole: bytes, found: bytes | str | int) -> None:
    path.write_bytes(whole)
    row(path, ARTICLES[7], found)
    assert survey(path.parent.parent) == (EXPECTED, 1, 1)


def test_the_row_of_another_text_is_refused(path: Path, whole: bytes) -> None:
    """The checksum is of the key too."""
    path.write_bytes(whole)
    with closing(FindingsCache(path.parent.parent, MODELS)) as cache:
        other = findings_cache._sealed(cache._key(ARTICLES[6]), MODELS, findings_cache._pack(()))
    row(path, ARTICLES[7], other)
    assert survey(path.parent.parent) == (EXPECTED, 1, 1)


def test_a_file_without_checksums_is_taken_over(path: Path) -> None:
    """As earlier versions wrote it: nothing is read anew but what other models have read."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(
            "CREATE TABLE findings (text BLOB PRIMARY KEY, models TEXT NOT NULL, "
            "found BLOB NOT NULL) WITHOUT ROWID"
        )
        for article in ARTICLES:
            key = FindingsCache._key(_Keyed(), article)  # type: ignore[arg-type]  # its models only
            models = MODELS if article.id != "n5" else "others"
            packed = findings_cache._pack(found_in(article))
            file.execute("INSERT INTO findings VALUES (?, ?, ?)", (key, models, packed))
    assert survey(path.parent.parent) == (EXPECTED, 1, 0)


class _Keyed:
    _models = MODELS


def test_what_is_not_the_files_fault_is_an_error(tmp_path: Path) -> None:
    """A folder in its place, or one that is a file, is nobody's cache: nothing is set aside."""
    (tmp_path / PLACE).mkdir(parents=True)
    with pytest.raises(CacheError, match=r"findings\.sqlite3 cannot be used: unable to open"):
        FindingsCache(tmp_path, MODELS)
    assert (tmp_path / PLACE).is_dir()
    other = tmp_path / "other"
    other.mkdir()
    (other / "cache").write_text("")
    with pytest.raises(CacheError, match=r"findings\.sqlite3 cannot be used"):
        FindingsCache(other, MODELS)


def test_a_file_in_use_is_no_damaged_one(path: Path, whole: bytes) -> None:
    path.write_bytes(whole)
    with (
        closing(FindingsCache(path.parent.parent, MODELS)) as cache,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        cache._file.ask(lambda file: file.execute("PRAGMA busy_timeout = 50"))
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CacheError, match="database is locked"):
            cache.put([replace(ARTICLES[0], title="u")], [()])
    assert survey(path.parent.parent) == (EXPECTED, 0, 0)
