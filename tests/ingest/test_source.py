"""Files and folders as one stream."""

from __future__ import annotations

import gzip
import itertools
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import MappingError, SourceError
from archive.ingest.reader import Reject
from archive.ingest.source import read_sources
from archive.model.article import Article
from tests.ingest.packed import gzipped
from tests.ingest.support import OPTIONS, articles, rejects

CORPUS = Path(
    os.environ.get("ARCHIVE_TEST_CORPUS")
    or Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
)


def line(name: str) -> bytes:
    return f'{{"id": "{name}", "title": "Title {name}"}}\n'.encode()


def read(*paths: Path) -> list[Article | Reject]:
    return list(read_sources(paths, OPTIONS))


def ids(results: list[Article | Reject]) -> list[str]:
    return [one.id for one in articles(results)]


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    """Files come by name, folders among them; hidden and describing files are left out."""
    for name in ("b.jsonl", "a/2.ndjson", "a/1.JSONL", "c.jsonl", "license-plates.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(line(name))
    (tmp_path / "a/3.jsonl.gz").write_bytes(gzip.compress(line("a/3.jsonl.gz")))
    for name in (
        ".hidden.jsonl",
        "README.md",
        "README",
        "LICENSE-MIT",
        "License.txt",
        "readme.zh.md",
    ):
        (tmp_path / name).write_bytes(line(name))
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/x.jsonl").write_bytes(line("git"))
    expected = ["a/1.JSONL", "a/2.ndjson", "a/3.jsonl.gz", "b.jsonl", "c.jsonl"]
    results = read(tmp_path)
    assert ids(results) == [*expected, "license-plates.jsonl"]
    assert rejects(results) == []


def test_a_named_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    """Only folders leave files out."""
    for name in (".hidden.jsonl", "README.jsonl"):
        (tmp_path / name).write_bytes(line(name))
    assert ids(read(tmp_path / ".hidden.jsonl", tmp_path / "README.jsonl")) == [
        ".hidden.jsonl",
        "README.jsonl",
    ]


@pytest.mark.parametrize(
    "name, content, reason, fatal",
    [
        ("a.xyz", b"x\n\ty", "files named “.xyz” that begin with “x y”.", False),
        ("a.png", b"\x89PNG\r\n", "it is a picture.", False),
        ("a.doc", b"\xd0\xcf\x11\xe0", "save it as .docx.", False),
        ("film", b"\0\0\0\x18ftypmp42", "a film", False),
        ("notes", b"", "The file is empty.", False),
        ("a.tar.gz", b"", "the compressed file ends early", True),
        ("a.jsonl.gz", b"", "the compressed file ends early", True),
        ("a.jsonl.gz", b"no gzip", "Not JSON at line 1, column 1", True),
        (
            "a.json.gz",
            gzipped(b"[]" * 9)[:20],
            "the compressed file ends early",
            True,
        ),
        (
            "a.txt.gz",
            gzipped(b"text" * 9)[:20],
            "the compressed file ends early",
            True,
        ),
    ],
)
def test_a_file_that_cannot_be_read(
    tmp_path: Path, name: str, content: bytes, reason: str, fatal: bool
) -> None:
    """It is a reject that names the file, and the others are read."""
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.jsonl").write_bytes(line("z"))
    results = read(tmp_path)
    (reject,) = rejects(results)
    assert ids(results) == ["z"]
    assert reject.source == str(tmp_path / name)
    assert reason in reject.reason
    assert reject.fatal is fatal


@pytest.mark.parametrize("suffix", [".jsonl", ""])
def test_articles_that_are_longer_than_a_beginning_are_lines_too(
    tmp_path: Path, suffix: str
) -> None:
    """Of such a file no line end is seen before it is read."""
    row = {"title": "Title", "body": "Text. " * 20_000}
    rows = (json.dumps(row | {"id": str(number)}) for number in range(3))
    (tmp_path / f"a{suffix}").write_text("\n".join(rows))
    results = read(tmp_path)
    assert (ids(results), rejects(results)) == (["0", "1", "2"], [])
    (tmp_path / f"a{suffix}").unlink()
    whole = {"articles": [row | {"id": "0"}, row | {"id": "1"}]}
    (tmp_path / "a.json").write_text(json.dumps(whole))
    results = read(tmp_path)
    assert (ids(results), rejects(results)) == (["0", "1"], [])


def test_paths_are_checked_before_anything_is_read(tmp_path: Path) -> None:
    """A path that does not exist stops the whole, at the call."""
    (tmp_path / "a.jsonl").write_bytes(line("a"))
    with pytest.raises(SourceError, match=r"gone\.jsonl cannot be read: No such file"):
        read_sources([tmp_path / "a.jsonl", tmp_path / "gone.jsonl"], OPTIONS)
    with pytest.raises(SourceError):
        read_sources([Path("a\0b")], OPTIONS)


def test_links_do_not_run_in_circles(tmp_path: Path) -> None:
    """A folder is walked once, a link to nothing is a reject, a pipe is not waited for."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x.jsonl").write_bytes(line("x"))
    (tmp_path / "a/up").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "a")
    (tmp_path / "gone.jsonl").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.jsonl").symlink_to(tmp_path / "loop.jsonl")
    os.mkfifo(tmp_path / "pipe.jsonl")
    results = read(tmp_path)
    assert ids(results) == ["x"]
    assert [(Path(one.source).name, one.fatal) for one in rejects(results)] == [
        ("gone.jsonl", True),
        ("loop.jsonl", True),
        ("pipe.jsonl", False),
    ]


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    """Such a file is read, and its rejects can be written."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.jsonl"))
    try:
        path.write_bytes(line("a") + b"5\n")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    results = read(tmp_path)
    assert ids(results) == ["a"]
    assert rejects(results)[0].source.endswith("\ufffd.jsonl")


