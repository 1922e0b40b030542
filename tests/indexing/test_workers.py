"""Worker processes give what one process gives, and fail in the open."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archive.engine.publications import require_current
from archive.engine.registry import open_searcher
from archive.entities.authority import load_authority
from archive.entities.findings import Findings
from archive.errors import AnalysisError
from archive.indexing import workers as working
from archive.indexing.crew import WAITING, usable_cores
from archive.indexing.documents import Reader
from archive.indexing.lock import index_lock
from archive.indexing.reindex import reindex
from archive.indexing.workers import ARTICLES_AT_ONCE, FEW_ARTICLES, ArticleWithFindings, documents
from archive.ingest.reader import ReadOptions
from archive.ingest.source import read_sources
from archive.model.article import Article, Language
from archive.model.query import Everything, Ranking, ScoredTerm
from archive.model.result import SearchRequest, SearchResult
from archive.text.tokens import Analyzer
from tests.analyzers import plain
from tests.conftest import ROOT, SAMPLE_ARCHIVE, ZONE, options_of
from tests.engine.counted import COUNTED
from tests.indexing.processes import workers_of

AUTHORITY = load_authority()


def samples() -> Iterator[Article]:
    for one in read_sources(SAMPLE_ARCHIVE, ReadOptions(ZONE)):
        assert isinstance(one, Article)
        yield one


def test_many_processes_give_the_documents_of_one() -> None:
    """The same documents in the same order, token by token."""
    # Enough for several batches, with ids that tell them apart.
    articles = [replace(one, id=f"{one.id}-{n}") for n in range(8) for one in samples()]
    assert len(articles) > FEW_ARTICLES
    read = [(one, ()) for one in articles]
    alone = list(documents(read, AUTHORITY, ZONE, 1))
    assert [one.document.article for one in alone] == articles
    for jobs in (2, 3):
        assert list(documents(read, AUTHORITY, ZONE, jobs)) == alone


def everything(index: Path) -> tuple[list[tuple[str, str]], SearchResult]:
    with closing(open_searcher("whoosh", index, require_current(index))) as searcher:
        ranking = Ranking((ScoredTerm("body_word", "tariff", 1.0),))
        request = SearchRequest(Everything(), ranking, aggregations=COUNTED, limit=1000)
        return list(searcher.contents()), searcher.search(request)


def test_an_index_does_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    source = tmp_path / "many.jsonl"
    rows = [
        {"id": f"n{n}", "title": one.title, "body": one.body}
        for n, one in enumerate(list(samples()) * 8)
    ]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    found = []
    for jobs in (1, 2):
        index = tmp_path / str(jobs)
        assert (
            reindex(replace(options_of(index, source), jobs=jobs)).stored
            == len(rows)
            > FEW_ARTICLES
        )
        found.append(everything(index))
    assert found[0] == found[1]


def test_articles_are_read_as_they_are_needed() -> None:
    """However long the source, only so many batches are under way."""
    read = 0

    def endless() -> Iterator[ArticleWithFindings]:
        nonlocal read
        while True:
            read += 1
            yield Article(f"n{read}", "t", "b", Language.ENGLISH), ()

    with closing(documents(endless(), AUTHORITY, ZONE, 2)) as made:
        assert next(made).document.article.id == "n1"
        assert read <= max(FEW_ARTICLES, 2 * WAITING * ARTICLES_AT_ONCE)


class Failing:
    """An extractor that cannot read one article."""

    def mentions(self, article: Article, findings: Findings = ()) -> tuple[()]:
        if article.id == "bad":
            raise ValueError("no names")
        return ()


def test_an_article_that_cannot_be_analysed_is_named() -> None:
    bad = Article("bad", "t", "b", Language.ENGLISH, "Post")
    reader = Reader(Failing(), AUTHORITY.names(), ZONE)
    with pytest.raises(AnalysisError, match=r"'bad' of 'Post'.*ValueError: no names"):
        working._document((bad, ()), reader, Analyzer(plain()))


def test_a_worker_that_dies_is_told() -> None:
    def killing() -> Iterator[ArticleWithFindings]:
        for number, article in enumerate(list(samples()) * 30):
            if number == ARTICLES_AT_ONCE * 12:
                for child in workers_of(os.getpid()):
                    os.kill(child, signal.SIGKILL)
            yield article, ()

    with pytest.raises(AnalysisError, match="worker process died"):
        list(documents(killing(), AUTHORITY, ZONE, 2))


def many(folder: Path, count: int) -> Path:
    """A source that takes some seconds."""
    source = folder / "many.jsonl"
    row = {"title": "t", "body": "香港特別行政區 " * 2_000}
    source.write_text("".join(json.dumps(row | {"id": f"n{i}"}) + "\n" for i in range(count)))
    return source


def started(index: Path, source: Path) -> subprocess.Popen[bytes]:
    """A reindex with two workers."""
    command = [sys.executable, "manage.py", "reindex", "--index", str(index), "--jobs", "2"]
    return subprocess.Popen(
        [*command, "--no-models", str(source)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def check_killed_worker(folder: Path, source: Path, seconds: float) -> None:
    """Kill a worker so many seconds after it was started: an error, and nothing is left."""
    index = folder / "index"
    running = started(index, source)
    deadline = time.monotonic() + 60
    while not (workers := workers_of(running.pid)):
        assert time.monotonic() < deadline
        assert running.poll() is None
        time.sleep(0.005)
    time.sleep(seconds)
    os.kill(workers[-1], signal.SIGKILL)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 1
    (line,) = [line for line in told.decode().splitlines() if "articles" not in line]
    assert line.startswith("manage.py: A worker process died: ")
    assert "by SIGKILL" in line
    assert list(index.glob("generations/*")) == []
    assert not (index / "CURRENT").exists()
    with index_lock(index):
        assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


@pytest.mark.parametrize("seconds", [0.0, 0.05, 1.0])
def test_a_reindex_ends_with_its_workers(tmp_path: Path, seconds: float) -> None:
    check_killed_worker(tmp_path, many(tmp_path, 1_000), seconds)


@pytest.mark.long
def test_a_reindex_ends_with_its_workers_at_any_moment(tmp_path: Path) -> None:
    source = many(tmp_path, 1_000)
    random.seed(11)
    for _ in range(25):
        check_killed_worker(tmp_path, source, random.choice((0.1, 1, 2)) * random.random())


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_reindex_leaves_no_process(tmp_path: Path, sign: signal.Signals) -> None:
    """After an interrupt there is no half-made generation either; after a kill, no worker."""
    index = tmp_path / "index"
    running = started(index, many(tmp_path, 3_000))
    deadline = time.monotonic() + 60
    while len(workers := workers_of(running.pid)) < 2 or not list(index.glob("generations/*")):
        assert time.monotonic() < deadline
        assert running.poll() is None
        time.sleep(0.05)
    time.sleep(1)
    if sign is signal.SIGINT:
        os.killpg(running.pid, sign)
    else:
        os.kill(running.pid, sign)
    _, told = running.communicate(timeout=60)
    assert b"Traceback" not in told
    if sign is signal.SIGINT:
        assert list(index.glob("generations/*")) == []
    while any(Path(f"/proc/{child}").exists() for child in workers):
        assert time.monotonic() < deadline + 60
        time.sleep(0.05)


def test_the_number_of_cores_is_what_this_process_may_use() -> None:
    assert 1 <= usable_cores() <= (os.cpu_count() or 1)
