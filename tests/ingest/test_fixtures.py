"""Real files, read as a newsroom brings them: as files, and all in one folder, packed and plain.

The table names few words of each; the texts belong to their publishers.
"""

from __future__ import annotations

import functools
import os
import re
import resource
import shutil
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from archive.ingest.reader import Reject
from archive.ingest.source import read_files, read_sources
from archive.model.article import Article
from tests.conftest import ROOT
from tests.ingest.case_support import TODAY, instant
from tests.ingest.formats.support import rows
from tests.ingest.formats.test_real_files import TABLES

_CORPUS = os.environ.get("ARCHIVE_TEST_CORPUS") or ROOT.parent / "shared" / "corpus"
FIXTURES = Path(_CORPUS).parent / "fixtures"
TABLE = Path(__file__).parent / "data" / "fixtures.tsv"

#: Behind the youngest page.
OPTIONS = replace(TODAY, today=TODAY.today.replace(year=2026, month=12) if TODAY.today else None)

#: KiB, as Linux counts: far above what is kept of one file at a time.
_MEMORY = 200 * 2**10

_HAN = re.compile(r"[\u3040-\u9fff]")


class Row(NamedTuple):
    """What a file holds; `begins` of a file without an article is the reason's beginning."""

    file: str
    articles: str
    rejects: str
    title: str
    published: str
    begins: str
    ends: str


def _words(text: str, *, last: bool = False) -> str:
    """The first or last three words, at most six characters where they are Chinese.

    Without spaces there: those of a PDF depend on the fonts that a machine has.
    """
    words = text.split()[-3:] if last else text.split()[:3]
    is_chinese = any(map(_HAN.search, words))
    shown, most = ("", 6) if is_chinese else (" ", 24)
    line = shown.join(words)
    return (line[-most:] if last else line[:most]).strip()


def row_of(file: str, results: Iterable[Article | Reject]) -> Row:
    """The row of what was read in a file."""
    read = list(results)
    articles = [result for result in read if isinstance(result, Article)]
    rejects = [result for result in read if isinstance(result, Reject)]
    counts = str(len(articles)), str(len(rejects))
    if not articles:
        return Row(file, *counts, "", "-", " ".join(rejects[0].reason.split()[:6]), "")
    first = articles[0]
    texts = _words(first.body), _words(first.body, last=True)
    return Row(file, *counts, _words(first.title), instant(first), *texts)


@functools.cache
def table() -> list[Row]:
    """The rows of the table."""
    lines = TABLE.read_text("utf-8").split("\n")
    return [Row(*line.split("\t")) for line in lines[1:] if line]


def fixture(name: str) -> Path:
    """The path of a real file; skips where it is absent."""
    path = FIXTURES / name
    if not path.exists():
        pytest.skip(f"{name} is not at {FIXTURES} (ARCHIVE_TEST_CORPUS)")
    return path


@pytest.mark.parametrize("row", table(), ids=lambda row: row.file)
def test_what_a_file_holds(row: Row) -> None:
    path = fixture(row.file)
    assert row_of(row.file, read_sources([path], OPTIONS)) == row


@pytest.mark.parametrize("name", TABLES)
def test_what_the_formats_say_is_what_comes_in(name: str) -> None:
    """The format that reads a file alone is chosen among all, and every result is handed on."""
    listed = list(rows(name))
    for file in dict.fromkeys(row.file for row in listed):
        results = list(read_files([fixture(file)], OPTIONS))
        expected = [row for row in listed if row.file == file]
        assert {result.format for result in results} == {row.format for row in expected}, file
        assert len(results) == len(expected), file
        for result, row in zip(results, expected, strict=True):
            if isinstance(result.result, Article) and row.title and row.digest:
                assert row.title.split()[0][:6] in result.result.title, file


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the table's files but for those that take long."""
    folder = tmp_path_factory.mktemp("everything") / "files"
    for row in _small():
        target = folder / row.file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(fixture(row.file), target)
    return folder


def _small() -> list[Row]:
    """The rows of files that take less than a tenth of a second."""
    slow = ("html", "pdf", "wxr", "own/pdf")
    return [row for row in table() if not row.file.startswith(slow)]


def _packed(folder: Path, kind: str) -> Path:
    if kind == "plain":
        return folder
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    target = folder.with_name(f"files.{kind}")
    if kind == "zip":
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for path in files:
                archive.write(path, path.relative_to(folder))
    else:
        with tarfile.open(target, "w:gz", compresslevel=1) as packed:
            for path in files:
                packed.add(path, path.relative_to(folder).as_posix())
    return target


def _counted(path: Path) -> Counter[tuple[str, str, str]]:
    """What was read, without its places."""
    return Counter(
        ("article", result.id, f"{result.title}\n{result.body}\n{result.published}")
        if isinstance(result, Article)
        else ("reject", result.place, result.reason)
        for result in read_sources([path], OPTIONS)
    )


def test_everything_at_once(everything: Path) -> None:
    """A folder gives what its files give one by one, and so does it packed; no memory fills."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    plain = _counted(everything)
    kinds = Counter(kind for kind, _, _ in plain.elements())
    assert kinds["article"] == sum(int(row.articles) for row in _small())
    assert kinds["reject"] == sum(int(row.rejects) for row in _small())
    for kind in ("zip", "tar.gz"):
        assert _counted(_packed(everything, kind)) == plain
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < _MEMORY
