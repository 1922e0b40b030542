"""A damaged file is named, and no answer comes from it."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from archive.engine.generation import generation_folder
from archive.engine.registry import open_searcher, open_store
from archive.engine.searcher import Searcher
from archive.engine.whoosh import arrays, merge
from archive.engine.whoosh import build as whoosh_build
from archive.engine.whoosh.arrays import ARRAYS_SUFFIX
from archive.engine.whoosh.dead import DEAD_FILE, dead_of
from archive.engine.whoosh.shown import SHOWN_SUFFIX
from archive.errors import ArchiveError, DamagedIndexError, IndexFormatError
from archive.model.fields import FACET_NAMES, TEXT_FIELDS
from archive.model.query import (
    Days,
    Everything,
    HasId,
    HasValue,
    Phrase,
    Ranking,
    ScoredTerm,
    Term,
    Undated,
)
from archive.model.result import SearchRequest, Sort
from archive.text.phrases import sequence
from tests.engine.corpora import NAMES, document
from tests.engine.counted import COUNTED

_WORDS = (
    "香港",
    "銀行",
    "bank",
    "tariff",
    "so",
    "US",
    "衞生",
    "said",
    "，",
    "。",
    " ",
    "5G",
    "中國",
)
_ARTICLES = 60


def _build(root: Path) -> str:
    """Some articles are replaced, so that segments hold dead ones."""
    chance = random.Random(7)
    store = open_store("whoosh", root)
    build = store.begin("a")
    for number in (*range(_ARTICLES), 1, 2, _ARTICLES - 1):
        body = " ".join(chance.choices(_WORDS, k=90))
        entities = tuple(chance.sample(sorted(NAMES.entities), 2))
        build.add(document(number, body[:20], body, day=number % 5, entities=entities))
    build.commit(NAMES)
    store.publish(build.name)
    return build.name


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An index of two segments, with blocks so small that every file of arrays has many."""
    root = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whoosh_build, "SEGMENT_TOKENS", 20_000)
        patch.setattr(merge, "RATIO", 0)
        patch.setattr(arrays, "_SHIFT", 9)
        patch.setattr(arrays, "_BLOCK", 1 << 9)
        _build(root)
        yield root


def _requests() -> list[SearchRequest]:
    trees = [
        *(Term(field, text) for field in TEXT_FIELDS for text in ("so", "bank", "香")),
        *(sequence(text, which) for text in ("香港銀行", "so us") for which in ("title", "body")),
        Phrase("body_exact", ("said", "so"), (0, 1)),
        *(
            HasValue(facet, value)
            for facet in FACET_NAMES
            for value in ("a-person", "en", "an-org")
        ),
        *(Days(None, None), Undated(), Everything(), HasId("id-007")),
    ]
    ranking = Ranking(tuple(ScoredTerm(f, "so", 1.0) for f in ("title_word", "body_word")))
    return [
        SearchRequest(tree=tree, ranking=ranking, sort=sort, aggregations=COUNTED)
        for tree in trees
        for sort in Sort
    ]


def _questions() -> list[Callable[[Searcher], object]]:
    """Everything that can be asked of a searcher."""
    asked: list[Callable[[Searcher], object]] = [
        lambda searcher, request=request: searcher.search(request)  # type: ignore[misc]  # bound early
        for request in _requests()
    ]
    asked += [lambda s, f=field: s.terms(f, "", 500) for field in TEXT_FIELDS]  # type: ignore[misc]  # bound early
    asked += [lambda s, f=facet: s.facet_values(f) for facet in FACET_NAMES]  # type: ignore[misc]  # bound early
    asked += [lambda s, n=n: s.get(f"id-{n:03d}") for n in range(_ARTICLES)]  # type: ignore[misc]  # bound early
    asked.append(lambda s: list(s.stream(SearchRequest())))
    return [*asked, lambda s: list(s.contents()), lambda s: s.names(), lambda s: s.info()]


def _answers(root: Path, name: str) -> list[object]:
    with closing(open_searcher("whoosh", root, name)) as searcher:
        return [question(searcher) for question in _questions()]


def _complaints(root: Path, name: str, expected: list[object]) -> list[str]:
    """What is said instead of answers; every answer that is given is the expected one."""
    try:
        searcher = open_searcher("whoosh", root, name)
    except ArchiveError as error:
        return [error.detail] * len(expected)
    complaints = []
    with closing(searcher):
        for question, answer in zip(_questions(), expected, strict=True):
            try:
                given = question(searcher)
            except DamagedIndexError as error:
                complaints.append(error.detail)
            else:
                assert given == answer
    return complaints


