"""What is known of a file by the digests of its pieces is not read again, and nothing else."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.containers import Known
from archive.ingest.reader import Reject
from archive.ingest.source import SourceFile, read_file
from archive.model.article import Article
from tests.ingest.support import OPTIONS

LONG = "A harbour ferry was cancelled in the morning because of the wind. " * 3


def line(name: str, **more: object) -> str:
    """An article as a line."""
    return json.dumps({"id": name, "title": f"Title {name}", "body": LONG, **more})


def read(path: Path, known: dict[bytes, Article]) -> list[Article | Reject]:
    """What a file says, where the pieces of these articles are known; they join it."""
    results: list[Article | Reject] = []
    for result in read_file(SourceFile(path, 0, ()), OPTIONS, known.__contains__):
        if isinstance(result, Known):
            results.append(replace(known[result.piece], place=result.place))
            continue
        if result.piece:
            assert isinstance(result.result, Article)
            known[result.piece] = result.result
        results.append(result.result)
    return results


def plainly(path: Path) -> list[Article | Reject]:
    """What a file says."""
    return [
        result.result
        for result in read_file(SourceFile(path, 0, ()), OPTIONS, None)
        if not isinstance(result, Known)
    ]


def pieces(path: Path) -> int:
    """How many pieces of a file are known once it was read."""
    known: dict[bytes, Article] = {}
    read(path, known)
    return len(known)


def test_known_lines_say_what_they_said_where_they_stand_now(tmp_path: Path) -> None:
    path, known = tmp_path / "a.jsonl", dict[bytes, Article]()
    path.write_text("\n".join(map(line, "abc")) + "\n")
    read(path, known)
    assert len(known) == 3
    path.write_text("\n".join([line("new"), "broken {", *map(line, "cab")]) + "\n")
    before = len(known)
    assert read(path, known) == plainly(path)
    assert len(known) == before + 1


@pytest.mark.parametrize(
    "text, count",
    [
        (f"{line('a')}\n{line('b')}\n", 2),
        (f"{line('a')}\n{line('b')}", 2),
        (f"{line('a')}\r\n{line('b')}\r\n", 2),
        (f"[\n{line('a')},\n{line('b')}\n]\n", 2),
        # What stands on one line, over several lines, or inside an object is no line of its own.
        (f"{line('a')}{line('b')}\n", 0),
        (f"[{line('a')},{line('b')}]\n", 0),
        (json.dumps({"id": "a", "title": "A", "body": LONG}, indent=1), 0),
        (f'{{"articles": [{line("a")},\n{line("b")}]}}\n', 0),
        # What is odd, or no article, is looked at each time.
        (line("a", published="yesterday or so") + "\n" + line("b") + "\n", 1),
        (line("a", status="draft") + "\n" + line("b") + "\n", 1),
        (json.dumps({"id": "a"}) + "\n" + line("b") + "\n", 1),
    ],
)
def test_only_lines_that_are_an_article_each_are_pieces(
    tmp_path: Path, text: str, count: int
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(text.encode())
    assert pieces(path) == count


def test_a_line_in_a_list_is_not_known_outside_of_one(tmp_path: Path) -> None:
    path, known = tmp_path / "a.json", dict[bytes, Article]()
    path.write_text(f"[\n{line('a')},\n{line('b')},\n{line('c')}\n]\n")
    read(path, known)
    count = len(known)
    path.write_text(f"{line('a')},\n{line('b')},\n{line('c')}\n")
    assert read(path, known) == plainly(path)
    assert len(known) == count + 3


def test_what_is_packed_has_pieces_too(tmp_path: Path) -> None:
    text = f"{line('a')}\n{line('b')}\n".encode()
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(text))
    assert pieces(packed) == 2
    archive = tmp_path / "b.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("one.jsonl", text)
        file.writestr("two.jsonl", line("c"))
    assert pieces(archive) == 3


#: Lines of each kind: an article, one that is odd, broken ones, an opened list, the end of one.
LINES = st.sampled_from(
    [
        *map(line, "abcd"),
        line("e", published="some day"),
        line("f", status="draft"),
        line("g") + ",",
        line("h") + line("i"),
        " " + line("j"),
        "[",
        "]",
        "{",
        '{"articles": [',
        "]}",
        "",
        "broken",
        '{"id": "k", "title": "cut',
        '"open string',
    ]
)


@given(before=st.lists(LINES, max_size=8), after=st.lists(LINES, max_size=8))
def test_whatever_is_known_a_file_says_the_same(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], after: list[str]
) -> None:
    path = tmp_path_factory.mktemp("pieces") / "a.jsonl"
    known: dict[bytes, Article] = {}
    for lines in _states(before, after):
        path.write_text("\n".join(lines) + "\n")
        assert read(path, known) == plainly(path)


def _states(before: list[str], after: list[str]) -> Iterator[list[str]]:
    """A file before and after a change, and with both contents."""
    yield before
    yield after
    yield before + after