def test_deep_folders(tmp_path: Path) -> None:
    """The depth of folders is no limit."""
    deep = tmp_path / "/".join("d" * 400)
    deep.mkdir(parents=True)
    (deep / "x.jsonl").write_bytes(line("x"))
    assert ids(read(tmp_path)) == ["x"]


@given(st.binary(max_size=60), st.booleans(), st.sampled_from([".jsonl", ".json", ".txt"]))
def test_any_file_is_read(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, pack: bool, suffix: str
) -> None:
    """No content of a file stops the stream, compressed, cut or neither."""
    folder = tmp_path_factory.mktemp("any")
    (folder / f"a{suffix}").write_bytes(data)
    (folder / f"b{suffix}.gz").write_bytes(gzip.compress(data)[:-3] if pack else data)
    (folder / "z.jsonl").write_bytes(line("z"))
    results = read(folder)
    assert ids(results)[-1] == "z"


@pytest.mark.corpus
def test_the_corpus_is_read() -> None:
    """Of each source of the corpus the first articles are read, and none is rejected."""
    if not CORPUS.is_dir():
        pytest.skip(f"{CORPUS} is absent: real articles are not read")
    for path in sorted(CORPUS.glob("*.jsonl.gz")):
        results = list(itertools.islice(read_sources([path], OPTIONS), 500))
        assert [type(one) for one in results] == [Article] * 500
        assert len(set(ids(results))) == 500


def test_a_mapping_file_beside_sources_says_how_they_are_read(tmp_path: Path) -> None:
    """Files that match no pattern are read as ever; the mapping file is no source."""
    (tmp_path / "mapping.toml").write_text(
        '["own/*.json"]\narticles = "rows"\ntitle = "t"\nbody = "paras"\nsource = "=The Post"\n'
    )
    (tmp_path / "own").mkdir()
    rows = json.dumps({"rows": [{"t": "Ferry returns", "paras": ["It is back.", "At last."]}]})
    (tmp_path / "own" / "a.json.gz").write_bytes(gzip.compress(rows.encode()))
    (tmp_path / "b.json").write_text(json.dumps({"title": "渡輪復航", "body": "渡輪復航。"}))
    results = list(read_sources([tmp_path], OPTIONS))
    read = [(one.title, one.body, one.source) for one in articles(results)]
    assert read == [
        ("渡輪復航", "渡輪復航。", ""),
        ("Ferry returns", "It is back.\n\nAt last.", "The Post"),
    ]
    assert rejects(results) == []


def test_a_mapping_file_that_cannot_be_used_stops_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "mapping.toml").write_text('["*.json"]\ntitel = "t"\n')
    (tmp_path / "a.json").write_text("[]")
    with pytest.raises(MappingError, match="titel"):
        read_sources([tmp_path], OPTIONS)