def _damages(size: int, chance: random.Random) -> list[int]:
    """Where to flip a byte of a file: both ends and some places between."""
    some = {0, size - 1, size // 2, *(chance.randrange(size) for _ in range(16))} if size else set()
    return sorted(some)


def test_a_flipped_byte_never_gives_a_wrong_answer(whole: Path, tmp_path: Path) -> None:
    """In any file, at any place: named at opening, or by the answers that touch it."""
    root = tmp_path / "index"
    shutil.copytree(whole, root)
    store = open_store("whoosh", root)
    name = store.current() or ""
    expected, refused, touched = _answers(root, name), 0, 0
    chance = random.Random(11)
    files = sorted(generation_folder(root, name).iterdir())
    assert DEAD_FILE in {one.name for one in files}
    assert {one.suffix for one in files} >= {".arrays", ".records", ".toc", ".json", ".jsonl"}
    for path in files:
        written = path.read_bytes()
        for place in _damages(len(written), chance):
            flipped = bytearray(written)
            flipped[place] ^= 1 << chance.randrange(8)
            path.write_bytes(flipped)
            complaints = _complaints(root, name, expected)
            assert all(str(path) in one for one in complaints)
            assert path.name == "manifest.json" or store.verify(name)
            refused += len(complaints) == len(expected)
            touched += len(complaints)
        path.write_bytes(written)
    assert _answers(root, name) == expected
    assert refused > 20
    assert touched > refused * len(expected) + 200


@pytest.mark.parametrize("harm", ["missing", "short", "empty", "long"])
def test_a_file_of_another_size_is_refused_at_opening(
    whole: Path, tmp_path: Path, harm: str
) -> None:
    root = tmp_path / "index"
    shutil.copytree(whole, root)
    name = open_store("whoosh", root).current() or ""
    for path in sorted(generation_folder(root, name).iterdir()):
        written = path.read_bytes()
        if harm == "missing":
            path.unlink()
        else:
            changed = {"short": written[:-1], "empty": b"", "long": written + b"\0"}[harm]
            path.write_bytes(changed)
        if path.name == "manifest.json" and harm == "missing":
            with pytest.raises(ArchiveError, match=name):
                open_searcher("whoosh", root, name)
        else:
            with pytest.raises(DamagedIndexError, match=path.name):
                open_searcher("whoosh", root, name)
        path.write_bytes(written)


def test_damage_is_not_carried_into_what_is_built_on_it(whole: Path, tmp_path: Path) -> None:
    root = tmp_path / "index"
    shutil.copytree(whole, root)
    store = open_store("whoosh", root)
    name = store.current() or ""
    for path in sorted(generation_folder(root, name).glob("MAIN_*")):
        written = path.read_bytes()
        flipped = bytearray(written)
        flipped[len(written) // 3] ^= 16
        path.write_bytes(flipped)
        with pytest.raises(DamagedIndexError, match=path.name):
            store.begin("a", name)
        path.write_bytes(written)
    store.begin("a", name).abort()


def test_a_merge_refuses_a_damaged_segment(whole: Path, tmp_path: Path) -> None:
    """What is damaged while a build is at work does not get a new checksum."""
    root = tmp_path / "index"
    shutil.copytree(whole, root)
    store = open_store("whoosh", root)
    name = store.current() or ""
    build = store.begin("a", name)
    for number in range(0, _ARTICLES, 4):
        build.delete(f"id-{number:03d}")
    for path in sorted(generation_folder(root, name).glob("*.records")):
        flipped = bytearray(path.read_bytes())
        flipped[len(flipped) // 2] ^= 1
        path.write_bytes(flipped)
    with pytest.raises(DamagedIndexError, match=r"\.records"):
        build.commit(NAMES)
    build.abort()
    assert [info.name for info in store.generations()] == [name]


def test_what_dead_articles_take_away_is_not_counted_from_damage(
    whole: Path, tmp_path: Path
) -> None:
    """Nothing is written out anew, but the postings are read."""
    root = tmp_path / "index"
    shutil.copytree(whole, root)
    store = open_store("whoosh", root)
    name = store.current() or ""
    build = store.begin("a", name)
    build.delete("id-000")
    for shown in sorted(generation_folder(root, name).glob(f"MAIN_*{SHOWN_SUFFIX}")):
        path = shown.with_name(shown.name.removesuffix(SHOWN_SUFFIX) + ARRAYS_SUFFIX)
        flipped = bytearray(path.read_bytes())
        flipped[arrays.Arrays(path).place("body_word.docs")[1]] ^= 1
        path.write_bytes(flipped)
    with pytest.raises(DamagedIndexError, match=r"\.arrays"):
        build.commit(NAMES)
    build.abort()
    assert [info.name for info in store.generations()] == [name]


def test_bits_of_another_number_of_documents_are_refused(tmp_path: Path) -> None:
    path = tmp_path / DEAD_FILE
    arrays.write_arrays(path, {"one.dead": np.zeros(2, np.uint8)})
    assert dead_of(arrays.Arrays(path), "two", 99) is None
    with pytest.raises(DamagedIndexError, match=DEAD_FILE):
        dead_of(arrays.Arrays(path), "one", 17)


def test_another_format_is_named(whole: Path, tmp_path: Path) -> None:
    """Such a generation is listed, but neither opened nor built on."""
    root = tmp_path / "index"
    shutil.copytree(whole, root)
    store = open_store("whoosh", root)
    name = store.current() or ""
    path = generation_folder(root, name) / "manifest.json"
    data = json.loads(path.read_text("utf-8"))
    del data["digest"]
    path.write_text(json.dumps({**data, "format": 1}), "utf-8")
    assert [info.name for info in store.generations()] == [name]
    with pytest.raises(IndexFormatError, match="format whoosh-1"):
        open_searcher("whoosh", root, name)
    with pytest.raises(IndexFormatError, match="format whoosh-1"):
        store.begin("a", name)
